"""Bylines, datelines, dates and titles: hard cases with near misses."""

import pytest

from tests.articles.documents import STORY, document
from tidings.articles.metadata.bylines import (
    find_byline,
    read_bare_byline,
    read_byline,
    read_leading_names,
    read_sign_off,
)
from tidings.articles.metadata.datelines import read_dateline
from tidings.articles.metadata.publication_date import stated_date
from tidings.articles.metadata.title_keys import split_site
from tidings.articles.metadata.written_dates import find_dates
from tidings.articles.segment import segment


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("26 July 2018", ["2018-07-26"]),
        ("Thu 26th of July, 2018 17.15 GMT", ["2018-07-26"]),
        ("Oct. 9, 2016", ["2016-10-09"]),
        ("2025-09-15T11:36:01Z", ["2025-09-15"]),
        ("9. März 2018, 12:30 Uhr", ["2018-03-09"]),
        ("9 de marzo de 2018", ["2018-03-09"]),
        ("le 14 août 2021", ["2021-08-14"]),
        ("12 lutego 2022", ["2022-02-12"]),
        ("5 марта 2014", ["2014-03-05"]),
        ("2020年3月4日", ["2020-03-04"]),
        ("26/09/2019 10:10", ["2019-09-26"]),
        ("12/25/2020", ["2020-12-25"]),
        ("12.03.2020", ["2020-03-12"]),
        ("2 min readApril 25, 20232:26 PM", ["2023-04-25"]),
        ("03/04/2020", []),
        ("03/04/2020 5:10 pm", []),
        ("31 February 2020", []),
        ("the 10-8-2 record", []),
        ("version 1.12.2019.4", []),
    ],
)
def test_dates_in_a_line(line: str, dates: list[str]) -> None:
    assert [found.value.isoformat() for found in find_dates(line)] == dates


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["Updated May 3, 2024", "Published May 2, 2024"], "2024-05-02"),
        (["Published: 10:48, Tue, Nov 19, 2019 | Updated: 11:05, Wed, Nov 20, 2019"], "2019-11-19"),
        (["March 2024", "5 March 2024"], "2024-03-05"),
        (["Updated 3:47 PM GMT, May 2, 2024"], "2024-05-02"),
    ],
)
def test_the_first_publication_counts(lines: list[str], date: str) -> None:
    found = stated_date(lines, None)
    assert found is not None
    assert found.value.isoformat() == date


@pytest.mark.parametrize(
    ("line", "authors", "agency"),
    [
        ("By Ida Lund and Max Roth", ("Ida Lund", "Max Roth"), None),
        ("BY IDA LUND, MAX ROTH", ("Ida Lund", "Max Roth"), None),
        ("By Ida Lund in Oslo", ("Ida Lund",), None),
        ("By Reuters staff", (), "Reuters"),
        ("By Agence France-Presse and Ida Lund", ("Ida Lund",), "AFP"),
        ("By Ursula von der Leyen | 3 March 2025", ("Ursula von der Leyen",), None),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...], agency: str | None) -> None:
    byline = read_byline(line)
    assert byline is not None
    assert (byline.authors, byline.agency) == (authors, agency)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday evening the last troops had left the town.",
        "By the time they came it was over",
        "By 2030 all coal plants will close",
        "Norway closes border",
    ],
)
def test_near_misses_of_bylines(line: str) -> None:
    assert read_byline(line) is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ida Lund, Political Correspondent", ("Ida Lund",)),
        ("Ida LundTravel News Reporter", ("Ida Lund",)),
        ("Ida Lund · CBC News · Posted: Aug 08, 2024 4:00 AM", ("Ida Lund",)),
        ("Ida Lund / EXAMPLE.COM / Sep 2, 2024, 17:07 IST", ("Ida Lund",)),
    ],
)
def test_names_with_a_role_or_an_outlet_behind(line: str, authors: tuple[str, ...]) -> None:
    byline = read_leading_names(line)
    assert byline is not None
    assert byline.authors == authors


@pytest.mark.parametrize("line", ["Key Points", "Mallow Pool - closed until further notice", "US Elections 2024"])
def test_lines_that_begin_with_no_author(line: str) -> None:
    assert read_leading_names(line) is None


def test_desks_and_names_anywhere() -> None:
    assert find_byline("July 24, 2019 by Ida Lund 5 Comments") == read_byline("By Ida Lund")
    desk = find_byline("By Staff Reports -")
    assert desk is not None
    assert desk.is_desk
    assert read_bare_byline("The talks in Oslo") is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("(Reporting by Ida Lund in Oslo; Writing by Max Roth; Editing by Jo Hart)", ("Ida Lund", "Max Roth")),
        ("(Additional reporting by Ida Lund; Editing by Max Roth)", ("Ida Lund",)),
        ("(Additional reporting by Ida Lund; Writing by Max Roth)", ("Max Roth",)),
    ],
)
def test_sign_offs_name_who_wrote(line: str, authors: tuple[str, ...]) -> None:
    byline = read_sign_off(line)
    assert byline is not None
    assert byline.authors == authors


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        ("MINSK, Feb 10 (Reuters) - The army said so.", "MINSK", "The army said so."),
        ("MINSK, Feb 10 (Agency) - The army said so.", "MINSK", "The army said so."),
        ("WASHINGTON (AP) — The court ruled.", "WASHINGTON", "The court ruled."),
        ("NEW DELHI: A court ruled.", "NEW DELHI", "A court ruled."),
        ("ASHEVILLE, N.C. Ida Lund came home.", "ASHEVILLE, N.C.", "Ida Lund came home."),
        (
            "Hargeisa, Somaliland - When they arrived, it rained.",
            "Hargeisa, Somaliland",
            "When they arrived, it rained.",
        ),
        ("(CNN) The court ruled.", None, "The court ruled."),
        ("TEHRAN, March 3. /TASS/. The army said so.", "TEHRAN", "The army said so."),
        ("MOSCOW. March 3 (Interfax) - The army said so.", "MOSCOW", "The army said so."),
        ("Kinshasa, 3 March 2024 / APO Group / The army said so.", "Kinshasa", "The army said so."),
        ("Geneva, Switzerland | AFP | The talks ended.", "Geneva, Switzerland", "The talks ended."),
        ("ISLAMABAD - APP: The talks ended.", "ISLAMABAD", "The talks ended."),
        ("CAIRO – 3 March 2024: The talks ended.", "CAIRO", "The talks ended."),
        ("DUBAI // The talks ended.", "DUBAI", "The talks ended."),
        ("[Kyiv, Ukraine] The talks ended.", "Kyiv, Ukraine", "The talks ended."),
        ("WASHINGTON D.C. — The court ruled.", "WASHINGTON D.C.", "The court ruled."),
        ("Lagos, Nigeria, 3 March (LNP) The court ruled.", "Lagos, Nigeria", "The court ruled."),
    ],
)
def test_datelines(text: str, place: str | None, rest: str) -> None:
    dateline = read_dateline(text)
    assert dateline is not None
    assert (dateline.place, text[dateline.end :]) == (place, rest)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("TEHRAN, March 3. /TASS/. The army said so.", "TASS"),
        ("Geneva, Switzerland | AFP | The talks ended.", "AFP"),
        ("Abuja, March 3, 2024 (NAN) – The talks ended.", "NAN"),
        ("KABUL (Pajhwok): The talks ended.", "Pajhwok"),
        ("KABUL (Agency): The talks ended.", None),
    ],
)
def test_agencies_of_datelines(text: str, agency: str | None) -> None:
    dateline = read_dateline(text)
    assert dateline is not None
    assert dateline.agency == agency


@pytest.mark.parametrize(
    "text",
    [
        "NATO Secretary General Mark Rutte said no.",
        "CHINA has sent troops to the border.",
        "The law - Passed in May - was struck down.",
        "(Some) Ministers stayed away.",
        "Question: Who will come?",
        "[Analysis] The talks ended.",
        "Moscow / The army / The people: three names for one thing.",
        "March 3 – 4 March 2024: The talks ended.",
        "Editor | Max | The talks ended.",
        "He left on March 3 (Sunday) The bus was late.",
    ],
)
def test_near_misses_of_datelines(text: str) -> None:
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    ("line", "title", "outlet"),
    [
        ("Talks end in Oslo – Reuters", "Talks end in Oslo", "Reuters"),
        ("Talks end in Oslo | The Northern Times", "Talks end in Oslo", "The Northern Times"),
        ("Talks end without accord — Pentagon", "Talks end without accord — Pentagon", None),
    ],
)
def test_the_site_after_a_title(line: str, title: str, outlet: str | None) -> None:
    assert split_site(line) == (title, outlet)


@pytest.mark.parametrize(
    ("foot", "agency"),
    [
        ("© 2019 Associated Press. All rights reserved.", "AP"),
        ("Copyright 2024 by Reuters Limited. All rights reserved.", "Reuters"),
        ("Copyright (c) 2021, Agence France-Presse", "AFP"),
        ("© 2024 PA Housing Trust. All rights reserved.", None),
        ("© 2019 The Northern Courier. Associated Press stories are used with leave.", None),
        ("The Associated Press was the first to report it, and others followed within the hour.", None),
    ],
)
def test_the_notice_below_the_body_names_the_agency(foot: str, agency: str | None) -> None:
    (article,) = segment(document(f"Norway closes its northern border\n\nBy Ida Lund\n\n{STORY}\n\n{foot}"))
    assert article.agency == agency
