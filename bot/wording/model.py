"""An optional language model, reached through LangChain; the only importer of chat models."""

import os
import queue
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.settings import BotSettings
from ingest.errors import SettingsError, ShorewiseError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

TIME_S = 20.0  # longest wait for one wording
TOKENS = 800  # longest wording that is asked for
CHARACTERS = 8_000  # and taken


class Speaker:
    """A chat model that answers messages with a text; `name` is how a person set it."""

    def __init__(self, name: str, model: "BaseChatModel", time_s: float = TIME_S) -> None:
        self.name = name
        self._model = model
        self._time_s = time_s

    def say(self, messages: Sequence[tuple[str, str]]) -> str:
        """Return the model's words. Raises ShorewiseError when it cannot be reached, refuses or takes too long."""
        said: queue.SimpleQueue[str | Exception] = queue.SimpleQueue()

        def run() -> None:
            try:
                said.put(self._model.invoke(list(messages)).text[:CHARACTERS])
            except Exception as error:  # noqa: BLE001  each vendor has errors of its own
                said.put(error)

        # A thread of its own, as a server that sends a byte now and then is stopped by no client's time limit.
        threading.Thread(target=run, name="language-model", daemon=True).start()
        try:
            found = said.get(timeout=self._time_s)
        except queue.Empty:
            raise ShorewiseError(f"{self.name} gave no answer within {self._time_s:g} seconds.") from None
        if isinstance(found, Exception):
            raise ShorewiseError(f"{self.name} could not be asked ({type(found).__name__}).") from found
        return found


def open_speaker(settings: BotSettings) -> Speaker | None:
    """Return the model that a person has set, None without one. Raises SettingsError for one that cannot be had.

    Nothing is sent before the first answer is worded.
    """
    if settings.model is None:
        return None
    from langchain.chat_models import init_chat_model

    name = settings.model
    provider, _, _ = name.partition(":")
    given: dict[str, Any] = {"base_url": settings.model_url} if settings.model_url else {}
    if given and provider == "openai" and not os.environ.get("OPENAI_API_KEY"):
        given["api_key"] = "none"  # a model on one's own machine needs no key, but the client asks for one
    try:
        model = init_chat_model(name, temperature=0, timeout=TIME_S, max_retries=0, max_tokens=TOKENS, **given)
    except ImportError as error:
        package = f"langchain-{provider.replace('_', '-')}"
        raise SettingsError(
            f"SHOREWISE_MODEL names the provider {provider}, which needs a package of its own: install {package}."
        ) from error
    except Exception as error:
        reason = "".join(str(error).strip().splitlines()[:1])[:200]
        raise SettingsError(
            f"SHOREWISE_MODEL: {name} cannot be used: {reason} Write it as provider:name with a provider that "
            "LangChain knows, such as openai, ollama or anthropic."
        ) from error
    return Speaker(name, model)
