"""Name the part of speech and the lemma of words: spaCy's own rules, asked once for each word in each role."""

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

Form = tuple[str, str]
Role = tuple[int, ...]  # word, tag and dependency, by their numbers in the vocabulary

# The pipes that give both. All but a few of their rules look at one word and its role alone.
RULES = ("attribute_ruler", "lemmatizer")
# How the others begin, which look at the next word, too ("gon na", "there is"): by a word, or by a dependency.
BEGIN_WORDS = ("ai", "gon", "got", "let", "c'm", "y", "y'")
BEGIN_DEPENDENCY = "expl"
MOST_KNOWN = 1 << 15  # roles: some 11 MB


class WordForms:
    """The forms of the words of parts of a text, as the whole pipeline of a model gives them.

    `model`: what has the pipes of RULES; parts come without them.
    """

    def __init__(self, model: Language) -> None:
        self._vocab = model.vocab
        self._rules = [model.get_pipe(name) for name in RULES]
        self._begin = {model.vocab.strings.add(word) for word in BEGIN_WORDS}
        self._begin_dependency = model.vocab.strings.add(BEGIN_DEPENDENCY)
        self._known: dict[Role, Form] = {}

    def of(self, parts: Sequence[Doc]) -> list[list[Form]]:
        """The forms of the words of each part, in order."""
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        roles = [None if self._is_paired(part) else _roles(part) for part in parts]
        self._learn(list(dict.fromkeys(role for told in roles for role in told or () if role not in self._known)))
        return [
            [self._known[role] for role in told] if told is not None else self._by_rules(part)
            for part, told in zip(parts, roles, strict=True)
        ]

    def _is_paired(self, part: Doc) -> bool:
        """Whether a rule may look at two of its words at once."""
        words, dependencies = part.to_array(["LOWER", "DEP"]).T.tolist()
        return not self._begin.isdisjoint(words) or self._begin_dependency in dependencies

    def _learn(self, roles: Sequence[Role]) -> None:
        """Know these roles, too; asked side by side, for no rule looks from one to the next."""
        if roles:
            words, tags, dependencies = (
                [self._vocab.strings[n] for n in column] for column in zip(*roles, strict=True)
            )
            heads = list(range(len(words)))
            side_by_side = Doc(self._vocab, words=words, tags=tags, deps=dependencies, heads=heads)
            self._known.update(zip(roles, self._by_rules(side_by_side), strict=True))

    def _by_rules(self, part: Doc) -> list[Form]:
        for rule in self._rules:
            part = rule(part)
        return [(token.pos_, token.lemma_) for token in part]


def _roles(part: Doc) -> list[Role]:
    return [tuple(role) for role in part.to_array(["ORTH", "TAG", "DEP"]).tolist()]
