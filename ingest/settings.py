"""Settings of the library: one model, read from `SHOREWISE_*`, every field described and bounded."""

from pathlib import Path
from typing import Any, Literal, Self

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.errors import SettingsError


class Settings(BaseSettings):
    """Unknown fields are refused; `load()` turns a bad value into one plain sentence."""

    model_config = SettingsConfigDict(env_prefix="SHOREWISE_", extra="forbid", frozen=True)

    home: Path = Field(
        default_factory=lambda: user_data_path("shorewise"),
        description="Data folder: the library and its vectors.",
    )
    cache: Path = Field(
        default_factory=lambda: user_cache_path("shorewise"),
        description="Folder for the exported model, shared by all data folders.",
    )
    builtin: bool = Field(True, description="Search and list the built-in documents (1) or leave them out (0).")
    backend: Literal["auto", "onnx", "torch"] = Field(
        "auto",
        description="What runs the embedding model: onnx, torch, or auto (onnx, torch when the export fails).",
    )
    max_file_mb: int = Field(50, ge=1, le=2000, description="Largest file that is read, in megabytes.")
    max_question_chars: int = Field(
        4000, ge=100, le=100_000, description="Longest question that is taken, in characters."
    )
    wait_s: int = Field(
        60, ge=0, le=3600, description="Longest wait for another command that uses the data folder, in seconds."
    )
    read_timeout_s: int = Field(60, ge=1, le=3600, description="Longest time for reading one file, in seconds.")

    @classmethod
    def load(cls, **changes: Any) -> Self:
        """Read the environment; `changes` win over it. Raises SettingsError naming the variable and the fault."""
        try:
            return cls(**{key: value for key, value in changes.items() if value is not None})
        except ValidationError as error:
            first = error.errors()[0]
            name = "SHOREWISE_" + "_".join(str(part) for part in first["loc"]).upper()
            raise SettingsError(f"{name}: {first['msg']}. See the settings table in README.md.") from error
