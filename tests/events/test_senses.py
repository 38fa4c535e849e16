"""The same words tell an event or none: what the tests of a row, a capability or a word beside it make of them."""

import pytest

from tests.events.coding import annotated, types_in

# (quiet text, text of an event with the same words, its type)
PAIRS = [
    # tests of the row
    ("The storm hit the coast of Mali.", "Rockets of Mali hit a convoy of the army.", "ASSAULT"),
    ("The mayor of Lima shot down the rumours.", "The army of Mali shot down a jet.", "ASSAULT"),
    ("A man stabbed his wife in Leeds.", "Rebels stabbed a mayor in Mali.", "ASSAULT"),
    ("A train derailed, killing 20, the minister said.", "A bomb exploded, killing 20, the minister said.", "ASSAULT"),
    (
        "The film tells of a general who deserts his army in Kenya.",
        "A colonel of the army defected to Kenya.",
        "RETREAT",
    ),
    ("The Malian team surrendered a two-goal lead.", "Hundreds of rebels surrendered to Kenya.", "RETREAT"),
    ("The actress slammed the door.", "Kenya slammed Mali.", "ACCUSE"),
    ("Traders blamed faulty wiring.", "Moscow blamed Ukraine.", "ACCUSE"),
    ("Engineers demonstrated a new battery.", "Engineers demonstrated against the new law.", "PROTEST"),
    (
        "She left school at twelve to work in a mine.",
        "Nurses left work at twelve and marched on the ministry.",
        "PROTEST",
    ),
    # what can be done, or is built for it (ruling 18)
    (
        "The drone can strike ships at 200 kilometres.",
        "The Russian drone struck ships at the port of Odesa.",
        "ASSAULT",
    ),
    ("The helicopter was designed to attack tanks.", "The helicopter was sent to attack tanks of Chad.", "ASSAULT"),
    ("The submarine is built to launch cruise missiles.", "The submarine launched two cruise missiles.", "MOBILIZE"),
    ("The frigate can patrol for 40 days.", "The Danish frigate patrolled the strait for 40 days.", "MOBILIZE"),
    # no sign of it
    ("There was no sign of fighting in Tripoli.", "Fighting between Chad and Libya went on in Tripoli.", "ASSAULT"),
    # nobody is told
    ("A fungus attacks the roots, the ministry said.", "Rebels attacked the port, the ministry said.", "ASSAULT"),
    ("The club rejected a bid for its striker.", "The junta rejected a plan for its retreat.", "REJECT"),
    ("Obesity threatens us all, the study warned.", "The junta warned Ghana of war.", "THREATEN"),
    (
        "The exhibition traces the history of protest in Chile.",
        "The teachers of Lima marched against Chile.",
        "PROTEST",
    ),
    ("The council voted 13-2 for a new bridge.", "The council voted 13-2 to condemn Syria.", "ACCUSE"),
]


@pytest.mark.parametrize(("quiet", "political", "event_type"), PAIRS)
def test_of_two_texts_with_the_same_words_one_tells_an_event(quiet: str, political: str, event_type: str) -> None:
    assert event_type in types_in(political)
    assert types_in(quiet) == set()


def test_what_a_row_forbids_is_not_even_weighed() -> None:
    assert annotated("The storm hit the coast of Mali.").coded.dropped == ()  # type: ignore[union-attr]  # it is kept
