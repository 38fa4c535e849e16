"""An event has the date of its own clause, or one that shares its time; that of another happening is not its own."""

from datetime import date

import pytest

from tests.events.coding import annotated, by_rows, event_at, events_at
from tidings.records import Passage
from tidings.vocabulary import DateBasis

# PUBLISHED of coding.py is Wednesday, 15 May 2024.
MONDAY, TUESDAY, SUNDAY = "2024-05-13", "2024-05-14", "2024-05-12"

OWN = [
    ("Polish troops shelled the village on Monday.", "shelled", MONDAY),
    ("Chadian troops pulled out of Abeche on Monday and entered Faya.", "pulled", MONDAY),
    ("Russia's naval drills, which began on Monday, worry Warsaw.", "drills", MONDAY),
    ("Soldiers arrested the editor in a dawn raid on Monday.", "arrested", MONDAY),  # not the dawn of today
    ("Kenya arrested five protesters as police stormed the camp on Monday.", "arrested", MONDAY),
    ("Police killed twelve miners in the 2012 riots.", "killed", "2012-01-01"),
    ("Chad let Libya use its airfields to send troops into Mali in March 2021.", "send", "2021-03-01"),
    ("The editor was shot dead as he left a court on Monday.", "shot", MONDAY),
    ("The army helped to get hostages released last year.", "released", "2023-01-01"),
    ("A shell fired by the rebels on Monday killed three nuns in Dhale.", "killed", MONDAY),
    ("Israel bombed a depot in Homs on Tuesday, a day after militants shelled Haifa.", "shelled", MONDAY),
    ("A day after rebels shelled Goma, the army bombed their camp on Tuesday.", "shelled", MONDAY),
    ("Fighting between the army and the rebels broke out in April 2023.", "Fighting", "2023-04-01"),
    ("Activists are planning a protest at the embassy in Manila on Thursday.", "protest", "2024-05-16"),
    ("Rebels have shelled Goma over the past week.", "shelled", "2024-05-08"),
    ("Iran on Sunday refused to attend the talks.", "refused", SUNDAY),
]

NOT_OWN = [
    ("On Monday Poland condemned the 2014 attack on Kyiv.", "attack", "2014-01-01"),
    ("On Monday Poland condemned the 2014 attack on Kyiv.", "condemned", MONDAY),
    ("Mali expelled envoys on Monday after the army seized power in 2021.", "expelled", MONDAY),
    ("Mali expelled envoys on Monday after the army seized power in 2021.", "seized", "2021-01-01"),
    ("Kenya said on Monday that police killed twelve miners in March 2021.", "killed", "2021-03-01"),
    ("Chadian troops shelled the village on Sunday and arrested the mayor on Monday.", "shelled", SUNDAY),
    ("Chadian troops shelled the village on Sunday and arrested the mayor on Monday.", "arrested", MONDAY),
]


def _starts(text: str, word: str) -> set[str | None]:
    told = events_at(text, word)
    return {e.date_start.isoformat() if e.date_start and e.date_basis is not DateBasis.ARTICLE else None for e in told}


@pytest.mark.parametrize(("text", "word", "start"), OWN)
def test_own_date(text: str, word: str, start: str) -> None:
    assert {e.date_start and e.date_start.isoformat() for e in events_at(text, word)} == {start}


@pytest.mark.parametrize(("text", "word", "start"), NOT_OWN)
def test_date_of_another_happening(text: str, word: str, start: str) -> None:
    assert _starts(text, word) == {start}


def test_open_ends() -> None:
    (shelled,) = annotated("The army shelled the town until May 12.").events
    assert (shelled.date_start, shelled.date_end) == (None, date(2024, 5, 12))


def test_a_term_to_come_is_not_the_day() -> None:
    told = event_at("The court sentenced him on Monday to a 60-day term.", "sentenced")
    assert (str(told.date_start), str(told.date_end)) == (MONDAY, MONDAY)


SPANS = [
    ("Police have killed 300 people since October.", "killed", "2023-10-01", "2024-05-15"),  # up to the article
    (
        "Chadian troops shelled two villages in early May.",
        "shelled",
        "2024-05-01",
        "2024-05-31",
    ),  # nobody says how early
    ("Chadian troops shelled two villages overnight.", "shelled", "2024-05-14", "2024-05-15"),
    ("Chadian troops shelled two villages this week.", "shelled", "2024-05-13", "2024-05-15"),
    ("Chadian troops shelled two villages last week.", "shelled", "2024-05-06", "2024-05-12"),
    ("Russia and Belarus will hold drills next week.", "drills", "2024-05-20", "2024-05-26"),
]


@pytest.mark.parametrize(("text", "word", "start", "end"), SPANS)
def test_first_and_last_day(text: str, word: str, start: str, end: str) -> None:
    told = event_at(text, word)
    assert (str(told.date_start), str(told.date_end)) == (start, end)


def test_an_undated_text_leaves_its_days_open_but_keeps_the_words() -> None:
    (event,) = by_rows(Passage("Polish troops shelled the village on Monday.")).events
    assert (event.date_start, event.date_end, event.date_evidence) == (None, None, "Monday")


LEDE = [
    ('President Macron apologised to Mali.\n\n"We respect all," Macron said on Sunday.', "apologised", SUNDAY),
    ("Chadian soldiers killed 20 rebels on Tuesday.\n\nSix other people were wounded.", "wounded", TUESDAY),
    (
        "President Ruto apologised to Mali on Sunday.\n\nSpeaking at a meeting with Ghana, Ruto said no.",
        "meeting",
        SUNDAY,
    ),
    ("Chadian soldiers killed 20 rebels on Tuesday.\n\nIn 2013 rebels burned two villages.", "burned", "2013-01-01"),
]


@pytest.mark.parametrize(("text", "word", "start"), LEDE)
def test_day_of_the_lede(text: str, word: str, start: str | None) -> None:
    told = events_at(text, word)
    assert {e.date_start and e.date_start.isoformat() for e in told} == {start}
    assert all((e.date_basis is DateBasis.ARTICLE) == (start in (SUNDAY, TUESDAY)) for e in told)


def test_the_date_of_the_article_itself_has_no_words() -> None:
    text = "Gunmen kill ten in Nairobi\n\nGunmen attacked a hotel in Nairobi. Ten people were killed, police said."
    dated = [e for e in annotated(text).events if e.date_start]
    assert dated
    assert {(str(e.date_start), e.date_basis, e.date_evidence) for e in dated} == {
        ("2024-05-15", DateBasis.ARTICLE, None)
    }


def test_without_its_date_an_article_gives_no_day() -> None:
    said = by_rows(Passage("Gunmen attacked a hotel in Nairobi. Ten people were killed, police said."))
    assert {(e.date_start, e.date_basis) for e in said.events} == {(None, None)}
