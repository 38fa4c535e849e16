"""Great Expectations suites: what every row of a table must mean, and what every table must be.

Importing Great Expectations takes seconds: import this module where it is used.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

import pyarrow as pa
from great_expectations import expectations as gxe
from great_expectations.expectations.expectation import Expectation

from tidings.schemas.articles import ARTICLES
from tidings.schemas.events import EVENTS
from tidings.schemas.table import Column, Table
from tidings.schemas.validation_frames import LISTS, MISSING, REFERENCES
from tidings.vocabulary import MagnitudeKind, MagnitudeScope, RemovedKind

ALPHA_3 = r"^[A-Z]{3}$"
EARLIEST_PUBLISHED = datetime(1600, 1, 1)  # the first newspapers
EARLIEST_EVENT = datetime(1000, 1, 1)  # history told in an article
LATEST = datetime(2200, 1, 1)  # plans reach far ("by 2060"); beyond this it is a number misread
Expectations = list[Expectation]


def row_suite(table: Table) -> Mapping[str, Expectations]:
    """The expectations on each row, by the name of the frame (see `frames`) that they are about."""
    suite = {table.name: [*_declared(table), *_references(table), *SPECIAL.get(table.name, list)()]}
    for column in LISTS.get(table.name, ()):
        suite[f"{table.name}.{column}"] = _list_members(table[column])
    return suite | {name: make() for name, make in ITEMS.items() if name.startswith(f"{table.name}.")}


def table_suite(table: Table, *, least_rows: int) -> Expectations:
    """The expectations on a whole table, on a frame of its key columns."""
    unique: Expectation
    if len(table.key) == 1:
        unique = gxe.ExpectColumnValuesToBeUnique(column=table.key[0])
    else:
        unique = gxe.ExpectCompoundColumnsToBeUnique(column_list=list(table.key))
    return [
        unique,
        *(gxe.ExpectColumnValuesToNotBeNull(column=name) for name in table.key),
        gxe.ExpectTableRowCountToBeBetween(min_value=least_rows),
    ]


def _declared(table: Table) -> Expectations:
    """What the columns' own declarations say: nothing null that is required, no code outside its vocabulary."""
    flat = [column for column in table.columns if not pa.types.is_nested(column.type)]
    return [
        gxe.ExpectColumnValuesToBeNull(column=MISSING),
        *(gxe.ExpectColumnValuesToBeInSet(column=c.name, value_set=sorted(c.codes)) for c in flat if c.codes),
    ]


def _references(table: Table) -> Expectations:
    return [_same(column, f"{column}_found") for column in REFERENCES.get(table.name, {})]


def _list_members(column: Column) -> Expectations:
    if column.codes:
        return [gxe.ExpectColumnValuesToBeInSet(column="member", value_set=sorted(column.codes))]
    if column.name.endswith("_countries"):
        return [gxe.ExpectColumnValuesToMatchRegex(column="member", regex=ALPHA_3)]
    return [_same("member", "member_found")]


def _same(column: str, other: str) -> Expectation:
    return gxe.ExpectColumnPairValuesToBeEqual(column_A=column, column_B=other, ignore_row_if="both_values_are_missing")


def _ordered(low: str, high: str) -> Expectation:
    return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=high, column_B=low, or_equal=True, ignore_row_if="either_value_is_missing"
    )


def _between(column: str, low: object, high: object) -> Expectation:
    return gxe.ExpectColumnValuesToBeBetween(column=column, min_value=low, max_value=high)


def _span(start: str, end: str) -> Expectations:
    """A span that is not turned round and lies within its document."""
    return [_between(start, 0, None), _ordered(start, end), _ordered(end, "text_length")]


def _documents() -> Expectations:
    return [
        gxe.ExpectColumnValuesToMatchRegex(column="sha256", regex=r"^[0-9a-f]{64}$"),
        _between("article_count", 0, None),
        _between("event_count", 0, None),
    ]


def _articles() -> Expectations:
    return [
        *_span("start", "end"),
        _between("ordinal", 0, None),
        _between("word_count", 0, None),
        _between("published_date", EARLIEST_PUBLISHED, LATEST),
    ]


def _actors() -> Expectations:
    return [
        gxe.ExpectColumnValuesToMatchRegex(column="country", regex=ALPHA_3),
        gxe.ExpectColumnValueLengthsToBeBetween(column="name", min_value=1),
        _ordered("first_seen", "last_seen"),
    ]


def _mentions() -> Expectations:
    return [*_span("start", "end"), _same("text", "text_found")]


def _events() -> Expectations:
    return [
        *_span("evidence_start", "evidence_end"),
        *_span("trigger_start", "trigger_end"),
        _ordered("evidence_start", "trigger_start"),
        _ordered("trigger_end", "evidence_end"),
        _same("evidence", "evidence_found"),
        _same("trigger", "trigger_found"),
        _ordered("event_date_start", "event_date_end"),
        _between("event_date_start", EARLIEST_EVENT, LATEST),
        _between("event_date_end", EARLIEST_EVENT, LATEST),
        _between("latitude", -90, 90),
        _between("longitude", -180, 180),
        _ordered("country_south", "latitude"),
        _ordered("latitude", "country_north"),
        _ordered("country_west", "longitude"),
        _ordered("longitude", "country_east"),
        _between("goldstein", -10, 10),
        _between("confidence", 0, 1),
        _between("party_confidence", 0, 1),
        _same("source_count", "source_basis_count"),
        _same("target_count", "target_basis_count"),
        gxe.ExpectColumnValuesToMatchRegex(column="place_country", regex=ALPHA_3),
    ]


SPECIAL: Mapping[str, Callable[[], Expectations]] = {
    "documents": _documents,
    ARTICLES.name: _articles,
    "actors": _actors,
    "mentions": _mentions,
    EVENTS.name: _events,
}

ITEMS: Mapping[str, Callable[[], Expectations]] = {
    "articles.removed": lambda: [
        *_span("start", "end"),
        gxe.ExpectColumnValuesToBeInSet(column="kind", value_set=sorted(RemovedKind)),
    ],
    "actors.roles": lambda: [
        gxe.ExpectColumnValuesToNotBeNull(column="title"),
        _ordered("first_seen", "last_seen"),
    ],
    "events.magnitudes": lambda: [
        gxe.ExpectColumnValuesToBeInSet(column="kind", value_set=sorted(MagnitudeKind)),
        gxe.ExpectColumnValuesToBeInSet(column="scope", value_set=sorted(MagnitudeScope)),
        _between("low", 0, None),
        _ordered("low", "high"),
    ],
    "events.event_mentions": lambda: [
        *_span("trigger_start", "trigger_end"),
        *_span("evidence_start", "evidence_end"),
    ],
}
