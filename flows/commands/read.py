"""read a text at once and print its events: a text in quotes, a file, or - for standard input

nothing is written to a warehouse; parties are coloured on a terminal (not with NO_COLOR set)
"""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tidings.flows.commands.errors import CommandError, Exit
from tidings.flows.commands.options import add_knowledge, add_min_confidence, check_knowledge, check_output, day

if TYPE_CHECKING:
    from tidings.flows.telling.read_text import Read

STANDARD_INPUT = "-"
LONGEST_NAME = 255  # bytes of a file's name: what is longer is a text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings read`."""
    parser.add_argument("text", metavar="TEXT", help="a text in quotes, a file of any format, or - for standard input")
    parser.add_argument("--date", type=day, metavar="DAY", help='from which "Monday" counts (YYYY-MM-DD)')
    parser.add_argument("--html", metavar="OUT", help="write them as a page too, as `tidings report` does")
    add_knowledge(parser)
    add_min_confidence(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Print the events of the text."""
    data, name = _data(chosen.text)
    if chosen.html is not None:
        check_output(Path(chosen.html))
    from tidings.flows.telling.render_text import as_text

    found = _read(chosen, data, name)
    is_coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    print(as_text(found, is_coloured=is_coloured))
    if chosen.html is not None:
        from tidings.flows.report.write import of_reading

        of_reading(found, Path(chosen.html), source=name)
        print(f"page: {chosen.html}", file=sys.stderr)
    return Exit.GOOD


def _read(chosen: argparse.Namespace, data: bytes, name: str) -> "Read":
    from tidings.flows.settings import prepare, uncollected

    prepare()
    with uncollected():
        from tidings.flows.batches.knowledge import knowledge
        from tidings.flows.telling.read_text import read_bytes
    check_knowledge(chosen.actors, chosen.lexicon)
    return read_bytes(data, name, chosen.date, knowledge(chosen.actors, chosen.lexicon, chosen.min_confidence))


def _data(text: str) -> tuple[bytes, str]:
    """The bytes to read and the name they go by; CommandError for a file that cannot be read, or nothing at all."""
    if text == STANDARD_INPUT:
        return sys.stdin.buffer.read(), "standard input"
    try:
        if len(os.fsencode(text)) <= LONGEST_NAME and Path(text).exists():
            return Path(text).read_bytes(), text
    except (OSError, ValueError) as error:
        raise CommandError(f"{text}: {getattr(error, 'strerror', None) or error}; check the path") from None
    if not text.strip():
        raise CommandError("there is nothing to read; give a text in quotes, a file, or - for standard input")
    if len(text.split()) == 1:
        raise CommandError(f"no such file: {text}; give a text in quotes, a file, or - for standard input")
    return text.encode("utf-8", "surrogateescape"), "text"
