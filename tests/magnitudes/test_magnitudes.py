"""Magnitudes in sentences of our own: kind, bounds and unit, and what must not be counted."""

import time

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from tidings.magnitudes.find import find_magnitudes
from tidings.parse.spacy_parser import parse
from tidings.parse.tree import plain
from tidings.vocabulary import MagnitudeKind

# Text, words, kind, low, high, unit.
CASES = [
    ("The blast killed 14 and wounded 40.", "14", "killed", 14, 14, None),
    ("The blast killed 14 and wounded 40.", "40", "wounded", 40, 40, None),
    ("Four soldiers were killed in the ambush.", "Four soldiers", "killed", 4, 4, None),
    ("The raid left 14 dead.", "14", "killed", 14, 14, None),
    ("At least two dozen people were wounded.", "At least two dozen people", "wounded", 24, None, None),
    ("At least a dozen wounded lay in the yard.", "At least a dozen", "wounded", 12, None, None),
    ("A person was killed by a stray shell.", "A person", "killed", 1, 1, None),
    ("Snipers shot dead two Lebanese soldiers.", "two Lebanese soldiers", "killed", 2, 2, None),
    ("Guards beat two inmates to death.", "two inmates", "killed", 2, 2, None),
    ("A farmer was stabbed to death on Monday.", "A farmer", "killed", 1, 1, None),
    ("The court sentenced two men to death.", "two men", "targets", 2, 2, None),
    ("Gunmen gunned down three officers.", "three officers", "killed", 3, 3, None),
    ("Rebels captured eleven soldiers.", "eleven soldiers", "prisoners", 11, 11, None),
    ("The rebels took three soldiers prisoner.", "three soldiers", "prisoners", 3, 3, None),
    ("The rebels took three nuns hostage.", "three nuns", "abducted", 3, 3, None),
    ("No fewer than 12 persons were killed.", "No fewer than 12 persons", "killed", 12, None, None),
    ("The contingent, some 10,000 strong, dug in.", "some 10,000 strong", "troops", 10000, 10000, None),
    ("Kenya deployed 400 policemen.", "400 policemen", "troops", 400, 400, None),
    ("Police detained dozens of marchers.", "dozens of marchers", "arrested", 24, 99, None),
    ("Gunmen kidnapped up to 20 villagers.", "up to 20 villagers", "abducted", None, 20, None),
    ("The floods displaced hundreds of thousands of people.", None, "displaced", 200_000, 999_999, None),
    ("The flood drove more than a million people from their homes.", None, "displaced", 1_000_000, None, None),
    ("The army will free 52 prisoners.", "52 prisoners", "prisoners", 52, 52, None),
    ("They released two Canadians on Monday.", "two Canadians", "released", 2, 2, None),
    ("The coast guard rescued 30 migrants.", "30 migrants", "rescued", 30, 30, None),
    ("Over 13,000 troops will take part.", "Over 13,000 troops", "troops", 13_000, None, None),
    ("It keeps between 100,000 and 150,000 military personnel there.", None, "troops", 100_000, 150_000, None),
    ("It keeps 6,000 to 10,000 soldiers there.", "6,000 to 10,000 soldiers", "troops", 6_000, 10_000, None),
    ("It sent some 130,000 soldiers.", "some 130,000 soldiers", "troops", 130_000, 130_000, None),
    ("It sent tens of thousands of troops.", "tens of thousands of troops", "troops", 20_000, 99_999, None),
    ("It sent several thousand peacekeepers.", "several thousand peacekeepers", "troops", 2_000, 9_999, None),
    ("Thousands of people marched through the capital.", "Thousands of people", "protesters", 2_000, 9_999, None),
    ("Hundreds of protesters filled the square.", "Hundreds of protesters", "protesters", 200, 999, None),
    ("It fired three ballistic missiles.", "three ballistic missiles", "weapons", 3, 3, "ballistic missile"),
    ("It delivered 31 battle tanks.", "31 battle tanks", "weapons", 31, 31, "battle tank"),
    ("It sent two patrol boats.", "two patrol boats", "weapons", 2, 2, "patrol boat"),
    ("It pledged nearly $300 million.", "nearly $300 million", "money", None, 300e6, "USD"),
    ("It pledged more than €45m in aid.", "more than €45m", "money", 45e6, None, "EUR"),
    ("It pledged 5 to 10 million pounds.", "5 to 10 million pounds", "money", 5e6, 10e6, "GBP"),
    ("Japan pledged $280bn to the fund.", "$280bn", "money", 280e9, 280e9, "USD"),
    ("Police killed 30+ rebels.", "30+ rebels", "killed", 30, None, None),
    ("The 22,000-strong force left.", "22,000-strong", "troops", 22_000, 22_000, None),
    ("A couple hundred protesters marched.", "A couple hundred protesters", "protesters", 200, 200, None),
    ("Police arrested a trio of activists.", "a trio of activists", "arrested", 3, 3, None),
    ("It shelled 30 targets overnight.", "30 targets", "targets", 30, 30, None),
    ("The death toll rose to 41.", "41", "killed", 41, 41, None),
    ("The deaths of 14 people shook the town.", "14 people", "killed", 14, 14, None),
    ("Five people killed in the fire were buried.", "Five people", "killed", 5, 5, None),
]

# Nothing here is counted.
NEAR_MISSES = [
    "The council has 1,500 seats.",
    "Rebels captured three hills.",
    "Police arrested a journalist on Friday.",
    "Oil rose to $43 a barrel.",
    "Ten ships waited outside the harbour.",
    "Several people were also there.",
    "He was born on 14 May 1980 and is 41 years old.",
    "The 15-member council met for two hours.",
    "The F-16 landed at 10:30.",
    "A bill was killed in the senate.",
    "Two thirds of the voters stayed at home.",
    "One of the ministers resigned.",
    "He won 52 percent of the vote.",
    "The minister met three colleagues in 2014.",
]


@pytest.mark.parametrize(("text", "words", "kind", "low", "high", "unit"), CASES)
def test_magnitude(
    text: str, words: str | None, kind: str, low: float | None, high: float | None, unit: str | None
) -> None:
    found = find_magnitudes(parse(text))
    wanted = [m for m in found if m.kind is MagnitudeKind(kind) and (words is None or m.text == words)]
    assert [(m.low, m.high, m.unit) for m in wanted] == [(low, high, unit)], found
    assert all(text[m.start : m.end] == m.text for m in found)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_count_nothing(text: str) -> None:
    assert find_magnitudes(parse(text)) == ()


@pytest.mark.parametrize("text", ["", "at least", "10 to", "between 10 and", "$ 5", "5 $", "killed 5"])
def test_fragments_are_read_without_error(text: str) -> None:
    assert all(text[m.start : m.end] == m.text for m in find_magnitudes(parse(text)))


@pytest.mark.parametrize(
    "text", ["one hundred and " * 3000, "5 to " * 5000, "twenty - " * 3000, "thousands of " * 3000]
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    words = text.split()
    doc = plain(Doc(English().vocab, words=words, heads=list(range(len(words))), deps=["ROOT"] * len(words)))
    begun = time.perf_counter()
    find_magnitudes(doc)
    assert time.perf_counter() - begun < 2
