"""Print the page of the ten questions as a notebook: `python -m tools.build_notebook > docs/questions.ipynb`."""

import json
import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "questions.md"
BLOCK = re.compile(r"```(sql|python)\n(.*?)\n```", re.DOTALL)
ASSIGNED = re.compile(r"(\w+) = ")
OPENING = 'import tidings\n\ntables = tidings.open("../warehouse")'
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook() -> dict[str, Any]:
    """The page's prose as Markdown cells, its queries and lines as cells of code that show what they find."""
    cells, done = [], 0
    page = PAGE.read_text(encoding="utf-8")
    for block in BLOCK.finditer(page):
        cells.append(_cell("markdown", page[done : block.start()].strip()))
        if not any(cell["cell_type"] == "code" for cell in cells):
            cells.append(_cell("code", OPENING))
        cells.append(_cell("code", _shown(block[1], block[2])))
        done = block.end()
    cells = [cell for cell in (*cells, _cell("markdown", page[done:].strip())) if cell["source"]]
    numbered = [{"id": f"cell-{number}", **cell} for number, cell in enumerate(cells)]
    return {"cells": numbered, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}


def _shown(language: str, code: str) -> str:
    """Code that ends with what it found."""
    if language == "sql":
        return f'tables.frame("""\n{code}\n""")'
    name = ASSIGNED.match(code)
    return f"{code}\n{name[1]}" if name else code


def _cell(kind: str, text: str) -> dict[str, Any]:
    lines = text.splitlines(keepends=True)
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, **code, "source": lines}


if __name__ == "__main__":
    print(json.dumps(notebook(), indent=1, ensure_ascii=False))
