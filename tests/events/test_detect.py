"""Which detector finds a trigger: a user's row before the encoder, the encoder before the shipped rows."""

import pytest

from tests.events.coding import annotated
from tests.events.encoding import ATTACK, ZAP, Tells, output_of, read
from tidings.annotation import Annotation
from tidings.events.triggers.encoder_detector import best_type
from tidings.vocabulary import EventType

RAID = "Kenya attacked Somalia. Peru met Chile."


def told(said: Annotation) -> list[tuple[str, str]]:
    """The type of each event and the row or frame that it was read by."""
    return [(str(event.event_type), event.rule.partition("/")[0]) for event in said.events]


def tells(words: str, event_type: str, *, score: float = 0.99) -> Tells:
    return Tells(words, event_type, {"Kenya": 0.9}, {"Somalia": 0.9}, score=score)


def test_rows_alone_find_both() -> None:
    assert [event_type for event_type, _ in told(annotated(RAID))] == ["ASSAULT", "CONSULT"]


def test_where_an_encoder_reads_shipped_rows_name_no_event() -> None:
    assert told(read(RAID)) == []
    assert [event_type for event_type, _ in told(read(RAID, tells("attacked", "ASSAULT")))] == ["ASSAULT"]


CASES = [
    ("attacked", "COERCE", ("COERCE", "encoder")),  # of another type: no row reads it alike
    ("attacked", "ASSAULT", ("ASSAULT", "attack|assault|raid|storm|ambush|rush|strafe|pummel|pound|blitz|besiege")),
    ("Somalia", "ASSAULT", ("ASSAULT", "encoder")),  # of the type of a row, at other words
    (
        "attacked Somalia",
        "ASSAULT",
        ("ASSAULT", "attack|assault|raid|storm|ambush|rush|strafe|pummel|pound|blitz|besiege"),
    ),
]


@pytest.mark.parametrize(("words", "event_type", "expected"), CASES)
def test_an_encoder_s_trigger_has_the_row_that_reads_it_alike_or_a_plain_frame(
    words: str, event_type: str, expected: tuple[str, str]
) -> None:
    assert told(read(RAID, tells(words, event_type))) == [expected]


def test_the_trigger_of_a_row_has_all_words_of_the_row() -> None:
    text = "Japan held talks with Laos."
    said = read(text, Tells("talks", "CONSULT", {"Japan": 0.9, "Laos": 0.9}, {}))
    (event,) = said.events
    told_at = event.event_mentions[0]
    assert text[told_at.trigger_start : told_at.trigger_end] == "held talks"


def test_a_user_s_row_is_found_before_the_encoder_at_the_same_words() -> None:
    assert told(read(RAID, tells("attacked", "ASSAULT"), lexicon=ATTACK)) == [("SUPPORT", "attack")]


def test_a_user_s_row_leaves_the_encoder_s_other_triggers_alone() -> None:
    said = read("Kenya zapped Mali. Kenya attacked Somalia.", tells("attacked", "ASSAULT"), lexicon=ZAP)
    assert [event_type for event_type, _ in told(said)] == ["SUPPORT", "ASSAULT"]


def test_a_user_s_row_needs_no_encoder_to_agree() -> None:
    assert told(read("Kenya zapped Mali.", lexicon=ZAP)) == [("SUPPORT", "zap")]
    assert told(read("Kenya zipped Mali.", lexicon=ZAP)) == []


def test_no_word_serves_two_triggers() -> None:
    text = "Kenya attacked Somalia."
    said = read(text, tells("attacked", "ASSAULT"), tells("attacked Somalia", "COERCE"))
    assert [event_type for event_type, _ in told(said)] == ["ASSAULT"]


def test_two_triggers_of_a_sentence_come_in_text_order() -> None:
    text = "Kenya condemned Somalia and praised Peru."
    said = read(
        text,
        Tells("praised", "SUPPORT", {"Kenya": 0.9}, {"Peru": 0.9}),
        Tells("condemned", "ACCUSE", {"Kenya": 0.9}, {"Somalia": 0.9}),
    )
    assert [str(event.event_type) for event in said.events] == ["ACCUSE", "SUPPORT"]


HEADS = [
    ("Kenya carried out an attack on Somalia.", "out an attack", "attack"),  # the noun, not the particle
    ("Kenya gave Somalia its backing.", "gave Somalia its backing", "gave"),  # the verb governs the rest
    ("Kenya was critical of Somalia.", "critical of", "critical"),
    ("Kenya sent fighter jets to Somalia.", "fighter jets", "jets"),  # the noun of a compound
    ("Kenya said: the end.", "the", "the"),  # nothing but small words: the first
]


@pytest.mark.parametrize(("text", "words", "head"), HEADS)
def test_the_head_of_an_encoder_s_trigger_governs_its_words(text: str, words: str, head: str) -> None:
    said = read(text, Tells(words, "PROTEST", {"Kenya": 0.9}, {}), least=0.0)
    assert said.coded is not None
    assert [candidate.trigger.head.text for candidate in said.coded.candidates] == [head]


def test_among_types_alike_the_first_of_the_ontology_is_taken() -> None:
    (scored,) = output_of(RAID, tells("attacked", "nothing")).triggers
    assert best_type(scored) is next(iter(EventType))


LENT = [
    # to shoot a film is no attack for the row, but the encoder knows the sense
    ("Kenya shot a film of Somalia.", "shot", "ASSAULT", "firearms"),
    # near-miss: a row of another type lends nothing
    ("Kenya shot a film of Somalia.", "shot", "AID", None),
]


@pytest.mark.parametrize(("text", "word", "event_type", "mode"), LENT)
def test_a_row_of_the_type_lends_its_mode_where_its_tests_fail(
    text: str, word: str, event_type: str, mode: str | None
) -> None:
    (event,) = read(text, tells(word, event_type)).events
    assert (event.event_mode, event.rule.partition("/")[0]) == (mode, "encoder")
