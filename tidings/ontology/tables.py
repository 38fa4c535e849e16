"""The ontology as checked tables: types, modes and contexts of PLOVER 2.0, and CAMEO codes with the ways to and fro.

The numbers and names are PLOVER's (CC BY-SA 4.0) and CAMEO's (MIT, by way of `icews`); the notes are our own. Where the
manuals differ from the project's codebook, the codebook stands here. Reading a bad row raises `TableError`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from tidings.csv_rows import Row, read_rows
from tidings.vocabulary import EventType

QUAD_CLASSES = frozenset({"verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"})

TABLES: Traversable = files("tidings.ontology")


class OntologyError(ValueError):
    """A type has no such mode; the message names those it has."""


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code, its name, its two-digit root, and the PLOVER 2.0 reading (None for mere statements)."""

    code: str
    name: str
    root: str
    event_type: EventType | None
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a type, or a mode of it, is worth and which CAMEO code stands nearest."""

    quad_class: str
    score: float
    cameo_code: str


def _rows(name: str, folder: Traversable = TABLES) -> Iterator[Row]:
    return read_rows(folder.joinpath(name).read_text(encoding="utf-8"), name)


def _read_contexts() -> frozenset[str]:
    return frozenset(row["context"] for row in _rows("contexts.csv"))


def _read_names() -> Mapping[str, tuple[str, str]]:
    return {row["code"]: (row["name"], row["root"]) for row in _rows("cameo_codes.csv")}


def _read_kinds(codes: frozenset[str], folder: Traversable = TABLES) -> Mapping[tuple[EventType, str | None], _Kind]:
    kinds: dict[tuple[EventType, str | None], _Kind] = {}
    for row in _rows("event_types.csv", folder):
        event_type = row.required_code("event_type", EventType)
        quad = row.one_of("quad_class", QUAD_CLASSES)
        kinds[event_type, None] = _Kind(quad, row.number("score"), row.one_of("cameo_code", codes))
    for row in _rows("modes.csv", folder):
        event_type = row.required_code("event_type", EventType)
        quad = kinds[event_type, None].quad_class
        score, code = row.number("score"), row.one_of("cameo_code", codes)
        kinds[event_type, row["mode"]] = _Kind(quad, score, code)
    return MappingProxyType(kinds)


def _modes() -> Mapping[EventType, frozenset[str]]:
    return MappingProxyType(
        {kind: frozenset(mode for other, mode in _KINDS if other is kind and mode) for kind in EventType}
    )


def _mode_of(row: Row, event_type: EventType) -> str | None:
    return row.one_of("mode", MODES[event_type]) if row["mode"] else None


def _read_cameo(names: Mapping[str, tuple[str, str]]) -> Mapping[str, CameoCode]:
    table = {code: CameoCode(code, name, root, None, None, ()) for code, (name, root) in names.items()}
    for row in _rows("cameo_to_plover.csv"):
        code = row.one_of("cameo_code", frozenset(names))
        event_type = row.required_code("event_type", EventType)
        contexts = tuple(context for context in row["contexts"].split(";") if context)
        if not CONTEXTS.issuperset(contexts):
            raise row.error("unknown contexts", row["contexts"])
        table[code] = CameoCode(code, *names[code], event_type, _mode_of(row, event_type), contexts)
    return MappingProxyType(table)


def _read_finer() -> Mapping[tuple[EventType, str | None, str], str]:
    finer = {}
    for row in _rows("cameo_by_context.csv"):
        event_type = row.required_code("event_type", EventType)
        context = row.one_of("context", CONTEXTS)
        finer[event_type, _mode_of(row, event_type), context] = row.one_of("cameo_code", frozenset(CAMEO))
    return MappingProxyType(finer)


CONTEXTS: frozenset[str] = _read_contexts()
_NAMES = _read_names()
_KINDS = _read_kinds(frozenset(_NAMES))
MODES: Mapping[EventType, frozenset[str]] = _modes()
CAMEO: Mapping[str, CameoCode] = _read_cameo(_NAMES)
_FINER = _read_finer()


def _kind(event_type: EventType, mode: str | None) -> _Kind:
    if (event_type, mode) not in _KINDS:
        known = ", ".join(sorted(MODES[event_type])) or "none"
        raise OntologyError(f"{event_type} has no mode {mode!r}; it has: {known}")
    return _KINDS[event_type, mode]


def quad_class(event_type: EventType) -> str:
    """The quad class of a type: which side of conflict and cooperation, verbal or material.

    >>> quad_class(EventType.SANCTION)
    'material_conflict'
    """
    return _kind(event_type, None).quad_class


def goldstein(event_type: EventType, mode: str | None) -> float:
    """The PLOVER score of a type and mode, -10 to 10; a type without mode has a score of its own.

    >>> goldstein(EventType.ACCUSE, None), goldstein(EventType.ACCUSE, "disapprove")
    (-3.0, -2.0)
    """
    return _kind(event_type, mode).score


def nearest_cameo(event_type: EventType, mode: str | None, contexts: tuple[str, ...] = ()) -> str:
    """The CAMEO code that comes nearest to a type and mode; the first context that makes it finer is used.

    >>> nearest_cameo(EventType.AID, None), nearest_cameo(EventType.AID, None, ("military",))
    ('070', '072')
    """
    general = _kind(event_type, mode).cameo_code
    return next((_FINER[key] for c in contexts if (key := (event_type, mode, c)) in _FINER), general)
