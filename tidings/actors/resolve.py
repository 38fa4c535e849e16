"""Who each phrase of a text is: people by name and office, states, bodies and groups; one actor per mention."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tidings.actors.anaphora import SPEAKER, THEY, Antecedent, find_antecedent, speaker_token
from tidings.actors.lexicon import Lexicon
from tidings.actors.phrases import Phrase
from tidings.actors.folding import fold, person_id, short_names, slug
from tidings.actors.setting import Setting
from tidings.actors.table import ActorTable, NameUse
from tidings.actors.words import Words
from tidings.model import Actor, Mention, Role
from tidings.vocabulary import ActorKind, MentionKind, Sector

BODIES = frozenset({ActorKind.GOVERNMENT_BODY, ActorKind.ARMED_FORCE})


@dataclass
class Resolver:
    """The state of one text: who has been named so far."""

    words: Words
    table: ActorTable
    lexicon: Lexicon
    published: date | None
    setting: Setting
    actors: dict[str, Actor] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)
    offices: dict[tuple[str, str | None], str] = field(default_factory=dict)
    antecedents: list[Antecedent] = field(default_factory=list)
    resolved: dict[int, str] = field(default_factory=dict)
    speaker: tuple[str | None, int] = (None, -9)

    def resolve(self, phrases: Sequence[Phrase]) -> tuple[Mention, ...]:
        """One mention for every phrase and pronoun that has an actor, in text order."""
        twins = self._twins(phrases)
        self._name_people(phrases, twins)
        inside = {i for phrase in phrases for i in range(phrase.start, phrase.end)}
        mentions: list[Mention] = []
        by_start: defaultdict[int, list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            by_start[phrase.start].append(phrase)
        for i in range(len(self.words)):
            for phrase in by_start.get(i, ()):
                for actor_id in self._pair(phrase) or (self._actor_id(phrase, twins.get(phrase.root)),):
                    if actor_id is not None:
                        mentions.append(self._mention(phrase, actor_id))
            if i not in inside and self.words.tag[i] in ("PRP", "PRP$"):
                mentions += (self._pronoun(i, actor_id) for actor_id in self._pronoun_ids(i))
        return tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))

    def _mention(self, phrase: Phrase, actor_id: str) -> Mention:
        words = self.words
        actor = self.actors[actor_id]
        self.resolved[phrase.root] = actor_id
        self.antecedents.append(
            Antecedent(
                phrase.root,
                actor_id,
                actor.kind,
                phrase.is_plural,
                self.genders.get(actor_id),
                phrase.noun,
                actor.country,
            )
        )
        start, end = words.start[phrase.start], words.end[phrase.end - 1]
        return Mention(start, end, words.start[phrase.root], words.text[start:end], actor_id, phrase.form, phrase.title)

    def _pronoun_ids(self, i: int) -> tuple[str, ...]:
        """Whom a pronoun stands for, both of a pair; in a quotation "I" and "we" are its speaker, or the speaker just before."""
        words = self.words
        if words.lower[i] not in SPEAKER:
            antecedent = find_antecedent(words, i, self.antecedents)
            if antecedent is None:
                return ()
            pair = tuple(one.actor_id for one in self.antecedents if one.token == antecedent.token)
            return pair if words.lower[i] in THEY else (antecedent.actor_id,)
        subject = speaker_token(words, i)
        told, sentence = self.speaker
        if subject is not None:
            told = self.people.get(subject) or self.resolved.get(subject)
        elif not words.in_quote[i] or words.sentence[i] - sentence > 1:
            told = None
        if told is None:
            return ()
        self.speaker = told, words.sentence[i]
        return (told,)

    def _pronoun(self, i: int, actor_id: str) -> Mention:
        words, actor = self.words, self.actors[actor_id]
        self.resolved[i] = actor_id
        if words.lower[i] not in SPEAKER:
            is_plural = words.lower[i] in THEY
            self.antecedents.append(
                Antecedent(i, actor_id, actor.kind, is_plural, self.genders.get(actor_id), None, actor.country)
            )
        return Mention(words.start[i], words.end[i], words.start[i], words.words[i], actor_id, MentionKind.PRONOUN)

    def _twins(self, phrases: Sequence[Phrase]) -> dict[int, Phrase]:
        """For each phrase root, the phrase in apposition or predication that is the same actor."""
        at = {i: phrase for phrase in phrases for i in range(phrase.start, phrase.end)}
        twins: dict[int, Phrase] = {}
        for phrase in phrases:
            other: Phrase | None = None
            if self.words.dep[phrase.root] == "appos":
                other = at.get(self.words.head[phrase.root])
            elif self.words.dep[phrase.root] == "attr" and phrase.form is MentionKind.NOMINAL:
                verb = self.words.head[phrase.root]
                subject = self.words.child(verb, "nsubj")
                is_plain = self.words.lemma[verb] == "be" and self.words.child(verb, "neg", "aux") is None
                other = at.get(subject) if subject is not None and is_plain else None
            if other is not None and other is not phrase and self._may_be_twins(phrase, other):
                twins.setdefault(phrase.root, other)
                twins.setdefault(other.root, phrase)
        return twins

    def _may_be_twins(self, phrase: Phrase, other: Phrase) -> bool:
        named, plain = (phrase, other) if phrase.form is MentionKind.NAME else (other, phrase)
        if named.form is not MentionKind.NAME or plain.form is not MentionKind.NOMINAL:
            return False
        if named.country and plain.country and named.country != plain.country:
            return False
        return named.kind is plain.kind or (named.kind is not ActorKind.PERSON and plain.kind is not ActorKind.PERSON)

    def _name_people(self, phrases: Sequence[Phrase], twins: dict[int, Phrase]) -> None:
        """Resolve all names of people, full names first, so that a surname is its bearer's wherever it stands."""
        named = [phrase for phrase in phrases if phrase.kind is ActorKind.PERSON and phrase.name]
        bearers: dict[str, str] = {}
        unknown: defaultdict[str, list[Phrase]] = defaultdict(list)
        for phrase in sorted(named, key=lambda phrase: (-len((phrase.name or "").split()), phrase.start)):
            name = " ".join((phrase.name or "").split())
            key = fold(name)
            known = self._known_person(phrase, twins.get(phrase.root), bearers)
            if known is not None and self.published is None and phrase.sector and not phrase.is_former:
                known = replace(known, sector=phrase.sector)
            if known is not None:
                self.people[phrase.root] = known.actor_id
                self.actors.setdefault(known.actor_id, known)
                for short in (known.name, *known.aliases, *short_names(known.name, known.country)):
                    bearers.setdefault(fold(short), known.actor_id)
            elif key in bearers and bearers[key] in self.actors:
                self.people[phrase.root] = bearers[key]
            elif key in bearers:
                unknown[bearers[key]].append(phrase)
            else:
                bearers[key] = key
                unknown[key].append(phrase)
                for short in (*short_names(name, None), name.split()[0]):
                    bearers.setdefault(fold(short), key)
        for key, group in unknown.items():
            self._add_unknown(group, [twins[phrase.root] for phrase in group if phrase.root in twins])
        for phrase in named:
            actor_id = self.people.get(phrase.root)
            if actor_id is None:
                continue
            gender = phrase.gender or self.table.genders.get(actor_id) or self._gender_of(phrase.name or "")
            if gender and actor_id not in self.genders:
                self.genders[actor_id] = gender
            for told in (phrase, twins.get(phrase.root)):
                if told is not None and told.office and not told.is_former:
                    self.offices.setdefault((told.office, self.actors[actor_id].country), actor_id)

    def _gender_of(self, name: str) -> str | None:
        parts = name.split()
        return self.lexicon.first_names.get(parts[0].lower()) if len(parts) > 1 else None

    def _known_person(self, phrase: Phrase, twin: Phrase | None, bearers: dict[str, str]) -> Actor | None:
        """The person of the table who is meant, if one fits the country, the office and the day."""
        full = [name for name in phrase.names if name.use is NameUse.NAME]
        country = phrase.country or (twin.country if twin else None)
        office = phrase.office or (twin.office if twin else None)
        fits = [
            name.actor_id for name in full if self._fits(name.actor_id, name.alias, country, office, phrase.is_former)
        ]
        if not full:
            key = fold(phrase.name or "")
            fits = [
                name.actor_id
                for name in phrase.names
                if self._fits(name.actor_id, name.alias, country, office, phrase.is_former)
            ]
            if bearers.get(key) in fits:
                fits = [bearers[key]]
            elif key in bearers or not (office or country):
                return None
        in_office = [one for one in fits if any(term.covers(self.published) for term in self.table.terms.get(one, ()))]
        best = in_office if len(fits) > 1 and in_office else fits
        return self.table.on(best[0], self.published) if len(set(best)) == 1 or (best and full) else None

    def _fits(self, actor_id: str, alias: str, country: str | None, office: str | None, is_former: bool) -> bool:
        actor, terms, day = self.table.actors[actor_id], self.table.terms.get(actor_id, ()), self.published
        if country and actor.country and country != actor.country and " " not in alias:
            return False
        held = [term for term in terms if term.office == office]
        if day is not None and terms and all(term.start and term.start > day for term in terms):
            return " " in alias and not held
        if day is not None and held and not is_former:
            return any(not term.start or term.start <= day for term in held)
        return True

    def _add_unknown(self, group: list[Phrase], twins: list[Phrase]) -> None:
        """An actor for a person whom only the text knows, with what the text says of them."""
        told = [*group, *twins]
        longest = max((" ".join((phrase.name or "").split()) for phrase in group), key=len)
        country = next((phrase.country for phrase in told if phrase.country), None)
        if country is None:
            home = (
                self.setting.country(phrase, self.words.sentence[phrase.root]) for phrase in told if phrase.is_domestic
            )
            country = next((found for found in home if found), None)
        sector = next((phrase.sector for phrase in told if phrase.sector), None)
        titles = dict.fromkeys(phrase.title for phrase in told if phrase.title)
        actor_id = person_id(longest, country)
        names = dict.fromkeys(" ".join((phrase.name or "").split()) for phrase in group)
        self.actors[actor_id] = Actor(
            actor_id=actor_id,
            name=longest,
            kind=ActorKind.PERSON,
            country=country,
            sector=sector,
            aliases=tuple(name for name in names if name != longest),
            roles=tuple(Role(title, country, self.published, self.published) for title in titles),
        )
        for phrase in group:
            self.people[phrase.root] = actor_id

    def _actor_id(self, phrase: Phrase, twin: Phrase | None) -> str | None:
        """The actor of a phrase; it is entered among the actors if it is new."""
        if phrase.root in self.people:
            return self.people[phrase.root]
        if phrase.kind is ActorKind.PERSON and phrase.name:
            return None
        if phrase.names:
            actor = self.table.on(self._best(phrase), self.published)
            self.actors.setdefault(actor.actor_id, actor)
            return actor.actor_id
        if phrase.name:
            return self._enter(f"{phrase.kind}:{phrase.country or 'unknown'}:{slug(phrase.name)}", phrase.name, phrase)
        if twin is not None:
            known = self.people.get(twin.root) or self.resolved.get(twin.root)
            if known is not None:
                return known
        return self._nominal_id(phrase)

    def _best(self, phrase: Phrase) -> str:
        uses = list(NameUse)
        return min(phrase.names, key=lambda name: uses.index(name.use)).actor_id

    def _nominal_id(self, phrase: Phrase) -> str | None:
        """The actor of a common noun: the holder of the office, somebody named before, or an actor of its own."""
        country = phrase.country or self._owner_country(phrase)
        if phrase.kind is ActorKind.STATE:
            return None if phrase.is_plural or not phrase.is_definite else self._same_as_before(phrase)
        if phrase.kind is ActorKind.PERSON and phrase.is_definite and not phrase.is_former:
            holder = self._holder(phrase, country)
            if holder is not None:
                return holder
        if phrase.is_definite and country is None:
            before = self._same_as_before(phrase)
            if before is not None:
                return before
        if country is None and phrase.is_domestic:
            country = self.setting.country(phrase, self.words.sentence[phrase.root])
            if (
                phrase.office
                and phrase.is_definite
                and not phrase.is_former
                and (holder := self._holder(phrase, country))
            ):
                return holder
        noun = phrase.noun or "group"
        kind = "office" if phrase.kind is ActorKind.PERSON else str(phrase.kind)
        former = "former " if phrase.is_former else ""
        plain = phrase.plural or noun
        owner = phrase.body or (self.table.adjectives[country] if country else "")
        place = country or (slug(phrase.body) if phrase.body else "unknown")
        name = f"{owner} {former}{plain}".strip()
        body = f"{slug(phrase.body)}-" if phrase.body and country else ""
        return self._enter(f"{kind}:{place}:{body}{slug(former + noun)}", name, replace(phrase, country=country))

    def _pair(self, phrase: Phrase) -> tuple[str, ...]:
        """The two actors that "both leaders" or "the two countries" takes up: the last two of their kind, near each other."""
        if not phrase.is_pair or phrase.country:
            return ()
        kinds = PAIRED_KINDS.get(
            phrase.noun or "", PAIRED_PERSONS if phrase.office or phrase.sector is Sector.GOV else frozenset()
        )
        found: list[Antecedent] = []
        for antecedent in reversed(self.antecedents):
            if self.words.sentence[phrase.start] - self.words.sentence[antecedent.token] > FARTHEST_PAIR:
                break
            if (
                antecedent.kind in kinds
                and not antecedent.is_plural
                and antecedent.actor_id not in [one.actor_id for one in found]
            ):
                found.append(antecedent)
        near = [one for one in found if self.words.sentence[one.token] == self.words.sentence[found[0].token]]
        return tuple(one.actor_id for one in reversed(near)) if len(near) == 2 else ()

    def _holder(self, phrase: Phrase, country: str | None) -> str | None:
        if phrase.office is None:
            return None
        if country is not None:
            office = phrase.office if phrase.office != "leader" else self.table.leader_offices.get(country, "leader")
            holder = self.table.holder(country, office, self.published)
            if holder is not None:
                self.actors.setdefault(holder.actor_id, self.table.on(holder.actor_id, self.published))
                self._learn_gender(holder.actor_id)
                return holder.actor_id
            return self.offices.get((phrase.office, country))
        held = {actor_id for (office, _), actor_id in self.offices.items() if office == phrase.office}
        return held.pop() if len(held) == 1 else None

    def _learn_gender(self, actor_id: str) -> None:
        gender = self.table.genders.get(actor_id) or self._gender_of(self.actors[actor_id].name)
        if gender:
            self.genders.setdefault(actor_id, gender)

    def _same_as_before(self, phrase: Phrase) -> str | None:
        """The last actor named that a definite noun without a country may be: "the ministry", "the country", "the general"."""
        sentence, noun = self.words.sentence[phrase.start], phrase.noun or ""
        for antecedent in reversed(self.antecedents):
            if sentence - self.words.sentence[antecedent.token] > FARTHEST_NOUN:
                return None
            if antecedent.is_plural != phrase.is_plural:
                continue
            if phrase.kind is ActorKind.PERSON:
                if antecedent.kind is ActorKind.PERSON and antecedent.noun and antecedent.noun.endswith(noun):
                    return antecedent.actor_id
            elif (antecedent.noun == noun and antecedent.country) or (
                antecedent.kind in GENERAL_NOUNS.get(noun, ()) and antecedent.noun is None
            ):
                return antecedent.actor_id
        return None

    def _owner_country(self, phrase: Phrase) -> str | None:
        owner = self.resolved.get(phrase.owner) if phrase.owner is not None else None
        return self.actors[owner].country if owner is not None else None

    def _enter(self, actor_id: str, name: str, phrase: Phrase) -> str:
        if actor_id not in self.actors:
            self.actors[actor_id] = Actor(actor_id, name, phrase.kind, phrase.country, phrase.sector)
        return actor_id


PAIRED_PERSONS = frozenset({ActorKind.PERSON})
PAIRED_KINDS = {
    "leader": PAIRED_PERSONS,
    "man": PAIRED_PERSONS,
    "country": frozenset({ActorKind.STATE}),
    "nation": frozenset({ActorKind.STATE}),
    "side": frozenset({ActorKind.STATE, ActorKind.ARMED_GROUP}),
    "both sides": frozenset({ActorKind.STATE, ActorKind.ARMED_GROUP}),
}
# How many sentences back the two of "both leaders" may stand.
FARTHEST_PAIR = 2
# How many sentences back "the ministry" may reach.
FARTHEST_NOUN = 12
# The kinds of named actors that a general noun may take up again.
_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.IGO, ActorKind.GOVERNMENT_BODY})
GENERAL_NOUNS = {
    "group": frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION}),
    "militant group": frozenset({ActorKind.ARMED_GROUP}),
    "movement": frozenset({ActorKind.ARMED_GROUP, ActorKind.ORGANISATION, ActorKind.PARTY}),
    "party": frozenset({ActorKind.PARTY}),
    "company": frozenset({ActorKind.COMPANY}),
    "firm": frozenset({ActorKind.COMPANY}),
    "organisation": _BODIES,
    "organization": _BODIES,
    "agency": _BODIES | {ActorKind.MEDIA},
    "news agency": frozenset({ActorKind.MEDIA}),
    "newspaper": frozenset({ActorKind.MEDIA}),
    "alliance": frozenset({ActorKind.IGO, ActorKind.ORGANISATION}),
    "military alliance": frozenset({ActorKind.IGO}),
    "bloc": frozenset({ActorKind.IGO}),
    "union": frozenset({ActorKind.IGO}),
    "country": frozenset({ActorKind.STATE}),
    "nation": frozenset({ActorKind.STATE}),
}
