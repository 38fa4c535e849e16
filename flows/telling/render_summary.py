"""Tell a run's summary: as text for a terminal, as Markdown for a Prefect artifact."""

import os
import shlex
import shutil
import sys
import textwrap
from collections.abc import Mapping

from tidings.flows.telling.markdown import escaped
from tidings.flows.telling.summary import Summary

NOTE_WIDTH = 100


def as_text(summary: Summary) -> str:
    """The summary a person reads when the run is over."""
    if not summary.is_new:
        return "\n".join((_nothing_new(summary), *_where(summary)))
    lines = [
        f"Read {_files(summary)} in {summary.seconds:.0f} s.",
        "",
        *_line("documents", sum(summary.documents.values()), summary.documents),
        *_line("  not read", summary.documents.get("quarantined", 0), summary.quarantined),
        *(f"{'':<22}{path}: {reason.replace('_', ' ')}" for path, reason in summary.refused),
        *_more(summary),
        *_line("articles", summary.articles, summary.languages),
        *_line("events", sum(summary.events.values()), summary.statuses),
        *_line("  dropped", sum(summary.dropped.values()), summary.dropped),
        *_line("rejected", sum(summary.rejected.values()), summary.rejected),
        "",
        *_bars("Events by type", summary.events),
        "",
        *_bars("Actors in most events", {name: n for name, _, n in summary.actors}),
        "",
        "Every table passed its checks.",
        *_where(summary),
    ]
    return "\n".join(lines)


def _nothing_new(summary: Summary) -> str:
    if not summary.files_seen:
        return "No file to read was found there. Nothing was changed."
    return f"Nothing new: all {summary.files_seen} files are in the warehouse already. Nothing was changed."


def _files(summary: Summary) -> str:
    seen = f" ({summary.files_seen} were there already)" if summary.files_seen else ""
    return f"{summary.files_new} new file{'s' if summary.files_new != 1 else ''}{seen}"


def _line(name: str, count: int, parts: Mapping[str, int]) -> list[str]:
    if not count:
        return []
    said = ", ".join(f"{n} {part.replace('_', ' ')}" for part, n in parts.items())
    return [f"{name:<12}{count:>7}   {said}".rstrip()]


def _more(summary: Summary) -> list[str]:
    """How to see the rest, where not all refused files are named."""
    rest = summary.documents.get("quarantined", 0) - len(summary.refused)
    return [f"{'':<22}and {rest} more: documents WHERE status = 'quarantined'"] if rest > 0 else []


def _bars(title: str, counts: Mapping[str, int], width: int = 30) -> list[str]:
    if not counts:
        return [f"{title}: none"]
    most = max(counts.values())
    return [
        title,
        *(f"  {name[:34]:<34} {n:>5}  {'▇' * max(1, round(width * n / most))}" for name, n in counts.items()),
    ]


def _where(summary: Summary) -> list[str]:
    if summary.snapshot is None:
        return []
    note = ["", *textwrap.wrap(summary.note, NOTE_WIDTH)] if summary.note else []
    place = summary.warehouse
    program = "tidings" if shutil.which("tidings") else os.path.relpath(sys.argv[0])
    option = "" if place == "warehouse" else f" --warehouse {shlex.quote(place)}"
    return [
        *note,
        "",
        f"Tables: {place}/ ({', '.join(f'{n:,} {name}' for name, n in summary.totals.items())})",
        "Next:",
        f'  {program} query "SELECT * FROM dyads LIMIT 10"{option}',
        f"  {program} shell{option}",
        f"  {program} report page.html{option}",
        f"  tidings.open({place!r}).events() in Python",
        *([f"Run: {summary.run_url}"] if summary.run_url else []),
    ]


def as_markdown(summary: Summary) -> str:
    """The summary as a page."""
    if not summary.is_new:
        return f"## Nothing new\n\n{_nothing_new(summary)}\n\n{escaped(summary.note or '')}\n"
    parts = [
        f"## Read {_files(summary)} in {summary.seconds:.0f} s",
        _table("Documents", ("status", "documents"), summary.documents),
        _table("Not read, by reason", ("reason", "documents"), summary.quarantined),
        _table("Not read, by file", ("file", "reason"), dict(summary.refused)),
        _table("Events by type", ("type", "events"), summary.events),
        _table("Events by status", ("status", "events"), summary.statuses),
        _table("Triggers that made no event, by reason", ("reason", "triggers"), summary.dropped),
        _table("Actors in most events", ("actor", "events"), {name: n for name, _, n in summary.actors}),
        _table("Rejected rows, by table and reason", ("table: reason", "rows"), summary.rejected),
        _table(f"Rows in {escaped(summary.warehouse)}", ("table", "rows"), summary.totals),
        escaped(summary.note or ""),
        "Every table passed its checks.",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(title: str, heads: tuple[str, str], cells: Mapping[str, int | str]) -> str:
    if not cells:
        return ""
    side = "---:" if all(isinstance(cell, int) for cell in cells.values()) else "---"
    rows = (
        f"| {escaped(name)} | {f'{said:,}' if isinstance(said, int) else escaped(said)} |"
        for name, said in cells.items()
    )
    return "\n".join([f"### {title}", "", f"| {heads[0]} | {heads[1]} |", f"|---|{side}|", *rows])
