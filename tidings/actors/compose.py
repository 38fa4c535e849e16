"""The referring phrases of a text in order, none within another."""

from dataclasses import replace

from tidings.actors.groups import nominal
from tidings.actors.named import named
from tidings.actors.people import person
from tidings.actors.phrases import Phrase
from tidings.actors.scene import Scene


def compose(scene: Scene) -> tuple[Phrase, ...]:
    """People with titles take their words first, then nouns (outer ones before those in "of" phrases), then names."""
    found: list[Phrase] = []
    taken: set[int] = set()

    def take(phrase: Phrase) -> None:
        found.append(phrase)
        taken.update(range(phrase.start, phrase.end))

    for hit in scene.names_from.values():
        if scene.is_person(hit) and hit.start not in taken:
            take(person(scene, hit))
    for noun in scene.nouns_from.values():
        if taken.isdisjoint(range(noun.start, noun.end)):
            for phrase in nominal(scene, noun, taken):
                take(phrase)
    for hit in scene.names_from.values():
        if taken.isdisjoint(range(hit.start, hit.end)):
            for phrase in named(scene, hit):
                free = next(i for i in range(phrase.start, phrase.end) if taken.isdisjoint(range(i, hit.end)))
                take(replace(phrase, start=free))
    return tuple(sorted(found, key=lambda phrase: (phrase.start, phrase.end)))
