"""The actors of a parsed text: who is mentioned where, and who that is."""

from datetime import date

from spacy.tokens import Doc

from tidings.actors.compose import compose
from tidings.actors.lexicon import load_lexicon
from tidings.actors.names import find_names
from tidings.actors.nominals import find_nouns, survey
from tidings.actors.resolve import Resolver
from tidings.actors.table import ActorTable, load_table
from tidings.actors.words import read_words
from tidings.model import Actor, Mention


def find_mentions(
    doc: Doc, *, published: date | None, table: ActorTable | None = None
) -> tuple[tuple[Mention, ...], dict[str, Actor]]:
    """All mentions of actors in text order, and the actors they stand for by id; offices as of `published`."""
    table = table or load_table()
    lexicon = load_lexicon()
    words = read_words(doc)
    around = survey(words, find_names(words, table, lexicon), find_nouns(words, lexicon))
    resolver = Resolver(words, table, lexicon, published)
    mentions = resolver.resolve(tuple(compose(around, table, lexicon)))
    return mentions, {mention.actor_id: resolver.actors[mention.actor_id] for mention in mentions}
