"""Time expressions in sentences of our own: what is found, its value, its days, and what must not be found."""

import csv
import random
import time
from datetime import date
from importlib.resources import files

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc as SpacyDoc

from tidings.dates.find import find_dates
from tidings.dates.words import feasts, words
from tidings.parse.spacy_parser import parse
from tidings.parse.tree import Doc, plain
from tidings.vocabulary import TimexType

WEDNESDAY = date(2021, 12, 29)
VOCAB = English().vocab


def unparsed(pieces: list[str]) -> Doc:
    """The words as a text in which nothing hangs on anything."""
    return plain(SpacyDoc(VOCAB, words=pieces, heads=list(range(len(pieces))), deps=["ROOT"] * len(pieces)))


# Text, expression, type, value.
VALUES = [
    ("The treaty was signed on 3 May 2019.", "3 May 2019", "DATE", "2019-05-03"),
    ("The treaty was signed on Friday, May 3rd, 2019.", "Friday, May 3rd, 2019", "DATE", "2019-05-03"),
    ("The treaty was signed on Sept. 9, 2019.", "Sept. 9, 2019", "DATE", "2019-09-09"),
    ("The report is of 2019-05-03.", "2019-05-03", "DATE", "2019-05-03"),
    ("The report is of 25/05/2019.", "25/05/2019", "DATE", "2019-05-25"),
    ("It fell in May of 1789.", "May of 1789", "DATE", "1789-05"),
    ("It was built in 1999.", "1999", "DATE", "1999"),
    ("It was built in the 1990s.", "the 1990s", "DATE", "199X"),
    ("It was built in the nineties.", "the nineties", "DATE", "199X"),
    ("It was built in the 19th century.", "the 19th century", "DATE", "18XX"),
    ("The city fell in 490 BC.", "490 BC", "DATE", "BC0490"),
    ("The war lasted from 499 to 493 BC.", "499", "DATE", "BC0499"),
    ("They met yesterday.", "yesterday", "DATE", "2021-12-28"),
    ("They met the day before yesterday.", "the day before yesterday", "DATE", "2021-12-27"),
    ("They met on Monday.", "Monday", "DATE", "2021-12-27"),
    ("They met on Wednesday.", "Wednesday", "DATE", "2021-12-29"),
    ("They will meet on Monday.", "Monday", "DATE", "2022-01-03"),
    ("Talks are scheduled for Friday.", "Friday", "DATE", "2021-12-31"),
    ("They agreed to meet on Friday.", "Friday", "DATE", "2021-12-31"),
    ("She said she would meet them on Friday.", "Friday", "DATE", "2021-12-31"),
    ("The talks begin on Friday.", "Friday", "DATE", "2021-12-31"),
    ("He was forced to resign on Friday.", "Friday", "DATE", "2021-12-24"),
    ("Saturday's vote went ahead.", "Saturday", "DATE", "2021-12-25"),
    ("They met this week.", "this week", "DATE", "2021-W52"),
    ("They met last month.", "last month", "DATE", "2021-11"),
    ("He took over a year ago.", "a year ago", "DATE", "2020"),
    ("He took over two days ago.", "two days ago", "DATE", "2021-12-27"),
    ("Profits fell in the first quarter.", "the first quarter", "DATE", "2021-Q1"),
    ("Profits fell in the second half of 2020.", "the second half of 2020", "DATE", "2020-H2"),
    ("Profits will fall in the second half of next year.", "the second half of next year", "DATE", "2022-H2"),
    ("They left in the last week of last month.", "the last week of last month", "DATE", "2021-W47"),
    ("Profits fell in fiscal 2019.", "fiscal 2019", "DATE", "FY2019"),
    ("He resigned in November.", "November", "DATE", "2021-11"),
    ("He will resign in March.", "March", "DATE", "2022-03"),
    ("He resigned in August last year.", "August last year", "DATE", "2020-08"),
    ("They left in the spring of 1916.", "the spring of 1916", "DATE", "1916-SP"),
    ("The envoys arrived this summer.", "this summer", "DATE", "2021-SU"),
    ("They met over the weekend.", "the weekend", "DATE", "2021-W51-WE"),
    ("They will meet at the weekend.", "the weekend", "DATE", "2021-W52-WE"),
    ("They met on Christmas Day.", "Christmas Day", "DATE", "2021-12-25"),
    ("The army now controls the town.", "now", "DATE", "PRESENT_REF"),
    ("He recently returned.", "recently", "DATE", "PAST_REF"),
    ("Nobody knows the future.", "the future", "DATE", "FUTURE_REF"),
    ("Tensions rose in recent weeks.", "recent weeks", "DATE", "PAST_REF"),
    ("They met on Monday morning.", "Monday morning", "TIME", "2021-12-27TMO"),
    ("They met last night.", "last night", "TIME", "2021-12-28TNI"),
    ("The shelling began at 3 p.m. on Tuesday.", "3 p.m. on Tuesday", "TIME", "2021-12-28T15:00"),
    ("The shelling began at 1500 GMT.", "1500 GMT", "TIME", "2021-12-29T15:00"),
    ("The law followed the 9/11 attacks.", "9/11", "DATE", "2001-09-11"),
    ("The shelling began at 10:30 GMT.", "10:30 GMT", "TIME", "2021-12-29T10:30"),
    ("An 11-day exercise began.", "11-day", "DURATION", "P11D"),
    ("They fought for three months.", "three months", "DURATION", "P3M"),
    ("They fought for two bloody weeks.", "two bloody weeks", "DURATION", "P2W"),
    ("They fought for two and a half years.", "two and a half years", "DURATION", "P2.5Y"),
    ("They fought for several days.", "several days", "DURATION", "PXD"),
    ("They talked for half an hour.", "half an hour", "DURATION", "PT30M"),
    ("The village was rebuilt over the past decade.", "the past decade", "DURATION", "P1DE"),
    ("The driver, 61 years old, survived.", "61 years old", "DURATION", "P61Y"),
    ("They meet every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
    ("They meet twice a week.", "twice a week", "SET", "P1W"),
    ("They meet annually.", "annually", "SET", "P1Y"),
    ("They struck on Monday last week.", "Monday last week", "DATE", "2021-12-20"),
    ("They will strike on Friday week.", "Friday week", "DATE", "2022-01-07"),
    ("They will meet on Feb. 18-19.", "19", "DATE", "2022-02-19"),
    ("From May 3 to 5 Colombian police patrolled.", "5", "DATE", "2021-05-05"),
    ("The boy was found on Thanksgiving Day.", "Thanksgiving Day", "DATE", "2021-11-25"),
    ("They marched on Good Friday.", "Good Friday", "DATE", "2021-04-02"),
    ("The shops closed on Labor Day.", "Labor Day", "DATE", "2021-09-06"),
    ("Kings fell in 1740, 1786, 1797, 1840 and 1861; the last left ten years ago.", "ten years ago", "DATE", "2011"),
]

# Text, expression, first day, last day.
DAYS = [
    ("The armies will train together early next year.", "early next year", "2022-01-01", "2022-04-30"),
    ("The convoy left in mid-September.", "mid-September", "2021-09-10", "2021-09-20"),
    ("The convoy left late last month.", "late last month", "2021-11-20", "2021-11-30"),
    ("The convoy left earlier this month.", "earlier this month", "2021-12-01", "2021-12-29"),
    ("The convoy left last week.", "last week", "2021-12-20", "2021-12-26"),
    ("The convoy left last weekend.", "last weekend", "2021-12-25", "2021-12-26"),
    ("The convoy left in the second week of May.", "the second week of May", "2021-05-08", "2021-05-14"),
    ("The convoy left in the late 1960s.", "the late 1960s", "1967-01-01", "1969-12-31"),
    ("The convoy left in the winter of 2020.", "the winter of 2020", "2019-12-01", "2020-02-29"),
    ("It lost men over the past two weeks.", "the past two weeks", "2021-12-15", "2021-12-29"),
    ("They shelled the port between February and March 2022.", "February", "2022-02-01", "2022-03-31"),
    ("They shelled the port in February or March 2022.", "March 2022", "2022-02-01", "2022-03-31"),
    ("They shared power between 2009 and 2013.", "2009", "2009-01-01", "2013-12-31"),
    ("The fleet sailed from 3 to 5 May.", "3", "2021-05-03", "2021-05-05"),
    ("It began on Monday, two days after Norway shot down a balloon.", "two days after", "2021-12-25", "2021-12-25"),
    ("They met on 1 June 2020. The next day they parted.", "The next day", "2020-06-02", "2020-06-02"),
    ("They met on 1 June 2020. Later that year they parted.", "Later that year", "2020-06-01", "2020-12-31"),
]

# Text, words that are no time expression there.
NEAR_MISSES = [
    ("A 44-year-old nurse was found.", "44-year-old"),
    ("A nurse in her 30s was found.", "30s"),
    ("The soldiers may march to the border.", "may"),
    ("The soldiers may march to the border.", "march"),
    ("The Long March took the party across the country.", "March"),
    ("The Sun reported the deal.", "Sun"),
    ("It was the second attack of its kind.", "second"),
    ("Some 2000 troops crossed the river.", "2000"),
    ("The party won 1,500 seats.", "1,500"),
    ("It cost $2000 to repair.", "2000"),
    ("The council adopted Resolution 1973 against him.", "1973"),
    ("The Zapad-2021 exercise began.", "2021"),
    ("The fall of the city surprised everyone.", "fall"),
    ("Prices fall when supply grows.", "fall"),
    ("Three quarters of the city was destroyed.", "quarters"),
    ("The minutes of the meeting were lost.", "minutes"),
    ("We met him.", "We"),
    ("The Sunday Telegraph printed it.", "Sunday"),
    ("The Arab Spring brought him down.", "Spring"),
    ("Protesters March On Capital", "March"),
    ("Johnson and May met them.", "May"),
    ("To reduce the present system would take courage.", "the present"),
    ("Version 2.10 came out.", "2.10"),
    ("They won 2-1.", "2-1"),
]

# Partial dates of a text without any date: the words are kept, the days are not guessed.
OPEN = [
    ("They will leave on May 3.", "May 3", "XXXX-05-03"),
    ("They left in March.", "March", "XXXX-03"),
    ("They left on Wednesday.", "Wednesday", "XXXX-WXX-3"),
    ("They left last month.", "last month", "XXXX-XX"),
    ("They left during Ramadan.", "Ramadan", None),
]


@pytest.mark.parametrize(("text", "words", "timex_type", "value"), VALUES)
def test_value(text: str, words: str, timex_type: str, value: str) -> None:
    found = {timex.text: timex for timex in find_dates(parse(text), published=WEDNESDAY)}
    assert words in found
    assert (found[words].timex_type, found[words].value) == (TimexType(timex_type), value)


@pytest.mark.parametrize(("text", "words", "earliest", "latest"), DAYS)
def test_days(text: str, words: str, earliest: str, latest: str) -> None:
    found = {timex.text: timex for timex in find_dates(parse(text), published=WEDNESDAY)}
    assert words in found
    assert (str(found[words].earliest), str(found[words].latest)) == (earliest, latest)


@pytest.mark.parametrize(("text", "words"), NEAR_MISSES)
def test_near_misses_are_no_dates(text: str, words: str) -> None:
    start = text.index(words)
    found = find_dates(parse(text), published=WEDNESDAY)
    assert not [timex for timex in found if timex.start < start + len(words) and start < timex.end]


@pytest.mark.parametrize(("text", "words", "value"), OPEN)
def test_partial_dates_without_a_year_stay_open(text: str, words: str, value: str | None) -> None:
    found = {timex.text: timex for timex in find_dates(parse(text), published=None)}
    timex = found[words]
    assert (timex.value, timex.earliest, timex.latest, timex.basis) == (value, None, None, None)


CHRONICLE = (
    "The rising began in March 1848. In April the king fled, and in June he returned. In December 1848 he gave up his "
    "crown. In January his nephew took it. The second war began on 23 March 1849 and ended the same year. "
    "By 1850 all was quiet. The archive was opened in 2005. On 4 July the last "
    "prisoners were freed. Three days later they left."
)
CHRONICLE_VALUES = {
    "April": "1848-04",
    "June": "1848-06",
    "January": "1849-01",
    "the same year": "1849",
    "4 July": "1850-07-04",
    "Three days later": "1850-07-07",
}


@pytest.mark.parametrize("published", [None, date(2009, 12, 19)])
def test_a_chronicle_counts_from_the_date_told_last(published: date | None) -> None:
    found = {timex.text: timex.value for timex in find_dates(parse(CHRONICLE), published=published)}
    assert {words: found.get(words) for words in CHRONICLE_VALUES} == CHRONICLE_VALUES


def test_offsets_are_evidence_and_in_order() -> None:
    text = CHRONICLE + "\n\nOn Monday, at 3 p.m., two days ago,  the  next\nday and in mid-May they met."
    found = find_dates(parse(text), published=WEDNESDAY)
    assert all(text[timex.start : timex.end] == timex.text for timex in found)
    assert [timex.end for timex in found[:-1]] <= [timex.start for timex in found[1:]]
    assert found == find_dates(parse(text), published=WEDNESDAY)


def rule_examples() -> list[str]:
    rows = csv.DictReader(files("tidings.dates").joinpath("rules.csv").read_text("utf-8").splitlines())
    return [row["example"] for row in rows]


@pytest.mark.parametrize("example", rule_examples())
def test_every_rule_has_an_example_that_is_found(example: str) -> None:
    assert find_dates(parse(f"They met {example}, they said."), published=WEDNESDAY)


@pytest.mark.parametrize("published", [None, date.min, date(2020, 2, 29), date.max])
def test_any_words_of_time_in_any_order_are_read_without_error(published: date | None) -> None:
    chance = random.Random(5)
    pool = [*words(), *feasts(), "2021", "490", "31", "30th", "1990s", "12/45/2020", "25:61", "Q3", ",", "2021-02-30"]
    for _ in range(60):
        text = " ".join(word.capitalize() for word in chance.choices(pool, k=60))
        pieces = text.split()
        doc = unparsed(pieces)
        assert all(doc.text[timex.start : timex.end] == timex.text for timex in find_dates(doc, published=published))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31 June 2021",
        "9" * 20000,
        "1 " * 5000,
        "twenty-" * 4000,
        "one hundred and " * 3000,
        "Monday " * 3000,
        "the early " * 5000,
        "May 3, " * 3000,
        "5 BC " * 2000,
        "in " * 9000 + "99999 years ago",
    ],
    ids=lambda text: text[:12] or "empty",
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    pieces = text.split()
    doc = unparsed(pieces)
    begun = time.perf_counter()
    find_dates(doc, published=WEDNESDAY)
    assert time.perf_counter() - begun < 2
