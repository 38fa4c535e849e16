"""What a telling is compared by: the words of its trigger, those below it, the names close to it, its parties."""

import pytest

from tests.events.readings import coded
from tidings.events.coreference.tellings import Telling, rarities, tellings_of

TEXT = (
    "Kenyan troops attacked Kismayo on Monday. The attack on the port of Kismayo killed a trader. "
    "Somalia's army arrested two smugglers near Baidoa, and police in Nairobi detained a nurse."
)


def tellings(text: str) -> list[Telling]:
    """Every candidate of a text with the event that it alone would make."""
    found = coded(text)
    told = [
        (one, event)
        for event in found.events
        for one in found.candidates
        if one.trigger.start == event.event_mentions[0].trigger_start
    ]
    return sorted(tellings_of(found.reading, told), key=lambda telling: telling.candidate.trigger.start)


def test_words_stand_under_their_lemmas_and_names_apart() -> None:
    first = tellings(TEXT)[0]
    assert first.sentence == 0
    assert first.words == {"attack"}
    assert "kismayo" in first.names
    assert {"troop", "kismayo", "monday"} <= first.clause
    assert "attack" not in first.clause | first.around  # its own word says nothing about its company
    assert "trader" not in first.around  # another sentence


def test_sides_stand_by_actor_and_by_country() -> None:
    arrest = next(one for one in tellings(TEXT) if one.words == {"arrest"})
    assert arrest.sentence == 2
    assert arrest.source_countries == {"SOM"}
    assert len(arrest.sources) == 1
    assert arrest.targets
    assert arrest.target_countries <= {"SOM", "KEN"}


def test_the_clause_of_a_trigger_is_what_hangs_below_it() -> None:
    text = "Police in Nairobi detained a nurse while the president of Chad slept in a tent."
    (one,) = [telling for telling in tellings(text) if "detain" in telling.words]
    assert "nurse" in one.clause
    assert "tent" in one.around
    president = "president" in one.clause
    assert president == ("tent" in one.clause)  # the two stand in one clause, below the trigger or beside it


RARE = [("kismayo", "trader"), ("attack", "smuggler")]


@pytest.mark.parametrize(("often", "once"), RARE)
def test_a_word_of_every_sentence_tells_less_than_a_rare_one(often: str, once: str) -> None:
    rarity = rarities(coded(TEXT).reading)
    assert 0 < rarity[often] < rarity[once]
    assert "the" not in rarity
