"""The actors of a parsed text: who is mentioned where, and who that is."""

from datetime import date

from spacy.tokens import Doc

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


def find_mentions(
    doc: Doc, *, published: date | None, table: ActorTable | None = None
) -> tuple[tuple[Mention, ...], dict[str, Actor]]:
    """All mentions of actors in text order, and the actors they stand for by id; offices as of `published`."""
    table, lexicon, words = table or load_table(), load_lexicon(), read_words(doc)
    nouns = find_nouns(words, lexicon)
    names = find_names(words, table, nouns)
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
    return mentions, {mention.actor_id: reading.actors[mention.actor_id] for mention in mentions}
