"""What the earlier stages found in a passage, looked up by token: the coder's view of a parsed text."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from tidings.csv_rows import word_list
from tidings.events.encoded import Encoded
from tidings.events.lexicon.load import Lexicon
from tidings.parse.clauses import children, coordinated, first
from tidings.parse.tree import Doc, Span, Token
from tidings.records import Actor, Magnitude, Mention, Place, Timex

# Heads that stand for what follows their "of": "dozens of protesters", "members of the guard".
QUANTITY_HEADS = word_list("quantity_heads", "tidings.events")
Found = TypeVar("Found", Mention, Place, Timex, Magnitude)
# Words by which somebody quoted names himself.
SPEAKER = frozenset({"i", "we", "me", "us"})


@dataclass(frozen=True, slots=True, eq=False)
class PassageIndex:
    """A parsed passage with everything found in it so far.

    `encoded`: what the encoder says, None where the rules read alone; `spoken`: who says the words inside quotation
    marks.
    """

    doc: Doc
    lexicon: Lexicon
    mentions: tuple[Mention, ...]
    actors: Mapping[str, Actor]
    places: tuple[Place, ...]
    dates: tuple[Timex, ...]
    magnitudes: tuple[Magnitude, ...]
    published: date | None
    body_start: int
    starts: tuple[int, ...] = field(repr=False)
    by_root: Mapping[int, list[Mention]] = field(repr=False)
    by_token: Mapping[int, list[Mention]] = field(repr=False)
    place_by_token: Mapping[int, Place] = field(repr=False)
    spoken: Mapping[int, Mention | None] = field(default_factory=dict, repr=False)
    encoded: Encoded | None = None

    def token_at(self, offset: int) -> Token:
        """The token that holds a character of the text."""
        return self.doc[max(0, bisect_right(self.starts, offset) - 1)]

    def mentions_at(self, token: Token) -> list[Mention]:
        """The mentions of which a token is the head, else those it is a part of."""
        return self.by_root.get(token.i) or self.by_token.get(token.i) or []

    def is_actor(self, token: Token) -> bool:
        return bool(self.people_at(token))

    def people_at(self, token: Token) -> list[Mention]:
        """The actors a noun stands for: itself, what it counts ("dozens of ..."), or what it is in apposition to."""
        named = self.mentions_at(token)
        if named:
            return named
        if token.lower_ in SPEAKER and (speaker := self.spoken.get(token.i)) is not None:
            return [speaker]
        if token.lower_ in QUANTITY_HEADS or token.lemma_ in QUANTITY_HEADS or token.pos_ == "NUM":
            for preposition in children(token, "prep"):
                if preposition.lower_ in ("of", "from", "among"):
                    counted = [n for child in children(preposition, "pobj") for n in coordinated(child)]
                    found = [m for noun in counted for m in self.people_at(noun)]
                    if found:
                        return found
        beside = first(token, "appos")
        return self.mentions_at(beside) if beside is not None else []

    def holders_at(self, token: Token) -> list[Mention]:
        """The actors that stand before a noun as possessor or modifier: "Russia's attack", "Turkish and US jets"."""
        found: list[Mention] = []
        for child in children(token, "poss", "amod", "compound", "nmod"):
            for word in coordinated(child):
                named = self.mentions_at(word)
                if not named and child.dep_ != "amod":
                    named = self.holders_at(word)
                found.extend(mention for mention in named if mention not in found)
        return found


def read(
    doc: Doc,
    lexicon: Lexicon,
    *,
    mentions: Sequence[Mention],
    actors: Mapping[str, Actor],
    places: Sequence[Place],
    dates: Sequence[Timex],
    magnitudes: Sequence[Magnitude],
    published: date | None,
    body_start: int,
    encoded: Encoded | None = None,
) -> PassageIndex:
    """The reading of a parsed passage; a word inside several mentions stands for the shortest."""
    starts = tuple(token.idx for token in doc)
    by_root: dict[int, list[Mention]] = {}
    covering: dict[int, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: (m.end - m.start, m.start)):
        by_root.setdefault(max(0, bisect_right(starts, mention.root) - 1), []).append(mention)
        for i in range(max(0, bisect_right(starts, mention.start) - 1), bisect_right(starts, mention.end - 1)):
            covering.setdefault(i, []).append(mention)
    by_token = {i: found[:1] for i, found in covering.items()}
    place_by_token = {
        i: place
        for place in places
        for i in range(max(0, bisect_right(starts, place.start) - 1), bisect_right(starts, place.end - 1))
    }
    return PassageIndex(
        doc=doc,
        lexicon=lexicon,
        mentions=tuple(mentions),
        actors=actors,
        places=tuple(places),
        dates=tuple(dates),
        magnitudes=tuple(magnitudes),
        published=published,
        body_start=body_start,
        starts=starts,
        by_root=by_root,
        by_token=by_token,
        place_by_token=place_by_token,
        encoded=encoded,
    )


def counted_by_quantity(noun: Token) -> list[Token]:
    """What a quantity counts: "troops" for "tens" in "tens of thousands of troops"; nothing for any other noun."""
    counted: list[Token] = []
    while noun.lower_ in QUANTITY_HEADS or noun.lemma_ in QUANTITY_HEADS or noun.pos_ == "NUM" or noun.lemma_ == "ten":
        below = [n for p in children(noun, "prep") if p.lower_ == "of" for n in children(p, "pobj")]
        if not below:
            break
        noun = below[0]
        counted.append(noun)
    return counted


def told_in(sentence: Span, found: Sequence[Found]) -> list[Found]:
    """What an earlier stage found in a sentence; it leaves its finds in text order."""
    start, end = sentence.start_char, sentence.end_char
    from_here = bisect_left(found, start, key=_start)
    return [one for one in found[from_here : bisect_left(found, end, key=_start)] if one.end <= end]


def _start(found: Mention | Place | Timex | Magnitude) -> int:
    return found.start
