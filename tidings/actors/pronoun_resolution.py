"""The antecedent of a pronoun: the nearest actor that agrees in number, gender and kind, subjects first; or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tidings.actors.token_columns import TokenColumns
from tidings.csv_rows import word_list
from tidings.vocabulary import ActorKind

HE = word_list("he", "tidings.actors")
SHE = word_list("she", "tidings.actors")
IT = word_list("it", "tidings.actors")
THEY = word_list("they", "tidings.actors")
SPEAKER = word_list("speaker", "tidings.actors")
OBJECTS = word_list("objects", "tidings.actors")
COLLECTIVE = frozenset(
    {
        ActorKind.ARMED_GROUP,
        ActorKind.ARMED_FORCE,
        ActorKind.ORGANISATION,
        ActorKind.COMPANY,
        ActorKind.GOVERNMENT_BODY,
        ActorKind.GROUP,
        ActorKind.PARTY,
        ActorKind.MEDIA,
        ActorKind.IGO,
        ActorKind.STATE,
    }
)
# Singular names that "they" may take up: the rest would be guesses more often than not.
MANY = frozenset({ActorKind.ARMED_GROUP, ActorKind.ARMED_FORCE, ActorKind.GROUP, ActorKind.PARTY})
SPEECH_VERBS = word_list("speech_verbs", "tidings.actors")
AIMED_AT = word_list("aimed_at", "tidings.actors")
HARMING = word_list("harming", "tidings.actors")
# "It took a year" is about nobody; "it took the town" is.
SPANS = word_list("spans", "tidings.actors")
# How far up the tree the verb of saying may stand above the pronoun.
LONGEST_CLIMB = 12
# Likewise the word of harm above what is harmed.
NEAREST_CLIMB = 3
# Tokens of a quotation, and of the words that say whose it is.
LONGEST_QUOTE = 80
LONGEST_ATTRIBUTION = 10
# Sentences back that a pronoun may reach; farther antecedents were wrong more often than right.
FARTHEST = 3
FARTHEST_PAIR = 2
MOST_LOOKED_BACK = 150
SENTENCE_COST = 30
SUBJECT_GAIN = 25
PRONOUN_GAIN = 10
# The subject of the clause that the pronoun's own clause hangs from, the nearer the more: "May told reporters she ...".
CLAUSE_GAIN = 30
CLIMB_COST = 4
# The subject of an earlier sentence before those of its subordinate clauses.
EMBEDDED_COST = 8
# Outlets report more than they act: farther back than their own sentence they are seldom meant.
MEDIA_COST = 15
# Whoever spoke before speaks on: "..., it said".
SPEECH_GAIN = 12
# The object that does the next verb's deed: "urged Norway to open its borders".
CONTROL_GAIN = 50
NESTED_COST = 12
# The owner of the subject is in the foreground as well: "Chile's army said it ...".
OWNER_GAIN = 10
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NESTED = frozenset({"compound", "amod", "nmod", "poss"})
NEAR = 60


@dataclass(frozen=True, slots=True)
class Antecedent:
    """An actor mentioned at a token, with what a pronoun must agree with."""

    token: int
    actor_id: str
    name: str
    kind: ActorKind
    is_plural: bool
    gender: str | None
    noun: str | None
    country: str | None


def find_antecedent(
    words: TokenColumns, pronoun: int, before: Sequence[Antecedent], *, speaker: str | None = None
) -> Antecedent | None:
    """Whom the pronoun at that token stands for, among the actors mentioned before it; not the `speaker` of a quote."""
    form = words.lower[pronoun]
    if form in IT and _is_empty(words, pronoun):
        return None
    best: tuple[int, Antecedent] | None = None
    for antecedent in reversed(before[-MOST_LOOKED_BACK:]):
        distance = words.sentence[pronoun] - words.sentence[antecedent.token]
        if distance > FARTHEST:
            break
        if (
            antecedent.actor_id == speaker
            or not agrees(form, antecedent)
            or _is_bound(words, pronoun, antecedent.token)
        ):
            continue
        if words.in_quote[antecedent.token] and not words.in_quote[pronoun] and distance == 0:
            continue
        score = _salience(words, pronoun, antecedent.token, distance)
        if distance and antecedent.kind is ActorKind.MEDIA:
            score -= MEDIA_COST
        if best is None or score > best[0]:
            best = score, antecedent
    return best[1] if best is not None else None


def agrees(form: str, antecedent: Antecedent) -> bool:
    """Whether the actor has the number, gender and kind of the pronoun."""
    if form in HE:
        return antecedent.kind is ActorKind.PERSON and not antecedent.is_plural and antecedent.gender != "f"
    if form in SHE:
        return antecedent.kind is ActorKind.PERSON and not antecedent.is_plural and antecedent.gender != "m"
    if form in IT:
        return antecedent.kind in COLLECTIVE and antecedent.kind is not ActorKind.GROUP and not antecedent.is_plural
    are_many = antecedent.is_plural and antecedent.kind is not ActorKind.MEDIA
    return form in THEY and (are_many or antecedent.kind in MANY)


def _is_bound(words: TokenColumns, pronoun: int, token: int) -> bool:
    """Whether grammar or sense forbids it: an object is not the subject of its own verb, nor "his" the noun it
    belongs to; nobody attacks his own."""
    if words.tag[pronoun] == "PRP$":
        return words.head[pronoun] == token or _harms(words, token, words.head[pronoun])
    if words.dep[pronoun] in SUBJECTS and _in_own_adjunct(words, pronoun, token):
        return True
    if words.lower[pronoun] not in OBJECTS and words.dep[pronoun] not in ("dobj", "pobj", "dative"):
        return False
    verb = words.head[pronoun]
    if words.pos[verb] == "ADP":
        verb = words.head[verb]
    return words.head[token] == verb


def _harms(words: TokenColumns, subject: int, noun: int) -> bool:
    """Whether a subject attacks what a noun names: "[gangs] attacked their [convoy]", "answered with raids on its"."""
    if words.dep[subject] not in SUBJECTS or words.dep[noun] not in ("dobj", "pobj"):
        return False
    above = noun
    for _ in range(NEAREST_CLIMB):
        above = words.head[above]
        if words.lemma[above] in HARMING:
            return words.is_under(above, words.head[subject])
    return False


def _in_own_adjunct(words: TokenColumns, pronoun: int, token: int) -> bool:
    """Whether the token is an object in a clause whose unspoken subject is the pronoun: "Meeting Xi, he said"."""
    verb, above = words.head[pronoun], token
    if token > pronoun or words.dep[token] not in ("pobj", "dobj", "dative"):
        return False
    for _ in range(LONGEST_CLIMB):
        if words.head[above] == verb:
            return words.dep[above] in ("advcl", "prep") and words.child(above, *SUBJECTS) is None
        if words.head[above] == above:
            return False
        above = words.head[above]
    return False


def _salience(words: TokenColumns, pronoun: int, token: int, distance: int) -> int:
    score, above = NEAR - SENTENCE_COST * distance, words.head[token]
    if words.dep[token] in SUBJECTS:
        score += SUBJECT_GAIN
        if distance == 0:
            score += _clause_gain(words, pronoun, above)
        elif words.dep[above] != "ROOT":
            score -= EMBEDDED_COST
        if words.lemma[above] in SPEECH_VERBS and words.lemma[words.head[pronoun]] in SPEECH_VERBS:
            score += SPEECH_GAIN
    elif words.dep[token] in NESTED and words.pos[token] != "PRON":
        score += OWNER_GAIN if words.dep[above] in SUBJECTS else -NESTED_COST
    elif distance == 0 and _is_controller(words, pronoun, token):
        score += CONTROL_GAIN
    if distance and words.tag[token] in ("PRP", "PRP$"):
        score += PRONOUN_GAIN
    return score - min(20, (pronoun - token) // 4 if distance == 0 else 0)


def _clause_gain(words: TokenColumns, pronoun: int, verb: int) -> int:
    """What it counts to be the subject of the verb, by the steps from the pronoun up to it; nothing beside it."""
    above = pronoun
    for gain in range(CLAUSE_GAIN, 0, -CLIMB_COST):
        if above == verb:
            return gain
        above = words.head[above]
    return 0


def _is_controller(words: TokenColumns, pronoun: int, token: int) -> bool:
    """Whether the token is the object that does the deed in which the pronoun stands: "told Oslo to open its door"."""
    verb, above = words.head[token], words.head[pronoun]
    if words.dep[token] not in ("dobj", "dative") or words.dep[pronoun] in SUBJECTS or token > pronoun:
        return False
    for _ in range(LONGEST_CLIMB):
        if words.child(above, *SUBJECTS) not in (None, token) or words.head[above] == above:
            return False
        if words.head[above] == verb:
            return words.dep[above] in ("xcomp", "ccomp")
        above = words.head[above]
    return False


def _is_empty(words: TokenColumns, pronoun: int) -> bool:
    """Whether "it" refers to nothing: "it is clear that", "it was raining", or an object with no actor in sight."""
    if words.lower[pronoun] in ("its", "itself"):
        return False
    if words.dep[pronoun] in ("dobj", "dative", "pobj"):
        return not _is_aimed_at(words, pronoun)
    if words.dep[pronoun] == "expl" or words.dep[pronoun] not in SUBJECTS:
        return True
    verb = words.head[pronoun]
    if words.lemma[verb] == "take":
        return any(words.lemma[child] in SPANS for child in words.children[verb] if words.dep[child] == "dobj")
    if words.lemma[verb] in ("be", "seem", "appear", "remain", "become"):
        return True
    return words.pos[verb] not in ("VERB", "AUX")


def _is_aimed_at(words: TokenColumns, pronoun: int) -> bool:
    """Whether "it" is the object of what is done to actors: "accused it of", "talks with it", "a strike against it"."""
    above = words.head[pronoun]
    return words.lemma[above] in AIMED_AT or words.lower[above] in ("against", "with")


def speakers_beside(words: TokenColumns, quoted: int) -> Iterator[int]:
    """The subjects of the verbs of saying that follow the quotation in which the token stands, then of those before."""
    size = len(words)
    end = next((i for i in range(quoted, min(size, quoted + LONGEST_QUOTE)) if not words.in_quote[i]), size)
    start = next((i for i in range(quoted, max(-1, quoted - LONGEST_QUOTE), -1) if not words.in_quote[i]), 0)
    before = range(start, max(-1, start - LONGEST_QUOTE), -1)
    for i in (*range(end, min(size, end + LONGEST_ATTRIBUTION)), *before):
        if words.sentence[quoted] - words.sentence[i] > 1:
            return
        if words.lemma[i] in SPEECH_VERBS and not words.in_quote[i]:
            subject = words.child(i, "nsubj")
            if subject is not None and words.tag[subject] != "PRP":
                yield subject


def cataphor(words: TokenColumns, pronoun: int) -> int | None:
    """The subject after a fronted clause or phrase in which the pronoun stands: "When it met, the council ..."."""
    if words.tag[pronoun] not in ("PRP", "PRP$") or words.in_quote[pronoun]:
        return None
    top = pronoun
    for _ in range(LONGEST_CLIMB):
        above = words.head[top]
        if above == top:
            return None
        if words.dep[top] in ("advcl", "prep") and top < above:
            subject = words.child(above, *SUBJECTS)
            return subject if subject is not None and top < subject < above else None
        top = above
    return None


def speaker_token(words: TokenColumns, pronoun: int) -> int | None:
    """The subject of the verb of saying from which the quotation hangs in which "I" or "we" stands."""
    verb = words.head[pronoun]
    for _ in range(LONGEST_CLIMB):
        if words.lemma[verb] in SPEECH_VERBS and not words.in_quote[verb]:
            subject = words.child(verb, "nsubj")
            if subject is not None and subject != pronoun:
                return subject
        if words.head[verb] == verb:
            return None
        verb = words.head[verb]
    return None


def are_two(words: TokenColumns, i: int) -> bool:
    """Whether a token alone stands for a pair: "the [two] met", "[both] agreed"."""
    is_argument = words.dep[i] in SUBJECTS or words.dep[i] in ("dobj", "pobj", "dative")
    if not is_argument or words.children[i][1:]:
        return False
    return words.lower[i] == "both" or (words.lower[i] == "two" and i > 0 and words.lower[i - 1] == "the")


def last_two(words: TokenColumns, i: int, before: Sequence[Antecedent]) -> tuple[str, ...]:
    """The last two persons, or else the last two states, of one sentence before a token."""
    for kinds in ({ActorKind.PERSON}, {ActorKind.STATE, ActorKind.GOVERNMENT_BODY}):
        told: dict[int, dict[str, None]] = {}
        for antecedent in before[-MOST_LOOKED_BACK:]:
            back = words.sentence[i] - words.sentence[antecedent.token]
            if back <= FARTHEST_PAIR and antecedent.kind in kinds and not antecedent.is_plural:
                told.setdefault(back, {}).setdefault(antecedent.actor_id)
        for back in sorted(told):
            if len(told[back]) == 2:
                return tuple(told[back])
    return ()
