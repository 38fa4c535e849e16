"""The toponyms of a passage where they stand, and what the text says of each place as a whole."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tidings.encoder.records import EncoderOutput
from tidings.events.attributes.named_sites import sites_of
from tidings.events.attributes.told_days import MODIFIERS, verbs_above
from tidings.events.passage_index import PassageIndex
from tidings.parse.tree import Token
from tidings.records import Mention, Place
from tidings.vocabulary import EventType, MentionKind, PlacePrecision

# What the preposition before a place says of it: where, up to where, of or from where, against or with whom.
MANNERS = (
    ("in", "at", "near", "outside", "inside", "across", "around", "throughout", "within"),
    ("on", "over"),
    ("into", "to", "toward", "towards", "through"),
    ("of",),
    ("from",),
    ("against",),
    ("with", "between", "by", "for"),
)
MANNER = {word: number for number, words in enumerate(MANNERS, 1) for word in words}
NO_MANNER, OTHER_MANNER = 0, 8
AT_PLACE = frozenset({1, 2, 3})  # the manners of what happens there
CARRIERS = frozenset({"appos", "conj", "compound", "nmod", "npadvmod", "poss"})
LONGEST_CHAIN = 4  # links from a place up to its preposition: "the port city of X, Y"
LEAST_TYPE = 0.1  # a type less likely is not asked for the places told beside it
ASIDE = 0.5  # what a place counts that stands beside an event without a preposition of place
Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A toponym where it stands: its last word, the verbs above it, its preposition and the manner of that, its
    sentence; whether it names a government or a part of somebody's name; how likely it is a party of anything."""

    place: Place
    key: Key
    head: Token
    verbs: tuple[Token, ...]
    preposition: Token | None
    manner: int
    sentence: int
    is_metonym: bool
    is_somebody: bool
    party: float
    role: float

    @property
    def is_there(self) -> bool:
        """Whether a preposition says that something happens there."""
        return self.manner in AT_PLACE


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A place as the whole text names it, from its first toponym on: the sentences, and what is true of all."""

    place: Place
    spots: tuple[Spot, ...]
    sentences: tuple[int, ...]
    lemmas: Mapping[str, frozenset[int]]
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Atlas:
    """The toponyms and sites of a passage in order, its places by key, most named first; how often each country is
    named, with the places in it and by those alone; how surely events of a type are told beside a place; who is named
    of each country, by sentence, and how often."""

    spots: tuple[Spot, ...]
    sentences: tuple[int, ...]
    named: Mapping[Key, Named]
    countries: Counter[str]
    inner: Counter[str]
    beside: Mapping[tuple[Key, EventType], float]
    beside_any: Mapping[EventType, float]
    triggers: Mapping[int, int]
    nationals: Mapping[int, Sequence[tuple[str, Mention]]]
    national: Counter[str]

    def within(self, first: int, last: int) -> Sequence[Spot]:
        """The toponyms of the sentences from the first to the last."""
        return self.spots[bisect_left(self.sentences, first) : bisect_right(self.sentences, last)]


@lru_cache(maxsize=2)
def atlas_of(reading: PassageIndex) -> Atlas:
    """The places of a passage."""
    starts = [sentence.start_char for sentence in reading.doc.sents]
    output = reading.encoded.output if reading.encoded is not None else EncoderOutput()
    parties = _Parties(output)
    places = sorted((*reading.places, *sites_of(reading)), key=lambda place: place.start)
    spots = tuple(_spot(reading, starts, place, parties) for place in places)
    nationals = _nationals(reading, starts)
    of_key: defaultdict[Key, list[Spot]] = defaultdict(list)
    for spot in spots:
        of_key[spot.key].append(spot)
    often = sorted(of_key.items(), key=lambda item: (-len(item[1]), item[1][0].place.start))
    triggers = {i: _sentence(starts, trigger.start) for i, trigger in enumerate(output.triggers)}
    beside = dict(_beside(output, spots, triggers))
    beside_any: defaultdict[EventType, float] = defaultdict(float)
    for (_, event_type), count in beside.items():
        beside_any[event_type] += count
    within = [spot.place.country for spot in spots if spot.place.precision is not PlacePrecision.COUNTRY]
    return Atlas(
        spots=spots,
        sentences=tuple(spot.sentence for spot in spots),
        named={key: _named(own, rank, len(spots)) for rank, (key, own) in enumerate(often)},
        countries=Counter(spot.place.country for spot in spots if spot.place.country is not None),
        inner=Counter(country for country in within if country is not None),
        beside=beside,
        beside_any=beside_any,
        triggers=triggers,
        nationals=nationals,
        national=Counter(country for told in nationals.values() for country, _ in told),
    )


def _nationals(reading: PassageIndex, starts: Sequence[int]) -> dict[int, list[tuple[str, Mention]]]:
    """Who is named of each country, by sentence."""
    found: defaultdict[int, list[tuple[str, Mention]]] = defaultdict(list)
    for mention in reading.mentions:
        country = reading.actors[mention.actor_id].country
        if country is not None:
            found[_sentence(starts, mention.start)].append((country, mention))
    return found


class _Parties:
    """How likely the encoder takes words for a party: as such, and of any one event."""

    def __init__(self, output: EncoderOutput) -> None:
        roles: defaultdict[int, float] = defaultdict(float)
        for role in output.roles:
            roles[role.mention] = max(roles[role.mention], role.source, role.target)
        self._told = sorted((m.start, m.end, m.score, roles[i]) for i, m in enumerate(output.mentions))

    def at(self, place: Place) -> tuple[float, float]:
        """Those of the words that overlap a toponym."""
        near = bisect_right(self._told, (place.start,))
        beside = self._told[max(0, near - LONGEST_CHAIN) : near + 2]
        own = [(score, role) for start, end, score, role in beside if start < place.end and place.start < end]
        return max((score for score, _ in own), default=0.0), max((role for _, role in own), default=0.0)


def _sentence(starts: Sequence[int], offset: int) -> int:
    return max(0, bisect_right(starts, offset) - 1)


def _spot(reading: PassageIndex, starts: Sequence[int], place: Place, parties: _Parties) -> Spot:
    head = reading.token_at(place.end - 1)
    preposition, mentions = _preposition(head), reading.by_token.get(head.i, ())
    is_metonym = any(mention.mention_kind is MentionKind.METONYM for mention in mentions)
    party, role = parties.at(place)
    return Spot(
        place=place,
        key=(place.name, place.country),
        head=head,
        verbs=verbs_above(head),
        preposition=preposition,
        manner=NO_MANNER if preposition is None else MANNER.get(preposition.lower_, OTHER_MANNER),
        sentence=_sentence(starts, place.start),
        is_metonym=is_metonym,
        is_somebody=bool(mentions) and not is_metonym,
        party=party,
        role=role,
    )


def _preposition(token: Token) -> Token | None:
    """The preposition before a place, also before "the city of X" and "X, Y"."""
    for _ in range(LONGEST_CHAIN):
        if token.dep_ == "pobj":
            return token.head
        if token.dep_ not in CARRIERS:
            return None
        token = token.head
    return None


def _named(spots: Sequence[Spot], rank: int, total: int) -> Named:
    lemmas: defaultdict[str, set[int]] = defaultdict(set)
    for spot in spots:
        for lemma in (spot.verbs[0].lemma_, spot.head.head.head.lemma_):
            lemmas[lemma].add(spot.sentence)

    def share(of: Iterator[float]) -> float:
        return sum(of) / len(spots)

    features = {
        "count": float(len(spots)),
        "share": len(spots) / total,
        "rank": float(rank),
        "there share": share(float(s.is_there) for s in spots),
        "in share": share(float(s.manner == 1) for s in spots),
        "somebody share": share(float(s.is_metonym or s.is_somebody) for s in spots),
        "metonym share": share(float(s.is_metonym) for s in spots),
        "modifier share": share(float(s.head.dep_ in MODIFIERS) for s in spots),
        "party mean": share(s.party for s in spots),
        "role mean": share(s.role for s in spots),
    }
    found = {lemma: frozenset(sentences) for lemma, sentences in lemmas.items()}
    return Named(spots[0].place, tuple(spots), tuple(s.sentence for s in spots), found, features)


def _beside(
    output: EncoderOutput, spots: Sequence[Spot], triggers: Mapping[int, int]
) -> Iterator[tuple[tuple[Key, EventType], float]]:
    """How surely events of each type are told in the sentences of each place."""
    in_sentence: defaultdict[int, list[Spot]] = defaultdict(list)
    for spot in spots:
        in_sentence[spot.sentence].append(spot)
    told: defaultdict[tuple[Key, EventType], float] = defaultdict(float)
    for i, sentence in triggers.items():
        trigger = output.triggers[i]
        for event_type, share in trigger.types.items():
            if share > LEAST_TYPE:
                for spot in in_sentence.get(sentence, ()):
                    told[spot.key, event_type] += trigger.score * share * (1.0 if spot.is_there else ASIDE)
    yield from told.items()
