"""Every text belongs to one fold, always the same; who is measured on it has not learnt from it or its story."""

from collections import Counter

import pytest

from training.folds import FOLDS, fold_of
from training.texts import Text

IDS = [f"u{number:04}" for number in range(2000)]


@pytest.mark.parametrize(("text_id", "fold"), [("t000", 2), ("t001", 3), ("t002", 0)])
def test_the_fold_of_an_id_is_that_of_the_corpus_scorer(text_id: str, fold: int) -> None:
    assert fold_of(text_id) == fold


def test_folds_are_about_equal() -> None:
    sizes = Counter(fold_of(text_id) for text_id in IDS)
    assert set(sizes) == set(range(FOLDS))
    assert max(sizes.values()) < 1.2 * min(sizes.values())


def test_the_fold_depends_on_the_id_alone() -> None:
    assert [fold_of(text_id) for text_id in IDS] == [fold_of(text_id) for text_id in reversed(IDS)][::-1]
    assert {fold_of(text_id, folds=2) for text_id in IDS} == {0, 1}


STORY = "Rebels shelled the port of Oru on Monday and the army fired back, a witness said by telephone."


def text(text_id: str, words: str, source: str = "corpus") -> Text:
    return Text(text_id, source, None, words, ())


def test_texts_that_share_a_fifth_of_their_runs_of_words_are_one_story() -> None:
    pytest.importorskip("torch")
    from training.learning_set import same_stories

    told = [
        text("a", STORY),
        text("b", STORY + " Nobody was hurt."),
        text("c", STORY.replace("Rebels", "Insurgents").replace("Monday", "Tuesday")),
        text("d", "Rebels shelled the port of Maru in May. A minister in Lima resigned over the budget on Thursday."),
        text("e", "Rebels"),
        text("f", ""),
    ]
    stories = same_stories(told)
    assert stories == {"a": {"b", "c"}, "b": {"a", "c"}, "c": {"a", "b"}}
    assert same_stories(told[::-1]) == stories


def test_a_fold_is_left_out_with_its_stories_and_what_is_in_none_stays() -> None:
    pytest.importorskip("torch")
    from training.learning_set import is_of_fold

    fold = fold_of("u0001")
    assert is_of_fold(text("u0001", STORY), fold)
    assert not is_of_fold(text("u0001", STORY), (fold + 1) % FOLDS)
    assert not any(is_of_fold(text("u0001", STORY, source), fold) for source in ("gold", "documents", "sentences"))


def test_a_change_of_recipe_or_labels_is_another_training() -> None:
    pytest.importorskip("torch")
    from dataclasses import replace

    from training.crossval import digest
    from training.train import read_recipe
    from training.windows import Ready

    recipe, one = read_recipe(), text("a", STORY)

    def ready(told: Text) -> list[Ready]:
        return [Ready(told, None, (), (), ())]  # type: ignore[arg-type]  # pieces follow from the text

    same = digest(ready(one), recipe)
    assert digest(ready(one), recipe) == same
    assert digest(ready(one), replace(recipe, epochs=recipe.epochs + 1)) != same
    assert digest(ready(replace(one, labels=None)), recipe) != same
    assert digest(ready(replace(one, text=STORY + " ")), recipe) != same
