"""Print docs/decision_path.md: how a sentence becomes an event, from the tuples that decide it and their docstrings."""

import inspect
from collections.abc import Callable, Iterator

from tidings.events.attributes.date import date_of
from tidings.events.attributes.day_of_article import date_by_article
from tidings.events.attributes.place import place_of
from tidings.events.attributes.place_of_article import place_by_article
from tidings.events.attributes.status import factuality_of
from tidings.events.coreference.within_article import merge_within_article
from tidings.events.coreference.within_sentence import merge_within_sentence
from tidings.events.filters.apply import FILTERS, LEAST_CONFIDENCE, is_too_low
from tidings.events.roles.assign import ROLE_PROPOSERS, assign
from tidings.events.triggers.detect import DETECTORS
from tidings.vocabulary import DropReason, RoleBasis

Step = Callable[..., object]
# The order in which tidings/events/pipeline.py asks.
STAGES: tuple[tuple[str, str, tuple[Step, ...]], ...] = (
    ("Which words tell an event", "Each gives triggers; a word that one has taken serves no later one.", DETECTORS),
    ("How sure is that", f"The default is {LEAST_CONFIDENCE}; `--min-confidence` asks for another.", (is_too_low,)),
    ("Whether it happened", "", (factuality_of,)),
    ("Who did it, to whom", " ".join((inspect.getdoc(assign) or "").split()), ROLE_PROPOSERS),
    ("What else drops it", "The first reason counts.", FILTERS),
    ("When and where", "", (date_of, place_of)),
    ("Told twice", "", (merge_within_sentence, merge_within_article)),
    ("Told before", "", (date_by_article, place_by_article)),
)


def decision_path() -> Iterator[str]:
    """The lines of the page."""
    yield "# The decision path"
    yield ""
    yield "Printed by `python -m tools.print_decision_path`; the order is that of `tidings/events/pipeline.py`."
    for title, told, steps in STAGES:
        yield from ("", f"## {title}", "")
        if told:
            yield from (told, "")
        for number, step in enumerate(steps, start=1):
            said = " ".join((inspect.getdoc(step) or "").split())
            yield f"{number}. `{step.__name__}`: {said}"
    yield from ("", "## Codes", "", f"Parties are proposed by: {', '.join(f'`{basis}`' for basis in RoleBasis)}.", "")
    yield f"Triggers are dropped as: {', '.join(f'`{reason}`' for reason in DropReason)}."


if __name__ == "__main__":
    print("\n".join(decision_path()))
