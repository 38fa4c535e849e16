"""The country that a text is set in: whose police, parliament and protesters are meant where it does not say."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tidings.actors.phrases import Phrase
from tidings.actors.rows import word_list
from tidings.actors.scene import Scene
from tidings.vocabulary import ActorKind, Sector

# A country is the setting of a text with this share of its names of countries, and this many of them.
HOME_SHARE = 0.5
HOME_COUNT = 2
LOCATING = word_list("locating")


@dataclass(frozen=True, slots=True)
class Setting:
    """`home`: the country that most of the text is about, or None; `local`: the one country where a sentence plays.

    `named`: all countries of the text.
    """

    home: str | None
    local: dict[int, str]
    named: frozenset[str]

    def country(self, phrase: Phrase, sentence: int) -> str | None:
        """The country that a phrase means but does not say: soldiers and ministers travel, police and crowds do not."""
        if phrase.kind is ActorKind.PERSON or phrase.sector is Sector.MIL:
            return self.home
        return self.local.get(sentence) or self.home


def find_setting(scene: Scene, phrases: Iterable[Phrase]) -> Setting:
    """The setting by the places after "in" in each sentence, and by the countries named throughout."""
    told = Counter(phrase.country for phrase in phrases if phrase.country)
    local: dict[int, set[str]] = {}
    for hit in scene.names_from.values():
        country = hit.country(scene.table)
        if country is None or not (hit.is_place or hit.is_state):
            continue
        if hit.is_place:
            told[country] += 1
        if scene.words.lower[scene.words.head[hit.end - 1]] in LOCATING:
            local.setdefault(scene.words.sentence[hit.start], set()).add(country)
    ranked = told.most_common(1)
    is_home = bool(ranked) and ranked[0][1] >= max(HOME_COUNT, HOME_SHARE * sum(told.values()))
    only = {number: next(iter(found)) for number, found in local.items() if len(found) == 1}
    return Setting(ranked[0][0] if is_home else None, only, frozenset(told))
