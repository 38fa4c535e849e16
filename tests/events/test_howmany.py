"""Numbers belong to the event of their own clause: codebook rulings 13, 20 and 41."""

from dataclasses import replace

import pytest

from tests.events.coding import annotated, events_at
from tidings.events.coreference.within_article import _join
from tidings.vocabulary import MagnitudeScope

NUMBERS = [
    ("Ten people were killed after gunmen stormed a hotel in Bamako.", "killed", [("killed", 10, 10)]),
    ("Ten were killed and 30 hostages were rescued after gunmen stormed a hotel.", "rescued", [("rescued", 30, 30)]),
    ("Rebels freed 30 hostages and killed two guards.", "killed", [("killed", 2, 2)]),
    ("Police detained 12 activists, and the mayor donated $500 to a school.", "detained", [("arrested", 12, 12)]),
    ("More than 100 officers were sentenced to death in Cairo.", "sentenced", []),  # labels count no convicts
    ("A nurse was shot dead in Goma by rebels.", "shot", [("killed", 1, 1)]),
    ("Rebels shot dead a doctor and his wife in Goma.", "shot", [("killed", 2, 2)]),
    ("The rebel, 54, attacked a hotel in Goma.", "attacked", []),
    ("Fighting between rebels and the army killed thousands of people.", "Fighting", [("killed", 2000, 9999)]),
    ("The minister is among five officials arrested in Lagos.", "arrested", [("arrested", 5, 5)]),
    ("Turkey rounded up nearly 3,000 soldiers.", "rounded", [("arrested", None, 3000)]),
    ("Thousands of nurses chanted slogans in Lagos.", "chanted", [("protesters", 2000, 9999)]),
    ("The mission evacuated 60 aid workers.", "evacuated", [("rescued", 60, 60)]),
    ("Gunmen killed 12 herders in revenge for the death of three.", "killed", [("killed", 12, 12)]),
    ("The Malian army let go 14 Tuareg traders.", "let go", [("released", 14, 14)]),
    ("More than 3,000 American soldiers arrived in the Red Sea.", "arrived", [("troops", 3000, None)]),
    ("Kenya condemned the attack as 300 people gathered in Kisumu.", "condemned", []),
    ("Rebels ambushed a lorry, killing nine nuns and six soldiers.", "ambushed", [("killed", 15, 15)]),
    ("Rebels ambushed a lorry, killing nine people, among them a nun.", "ambushed", [("killed", 9, 9)]),
    ("Gunmen attacked a hotel in Nairobi, wounding twelve people.", "attacked", [("wounded", 12, 12)]),
    ("Gunmen attacked a hotel in Nairobi. Twelve people were wounded.", "attacked", []),  # by whom it does not say
    ("No fewer than 12 nuns were killed by rebels in Goma.", "killed", [("killed", 12, None)]),
    ("The rebels freed 70 detainees in Goma.", "freed", [("released", 70, 70)]),
    ("Norway sent Kyiv 10 armoured vehicles.", "sent", [("weapons", 10, 10)]),
]


@pytest.mark.parametrize(("text", "word", "numbers"), NUMBERS)
def test_numbers(text: str, word: str, numbers: list[tuple[str, float | None, float | None]]) -> None:
    told = events_at(text, word)
    assert [[(m.kind.value, m.low, m.high) for m in e.magnitudes] for e in told] == [numbers]


SCOPES = [
    ("Gunmen killed 14 people in Herat on Monday.", "killed", ["incident"]),
    ("Gunmen killed 14 people in Herat in October.", "killed", ["incident"]),  # on some day of it
    ("Gunmen have killed 140 people in Herat since October.", "killed", ["total"]),
    ("Police have killed 300 people since the revolt began.", "killed", ["total"]),
    ("Rebels killed 900 villagers during the war.", "killed", ["total"]),
    ("Rebels killed nine villagers after the war.", "killed", ["incident"]),
    ("Rebels killed 900 villagers over the past three years.", "killed", ["total"]),
    ("Rebels killed nine villagers three years ago.", "killed", ["incident"]),
    ("Russia is fighting a war that has killed 200,000 people.", "killed", ["total"]),
    ("Russian troops killed 40,000 people in Grozny.", "killed", ["total"]),
    ("Police detained a total of 140 nurses.", "detained", ["total"]),
]


@pytest.mark.parametrize(("text", "word", "scopes"), SCOPES)
def test_the_toll_of_a_war_or_of_years_is_told_from_an_incident_s(text: str, word: str, scopes: list[str]) -> None:
    assert [m.scope for event in events_at(text, word) for m in event.magnitudes] == scopes


def test_an_incident_and_the_toll_of_its_war_stand_beside_each_other_where_they_are_joined() -> None:
    (one,) = annotated("Gunmen killed 14 people in Herat on Monday.").events
    (magnitude,) = one.magnitudes
    toll = replace(magnitude, low=9000, high=9000, scope=MagnitudeScope.TOTAL)
    joined = _join([one, replace(one, magnitudes=(toll,))])
    assert {(m.low, m.scope) for m in joined.magnitudes} == {(14, "incident"), (9000, "total")}
