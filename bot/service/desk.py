"""A bot that opens in the background, so that the page stands before the library does."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.settings import BotSettings
from ingest.errors import ShorewiseError, UnknownDocument

if TYPE_CHECKING:
    from bot.chain import Bot
    from ingest.owner import Owner
    from ingest.progress import Step

LOADING = "Loading the library…"


class Desk:
    """Holds the bot once it is open; `status` says in a few words how far it is until then."""

    def __init__(self, settings: BotSettings) -> None:
        self.settings = settings
        self.status = LOADING
        self.error: BaseException | None = None
        self._owner: Owner | None = None
        self._bot: Bot | None = None
        self._done = threading.Event()

    def open(self, failed: Callable[[], None], owner: "Owner | None" = None) -> None:
        """Start opening; `failed` is called when that is not possible, with the reason in `error`.

        Takes the data folder, unless its `owner` is given.
        """
        self._owner = owner
        threading.Thread(target=self._open, args=(failed,), name="open-library", daemon=True).start()

    @property
    def bot(self) -> "Bot":
        """Wait for the bot. Raises the error that kept it from opening."""
        self._done.wait()
        if self._bot is None:
            known = isinstance(self.error, ShorewiseError)
            raise ShorewiseError(str(self.error) if known else f"The library could not be opened: {self.error!r}.")
        return self._bot

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; tell whether opening has ended, well or not."""
        return self._done.wait(seconds)

    def text_of(self, document_id: str) -> str:
        """Return a document's text, or nothing when the document has left the library since."""
        try:
            return self.bot.document(document_id).text
        except UnknownDocument:
            return ""

    def close(self) -> None:
        if self._bot is not None:
            self._bot.close()

    def _open(self, failed: Callable[[], None]) -> None:
        from bot.chain import Bot

        try:
            bot = Bot.open(self.settings.home, progress=self._progress, owner=self._owner, patient=False)
            bot.search("outsourcing", 1)  # the model loads with the first words it is given
            self._bot = bot
        except BaseException as error:  # noqa: BLE001  every reason ends the server, which raises it again
            self.error = error
            failed()
            return
        finally:
            self._done.set()
        with suppress(ShorewiseError):  # whoever asks is told the same
            bot.read_ahead()

    def _progress(self, step: "Step") -> None:
        self.status = f"{LOADING} ({step.task}: {step.done} of {step.total})"
