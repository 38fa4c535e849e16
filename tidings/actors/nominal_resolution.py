"""Who a common noun stands for: the holder of the office, somebody named before, or an actor of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tidings.actors.discourse import Discourse
from tidings.actors.folding import fold, slug, state_id
from tidings.actors.phrases import Phrase
from tidings.actors.pronoun_resolution import Antecedent
from tidings.actors.state_nouns import may_have, state_kinds, which_state
from tidings.csv_rows import read_data, word_list
from tidings.records import Actor
from tidings.vocabulary import ActorKind, Sector

PEOPLE = frozenset({ActorKind.PERSON})
SIDES = frozenset({ActorKind.STATE, ActorKind.ARMED_GROUP, ActorKind.GOVERNMENT_BODY, ActorKind.ARMED_FORCE})


@dataclass(frozen=True, slots=True)
class GeneralNoun:
    """The kinds of named actors that a noun takes up again, alone and as a pair; whether a pair of it may be two
    states that are told only by those who act for them."""

    takes_up: frozenset[ActorKind]
    pair_of: frozenset[ActorKind]
    is_state_pair: bool


@lru_cache(maxsize=1)
def general_nouns() -> Mapping[str, GeneralNoun]:
    """The nouns of general_nouns.csv.

    >>> sorted(map(str, general_nouns()["agency"].takes_up)), general_nouns()["army"].is_state_pair
    (['government_body', 'igo', 'media', 'organisation'], True)
    """
    rows = read_data("general_nouns.csv", ("noun", "takes_up", "pair_of", "is_state_pair", "note"))
    return {
        row.required("noun"): GeneralNoun(
            row.codes("takes_up", ActorKind), row.codes("pair_of", ActorKind), row["is_state_pair"] == "yes"
        )
        for row in rows
    }


# Nouns for the government of the state that was last spoken of.
STATE_BODIES = word_list("state_bodies", "tidings.actors")
# How many sentences back "both leaders" and "the ministry" may reach, and how many mentions at most.
FARTHEST_PAIR = 2
FARTHEST_NOUN = 12
RELATIONS = word_list("relations", "tidings.actors")
MOST_LOOKED_BACK = 150


def nominal_id(reading: Discourse, phrase: Phrase) -> str | None:
    """The actor_id of a common noun, or None if it refers to nobody that can be told."""
    country = phrase.country or (None if phrase.noun in RELATIONS else owner_country(reading, phrase))
    if phrase.kind is ActorKind.STATE:
        return _state(reading, phrase, country)
    if country is None and phrase.noun in STATE_BODIES and phrase.is_definite and not _same_as_before(reading, phrase):
        country = which_state(reading, phrase)
    if country is None and phrase.is_definite and phrase.kind is ActorKind.PERSON and phrase.noun in state_kinds():
        country = which_state(reading, phrase)
    if country is None and phrase.is_definite and phrase.office:
        country = _reporting_state(reading, phrase)
    known = _holder(reading, phrase, country)
    if known is None and phrase.is_definite and country is None:
        known = _same_as_before(reading, phrase)
    if known is None and country is None and phrase.is_domestic:
        country = _compatriots(reading, phrase)
        known = _holder(reading, phrase, country)
    if known is None and country is None and phrase.is_domestic:
        country = reading.guess_country(phrase, phrase.root)
        country = None if country == phrase.friend or not may_have(country, phrase.noun) else country
        known = _holder(reading, phrase, country)
    return known or _own_actor(reading, phrase, country)


def _state(reading: Discourse, phrase: Phrase, country: str | None) -> str | None:
    """The state that "the country" or "his country" is; none for "a country", "countries" and territories."""
    if phrase.is_plural or not phrase.is_definite:
        return None
    country = country or which_state(reading, phrase)
    if country is None or state_id(country) not in reading.table.actors:
        return None
    return reading.enter_known(state_id(country))


def pair(reading: Discourse, phrase: Phrase) -> tuple[str, ...]:
    """The two actors that "both leaders" or "the two countries" takes up: the last two of a kind, in one sentence."""
    if not phrase.is_pair or phrase.country:
        return ()
    are_people = phrase.office is not None or phrase.sector is Sector.GOV
    general = general_nouns().get(phrase.noun or "")
    kinds = general.pair_of if general and general.pair_of else PEOPLE if are_people else frozenset()
    found: dict[str, Antecedent] = {}
    for antecedent in _looking_back(reading, phrase, FARTHEST_PAIR):
        if antecedent.kind in kinds and (kinds == SIDES or not antecedent.is_plural):
            found.setdefault(antecedent.actor_id, antecedent)
    sentences = [reading.words.sentence[antecedent.token] for antecedent in found.values()]
    near = [actor_id for actor_id, sentence in zip(found, sentences, strict=True) if sentence == sentences[0]]
    if len(near) == 2:
        return tuple(reversed(near))
    return _two_states(reading, phrase) if general and general.is_state_pair else ()


def _two_states(reading: Discourse, phrase: Phrase) -> tuple[str, ...]:
    """The states of those told of, where they are two: "the two countries" after "Omani and Iranian envoys met"."""
    here = reading.words.sentence[phrase.start]
    looked_at = list(_looking_back(reading, phrase, FARTHEST_PAIR))
    speaking = {antecedent.country for antecedent in looked_at if reading.words.sentence[antecedent.token] == here}
    is_object = reading.words.dep[phrase.root] in ("dobj", "pobj", "dative")
    before = [antecedent for antecedent in looked_at if reading.words.sentence[antecedent.token] < here]
    for told in (before, looked_at):
        countries = dict.fromkeys(antecedent.country for antecedent in reversed(told) if antecedent.country)
        states = [state_id(country) for country in countries]
        if is_object and len(speaking & set(countries)) == 1:  # "the Saudi minister urged both sides": not his
            continue
        if len(states) == 2 and all(state in reading.table.actors for state in states):
            return tuple(reading.enter_known(state) for state in states)
    return ()


# Those who face only their own state: "the opposition accused the government", "rebels shot soldiers".
INTERNAL = frozenset({Sector.OPP, Sector.REB, Sector.LEG, Sector.COP, Sector.PTY, Sector.JUD})


def _compatriots(reading: Discourse, phrase: Phrase) -> str | None:
    """The country of a domestic group named before in the sentence: its other party is of the same country."""
    for antecedent in _looking_back(reading, phrase, 0):
        if antecedent.country and reading.actors[antecedent.actor_id].sector in INTERNAL:
            return antecedent.country
    return None


def _reporting_state(reading: Discourse, phrase: Phrase) -> str | None:
    """The country of the government that is quoted on an office: "the Kremlin said [the president] would go"."""
    words, clause = reading.words, phrase.root
    while words.dep[clause] != "ccomp" and words.head[clause] != clause:
        clause = words.head[clause]
    subject = words.child(words.head[clause], "nsubj") if words.dep[clause] == "ccomp" else None
    actor_id = reading.resolved.get(subject) if subject is not None else None
    is_body = actor_id is not None and reading.actors[actor_id].kind is ActorKind.GOVERNMENT_BODY
    return reading.actors[actor_id].country if actor_id is not None and is_body else None


def _looking_back(reading: Discourse, phrase: Phrase, sentences: int) -> Iterator[Antecedent]:
    """The actors mentioned before, the last first, within so many sentences."""
    sentence = reading.words.sentence[phrase.start]
    for antecedent in reversed(reading.antecedents[-MOST_LOOKED_BACK:]):
        if sentence - reading.words.sentence[antecedent.token] > sentences:
            return
        yield antecedent


def _holder(reading: Discourse, phrase: Phrase, country: str | None) -> str | None:
    """Who holds the office by the table on that day, else by the text."""
    if phrase.office is None or phrase.kind is not ActorKind.PERSON or not phrase.is_definite or phrase.is_former:
        return None
    if country is None:
        held = {actor_id for (office, _), actor_id in reading.offices.items() if office == phrase.office}
        return held.pop() if len(held) == 1 else None
    office = reading.table.leader_offices.get(country, phrase.office) if phrase.office == "leader" else phrase.office
    holder = reading.table.holder(country, office, reading.published)
    if holder is not None:
        return reading.enter_known(holder.actor_id)
    return reading.offices.get((phrase.office, country))


def _same_as_before(reading: Discourse, phrase: Phrase) -> str | None:
    """The last actor that a definite noun without a country may be: "the ministry", "the country", "the general"."""
    noun = phrase.noun or ""
    for antecedent in _looking_back(reading, phrase, FARTHEST_NOUN):
        if antecedent.is_plural == phrase.is_plural and _takes_up(noun, phrase, antecedent):
            return antecedent.actor_id
    return None


def _takes_up(noun: str, phrase: Phrase, antecedent: Antecedent) -> bool:
    if phrase.kind is ActorKind.PERSON:
        is_same = antecedent.noun == noun or (phrase.office is None and (antecedent.noun or "").endswith(f" {noun}"))
        return antecedent.kind is ActorKind.PERSON and is_same
    if antecedent.noun is None:
        is_plain = phrase.end - phrase.start <= 2
        is_short = noun.split()[-1] in _heads(antecedent.name) and antecedent.kind is not ActorKind.STATE
        general = general_nouns().get(noun)
        return is_plain and (is_short or (general is not None and antecedent.kind in general.takes_up))
    return antecedent.noun == noun and antecedent.country is not None


@lru_cache(maxsize=4096)
def _heads(name: str) -> frozenset[str]:
    """The words by which a name is taken up again: the (Security) "council", the "panel" (of Experts)."""
    words = fold(name).split(" of ")[0].split()
    return frozenset(words[-1:] + fold(name).split()[-1:])


def owner_country(reading: Discourse, phrase: Phrase) -> str | None:
    """The country of whoever owns what the noun says: "its", "their", "his"."""
    owner = reading.resolved.get(phrase.owner) if phrase.owner is not None else None
    return reading.actors[owner].country if owner is not None else None


def _own_actor(reading: Discourse, phrase: Phrase, country: str | None) -> str:
    """An actor that is only what the phrase says: "Syrian soldiers", "NATO forces", "gunmen"."""
    noun = f"former {phrase.noun}" if phrase.is_former else phrase.noun or "group"
    shown = phrase.plural or phrase.noun or "group"
    owner = phrase.body or (reading.table.adjectives.get(country or "", ""))
    body = slug(phrase.body) if phrase.body else None
    place = country or body or "unknown"
    kind = "office" if phrase.kind is ActorKind.PERSON else str(phrase.kind)
    return reading.enter(
        Actor(
            actor_id=f"{kind}:{place}:{body}-{slug(noun)}" if country and body else f"{kind}:{place}:{slug(noun)}",
            name=" ".join(f"{owner} {'former ' if phrase.is_former else ''}{shown}".split()),
            kind=phrase.kind,
            country=country,
            sector=phrase.sector,
        )
    )
