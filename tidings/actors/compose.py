"""The referring phrases of a text in order: named people with their titles, names, and nouns for actors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tidings.actors.lexicon import Lexicon, Noun
from tidings.actors.names import NameHit
from tidings.actors.nominals import (
    ACTING_MODIFIERS,
    ACTING_PERSONS,
    DEFINITE,
    FORMER,
    NounHit,
    Surroundings,
    complement,
    country_of,
    is_state,
    left_edge,
    title_start,
)
from tidings.actors.phrases import Phrase
from tidings.actors.table import ActorTable, NameUse
from tidings.actors.words import Words
from tidings.vocabulary import ActorKind, MentionKind, Sector

ELITE_ONCE = frozenset({Sector.GOV, Sector.MIL, Sector.SPY, Sector.LEG, Sector.JUD, Sector.COP, None})
# Prepositions after which a capital is a government rather than a place.
PARTNER_PREPOSITIONS = frozenset({"with", "between", "against", "by", "among", "versus"})
COMPANY_ENDINGS = frozenset("inc inc. corp corp. ltd ltd. plc llc co co. ag sa s.a. gmbh group holdings motors airlines bank".split())
MEDIA_WORDS = frozenset("news tv television times post radio herald gazette tribune broadcasting press daily journal telegraph".split())


@dataclass
class Composer:
    """Walks over the hits of one text and yields phrases."""

    around: Surroundings
    table: ActorTable
    lexicon: Lexicon
    consumed: set[int] = field(default_factory=set)

    @property
    def words(self) -> Words:
        return self.around.words

    def phrases(self) -> tuple[Phrase, ...]:
        """All phrases, in text order, none within another."""
        found: list[Phrase] = []
        for hit in self.around.names_from.values():
            if self._is_person(hit):
                found.append(self._person(hit))
                self.consumed.update(range(found[-1].start, found[-1].end))
        for noun in sorted(self.around.nouns_from.values(), key=lambda noun: -noun.end):
            if not self.consumed.intersection(range(noun.start, noun.end)):
                found += self._nominal(noun)
        for hit in self.around.names_from.values():
            if not self.consumed.intersection(range(hit.start, hit.end)):
                found += self._named(hit)
        return tuple(sorted(found, key=lambda phrase: (phrase.start, phrase.end)))

    def _is_person(self, hit: NameHit) -> bool:
        if any(self.table.actors[name.actor_id].kind is not ActorKind.PERSON for name in hit.names):
            return False
        return bool(hit.names) or hit.label == "PERSON"

    def _person(self, hit: NameHit) -> Phrase:
        """A person's name with the titles before it and the country after it."""
        words = self.words
        start = title_start(self.around, hit.start)
        nouns = [noun for i in range(start, hit.start) if (noun := self.around.nouns_from.get(i))]
        countries = list(self._countries(start, hit.start))
        end = hit.end
        after = self.around.names_from.get(end + 1)
        if end < len(words) - 1 and words.lower[end] == "of" and is_state(after) and after is not None and nouns:
            end = after.end
            countries += self._countries(after.start, after.end)
        titles = [noun for noun in nouns if noun.noun.kind is ActorKind.PERSON]
        main = next((noun for noun in titles if noun.noun.office), titles[-1] if titles else None)
        text = words.text[words.start[hit.start] : words.end[hit.end - 1]]
        is_former = any(word in FORMER for word in words.lower[start : hit.start])
        sector = self._title_sector(nouns, main.noun if main else None, start, hit.start)
        return Phrase(
            start=start,
            end=end,
            root=hit.end - 1,
            form=MentionKind.NAME,
            kind=ActorKind.PERSON,
            names=hit.names,
            name=text,
            country=countries[-1] if countries else None,
            sector=Sector.ELI if is_former and sector in ELITE_ONCE and titles else sector,
            office=main.noun.office if main else None,
            noun=main.noun.phrase if main else None,
            title=self._title_text(nouns),
            gender=next((noun.noun.gender for noun in titles if noun.noun.gender), None),
            is_definite=True,
            is_former=is_former,
        )

    def _title_text(self, nouns: list[NounHit]) -> str | None:
        shown = [noun for noun in nouns if noun.noun.sector or noun.noun.office or noun.noun.kind is not ActorKind.PERSON]
        if not shown:
            return None
        text = self.words.text[self.words.start[shown[0].start] : self.words.end[shown[-1].end - 1]]
        return " ".join(text.split())

    def _title_sector(self, nouns: list[NounHit], main: Noun | None, start: int, end: int) -> Sector | None:
        if main is not None and main.office and main.sector:
            return main.sector
        sectors = [noun.noun.sector for noun in nouns if noun.noun.sector]
        if main is not None and (main.yields or main.sector is None):
            return self._modifier_sector(start, end, main) or main.sector or (sectors[0] if sectors else None)
        return main.sector if main is not None and main.sector else (sectors[0] if sectors else None)

    def _countries(self, start: int, end: int) -> Iterator[str]:
        """Countries of the states and bodies named within the tokens, in order."""
        for i in range(start, end):
            hit = self.around.names_from.get(i)
            if hit is not None and (country := country_of(hit, self.table.countries)):
                yield country

    def _modifier_sector(self, start: int, end: int, noun: Noun) -> Sector | None:
        """The sector that the words before the head give it."""
        for i in reversed(range(start, end)):
            found = self.lexicon.sector_words.get(self.words.lower[i]) or self.lexicon.sector_words.get(self.words.words[i])
            if found is not None and (found.wins or noun.sector is None or noun.yields):
                return found.sector
            hit = self.around.names_to.get(i)
            if hit is not None and hit.names and not is_state(hit) and (noun.sector is None or noun.yields):
                return self.table.actors[hit.names[0].actor_id].sector
        return None

    def _nominal(self, hit: NounHit) -> Iterator[Phrase]:
        """The phrase of a noun for an actor, if it refers to one here; two when it joins two nations."""
        words, noun = self.words, hit.noun
        if not self._refers(hit):
            return
        start, end = left_edge(self.around, hit.start, hit.head), hit.end
        while start < hit.start and start in self.consumed:
            start += 1
        countries = list(self._countries(start, hit.start))
        sector = self._modifier_sector(start, hit.start, noun) or (None if noun.yields else noun.sector)
        for inner in complement(self.around, hit.head, end):
            if isinstance(inner, NounHit):
                if not (noun.kind is not ActorKind.PERSON or inner.noun.kind is not ActorKind.PERSON or noun.is_transparent):
                    if not inner.noun.office:
                        break
                sector = sector or inner.noun.sector
            else:
                if self._is_person(inner):
                    break
                countries += self._countries(inner.start, inner.end)
                if inner.names and not is_state(inner):
                    sector = sector or self.table.actors[inner.names[0].actor_id].sector
            if words.lower[end] == "of" or isinstance(inner, NounHit):
                end = inner.end
        countries += self._located(hit.head, end) if not countries else []
        sector = sector or noun.sector
        before = words.lower[start : hit.start]
        is_former = any(word in FORMER for word in before)
        owner = words.child(hit.head, "poss")
        phrase = Phrase(
            start=start,
            end=end,
            root=hit.head,
            form=MentionKind.NOMINAL,
            kind=ActorKind.GROUP if noun.kind is ActorKind.PERSON and noun.is_plural else noun.kind,
            noun=noun.phrase,
            country=countries[-1] if countries else noun.country,
            sector=Sector.ELI if is_former and sector in ELITE_ONCE else sector,
            office=noun.office,
            title=self._title_text([hit]) if noun.kind is ActorKind.PERSON and not noun.is_plural else None,
            gender=noun.gender,
            owner=owner if owner is not None and owner < start else None,
            is_plural=noun.is_plural,
            is_definite=bool(DEFINITE.intersection(before)) or words.tag[start - 1] in ("PRP$", "POS"),
            is_former=is_former,
        )
        yield from self._split(phrase, hit)
        self.consumed.update(range(start, end))

    def _refers(self, hit: NounHit) -> bool:
        """Whether the noun stands for an actor rather than inside another word or name."""
        words, noun = self.words, hit.noun
        name = next((self.around.names_from.get(i) for i in range(hit.start, max(-1, hit.start - 6), -1) if i in self.around.names_from), None)
        if name is not None and name.end > hit.start and (name.names or not self._is_described(name)):
            return False
        if not noun.sector and not noun.office and noun.kind is ActorKind.PERSON and noun.phrase[0].isupper():
            return False
        above = words.head[hit.head]
        if words.dep[hit.head] in ("compound", "nmod", "amod") and above >= hit.end and words.pos[above] in ("NOUN", "PROPN"):
            if noun.kind is ActorKind.PERSON:
                return noun.sector in ACTING_PERSONS
            return noun.sector in ACTING_MODIFIERS and above not in self.around.nouns_to
        return True

    def _is_described(self, hit: NameHit) -> bool:
        """Whether an unknown name is only nationality and common nouns, like "the Belarusian Defence Ministry"."""
        i, has_noun = hit.start, False
        while i < hit.end:
            inner = self.around.nouns_from.get(i)
            if inner is not None:
                i, has_noun = inner.end, True
            elif self.words.lower[i] in ("the", "of", "'s", "’s") or self.table.is_state_word(self.words.words[i]):
                i += 1
            else:
                return False
        return has_noun

    def _located(self, head: int, end: int) -> list[str]:
        """The country that follows in an "in" or "from" phrase: "a court in Minsk"."""
        words = self.words
        for child in words.children[head]:
            if child >= end - 1 and words.lower[child] in ("in", "from", "of"):
                place = words.child(child, "pobj")
                hit = self.around.names_to.get(place) if place is not None else None
                if hit is not None and is_state(hit):
                    return list(self._countries(hit.start, hit.end))
        return []

    def _split(self, phrase: Phrase, hit: NounHit) -> Iterator[Phrase]:
        yield phrase

    def _named(self, hit: NameHit) -> Iterator[Phrase]:
        """The phrase of a name that is no person."""
        words = self.words
        root = next((i for i in range(hit.end - 1, hit.start - 1, -1) if words.pos[i] not in ("PUNCT", "PART")), hit.end - 1)
        if not hit.names:
            yield from self._unknown(hit, root)
            return
        uses = hit.uses
        names = tuple(name for name in hit.names if name.use is not NameUse.SURNAME)
        if not names:
            return
        actor = self.table.actors[names[0].actor_id]
        form, kind, noun, is_plural = MentionKind.NAME, actor.kind, None, False
        if uses <= {NameUse.CAPITAL}:
            if not self._acts(root):
                return
            form, kind, noun = MentionKind.METONYM, ActorKind.GOVERNMENT_BODY, "government"
        elif uses <= {NameUse.SEAT}:
            form, kind, noun = MentionKind.METONYM, ActorKind.GOVERNMENT_BODY, "government"
        elif NameUse.NAME not in uses and NameUse.PEOPLE in uses and self._is_people(root):
            form, kind, noun, is_plural = MentionKind.NOMINAL, ActorKind.GROUP, "people", words.tag[root] in ("NNS", "NNPS")
        start = left_edge(self.around, hit.start, root) if noun == "people" else hit.start
        yield Phrase(
            start=start,
            end=hit.end,
            root=root,
            form=form,
            kind=kind,
            names=names if noun is None else (),
            name=None,
            noun=noun,
            country=country_of(hit, self.table.countries),
            sector=actor.sector if noun is None else Sector.GOV if noun == "government" else None,
            is_plural=is_plural,
            is_definite=True,
        )

    def _is_people(self, root: int) -> bool:
        """Whether a nationality word stands for people: "two Russians", "the French"."""
        words = self.words
        if words.dep[root] in ("amod", "compound", "nmod", "poss") and words.head[root] > root:
            return False
        return words.tag[root] in ("NNS", "NNPS", "NN", "NNP") or words.child(root, "det") is not None

    def _acts(self, root: int) -> bool:
        """Whether a capital stands for its government here: as subject, agent, partner or possessor of an act."""
        words, top = self.words, root
        while words.dep[top] == "conj":
            top = words.head[top]
        relation, above = words.dep[top], words.head[top]
        if relation in ("nsubj", "nsubjpass"):
            return words.lower[top - 1] not in ("in", "at", "near") if top else True
        if relation == "pobj":
            return words.lower[above] in PARTNER_PREPOSITIONS
        if relation in ("ROOT", "nmod", "dep", "npadvmod"):
            return words.first[root] == root and words.last[root] - root == 1
        return relation in ("dative",) or (relation == "dobj" and words.lemma[above] in CHARGED_VERBS)

    def _unknown(self, hit: NameHit, root: int) -> Iterator[Phrase]:
        """An organisation or group that the table does not know."""
        words = self.words
        text = " ".join(words.text[words.start[hit.start] : words.end[hit.end - 1]].split())
        if hit.label not in ("ORG", "NORP"):
            return
        nouns = [noun for i in range(hit.start, hit.end) if (noun := self.around.nouns_from.get(i)) and noun.end <= hit.end]
        noun = next((noun.noun for noun in reversed(nouns) if noun.noun.kind is not ActorKind.PERSON), None)
        last = {word.lower() for word in words.words[hit.start : hit.end]}
        kind, sector = ActorKind.ORGANISATION, None
        if noun is not None:
            kind, sector = noun.kind, self._modifier_sector(hit.start, hit.end, noun) or noun.sector
        elif words.lower[hit.end - 1] in COMPANY_ENDINGS:
            kind, sector = ActorKind.COMPANY, Sector.BUS
        elif last & MEDIA_WORDS:
            kind, sector = ActorKind.MEDIA, Sector.JRN
        elif hit.label == "NORP":
            if words.dep[root] in ("amod", "compound", "nmod"):
                return
            kind = ActorKind.GROUP
        country = country_of(hit, self.table.countries)
        yield Phrase(
            start=hit.start,
            end=hit.end,
            root=root,
            form=MentionKind.NAME,
            kind=kind if kind is not ActorKind.STATE else ActorKind.ORGANISATION,
            name=text,
            country=country or next(iter(self._countries(left_edge(self.around, hit.start, root), hit.start)), None),
            sector=sector,
            is_definite=True,
        )


CHARGED_VERBS = frozenset(
    "accuse blame condemn criticize criticise urge warn threaten press pressure ask tell push persuade support back "
    "praise thank sanction punish isolate help arm pressurise pressurize call demand convince provoke anger".split()
)


def compose(around: Surroundings, table: ActorTable, lexicon: Lexicon) -> Iterable[Phrase]:
    """The phrases of the text in order."""
    return Composer(around, table, lexicon).phrases()
