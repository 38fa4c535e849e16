"""Who stands on which side: the first proposer that names somebody settles it, and says who it was."""

from collections.abc import Mapping

import pytest

from tests.events.coding import annotated
from tests.events.encoding import ATTACK, Tells, only, read
from tidings.annotation import Annotation
from tidings.events.candidates import Candidate
from tidings.events.roles.encoder_roles import APART, LEAST_SCORE, LISTED, PARTNER
from tidings.records import Event, Mention
from tidings.vocabulary import RoleBasis

TEXT = "Kenya and Uganda attacked Somalia near Ethiopia."
LOW = LEAST_SCORE - 0.01
Sides = tuple[list[str], list[str]]


def sides(event: Event) -> Sides:
    return [m.text for m in event.sources], [m.text for m in event.targets]


def basis(event: Event) -> Sides:
    return [str(b) for b in event.source_basis], [str(b) for b in event.target_basis]


def attacked(sources: Mapping[str, float], targets: Mapping[str, float], *, nobody: float = 0.01) -> Tells:
    return Tells("attacked", "ASSAULT", sources, targets, no_source=nobody, no_target=nobody)


SCORES = [
    # who stands in one list with the best counts unless far behind, another only beside it
    ({"Kenya": 0.9, "Uganda": 0.9 * LISTED + 0.01}, {"Somalia": 0.9}, (["Kenya", "Uganda"], ["Somalia"])),
    ({"Kenya": 0.9 * LISTED + 0.01, "Uganda": 0.9}, {"Somalia": 0.9}, (["Kenya", "Uganda"], ["Somalia"])),
    ({"Kenya": 0.9, "Uganda": 0.9 * LISTED - 0.01}, {"Somalia": 0.9}, (["Kenya"], ["Somalia"])),
    ({"Kenya": 0.9}, {"Somalia": 0.9, "Ethiopia": 0.9 * APART + 0.01}, (["Kenya"], ["Somalia", "Ethiopia"])),
    ({"Kenya": 0.9}, {"Somalia": 0.9, "Ethiopia": 0.9 * APART - 0.01}, (["Kenya"], ["Somalia"])),
    ({"Kenya": LEAST_SCORE, "Uganda": LOW}, {"Somalia": 0.9}, (["Kenya"], ["Somalia"])),  # near, but below the bar
    # text order, whoever scores best
    (
        {"Uganda": 0.95, "Kenya": 0.9},
        {"Ethiopia": 0.95, "Somalia": 0.94},
        (["Kenya", "Uganda"], ["Somalia", "Ethiopia"]),
    ),
    # nobody stands on both sides
    ({"Kenya": 0.9}, {"Somalia": 0.9, "Kenya": 0.8}, (["Kenya"], ["Somalia"])),
    ({"Kenya": 0.7, "Uganda": 0.7}, {"Somalia": 0.9, "Uganda": 0.89}, (["Kenya"], ["Uganda", "Somalia"])),
    ({"Kenya": 0.9, "Somalia": 0.9}, {"Somalia": 0.9, "Ethiopia": 0.9}, (["Kenya", "Somalia"], ["Ethiopia"])),  # a tie
    # whom the encoder would have on the other side of the row
    ({"Somalia": 0.9}, {"Kenya": 0.9}, (["Somalia"], ["Kenya"])),
]


MET = [
    # what takes two or more has partners anywhere in the sentence
    (0.9 * PARTNER + 0.01, ["Kenya", "Somalia"]),
    (0.9 * PARTNER - 0.01, ["Kenya"]),
]


@pytest.mark.parametrize(("score", "expected"), MET)
def test_partners_count_sooner_than_those_who_stand_apart(score: float, expected: list[str]) -> None:
    event = only(read("Kenya met Somalia.", Tells("met", "CONSULT", {"Kenya": 0.9, "Somalia": score}, {})))
    assert sides(event) == (expected, [])


@pytest.mark.parametrize(("sources", "targets", "expected"), SCORES)
def test_the_encoder_s_scores_settle_the_sides(
    sources: Mapping[str, float], targets: Mapping[str, float], expected: Sides
) -> None:
    event = only(read(TEXT, attacked(sources, targets)))
    assert sides(event) == expected
    assert basis(event) == ([RoleBasis.ENCODER] * len(expected[0]), [RoleBasis.ENCODER] * len(expected[1]))
    both = {m.actor_id for m in event.sources} & {m.actor_id for m in event.targets}
    assert both == set()


ROWS = [
    # below the bar nobody is taken by score: the row knows the construction
    ({"Ethiopia": LOW}, {"Ethiopia": LOW}, 0.01, (["Kenya", "Uganda"], ["Somalia"])),
    ({"Kenya": LOW}, {"Somalia": LOW}, 0.01, (["Kenya", "Uganda"], ["Somalia"])),
    ({}, {}, 0.01, (["Kenya", "Uganda"], ["Somalia"])),
    # the encoder thinks that nobody is told
    ({}, {}, 0.5, ([], [])),
    ({}, {}, 0.49, (["Kenya", "Uganda"], ["Somalia"])),
]


@pytest.mark.parametrize(("sources", "targets", "nobody", "expected"), ROWS)
def test_where_the_encoder_names_nobody_the_row_s_slots_do(
    sources: Mapping[str, float], targets: Mapping[str, float], nobody: float, expected: Sides
) -> None:
    event = only(read(TEXT, attacked(sources, targets, nobody=nobody)))
    assert sides(event) == expected
    assert basis(event) == ([RoleBasis.ROW_SLOTS] * len(expected[0]), [RoleBasis.ROW_SLOTS] * len(expected[1]))


def test_each_side_is_settled_by_itself() -> None:
    event = only(read(TEXT, attacked({"Uganda": 0.9}, {})))
    assert sides(event) == (["Uganda"], ["Somalia"])
    assert basis(event) == ([RoleBasis.ENCODER], [RoleBasis.ROW_SLOTS])


def test_the_row_does_not_put_on_one_side_who_stands_on_the_other() -> None:
    event = only(read("Kenya attacked Somalia.", attacked({"Somalia": 0.9}, {})))
    assert sides(event) == (["Somalia"], [])


def test_a_plain_frame_has_no_slots() -> None:
    event = only(read(TEXT, Tells("attacked", "COERCE", {"Kenya": 0.9}, {})))
    assert sides(event) == (["Kenya"], [])


def test_a_user_s_row_fills_its_slots_before_the_encoder() -> None:
    event = only(read(TEXT, attacked({"Ethiopia": 0.99}, {"Uganda": 0.99}), lexicon=ATTACK))
    assert sides(event) == (["Kenya", "Uganda"], ["Somalia"])
    assert basis(event) == ([RoleBasis.USER_ROW] * 2, [RoleBasis.USER_ROW])
    assert event.party_confidence == only(read(TEXT, lexicon=ATTACK)).party_confidence


def test_the_encoder_fills_the_side_that_a_user_s_row_leaves_empty() -> None:
    event = only(read("The rain attacked Somalia.", Tells("attacked", "ASSAULT", {"Somalia": 0.9}, {}), lexicon=ATTACK))
    assert sides(event) == ([], ["Somalia"])  # it stands on the other side by the row
    text = "The rain attacked Somalia as Kenya watched."
    event = only(read(text, Tells("attacked", "ASSAULT", {"Kenya": 0.9}, {}), lexicon=ATTACK))
    assert sides(event) == (["Kenya"], ["Somalia"])
    assert basis(event) == ([RoleBasis.ENCODER], [RoleBasis.USER_ROW])


def test_the_rows_alone_say_so() -> None:
    event = only(annotated("Kenya attacked Somalia."))
    assert basis(event) == ([RoleBasis.ROW_SLOTS], [RoleBasis.ROW_SLOTS])


def test_somebody_named_twice_is_one_party_where_first_named() -> None:
    text = "Somalia's army fought on; troops attacked the army of Somalia."
    event = only(read(text, Tells("attacked", "ASSAULT", {}, {"Somalia's army": 0.89, "the army of Somalia": 0.9})))
    assert sides(event)[1] == ["Somalia's army"]


def candidate_of(said: Annotation) -> Candidate:
    assert said.coded is not None
    (candidate,) = said.coded.candidates
    return candidate


def named(mentions: tuple[Mention, ...]) -> list[str]:
    return [mention.text for mention in mentions]


def test_who_was_not_taken_is_kept_with_the_score() -> None:
    said = read(TEXT, attacked({"Kenya": 0.9, "Ethiopia": 0.3}, {"Somalia": 0.9}))
    lost = [
        (p.mention.text, p.score)
        for p in candidate_of(said).proposals
        if p.mention.text not in named(candidate_of(said).sources + candidate_of(said).targets)
    ]
    assert ("Ethiopia", 0.3) in lost
