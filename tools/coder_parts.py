"""The parts of the event coder that can be switched off, and the way to do it: by other values for names of modules.

Nothing of the coder knows of this; whatever is switched stands as before when the context ends.
"""

import importlib
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from types import ModuleType
from typing import Any

from tidings.actors import party_mentions
from tidings.events import pipeline
from tidings.events.attributes import columns as attributes
from tidings.events.attributes import confidence, counted, day_offers, place_offers, told_days
from tidings.events.attributes import date as when
from tidings.events.attributes import status as scope
from tidings.events.coreference import pairing
from tidings.events.coreference import within_article as merge
from tidings.events.filters import apply
from tidings.events.lexicon import load as lexicon
from tidings.events.roles import assign, row_slots
from tidings.events.triggers import detect

ROW_KINDS = ("verbs", "nouns", "phrases")


@dataclass(frozen=True, slots=True)
class Switch:
    """A name of a module, and how what stands there becomes what stands there when it is off."""

    module: ModuleType
    name: str
    off: Callable[[Any], Any]


@dataclass(slots=True)
class Silenced:
    """A predicate that always says no; `yes`: how often it would have said yes."""

    predicate: Callable[..., bool]
    yes: int = 0

    def __call__(self, *args: Any, **named: Any) -> bool:
        self.yes += bool(self.predicate(*args, **named))
        return False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the coder and the switches that take it out."""

    name: str
    switches: tuple[Switch, ...]
    moves_confidence: bool = False
    silenced: Silenced | None = None


def parts(*, rows: bool = False) -> list[Part]:
    """The parts of the coder in the order in which it runs; with `rows` also the files of the lexicon's rows."""
    found = [member(detect, "DETECTORS", one) for one in detect.DETECTORS]
    found += [member(assign, "ROLE_PROPOSERS", one) for one in assign.ROLE_PROPOSERS]
    found += [member(apply, "FILTERS", one) for one in apply.FILTERS]
    found += [Part(label(module, name), (Switch(module, name, instead(off)),)) for module, name, off in _steps()]
    found.append(without_countries())
    found += [without_feature(name) for name in ("row agrees", "first sentence")]
    return [*found, *row_parts()] if rows else found


def _steps() -> Iterator[tuple[ModuleType, str, Callable[..., Any]]]:
    """Functions that others call by a name of their module, and what stands for them when they are off."""
    yield party_mentions, "_of_country", lambda doc, mention, *_: mention
    yield party_mentions, "countries_of_actors", lambda *_: {}
    yield pipeline, "is_too_low", lambda *_: False
    yield pipeline, "quote_speakers", lambda *_: {}
    yield pipeline, "factuality_of", scope._scope_by_tree  # the encoder's status gives way to the tree's
    yield scope, "_scope_by_tree", lambda reading, trigger: scope.Factuality(status=trigger.frame.status)
    yield scope, "_errand", lambda *_: None
    yield row_slots, "_foreigners", row_slots._strangers
    yield pipeline, "date_of", lambda *_: when.EventDate()
    yield told_days, "_weeks_off", lambda *_: timedelta()
    yield told_days, "_whole", lambda timex: (timex.earliest, timex.latest)
    yield day_offers, "days_of", lambda reading, told, status: (told.timex.earliest, told.timex.latest)
    yield pipeline, "placings_of", lambda *_: ()
    yield pipeline, "place_of", lambda *_: None
    yield place_offers, "_implied", lambda *_: ()
    yield place_offers, "_repeats", lambda *_: {}
    yield attributes, "mode_of", lambda reading, candidate: candidate.frame.mode
    yield attributes, "speaker_of", lambda *_: None
    yield attributes, "magnitudes_of", lambda *_: ()
    yield counted, "_sum", lambda *_: iter(())
    yield pipeline, "merge_within_sentence", lambda reading, found: (list(found), [])
    yield merge, "average_linked", lambda chances, _: [[i] for i in range(len(chances))]
    yield pairing, "_by_encoder", lambda *_: ()
    yield pairing, "_by_nouns", lambda *_: ()
    yield pairing, "_by_parties", lambda *_: ()
    yield pairing, "_by_setting", lambda *_: ()
    yield merge, "_dated", lambda lead, _: lead
    yield pipeline, "date_by_article", lambda reading, told, events: tuple(events)
    yield pipeline, "place_by_article", lambda told, events: tuple(events)


def member(module: ModuleType, name: str, one: Any) -> Part:
    """A member of a tuple of the coder."""
    off = Switch(module, name, lambda members: tuple(other for other in members if other is not one))
    return Part(f"{name}.{one.__name__}", (off,))


def without_countries() -> Part:
    """All that the encoder says of countries: it points at none, for those the rules know nor for others."""

    def off(new: Callable[..., Any]) -> Callable[..., Any]:
        return lambda doc, scored, *rest: new(doc, replace(scored, countries=()), *rest)

    pointer = Switch(party_mentions, "_of_country", lambda _: lambda doc, mention, *rest: mention)
    return Part("party_mentions: all countries", (pointer, Switch(party_mentions, "_new", off)))


def without_feature(name: str) -> Part:
    """A feature of an event's confidence, told to be 0 everywhere: "no row agrees", "not the first sentence"."""

    def off(features: Callable[..., Mapping[str, float]]) -> Callable[..., Mapping[str, float]]:
        return lambda *asked: {**features(*asked), name: 0.0}

    return Part(f"confidence: {name}", (Switch(confidence, "event_features", off),), moves_confidence=True)


def row_parts() -> Iterator[Part]:
    """Each kind of files of rows, and each file."""
    names = [name for name, _ in lexicon.own_files()]
    for prefix in ROW_KINDS:
        yield without_rows(f"rows {prefix}*", [name for name in names if name.startswith(prefix)])
    yield from (without_rows(f"rows {name}", [name]) for name in names)


def without_rows(title: str, names: Iterable[str]) -> Part:
    """Files of the lexicon's rows."""
    out = frozenset(names)

    def off(files: Callable[[], Any]) -> Callable[[], Any]:
        return lambda: tuple((name, text) for name, text in files() if name not in out)

    return Part(title, (Switch(lexicon, "own_files", off),), moves_confidence=True)


def predicates(module: ModuleType) -> Iterator[Part]:
    """The private functions of a module that answer yes or no, each a part that says no."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        is_own = function.__module__ == module.__name__ and name.startswith("_")
        if is_own and function.__annotations__.get("return") is bool:
            silenced = Silenced(function)
            yield Part(label(module, name), (Switch(module, name, instead(silenced)),), silenced=silenced)


def module_of(name: str) -> ModuleType:
    """A module by its name below tidings.events ("attributes.status", "roles.assign") or its whole name."""
    return importlib.import_module(name if name.startswith("tidings.") else f"tidings.events.{name}")


def instead(off: Any) -> Callable[[Any], Any]:
    """Whatever stands there, this instead."""
    return lambda _: off


def label(module: ModuleType, name: str) -> str:
    return f"{module.__name__.rsplit('.', 1)[-1]}.{name}"


def always(found: Any) -> Callable[..., Any]:
    """A function that gives this, whatever it is asked."""
    return lambda *args, **named: found


@contextmanager
def switched(switches: Iterable[Switch]) -> Iterator[None]:
    """The house with all of this off; afterwards, whatever happened, as it was."""
    with ExitStack() as stack:
        for switch in switches:
            before = getattr(switch.module, switch.name)
            stack.callback(setattr, switch.module, switch.name, before)
            setattr(switch.module, switch.name, switch.off(before))
        yield


def together(name: str, chosen: Sequence[Part]) -> Part:
    """Several parts as one."""
    switches = tuple(switch for part in chosen for switch in part.switches)
    return Part(name, switches, any(part.moves_confidence for part in chosen))
