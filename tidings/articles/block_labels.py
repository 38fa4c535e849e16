"""What each block is, looked at by itself: prose, a short line, or a kind of furniture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tidings.articles.blocks import Block
from tidings.articles.boilerplate import Reach, find_furniture, tokenize
from tidings.articles.captions import is_caption, is_credit, opens_file_caption
from tidings.articles.metadata.bylines import read_byline, read_sign_off
from tidings.articles.metadata.written_dates import HAS_DATE, find_dates
from tidings.csv_rows import any_of
from tidings.vocabulary import RemovedKind


class BlockLabel(StrEnum):
    """What a block may be that cleaning does not remove for what it is."""

    PROSE = "prose"
    SHORT = "short"
    SEPARATOR = "separator"


Label = BlockLabel | RemovedKind


@dataclass(frozen=True, slots=True)
class Labelled:
    """A block with its label; `reach` says whether what stands below goes with it."""

    block: Block
    label: Label
    reach: Reach = Reach.LINE
    words: int = 0

    @property
    def text(self) -> str:
        return self.block.text


# What a block can be labelled, in the order of the line network's columns: a note of correction is a notice like others
# until it is told what was removed, and a cut is no block.
LABELS = (*BlockLabel, *(kind for kind in RemovedKind if kind not in {RemovedKind.CORRECTION, RemovedKind.TRUNCATED}))
NOTICES = frozenset({RemovedKind.DISCLAIMER, RemovedKind.CORRECTION})
LONGEST_FURNITURE = 260  # a longer paragraph is furniture only when it begins as a legal notice
LONGEST_NOTICE = 900
LONGEST_NOISE = 80
INK_SHARE = 0.45  # of the characters of a line must be letters or digits, or the line is the scanner's noise
SENTENCE_WORDS = 5  # a line that ends like a sentence and is at least as long is prose
LONG_WORDS = 28  # a line this long is prose even when its last full stop is lost
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
WIDE_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # scripts without word spaces
ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।۔:;][\s'\"”’»)\]*]*(?:\[\d{1,3}\])*$")
ABBREVIATED = re.compile(r"\b(?:(?:[A-Z]\.){2,}|Inc\.|Co\.|Corp\.|Ltd\.|Jr\.|Sr\.|[ap]\.m\.)$")
LONGEST_ABBREVIATED = 90  # characters of a title that ends in an abbreviation
INNER_WORDS = 15
INNER_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?][\"'”’]?(?: |(?=[A-Z][a-z]))(?=[A-Z\"'“‘])")
RULE = re.compile(r"^(?:[-–—_=*~#+•·.]\s*){3,}$")
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?\s?m\b\.?)?", re.I)
# What may stand beside the date in a line that only dates the page.
DATE_WORDS = re.compile(rf"\b(?:{any_of('date_line_words', 'tidings.articles')}|[a-z]{{1,4}}t|\w+day)\b", re.I)
DATE_REST = 14  # letters that may stand beside the date: a section, a place
DATE_LINE = 140


def label_blocks(blocks: Sequence[Block]) -> list[Labelled]:
    """Each block with its own label, neighbours not yet looked at."""
    return [label_block(block) for block in blocks]


def label_block(block: Block) -> Labelled:
    """A block with the first label that fits, the surest signs first."""
    text = block.text
    words = count_words(text)
    is_sentence = words >= SENTENCE_WORDS and ends_sentence(text)
    if len(text) <= LONGEST_NOISE and is_noise(text):
        return Labelled(block, label_noise(text), words=words)
    if is_date_line(text):
        return Labelled(block, RemovedKind.TIMESTAMP, words=words)
    if len(text) <= DATE_LINE and read_byline(text):
        return Labelled(block, RemovedKind.BYLINE, words=words)
    if read_sign_off(text[:LONGEST_NOTICE]):
        return Labelled(block, RemovedKind.CREDIT, Reach.REST, words)
    if found := furniture_of(text, words, is_sentence):
        kind = RemovedKind.DISCLAIMER if found[0] is RemovedKind.CORRECTION else found[0]
        return Labelled(block, kind, found[1], words)
    if is_credit(text) and not opens_file_caption(text):
        return Labelled(block, RemovedKind.CREDIT, words=words)
    if is_caption(text):
        return Labelled(block, RemovedKind.CAPTION, words=words)
    is_prose = is_sentence or words >= LONG_WORDS or has_sentence(text, words)
    return Labelled(block, BlockLabel.PROSE if is_prose else BlockLabel.SHORT, words=words)


def label_noise(text: str) -> Label:
    """What a line without words is: a line drawn, a number beside something, or what the scanner made of a speck."""
    if RULE.match(text):
        return BlockLabel.SEPARATOR
    return RemovedKind.WIDGET if text.isdigit() else RemovedKind.OCR_NOISE


def furniture_of(text: str, words: int, is_sentence: bool) -> tuple[RemovedKind, Reach] | None:
    """Kind and reach of a line that the word list knows; sentences need a surer sign than short lines."""
    if len(text) > LONGEST_NOTICE or (found := find_furniture(text)) is None:
        return None
    if found.kind in NOTICES:
        return found.kind, found.reach
    if len(text) > LONGEST_FURNITURE and found.kind is not RemovedKind.ADVERTISEMENT:
        return None
    if found.kind in {RemovedKind.ADVERTISEMENT, RemovedKind.CREDIT} or found.reach is Reach.REST:
        return found.kind, found.reach
    opening = text[:40]
    if ":" in opening or "|" in opening or not is_sentence or words <= 2:
        return found.kind, found.reach
    return None


def count_words(text: str) -> int:
    """The number of words; scripts without spaces count two characters a word."""
    words = len(WORD.findall(text))
    return words if text.isascii() else words + len(WIDE_WORD.findall(text)) // 2


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does; a short one that ends in an abbreviation does not.

    >>> ends_sentence("The talks ended."), ends_sentence("New cases found in U.S.")
    (True, False)
    """
    if not ENDS_SENTENCE.search(text[-12:]):
        return False
    return len(text) > LONGEST_ABBREVIATED or not ABBREVIATED.search(text)


def has_sentence(text: str, words: int) -> bool:
    """Whether a line that ends without a full stop holds a sentence: a heading is glued to it, or it broke off."""
    return words >= INNER_WORDS and INNER_SENTENCE.search(text) is not None


def is_noise(text: str) -> bool:
    """Whether a line is rules, marks or a number: no words to speak of.

    >>> is_noise("1*& *1’ ‘*,"), is_noise("20"), is_noise("S-400 air defence")
    (True, True, False)
    """
    ink = sum(c.isalnum() for c in text)
    solid = sum(not c.isspace() for c in text)
    return text.isdigit() or ink < INK_SHARE * solid


def is_date_line(text: str) -> bool:
    """Whether a line holds a date and nothing to read beside it.

    >>> is_date_line("Updated 3:47 PM GMT, May 2, 2024"), is_date_line("On May 2, 2024 the army crossed the river.")
    (True, False)
    """
    if len(text) > DATE_LINE or "(@" in text or not HAS_DATE.search(text):
        return False
    found = find_dates(text, day_first=True)
    if not found:
        return False
    rest = text
    for written in reversed(found):
        rest = rest[: written.start] + " " + rest[written.end :]
    rest = DATE_WORDS.sub(" ", CLOCK.sub(" ", rest))
    return sum(c.isalpha() for c in rest) <= DATE_REST and len(tokenize(rest)) <= 3
