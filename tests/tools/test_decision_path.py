"""The page of the decision path is what the tuples say."""

from pathlib import Path

from tools.print_decision_path import decision_path

PAGE = Path(__file__).parents[2] / "docs" / "decision_path.md"


def test_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8").splitlines() == list(decision_path())
