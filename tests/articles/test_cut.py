"""Whole documents: what an editor would have cut from them."""

from datetime import date

import pytest

from tests.articles.documents import LEAD, OTHER_STORY, SECOND, STORY, THIRD, document
from tidings.articles.segment import segment
from tidings.vocabulary import DatePrecision, PublishedBasis, Reason, RemovedKind

TITLE = "Norway closes border after drones cross"
OTHER_TITLE = "Strike blocks harbour of Piraeus"
END = "No date was set for talks, though both sides said that they wanted to meet before the end of the month."
CAPTION = "Soldiers stand guard near Kirkenes, Norway, Monday, March 3, 2025. (AP)"

DRONES = f"{TITLE}\n\n{STORY}"
STRIKE = f"{OTHER_TITLE}\n\n{OTHER_STORY}"
FRAMED_DRONES = f"{TITLE}\n\n{CAPTION}\n{CAPTION}\nTT\n20\n\n{TITLE}\n\n{CAPTION}\n\n{STORY}"
FRAMED_STRIKE = f"{OTHER_TITLE}\n\nThe harbour. (AFP)\nTT\n20\n\n{OTHER_TITLE}\n\n{OTHER_STORY}"
SIGNED_DRONES = f"{TITLE}\nBy Ida Lund\n3 March 2025\n\n{STORY}"
SIGNED_STRIKE = f"{OTHER_TITLE}\nBy Max Roth\n6 March 2025\n\n{OTHER_STORY}"
MENU = "Home\nWorld\nSport\nOpinion"
HEADING = f"{LEAD}\n\n{SECOND}\n\nThe drones over the border\n\n{THIRD} The army had shot at them near the border."
MOST_READ = f"Most read\n{OTHER_TITLE}\nKenya sends police to Haiti\nThree found alive in mine"
COMMENTS = (
    "Comments\n\nolav77\n3 March 2025 at 10:12\nThat was long overdue.\n\nkari\n3 March 2025 at 11:40\n"
    "What a mess it is, really.\n\nper_o\n3 March 2025 at 12:02\nThe army did well. I am sure of it."
)

# name, text, titles of the articles that are in it
SEVERAL = (
    ("title, byline, date", f"{SIGNED_DRONES}\n\n{SIGNED_STRIKE}", [TITLE, OTHER_TITLE]),
    ("title twice, captions", f"{FRAMED_DRONES}\n\n\n\n{FRAMED_STRIKE}", [TITLE, OTHER_TITLE]),
    ("a rule between", f"{DRONES}\n\n* * *\n\n{STRIKE}", [TITLE, OTHER_TITLE]),
    ("a source line between", f"{DRONES}\n\nSOURCE: Reuters\n\n{STRIKE}", [TITLE, OTHER_TITLE]),
    ("a menu between", f"{DRONES}\n\n{MENU}\n{SIGNED_STRIKE}", [TITLE, OTHER_TITLE]),
    ("no title, many blank lines", f"{STORY}\n\n\n\n\n\n{OTHER_STORY}", [None, None]),
    ("near miss: a heading", f"{TITLE}\n\n{HEADING}\n\nNorway said the border would stay closed.", [TITLE]),
    ("near miss: other stories", f"{DRONES}\n\n{MOST_READ}", [TITLE]),
    ("near miss: comments", f"{DRONES}\n\n{COMMENTS}", [TITLE]),
)


@pytest.mark.parametrize(("text", "titles"), [case[1:] for case in SEVERAL], ids=[case[0] for case in SEVERAL])
def test_articles_of_a_document(text: str, titles: list[str | None]) -> None:
    assert [article.title for article in segment(document(text))] == titles


# What stands in a text besides the story, and the kind it is removed as
FURNITURE = (
    ("Photo: Ida Lund/Getty Images", RemovedKind.CREDIT),
    ("FILE PHOTO: A drone over the fjord", RemovedKind.CAPTION),
    ("The border post near Kirkenes. REUTERS/Ida Lund", RemovedKind.CAPTION),
    ("Share on Facebook", RemovedKind.WIDGET),
    ("3 min read", RemovedKind.WIDGET),
    ("19 hours ago", RemovedKind.TIMESTAMP),
    ("Image caption: The border post near Kirkenes in August", RemovedKind.CAPTION),
    ("Read more: Kenya sends police to Haiti", RemovedKind.RELATED),
    ("Background: How the border was drawn", RemovedKind.RELATED),
    ("Kenya sends two hundred police officers to Haiti", RemovedKind.RELATED),
    ("ADVERTISEMENT", RemovedKind.ADVERTISEMENT),
    ("Sign up for our newsletter", RemovedKind.ADVERTISEMENT),
    ("~ . -_ '  ;", RemovedKind.OCR_NOISE),
)


@pytest.mark.parametrize(("line", "kind"), FURNITURE)
def test_furniture_between_paragraphs_is_removed_with_its_kind(line: str, kind: RemovedKind) -> None:
    text = f"{TITLE}\n\n{LEAD}\n\n{SECOND}\n\n{line}\n\n{THIRD}\n\n{END}"
    (article,) = segment(document(text))
    assert article.body == f"{LEAD}\n\n{SECOND}\n\n{THIRD}\n\n{END}"
    where = text.index(line)
    found = [r for r in article.removed if r.start <= where < r.end]
    labels = {r.kind for r in found}
    assert labels == {kind} or (kind is RemovedKind.RELATED and labels)


# What is no furniture: sentences that begin or end like some
KEPT = (
    "Sources close to the talks said that an accord was near.",
    "Watch officers saw the ship at dawn and called the coast guard.",
    "Share prices in Oslo fell by two percent after the news.",
    "The statement was carried by state media (TASS denied it).",
    "Related charges against the two men were dropped in court.",
    "Update: two more drones were found on Tuesday near the fjord.",
    "Background: in 2019 the government had closed the border for a week.",
    "Analysis: the opposition accused the army of acting too late.",
    "Opinion: few in Oslo believe that talks will bring an end to it.",
)


@pytest.mark.parametrize("sentence", KEPT)
def test_sentences_that_look_like_furniture_stay(sentence: str) -> None:
    (article,) = segment(document(f"{TITLE}\n\n{LEAD}\n\n{sentence}\n\n{SECOND}\n\n{THIRD}"))
    assert sentence in article.body


def test_metadata_stated_in_the_text() -> None:
    head = "By Ida Lund and Max Roth\n\nPublished 3 March 2025, updated 4 March 2025"
    text = f"{TITLE}\n\n{head}\n\nKIRKENES, Norway (Reuters) - {STORY}"
    (article,) = segment(document(text))
    assert article.authors == ("Ida Lund", "Max Roth")
    assert (article.agency, article.dateline_place) == ("Reuters", "KIRKENES, Norway")
    assert (article.published_date, article.published_basis) == (date(2025, 3, 3), PublishedBasis.STATED)
    assert article.published_evidence == "3 March 2025"
    assert article.body == STORY


def test_declared_metadata_fill_what_the_text_does_not_say() -> None:
    (article,) = segment(
        document(STORY, title=TITLE, date="2025-03-03", authors="Ida Lund; Max Roth", url="https://a.example/1")
    )
    assert (article.title, article.published_date) == (TITLE, date(2025, 3, 3))
    assert (article.authors, article.url) == (("Ida Lund", "Max Roth"), "https://a.example/1")
    assert (article.text, article.body_start, article.start) == (STORY, 0, 0)


def test_a_header_of_named_fields_declares_metadata() -> None:
    text = f"Title: {TITLE}\nDate: 2025-03-03 09:27\nCategory: news\nAuthor: ida\n\n{STORY}"
    (article,) = segment(document(text))
    assert (article.title, article.authors, article.section) == (TITLE, ("ida",), "news")
    assert article.published_date == date(2025, 3, 3)
    assert article.body == STORY


def test_hard_wrapped_lines_are_joined_and_broken_words_made_whole() -> None:
    text = (
        f"{TITLE}\n\nNorway closed its northern border on Monday after three drones crossed into its air-\n"
        "space, the army said. A well-known general will lead the search for the drones that the\n"
        "border guards saw.\n\nThe minister spoke of a breach of its airspace and asked the neigh-\n"
        "bouring country to explain what the drones were doing there on that day in March, when\n"
        "nobody had announced a flight."
    )
    (article,) = segment(document(text))
    assert "into its airspace, the army said. A well-known general" in article.body
    assert "asked the neighbouring country to explain" in article.body
    assert article.body.count("\n\n") == 1


def test_a_title_broken_in_two_lines_is_one_title() -> None:
    paragraph = (
        "Norway closed its northern border on Monday after three drones crossed into its\n"
        "airspace, the army said. A general will lead the search for the drones that the\n"
        "border guards saw over the fjord."
    )
    (article,) = segment(
        document(f"Norway Closes Northern Border\nAs Drones Cross — Army\n\nBy Ida Lund\n\n{paragraph}")
    )
    assert article.title == "Norway Closes Northern Border As Drones Cross — Army"
    assert article.authors == ("Ida Lund",)


def test_a_heading_glued_to_a_sentence_is_a_paragraph() -> None:
    text = f"{LEAD}\n{SECOND[:-1]}, as quoted by the paper.The drones over the fjord\n{THIRD}"
    (article,) = segment(document(text))
    assert "quoted by the paper.\n\nThe drones over the fjord\n\nMoscow rejected" in article.body


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        (
            "Die Bundesregierung hat am Montag neue Maßnahmen beschlossen, wie der Sprecher in Berlin mitteilte.\n\n"
            "Die Opposition lehnte den Beschluss ab und kündigte eine Klage vor dem Gericht an.",
            "de",
            Reason.OTHER_LANGUAGE,
        ),
        ("Goals 3 1\nCards 2 0\nCorners 7 4\nShots 12 9", None, Reason.NOT_PROSE),
        (STORY, "en", None),
    ],
)
def test_articles_without_events_carry_a_reason(text: str, language: str | None, reason: Reason | None) -> None:
    (article,) = segment(document(text, language=None))
    assert (article.language, article.reason) == (language, reason)


def test_a_document_without_text_has_no_articles() -> None:
    assert segment(document("")) == segment(document(" \n\u200b\n\x00 ")) == ()


def test_a_date_of_a_month_has_its_precision() -> None:
    (article,) = segment(document(f"{TITLE}\n\nMarch 2025\n\n{STORY}"))
    assert (article.published_date, article.published_precision) == (date(2025, 3, 1), DatePrecision.MONTH)


def test_another_order_of_day_and_month_is_settled_by_the_document() -> None:
    text = f"{TITLE}\nBy Ida Lund\n03/04/2020\n\n{STORY}\n\n{OTHER_TITLE}\nBy Max Roth\n26/04/2020\n\n{OTHER_STORY}"
    assert [a.published_date for a in segment(document(text))] == [date(2020, 4, 3), date(2020, 4, 26)]
    (alone,) = segment(document(f"{TITLE}\nBy Ida Lund\n03/04/2020\n\n{STORY}"))
    assert alone.published_date is None
