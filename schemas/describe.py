"""Print the page that describes every table and column: `python -m schemas.describe > docs/tables.md`."""

from schemas.table import Column, Table
from schemas.tables import TABLES

FEW_CODES = 16  # longer vocabularies are named by their description and would drown the page
INTRODUCTION = """\
# The tables

Written from the schemas by `python -m schemas.describe`; a test keeps the two alike.

Hive-partitioned Parquet below `warehouse/<table>/`. Every `start` and `end` counts characters of `documents.text`,
end exclusive. Null means unknown. Ids are made from content: the same input gives the same ids on any machine.
"""


def page() -> str:
    """The whole page in Markdown."""
    return "\n".join([INTRODUCTION, *(_section(table) for table in TABLES.values())])


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


def _line(column: Column) -> str:
    known = ""
    if column.codes and len(column.codes) <= FEW_CODES:
        known = ": " + ", ".join(f"`{code}`" for code in sorted(column.codes))
    kind = str(column.type).replace("item: ", "").replace("element: ", "")
    return f"| `{column.name}` | {kind} | {'' if column.required else 'yes'} | {column.description}{known} |"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    print(page(), end="")
