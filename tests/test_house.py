"""The house in order: imports point one way, rooms stay small, package files stay empty."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("tidings", "schemas", "flows")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 400, 50
# What a pure room may not know: where its text comes from, and what becomes of its records.
FORBIDDEN = {
    "tidings": {
        "schemas",
        "flows",
        "pyarrow",
        "pandas",
        "prefect",
        "duckdb",
        "great_expectations",
        "requests",
        "httpx",
    },
    "schemas": {"flows", "prefect", "duckdb"},
    "flows": {"spacy"},
}


def name(path: Path) -> str:
    """The path as the tests show it."""
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    """The first names of all modules a module imports, at its top or within."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_one_way(path: Path) -> None:
    assert not imported(path) & FORBIDDEN[path.relative_to(ROOT).parts[0]]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_small_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= LONGEST_MODULE
    if path.name != "__init__.py":
        assert ast.get_docstring(tree), "a module says in one sentence what it is"
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {f.name: n for f in functions if (n := (f.end_lineno or f.lineno) - f.lineno + 1) > LONGEST_FUNCTION}
    assert not long


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=name)
def test_package_files_are_empty(path: Path) -> None:
    assert not [n for n in ast.parse(path.read_text(encoding="utf-8")).body if not isinstance(n, ast.Expr)]
