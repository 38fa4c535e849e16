"""tell why an event is there: its sentence, and the words or the rule behind each field

with --text: what was weighed for a text of your own, trigger by trigger: * marks who was taken, dropped why there is
no event; with --lines: what each line of a raw file was taken for, title, body, or the kind of what is removed, and how
likely it is that it belongs to the body of an article
"""

import argparse

from tidings.flows.commands.errors import CommandError, Exit
from tidings.flows.commands.options import (
    add_knowledge,
    add_min_confidence,
    add_warehouse,
    check_knowledge,
    check_output,
    day,
    existing_tables,
)

OF_TEXT = ("date", "actors", "lexicon", "min_confidence")  # options that a row of the warehouse has no use for


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings explain`."""
    parser.add_argument(
        "event_id", metavar="EVENT_ID", nargs="?", help="as it stands in the events table; its beginning will do"
    )
    add_warehouse(parser)
    parser.add_argument("--text", metavar="FILE", help="a text in UTF-8 instead of an event; - for standard input")
    parser.add_argument(
        "--lines", metavar="FILE", help="a raw file of any kind that tidings reads: what became of its lines"
    )
    parser.add_argument("--html", metavar="OUT", help="with --lines: write a page that shows them in colour")
    parser.add_argument("--date", type=day, metavar="DAY", help="when the text was published (YYYY-MM-DD)")
    add_knowledge(parser)
    add_min_confidence(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Print the story of an event, or what was weighed for a text."""
    if [chosen.event_id, chosen.text, chosen.lines].count(None) != 2:
        raise CommandError("give either an EVENT_ID or --text FILE or --lines FILE")
    if chosen.html is not None and chosen.lines is None:
        raise CommandError("--html goes with --lines")
    if chosen.text is not None:
        return _explain_text(chosen)
    for name in OF_TEXT:
        if getattr(chosen, name) is not None:
            raise CommandError(f"--{name.replace('_', '-')} goes with --text")
    return _explain_event(chosen) if chosen.lines is None else _explain_lines(chosen.lines, chosen.html)


def _explain_event(chosen: argparse.Namespace) -> int:
    folder = existing_tables(chosen.warehouse)
    import sys

    from tidings.flows.storage.views import open_views
    from tidings.flows.telling.explain_event import UnknownEvent, explain_event

    try:
        print(explain_event(open_views(folder), chosen.event_id, is_coloured=sys.stdout.isatty()))
    except UnknownEvent as unknown:
        raise CommandError(str(unknown)) from None
    return Exit.GOOD


def _explain_text(chosen: argparse.Namespace) -> int:
    text = _read(chosen.text)
    from tidings.flows.settings import prepare

    prepare()
    check_knowledge(chosen.actors, chosen.lexicon)
    import sys

    from tidings.flows.batches.knowledge import knowledge
    from tidings.flows.telling.explain_text import weighing
    from tidings.records import Passage

    known = knowledge(chosen.actors, chosen.lexicon, chosen.min_confidence)
    print(weighing(Passage(text, chosen.date), known, is_coloured=sys.stdout.isatty()))
    return Exit.GOOD


def _explain_lines(file: str, page: str | None) -> int:
    import sys
    from pathlib import Path

    if page is not None:
        check_output(Path(page))
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}; check the path") from None
    from tidings.articles.segment import segment
    from tidings.articles.taken import lines_taken
    from tidings.flows.telling.line_view import lines_as_html, lines_as_text
    from tidings.readers.read import read

    documents = list(read(data, "stdin" if file == "-" else file))
    shown = [(doc.source_path, list(lines_taken(doc, segment(doc)))) for doc in documents if doc.text]
    if not shown:
        raise CommandError(f"{file}: {documents[0].reason}: {documents[0].detail}")
    for path, lines in shown:
        print(lines_as_text(path, lines, is_coloured=sys.stdout.isatty()))
    if page is not None:
        try:
            Path(page).write_text(lines_as_html(shown), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{page}: {error.strerror}; check the path") from None
    return Exit.GOOD


def _read(file: str) -> str:
    """The text of a file or of standard input; CommandError when it cannot be read."""
    import sys
    from pathlib import Path

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}; check the path") from None
    except UnicodeDecodeError as error:
        raise CommandError(f"{file}: not UTF-8 at byte {error.start}; convert it first") from None
    return text.replace("\r\n", "\n")
