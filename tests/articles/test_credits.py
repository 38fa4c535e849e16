"""Who stands behind an article: which line names an author, an agency, an outlet, a section, and which does not."""

import pytest

from tidings.articles.article_layout import ArticleLayout
from tidings.articles.block_labels import label_blocks
from tidings.articles.blocks import find_blocks
from tidings.articles.document_words import DocumentWords
from tidings.articles.metadata.authors import choose_byline
from tidings.articles.metadata.credits import (
    caption_agency,
    foot_sign_off,
    is_inverted,
    section_of,
    source_agency,
    source_publisher,
)
from tidings.articles.metadata.visible_date import may_date, read_published
from tidings.articles.neighbour_labels import label_in_context

TITLE = "Minister resigns over ferry disaster"
BODY = (
    "The minister of transport resigned on Monday, two days after the ferry sank.",
    "Divers went on with their search of the wreck on Tuesday morning.",
)


def layout(*above: str, below: tuple[str, ...] = ()) -> ArticleLayout:
    """A title, these lines, a body of two paragraphs, and what stands below it."""
    lines = (TITLE, *above, *BODY, *below)
    blocks = tuple(label_in_context(label_blocks(find_blocks("\n\n".join(lines)))))
    first = 1 + len(above)
    return ArticleLayout(blocks, 0, None, (first, first + 1), prose=(first, first + 2))


AUTHORS = [
    (layout("By Ida Lund"), ("Ida Lund",)),
    (layout("By Monday evening"), None),
    (layout("Ida Lund", "3 June 2019"), ("Ida Lund",)),
    (layout("Ida Lund"), ("Ida Lund",)),  # right under the title
    (layout("Share this", "Most popular", "Ida Lund"), None),  # far below it, and no date
    (layout("By Ida Lund", below=("By Max Roth",)), ("Ida Lund",)),
    (layout(below=("By Max Roth",)), ("Max Roth",)),
    (layout("By", "Ida Lund"), ("Ida Lund",)),
    (layout(), None),
]


@pytest.mark.parametrize(("found", "authors"), AUTHORS)
def test_who_wrote_it(found: ArticleLayout, authors: tuple[str, ...] | None) -> None:
    byline = choose_byline(found, DocumentWords(" ".join(BODY)))
    assert (byline.authors if byline is not None else None) == authors


def test_words_that_the_document_writes_small_are_no_name() -> None:
    found = layout("Top Story", "3 June 2019")
    assert (
        choose_byline(found, DocumentWords("It was the top story of the week, and no other story came near.")) is None
    )


FIELDS = [("Lund, Ida; Roth, Max", True), ("By Ida Lund, Oslo", False), ("Ida Lund and Max Roth", False)]


@pytest.mark.parametrize(("field", "expected"), FIELDS)
def test_a_field_of_names_in_the_form_of_an_export(field: str, expected: bool) -> None:
    assert is_inverted(field) is expected


FOOT = [
    (("Source: Reuters",), "Reuters"),
    (("Source: Ministry of Transport",), None),
    (("Reuters was founded long before the ferry was built.",), None),
    ((), None),
]


@pytest.mark.parametrize(("below", "agency"), FOOT)
def test_the_agency_of_a_source_line(below: tuple[str, ...], agency: str | None) -> None:
    assert source_agency(layout(below=below).foot) == agency


def test_the_outlet_whose_name_is_the_host() -> None:
    assert source_publisher((), "https://www.theguardian.com/world/ferry") == "The Guardian"
    assert source_publisher((), "https://www.example.com/world/ferry") is None
    assert source_publisher((), None) is None


def test_who_signed_off_a_wire_story() -> None:
    told = foot_sign_off(layout(below=("(Reporting by Ida Lund; Editing by Max Roth)",)).foot)
    assert told is not None
    assert told.authors == ("Ida Lund",)
    assert foot_sign_off(layout(below=("Reporting on the ferry was hard for days.",)).foot) is None


CAPTION = "A ferry lies off the coast of Malta on Monday, June 3, 2019. ({})"
CAPTIONS = [(("AP",), "AP"), (("AP", "AP"), "AP"), (("AP", "Reuters"), None), ((), None)]


@pytest.mark.parametrize(("credited", "agency"), CAPTIONS)
def test_the_agency_that_all_captions_are_credited_to(credited: tuple[str, ...], agency: str | None) -> None:
    captions = (f"{n} {CAPTION.format(name)}" for n, name in enumerate(credited, 1))
    assert caption_agency(layout(*captions).blocks) == agency


SECTIONS = [("2025-09-15 WORLD", "WORLD"), ("2025-09-15 Malta", None), ("2025-09-15", None)]


@pytest.mark.parametrize(("line", "section"), SECTIONS)
def test_the_section_of_a_date_line(line: str, section: str | None) -> None:
    assert section_of(layout(line).head) == section


DATES = [
    (layout("3 June 2019"), {}, "2019-06-03"),
    (layout("Updated 5 June 2019", "Published 3 June 2019"), {}, "2019-06-03"),
    (layout("3 June 2019"), {"date": "2020-01-01"}, "2019-06-03"),  # the text goes before its container
    (layout(), {"date": "2020-01-01"}, "2020-01-01"),
    (layout(below=("Published 3 June 2019",)), {"date": "2020-01-01"}, "2019-06-03"),
    (layout(), {"url": "https://paper.example/2014/04/09/ferry/"}, "2014-04-09"),
    (layout(), {}, None),
]


@pytest.mark.parametrize(("found", "declared", "day"), DATES)
def test_when_it_was_published(found: ArticleLayout, declared: dict[str, str], day: str | None) -> None:
    told = read_published(found, declared, None, None)
    assert (told.value.isoformat() if told is not None else None) == day


LINES = [
    ("3 June 2019", True),
    ("By Ida Lund, 3 June 2019", True),
    ("The ferry sank on 3 June 2019, the coast guard said.", False),  # a sentence tells of the event
    ("Will the yard ever build another ferry like this one again?Monday, 6 January 2020", True),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_which_lines_may_date(line: str, expected: bool) -> None:
    (block,) = label_blocks(find_blocks(line))
    assert may_date(block) is expected
