"""The country that a text is set in: whose police, parliament and protesters are meant where it does not say."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tidings.actors.phrases import Phrase
from tidings.actors.rows import word_list
from tidings.actors.scene import Scene
from tidings.actors.words import Words
from tidings.vocabulary import Sector

# A country is the home of a text with this share of its names of countries, and this many of them.
HOME_SHARE = 0.4
# The lead over the next country: a text about two neighbours is set in neither.
HOME_LEAD = 1.1
# Something that happens in a country tells more than its name does.
PLACE_GAIN = 2
# Sentences that a scene lasts where no country is the home of the text.
LONGEST_SCENE = 3
HOME_COUNT = 2
LOCATING = word_list("locating")
LOCALITIES = word_list("localities")
# Soldiers and ministers travel, police and crowds do not.
TRAVELLING = frozenset({Sector.GOV, Sector.MIL, Sector.SPY, Sector.LEG})


@dataclass(frozen=True, slots=True)
class Setting:
    """`home`: the country that most of the text is about, or None; `local`: the one country where a sentence plays.

    `named`: all countries of the text.
    """

    home: str | None
    local: dict[int, str]
    named: frozenset[str]

    def country(self, phrase: Phrase, sentence: int) -> str | None:
        """The country that a phrase means but does not say."""
        if phrase.sector in TRAVELLING:
            return self.home
        before = (
            self.local[number]
            for number in range(sentence - 1, sentence - LONGEST_SCENE - 1, -1)
            if number in self.local
        )
        return self.local.get(sentence) or self.home or next(before, None)


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
        if _locates(scene.words, hit.end - 1):
            local.setdefault(scene.words.sentence[hit.start], set()).add(country)
            told[country] += PLACE_GAIN
    (home, most), (_, next_most) = [*told.most_common(2), (None, 0), (None, 0)][:2]
    is_home = most >= max(HOME_COUNT, HOME_SHARE * sum(told.values()), HOME_LEAD * next_most)
    only = {number: next(iter(found)) for number, found in local.items() if len(found) == 1}
    return Setting(home if is_home else None, only, frozenset(told))


def _locates(words: Words, name: int) -> bool:
    """Whether the sentence plays there: "in Minsk", "in the Afghan capital", "at Tehran's Evin prison"."""
    above = words.head[name]
    if words.dep[name] in ("poss", "amod", "compound", "nmod") and words.lower[above] in LOCALITIES:
        above = words.head[above]
    return words.lower[above] in LOCATING
