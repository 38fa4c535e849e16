"""The actors of a parsed text: who is mentioned where, and who that is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tidings.actors.compose import compose
from tidings.actors.guesses import guess_people
from tidings.actors.lexicon import load_lexicon
from tidings.actors.names import find_names
from tidings.actors.nouns import find_nouns
from tidings.actors.reading import Reading
from tidings.actors.resolve import resolve
from tidings.actors.scene import survey
from tidings.actors.setting import find_setting
from tidings.actors.table import ActorTable, load_table
from tidings.actors.words import read_words
from tidings.model import Actor, Mention
from tidings.tree import Doc
from tidings.vocabulary import CountryBasis, MentionKind

ARTICLES = frozenset({"the", "a", "an"})


def find_mentions(
    doc: Doc, *, published: date | None, table: ActorTable | None = None
) -> tuple[tuple[Mention, ...], dict[str, Actor]]:
    """All mentions of actors in text order, and the actors they stand for by id; offices as of `published`."""
    table, lexicon, words = table or load_table(), load_lexicon(), read_words(doc)
    nouns = find_nouns(words, lexicon)
    names = find_names(words, table, nouns, published=published)
    taken = {i for hit in nouns for i in range(hit.start, hit.end)}
    taken |= {i for hit in names for i in range(hit.start, hit.end)}
    nouns = (*nouns, *guess_people(words, taken))
    scene = survey(words, table, lexicon, names, nouns)
    phrases = compose(scene)
    reading = Reading(words, table, lexicon, published, find_setting(scene, phrases))
    mentions = resolve(reading, phrases)
    if any(reading.actors[reading.people[root]].country is None for root in reading.served):
        reading = Reading(words, table, lexicon, published, reading.setting, served=reading.served)
        mentions = resolve(reading, phrases)
    guessed = _guessed(reading, mentions)
    actors = {
        actor_id: _with_basis(table.today(reading.actors[actor_id]), table, is_guessed=actor_id in guessed)
        for actor_id in dict.fromkeys(mention.actor_id for mention in mentions)
    }
    for actor_id, called in _called(mentions).items():
        if actor_id not in table.actors:
            actors[actor_id] = replace(actors[actor_id], aliases=(*actors[actor_id].aliases, *called))
    return mentions, actors


def _guessed(reading: Reading, mentions: Iterable[Mention]) -> set[str]:
    """The actors whose country nothing but the setting tells, at any mention."""
    guessed = {reading.words.start[root] for root in reading.guessed}
    nouns = [mention for mention in mentions if mention.mention_kind is not MentionKind.PRONOUN]
    told = {mention.actor_id for mention in nouns if mention.root not in guessed}
    return {mention.actor_id for mention in nouns} - told


def _with_basis(actor: Actor, table: ActorTable, *, is_guessed: bool) -> Actor:
    if actor.country is None or actor.actor_id in table.actors:
        return actor
    return replace(actor, country_basis=CountryBasis.SETTING if is_guessed else CountryBasis.WORDS)


def _called(mentions: Iterable[Mention]) -> dict[str, dict[str, None]]:
    """What the text calls actors by common nouns with a name among them, from the name on: "Delhi court"."""
    called: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for mention in mentions:
        words = mention.text.split() if mention.mention_kind is MentionKind.NOMINAL else []
        names = [i for i, word in enumerate(words) if word[0].isupper() and word.lower() not in ARTICLES]
        if names and len(words) - names[0] > 1:
            called[mention.actor_id][" ".join(words[names[0] :])] = None
    return called
