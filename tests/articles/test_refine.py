"""What the network says of the blocks becomes drafts: bodies, titles, one article where the rules saw two."""

import numpy as np
import pytest

from tests.articles.documents import LEAD, OTHER_STORY, SECOND, STORY, THIRD
from tidings.articles.line_features import features_of
from tidings.articles.line_model import OPENS, line_chances, span_of
from tidings.articles.refine import joined, refined_draft
from tidings.articles.rule_drafts import rule_drafts

TITLE = "Norway closes border after drones cross"
TEXT = f"{TITLE}\n\nBy Ida Lund\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}"
OTHER, BODY, HEAD = (1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 1.0, 1.0)


def test_a_paragraph_that_the_network_holds_for_none_falls() -> None:
    blocks, (found,) = rule_drafts(TEXT)
    rows = [HEAD, OTHER, BODY, OTHER, BODY]
    chances = {span_of(block): row for block, row in zip(blocks, rows, strict=True)}
    refined = refined_draft(found, chances)
    assert [refined.blocks[i].text for i in refined.body] == [LEAD, THIRD]
    assert [block.text for block in refined.head] == [TITLE, "By Ida Lund"]


@pytest.mark.parametrize(
    ("last", "is_taken"),
    [
        ("(Reporting by Ida Lund in Oslo; editing by Max Roth)", False),
        ("Reporting from Oslo was made difficult by the drones, editors of three papers said on Friday.", True),
    ],
)
def test_a_credit_stays_out_of_the_body_however_sure_the_network_is(last: str, is_taken: bool) -> None:
    blocks, (found,) = rule_drafts(f"{TEXT}\n\n{last}")
    chances = {span_of(block): HEAD if block.text == TITLE else BODY for block in blocks}
    refined = refined_draft(found, chances)
    assert (last in [refined.blocks[i].text for i in refined.body]) is is_taken


def test_where_the_network_saw_nothing_the_rules_stand() -> None:
    _, (found,) = rule_drafts(TEXT)
    refined = refined_draft(found, {})
    assert (refined.title, refined.body) == (found.title, found.body)


@pytest.mark.parametrize(("opens", "articles"), [(0.0, 1), (0.9, 2)])
def test_an_article_that_hardly_begins_is_joined(opens: float, articles: int) -> None:
    text = f"{TEXT}\n\n* * *\n\nStrike blocks harbour of Piraeus\n\nBy Max Roth\n\n{OTHER_STORY}"
    blocks, drafts = rule_drafts(text)
    assert len(drafts) == 2
    chances = {span_of(block): (0.5, 0.5, 0.0, opens) for block in blocks}
    assert len(joined(drafts, chances)) == articles


def test_a_row_of_features_is_finite_and_says_the_same_twice() -> None:
    blocks, drafts = rule_drafts(TEXT)
    features = features_of(blocks, drafts)
    assert features.shape[0] == len(blocks)
    assert np.isfinite(features).all()
    chances = line_chances(blocks, drafts)
    assert np.array_equal(chances, line_chances(blocks, drafts))
    assert np.allclose(chances[:, :OPENS].sum(axis=1), 1, atol=0.01)


def test_a_clean_story_is_body() -> None:
    blocks, drafts = rule_drafts(STORY)
    assert (line_chances(blocks, drafts)[:, 1] > 0.5).all()


def test_articles_of_paragraphs_that_are_surely_body_stay_apart() -> None:
    text = f"{TEXT}\n\n* * *\n\nStrike blocks harbour of Piraeus\n\nBy Max Roth\n\n{OTHER_STORY}"
    blocks, drafts = rule_drafts(text)
    chances = {span_of(block): (0.0, 1.0, 0.0, 0.0) for block in blocks}
    assert len(joined(drafts, chances)) == 2
