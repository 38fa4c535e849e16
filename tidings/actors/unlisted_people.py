"""Nouns that no list has, known for people by what is done to them: "arrested sixteen [riders]"."""

from collections.abc import Collection, Iterator

from tidings.actors.lexicon import Noun
from tidings.actors.nouns import NounHit
from tidings.actors.token_columns import TokenColumns
from tidings.csv_rows import word_list
from tidings.vocabulary import ActorKind

# Verbs that take none but people for their object.
DONE_TO_PEOPLE = word_list("done_to_people", "tidings.actors")


def people_by_verb(words: TokenColumns, taken: Collection[int]) -> Iterator[NounHit]:
    """The common nouns outside the tokens `taken` that are the object of such a verb, or its passive subject."""
    for i, relation in enumerate(words.dep):
        if relation not in ("dobj", "nsubjpass") or words.tag[i] not in ("NN", "NNS") or i in taken:
            continue
        if words.lemma[words.head[i]] in DONE_TO_PEOPLE and words.lower[i].isalpha() and not words.is_capital(i):
            many = words.tag[i] == "NNS"
            noun = Noun(words.lemma[i], words.lower[i], ActorKind.PERSON, None, is_plural=many)
            yield NounHit(i, i + 1, i, noun)
