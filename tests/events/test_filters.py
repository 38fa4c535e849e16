"""What a filter drops leaves with its reason; what stands beside it stays."""

import pytest

from tests.events.coding import annotated
from tests.events.encoding import ATTACK, ZAP, Tells, dropped, read
from tidings.annotation import Annotation
from tidings.events.filters.apply import LEAST_CONFIDENCE
from tidings.vocabulary import DropReason

RAID = "Kenya attacked Somalia."
SURE = Tells("attacked", "ASSAULT", {"Kenya": 0.9}, {"Somalia": 0.9})
UNSURE = Tells("attacked", "ASSAULT", {"Kenya": 0.9}, {"Somalia": 0.9}, score=0.09)
NEGATED = Tells("attack", "ASSAULT", {"Kenya": 0.9}, {"Somalia": 0.9})
LANDING = "Kenya sent troops to Goma and shelled the town."
SENT = Tells("sent troops", "MOBILIZE", {"Kenya": 0.9}, {})
SHELLED = Tells("shelled", "ASSAULT", {"Kenya": 0.9}, {"the town": 0.9})

# (text, what the encoder says, a user's rows, the words dropped, why)
# One telling more than a sentence is read for; the first is the least sure.
CROWD = "Kenya attacked Somalia" + "".join(f" and raided town{i}" for i in range(40)) + "."
LEAST = Tells("attacked", "COERCE", {}, {}, score=0.9)
MANY = [Tells(f"raided#{i + 1}", "COERCE", {}, {}) for i in range(40)]

DROPPED = [
    (RAID, [UNSURE], None, "attacked", DropReason.LOW_SCORE),
    ("Kenya did not zap Mali.", [], ZAP, "zap", DropReason.NEGATED),
    ("Kenya did not attack Somalia.", [NEGATED], ATTACK, "attack", DropReason.NEGATED),
    ("Kenya never zapped Mali.", [], ZAP, "zapped", DropReason.NEGATED),
    ("Kenya wants to zap Mali.", [], ZAP, "zap", DropReason.UNREAL),
    ("Oman accused Kenya of zapping Mali.", [], ZAP, "zapping", DropReason.CONTENT),
    ("Oman urged Kenya to zap Mali.", [], ZAP, "zap", DropReason.CONTENT),
    (LANDING, [SENT, SHELLED], None, "sent troops", DropReason.PART_OF_ASSAULT),
    (CROWD, [LEAST, *MANY], None, "attacked", DropReason.CROWDED),
]

# Beside each of them: the same words are an event.
KEPT = [
    (RAID, [SURE], None, "attacked"),
    (RAID, [UNSURE], ATTACK, "attacked"),  # a user's row is sure
    ("Kenya zapped Mali.", [], ZAP, "zapped"),
    ("Kenya will zap Mali.", [], ZAP, "zap"),  # planned is told
    ("Oman said Kenya had zapped Mali.", [], ZAP, "zapped"),  # reported is told
    ("Somebody zapped.", [], ZAP, "zapped"),  # a user may find what nobody is named for
    ("Kenya did not attack Somalia.", [NEGATED], None, "attack"),  # the encoder has learnt what "not" does
    ("There were attacks.", [Tells("attacks", "ASSAULT", {}, {}, no_source=0.9, no_target=0.9)], None, "attacks"),
    (LANDING, [SENT], None, "sent troops"),  # no attack beside it
    ("Kenya sent troops to Goma. Kenya shelled the town.", [SENT, SHELLED], None, "sent troops"),
]

# By the rows alone, where no encoder reads.
BY_ROWS = [
    ("There were attacks.", "attacks", DropReason.NOBODY),
    ("Kenya did not attack Somalia.", "attack", DropReason.NEGATED),
    ("If Kenya attacks Somalia, prices will rise.", "attacks", DropReason.UNREAL),
    ("Oman accused Kenya of attacking Somalia.", "attacking", DropReason.CONTENT),
    ("Kenya denied attacking Somalia.", "attacking", DropReason.CONTENT),
]


def words_told(said: Annotation, text: str) -> list[str]:
    return [text[m.trigger_start : m.trigger_end] for event in said.events for m in event.event_mentions]


@pytest.mark.parametrize(("text", "told", "lexicon", "words", "reason"), DROPPED)
def test_dropped(text: str, told: list[Tells], lexicon: str | None, words: str, reason: DropReason) -> None:
    said = read(text, *told, lexicon=lexicon)
    assert [(at, why) for at, _, why in dropped(said, text)] == [(words, reason)]
    assert words not in words_told(said, text)


@pytest.mark.parametrize(("text", "told", "lexicon", "words"), KEPT)
def test_kept(text: str, told: list[Tells], lexicon: str | None, words: str) -> None:
    said = read(text, *told, lexicon=lexicon)
    assert words in words_told(said, text)
    assert words not in [at for at, _, _ in dropped(said, text)]


@pytest.mark.parametrize(("text", "words", "reason"), BY_ROWS)
def test_dropped_by_the_rows_alone(text: str, words: str, reason: DropReason) -> None:
    said = annotated(text)
    assert (words, reason) in [(at, why) for at, _, why in dropped(said, text)]
    assert words not in words_told(said, text)


def test_every_reason_has_a_case() -> None:
    assert {reason for *_, reason in (*DROPPED, *BY_ROWS)} == set(DropReason)


def confidence(said: Annotation) -> float:
    (event,) = said.events
    return event.confidence


def test_the_bar_is_the_one_asked_for() -> None:
    at = confidence(read(RAID, SURE))
    assert confidence(read(RAID, SURE, least=at)) == at
    assert dropped(read(RAID, SURE, least=at + 0.001), RAID) == [("attacked", "ASSAULT", DropReason.LOW_SCORE)]
    assert confidence(read(RAID, UNSURE, least=0.0)) < LEAST_CONFIDENCE


def test_what_is_dropped_says_what_it_would_have_told_and_how_sure() -> None:
    said = read(RAID, UNSURE)
    assert said.coded is not None
    (one,) = said.coded.dropped
    assert (RAID[one.start : one.end], one.event_type) == ("attacked", "ASSAULT")
    assert one.confidence == confidence(read(RAID, UNSURE, least=0.0))


def test_a_user_s_row_is_certain_and_a_shipped_row_is_not() -> None:
    assert confidence(read(RAID, lexicon=ATTACK)) == 1.0
    assert 0.5 < confidence(annotated(RAID)) < 1.0
