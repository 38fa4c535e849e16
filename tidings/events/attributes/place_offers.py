"""What speaks for each place that a text offers as the place of an event: codebook rulings 12 and 35.

On offer are the places named around the event, in the opening and most often, and the countries of its parties.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from tidings.events.arguments import Trigger
from tidings.events.attributes.event_telling import SPOKEN, TriggerContext, is_below, telling_of
from tidings.events.attributes.named_sites import is_site
from tidings.events.attributes.place_ties import UNDERGOING, links_between, tie_of
from tidings.events.attributes.status import Factuality
from tidings.events.attributes.told_days import MODIFIERS
from tidings.events.attributes.told_places import Atlas, Key, Named, Spot, atlas_of
from tidings.events.passage_index import PassageIndex
from tidings.parse.tree import Token
from tidings.records import Mention, Place
from tidings.vocabulary import ActorKind, EventType, PlaceBasis, PlacePrecision, Status

REACH = 3  # sentences around the event whose places are on offer
LAST_BEFORE = 4  # toponyms before it, however far
OPENING = (3, 8)  # sentences of the body, and toponyms of them
MOST_NAMED = 6
MAIN_COUNTRIES = 2
EXACTNESS = {PlacePrecision.POINT: 0, PlacePrecision.TOWN: 1, PlacePrecision.REGION: 2, PlacePrecision.COUNTRY: 3}
IMPLIED = 4
STATUSES = tuple(Status)
TENSES = {"VBD": 1, "VBN": 2, "VBG": 3, "VBZ": 4, "VBP": 4, "VB": 5}
LINKS = {name: number for number, name in enumerate(("pobj", "dobj", "nsubj", "nsubjpass", "poss"), 1)}
LINKS |= {"compound": 6, "nmod": 6, "amod": 6, "appos": 7, "conj": 8, "npadvmod": 9, "ROOT": 10}
APART = 6  # links between clauses: as far as is told
MOST_SENTENCES, FAR, MOST_RECENT, LONG_AGO, UNTOLD = 30, 60.0, 12, 20, -1.0
ASIDE = 0.7
Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class PlaceOffer:
    """A place on offer, what tells it, and what speaks for it."""

    place: Place
    basis: PlaceBasis
    features: Features


@dataclass(frozen=True, slots=True)
class _Asked:
    """A telling whose place is asked for: the countries of its parties, the places of its sentence, how many other
    places were named since each was named last, how surely triggers beside each tell the same."""

    telling: TriggerContext
    atlas: Atlas
    sources: frozenset[str]
    targets: frozenset[str]
    source_words: Sequence[Mention]
    target_words: Sequence[Mention]
    own: Sequence[Spot]
    recency: Mapping[Key, int]
    repeats: Mapping[Key, float]
    features: Features

    @property
    def head(self) -> Token:
        return self.telling.trigger.head


def place_offers(
    reading: PassageIndex, trigger: Trigger, scope: Factuality, sources: Sequence[Mention], targets: Sequence[Mention]
) -> list[PlaceOffer]:
    """Every place on offer for a trigger: those named in the order of the text, then the implied countries."""
    asked = _asked(telling_of(reading, trigger, scope), sources, targets)
    own = {spot.key for spot in asked.own}
    found = [
        PlaceOffer(
            _nearest(asked, named).place,
            PlaceBasis.SENTENCE if key in own else PlaceBasis.ARTICLE,
            {**asked.features, **dict(_of_named(asked, key, named))},
        )
        for key, named in _on_offer(asked)
    ]
    found += [
        PlaceOffer(place, PlaceBasis.IMPLIED, {**asked.features, **dict(_of_country(asked, place.country))})
        for place in _implied(asked, (*targets, *sources))
    ]
    return _compared(found)


def _asked(telling: TriggerContext, sources: Sequence[Mention], targets: Sequence[Mention]) -> _Asked:
    reading, atlas = telling.reading, atlas_of(telling.reading)
    own = atlas.within(telling.sentence, telling.sentence)
    from_countries, to_countries = (_countries(reading, side) for side in (sources, targets))
    return _Asked(
        telling=telling,
        atlas=atlas,
        sources=from_countries,
        targets=to_countries,
        source_words=tuple(sources),
        target_words=tuple(targets),
        own=own,
        recency=_recency(atlas, telling.sentence),
        repeats=_repeats(telling, atlas),
        features={
            **dict(_of_telling(telling, atlas, own)),
            "target countries": len(to_countries),
            "no source": not sources,
        },
    )


def _countries(reading: PassageIndex, mentions: Iterable[Mention]) -> frozenset[str]:
    told = (reading.actors[mention.actor_id].country for mention in mentions)
    return frozenset(country for country in told if country is not None)


def _recency(atlas: Atlas, sentence: int) -> dict[Key, int]:
    """How many other places were named since each of the last ones before a sentence."""
    last: dict[Key, int] = {}
    for spot in reversed(atlas.spots[: bisect_left(atlas.sentences, sentence)]):
        if len(last) > MOST_RECENT:
            break
        last.setdefault(spot.key, len(last))
    return last


def _repeats(telling: TriggerContext, atlas: Atlas) -> dict[Key, float]:
    """How surely the encoder takes a trigger in a sentence of each place for a telling of the same."""
    encoded, own = telling.reading.encoded, telling.trigger.scored
    found: dict[Key, float] = {}
    if encoded is None or own is None:
        return found
    for other, score in encoded.repeats_of.get(own, ()):
        at = atlas.triggers[other]
        for spot in atlas.within(at, at):
            found[spot.key] = max(found.get(spot.key, 0.0), score * (1.0 if spot.is_there else ASIDE))
    return found


def _of_telling(telling: TriggerContext, atlas: Atlas, own: Sequence[Spot]) -> Iterator[tuple[str, float]]:
    """What is true of the event whatever its place."""
    reading, trigger, body = telling.reading, telling.trigger, telling.calendar.body
    scored = None
    if reading.encoded is not None and trigger.scored is not None:
        scored = reading.encoded.trigger(trigger.scored)
    yield "tense", TENSES.get(trigger.head.tag_, 0)
    yield "status", STATUSES.index(telling.scope.status)
    yield "spoken", trigger.frame.event_type in SPOKEN
    yield "definite", telling.is_definite
    yield "quoted", reading.spoken.get(trigger.head.i) is not None
    yield "sentence", min(telling.sentence - body, MOST_SENTENCES)
    yield "core", scored.core if scored is not None else 0.5
    yield "sure", scored.score if scored is not None else 0.5
    yield "places of sentence", len({spot.key for spot in own})
    yield "there in sentence", sum(spot.is_there for spot in own)
    yield "places", len(atlas.named)
    yield "toponyms", len(atlas.spots)
    yield from ((f"is {event_type}", event_type is trigger.frame.event_type) for event_type in EventType)


def _on_offer(asked: _Asked) -> list[tuple[Key, Named]]:
    """The places named around the event, last before it, in the opening and most often, as they come in the text."""
    atlas, at, body = asked.atlas, asked.telling.sentence, asked.telling.calendar.body
    before = bisect_left(atlas.sentences, at)
    sentences, toponyms = OPENING
    spots = (
        *atlas.within(at - REACH, at + REACH),
        *atlas.spots[max(0, before - LAST_BEFORE) : before],
        *islice(atlas.within(0, body + sentences), toponyms),
    )
    keys = dict.fromkeys((*(spot.key for spot in spots), *islice(atlas.named, MOST_NAMED)))
    return sorted(((key, atlas.named[key]) for key in keys), key=lambda item: item[1].place.start)


def _implied(asked: _Asked, parties: Sequence[Mention]) -> Iterator[Place]:
    """The countries of the parties and those named most by their places, where the text does not name them."""
    reading, atlas = asked.telling.reading, asked.atlas
    named = {named.place.country for named in atlas.named.values() if named.place.precision is PlacePrecision.COUNTRY}
    main = (country for country, _ in atlas.countries.most_common(MAIN_COUNTRIES))
    told = {reading.actors[mention.actor_id].country: mention for mention in reversed(parties)}
    beside = atlas.nationals.get(asked.telling.sentence, ())
    national = dict(beside)
    for country in dict.fromkeys((*told, *main, *national)):
        if country is None or country in named:
            continue
        state = reading.actors.get(f"state:{country}")
        person = told.get(country) or national.get(country)
        words = person or next(spot.place for spot in atlas.spots if spot.place.country == country)
        if state is not None and state.kind is ActorKind.STATE:
            span = words.start, words.end, state.name, state.name
            yield Place(*span, country, None, None, None, precision=PlacePrecision.COUNTRY)


def _nearest(asked: _Asked, named: Named) -> Spot:
    """The toponym of a place that stands best to the event: in its clause, its sentence, else the last one before."""
    first = bisect_left(named.sentences, asked.telling.sentence)
    own = [spot for spot in asked.own if spot.key == named.spots[0].key]
    return min(own, key=lambda spot: _distance(asked, spot)) if own else named.spots[max(0, first - 1)]


def _distance(asked: _Asked, spot: Spot) -> tuple[int, int]:
    return sum(_links(asked, spot)), abs(spot.head.i - asked.head.i)


def _links(asked: _Asked, spot: Spot) -> tuple[int, int]:
    """How many clauses up from that of the event, and down again, a toponym stands."""
    for up, verb in enumerate(asked.telling.verbs):
        for down, other in enumerate(spot.verbs):
            if verb is other:
                return up, down
    return APART, APART


def _of_place(asked: _Asked, country: str | None) -> Iterator[tuple[str, float]]:
    """What is true of every place in a country."""
    countries, inner = asked.atlas.countries, asked.atlas.inner
    yield "of source", country in asked.sources if asked.sources else UNTOLD
    yield "of target", country in asked.targets if asked.targets else UNTOLD
    yield "country share", countries[country] / max(1, countries.total()) if country is not None else 0.0
    yield "main", country in dict(countries.most_common(1))
    yield "main by places in it", country in dict(inner.most_common(1))
    yield from _of_nationals(asked, country)


def _of_nationals(asked: _Asked, country: str | None) -> Iterator[tuple[str, float]]:
    """What the people and things of a country in the event's sentence, and in the text, say for a place in it."""
    atlas, reading = asked.atlas, asked.telling.reading
    told = [m for c, m in atlas.nationals.get(asked.telling.sentence, ()) if c == country]
    yield "nationals share", atlas.national[country] / max(1, atlas.national.total()) if country is not None else 0.0
    roots = [reading.token_at(mention.root) for mention in told]
    yield "national links", min((links_between(root, asked.head) for root in roots), default=FAR)


def _of_country(asked: _Asked, country: str | None) -> Iterator[tuple[str, float]]:
    """What speaks for a country that only parties or places in it imply; what toponyms have it lacks."""
    yield from _of_place(asked, country)
    yield "exactness", IMPLIED
    yield "inner", asked.atlas.inner[country] if country is not None else 0


def _of_named(asked: _Asked, key: Key, named: Named) -> Iterator[tuple[str, float]]:
    """What speaks for a place that the text names."""
    telling, atlas = asked.telling, asked.atlas
    country, body, at = named.place.country, telling.calendar.body, telling.sentence
    event_type = telling.trigger.frame.event_type
    yield from _of_place(asked, country)
    yield from named.features.items()
    yield "site", is_site(named.place.name)
    yield "exactness", _exactness(named.place)
    yield "first sentence", named.sentences[0] - body
    lede = bisect_left(named.sentences, body)
    yield "named in lede", lede < len(named.sentences) and named.sentences[lede] <= body + 1
    is_inside = named.place.precision is not PlacePrecision.COUNTRY
    yield "inner", atlas.inner[country] - is_inside * len(named.spots) if country is not None else 0
    beside = atlas.beside.get((key, event_type), 0.0)
    yield "beside type", beside
    yield "beside type share", beside / atlas.beside_any[event_type] if beside else 0.0
    yield "repeat", asked.repeats.get(key, 0.0)
    yield "recency", asked.recency.get(key, LONG_AGO)
    lemma = telling.trigger.head.lemma_
    yield "same verb", bool(named.lemmas.get(lemma, frozenset()) - {at})
    first, after = (bisect_left(named.sentences, sentence) for sentence in (at, at + 1))
    yield "gap after", named.sentences[after] - at if after < len(named.sentences) else FAR
    yield from _of_last(asked, named.spots[first - 1] if first else None)
    yield "own", first < after
    if first < after:
        yield from _of_own(asked, _nearest(asked, named))


def _exactness(place: Place) -> int:
    return EXACTNESS[place.precision] if place.precision is not None else -1


def _of_last(asked: _Asked, last: Spot | None) -> Iterator[tuple[str, float]]:
    """What speaks for a place by its last toponym before the event's sentence."""
    if last is None:
        yield "gap before", FAR
        yield "same paragraph", False
        return
    paragraphs = asked.telling.calendar.paragraphs
    yield "gap before", asked.telling.sentence - last.sentence
    yield "before manner", last.manner
    yield "before role", last.role
    yield "same paragraph", paragraphs[last.sentence] == paragraphs[asked.telling.sentence]


def _of_own(asked: _Asked, spot: Spot) -> Iterator[tuple[str, float]]:
    """What speaks for a place by its toponym in the event's own sentence."""
    head, trigger, reading = asked.head, asked.telling.trigger, asked.telling.reading
    yield from zip(("up", "down"), _links(asked, spot), strict=True)
    yield "distance", abs(spot.head.i - head.i)
    yield "after", spot.head.i > head.i
    yield "manner", spot.manner
    yield "party", spot.party
    yield "role", spot.role
    is_modifier = spot.head.dep_ in MODIFIERS
    yield "modifier", is_modifier
    yield "links", links_between(spot.head, head)
    yield "tie", _tie(asked, spot)
    yield "modifies somebody", is_modifier and reading.is_actor(spot.head.head)
    yield "below", is_below(spot.head, head)
    yield "link", LINKS.get(spot.head.dep_, 0)
    above = spot.preposition.head if spot.preposition is not None else None
    yield "at trigger", above is not None and above in trigger.tokens
    yield "at object", above is not None and above.dep_ in UNDERGOING
    yield from _among(asked, spot)


def _tie(asked: _Asked, spot: Spot) -> int:
    return tie_of(asked.telling, spot, asked.source_words, asked.target_words)


def _among(asked: _Asked, spot: Spot) -> Iterator[tuple[str, float]]:
    """How a toponym stands among the others of the event's sentence."""
    at, here, own = asked.head.i, spot.head.i, _exactness(spot.place)
    others = [other for other in asked.own if other.key != spot.key]
    yield "nearest", all(abs(other.head.i - at) >= abs(here - at) for other in others)
    there = (other for other in others if other.is_there)
    yield "nearest there", spot.is_there and all(abs(other.head.i - at) >= abs(here - at) for other in there)
    links = links_between(spot.head, asked.head)
    yield "fewest links", all(links_between(other.head, asked.head) >= links for other in others)
    held = _tie(asked, spot)
    rivals = [_tie(asked, other) for other in others if other.is_there]
    yield "closer tied", min(rivals) - held if rivals else FAR
    yield "another between", any(min(at, here) < other.head.i < max(at, here) for other in others)
    of_country = [other for other in others if other.place.country == spot.place.country]
    yield "holds another", any(_exactness(other.place) < own for other in of_country)


# What is the best of its offers, and whether the least is.
COMPARED = (("beside type", False), ("repeat", False), ("gap before", True))


def _compared(offers: Sequence[PlaceOffer]) -> list[PlaceOffer]:
    """The offers with what they are beside each other."""
    told = [name for name, _ in COMPARED]
    best = {
        name: (min if is_least else max)((o.features[name] for o in offers if name in o.features), default=UNTOLD)
        for name, is_least in COMPARED
    }
    return [
        PlaceOffer(
            offer.place,
            offer.basis,
            {**offer.features, **{f"best {name}": offer.features.get(name) == best[name] for name in told}},
        )
        for offer in offers
    ]
