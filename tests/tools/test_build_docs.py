"""The pages of the documentation lie in one folder, each in a chapter, and every link leads to one of them."""

import re
from pathlib import Path

import pytest

from tidings.flows.cli import build_parser
from tools.build_docs import CHAPTERS, LINK, PUBLIC, commands_of, lay_out


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages as Sphinx gets them, by name."""
    return {page.name: page.read_text(encoding="utf-8") for page in lay_out(tmp_path_factory.mktemp("docs") / "src")}


def anchors(text: str) -> set[str]:
    """What a link into a page may name: its headings, as they are written in addresses."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_each_page_stands_in_one_chapter(pages: dict[str, str]) -> None:
    named = [f"{name}.md" for names in CHAPTERS.values() for name in names]
    assert sorted(["index.md", *named]) == sorted(pages)


def test_each_link_leads_to_a_page_and_a_heading_of_it(pages: dict[str, str]) -> None:
    links = [(name, *link.groups()) for name, text in pages.items() for link in LINK.finditer(text)]
    assert len(links) > 30
    assert [(name, page) for name, page, _ in links if page not in pages and page != "questions.ipynb"] == []
    assert [(name, page, at) for name, page, at in links if at and at[1:] not in anchors(pages[page])] == []


def test_each_command_and_each_public_name_is_described(pages: dict[str, str]) -> None:
    commands = commands_of(build_parser())
    assert len(commands) > 10
    assert all(f"## tidings {name}\n" in pages["cli.md"] for name in commands)
    assert all(f":: tidings.{name}" in pages["api.md"] for name in PUBLIC)


def test_the_public_names_are_those_of_the_package() -> None:
    import tidings

    assert {*PUBLIC, "__version__"} == set(dir(tidings))


def test_no_page_is_left_from_before(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("old", encoding="utf-8")
    assert "old.md" not in {page.name for page in lay_out(tmp_path)}
