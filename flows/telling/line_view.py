"""Show what each line of a document was taken for: as text for a terminal, as a page that needs nothing else."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from tidings.articles.taken import OUTSIDE, Taken

# Terminal colour and page colour of each part; what is removed is dimmed, each kind alike.
KEPT = {"title": ("1;34", "#cfe3ff"), "standfirst": ("34", "#e3efff"), "body": ("32", "#d9f2d9")}
METADATA = {"byline": ("35", "#f3dcf7"), "timestamp": ("35", "#f3dcf7"), "source_line": ("35", "#f3dcf7")}
REMOVED = ("2", "#eeeeee")
STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:64em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;width:100%}td{padding:.1em .6em;vertical-align:top}"
    "td.part{white-space:nowrap;color:#555}td.chance{text-align:right;color:#555}tr.gap td{padding-top:.8em}"
    "tr.first td{border-top:2px solid #333}"
)


def lines_as_text(path: str, lines: Sequence[Taken], *, is_coloured: bool) -> str:
    """A line for each line: what it was taken for, how likely it is body, and its words."""
    return "\n".join([path, told_counts(lines), "", *text_rows(lines, is_coloured=is_coloured)])


def text_rows(lines: Iterable[Taken], *, is_coloured: bool) -> Iterator[str]:
    """The rows, a blank one where an article begins or ends."""
    above: int | None = None
    for number, line in enumerate(lines):
        if number and line.article != above:
            yield ""
        above = line.article
        row = f"{line.part:<14}{told_chance(line):>5}  {line.text}"
        yield f"\x1b[{colours(line.part)[0]}m{row}\x1b[0m" if is_coloured else row


def lines_as_html(documents: Sequence[tuple[str, Sequence[Taken]]]) -> str:
    """A page with a table for each document, each row in the colour of what it was taken for."""
    tables = "\n".join(html_table(path, lines) for path, lines in documents)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>What each line was taken for</title>'
        f"<style>{STYLE}</style></head><body>\n{tables}\n</body></html>\n"
    )


def html_table(path: str, lines: Sequence[Taken]) -> str:
    """The table of one document."""
    rows = [f"<h2>{escape(path)}</h2><p>{escape(told_counts(lines))}</p><table>"]
    above: int | None = None
    for number, line in enumerate(lines):
        marks = ["first"] * (number > 0 and line.article != above) + ["gap"] * (line.gap > 0)
        above = line.article
        rows.append(
            f'<tr class="{" ".join(marks)}" style="background:{colours(line.part)[1]}">'
            f'<td class="part">{line.part}</td>'
            f'<td class="chance">{told_chance(line)}</td><td>{escape(line.text)}</td></tr>'
        )
    return "\n".join([*rows, "</table>"])


def told_counts(lines: Sequence[Taken]) -> str:
    """How many articles there are, and how many lines were taken for what."""
    articles = len({line.article for line in lines} - {None})
    parts = ", ".join(f"{part} {count}" for part, count in Counter(line.part for line in lines).most_common())
    return f"{articles} articles; lines: {parts or 'none'}"


def told_chance(line: Taken) -> str:
    """How likely a line is body, where the network saw it."""
    return "" if line.chance is None else f"{line.chance:.2f}"


def colours(part: str) -> tuple[str, str]:
    """Terminal colour and page colour of a part."""
    return KEPT.get(part) or METADATA.get(part) or (("2", "#ffffff") if part == OUTSIDE else REMOVED)
