"""What the ready views promise: one row is what, and what each of their columns means."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A view over the tables. `adds_to`: the table whose columns it has too, before its own."""

    name: str
    description: str
    columns: Mapping[str, str]
    adds_to: str | None = None


DAY = "The event's own first day, else the day of the article"
PRECISION = "How exact the event's own interval is; null where it has none"
COUNTED = {
    "events": "Happenings, each counted once, however many articles tell it",
    "conflict": "Those of them that are verbal or material conflict",
    "cooperation": "Those that are verbal or material cooperation",
    "goldstein": "Mean PLOVER score of them, -10 to 10",
}
PARTIES = {"source_names": "Who did it", "target_names": "To whom"}
EVIDENCE = {"evidence": "The sentence that tells it", "event_id": "The event, for `tidings explain`"}
COUNTRIES = {
    "source_country": "ISO 3166-1 alpha-3 code of who does it",
    "target_country": "ISO 3166-1 alpha-3 code of to whom",
}

VIEWS = (
    View(
        "happenings",
        "One row for each happening that is told as done: of all events with one `canonical_event_id` the surest",
        {
            "day": DAY,
            "month": "Its month, `2024-03`; null where no day is known",
            "reports": "Events that report it, in any article",
            "outlets": "Publishers and agencies that report it",
        },
        adds_to="events",
    ),
    View(
        "dyads",
        "One row for each pair of countries and type of event",
        COUNTRIES
        | {"event_type": "PLOVER event type", "quad_class": "Its side of conflict and cooperation"}
        | {"events": COUNTED["events"], "goldstein": COUNTED["goldstein"]}
        | {"first": "Earliest day told", "last": "Latest day told"},
    ),
    View(
        "dyads_by_month",
        "One row for each pair of countries and month; what has no month comes last",
        {"month": "`2024-03`, of the event's own day, else of the article's; null where none is known"}
        | COUNTRIES
        | COUNTED,
    ),
    View(
        "timeline",
        "One row for each happening with a day, in order",
        {"day": DAY, "day_of": "Whose day that is: `event` or `report`"}
        | {"date_precision": PRECISION}
        | {"event_type": "PLOVER event type"}
        | PARTIES
        | {"place_name": "Where", "evidence": EVIDENCE["evidence"], "reports": "Events that report it"}
        | {"event_id": EVIDENCE["event_id"]},
    ),
    View(
        "by_country",
        "One row for each country that acts or is acted upon",
        {"country": "ISO 3166-1 alpha-3 code", "events": "Times it takes part in a happening"}
        | {"as_source": "Of them, as who did it", "as_target": "Of them, as to whom"}
        | {name: COUNTED[name] for name in ("conflict", "cooperation", "goldstein")},
    ),
    View(
        "by_actor",
        "One row for each part that somebody has in a happening, whatever its status; of several reports the surest",
        {"actor_name": "Name of the actor", "role": "`source`, `target` or `speaker`", "day": DAY}
        | {"event_type": "PLOVER event type", "event_mode": "PLOVER mode", "status": "Whether it happened"}
        | PARTIES
        | {"place_name": "Where", "evidence": EVIDENCE["evidence"], "reports": "Events that report it"}
        | {"confidence": "Chance that such an event is told there", "event_id": EVIDENCE["event_id"]},
    ),
    View(
        "network",
        "One row for each pair of actors, by name",
        {"source_name": "Who acts", "target_name": "Upon whom"} | COUNTED,
    ),
    View(
        "casualties",
        "One row for each count of people killed, wounded, arrested, abducted or displaced in a happening",
        {"day": DAY, "date_precision": PRECISION}
        | {"place_name": "Where", "place_country": "ISO 3166-1 alpha-3 code of the place"}
        | {"kind": "What became of them", "low": "At least so many", "high": "At most so many"}
        | {"scope": "`incident`, or `total`: the toll of a war, of years", "words": "As written"}
        | PARTIES
        | {"speaker_name": "Whose claim it is, if it is somebody's"}
        | EVIDENCE,
    ),
    View(
        "not_done",
        "One row for each happening that is only planned, supposed or denied; of several reports the surest",
        {"status": "`planned`, `hypothetical` or `denied`", "day": DAY, "event_type": "PLOVER event type"}
        | PARTIES
        | {"place_name": "Where", "speaker_name": "Whose claim it is", "evidence": EVIDENCE["evidence"]}
        | {"title": "Title of the article", "reports": "Events that report it", "event_id": EVIDENCE["event_id"]},
    ),
)
