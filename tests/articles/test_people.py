"""Names of authors as fields and lines give them, and what is no author."""

import pytest

from tests.articles.documents import STORY, document
from tidings.articles.metadata.people import read_people
from tidings.articles.segment import segment
from tidings.readers.read import read


@pytest.mark.parametrize(
    ("field", "authors", "agency"),
    [
        ("Ida Lund", ["Ida Lund"], None),
        ("By Ida Lund and Max Roth", ["Ida Lund", "Max Roth"], None),
        ("Lund, Ida", ["Ida Lund"], None),
        ("Okafor, Ngozi; Tan, Wei Ming", ["Ngozi Okafor", "Wei Ming Tan"], None),
        ("Lund, Ida and Roth, Max", ["Ida Lund", "Max Roth"], None),
        ("van der Berg, J.", ["J. van der Berg"], None),
        ("Ida Lund, Max Roth, Jo Dahl", ["Ida Lund", "Max Roth", "Jo Dahl"], None),
        ("IDA LUND; J. R. ROTH-DAHL", ["Ida Lund", "J. R. Roth-Dahl"], None),
        ("Ida Lund, Senior Reporter", ["Ida Lund"], None),
        ("Ida Lund, Reuters", ["Ida Lund"], "Reuters"),
        ("Ida Lund (ida@paper.example); @maxroth; https://paper.example/ida", ["Ida Lund"], None),
        ("Ida Lund; Email The Author", ["Ida Lund"], None),
        ("Reuters", [], "Reuters"),
        ("Anonymous", [], None),
        ("Staff; Newsroom; admin", [], None),
        ("", [], None),
    ],
)
def test_a_field_of_authors(field: str, authors: list[str], agency: str | None) -> None:
    found = read_people(field)
    assert (list(found.authors), found.agency) == (authors, agency)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ida Lund", ("Ida Lund",)),
        ("By Staff", ()),
        ("By Harbour Staff", ("Harbour Staff",)),
        ("By Newsroom", ()),
        ("By Anonymous", ()),
    ],
)
def test_staff_and_nobody_are_no_authors(line: str, authors: tuple[str, ...]) -> None:
    (article,) = segment(document(f"Norway closes its northern border\n\n{line}\n\n{STORY}"))
    assert article.authors == authors


def test_a_proquest_field_names_people_surname_first() -> None:
    record = (
        f"{'_' * 60}\n\nNorway closes its northern border\n\nAuthor: Lund, Ida; Tan, Wei Ming\n\n"
        f"Publication info: The Courier ; Oslo [Oslo]06 May 2024.\n\nFull text: {STORY}\n\nProQuest document ID: 1\n\n"
        "Database: ProQuest Central\n\nLast updated: 2024-05-07\n"
    )
    (document_,) = read(record.encode(), "a.txt")
    (article,) = segment(document_)
    assert article.authors == ("Ida Lund", "Wei Ming Tan")


def test_an_agency_that_publishes_is_the_agency() -> None:
    (article,) = segment(document(STORY, publisher="AFP"))
    assert article.agency == "AFP"
