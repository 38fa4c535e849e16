"""tell the story of one event: its sentence, and the words or the rule behind each field"""

import argparse

from flows.commands.errors import Exit, Failure
from flows.commands.options import add_warehouse, existing_tables


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings explain`."""
    parser.add_argument("event_id", metavar="EVENT_ID", help="as it stands in the events table; its beginning will do")
    add_warehouse(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Print the story."""
    folder = existing_tables(chosen.warehouse)
    import sys

    from flows.story import UnknownEvent, story
    from flows.views import open_views

    try:
        print(story(open_views(folder), chosen.event_id, is_coloured=sys.stdout.isatty()))
    except UnknownEvent as unknown:
        raise Failure(str(unknown)) from None
    return Exit.GOOD
