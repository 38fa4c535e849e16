"""A text with its names, nouns and phrases, as the steps before the resolution of actors leave it."""

from tidings.actors.hit_index import HitIndex, index_hits
from tidings.actors.lexicon import load_lexicon
from tidings.actors.load_table import load_table
from tidings.actors.names import find_names
from tidings.actors.nouns import find_nouns
from tidings.actors.phrases import Phrase
from tidings.actors.referring_phrases import find_phrases
from tidings.actors.token_columns import TokenColumns, read_words
from tidings.parse.spacy_parser import parse


def words_of(text: str) -> TokenColumns:
    return read_words(parse(text))


def scene_of(text: str) -> HitIndex:
    words, table, lexicon = words_of(text), load_table(), load_lexicon()
    nouns = find_nouns(words, lexicon)
    return index_hits(words, table, lexicon, find_names(words, table, nouns), nouns)


def phrases_of(text: str) -> list[Phrase]:
    return list(find_phrases(scene_of(text)))


def written(words: TokenColumns, phrase: Phrase) -> str:
    return words.text[words.start[phrase.start] : words.end[phrase.end - 1]]
