"""The labels themselves: their offsets are evidence, and every type, mode and ruling has its items."""

import pytest

from tests.gold.items import GOLD_SETS, SPLITS, GoldSet, Item
from tidings.ontology.tables import MODES
from tidings.vocabulary import EventType, MagnitudeKind, Status

ITEMS = [item for gold_set in GOLD_SETS for split in SPLITS for item in gold_set.items(split)]
QUIET = [item for gold_set in GOLD_SETS for split in SPLITS for item in gold_set.quiet_items(split)]
RULINGS = range(1, 43)


def test_ids_and_texts_are_unique() -> None:
    everything = [*ITEMS, *QUIET]
    assert len({item.item_id for item in everything}) == len({item.text for item in everything}) == len(everything)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.item_id)
def test_labels_hold_known_members_and_point_at_words(item: Item) -> None:
    for event in item.events:
        kinds = [EventType(kind) for kind in event.accepted_types]
        assert event.event_type == kinds[0]
        assert all(any(mode in MODES[kind] for kind in kinds) for mode in event.modes)
        assert all(Status(status) for status in event.status)
        assert all(MagnitudeKind(kind) for kind, _, _ in event.magnitudes)
        assert event.triggers
        assert all(item.text[start:end].strip() == item.text[start:end] != "" for start, end in event.triggers)
        assert all(actor.text is None or actor.text in item.text for actor in (*event.sources, *event.targets))
        assert event.place is None or event.place in item.text


def test_every_type_and_mode_has_an_item() -> None:
    seen = {
        (kind, mode) for item in ITEMS for event in item.events for kind in event.accepted_types for mode in event.modes
    }
    wanted = {(kind.value, mode) for kind, modes in MODES.items() for mode in modes}
    assert wanted - seen == set()
    assert {event.event_type for item in ITEMS for event in item.events} == {kind.value for kind in EventType}


def test_every_ruling_has_an_item() -> None:
    assert set(RULINGS) - {ruling for item in ITEMS for ruling in item.rulings} == set()


@pytest.mark.parametrize("gold_set", GOLD_SETS, ids=lambda gold_set: gold_set.name)
def test_about_half_is_held_out(gold_set: GoldSet) -> None:
    held, dev = len(gold_set.items("held")), len(gold_set.items("dev"))
    assert 0.4 < held / (held + dev) < 0.6
