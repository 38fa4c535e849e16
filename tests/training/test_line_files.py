"""Files made for learning are what their spans say, and blocks get the class of the gold they stand in."""

import random

from tests.articles.documents import LEAD, OTHER_STORY, SECOND, STORY
from tidings.articles.line_model import LineClass
from tidings.articles.rule_drafts import rule_drafts
from training.line_files import Clean, make_file
from training.line_gold import article_starts, body_classes, fold, of_spans

ARTICLES = [
    Clean("Norway closes border after drones cross", tuple(STORY.split("\n\n"))),
    Clean("Strike blocks harbour of Piraeus", tuple(OTHER_STORY.split("\n\n"))),
]


def test_spans_hold_the_titles_and_paragraphs() -> None:
    for seed in range(30):
        text, spans = make_file(ARTICLES, ["Kenya sends police to Haiti"], random.Random(seed))
        found = {" ".join(text[start:end].split()) for start, end, _, _ in spans}
        paragraphs = {paragraph for article in ARTICLES for paragraph in article.paragraphs}
        assert paragraphs <= found <= paragraphs | {article.title for article in ARTICLES}
        blocks, _ = rule_drafts(text)
        classes, opens = of_spans(blocks, spans=spans, starts=article_starts(spans))
        assert sum(opens) == len(ARTICLES)
        assert LineClass.BODY in classes


def test_blocks_of_a_page_by_the_words_of_the_gold() -> None:
    lines = [LEAD, "Share", "Most read stories of the day in the north", SECOND, "The talks"]
    classes = body_classes([fold(line) for line in lines], f"{LEAD}\n\n{SECOND}\n\nThe talks")
    assert classes == [LineClass.BODY, LineClass.OTHER, LineClass.OTHER, LineClass.BODY, LineClass.BODY]
