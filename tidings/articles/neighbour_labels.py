"""What each block is among its neighbours: repeats, lists of other stories, captions over their credits."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tidings.articles.block_labels import BlockLabel, Labelled
from tidings.articles.boilerplate import Reach
from tidings.articles.metadata.bylines import read_bare_byline
from tidings.articles.title_shape import could_be_title
from tidings.vocabulary import RemovedKind

POST_BLOCKS = 7  # blocks within which the next comment of a thread begins
THREAD_POSTS = 3
POSTER_WORDS = 5
POSTED_AT = re.compile(r"\bago\b|\d{1,2}[:.]\d\d", re.I)
CLIP_TITLE = re.compile(r"[^\W\d_]\d{1,2}:\d\d$")  # "Police at the gate0:35"
CLIP = re.compile(r"^(?:Duration|Length|Running time|Video)\W{0,3}\d{1,2}:\d\d(?::\d\d)?$", re.I)
WRAPPED_LINES = 3  # a paragraph of as many lines shows that the text is wrapped
LEAST_HALF = 15  # characters
REPEAT_WITHIN = 8  # blocks in which a caption is set again
LEAST_REPEAT = 25  # characters: shorter lines come back by chance
LIST_ITEM_WORDS = 30  # a longer line is no item of a list of stories
UNDER_BYLINES = frozenset(
    {RemovedKind.TIMESTAMP, BlockLabel.PROSE, RemovedKind.CAPTION, RemovedKind.WIDGET, RemovedKind.OCR_NOISE}
)
IN_LISTS = frozenset(
    {
        BlockLabel.SHORT,
        RemovedKind.TIMESTAMP,
        RemovedKind.BYLINE,
        RemovedKind.RELATED,
        RemovedKind.WIDGET,
        RemovedKind.NAVIGATION,
        RemovedKind.TAGS,
    }
)


def label_in_context(blocks: Sequence[Labelled]) -> list[Labelled]:
    """The blocks relabelled where their neighbours tell more than their own words."""
    return label_captions(label_bylines(label_lists(label_clips(label_comments(label_repeats(join_titles(blocks)))))))


def join_titles(blocks: Sequence[Labelled]) -> list[Labelled]:
    """In a hard-wrapped text two short lines that stand together above the head are one title, broken."""
    if not any(len(block.block.lines) >= WRAPPED_LINES for block in blocks):
        return list(blocks)
    out: list[Labelled] = []
    for index, block in enumerate(blocks):
        if out and is_second_half(blocks, index):
            first = out[-1]
            joined = replace(
                first.block, lines=first.block.lines + block.block.lines, text=f"{first.text} {block.text}"
            )
            out[-1] = replace(first, block=joined, words=first.words + block.words)
        else:
            out.append(block)
    return out


def is_second_half(blocks: Sequence[Labelled], index: int) -> bool:
    """Whether a line goes on with the title above it: the two stand alone, and the head or the text is below."""
    first, second = blocks[index - 1], blocks[index]
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    stands_alone = index == 1 or first.block.gap > 0
    return (
        below is not None
        and below.label in UNDER_BYLINES | {RemovedKind.BYLINE}
        and below.block.gap > 0
        and stands_alone
        and second.block.gap == 0
        and could_be_title(first)
        and could_be_title(second)
        and len(first.text) >= LEAST_HALF
        and ("—" in second.text or not read_bare_byline(second.text))  # a dash parts titles, not names
    )


def label_repeats(blocks: Sequence[Labelled]) -> list[Labelled]:
    """Of a paragraph set again soon after the last is kept; set again right below, it is a caption with its double."""
    out = list(blocks)
    last: dict[str, int] = {}
    for index, block in enumerate(blocks):
        if block.label not in {BlockLabel.PROSE, RemovedKind.CAPTION} or len(block.text) < LEAST_REPEAT:
            continue
        key = block.text.casefold()
        above = last.get(key)
        if above is not None and index - above <= REPEAT_WITHIN:
            is_caption = block.label is RemovedKind.CAPTION or (index - above == 1 and block.block.gap == 0)
            first = (
                RemovedKind.CAPTION
                if is_caption and out[above].label is not RemovedKind.DUPLICATE
                else RemovedKind.DUPLICATE
            )
            out[above] = replace(out[above], label=first)
            if is_caption:
                out[index] = replace(block, label=RemovedKind.DUPLICATE)
        last[key] = index
    return out


def label_comments(blocks: Sequence[Labelled]) -> list[Labelled]:
    """Threads of readers' comments, a name and a time over each, are navigation as a whole."""
    out = list(blocks)
    thread: list[int] = []
    for index in [*(i for i in range(len(blocks) - 2) if is_post(blocks, i)), len(blocks) + POST_BLOCKS]:
        if thread and index - thread[-1] > POST_BLOCKS:
            if len(thread) >= THREAD_POSTS:
                for i in range(thread[0], thread_end(blocks, thread[-1])):
                    out[i] = replace(out[i], label=RemovedKind.NAVIGATION)
                out[thread[0]] = replace(out[thread[0]], reach=Reach.REST)
            thread = []
        thread.append(index)
    return out


def thread_end(blocks: Sequence[Labelled], last_post: int) -> int:
    """The index behind the text of the last comment."""
    near = range(last_post + 2, min(last_post + POST_BLOCKS, len(blocks)))
    return next((i + 1 for i in near if blocks[i].label is BlockLabel.PROSE), last_post + 3)


def is_post(blocks: Sequence[Labelled], index: int) -> bool:
    """Whether a comment begins with a block: a reader's name, then when it was written, then what."""
    name, when, said = blocks[index : index + 3]
    return (
        name.label is BlockLabel.SHORT
        and name.words <= POSTER_WORDS
        and when.label is RemovedKind.TIMESTAMP
        and said.label in {BlockLabel.PROSE, BlockLabel.SHORT}
        and (name.text.endswith(":") or POSTED_AT.search(when.text) is not None)
    )


def label_clips(blocks: Sequence[Labelled]) -> list[Labelled]:
    """The title that a film's length is run together with, and the text right under one, belong to the film."""
    out = list(blocks)
    for index in range(1, len(blocks)):
        if blocks[index].label is BlockLabel.SHORT and CLIP_TITLE.search(blocks[index].text):
            out[index] = replace(blocks[index], label=RemovedKind.RELATED)
        if (
            blocks[index].block.gap == 0
            and CLIP.match(blocks[index - 1].text)
            and blocks[index].label is BlockLabel.PROSE
        ):
            out[index] = replace(blocks[index], label=RemovedKind.RELATED)
    return out


def label_lists(blocks: Sequence[Labelled]) -> list[Labelled]:
    """The short lines under "Most read" and the like are related stories, as far as they are spaced alike."""
    out = list(blocks)
    spacing: int | None = None
    is_open = False
    for index, block in enumerate(blocks):
        if block.reach is Reach.LIST:
            is_open, spacing = True, None
            continue
        if not is_open:
            continue
        if spacing is None:
            spacing = block.block.gap
        is_menu = block.label is RemovedKind.NAVIGATION and blocks[index - 1].label is RemovedKind.NAVIGATION
        if block.label not in IN_LISTS or block.words > LIST_ITEM_WORDS or block.block.gap > spacing or is_menu:
            is_open = False
        elif block.label is BlockLabel.SHORT:
            out[index] = replace(block, label=RemovedKind.RELATED)
    return out


def label_bylines(blocks: Sequence[Labelled]) -> list[Labelled]:
    """Lines of nothing but names between a title and a date or a first paragraph are bylines without their "By"."""
    out = list(blocks)
    for index in range(len(blocks) - 1):
        block, below = blocks[index], blocks[index + 1]
        if block.label not in {BlockLabel.SHORT, RemovedKind.CREDIT} or block.reach is not Reach.LINE:
            continue
        byline = read_bare_byline(block.text)
        if byline is None:
            continue
        is_agency = byline.agency is not None and (below.label is RemovedKind.TIMESTAMP or below.block.gap == 0)
        if below.label in UNDER_BYLINES and (
            is_agency or (block.label is BlockLabel.SHORT and under_title(blocks, index))
        ):
            out[index] = replace(block, label=RemovedKind.BYLINE)
    return out


def under_title(blocks: Sequence[Labelled], index: int) -> bool:
    """Whether a title stands within the two lines above, in no case prose right above."""
    if index == 0 or blocks[index - 1].label is BlockLabel.PROSE:
        return False
    return any(could_be_title(b) and not read_bare_byline(b.text) for b in blocks[max(0, index - 2) : index])


def label_captions(blocks: Sequence[Labelled]) -> list[Labelled]:
    """The line right above a credit is its caption, when no blank line parts them."""
    out = list(blocks)
    for index in range(1, len(blocks)):
        above, block = out[index - 1], blocks[index]
        if (
            block.label is RemovedKind.CREDIT
            and block.reach is Reach.LINE
            and block.block.gap == 0
            and above.label is BlockLabel.SHORT
        ):
            out[index - 1] = replace(above, label=RemovedKind.CAPTION)
    return out
