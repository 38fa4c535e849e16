"""Toponyms found and resolved: hard cases beside their near-misses."""

import math
from itertools import pairwise

import pytest

from tidings.actors.mentions import find_mentions
from tidings.parse.spacy_parser import parse
from tidings.places.find import find_places
from tidings.records import Place

NEAR_KM = 100


def places_of(text: str, dateline_place: str | None = None) -> tuple[Place, ...]:
    doc = parse(text)
    mentions, actors = find_mentions(doc, published=None)
    return find_places(doc, mentions=mentions, actors=actors, dateline_place=dateline_place)


def km(one: tuple[float, float], two: tuple[float, float]) -> float:
    (a, b), (c, d) = ((math.radians(x) for x in point) for point in (one, two))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


# text, toponym, country, point
RESOLVED = [
    # the container on the spot decides
    ("A storm tore roofs off houses in Paris, Texas, on Friday.", "Paris", "USA", (33.7, -95.6)),
    ("The protest in Birmingham, Alabama, drew hundreds.", "Birmingham", "USA", (33.5, -86.8)),
    ("Two men were held in Manchester, N.H., after the raid.", "Manchester", "USA", (43.0, -71.5)),
    ("The university in Moscow, Idaho, closed its doors.", "Moscow", "USA", (46.7, -117.0)),
    ("The river rose at Cairo, Illinois, overnight.", "Cairo", "USA", (37.0, -89.2)),
    ("Police searched a house in Lebanon, Pennsylvania, on Monday.", "Lebanon", "USA", (40.3, -76.4)),
    ("The factory in Peru, Indiana, will shut.", "Peru", "USA", (40.8, -86.1)),
    ("Envoys met at the White House on Friday.", "White House", "USA", (38.9, -77.0)),
    ("The bomb went off in Tripoli, Lebanon, near a mosque.", "Tripoli", "LBN", (34.4, 35.8)),
    ("He was born in Valencia, Venezuela, to a poor family.", "Valencia", "VEN", (10.2, -68.0)),
    # without one, the countries of the text
    ("Militias fought in Tripoli while envoys from Benghazi flew to Tobruk.", "Tripoli", "LBY", (32.9, 13.2)),
    ("The Lebanese army moved from Beirut into Tripoli. Lebanon fears more clashes.", "Tripoli", "LBN", (34.4, 35.8)),
    ("Belarusian troops left Minsk for Brest, on the Polish border. Belarus said so.", "Brest", "BLR", (52.1, 23.7)),
    (
        "French sailors struck in Brest and in Quimper, across Brittany. France sent police.",
        "Brest",
        "FRA",
        (48.4, -4.5),
    ),
    ("Costa Rica mourned. Thousands marched through San Jose.", "San Jose", "CRI", (9.9, -84.1)),
    ("The firm moved from Oakland, California, to San Jose.", "San Jose", "USA", (37.3, -121.9)),
    ("Pakistan sent rangers from Karachi to Hyderabad.", "Hyderabad", "PAK", (25.4, 68.4)),
    ("Police in India searched Hyderabad and Bengaluru.", "Hyderabad", "IND", (17.4, 78.5)),
    ("Spanish police raided flats in Cordoba and Seville.", "Cordoba", "ESP", (37.9, -4.8)),
    ("Argentina's police raided flats in Cordoba and Rosario.", "Cordoba", "ARG", (-31.4, -64.2)),
    ("Ukrainian shells hit Donetsk, and Ukraine said so.", "Donetsk", "UKR", (48.0, 37.8)),
    ("Fans in Perth, Dundee and the rest of Scotland rejoiced.", "Perth", "GBR", (56.4, -3.4)),
    ("Australia's fires came near Perth and Bunbury.", "Perth", "AUS", (-31.95, 115.9)),
    (
        "Canada's ferries stopped between Vancouver and Victoria, British Columbia's capital.",
        "Victoria",
        "CAN",
        (48.4, -123.4),
    ),
    ("Melbourne and the rest of Victoria went into lockdown, Australia said.", "Victoria", "AUS", (-37.0, 144.0)),
    ("Trains from Oxford to Cambridge were halted, British rail said.", "Cambridge", "GBR", (52.2, 0.1)),
    ("Students in Boston and Cambridge, Massachusetts, walked out.", "Cambridge", "USA", (42.4, -71.1)),
    ("Georgia and Russia broke off talks in Tbilisi.", "Georgia", "GEO", (42.0, 43.5)),
    ("Voters in Alabama, Georgia and Florida went to the polls.", "Georgia", "USA", (33.0, -83.5)),
    ("The storm crossed Niger, Nigeria and Chad.", "Niger", "NER", (17.0, 8.0)),
    # fame does not yield to a hamlet of the text's country
    ("The Chicago group owns hotels in Dallas, in Denver and in Paris.", "Paris", "FRA", (48.9, 2.35)),
    ("The Senate in Washington passed the bill.", "Washington", "USA", (38.9, -77.0)),
    ("Oregon, Washington and Idaho sued the company.", "Washington", "USA", (47.5, -120.5)),
    ("Flights from New York were late.", "New York", "USA", (40.7, -74.0)),
    # but the local paper means its own town
    (
        "Deputies in Laurel County said a man from London was hurt near Corbin, Kentucky.",
        "London",
        "USA",
        (37.1, -84.1),
    ),
    ("The Lamar County sheriff said Paris firemen came from Bonham, Texas.", "Paris", "USA", (33.7, -95.6)),
    (
        "Families came to Lebanon from Watertown and Mount Juliet, in Wilson County, Tennessee.",
        "Watertown",
        "USA",
        (36.1, -86.1),
    ),
    (
        "A Lima man died in Allen County, the Ohio police said. The crash was near Delphos.",
        "Lima",
        "USA",
        (40.7, -84.1),
    ),
    (
        "Crews from Nashua helped; Manchester firefighters went to a house in Bedford.",
        "Manchester",
        "USA",
        (43.0, -71.5),
    ),
    ("Lebanese soldiers sealed off a square in Tripoli. Beirut sent ambulances.", "Tripoli", "LBN", (34.4, 35.8)),
    ("Kings and envoys met in Geneva. The U.S. sent an envoy from Washington.", "Geneva", "CHE", (46.2, 6.1)),
    # kind words
    ("The Dnipro river was crossed at dawn, Ukraine said.", "Dnipro", "UKR", (48.5, 34.5)),
    ("Shells fell on Kherson, Ukraine said.", "Kherson", "UKR", (46.6, 32.6)),
    ("Rebels hold Kherson province, Ukraine said.", "Kherson", "UKR", (46.6, 33.4)),
    ("SHELLS FELL ON KHARKIV AND IN MARIUPOL ON FRIDAY, KYIV SAID.", "MARIUPOL", "UKR", (47.1, 37.5)),
    ("Rockets fell on the Syrian province of Aleppo.", "Aleppo", "SYR", (36.2, 37.5)),
    ("He lives in the Bosnian town of Brod.", "Brod", "BIH", (45.1, 18.0)),
    ("A tanker was stopped in the Strait of Hormuz.", "Strait of Hormuz", None, (26.6, 56.3)),
    ("Jets took off from Hmeimim air base in Syria.", "Hmeimim", "SYR", (35.4, 35.9)),
    ("The leaders met in Strelna, outside St. Petersburg, Russia.", "Strelna", "RUS", (59.9, 30.0)),
    ("Fighting went on across the Donbas.", "Donbas", "UKR", (48.3, 38.3)),
    ("Aid reached the Gaza Strip from Egypt.", "Gaza Strip", "PSE", (31.4, 34.4)),
    ("Kurdish fighters hold northern Syria.", "Syria", "SYR", (35.0, 38.0)),
    ("Ministers gathered in Nur-Sultan.", "Nur-Sultan", "KAZ", (51.2, 71.4)),
]


@pytest.mark.parametrize(("text", "toponym", "country", "point"), RESOLVED)
def test_place_is_resolved(text: str, toponym: str, country: str | None, point: tuple[float, float]) -> None:
    found = [place for place in places_of(text) if place.text == toponym]
    assert found, [place.text for place in places_of(text)]
    for place in found:
        assert place.country == country, place
        assert place.latitude is not None
        assert place.longitude is not None
        assert km((place.latitude, place.longitude), point) < NEAR_KM * (3 if place.feature in ("PCLI", "ADM1") else 1)


# text, words that are no place in it
NO_PLACE = [
    ("Michael Jordan spoke first. Jordan said he would return.", "Jordan"),
    ("George Washington crossed the river, and Washington won.", "Washington"),
    ("The Bank of England raised rates.", "England"),
    ("Paris Hilton arrived late.", "Paris"),
    ("Lionel Messi joined; the crowd cheered for Victoria Beckham.", "Victoria"),
    ("The patients had West Nile virus.", "Nile"),
    ("It cost 300 US$ in all.", "US"),
    ("He read it in the New York Times.", "New York"),
    ("A nice reading of the law was offered in March.", "March"),
    ("German and Turkish officials met.", "German"),
    ("Lebanese soldiers sealed off Bab al-Tabbaneh.", "Bab"),
    ("Militants of the Islamic State of Iraq and the Levant fled.", "Levant"),
    ("Talks between Cairo and Ankara went on.", "Cairo"),
    ("Moscow said it would respond to the sanctions.", "Moscow"),
    ("Chad Wolf resigned on Monday.", "Chad"),
    ("Israel Rodriguez scored twice.", "Israel"),
    ("The European Union condemned the vote.", "European Union"),
    ("The Pentagon denied the report.", "Pentagon"),
    ("OIL PRICES RISE AS RATE FALLS", "OIL"),
]


@pytest.mark.parametrize(("text", "words"), NO_PLACE)
def test_other_bearers_of_the_name_are_no_places(text: str, words: str) -> None:
    assert words not in [place.text for place in places_of(text)]


def test_spans_are_evidence_in_order_and_apart() -> None:
    text = "Troops left Minsk, Belarus, for Brest.\n\nPoland's border at Terespol stayed shut, the U.S. said in Warsaw."
    found = places_of(text)
    assert all(text[place.start : place.end] == place.text for place in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert [place.text for place in found] == ["Minsk", "Belarus", "Brest", "Poland", "Terespol", "U.S.", "Warsaw"]


def test_unknown_village_keeps_its_name_and_country() -> None:
    (village, _country) = places_of("The shells hit the village of Zarbolovka, Ukraine.")
    assert (village.text, village.geoname_id, village.latitude, village.country) == ("Zarbolovka", None, None, "UKR")


# text, its dateline, a name whose small bearers lie far away, the country that the text tells
STRANGERS = [
    ("Malian soldiers shot forty men in Moura last week.", "BAMAKO", "Moura", "MLI"),  # not Portugal's
    ("On Friday gunmen killed 12 farmers near Karan.", "OUAGADOUGOU", "Karan", "BFA"),  # not Iran's
    ("Bandits burnt the Nigerian village of Wala on Sunday.", None, "Wala", "NGA"),  # not New Caledonia's
]


@pytest.mark.parametrize(("text", "dateline", "name", "country"), STRANGERS)
def test_namesake_of_another_continent_is_not_meant(text: str, dateline: str | None, name: str, country: str) -> None:
    (found,) = [place for place in places_of(text, dateline) if place.text == name]
    assert (found.country, found.geoname_id) == (country, None)


# text, a small town that is meant, its country
NEIGHBOURS = [
    ("Rwandan troops captured Goma on Monday.", "Goma", "COD"),  # across the border
    ("Rebels captured Goma on Monday.", "Goma", "COD"),  # no other country is told
    ("Malian soldiers shot forty men near Moura, Portugal.", "Moura", "PRT"),  # told on the spot
    ("Malian envoys and Portuguese officials met in Moura.", "Moura", "PRT"),  # its country is told
    ("Chinese and French envoys met in Geneva.", "Geneva", "CHE"),  # the whole world knows it
]


@pytest.mark.parametrize(("text", "name", "country"), NEIGHBOURS)
def test_small_town_that_is_meant_stays(text: str, name: str, country: str) -> None:
    assert [p.country for p in places_of(text) if p.text == name and p.geoname_id is not None] == [country]


def test_dateline_breaks_a_tie() -> None:
    text = "Crowds filled the main square of Tripoli on Friday."
    assert {p.country for p in places_of(text, "BEIRUT, Lebanon") if p.text == "Tripoli"} == {"LBN"}
    assert {p.country for p in places_of(text) if p.text == "Tripoli"} == {"LBY"}


@pytest.mark.parametrize("text", ["", "\n\n", "....", "the the the", "ÀÉÎ " * 3, "Київ і Москва"])
def test_odd_text_names_no_place(text: str) -> None:
    assert places_of(text) == ()


def test_long_list_stays_cheap() -> None:
    text = (
        "They visited " + ", ".join(["Springfield", "San Antonio", "Santa Maria", "Victoria", "Georgetown"] * 120) + "."
    )
    assert len(places_of(text)) > 100
