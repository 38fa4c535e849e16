"""Rows say where they come from: offsets in the document, words as they stand there."""

from dataclasses import replace

import pytest

from tests.schemas.records import ANNOTATION, ARTICLE, DOCUMENT, TEXT
from tidings.annotation import Annotation
from tidings.schemas.ids import content_id
from tidings.schemas.json_output import annotation_json
from tidings.schemas.rows import Origin, UnplacedRecord, annotation_rows, article_row
from tidings.schemas.tables import TABLES
from tidings.schemas.to_arrow import to_table

ORIGIN = Origin(DOCUMENT, ARTICLE)


def test_article_row_fits_its_table() -> None:
    assert to_table([article_row(ARTICLE)], TABLES["articles"]).num_rows == 1


def test_annotation_rows_fit_their_tables() -> None:
    for name, row in annotation_rows(ANNOTATION, ORIGIN):
        assert not isinstance(row, UnplacedRecord), row
        assert to_table([row], TABLES[name]).num_rows == 1


def test_offsets_are_evidence_in_the_document() -> None:
    rows = [(name, row) for name, row in annotation_rows(ANNOTATION, ORIGIN) if not isinstance(row, UnplacedRecord)]
    mention = next(row for name, row in rows if name == "mentions")
    event = next(row for name, row in rows if name == "events")
    assert TEXT[mention["start"] : mention["end"]] == mention["text"] == "Gunmen"
    assert TEXT[event["trigger_start"] : event["trigger_end"]] == event["trigger"] == "attacked"
    assert " ".join(TEXT[event["evidence_start"] : event["evidence_end"]].split()) == event["evidence"]
    assert (event["quad_class"], event["goldstein"]) == ("material_conflict", -9.0)
    assert event["source_countries"] == []
    assert event["target_countries"] == ["KEN"]


def test_what_is_not_in_the_document_is_unfit() -> None:
    mention = ANNOTATION.mentions[0]
    beyond = type(mention)(900, 906, 900, "Gunmen", mention.actor_id, mention.mention_kind)
    said = Annotation((), ANNOTATION.actors, (beyond,), (), (), (), ())
    unfit = [row for name, row in annotation_rows(said, ORIGIN) if name == "mentions"]
    assert [type(row) for row in unfit] == [UnplacedRecord]
    assert unfit[0].reason == "not_in_document"  # type: ignore[union-attr]  # the line above says what it is


def test_passage_record_counts_in_the_passage() -> None:
    record = annotation_json(ARTICLE.text, ANNOTATION)
    event = record["events"][0]
    assert ARTICLE.text[event["trigger_start"] : event["trigger_end"]] == "attacked"
    assert [party["text"] for party in event["target"]] == ["the Kenyan post"]
    assert event["event_date_start"] == "2022-03-01"
    assert not {"article_id", "source_ids"} & event.keys()


@pytest.mark.parametrize(
    ("one", "other"),
    [(("a", 1), ("a", 2)), (("a", "1"), ("a", 1)), (("ab",), ("a", "b")), ((None,), ("None",))],
)
def test_ids_tell_contents_apart(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert content_id("e", *one) == content_id("e", *one)
    assert content_id("e", *one) != content_id("e", *other)


def test_a_row_told_twice_is_unfit_the_second_time() -> None:
    doubled = replace(ANNOTATION, mentions=ANNOTATION.mentions * 2, events=ANNOTATION.events * 2)
    rows = list(annotation_rows(doubled, ORIGIN))
    unfit = [row for _, row in rows if isinstance(row, UnplacedRecord)]
    assert {row.reason for row in unfit} == {"repeated_key"}
    assert {row.table for row in unfit} == {"mentions", "events"}
    assert len(unfit) == len(ANNOTATION.mentions) + len(ANNOTATION.events)
