"""An event has the date of its own clause, or one that shares its time; that of another happening is not its own."""

from datetime import date

import pytest

from tests.events.coding import annotated, by_rows, event_at, events_at
from tidings.model import Passage
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
    ("Iran refused to attend the talks on Sunday.", "refused", SUNDAY),
]

NOT_OWN = [
    ("On Monday Poland condemned the attack on Kyiv.", "attack"),  # of the words, not of the attack
    ("Norway and Sweden signed the treaty after Tuesday's talks.", "signed"),  # of the talks
    ("The first talks between Iran and Iraq since 1980 opened in Muscat.", "talks"),
    ("The strike by nurses was the talk of the town on Sunday.", "strike"),  # of the talk
    ("Mali expelled envoys after the army seized power in 2021.", "expelled"),
]


def _starts(text: str, word: str) -> set[str | None]:
    told = events_at(text, word)
    return {e.date_start.isoformat() if e.date_start and e.date_basis is not DateBasis.ARTICLE else None for e in told}


@pytest.mark.parametrize(("text", "word", "start"), OWN)
def test_own_date(text: str, word: str, start: str) -> None:
    assert {e.date_start and e.date_start.isoformat() for e in events_at(text, word)} == {start}


@pytest.mark.parametrize(("text", "word"), NOT_OWN)
def test_date_of_another_happening(text: str, word: str) -> None:
    assert _starts(text, word) == {None}


def test_open_ends() -> None:
    (drills,) = annotated("Russia and Belarus held drills that ran until May 12.").events
    assert (drills.date_start, drills.date_end) == (None, date(2024, 5, 12))


UNTIL = [
    (
        "Japan and India began drills on Monday. The drills of Japan and India are to last until May 25.",
        "drills",
        MONDAY,
        "2024-05-25",
    ),
    ("The court sentenced him on Monday to a 60-day term.", "sentenced", MONDAY, MONDAY),  # the term is to come
]


@pytest.mark.parametrize(("text", "word", "start", "end"), UNTIL)
def test_a_day_told_elsewhere_ends_it(text: str, word: str, start: str, end: str) -> None:
    told = event_at(text, word)
    assert (str(told.date_start), str(told.date_end)) == (start, end)


def test_what_goes_on_since_a_day_has_no_end() -> None:
    (event,) = annotated("Police have killed 300 people since October.").events
    assert (event.date_start, event.date_end) == (date(2023, 10, 1), None)


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
    ("Chadian soldiers killed 20 rebels on Tuesday.\n\nRebels had burned two villages.", "burned", None),
]


@pytest.mark.parametrize(("text", "word", "start"), LEDE)
def test_day_of_the_lede(text: str, word: str, start: str | None) -> None:
    told = events_at(text, word)
    assert {e.date_start and e.date_start.isoformat() for e in told} == {start}
    assert all(e.date_basis is DateBasis.ARTICLE for e in told if start)
