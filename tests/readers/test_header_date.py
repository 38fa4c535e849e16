"""The day that a line of an export's header states, and what only looks like one."""

from datetime import date

import pytest

from tidings.readers.header_date import date_words, header_date

CASES = [
    ("March 12, 2015 Thursday", date(2015, 3, 12)),
    ("Sept. 5, 2004", date(2004, 9, 5)),
    ("12 March 2015", date(2015, 3, 12)),
    ("The Gazette; Accra [Accra] 05 Mar 2015: 12.", date(2015, 3, 5)),
    ("KABUL RADIO IN PASHTO 0345 GMT 12 MAR 92", date(1992, 3, 12)),
    ("LAGOS 12 MAR 07", date(2007, 3, 12)),
    ("loaded 2015-03-12 04:11", date(2015, 3, 12)),
    ("March 2015", None),
    ("12 March", None),
    ("31 April 2015", None),
    ("2015-13-01", None),
    ("03/12/2015", None),  # nobody can tell the day from the month
    ("12 Mar 10,000 tonnes", None),
    ("Marchers, 12, 2015", None),
    ("", None),
]


@pytest.mark.parametrize(("line", "day"), CASES)
def test_header_date(line: str, day: date | None) -> None:
    assert header_date(line) == day


def test_the_words_of_the_date_are_evidence() -> None:
    line = "Accra, 05 Mar 2015: 12."
    found = date_words(line)
    assert found is not None
    assert line[found.start() : found.end()] == "05 Mar 2015"
