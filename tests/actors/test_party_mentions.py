"""Who the encoder's party mentions are: the rules' mention there, with the likeliest country of what all say."""

from dataclasses import dataclass

import pytest

from tests.events.encoding import span
from tidings.actors.load_table import load_table
from tidings.actors.mentions import find_mentions
from tidings.actors.party_mentions import party_mentions
from tidings.encoder.records import EncoderOutput, ScoredMention
from tidings.parse.spacy_parser import parse
from tidings.records import Actor, Mention
from tidings.vocabulary import ActorKind, CountryBasis, MentionKind

Countries = tuple[tuple[str | None, float], ...]
KENYA, NONE = (("KEN", 0.9),), ((None, 0.9),)
NEARLY, HARDLY = (("KEN", 0.5), ("SOM", 0.4)), (("SOM", 0.5), ("KEN", 0.4))


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
    ("Troops shelled Kismayo.", "Troops", NEARLY, "KEN"),  # the town is only the setting
    ("Troops shelled Kismayo.", "Troops", HARDLY, "SOM"),
    ("Troops shelled Kismayo.", "Troops", (), "SOM"),  # the encoder says nothing
    ("Troops shelled Kismayo.", "Troops", NONE, None),
    ("Somali troops shelled Kismayo.", "Somali troops", NEARLY, "SOM"),  # what they are called counts
    ("Somali troops shelled Kismayo.", "Somali troops", KENYA, "KEN"),
    ("The Blue Front attacked Kismayo.", "The Blue Front", KENYA, "KEN"),
    ("The Blue Front attacked Kismayo.", "The Blue Front", (("KEN", 0.6), (None, 0.4)), "KEN"),
    ("The Blue Front attacked Kismayo.", "The Blue Front", (("KEN", 0.4), (None, 0.6)), None),
    # who is known by name keeps the country
    ("Uganda shelled Kismayo.", "Uganda", KENYA, "UGA"),
    ("Emmanuel Macron went home.", "Emmanuel Macron", KENYA, "FRA"),
    ("NATO met.", "NATO", KENYA, None),
    # a pronoun is the likeliest state
    ("Uganda said it had attacked.", "it", KENYA, "KEN"),
    ("Uganda said it had attacked.", "it", (("KEN", 0.5), ("UGA", 0.4)), "UGA"),
    ("Uganda said it had attacked.", "it", NONE, "UGA"),
]


@pytest.mark.parametrize(("text", "words", "countries", "country"), OVERRULED)
def test_the_likeliest_country_is_taken(text: str, words: str, countries: Countries, country: str | None) -> None:
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
    ((("KEN", 0.9),), (("KEN", 0.6), ("UGA", 0.4)), "KEN"),
    ((("KEN", 0.9), ("UGA", 0.1)), (("KEN", 0.4), ("UGA", 0.6)), "KEN"),  # though the second alone would be another
    ((("KEN", 0.9),), (), "KEN"),  # who says nothing does not count
    ((("UGA", 0.8), ("KEN", 0.2)), (("UGA", 0.8), ("KEN", 0.2)), "UGA"),
]


@pytest.mark.parametrize(("first", "second", "country"), MEANS)
def test_the_mean_over_the_mentions_of_one_actor_decides(first: Countries, second: Countries, country: str) -> None:
    found = resolve(TROOPS, ("Troops", first), ("The troops", second))
    assert [found.actors[party.actor_id].country for (party,) in found.parties] == [country, country]


def test_nothing_said_nobody_added() -> None:
    found = resolve(TROOPS)
    assert (found.parties, found.added) == ((), {})


# (text, words, where the encoder points, what the country was read from)
BASES = [
    ("Uganda shelled Kismayo.", "Uganda", (("UGA", 0.9),), CountryBasis.TABLE),
    ("Somali troops shelled Kismayo.", "Somali troops", (("SOM", 0.9),), CountryBasis.WORDS),
    ("Troops shelled Kismayo.", "Troops", (("SOM", 0.9),), CountryBasis.SETTING),
    ("Troops shelled Kismayo.", "Troops", KENYA, CountryBasis.ENCODER),
    ("The zorblax attacked.", "The zorblax", KENYA, CountryBasis.ENCODER),
    ("Troops shelled Kismayo.", "Troops", NONE, None),
    ("The zorblax attacked.", "The zorblax", NONE, None),
    ("NATO met.", "NATO", NONE, None),
    # told once is told
    ("Somali troops shelled Kismayo. The troops left.", "The troops", (("SOM", 0.9),), CountryBasis.WORDS),
]


@pytest.mark.parametrize(("text", "words", "countries", "basis"), BASES)
def test_it_is_known_what_a_country_was_read_from(
    text: str, words: str, countries: Countries, basis: CountryBasis | None
) -> None:
    assert only(text, words, countries)[1].country_basis is basis
