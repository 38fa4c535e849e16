"""Where a text uses a common noun for an actor."""

from dataclasses import dataclass

from tidings.actors.lexicon import Lexicon, Noun
from tidings.actors.words import Words


@dataclass(frozen=True, slots=True)
class NounHit:
    """Tokens [start, end) that are a phrase of the lexicon with head token `head`."""

    start: int
    end: int
    head: int
    noun: Noun


def find_nouns(words: Words, lexicon: Lexicon) -> tuple[NounHit, ...]:
    """The lexicon's phrases in the text, the longest at each place; hyphens do not count."""
    hits: list[NounHit] = []
    i, size = 0, len(words)
    while i < size:
        longest = lexicon.longest.get(words.lower[i])
        hit = _longest_noun(words, lexicon, i, longest) if longest else None
        if hit is not None:
            hits.append(hit)
        i = hit.end if hit is not None else i + 1
    return tuple(hits)


def _longest_noun(words: Words, lexicon: Lexicon, start: int, longest: int) -> NounHit | None:
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
        if noun is None or (noun.phrase[0].isupper() and not words.is_capital(start) and words.has_capitals):
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
