"""What a person would notice of a line that may be a title: where it stands, how it is built, what stands beside it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from tidings.articles.block_labels import BlockLabel, Labelled
from tidings.articles.metadata.title_keys import QUOTES, title_key
from tidings.articles.stems import stems
from tidings.articles.title_shape import DATING, POSTED, could_be_title

MOST_WORDS = 32
LEAST_WORDS = 4
LONGEST = 240  # characters
FARTHEST = 200  # blocks above the body
INTO_BODY = 4
AHEAD = 4  # paragraphs whose words a title shares
NEAR = 4
WORD_BINS = (1, 2, 3, 4, 6, 8, 12, 16, 22)
FAR_BINS = (1, 2, 3, 5, 8, 14, 25, 60)
FIT_BINS = (0.0, 0.2, 0.4, 0.6, 0.8)
SHARED_BINS = (0, 1, 2, 3, 4)
MOST_BETWEEN = 6
MANY = 3  # a line that stands more often is the page's

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is the same for all lines of one article: where the body begins, its first words, how often each stands."""

    body: int
    ahead: Sequence[tuple[int, set[str]]]
    counts: Mapping[str, int]


def title_features(blocks: Sequence[Labelled], body: int) -> dict[int, Features]:
    """The features of each line that may be the title of the article whose body begins at `body`."""
    prose = (i for i in range(body, len(blocks)) if blocks[i].label is BlockLabel.PROSE)
    ahead = [(i, stems(blocks[i].text)) for i in islice(prose, AHEAD + 1)]
    counts = Counter(title_key(b.text) for b in blocks if b.words <= MOST_WORDS)
    around = Surroundings(body, ahead, counts)
    return {index: dict(features_of(blocks, index, around)) for index in candidates(blocks, body)}


def candidates(blocks: Sequence[Labelled], body: int) -> Iterator[int]:
    """The lines above the body and the first ones in it that are short enough."""
    for index in range(max(0, body - FARTHEST), min(body + INTO_BODY, len(blocks))):
        block = blocks[index]
        if 0 < block.words <= MOST_WORDS and len(block.text) <= LONGEST and block.label is not BlockLabel.SEPARATOR:
            yield index


def features_of(blocks: Sequence[Labelled], index: int, around: Surroundings) -> Iterator[tuple[str, float]]:
    """Name and size of each feature of a line."""
    yield from shape(blocks[index])
    yield from place(blocks, index, around.body)
    yield from neighbours(blocks, index)
    yield from words(blocks, index, around)


def binned(name: str, value: float, bins: Sequence[float]) -> str:
    """A feature's name with the bin its value falls in."""
    return f"{name}<={next((str(b) for b in bins if value <= b), 'more')}"


def shape(block: Labelled) -> Iterator[tuple[str, float]]:
    """How the line is built."""
    text = block.text
    tokens = text.split()
    yield f"label={block.label.value}", 1.0
    yield f"reach={block.reach.value}", 1.0
    yield binned("words", block.words, WORD_BINS), 1.0
    yield f"end={ending(text)}", 1.0
    yield "built", float(could_be_title(block))
    yield "capitals", float(text.isupper())
    yield "title_case", sum(t[0].isupper() for t in tokens) / len(tokens)
    yield "opens_small", float(text[0].islower())
    yield "opens_sign", float(not text[0].isalnum() and text[0] not in QUOTES)
    yield "opens_digit", float(text[0].isdigit())
    yield "quoted", float(text[0] in QUOTES and text[-1] in QUOTES)
    yield "digits", sum(c.isdigit() for c in text) / len(text)
    yield "posted", float(POSTED.search(text) is not None)
    yield "bar", float("|" in text or "//" in text)
    yield "colon_inside", float(":" in text[:-1])


def ending(text: str) -> str:
    """How a line ends."""
    last = text.rstrip("\"'”’»)")[-1:] or text[-1]
    if last.isalnum():
        return "word"
    return {".": "stop", "?": "question", "!": "exclamation", ":": "colon", "…": "ellipsis"}.get(last, "other")


def place(blocks: Sequence[Labelled], index: int, body: int) -> Iterator[tuple[str, float]]:
    """Where the line stands."""
    if index >= body:
        yield f"into_body={index - body}", 1.0
    else:
        yield binned("above_body", body - index, FAR_BINS), 1.0
    between = blocks[index + 1 : body]
    yield "short_between", float(min(MOST_BETWEEN, sum(b.label is BlockLabel.SHORT for b in between)))
    yield "prose_between", float(min(MOST_BETWEEN, sum(b.label is BlockLabel.PROSE for b in between)))
    yield "dating_between", float(any(b.label in DATING for b in between[:NEAR]))
    yield "first", float(index == 0)
    yield "second", float(index == 1)
    yield "gap_above", float(blocks[index].block.gap > 0)
    yield "wide_above", float(blocks[index].block.gap > 1)
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    yield "gap_below", float(below is not None and below.block.gap > 0)


def neighbours(blocks: Sequence[Labelled], index: int) -> Iterator[tuple[str, float]]:
    """What stands beside the line."""
    below = blocks[index + 1 : index + 1 + NEAR]
    above = blocks[max(0, index - NEAR) : index]
    yield f"below={below[0].label.value if below else 'nothing'}", 1.0
    yield f"above={above[-1].label.value if above else 'nothing'}", 1.0
    yield "dated_1", float(any(b.label in DATING for b in below[:1]))
    yield "dated_2", float(any(b.label in DATING for b in below[:2]))
    yield "dated_4", float(any(b.label in DATING for b in below))
    yield "dated_above", float(any(b.label in DATING for b in above[-2:]))
    yield f"long_above={min(2, sum(map(is_long, above)))}", 1.0
    yield f"long_below={min(2, sum(map(is_long, below)))}", 1.0
    if below:
        yield "below_built", float(is_long(below[0]))
        yield "below_longer", float(below[0].words > blocks[index].words)
        yield "below_long", float(below[0].words >= 9)
        yield "below_lone_word", float(below[0].words <= 2)
    if above:
        yield "above_built", float(is_long(above[-1]))
        yield "above_longer", float(above[-1].words > blocks[index].words)
        yield "above_lone_word", float(above[-1].words <= 2)


def is_long(block: Labelled) -> bool:
    """Whether a line has words enough for a title and is built like one."""
    return block.words >= LEAST_WORDS and could_be_title(block)


def words(blocks: Sequence[Labelled], index: int, around: Surroundings) -> Iterator[tuple[str, float]]:
    """What the line says, and where else it is said."""
    key = title_key(blocks[index].text)
    repeated = around.counts[key] > 1
    yield "repeated_long" if blocks[index].words >= LEAST_WORDS else "repeated_short", float(repeated)
    yield "many", float(around.counts[key] > MANY)
    topic = stems(blocks[index].text)
    about = set[str]().union(*(said for i, said in around.ahead if i > index))
    shared = len(topic & about)
    yield binned("shared", shared, SHARED_BINS), 1.0
    yield binned("fits", shared / len(topic) if topic else 0.0, FIT_BINS), 1.0
    if index + 1 < len(blocks):
        yield "below_shares", float(len(topic & stems(blocks[index + 1].text)) > 0)
    if index:
        yield (
            "above_shares",
            float(blocks[index - 1].words >= LEAST_WORDS and bool(topic & stems(blocks[index - 1].text))),
        )
