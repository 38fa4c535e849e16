"""The page of the tables says what the schemas say."""

from pathlib import Path

from tidings.schemas.describe import page

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tidings.schemas.describe > docs/tables.md"
