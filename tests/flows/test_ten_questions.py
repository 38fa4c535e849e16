"""The page of the ten questions: every line on it runs, and answers."""

import json
import re
from pathlib import Path

import pytest

import tidings
from tools.build_notebook import notebook

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)\n```", PAGE, re.DOTALL)
LINES = re.findall(r"```python\n(.*?)\n```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def tables(sample_warehouse: Path) -> tidings.Tables:
    """The door to the tables of the sample documents."""
    return tidings.open(sample_warehouse)


def test_there_are_ten_and_each_has_a_line() -> None:
    parts = re.split(r"^## \d+\. ", PAGE, flags=re.MULTILINE)[1:]
    assert len(parts) == 10
    assert all("```sql" in part or "```python" in part for part in parts)
    assert all("\n" not in line for line in (*QUERIES, *LINES))


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_answers(query: str, tables: tidings.Tables) -> None:
    assert tables.sql(query).fetchall()


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_python_answers(
    line: str, tables: tidings.Tables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"tables": tables}
    exec(line, names)
    made = [value for name, value in names.items() if name not in ("tables", "__builtins__")]
    assert all(len(value) for value in made)  # type: ignore[arg-type]
    assert made or (tmp_path / "events.csv").stat().st_size > 1000


def test_the_notebook_is_the_page() -> None:
    told = json.loads((ROOT / "docs" / "questions.ipynb").read_text(encoding="utf-8"))
    assert told == notebook()  # else: python -m tools.build_notebook > docs/questions.ipynb


def test_every_cell_of_the_notebook_runs(
    sample_warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "warehouse").symlink_to(sample_warehouse)
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    cells = ["".join(cell["source"]) for cell in notebook()["cells"] if cell["cell_type"] == "code"]
    names: dict[str, object] = {}
    for cell in cells:
        *before, last = cell.split("\n") if not cell.startswith("tables.frame(") else [cell]
        exec("\n".join(before), names)
        if last.startswith("tables.frame("):
            assert len(eval(last, names)) > 0
        else:
            exec(last, names)
    assert len(cells) == 1 + len(QUERIES) + len(LINES)
