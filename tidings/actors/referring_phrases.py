"""The referring phrases of a text in order, none within another but the bodies that people speak for."""

from collections.abc import Iterator
from dataclasses import replace

from tidings.actors.hit_index import HitIndex
from tidings.actors.name_phrases import named
from tidings.actors.nominal_phrases import nominal
from tidings.actors.person_phrases import person
from tidings.actors.phrases import Phrase
from tidings.vocabulary import ActorKind, MentionKind


def find_phrases(scene: HitIndex) -> tuple[Phrase, ...]:
    """People with titles take their words first, then nouns (outer ones before those in "of" phrases), then names."""
    found: list[Phrase] = []
    taken: set[int] = set()

    def take(phrase: Phrase) -> None:
        found.append(phrase)
        taken.update(range(phrase.start, phrase.end))

    for hit in scene.names_from.values():
        if scene.is_person(hit) and hit.start not in taken:
            take(person(scene, hit))
            found.extend(bodies_within(scene, found[-1]))
    for noun in scene.nouns_from.values():
        if taken.isdisjoint(range(noun.start, noun.end)):
            for phrase in nominal(scene, noun, taken):
                take(phrase)
                if noun.noun.kind is ActorKind.PERSON:
                    found.extend(bodies_within(scene, phrase))
    for hit in scene.names_from.values():
        if taken.isdisjoint(range(hit.start, hit.end)):
            for phrase in named(scene, hit):
                free = next(i for i in range(phrase.start, phrase.end) if taken.isdisjoint(range(i, hit.end)))
                take(replace(phrase, start=free))
    return tuple(sorted(found, key=lambda phrase: (phrase.start, phrase.end)))


# What people speak for and serve in, as against the nations they belong to.
BODIES = frozenset(
    {ActorKind.GOVERNMENT_BODY, ActorKind.ARMED_FORCE, ActorKind.COMPANY, ActorKind.PARTY, ActorKind.ORGANISATION}
)


def bodies_within(scene: HitIndex, phrase: Phrase) -> Iterator[Phrase]:
    """The bodies in the titles of a person: [Interior Ministry] spokesman, a spokeswoman for [the US embassy]."""
    for i in range(phrase.start, phrase.end):
        name, noun = scene.names_from.get(i), scene.nouns_from.get(i)
        if name is not None and name.start != phrase.root:
            inner = next(named(scene, name), None) if not (name.is_state or scene.is_person(name)) else None
            if inner is not None and inner.kind in BODIES and inner.end <= phrase.end:
                yield replace(inner, start=max(inner.start, name.start), country=inner.country or phrase.country)
        elif noun is not None and noun.noun.kind in BODIES and noun.noun.sector and noun.end <= phrase.end:
            yield Phrase(
                start=noun.start,
                end=noun.end,
                root=noun.head,
                form=MentionKind.NOMINAL,
                kind=noun.noun.kind,
                noun=noun.noun.phrase,
                country=phrase.country,
                sector=noun.noun.sector,
                is_definite=True,
                is_domestic=not noun.noun.is_worldly,
            )
