"""Tell which articles report the same story: rare words shared near the top, within days of each other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import log, sqrt

from tidings.lean_imports import FRAMEWORKS, SPACY_COMMANDS, without

with without(*FRAMEWORKS, hollow=SPACY_COMMANDS):
    from spacy.lang.en.stop_words import STOP_WORDS

LEDE_WORDS = 120  # news tells its story at the top; what follows is background that many stories share
TITLE_WEIGHT = 2  # a word of the title speaks for the story twice as loud as one of the lede
NAME_WEIGHT = 2  # and so does a name
DAYS_APART = 4  # how long one story is reported as news
ALIKE_DATED = 0.20  # cosine of two dated reports within those days
ALIKE_UNDATED = 0.22  # more is asked where a date is missing
# Terms looked up to find candidates: the rarest of an article. A story's articles share several of its names.
RAREST = 30
# A term in more articles than this finds nothing in particular, and would pair everything with everything.
COMMON = 200
# Articles imagined beside the real ones, so that two words shared by two of four articles still count as rare.
IMAGINED = 100
WORD = re.compile(r"[^\W\d_][\w'’-]{2,}|\d{2,}")


@dataclass(frozen=True, slots=True)
class Report:
    """What an article's story is known by: weighted terms of its title and lede, and its date."""

    terms: Mapping[str, int]
    published: date | None
    language: str | None

    @classmethod
    def of(cls, title: str | None, body: str, published: date | None, language: str | None) -> "Report":
        """The report of an article's clean text."""
        terms: Counter[str] = Counter()
        for text, weight in ((title or "", TITLE_WEIGHT), (" ".join(body.split()[:LEDE_WORDS]), 1)):
            for found in WORD.finditer(text):
                word = found.group()
                if word.casefold() not in STOP_WORDS:
                    terms[word.casefold()] += weight * (NAME_WEIGHT if word[0].isupper() else 1)
        return cls(dict(terms), published, language)


def same_story_pairs(reports: Mapping[str, Report]) -> Iterator[tuple[str, str]]:
    """Pairs of keys whose reports tell the same story, in a fixed order."""
    articles_with = Counter(term for report in reports.values() for term in report.terms)
    vectors = {key: _vector(reports[key], articles_with, len(reports)) for key in sorted(reports)}
    index: dict[str, list[str]] = defaultdict(list)
    for key, vector in vectors.items():
        met: set[str] = set()
        for term in sorted(vector, key=lambda t: (articles_with[t], t))[:RAREST]:
            if 1 < articles_with[term] <= COMMON:
                met.update(index[term])
                index[term].append(key)
        for other in sorted(met):
            if _is_one_time(reports[key], reports[other]) and (
                _cosine(vector, vectors[other]) >= _least(reports[key], reports[other])
            ):
                yield other, key


def _vector(report: Report, articles_with: Mapping[str, int], total: int) -> dict[str, float]:
    """Unit vector of the report's terms, rare ones heavy (tf-idf with damped counts)."""
    weights = {t: (1 + log(n)) * log((IMAGINED + total) / articles_with[t]) for t, n in report.terms.items()}
    length = sqrt(sum(w * w for w in weights.values()))
    return {t: w / length for t, w in weights.items()} if length else {}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    short, long = sorted((one, other), key=len)
    return sum(weight * long.get(term, 0.0) for term, weight in short.items())


def _is_one_time(one: Report, other: Report) -> bool:
    """Whether the days of two reports allow that they tell one story: asked first, for it costs least."""
    return not (one.published and other.published) or abs((one.published - other.published).days) <= DAYS_APART


def _least(one: Report, other: Report) -> float:
    """How much alike two reports of one story are at least."""
    return ALIKE_DATED if one.published and other.published else ALIKE_UNDATED
