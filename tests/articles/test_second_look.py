"""Where the network finds the text elsewhere than the rules, the draft is laid out around that."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from tests.articles.documents import LEAD, OTHER_STORY, SECOND, STORY, THIRD
from tidings.articles.article_layout import ArticleLayout
from tidings.articles.block_labels import Labelled
from tidings.articles.line_model import OPENS, Floats
from tidings.articles.rule_drafts import rule_drafts
from tidings.articles.second_look import look_twice

TITLE = "Norway closes border after drones cross"
MENU = "\n".join(
    ["Home", "World", "Sport", "Culture", "Weather", "Video", "Letters", "About us", "Careers", "Contact us"]
)
NOTICE = "\n".join(
    f"part_{number} {number} months Set by a partner of this site to remember what a visitor chose on page {number}."
    for number in range(1, 12)
)
PAGE = f"{TITLE}\n\n{STORY}\n\n{MENU}\n\n{MENU}\n\n{NOTICE}"

Network = Callable[[Sequence[Labelled], Sequence[ArticleLayout]], Floats]


def says(body: Sequence[str], chance: float = 0.95) -> tuple[Network, list[Sequence[ArticleLayout]]]:
    """A network that holds some paragraphs for body, and the drafts that it was shown."""
    shown: list[Sequence[ArticleLayout]] = []

    def network(blocks: Sequence[Labelled], drafts: Sequence[ArticleLayout]) -> Floats:
        shown.append(drafts)
        rows = np.zeros((len(blocks), OPENS + 1), dtype=np.float32)
        rows[:, 1] = [chance if block.text in body else 0.05 for block in blocks]
        return rows

    return network, shown


def body_of(found: ArticleLayout) -> list[str]:
    return [found.blocks[i].text for i in found.body]


def test_the_rules_take_the_longest_run_of_sentences() -> None:
    _, (found,) = rule_drafts(PAGE)
    assert LEAD not in body_of(found)


def test_a_draft_is_laid_out_around_what_the_network_sees() -> None:
    network, shown = says([LEAD, SECOND, THIRD])
    (found,), _ = look_twice(*rule_drafts(PAGE), network)
    assert body_of(found) == [LEAD, SECOND, THIRD]
    assert found.title is not None
    assert found.blocks[found.title].text == TITLE
    assert [body_of(draft) for draft in shown[1]] == [[LEAD, SECOND, THIRD]]


@pytest.mark.parametrize("chance", [0.95, 0.6])
def test_the_rules_draft_stays_where_the_network_agrees(chance: float) -> None:
    network, shown = says([LEAD, SECOND, THIRD], chance)
    blocks, drafts = rule_drafts(f"{TITLE}\n\n{STORY}\n\n{MENU}")
    again, _ = look_twice(blocks, drafts, network)
    assert again == drafts
    assert len(shown) == 1


def test_a_paragraph_of_which_the_network_is_not_sure_moves_no_draft() -> None:
    network, shown = says([])
    blocks, drafts = rule_drafts(PAGE)
    assert look_twice(blocks, drafts, network)[0] == drafts
    assert len(shown) == 1


def test_of_two_articles_the_shorter_stays_where_the_rules_have_it() -> None:
    told = " ".join(OTHER_STORY.split())
    harbour = "\n\n".join(f"{told} That was day {day} of the strike." for day in range(1, 9))
    text = f"Strike blocks harbour of Piraeus\n\nBy Max Roth\n\n{harbour}\n\n* * *\n\n{PAGE}"
    blocks, drafts = rule_drafts(text)
    assert len(drafts) == 2
    network, shown = says([*body_of(drafts[0]), LEAD, SECOND, THIRD])
    assert look_twice(blocks, drafts, network)[0] == drafts
    assert len(shown) == 1


def test_a_document_without_a_draft_has_chances_alone() -> None:
    network, shown = says([])
    blocks, _ = rule_drafts(MENU)
    again, rows = look_twice(blocks, [], network)
    assert (again, len(rows), len(shown)) == ([], len(blocks), 1)
