"""The actor table: what ships is sound, dates decide who holds an office, and a user's file is checked."""

from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from tidings.actors.lexicon import load_lexicon, plural
from tidings.actors.load_table import load_table
from tidings.actors.table import NameUse
from tidings.csv_rows import TableError
from tidings.vocabulary import ActorKind, Sector

TABLE = load_table()


@pytest.mark.parametrize(
    ("country", "office", "day", "name"),
    [
        ("UKR", "president", date(2019, 5, 19), "Petro Poroshenko"),
        ("UKR", "president", date(2019, 5, 20), "Volodymyr Zelenskyy"),
        ("USA", "foreign minister", date(2010, 1, 1), "Hillary Clinton"),
        ("BLR", "defence minister", date(2024, 1, 1), "Viktor Khrenin"),
        ("DEU", "chancellor", date(2025, 5, 6), "Friedrich Merz"),
        ("KOR", "president", date(2017, 4, 1), None),  # impeached, no successor yet
        ("FRA", "king", date(2020, 1, 1), None),
        ("UKR", "president", None, None),  # an undated text has no holder
    ],
)
def test_the_day_decides_who_holds_an_office(country, office, day, name):
    holder = TABLE.holder(country, office, day)
    assert (holder.name if holder else None) == name


@pytest.mark.parametrize(
    ("actor_id", "day", "sector"),
    [
        ("person:DEU:angela-merkel", date(2015, 1, 1), Sector.GOV),
        ("person:DEU:angela-merkel", date(2023, 1, 1), Sector.ELI),
        ("person:RUS:valery-gerasimov", date(2023, 1, 1), Sector.MIL),
        ("person:VAT:francis", date(2030, 1, 1), Sector.REL),
    ],
)
def test_the_day_decides_the_sector(actor_id, day, sector):
    assert TABLE.on(actor_id, day).sector is sector


def test_a_head_of_an_international_body_is_of_no_country_while_in_office():
    assert TABLE.on("person:NOR:jens-stoltenberg", date(2020, 1, 1)).country is None
    assert TABLE.on("person:NOR:jens-stoltenberg", date(2010, 1, 1)).country == "NOR"


@pytest.mark.parametrize(
    "spelling", ["Zelenskyy", "Zelensky", "Zelenskiy", "Lukashenka", "Syrsky", "Kadhafi", "Qaddafi"]
)
def test_transliterations_are_aliases(spelling):
    assert any(name.use is NameUse.NAME for name in TABLE.names[spelling.lower()])


def test_no_country_dangles():
    states = {actor.country for actor in TABLE.actors.values() if actor.kind is ActorKind.STATE}
    assert {actor.country for actor in TABLE.actors.values() if actor.country} <= states
    assert {code for members in TABLE.members.values() for code in members} <= states


def test_terms_of_an_office_that_one_person_holds_do_not_overlap():
    for (_, office), terms in TABLE.offices.items():
        if office in load_lexicon().single_offices:
            ordered = sorted(terms, key=lambda term: term.start or date.min)
            assert all(a.end and b.start and a.end <= b.start for a, b in pairwise(ordered))


def test_no_name_is_a_common_word_without_a_guard():
    # the words that tidings itself reads as nouns for actors, and those that English cannot do without
    common = {words[0] for words in load_lexicon().nouns if len(words) == 1} | set(FUNCTION_WORDS.split())
    proper = (NameUse.NAME, NameUse.CAPITAL, NameUse.SEAT)
    named = {folded: [name for name in names if name.use in proper] for folded, names in TABLE.names.items()}
    names = {
        folded
        for folded, names in named.items()
        if any(TABLE.actors[name.actor_id].kind is not ActorKind.GROUP for name in names)
    }
    assert sorted((names & common) - TABLE.guarded - TABLE.contextual) == PEOPLES


# Names of a region and of forces that are nouns as well; those of peoples may be both.
PEOPLES = ["chechens", "janjaweed", "peshmerga"]
FUNCTION_WORDS = (
    "a an the i he she it we you they us me him her them who what which that this is are was be been has have had do "
    "does did will would can could may might must shall should of in on at by for from to with as and or but if so not "
    "no all any some one two let said say says made make car ban power major key march general state house court force"
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,kind,country\nA,person,XYZ\n", "my.csv:2: unknown country (ISO 3166-1 alpha-3): 'XYZ'"),
        ("name,kind,country\nA,persona,FRA\n", "my.csv:2: unknown kind: 'persona'"),
        ("name,kind,sector\nA,person,ABC\n", "my.csv:2: unknown sector: 'ABC'"),
        ("name,kind\nA,party\nA,party\n", "my.csv:3: row repeats line 2: 'A'"),
        ("name,kind\nNATO,igo\n", "my.csv:2: actor already in the table: 'NATO'"),
        ("name,kind,aliases\nA,party,NATO\n", "name already taken"),
        ("name,kind,colour\nA,party,red\n", "my.csv:1: unknown or repeated column"),
        ("kind\nparty\n", "my.csv:1: missing column: 'name'"),
        ("name,kind\nA\n", "my.csv:2: 1 cells, 2 columns: 'A'"),
        ("name,kind,office,start\nA,person,president,soon\n", "my.csv:2: no date"),
        ("name,kind,country,office,start,end\nA,person,TUV,president,2011,2009\n", "my.csv:2: office ends before"),
        (
            "name,kind,country,office,start,end\nA,person,TUV,president,2011,2015\nB,person,TUV,president,2014,\n",
            "my.csv:3: president overlaps the term at my.csv:2: '2014-01-01'",
        ),
        ("name,kind,gender\nA,person,x\n", "my.csv:2: unknown gender (m, f or empty): 'x'"),
    ],
)
def test_a_user_file_is_refused_with_file_line_and_value(text, message):
    with pytest.raises(TableError, match=r"my\.csv") as refused:
        load_table(text, "my.csv")
    assert message in str(refused.value)


def test_a_user_adds_a_successor_and_a_party():
    text = (
        "name,kind,country,sector,aliases,office,start\n"
        "Jeanne Exemple,person,FRA,,Exemple,president,2031-05-14\n"
        "Party of Examples,party,FRA,PTY,PoE,,\n"
    )
    table = load_table(text, "my.csv")
    assert table.holder("FRA", "president", date(2032, 1, 1)).name == "Jeanne Exemple"
    assert table.holder("FRA", "president", date(2020, 1, 1)).name == "Emmanuel Macron"
    assert table.names["poe"][0].actor_id == "party:party-of-examples"
    assert load_table() is TABLE


def test_every_row_has_a_note():
    for file in (
        "states",
        "people",
        "organisations",
        "guards",
        "roles",
        "bodies",
        "group_nouns",
        "general_nouns",
        "plurals",
        "word_lists",
    ):
        text = files("tidings.actors").joinpath(f"{file}.csv").read_text(encoding="utf-8")
        assert all(not line.endswith(",") for line in text.splitlines()), file


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("army", "armies"),
        ("man", "men"),
        ("gunman", "gunmen"),
        ("minister of defence", "ministers of defence"),
        ("bus", "buses"),
    ],
)
def test_plurals(phrase, expected):
    assert plural(phrase) == expected
