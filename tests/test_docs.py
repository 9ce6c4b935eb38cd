"""The documentation is true: what exists is described, what is described exists, the tour is what comes out."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from bot.cli import app
from bot.rules.book import load_rules
from bot.settings import BotSettings
from ingest.read import SUFFIXES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
TOUR_WIDTH = "92"
CODE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands() -> Iterator[tuple[str, TyperCommand]]:
    """Give every command with its words, such as "rules check"."""
    groups: list[tuple[tuple[str, ...], TyperGroup]] = [((), typer.main.get_group(app))]
    for words, group in groups:
        for name, command in group.commands.items():
            if isinstance(command, TyperGroup):
                groups.append(((*words, name), command))
            else:
                assert isinstance(command, TyperCommand)
                yield " ".join((*words, name)), command


def options(command: TyperCommand) -> set[str]:
    return {name for parameter in command.params if isinstance(parameter, TyperOption) for name in parameter.opts}


def tour() -> list[tuple[list[str], str]]:
    """Give the commands of the tour with what the README says they print."""
    blocks = [block.split("\n", 1) for block in CODE.findall(README)]
    return [(shlex.split(first.removeprefix("$ ")), said) for first, said in blocks]


def texts() -> Iterator[Path]:
    """Give every file that is kept, caches and builds left out."""
    for top in ("bot", "ingest", "kb", "eval", "tests", ".ci"):
        yield from (path for path in (ROOT / top).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.name != ".git")


def test_every_command_and_option_is_in_the_readme() -> None:
    assert "--json" in options(dict(commands())["ask"])
    assert "rules check" in dict(commands())
    for words, command in commands():
        row = [
            line
            for line in README.splitlines()
            if line.startswith(f"| `shorewise {words}") or f"`shorewise {words}`" in line
        ]
        assert row, words
        missing = {name for name in options(command) - {"--help"} if not any(name in line for line in row)}
        assert missing == set(), words


def test_every_command_of_the_documentation_exists() -> None:
    known = dict(commands())
    documented = re.findall(r"`(?:shorewise) ([a-z][^`]*)`", README)
    documented += [shlex.join(words[1:]) for words, _ in tour()]
    assert len(documented) > len(known)
    for line in documented:
        [words] = [name for name in known if line == name or line.startswith(f"{name} ")]
        used = set(re.findall(r"(?<![\w-])--[a-z-]+", re.sub(r'"[^"]*"', "", line)))
        assert used <= options(known[words]), line


def test_every_target_of_make_is_described_and_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE)) - {"chromium"}
    assert set(re.findall(r"make ([a-z][a-z-]*)", README)) == targets
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize("name", BotSettings.model_fields)
def test_every_setting_is_in_the_readme_with_its_bounds(name: str) -> None:
    field = BotSettings.model_fields[name]
    [row] = [line for line in README.splitlines() if line.startswith(f"| `SHOREWISE_{name.upper()}` |")]
    assert field.description
    assert field.description in row
    if isinstance(field.default, int) and not isinstance(field.default, bool):
        lowest, highest = (next(getattr(m, end) for m in field.metadata if hasattr(m, end)) for end in ("ge", "le"))
        assert f"| {field.default} | {lowest} to {highest} |" in row


def test_no_other_setting_is_in_the_readme() -> None:
    known = {f"SHOREWISE_{name.upper()}" for name in BotSettings.model_fields}
    assert set(re.findall(r"SHOREWISE_[A-Z_]+", README)) <= known


def test_every_outcome_and_every_format_is_in_the_readme() -> None:
    for outcome in load_rules().outcomes:
        assert f"| `{outcome}` |" in README
    for suffix in SUFFIXES:
        assert f"`{suffix}`" in README


def test_the_links_of_the_readme_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_changelog_tells_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"\n## {version} (" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_no_file_names_a_folder_of_one_machine_or_a_package_host() -> None:
    # Put together here, so that this file does not hold what it looks for.
    folders = "|".join(("work", "tmp", "home", "root", "Users"))
    hosts = "|".join(("py" + "pi\\.org", "python" + "hosted", "download\\.py" + "torch", "hugging" + "face\\.co"))
    private = re.compile(rf"(?<![\w.}}/-])/(?:{folders})/\w|{hosts}")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in texts()
        for match in private.finditer(path.read_bytes().decode("utf-8", "ignore"))
    ]
    assert found == []


def test_the_tour_shows_what_comes_out(tmp_path: Path) -> None:
    """When an answer changes for the better, paste the new output into the README."""
    command = Path(sys.executable).with_name("shorewise")
    assert len(tour()) == 4
    for words, said in tour():
        done = subprocess.run(
            [str(command), *words[1:]],
            env={**os.environ, "COLUMNS": TOUR_WIDTH},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert done.stdout.split() == said.split(), words
