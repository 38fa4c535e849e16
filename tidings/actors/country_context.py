"""The country that a text is set in: whose police, parliament and protesters are meant where it does not say."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tidings.actors.hit_index import HitIndex
from tidings.actors.phrases import Phrase
from tidings.actors.table import NameUse
from tidings.actors.token_columns import TokenColumns
from tidings.csv_rows import word_list
from tidings.vocabulary import ActorKind, Sector

# A country is the home of a text with this share of its names of countries.
HOME_SHARE = 0.4
# The lead over the next country: a text about two neighbours is set in neither.
HOME_LEAD = 1.1
# Something that happens in a country tells more than its name does.
PLACE_GAIN = 2
# Tokens among which a capital may be the dateline.
LONGEST_OPENING = 30
# Sentences that a scene lasts where no country is the home of the text.
LONGEST_SCENE = 3
LOCATING = word_list("locating", "tidings.actors")
LOCALITIES = word_list("localities", "tidings.actors")
# What brings parties abroad: where they talk, sign or live in exile is nobody's home.
HOSTED = word_list("hosted", "tidings.actors")
WHAT_IS_HOSTED = frozenset({"dobj", "nsubj", "nsubjpass", "compound"})  # of a headline, the parser's guess
# Those who are found where their state is: one word of it is enough.
STATE_SECTORS = frozenset({Sector.COP, Sector.JUD, Sector.OPP})
# Soldiers and ministers travel, police and crowds do not.
TRAVELLING = frozenset({Sector.GOV, Sector.MIL, Sector.SPY, Sector.LEG})


@dataclass(frozen=True, slots=True)
class CountryContext:
    """`home`: the country that most of the text is about, or None; `local`: the one country where a sentence plays.

    `is_sure`: whether the home was told more than once; `named`: all countries of the text.
    """

    home: str | None
    is_sure: bool
    local: dict[int, str]
    named: frozenset[str]

    def country(self, phrase: Phrase, sentence: int) -> str | None:
        """The country that a phrase means but does not say."""
        if phrase.sector in TRAVELLING:
            return self.home
        home = self.home if self.is_sure or phrase.sector in STATE_SECTORS else None
        before = (
            self.local[number]
            for number in range(sentence - 1, sentence - LONGEST_SCENE - 1, -1)
            if number in self.local
        )
        return self.local.get(sentence) or home or next(before, None)


def find_setting(scene: HitIndex, phrases: Iterable[Phrase]) -> CountryContext:
    """The setting by the places after "in" in each sentence, and by the countries named throughout."""
    told = Counter(phrase.country for phrase in phrases if phrase.country)
    local: dict[int, set[str]] = {}
    for hit in scene.names_from.values():
        country = hit.country(scene.table)
        if country is None or not (hit.is_place or hit.is_state):
            continue
        if _hosts(scene.words, hit.end - 1):
            continue
        if hit.is_place or (hit.uses == {NameUse.CAPITAL} and hit.start < LONGEST_OPENING):
            told[country] += 1
        if _locates(scene.words, hit.end - 1):
            local.setdefault(scene.words.sentence[hit.start], set()).add(country)
            told[country] += PLACE_GAIN
    told.update(country for country in _peoples(scene) if country)
    (home, most), (_, next_most) = [*told.most_common(2), (None, 0), (None, 0)][:2]
    is_home = most >= max(HOME_SHARE * sum(told.values()), HOME_LEAD * next_most)
    only = {number: next(iter(found)) for number, found in local.items() if len(found) == 1}
    return CountryContext(home if is_home else None, most > 1, only, frozenset(told))


def _peoples(scene: HitIndex) -> list[str | None]:
    """The countries of the well-known people of the text, each person once."""
    known = {name.actor_id for hit in scene.names_from.values() for name in hit.names if name.use is NameUse.NAME}
    people = (scene.table.actors[actor_id] for actor_id in sorted(known))
    return [actor.country for actor in people if actor.kind is ActorKind.PERSON]


def _locates(words: TokenColumns, name: int) -> bool:
    """Whether the sentence plays there: "in Minsk", "in the Afghan capital", "at Tehran's Evin prison"."""
    above = words.head[name]
    is_within = words.dep[name] in ("poss", "amod", "compound", "nmod") and words.lower[above] in LOCALITIES
    return is_within or words.lower[above] in LOCATING


def _hosts(words: TokenColumns, name: int) -> bool:
    """Whether the place only receives the parties: "talks in Geneva", "signed an accord in Doha", "exiled in Paris"."""
    above = words.head[name]
    if words.lower[above] not in LOCATING:
        return False
    what = words.head[above]
    objects = (child for child in words.children[what] if words.dep[child] in WHAT_IS_HOSTED)
    return words.lemma[what] in HOSTED or any(words.lemma[one] in HOSTED for one in objects)
