"""The sample documents come out as an editor would cut them: articles, metadata, first and last words, no noise."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from tidings.articles.segment import segment
from tidings.readers.read import read
from tidings.records import Article, Document
from tidings.vocabulary import DocumentStatus, PublishedBasis, Reason

SEEDS = Path(__file__).parents[1] / "seeds"


@dataclass(frozen=True)
class Expected:
    title: str | None
    first: str
    last: str
    published: date | None = None
    basis: PublishedBasis | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None


ARTICLES = {
    "01_two_articles_with_furniture.txt": [
        Expected(
            "Norway and Finland to Hold Joint Arctic Drills in March",
            "Norway and Finland will hold",
            "after Russia invaded Ukraine.",
            date(2025, 1, 8),
            PublishedBasis.CAPTION,
            "AP",
        ),
        Expected(
            "Strike Shuts Port of Piraeus for a Second Day",
            "Thousands of dock workers",
            "until the blockade ends.",
            date(2025, 1, 9),
            PublishedBasis.CAPTION,
            "Reuters",
        ),
    ],
    "02_three_articles_with_related.txt": [
        Expected(
            "Sudan ceasefire talks resume in Jeddah",
            "Envoys of the Sudanese army",
            "observe the ceasefire.",
            date(2024, 5, 14),
            PublishedBasis.STATED,
            authors=("Layla Haddad",),
        ),
        Expected(
            "Kenya sends 200 police officers to Haiti",
            "Kenya sent 200 police officers",
            "threatened to kill foreign officers.",
            date(2024, 5, 15),
            PublishedBasis.STATED,
            authors=("Peter Otieno",),
        ),
        Expected(
            'Georgia\'s parliament passes "foreign agents" law',
            "Georgia's parliament on Tuesday",
            "sanctions on Georgian officials.",
            date(2024, 5, 15),
            PublishedBasis.STATED,
            authors=("Nino Beridze",),
        ),
    ],
    "03_hours_ago_and_source.txt": [
        Expected(
            "Iraq and Türkiye agree to patrol border together",
            "Iraq and Türkiye agreed on Monday",
            "visit Ankara in July.",
            date(2025, 6, 17),
            PublishedBasis.STATED,
            "AFP",
        )
    ],
    "04_disclaimer_no_title_no_date.txt": [
        Expected(None, "Polish border guards have detained", "thousands of troops to the border."),
    ],
    "05_ocr_hard_wrapped.txt": [
        Expected(
            "U.S., Philippine Navies Hold Rare Night Drill — Manila",
            "The United States and the Philippines held a rare night exercise in the South China Sea",
            "Manila has refused to leave the reef.",
            date(2024, 4, 22),
            PublishedBasis.STATED,
            "AFP",
        )
    ],
    "06_glued_heading.txt": [
        Expected(None, "Kosovo's prime minister, Albin Kurti,", "near the border on March 3."),
    ],
    "07_dateline.txt": [
        Expected(
            "Cyprus rivals agree to reopen crossing point",
            "The leaders of Greek and Turkish Cypriots",
            "which broke down in 2017.",
            dateline="NICOSIA",
        )
    ],
    "08_caption_date_only.txt": [
        Expected(
            "Ecuador declares state of emergency after prison riot",
            "Ecuador's president, Daniel Noboa,",
            "to disarm 22 gangs.",
            date(2024, 1, 9),
            PublishedBasis.CAPTION,
            "AP",
        )
    ],
    "09_page.html": [
        Expected(
            "Myanmar rebels seize garrison town",
            "Rebels of the Karen National Union",
            "urged all sides to begin talks.",
            date(2024, 4, 11),
            PublishedBasis.STATED,
            authors=("Su Myat",),
        )
    ],
    "11_mojibake.txt": [
        Expected(
            "Hungary’s “no” delays aid for Ukraine",
            "Hungary on Friday vetoed €50 billion",
            "criticised Orbán’s veto.",
            date(2023, 12, 15),
            PublishedBasis.DATELINE,
            "Reuters",
            dateline="BRUSSELS",
        )
    ],
    "14_copy_of_the_wire.txt": [
        Expected(
            "Iraq, Türkiye to Patrol Border Jointly",
            "Iraq and Türkiye agreed on Monday",
            "two of its members were wounded.",
            agency="AFP",
        )
    ],
    "15_second_report_of_a_story.txt": [
        Expected(
            "Myawaddy falls to Karen fighters",
            "Thailand sent troops to its border",
            "aid workers said.",
            date(2024, 4, 12),
            PublishedBasis.DATELINE,
            "AP",
            dateline="MAE SOT",
        )
    ],
}

NOISE = (
    "(AP)",
    "TT\n",
    "hours ago",
    "SOURCE:",
    "Disclaimer",
    "Related",
    "Read more",
    "Credit:",
    "~ *&",
    "By AFP",
    "Sign in",
)


@lru_cache
def documents(name: str) -> tuple[Document, ...]:
    return tuple(read((SEEDS / name).read_bytes(), name))


@lru_cache
def articles(name: str) -> tuple[Article, ...]:
    return tuple(article for document in documents(name) for article in segment(document))


@pytest.mark.parametrize("name", ARTICLES)
def test_titles_and_extent(name: str) -> None:
    found = [
        (a.title, a.body[: len(e.first)], a.body[-len(e.last) :])
        for a, e in zip(articles(name), ARTICLES[name], strict=True)
    ]
    assert found == [(e.title, e.first, e.last) for e in ARTICLES[name]]


@pytest.mark.parametrize("name", ARTICLES)
def test_dates_and_who_wrote_it(name: str) -> None:
    found = [(a.published_date, a.published_basis, a.agency, a.authors) for a in articles(name)]
    assert found == [(e.published, e.basis, e.agency, e.authors) for e in ARTICLES[name]]
    for article, expected in zip(articles(name), ARTICLES[name], strict=True):
        assert (article.dateline_place or "").upper().startswith(expected.dateline or "")


@pytest.mark.parametrize("name", ARTICLES)
def test_no_noise_in_a_body_and_nothing_lost(name: str) -> None:
    (document,) = documents(name)
    text = document.text or ""
    for article in articles(name):
        assert not [noise for noise in NOISE if noise in article.body]
    kept = {o for a in articles(name) for p in a.offsets.pieces for o in range(p.start, p.start + p.length)}
    removed = {o for a in articles(name) for r in a.removed for o in range(r.start, r.end)}
    assert not kept & removed
    lost = "".join(c if o not in kept | removed else " " for o, c in enumerate(text)).replace("-", "").split()
    assert lost == []


def test_the_broken_record_is_quarantined_and_the_rest_kept() -> None:
    rows = documents("10_export.jsonl")
    assert [(d.source_path, d.status, d.reason) for d in rows] == [
        ("10_export.jsonl!1", DocumentStatus.LOADED, None),
        ("10_export.jsonl!2", DocumentStatus.LOADED, None),
        ("10_export.jsonl!3", DocumentStatus.QUARANTINED, Reason.BROKEN_RECORD),
        ("10_export.jsonl!4", DocumentStatus.LOADED, None),
    ]


def test_german_is_kept_without_events_and_bytes_are_quarantined() -> None:
    (german,) = articles("12_german.txt")
    assert (german.language, german.reason, german.published_date) == ("de", Reason.OTHER_LANGUAGE, date(2024, 7, 4))
    (binary,) = documents("13_no_text.bin")
    assert (binary.status, binary.reason, binary.text) == (DocumentStatus.QUARANTINED, Reason.BINARY, None)
