"""What stands where in a text: its names and its nouns for actors, looked up by token."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tidings.actors.known_names import NameHit
from tidings.actors.lexicon import Noun, NounLexicon
from tidings.actors.nouns import NounHit
from tidings.actors.table import ActorTable
from tidings.actors.token_columns import LEFT_RELATIONS, TokenColumns
from tidings.csv_rows import word_list
from tidings.vocabulary import ActorKind, Sector

LONGEST_PREMODIFIER = 10
BREAKS = frozenset(("(", ")", '"', "“", "”", ":", ";", "—"))
# "ex-president" is three tokens, which the parser often leaves apart.
HYPHENED = word_list("hyphened_prefixes", "tidings.actors")
TIMES = frozenset(("DATE", "TIME"))
LISTING = frozenset(("and", ",", "or", "&"))


@dataclass(frozen=True, slots=True)
class HitIndex:
    """One text with its hits by their first and by their last token."""

    words: TokenColumns
    table: ActorTable
    lexicon: NounLexicon
    names_from: Mapping[int, NameHit]
    names_to: Mapping[int, NameHit]
    nouns_from: Mapping[int, NounHit]
    nouns_to: Mapping[int, NounHit]

    def is_worldly(self, start: int, end: int) -> bool:
        """Whether an international body is named among the tokens: the "U.N." of an envoy."""
        hits = (hit for i in range(start, end) if (hit := self.names_from.get(i) or self.names_to.get(i)))
        return any(self.table.actors[name.actor_id].kind is ActorKind.IGO for hit in hits for name in hit.names)

    def is_person(self, hit: NameHit) -> bool:
        """Whether the name is a person's."""
        if any(self.table.actors[name.actor_id].kind is not ActorKind.PERSON for name in hit.names):
            return False
        return bool(hit.names) or hit.label == "PERSON"

    def countries(self, start: int, end: int) -> Iterator[str]:
        """Countries of the states, places and bodies named within the tokens, in order; of people none."""
        for i in range(start, end):
            hit = self.names_from.get(i)
            if hit is not None and not self.is_person(hit) and (country := hit.country(self.table)):
                yield country

    def modifier_sector(self, start: int, end: int, noun: Noun) -> Sector | None:
        """The sector that the words before the head give it: "opposition" newspapers, "army" accountant."""
        for i in reversed(range(start, end)):
            found = self.lexicon.sector_words.get(self.words.lower[i]) or self.lexicon.sector_words.get(
                self.words.words[i]
            )
            if found is not None and (found.wins or noun.sector is None or noun.yields):
                return found.sector
            hit = self.names_to.get(i)
            if hit is not None and hit.names and not hit.is_state and (noun.sector is None or noun.yields):
                return self.table.actors[hit.names[0].actor_id].sector
        return None

    def left_edge(self, start: int, head: int) -> int:
        """Where the noun phrase with that head begins: articles, adjectives, numbers, nations; no other owners."""
        words, i = self.words, start
        while i > words.first[head] and start - i < LONGEST_PREMODIFIER:
            j = i - 1
            if words.tag[j] == "POS":
                owner = self.names_to.get(j - 1)
                if owner is None or not (owner.is_state or owner.is_place):
                    break
                i = owner.start
                continue
            if words.pos[j] == "SPACE" and not words.is_break(j):
                i = j
                continue
            if words.words[j] == "-" and j > words.first[head] and words.lower[j - 1] in HYPHENED:
                i = j - 1
                continue
            if words.dep[j] not in LEFT_RELATIONS or (
                words.pos[j] in ("ADP", "VERB", "SPACE") and words.dep[j] != "amod"
            ):
                break
            if (
                not words.is_under(j, head)
                or words.tag[j] == "PRP$"
                or words.lower[j] in BREAKS
                or words.entity[j] in TIMES
            ):
                break
            i = j
        while i < start and (
            words.pos[i] in ("PUNCT", "CCONJ", "PART", "SPACE") or words.lower[i] in ("now", "also", "once")
        ):
            i += 1
        return i

    def complements(self, head: int, end: int) -> Iterator[NameHit | NounHit]:
        """The names and nouns of the "of" phrases after token `end - 1`, outermost first; none of a list."""
        words = self.words
        for _ in range(2):
            last = words.last[head]
            if end >= last or words.lower[end] not in ("of", "for", "from", "at"):
                return
            i = end + 1
            while i < last and words.pos[i] in ("DET", "ADJ") and i not in self.names_from and i not in self.nouns_from:
                i += 1
            hits = self._complement_at(i, last)
            if not hits:
                return
            end = hits[-1].end
            if end < last and words.lower[end] in LISTING and words.child(end - 1, "conj"):
                return
            yield from hits

    def _complement_at(self, i: int, last: int) -> list[NameHit | NounHit]:
        """A name, a noun, or a nationality and the noun after it."""
        name, hits = self.names_from.get(i), list[NameHit | NounHit]()
        if name is not None:
            hits.append(name)
            i = name.end + (1 if name.end < last and self.words.tag[name.end] == "POS" else 0)
        is_modifier = name is not None and (name.is_state or name.is_place or name.label == "NORP")
        noun = self.nouns_from.get(i) if name is None or is_modifier else None
        if noun is not None:
            hits.append(noun)
        elif name is not None and self._modifies(name):
            return []
        return hits

    def _modifies(self, name: NameHit) -> bool:
        """Whether the name only belongs to a noun after it: "the head of [Libya's] new government"."""
        last = name.end - 1
        is_owner = name.end < len(self.words) and self.words.tag[name.end] == "POS"
        return is_owner or (self.words.dep[last] in ("amod", "compound", "nmod") and self.words.head[last] > last)


def index_hits(
    words: TokenColumns, table: ActorTable, lexicon: NounLexicon, names: Sequence[NameHit], nouns: Sequence[NounHit]
) -> HitIndex:
    """The scene of one text."""
    return HitIndex(
        words,
        table,
        lexicon,
        {hit.start: hit for hit in names},
        {hit.end - 1: hit for hit in names},
        {hit.start: hit for hit in nouns},
        {hit.end - 1: hit for hit in nouns},
    )
