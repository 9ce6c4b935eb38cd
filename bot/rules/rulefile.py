"""Reads decision.yaml into strict models; a mistake is refused with file, key and allowed values."""

from collections.abc import Hashable
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import RulesError

Axis = Literal["location", "ownership"]
Basis = Literal["source", "judgement"]
AXES: dict[str, tuple[str, str]] = {"location": ("home", "abroad"), "ownership": ("own", "third")}
OUTCOMES = ("in_house", "domestic_outsourcing", "captive_offshoring", "offshore_outsourcing")

Text = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Reference = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*#[a-z0-9][a-z0-9-]*$")]


def _as_values(given: object) -> tuple[str, ...]:
    """Take one value or a list of them as a tuple."""
    listed = given if isinstance(given, list) else [given]
    values = [value for value in listed if isinstance(value, str)]
    if not values or len(values) < len(listed):
        raise ValueError(f"must be a value or a list of values, as text (quote yes and no), not {given!r}")
    if len(set(values)) < len(values):
        raise ValueError(f"names a value twice: {', '.join(values)}")
    return tuple(values)


Values = Annotated[tuple[str, ...], BeforeValidator(_as_values)]
When = dict[str, Values]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, data: object) -> object:
        known = list(cls.model_fields)
        for key in data if isinstance(data, dict) else ():
            if key not in known:
                raise ValueError(f"unknown key {key!r}; allowed: {', '.join(known)}")
        return data


class Unless(Strict):
    """Another default, `then`, taken when the context fact `fact` has one of `values`."""

    fact: Name
    values: Values
    then: Values
    reason: Text


class Default(Strict):
    """What is taken when nobody states the fact; `say` asks the page to word it beside the recommendation."""

    value: str
    say: bool
    reason: Text
    unless: Unless | None = None


class Prior(Strict):
    """How likely each value is before anyone is asked; it orders questions and never answers them."""

    weights: dict[str, Annotated[float, Field(gt=0, allow_inf_nan=False)]]
    reason: Text


class ContextFact(Strict):
    label: Text
    question: Text
    help: Text
    values: Annotated[dict[Name, Text], Field(min_length=2, max_length=16)]


class Fact(ContextFact):
    """A fact of the tables; `values` maps each value, in polarity order, to its label."""

    why: Text
    values: Annotated[dict[Name, Text], Field(min_length=2, max_length=8)]
    pushes: Annotated[dict[Axis, str], Field(min_length=1)]
    unstated: Literal["ask", "assume"]
    default: Default | None = None
    prior: Prior | None = None


class Resting(Strict):
    """What rests on a passage: paragraph `paragraph` of the section that `passage` names."""

    id: Id
    when: When
    passage: Reference
    paragraph: Annotated[int, Field(ge=1)] = 1
    basis: Basis


class Conflict(Resting):
    axis: Axis
    reason: Text


class Rule(Resting):
    rank: Annotated[int, Field(ge=0)]
    then: str
    hard: bool
    reason: Text


class RefinementRule(Resting):
    rank: Annotated[int, Field(ge=0)]
    text: Text


class Measure(Strict):
    """What reduces a risk, with the passage that says so."""

    text: Text
    passage: Reference
    paragraph: Annotated[int, Field(ge=1)] = 1
    basis: Basis


class RiskRule(RefinementRule):
    """A risk that comes with an outcome or with the facts behind it, and what reduces it."""

    mitigation: Measure


class OutcomeCell(Strict):
    location: str
    ownership: str
    label: Text
    term: Text
    meaning: Text


class RuleFile(Strict):
    """The whole of decision.yaml."""

    version: Text
    reviewed: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    facts: Annotated[dict[Name, Fact], Field(min_length=1)]
    context: dict[Name, ContextFact]
    conflicts: list[Conflict]
    location: Annotated[list[Rule], Field(min_length=1)]
    ownership: Annotated[list[Rule], Field(min_length=1)]
    refinements: list[RefinementRule]
    risks: list[RiskRule]
    next_steps: list[RefinementRule]
    hybrid: Measure
    outcomes: dict[str, OutcomeCell]
    cross_axis: list[str]


def read_rulefile(path: Path) -> tuple[RuleFile, bytes]:
    """Give the file's content, checked against the schema, and its bytes; raises RulesError on mistakes."""
    try:
        data = path.read_bytes()
        content = yaml.load(data, Loader=_NoDuplicates)  # noqa: S506 (derived from the safe loader)
    except OSError as error:
        raise RulesError(f"{path.name} cannot be read: {error.strerror}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RulesError(f"{path.name} is not valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict):
        raise RulesError(f"{path.name} must hold the keys {', '.join(RuleFile.model_fields)}.")
    return parse_rulefile(content, path.name), data


def parse_rulefile(content: dict[str, Any], name: str) -> RuleFile:
    try:
        return RuleFile.model_validate(content)
    except ValidationError as error:
        raise RulesError(report(name, [_mistake(content, entry) for entry in error.errors()])) from error


def report(name: str, mistakes: list[str]) -> str:
    """Word the first mistakes as one sentence that names the file."""
    shown = "; ".join(mistakes[:3])
    return f"{name}: {shown}" + (f" (and {len(mistakes) - 3} more)" if len(mistakes) > 3 else "")


def _mistake(content: object, entry: Any) -> str:
    """Name the key as an author sees it: entries of a list by their id."""
    key, here = "", content
    for part in entry["loc"]:
        if part == "[key]":
            continue
        here = _inside(here, part)
        named = here["id"] if isinstance(part, int) and isinstance(here, dict) and "id" in here else part
        key += f"{'.' if key else ''}{named}"
    if entry["type"] == "missing":
        return f"{key} is missing"
    words = entry["msg"].removeprefix("Value error, ")
    given = "" if entry["type"] == "value_error" else f", not {entry['input']!r:.80}"
    return f"{key or 'top level'}: {words[:1].lower()}{words[1:]}{given}"


def _inside(here: object, part: object) -> object:
    if isinstance(here, dict):
        return here.get(part)
    return here[part] if isinstance(here, list) and isinstance(part, int) and part < len(here) else None


# libyaml's loader is ten times faster; installations without it read the same with the plain one.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _NoDuplicates(_Base):  # type: ignore[misc]
    """Refuses a key that stands twice in one mapping; YAML would silently take the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} stands twice", node.start_mark)
        return super().construct_mapping(node, deep)  # type: ignore[no-any-return]
