"""Print the page that describes every table and column: `python -m tidings.schemas.describe > docs/tables.md`."""

from collections.abc import Sequence

from tidings.schemas.table import Column, Table
from tidings.schemas.tables import TABLES
from tidings.schemas.views import VIEWS, View
from tidings.schemas.why import CANDIDATE, DROPPED, PROPOSAL

WEIGHED = {
    "candidates: triggers that became an event": CANDIDATE,
    "source, target: who was proposed for a candidate": PROPOSAL,
    "dropped: triggers that made no event": DROPPED,
}
FEW_CODES = 24  # longer vocabularies are named by their description and would drown the page
READY = """\
## Views

Ready in `tidings query`, `tidings shell` and `tidings.open(...)`. There the tables also have their partition column
(`event_month`, `published_month`, `ingested_month`), which in the files is the name of a folder: `2024-03`, or
`unknown`, which sorts last.
"""
WHY = """\
## `tidings annotate --why`

Each line of the answer also has `"why": {"candidates": [...], "dropped": [...]}`: what was weighed for the text. It is
no part of the tables: a trigger is no record. Offsets count characters of the given text.
"""
INTRODUCTION = """\
# The tables

Written from the schemas by `python -m tidings.schemas.describe`; a test keeps the two alike.

Hive-partitioned Parquet below `warehouse/<table>/`. Every `start` and `end` counts characters of `documents.text`,
end exclusive. Null means unknown. Ids are made from content: the same input gives the same ids on any machine.
"""


def page() -> str:
    """The whole page in Markdown."""
    tables = (_section(table) for table in TABLES.values())
    weighed = (_fields(title, columns) for title, columns in WEIGHED.items())
    return "\n".join([INTRODUCTION, *tables, READY, *map(_view, VIEWS), WHY, *weighed])


def _section(table: Table) -> str:
    head = [
        f"## {table.name}",
        "",
        f"{table.description}. Key: {_names(table.key)}. Partitioned by `{table.partition}`, "
        f"sorted by {_names(table.order)}.",
        "",
        "| column | type | null | meaning |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *map(_line, table.columns), ""])


def _view(view: View) -> str:
    before = [f"All columns of `{view.adds_to}`, and:", ""] if view.adds_to else []
    lines = [f"| `{name}` | {meaning} |" for name, meaning in view.columns.items()]
    head = [f"### {view.name}", "", f"{view.description}.", "", *before, "| column | meaning |", "|---|---|"]
    return "\n".join([*head, *lines, ""])


def _fields(title: str, columns: Sequence[Column]) -> str:
    lines = [f"| `{c.name}` | {'' if c.required else 'yes'} | {c.description}{_codes(c)} |" for c in columns]
    return "\n".join([f"### {title}", "", "| field | null | meaning |", "|---|---|---|", *lines, ""])


def _line(column: Column) -> str:
    kind = str(column.type).replace("item: ", "").replace("element: ", "")
    return f"| `{column.name}` | {kind} | {'' if column.required else 'yes'} | {column.description}{_codes(column)} |"


def _codes(column: Column) -> str:
    if not column.codes or len(column.codes) > FEW_CODES:
        return ""
    return ": " + ", ".join(f"`{code}`" for code in sorted(column.codes))


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    print(page(), end="")
