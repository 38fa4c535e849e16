"""What ties a place to an event: the tree, the parties, buildings with a name, and the choice among all on offer."""

import pytest

from tests.events.coding import annotated
from tidings.events.attributes.event_telling import telling_of
from tidings.events.attributes.named_sites import sites_of
from tidings.events.attributes.place import chances_of
from tidings.events.attributes.place_offers import place_offers
from tidings.events.attributes.place_ties import MOST_LINKS, Tie, links_between, tie_of
from tidings.events.attributes.told_places import atlas_of
from tidings.events.candidates import Candidate
from tidings.events.passage_index import PassageIndex


def coded(text: str, trigger: str) -> tuple[PassageIndex, Candidate]:
    found = annotated(text).coded
    assert found is not None
    (one,) = [c for c in found.candidates if text[c.trigger.start : c.trigger.end] == trigger]
    return found.reading, one


# text, trigger, what each toponym is tied to
TIES = [
    ("Police in Nairobi beat marchers in Kisumu.", "beat", {"Nairobi": Tie.DOING, "Kisumu": Tie.DEED}),
    ("Rebels attacked Goma.", "attacked", {"Goma": Tie.NONE}),
    ("Rebels attacked the governor of Goma.", "attacked", {"Goma": Tie.UNDERGOING}),
]


@pytest.mark.parametrize(("text", "trigger", "ties"), TIES)
def test_toponym_is_tied_to_a_word_of_the_event(text: str, trigger: str, ties: dict[str, Tie]) -> None:
    reading, one = coded(text, trigger)
    telling = telling_of(reading, one.trigger, one.scope)
    found = {s.place.text: tie_of(telling, s, one.sources, one.targets) for s in atlas_of(reading).spots}
    assert found == ties


def test_links_are_counted_along_the_tree_and_not_across_sentences() -> None:
    reading, _ = coded("Rebels attacked Goma. Nobody fled.", "attacked")
    rebels, attacked, goma, _stop, nobody, *_ = reading.doc.tokens
    assert [links_between(goma, word) for word in (goma, attacked, rebels, nobody)] == [0, 1, 2, MOST_LINKS]


# text, the named buildings and grounds that are no toponyms
SITES = [
    ("Gunmen stormed the Corinthia Hotel in Tripoli.", ["Corinthia Hotel"]),
    ("Gunmen stormed a hotel in Tripoli.", []),
    ("The editor was freed from an Egyptian prison.", []),  # no name, only whose it is
    ("The army said it had freed Hotel Rwanda's director.", []),
]


@pytest.mark.parametrize(("text", "sites"), SITES)
def test_named_sites_are_found(text: str, sites: list[str]) -> None:
    found = annotated(text).coded
    assert found is not None
    assert [site.text for site in sites_of(found.reading)] == sites
    assert all(text[site.start : site.end] == site.text for site in sites_of(found.reading))


def test_chances_share_what_is_left_by_no_place_at_all() -> None:
    text = "Police in Nairobi beat marchers in Kisumu."
    reading, one = coded(text, "beat")
    offers = place_offers(reading, one.trigger, one.scope, one.sources, one.targets)
    chances = chances_of([offer.features for offer in offers])
    assert len(chances) == len(offers) > 1
    assert 0 < sum(chances) < 1
    assert chances_of([]) == []
