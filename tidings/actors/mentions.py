"""The actors of a parsed text: who is mentioned where, and who that is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tidings.actors.country_context import find_setting
from tidings.actors.discourse import Discourse
from tidings.actors.hit_index import index_hits
from tidings.actors.lexicon import load_lexicon
from tidings.actors.load_table import load_table
from tidings.actors.names import find_names
from tidings.actors.nouns import find_nouns
from tidings.actors.referring_phrases import find_phrases
from tidings.actors.resolve import resolve
from tidings.actors.table import ActorTable
from tidings.actors.token_columns import read_words
from tidings.actors.unlisted_people import people_by_verb
from tidings.parse.tree import Doc
from tidings.records import Actor, Mention
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
    nouns = (*nouns, *people_by_verb(words, taken))
    scene = index_hits(words, table, lexicon, names, nouns)
    phrases = find_phrases(scene)
    reading = Discourse(words, table, lexicon, published, find_setting(scene, phrases))
    mentions = resolve(reading, phrases)
    if any(reading.actors[reading.people[root]].country is None for root in reading.served):
        reading = Discourse(words, table, lexicon, published, reading.setting, served=reading.served)
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


def _guessed(reading: Discourse, mentions: Iterable[Mention]) -> set[str]:
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
