"""write one page with the events: over time, on a map, as a network, and each with the sentence that tells it

one HTML file that needs no network; open it in a browser, send it, print it. Of more than 10,000 events it shows the
surest, and says so
"""

import argparse
from pathlib import Path

from tidings.flows.commands.errors import CommandError, Exit
from tidings.flows.commands.options import add_min_confidence, add_warehouse, check_output, day, existing_tables


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings report`."""
    parser.add_argument("output", metavar="OUT.html", help="the file to write")
    parser.add_argument("--where", metavar="SQL", help="a condition on columns of events, like \"status = 'planned'\"")
    parser.add_argument("--since", type=day, metavar="DAY", help="from this day on (YYYY-MM-DD), or reported since")
    parser.add_argument("--actor", metavar="NAME", help="only events with who has this in the name, or this actor_id")
    parser.add_argument("--title", metavar="TEXT", help="what stands at the top")
    add_min_confidence(parser, "leave out events that are less sure, 0 to 1")
    add_warehouse(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Write the page."""
    folder, output = existing_tables(chosen.warehouse), Path(chosen.output)
    check_output(output)
    import duckdb

    from tidings.flows.report.gather import Wanted
    from tidings.flows.report.write import of_warehouse
    from tidings.flows.storage.views import open_views

    wanted = Wanted(chosen.where, chosen.since, chosen.actor)
    database = open_views(folder, least_confidence=chosen.min_confidence)
    try:
        found = of_warehouse(database, output, source=chosen.warehouse, wanted=wanted, title=chosen.title)
    except duckdb.Error as error:
        raise CommandError(f"the events cannot be chosen: {error}") from None
    print(f"{output}: {found} event{'s' if found != 1 else ''}")
    return Exit.GOOD
