"""Lay out the pages of the documentation in one folder, from which Sphinx makes the site: `make docs`."""

import argparse
import os
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]
SITE = Path(__file__).with_name("docs_site")
# Pages that stand outside docs/, by the name they have in the site.
OUTSIDE = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "NOTICE": "credits.md",
    "training/README.md": "training.md",
}
# The order of the site; the first page of it is the README.
CHAPTERS = {
    "Tutorial": ("tutorial",),
    "How to": ("questions", "exports", "r", "custom", "actors", "prefect", "warehouse", "training"),
    "Reference": ("tables", "cli", "api", "limits", "security", "changelog"),
    "Explanation": (
        "reader", "decision_path", "accuracy", "places", "architecture", "decisions", "contributing", "credits",
    ),
}  # fmt: skip
PUBLIC = ("read", "run", "open", "Reading", "Rows", "Tables", "Failure")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)(#[^)\s]*)?\)")
COLUMNS = "100"  # how wide the command line tells its help


def lay_out(target: Path) -> list[Path]:
    """Write all pages into an empty folder; which there are. Every link leads to a page of the folder."""
    from tidings.flows.cli import build_parser

    shutil.rmtree(target, ignore_errors=True)
    (target / "_static").mkdir(parents=True)
    shutil.copy(SITE / "conf.py", target)
    shutil.copy(SITE / "wide_tables.css", target / "_static")
    shutil.copy(ROOT / "docs" / "questions.ipynb", target)
    for page in sorted((ROOT / "docs").glob("*.md")):
        (target / page.name).write_text(_relinked(page), encoding="utf-8")
    for path, name in OUTSIDE.items():
        text = _relinked(ROOT / path)
        is_page = path.endswith(".md")
        (target / name).write_text(text if is_page else f"# Credits\n\n```text\n{text}```\n", encoding="utf-8")
    with (target / "index.md").open("a", encoding="utf-8") as index:
        index.write("".join(map(_chapter, CHAPTERS)))
    os.environ["COLUMNS"] = COLUMNS
    (target / "cli.md").write_text(cli_page(build_parser()), encoding="utf-8")
    (target / "api.md").write_text(api_page(), encoding="utf-8")
    return sorted(target.glob("*.md"))


def _relinked(page: Path) -> str:
    """The text of a page, with links to other pages by the names these have in the site."""
    text = page.read_text(encoding="utf-8")
    return LINK.sub(lambda link: f"]({_target(page, link[1])}{link[2] or ''})", text)


def _target(page: Path, link: str) -> str:
    path = os.path.relpath(os.path.normpath(page.parent / link), ROOT)
    return OUTSIDE.get(path, Path(path).name)


def _chapter(caption: str) -> str:
    pages = "\n".join(CHAPTERS[caption])
    return f"\n```{{toctree}}\n:hidden:\n:caption: {caption}\n:maxdepth: 1\n\n{pages}\n```\n"


def cli_page(parser: argparse.ArgumentParser) -> str:
    """The command line in Markdown, as its own help tells it."""
    told = ["# The command line", "Written from the commands themselves.", _block(parser)]
    for name, command in commands_of(parser).items():
        told += [f"## tidings {name}", _block(command)]
    return "\n\n".join(told) + "\n"


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers of the commands, by name."""
    (found,) = (action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found)


def _block(parser: argparse.ArgumentParser) -> str:
    return f"```text\n{parser.format_help().rstrip()}\n```"


def api_page() -> str:
    """The public names in Markdown, for Sphinx to fill in with what they say of themselves."""
    told = [
        "# From Python",
        "`import tidings` takes no time; each name is loaded when it is first asked for. "
        "The columns of the frames are those of [the tables](tables.md).",
        *(f"## tidings.{name}\n\n```{{eval-rst}}\n{_directive(name)}\n```" for name in PUBLIC),
    ]
    return "\n\n".join(told) + "\n"


def _directive(name: str) -> str:
    if name[0].islower():
        return f".. autofunction:: tidings.{name}"
    return f".. autoclass:: tidings.{name}" + ("" if name == "Failure" else "\n   :members:")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("target", type=Path, help="folder of the pages; what is in it goes")
    print(f"{len(lay_out(asked.parse_args().target))} pages")
