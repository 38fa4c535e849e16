"""Where a text uses a common noun for an actor."""

from dataclasses import dataclass

from tidings.actors.lexicon import Noun, NounLexicon
from tidings.actors.token_columns import TokenColumns
from tidings.csv_rows import word_list

CROWDS = word_list("crowds", "tidings.actors")
COUNTED = CROWDS | word_list("counted", "tidings.actors")
CROWD_VERBS = word_list("crowd_verbs", "tidings.actors")
HARMS = word_list("harms", "tidings.actors")


@dataclass(frozen=True, slots=True)
class NounHit:
    """Tokens [start, end) that are a phrase of the lexicon with head token `head`."""

    start: int
    end: int
    head: int
    noun: Noun


def find_nouns(words: TokenColumns, lexicon: NounLexicon) -> tuple[NounHit, ...]:
    """The lexicon's phrases in the text, the longest at each place; hyphens do not count."""
    hits: list[NounHit] = []
    i, size = 0, len(words)
    while i < size:
        longest = lexicon.longest.get(words.lower[i])
        hit = _crowd(words, lexicon, i) if words.tag[i] == "CD" or words.lower[i] in COUNTED else None
        if hit is None and longest:
            hit = _longest_noun(words, lexicon, i, longest)
        if hit is not None:
            hits.append(hit)
        i = hit.end if hit is not None else i + 1
    return tuple(hits)


def _crowd(words: TokenColumns, lexicon: NounLexicon, i: int) -> NounHit | None:
    """A bare number that stands for people: "thousands marched", "the blast killed 12"; not "thousands of votes"."""
    verb = words.lemma[words.head[i]]
    is_hurt = verb in HARMS and words.dep[i] in ("dobj", "nsubjpass", "conj")
    is_crowd = words.lower[i] in CROWDS and verb in CROWD_VERBS and words.dep[i] == "nsubj"
    is_alone = all(words.lower[child] != "of" for child in words.children[i])
    if not (is_hurt or is_crowd) or not is_alone:
        return None
    people = lexicon.nouns[("people",)]
    return NounHit(i, i + 1, i, people)


def _longest_noun(words: TokenColumns, lexicon: NounLexicon, start: int, longest: int) -> NounHit | None:
    parts: list[int] = []
    i = start
    while i < words.last[start] and len(parts) < longest:
        if words.is_break(i):
            break
        if words.words[i] != "-" and not words.words[i].isspace():
            parts.append(i)
        i += 1
    for size in range(len(parts), 0, -1):
        noun = lexicon.nouns.get(tuple(words.lower[part] for part in parts[:size]))
        if noun is None or (words.has_capitals and _lacks_capital(noun, words, start, parts[size - 1])):
            continue
        head = next(
            (parts[k - 1] for k in range(1, size) if words.lower[parts[k]] in ("of", "for", "to", "in")),
            parts[size - 1],
        )
        if (
            words.pos[head] in ("NOUN", "PROPN")
            or size > 1
            or (words.pos[head] == "ADJ" and words.dep[head] not in ("amod", "acomp"))
        ):
            return NounHit(start, parts[size - 1] + 1, head, noun)
    return None


def _lacks_capital(noun: Noun, words: TokenColumns, first: int, last: int) -> bool:
    """Whether the text writes small what the lexicon writes with a capital: "the west" is not "the West"."""
    before, after = noun.phrase[0], noun.phrase.split()[-1][0]
    return (before.isupper() and not words.is_capital(first)) or (after.isupper() and not words.is_capital(last))
