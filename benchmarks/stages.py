"""Measure what a second of work does: each stage on the same texts, in one process, and the share each takes.

`make bench` prints the table. The texts are the samples of seeds/, read again and again.
"""

import gc
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tidings.actors.mentions import find_mentions
from tidings.actors.party_mentions import party_mentions
from tidings.annotate import Knowledge, hints_of, load_knowledge
from tidings.articles.segment import segment
from tidings.dates.find import find_dates
from tidings.events.encoded import Encoded
from tidings.events.pipeline import code_events
from tidings.flows.sources.load import find, load
from tidings.magnitudes.find import find_magnitudes
from tidings.parse.spacy_parser import load_model, parse
from tidings.places.find import find_places
from tidings.records import Article

SEEDS = Path(__file__).parent.parent / "seeds"
ROUNDS = 5


class Clock:
    """Processor seconds by stage: other programs on the machine do not show."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        begun = time.process_time()
        yield
        self.spent[stage] += time.process_time() - begun  # type: ignore[assignment]  # seconds are no whole numbers


def measure(rounds: int = ROUNDS) -> tuple[Clock, int, int]:
    """The seconds of each stage, the words and the articles read."""
    clock, words, articles = Clock(), 0, 0
    with clock.of("start: model and tables"):
        load_model()
        knowledge = load_knowledge()
    for article in _articles(Clock()):  # what is loaded at first use is no part of the speed
        _annotate(article, knowledge, Clock())
    gc.freeze()  # as a worker does
    for _ in range(rounds):
        for article in _articles(clock):
            _annotate(article, knowledge, clock)
            words += article.word_count
            articles += 1
    return clock, words, articles


def _articles(clock: Clock) -> list[Article]:
    with clock.of("load"):
        documents = [document for source in find([str(SEEDS)]) for document in load(source)]
    with clock.of("cut and clean"):
        found = [article for document in documents if document.text for article in segment(document)]
    return [article for article in found if article.reason is None]


def _annotate(article: Article, knowledge: Knowledge, clock: Clock) -> None:
    day, dateline = article.published_date, article.dateline_place
    with clock.of("parse"):
        doc = parse(article.text)
    with clock.of("mentions and actors"):
        mentions, actors = find_mentions(doc, published=day, table=knowledge.actors)
    with clock.of("places"):
        places = find_places(doc, mentions=mentions, actors=actors, dateline_place=dateline)
    with clock.of("dates"):
        dates = find_dates(doc, published=day)
    with clock.of("magnitudes"):
        magnitudes = find_magnitudes(doc)
    encoded = None
    if knowledge.encoder is not None:
        with clock.of("encoder"):
            output = knowledge.encoder.encode(doc, hints_of(mentions, actors, places))
        with clock.of("parties it reads"):
            parties, added = party_mentions(doc, output, mentions, actors, knowledge.actors)
        actors, encoded = {**actors, **added}, Encoded(output, parties)
    with clock.of("events"):
        code_events(
            doc,
            mentions=mentions,
            actors=actors,
            places=places,
            dates=dates,
            magnitudes=magnitudes,
            published=day,
            body_start=article.body_start,
            lexicon=knowledge.lexicon,
            encoded=encoded,
        )


def report(say: Callable[[str], object] = print) -> None:
    """Print the table."""
    clock, words, articles = measure()
    begin = "start: model and tables"
    total = sum(seconds for stage, seconds in clock.spent.items() if stage != begin)
    say(f"{'stage':<24}{'seconds':>9}{'share':>8}{'of parse':>10}")
    for stage, seconds in clock.spent.items():
        share = "" if stage == begin else f"{seconds / total:8.0%}{seconds / clock.spent['parse']:10.0%}"
        say(f"{stage:<24}{seconds:9.2f}{share}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    say(f"{articles} articles, {words:,} words: {articles / total:.1f} articles/s, {words / total:,.0f} words/s a core")
    say(f"memory: {memory:.0f} MB")
