"""The state that a definite noun means, of those the text has spoken of: "the country", "the kingdom", "the regime"."""

from collections.abc import Set
from functools import lru_cache

from tidings.actors.discourse import Discourse
from tidings.actors.phrases import Phrase
from tidings.csv_rows import read_data
from tidings.vocabulary import ActorKind

# How many sentences back the state may have been spoken of, and at most how many mentions.
FARTHEST = 8
MOST_LOOKED_BACK = 150
SENTENCE_COST = 15
SUBJECT_GAIN = 12
STATE_GAIN = 6
HOME_GAIN = 8


def which_state(reading: Discourse, phrase: Phrase) -> str | None:
    """The country that was last in the foreground, if the noun may mean it: no republic is "the kingdom"."""
    return in_foreground(reading, phrase, state_kinds().get(phrase.noun or ""))


def may_have(country: str | None, noun: str | None) -> bool:
    """Whether the country may have what the noun says: no congress in a land without one."""
    allowed = state_kinds().get(noun or "")
    return allowed is None or country in allowed


def in_foreground(reading: Discourse, phrase: Phrase, allowed: Set[str | None] | None) -> str | None:
    """The country, of the `allowed` if that is given, that was last in the foreground before the phrase."""
    words = reading.words
    sentence = words.sentence[phrase.start]
    best: tuple[int, str] | None = None
    for antecedent in reversed(reading.antecedents[-MOST_LOOKED_BACK:]):
        distance = sentence - words.sentence[antecedent.token]
        if distance > FARTHEST:
            break
        country = antecedent.country
        if country is None or (allowed and country not in allowed):
            continue
        score = -SENTENCE_COST * distance
        score += SUBJECT_GAIN if words.dep[antecedent.token] in ("nsubj", "nsubjpass") else 0
        score += STATE_GAIN if antecedent.kind is ActorKind.STATE else 0
        score += HOME_GAIN if country == reading.setting.home else 0
        if best is None or score > best[0]:
            best = score, country
    return best[1] if best is not None else None


@lru_cache(maxsize=1)
def state_kinds() -> dict[str, frozenset[str]]:
    """The countries that a noun may stand for; nouns that fit all of them are not there."""
    rows = read_data("state_kinds.csv", ("noun", "countries", "note"))
    return {row.required("noun"): frozenset(row.several("countries")) for row in rows}
