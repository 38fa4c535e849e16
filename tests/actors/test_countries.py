"""Whose people somebody is: surnames alone, peoples of several states, hosts of talks, rulers, offices of one state."""

from datetime import date

import pytest

from tests.actors.test_mentions import read


def country_of(text: str, words: str, published: date | None) -> str | None:
    mentions, actors = read(text, published)
    return next((actors[one.actor_id].country for one in mentions if words in one.text), None)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Izetbegovic signed the accord.", "Izetbegovic", "BIH"),
        ("Honecker refused to open the gates.", "Honecker", "DEU"),  # East Germany goes on as Germany
        ("Soviet marines landed.", "Soviet marines", "RUS"),
        ("Taylor armed rebels in Liberia.", "Taylor", "LBR"),
        ("Turabi was freed.", "Turabi", "SDN"),  # al-Turabi
        ("Taylor repaired the roof.", "Taylor", None),  # borne by many
        ("Kumar left India.", "Kumar", None),  # no leader bears it
        ("Ali Sample left.", "Sample", None),  # a first name is no surname
    ],
)
def test_a_surname_alone_tells_who_led_a_state(text: str, words: str, country: str | None) -> None:
    assert country_of(text, words, None) == country


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Kurdish gunmen fired on Turkish soldiers in Turkey.", "Kurdish gunmen", "TUR"),
        ("Kurdish gunmen fired on Iraqi soldiers in Iraq.", "Kurdish gunmen", "IRQ"),
        ("Kurdish gunmen fled from Iran to Iraq.", "Kurdish gunmen", None),
        ("Tutsi gunmen fired on soldiers in Burundi.", "Tutsi gunmen", "BDI"),
        ("Tutsi gunmen fired on soldiers.", "Tutsi gunmen", "RWA"),
        ("Kenyan envoys met Ugandan rebels in Geneva. The rebels walked out.", "The rebels", "UGA"),
        ("Opposition negotiators in Geneva walked out.", "Opposition negotiators", None),
        ("A court in Geneva freed him.", "A court", "CHE"),
        ("Iraqi tanks entered Kuwait. The emir fled.", "The emir", "KWT"),
        ("Chinese and German envoys met. The chancellor spoke.", "The chancellor", "DEU"),
        ("The Secretary of State flew to Chile.", "The Secretary of State", "USA"),
        ("The Chilean secretary of state resigned.", "The Chilean secretary of state", "CHL"),
        ("Peruvian miners blocked a Peruvian road. Union leader Ana Sample was held in Peru.", "Ana Sample", "PER"),
        ("Peruvian miners blocked a Peruvian road. Analyst Ana Sample blamed Peru.", "Ana Sample", None),
    ],
)
def test_the_country_that_words_do_not_say(text: str, words: str, country: str | None) -> None:
    assert country_of(text, words, date(2023, 6, 1)) == country


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        # the same junta as before, whoever speaks of it
        ("Myanmar's junta bombed a town. The Thai premier appealed to the junta to stop.", "the junta", "MMR"),
        # where parties only talk is nobody's home
        ("Sudan talks resume in Jeddah\n\nThe paramilitary group shot civilians.", "civilians", None),
        ("Sudan bakers march in Jeddah\n\nPolice shot civilians.", "civilians", "SAU"),
    ],
)
def test_whose_a_nameless_body_is(text: str, words: str, country: str | None) -> None:
    mentions, actors = read(text, None)
    assert [actors[m.actor_id].country for m in mentions if m.text == words] == [country]


@pytest.mark.parametrize(
    ("text", "is_actor"),
    [
        ("Gunmen shelled a hospital in El Fasher on Monday.", False),
        ("El Fasher Relief Committee asked for help.", True),
    ],
)
def test_a_name_after_in_is_a_place(text: str, is_actor: bool) -> None:
    mentions, _ = read(text, None)
    assert any("Fasher" in mention.text for mention in mentions) is is_actor


def test_who_urges_both_sides_is_none_of_them() -> None:
    mentions, actors = read(
        "Chad and Mali met in talks hosted by Niger. The Nigerien premier urged both sides to sign.", None
    )
    assert "NER" not in {actors[m.actor_id].country for m in mentions if m.text == "both sides"}
