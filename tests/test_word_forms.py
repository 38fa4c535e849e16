"""Part of speech and lemma are those that the whole pipeline gives, for words that stand alone and for pairs."""

import re

import pytest

from tidings.parse.spacy_parser import load_model, parse
from tidings.parse.word_forms import BEGIN_DEPENDENCY, BEGIN_WORDS, RULES, WordForms

TEXTS = {
    "words": "Troops shelled the town, and the shelling of two towns went on; they have left.",
    "words seen before": "Two towns were shelled. They left the town, and left it shelled.",
    "one word in two roles": "The strikes go on. He strikes a deal that she struck.",
    "two words, one rule": "They're gonna leave, and you got ta see it. Let's go; c'mon, y'all ain't late.",
    "a pronoun that stands for nothing": "There is fear. There 's a deal, and it is clear that there were two.",
    "near-misses": "Their is wrong; she got two, and gon is no word.",
    "no words": "\t -- 7,5 $ !?\n",
    "unknown letters": "Łódź's zażółć ümit went missing'.",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_forms_are_those_of_the_whole_pipeline(text: str) -> None:
    forms, model = WordForms(load_model()), load_model()
    expected = [(token.pos_, token.lemma_) for token in model(text)]
    for _ in range(2):  # as it learns them, and as it knows them
        (part,) = model.pipe([text], disable=RULES)
        assert forms.of([part]) == [expected]


def test_parts_of_a_text_are_read_each_for_itself() -> None:
    said = parse("They are gon\n\nna leave.")
    assert [token.lemma_ for token in said if token.is_alpha] == ["they", "be", "gon", "na", "leave"]


def test_every_rule_looks_at_one_word_or_begins_with_one_that_is_known() -> None:
    rules = [words for rule in load_model().get_pipe("attribute_ruler").patterns for words in rule["patterns"]]
    assert {name for words in rules if len(words) == 1 for name in words[0]} <= {"TAG", "LOWER", "DEP", "IS_SPACE"}
    for first in (words[0] for words in rules if len(words) > 1):
        told = first.get("LOWER")
        if isinstance(told, dict):
            assert list(told) == ["REGEX"]
            found = {word for word in ("y", "y'", "ya", "'y") if re.search(told["REGEX"], word)}
            assert found == {"y", "y'"} <= set(BEGIN_WORDS)
        else:
            assert told in BEGIN_WORDS or first.get("DEP") == BEGIN_DEPENDENCY
