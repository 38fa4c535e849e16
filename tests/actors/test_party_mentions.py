"""Who the encoder's party mentions are: the rules' mention there, with the country the encoder is sure of."""

from dataclasses import dataclass

import pytest

from tests.events.encoding import span
from tidings.actors.mentions import find_mentions
from tidings.actors.party_mentions import SURE, party_mentions
from tidings.actors.table import load_table
from tidings.encoder.records import EncoderOutput, ScoredMention
from tidings.model import Actor, Mention
from tidings.nlp import parse
from tidings.vocabulary import ActorKind, MentionKind

Countries = tuple[tuple[str | None, float], ...]
KENYA, UNSURE, NONE = (("KEN", 0.9),), (("KEN", SURE - 0.01),), ((None, 0.9),)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The mentions that each of the encoder's stands for, and all actors of the text."""

    parties: tuple[tuple[Mention, ...], ...]
    actors: dict[str, Actor]
    added: dict[str, Actor]
    mentions: tuple[Mention, ...]


def resolve(text: str, *said: tuple[str, Countries]) -> Resolved:
    doc = parse(text)
    mentions, actors = find_mentions(doc, published=None)
    scored = tuple(ScoredMention(*span(text, words), 0.9, countries) for words, countries in said)
    parties, added = party_mentions(doc, EncoderOutput(scored), mentions, actors, load_table())
    return Resolved(parties, {**actors, **added}, added, mentions)


def only(text: str, words: str, countries: Countries) -> tuple[Mention, Actor]:
    """The one mention that the words stand for, and who that is."""
    found = resolve(text, (words, countries))
    ((party,),) = found.parties
    return party, found.actors[party.actor_id]


# (text, the encoder's words, the words of the rules' mention that is meant)
THERE = [
    ("Kenyan troops shelled Kismayo.", "Kenyan troops", "Kenyan troops"),
    ("Kenyan troops shelled Kismayo.", "troops", "Kenyan troops"),  # its head alone
    ("The Blue Front attacked Kismayo.", "The Blue Front", "Blue Front"),
    ("The fishermen of Peru fled.", "fishermen of Peru", "The fishermen of Peru"),  # not Peru
    ("Kenya's army and Somalia's police met.", "Somalia's police", "Somalia's police"),
]


@pytest.mark.parametrize(("text", "words", "meant"), THERE)
def test_the_rules_mention_of_the_words_is_found(text: str, words: str, meant: str) -> None:
    found = resolve(text, (words, ()))
    ((party,),) = found.parties
    assert party.text == meant
    assert party in found.mentions
    assert found.added == {}


def test_words_that_stand_for_two_give_both() -> None:
    text = "Macron and Merkel met. The two leaders agreed."
    found = resolve(text, ("The two leaders", KENYA))
    assert [found.actors[m.actor_id].name for m in found.parties[0]] == ["Emmanuel Macron", "Angela Merkel"]


# (text, words unknown to the rules, country, the actor's name, country)
UNKNOWN = [
    ("The zorblax attacked.", "The zorblax", KENYA, "zorblax", "KEN"),
    ("The zorblax attacked.", "The zorblax", NONE, "zorblax", None),
    ("The zorblax attacked.", "The zorblax", (), "zorblax", None),
    ("Ovide Mbala shelled Kismayo.", "Ovide Mbala", (("COD", 0.9),), "Ovide Mbala", "COD"),
]


@pytest.mark.parametrize(("text", "words", "countries", "name", "country"), UNKNOWN)
def test_words_that_the_rules_do_not_know_make_an_actor(
    text: str, words: str, countries: Countries, name: str, country: str | None
) -> None:
    found = resolve(text, (words, countries))
    ((party,),) = found.parties
    assert (party.text, text[party.start : party.end]) == (words, words)
    assert party.start <= party.root < party.end
    assert list(found.added) == [party.actor_id]
    actor = found.added[party.actor_id]
    assert (actor.name, actor.country) == (name, country)


def test_an_unknown_name_is_one_actor_wherever_it_stands() -> None:
    text = "The zorblax attacked. A zorblax fled."
    found = resolve(text, ("The zorblax", KENYA), ("A zorblax", KENYA))
    assert len({party.actor_id for (party,) in found.parties}) == len(found.added) == 1


# (text, words, countries, the country taken)
OVERRULED = [
    ("Troops shelled Kismayo.", "Troops", KENYA, "KEN"),
    ("Troops shelled Kismayo.", "Troops", (("KEN", SURE),), "KEN"),
    ("Troops shelled Kismayo.", "Troops", UNSURE, "SOM"),  # as the rules read it, from the town
    ("Troops shelled Kismayo.", "Troops", (), "SOM"),
    ("Troops shelled Kismayo.", "Troops", NONE, None),
    ("The Blue Front attacked Kismayo.", "The Blue Front", KENYA, "KEN"),
    ("The Blue Front attacked Kismayo.", "The Blue Front", UNSURE, None),
    # who is known by name keeps the country
    ("Uganda shelled Kismayo.", "Uganda", KENYA, "UGA"),
    ("Emmanuel Macron went home.", "Emmanuel Macron", KENYA, "FRA"),
    ("NATO met.", "NATO", KENYA, None),
    # a pronoun is the state that the encoder is sure of
    ("Uganda said it had attacked.", "it", KENYA, "KEN"),
    ("Uganda said it had attacked.", "it", UNSURE, "UGA"),
    ("Uganda said it had attacked.", "it", NONE, "UGA"),
]


@pytest.mark.parametrize(("text", "words", "countries", "country"), OVERRULED)
def test_the_country_the_encoder_is_sure_of(text: str, words: str, countries: Countries, country: str | None) -> None:
    party, actor = only(text, words, countries)
    assert actor.country == country
    assert (country or "unknown") in party.actor_id or actor.kind is ActorKind.IGO


def test_a_pronoun_that_turns_to_a_state_is_the_state_itself() -> None:
    party, actor = only("Uganda said it had attacked.", "it", KENYA)
    assert (party.actor_id, party.mention_kind, actor.kind) == ("state:KEN", MentionKind.PRONOUN, ActorKind.STATE)


def test_an_actor_of_another_country_is_another_actor_named_by_it() -> None:
    found = resolve("Troops shelled Kismayo.", ("Troops", KENYA))
    ((party,),) = found.parties
    assert found.actors[party.actor_id].name.lower() == "kenyan troops"
    assert {m.actor_id for m in found.mentions} & {party.actor_id} == set()


TROOPS = "Troops shelled Kismayo. The troops left."
MEANS = [
    ((("KEN", 0.9),), (("KEN", 0.6), ("UGA", 0.4)), "KEN"),  # .75
    ((("KEN", 0.9),), (("KEN", 0.4), ("UGA", 0.6)), "SOM"),  # .65: not sure, though the first alone would be
    ((("KEN", 0.9),), (), "KEN"),  # who says nothing does not count
    ((("KEN", 1.0),), (("UGA", 1.0),), "SOM"),
]


@pytest.mark.parametrize(("first", "second", "country"), MEANS)
def test_the_mean_over_the_mentions_of_one_actor_decides(first: Countries, second: Countries, country: str) -> None:
    found = resolve(TROOPS, ("Troops", first), ("The troops", second))
    assert [found.actors[party.actor_id].country for (party,) in found.parties] == [country, country]


def test_nothing_said_nobody_added() -> None:
    found = resolve(TROOPS)
    assert (found.parties, found.added) == ((), {})
