"""What an address tells of its article: the day or month it was filed under, and how its country writes dates."""

import re

from tidings.articles.metadata.publication_date import Published
from tidings.articles.metadata.written_dates import make_date
from tidings.csv_rows import word_list
from tidings.vocabulary import DatePrecision, PublishedBasis

# "/2014/04/dock-strike", "/2014/04/09/...", "/2014-04-09/..."; never "agenda-2026-1-release": whole parts of the path.
FILED = re.compile(
    r"(?<=/)(?P<year>(?:19|20)\d\d)(?:/(?P<month>0?[1-9]|1[0-2])(?:/(?P<day>0?[1-9]|[12]\d|3[01]))?|"
    r"-(?P<month2>0[1-9]|1[0-2])-(?P<day2>0[1-9]|[12]\d|3[01])|(?P<month3>0[1-9]|1[0-2])(?P<day3>0[1-9]|[12]\d|3[01]))(?=/)"
)
HOST = re.compile(r"(?:https?://)?[^/\s]+\.([a-z]{2,})(?::\d+)?(?:/|$)", re.I)
# Endings of countries that write the month first; endings that are no country's for most who use them.
MONTH_FIRST = word_list("month_first_domains", "tidings.articles")
NO_COUNTRY = word_list("domains_of_no_country", "tidings.articles")


def filed_date(url: str) -> Published | None:
    """The day or month under which the address files its article, None when it tells none.

    >>> filed_date("https://paper.example/2014/04/dock-strike").precision.value
    'month'
    >>> filed_date("https://paper.example/news/agenda-2026-1-release") is None
    True
    """
    found = FILED.search(url)
    if found is None:
        return None
    month = found["month"] or found["month2"] or found["month3"]
    day = found["day"] or found["day2"] or found["day3"]
    value = make_date(int(found["year"]), int(month), int(day or 1))
    precision = DatePrecision.DAY if day else DatePrecision.MONTH
    return Published(value, precision, PublishedBasis.INFERRED, found[0]) if value else None


def day_comes_first(url: str) -> bool | None:
    """Whether the country of an address writes the day before the month, None when it is of no country.

    >>> day_comes_first("https://www.paper.co.uk/1"), day_comes_first("https://paper.com/1")
    (True, None)
    """
    found = HOST.match(url)
    ending = found[1].lower() if found else ""
    if ending in MONTH_FIRST:
        return False
    return True if len(ending) == 2 and ending not in NO_COUNTRY else None
