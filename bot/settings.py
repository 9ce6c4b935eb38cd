"""Settings of the answering side; they include the library's."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import BeforeValidator, Field

from ingest.errors import SettingsError
from ingest.settings import Settings


class BotSettings(Settings):
    candidates: int = Field(40, ge=5, le=500, description="Passages each kind of search proposes before fusion.")
    contact: str = Field("", max_length=200, description="Whom to ask when there is no answer; shown in refusals.")
    threshold: float | None = Field(
        None, ge=0.01, le=0.99, description="Confidence from which a question is answered; see `doctor --calibrate`."
    )
    model: Annotated[str | None, BeforeValidator(lambda given: given or None)] = Field(
        None,
        pattern=r"^[a-z][a-z0-9_]*:\S.*$",
        max_length=200,
        description="Language model that words answers, as `provider:name`; it sources and decides nothing.",
    )
    model_url: Annotated[str | None, BeforeValidator(lambda given: given or None)] = Field(
        None,
        pattern=r"^https?://[^\s/]+",
        max_length=500,
        description="Address of the model, for one that speaks the OpenAI protocol.",
    )
    gaps: bool = Field(True, description="Keep a list of questions that got no answer (1) or none (0).")


def check_names(names: Iterable[str]) -> None:
    """Raise SettingsError for a `SHOREWISE_*` variable that is no setting: misspelt, it would do nothing."""
    prefix = BotSettings.model_config["env_prefix"]
    known = {prefix + field.upper() for field in BotSettings.model_fields}
    for name in names:
        if name.startswith(prefix) and name.upper() not in known:
            raise SettingsError(f"{name} is not a setting. There are: {', '.join(sorted(known))}.")
