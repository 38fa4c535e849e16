"""The columns that say who proposed the parties, and how sure they are, mean what they say."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pytest

from tidings.annotate import annotate, load_knowledge
from tidings.annotation import Annotation
from tidings.articles.segment import segment
from tidings.records import Document, Passage
from tidings.schemas.events import EVENTS
from tidings.schemas.json_output import EVENT_FIELDS, annotation_json
from tidings.schemas.row_validation import invalid_rows
from tidings.schemas.rows import Origin, annotation_rows
from tidings.schemas.table import SCHEMA_VERSION
from tidings.schemas.to_arrow import to_table
from tidings.schemas.validation_frames import References
from tidings.vocabulary import DocumentStatus

TEXT = """Raid on a border post

Kenya and Ethiopia accused Somalia of sheltering gunmen on 3 March 2021. Somalia rejected the accusation.
"""
DOCUMENT = Document("d1", "raid.txt", "0" * 64, "text/plain", "utf-8", "en", TEXT, DocumentStatus.LOADED)
Row = dict[str, Any]


@pytest.fixture(scope="module")
def said() -> Annotation:
    return annotate(Passage(TEXT), knowledge=load_knowledge(with_encoder=False))


@pytest.fixture(scope="module")
def accusation() -> Row:
    """The row of an event with two sources and one target."""
    (article,) = segment(DOCUMENT)
    told = annotate(Passage(article.text, body_start=article.body_start), knowledge=load_knowledge(with_encoder=False))
    rows = [row for name, row in annotation_rows(told, Origin(DOCUMENT, article)) if name == "events"]
    (found,) = [row for row in rows if isinstance(row, dict) and len(row["source_ids"]) == 2]
    return found


def refused(row: Row) -> list[str]:
    """What is wrong with a row: frame, columns and what was found."""
    everyone = {name: (lambda wanted: set(wanted)) for name in ("documents", "articles", "actors")}
    table: pa.Table = to_table([row], EVENTS)
    return [bad.detail for bad in invalid_rows(EVENTS, table, References({"d1": TEXT}, everyone))]


def test_a_row_as_it_is_made_passes(accusation: Row) -> None:
    assert accusation["source_basis"] == ["row_slots", "row_slots"]
    assert accusation["target_basis"] == ["row_slots"]
    assert refused(accusation) == []


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("party_confidence", 1.01, "events: party_confidence"),
        ("party_confidence", -0.01, "events: party_confidence"),
        ("source_basis", ["row_slots"], "events: source_count/source_basis_count"),
        ("source_basis", [], "events: source_count/source_basis_count"),
        ("target_basis", ["row_slots", "encoder"], "events: target_count/target_basis_count"),
        ("source_basis", ["row_slots", "hearsay"], "events.source_basis: member"),
        ("target_basis", ["actual"], "events.target_basis: member"),
    ],
)
def test_a_row_that_cannot_be_is_refused(column: str, value: object, said: str, accusation: Row) -> None:
    (detail,) = refused(accusation | {column: value})
    assert detail.startswith(said)


@pytest.mark.parametrize(
    ("column", "value"),
    [("party_confidence", 0.0), ("party_confidence", 1.0), ("source_basis", ["user_row", "encoder"])],
)
def test_the_bounds_and_every_basis_pass(column: str, value: object, accusation: Row) -> None:
    assert refused(accusation | {column: value}) == []


def test_a_side_without_anybody_has_no_basis(accusation: Row) -> None:
    nobody = {"target_ids": [], "target_names": [], "target_countries": []}
    assert refused(accusation | nobody | {"target_basis": []}) == []
    assert refused(accusation | nobody) != []


def test_a_text_of_ones_own_tells_the_basis_with_each_party(said: Annotation) -> None:
    events: Sequence[Row] = annotation_json(TEXT, said)["events"]
    assert events
    for event in events:
        assert list(event) == [*EVENT_FIELDS, "source", "target"]
        assert {party["basis"] for party in (*event["source"], *event["target"])} == {"row_slots"}
    assert {"confidence", "party_confidence"} <= set(EVENT_FIELDS)
    assert {"source_basis", "target_basis", "source_ids", "article_id"}.isdisjoint(EVENT_FIELDS)


def test_new_columns_are_a_new_version() -> None:
    assert SCHEMA_VERSION == "3"
    assert EVENTS.stored.metadata[b"schema_version"] == b"3"
