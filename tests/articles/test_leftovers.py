"""What archives leave behind in a text, and the dates that addresses and ages of pages tell."""

import pytest

from tests.articles.documents import LEAD, SECOND, STORY, document
from tidings.articles.metadata.addresses import day_comes_first, filed_date
from tidings.articles.metadata.publication_date import relative_date
from tidings.articles.segment import segment
from tidings.readers.read import read
from tidings.vocabulary import DatePrecision, PublishedBasis, RemovedKind

HALF = "The defence minis"


@pytest.mark.parametrize(
    ("end", "kept", "mark"),
    [
        (f"{HALF}… [+2371 chars]", f"{HALF}…", " [+2371 chars]"),
        (f"{HALF}... Read more", HALF, "... Read more"),
        (f"{HALF}… Continue reading Border shut →", HALF, "… Continue reading Border shut →"),
        (f"{HALF} [...]", HALF, " [...]"),
        ("He said that people should read more", "He said that people should read more", None),
        ("“Well …”", "“Well …”", None),
    ],
)
def test_a_text_that_was_cut_off_says_so(end: str, kept: str, mark: str | None) -> None:
    text = f"{LEAD}\n\n{SECOND} {end}"
    (article,) = segment(document(text))
    assert article.body == f"{LEAD}\n\n{SECOND} {kept}"
    marks = [text[r.start : r.end] for r in article.removed if r.kind is RemovedKind.TRUNCATED]
    assert marks == ([mark] if mark else [])


@pytest.mark.parametrize(
    "note",
    [
        "This story has been updated with a statement of the ministry.",
        "Correction: A previous version gave the wrong number of drones.",
        "An earlier version of this article named the wrong town.",
        "This article was amended on 7 May 2024 to add a quotation.",
    ],
)
def test_notes_of_a_change_are_a_kind_of_their_own(note: str) -> None:
    text = f"{STORY}\n\n{note}"
    (article,) = segment(document(text))
    assert article.body == STORY
    assert [text[r.start : r.end] for r in article.removed if r.kind is RemovedKind.CORRECTION] == [note]


@pytest.mark.parametrize(
    "sentence",
    [
        "This story has been told by three witnesses since the border was closed in May.",
        "Correction officers at the border prison went on strike over wages on Thursday.",
    ],
)
def test_sentences_that_only_begin_alike_stay(sentence: str) -> None:
    assert sentence in segment(document(f"{STORY}\n\n{sentence}"))[0].body


@pytest.mark.parametrize(
    ("url", "day", "precision"),
    [
        ("https://p.example/2014/04/border", "2014-04-01", DatePrecision.MONTH),
        ("https://p.example/world/2014/04/09/border.html", "2014-04-09", DatePrecision.DAY),
        ("https://p.example/2014-04-09/border", "2014-04-09", DatePrecision.DAY),
        ("https://p.example/20140409/border", "2014-04-09", DatePrecision.DAY),
        ("https://p.example/news/agenda-2026-1-release", None, None),
        ("https://p.example/2014/border", None, None),
        ("https://p.example/2014/44/border", None, None),
        ("https://p.example/item/201404091/border", None, None),
    ],
)
def test_the_day_or_month_in_an_address(url: str, day: str | None, precision: DatePrecision | None) -> None:
    found = filed_date(url)
    assert (str(found.value) if found else None, found.precision if found else None) == (day, precision)


def test_an_address_dates_an_article_that_nothing_else_dates() -> None:
    url = "https://p.example/2014/04/border"
    (undated,) = segment(document(STORY, url=url))
    assert (str(undated.published_date), undated.published_basis) == ("2014-04-01", PublishedBasis.INFERRED)
    (dated,) = segment(document(STORY, url=url, date="2014-05-02"))
    assert (str(dated.published_date), dated.published_precision) == ("2014-05-02", DatePrecision.DAY)


@pytest.mark.parametrize(
    ("line", "crawled", "day"),
    [
        ("19 hours ago", "2024-05-07T10:00:00Z", "2024-05-06"),
        ("Updated 40 minutes ago", "2024-05-07T00:10:00Z", "2024-05-06"),
        ("3 days ago", "2024-05-07", "2024-05-04"),
        ("an hour ago", "2024-05-07 10:00:00", "2024-05-07"),
        ("19 hours ago", "2024-05-07", None),
        ("19 hours ago", "", None),
        ("19 hours ago", "2024-99-07T10:00:00Z", None),
        ("some hours ago", "2024-05-07T10:00:00Z", None),
    ],
)
def test_the_age_of_a_page_counts_from_when_it_was_fetched(line: str, crawled: str, day: str | None) -> None:
    found = relative_date([line], crawled)
    assert (str(found.value) if found else None) == day


def test_a_page_that_tells_its_age_is_dated_by_the_crawl() -> None:
    text = f"Norway closes its northern border\n\nBy Ida Lund\n\n19 hours ago\n\n{STORY}"
    (article,) = segment(document(text, crawled="2024-05-07T10:00:00Z"))
    assert (str(article.published_date), article.published_basis) == ("2024-05-06", PublishedBasis.RELATIVE)
    assert article.published_evidence == "19 hours ago"
    assert segment(document(text))[0].published_date is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://www.paper.co.uk/1", "2020-04-03"),
        ("https://paper.us/1", "2020-03-04"),
        ("https://paper.com/1", "None"),
        ("", "None"),
    ],
)
def test_the_country_of_the_outlet_decides_which_number_is_the_day(url: str, day: str) -> None:
    text = f"Norway closes its northern border\n\n03/04/2020\n\n{STORY}"
    assert str(segment(document(text, url=url))[0].published_date) == day
    assert day_comes_first("") is None


def test_update_begins_a_sentence_of_a_nexis_text() -> None:
    said = "Update: the minister accused Moscow of sheltering the pilots."
    record = (
        "                1 of 1 DOCUMENTS\n\n\n                The Courier (Oslo)\n\n"
        "               May 6, 2024 Monday\n\n"
        f"Minister: 'The border stays shut'; Drones seen\n\nLENGTH: 40 words\n\n  {LEAD}\n\n  {said}\n\n"
        "LOAD-DATE: May 7, 2024\n\nLANGUAGE: ENGLISH\n"
    )
    (document_,) = read(record.encode(), "a.txt")
    (article,) = segment(document_)
    assert article.title == "Minister: 'The border stays shut'; Drones seen"
    assert article.body == f"{LEAD}\n\n{said}"
