"""Settings: read from the environment, bounded, described; a wrong one is named in a sentence."""

from pathlib import Path

import pytest

from bot.settings import BotSettings, check_names
from ingest.errors import SettingsError
from ingest.settings import Settings


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, isolated: Path) -> None:
    monkeypatch.setenv("SHOREWISE_BUILTIN", "0")
    monkeypatch.setenv("SHOREWISE_CONTACT", "The sourcing desk")
    settings = BotSettings.load()
    assert (settings.home, settings.builtin, settings.contact) == (isolated, False, "The sourcing desk")


def test_a_change_in_code_wins_and_none_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOREWISE_MAX_FILE_MB", "7")
    assert Settings.load(max_file_mb=9).max_file_mb == 9
    assert Settings.load(max_file_mb=None).max_file_mb == 7


def test_without_a_variable_the_platform_chooses_the_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SHOREWISE_HOME", "SHOREWISE_CACHE"):
        monkeypatch.delenv(name, raising=False)
    settings = Settings.load()
    assert {settings.home.name, settings.cache.name} == {"shorewise"}
    assert settings.home != settings.cache


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAX_FILE_MB", "0"),
        ("MAX_FILE_MB", "2001"),
        ("MAX_QUESTION_CHARS", "99"),
        ("READ_TIMEOUT_S", "0"),
        ("CANDIDATES", "501"),
        ("CANDIDATES", "many"),
        ("BUILTIN", "perhaps"),
        ("BACKEND", "steam"),
        ("CONTACT", "x" * 201),
    ],
)
def test_a_value_out_of_bounds_names_the_variable(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"SHOREWISE_{name}", value)
    with pytest.raises(SettingsError, match=rf"^SHOREWISE_{name}: .*README\.md\.$"):
        BotSettings.load()


def test_a_misspelt_variable_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"SHOREWISE_MAX_FILE is not a setting.*SHOREWISE_MAX_FILE_MB"):
        check_names(["PATH", "SHOREWISE_HOME", "SHOREWISE_MAX_FILE"])
    check_names([f"SHOREWISE_{field.upper()}" for field in BotSettings.model_fields])


def test_settings_do_not_change_once_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings.load().max_file_mb = 3  # type: ignore[misc]


def test_every_setting_says_what_it_is_for_and_numbers_have_bounds() -> None:
    for name, field in BotSettings.model_fields.items():
        assert field.description, name
        if field.annotation in (int, float):
            bounds = {kind for kind in ("ge", "le") for mark in field.metadata if hasattr(mark, kind)}
            assert bounds == {"ge", "le"}, name
