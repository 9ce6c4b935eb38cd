"""Settings of the answering side; they include the library's."""

from pydantic import Field

from ingest.settings import Settings


class BotSettings(Settings):
    candidates: int = Field(40, ge=5, le=500, description="Passages each kind of search proposes before fusion.")
    contact: str = Field("", max_length=200, description="Whom to ask when there is no answer; shown in refusals.")
