"""Read the date in the header of an exported article, where one is written out in English."""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"

# "March 3, 2015 Tuesday", "Mar 5, 2015"; not "May 2015".
MONTH_FIRST = re.compile(rf"\b{MONTH}\s{{1,3}}(?P<day>\d{{1,2}})\s{{0,2}},?\s{{1,3}}(?P<year>\d{{4}})\b", re.IGNORECASE)
# "12 March 2015", "05 Mar 2015: 12", "12 MAR 92"; not "12 March", not a price of "12 Mar 1,000".
DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})\s{{1,3}}{MONTH},?\s{{1,3}}(?P<year>\d{{4}}|\d{{2}})\b(?!,\d)", re.IGNORECASE
)
# "2015-03-12"; "03/12/2015" is left alone, for nobody can tell the day from the month.
ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b")

# A telex writes two digits; there were none before the 1950s.
TWO_DIGIT_PIVOT = 50


def header_date(line: str) -> date | None:
    """The date the line states, or None.

    >>> header_date("Thursday, March 12, 2015"), header_date("MOSCOW TASS IN ENGLISH 0345 GMT 12 MAR 92")
    (datetime.date(2015, 3, 12), datetime.date(1992, 3, 12))
    >>> header_date("March 2015"), header_date("31 February 2015"), header_date("03/12/2015")
    (None, None, None)
    """
    found = date_words(line)
    if found is None:
        return None
    year, month = int(found["year"]), found["month"].lower()[:3]
    if len(found["year"]) == 2:
        year += 1900 if year >= TWO_DIGIT_PIVOT else 2000
    try:
        return date(year, MONTHS.index(month) + 1 if month in MONTHS else int(month), int(found["day"]))
    except ValueError:
        return None


def date_words(line: str) -> re.Match[str] | None:
    """The words of the line that are its date.

    >>> (date_words("The Times; London [London] 05 Mar 2015: 12.") or [""])[0]
    '05 Mar 2015'
    """
    return MONTH_FIRST.search(line) or DAY_FIRST.search(line) or ISO.search(line)
