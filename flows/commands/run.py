"""read documents and publish their articles, events and actors

sources are files, folders, patterns ("news/**/*.txt", in quotes), archives and s3:// addresses; what the warehouse
has is skipped, and a run that was cut short goes on where it ended
"""

import argparse
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from tidings.flows.commands.errors import CommandError, Exit
from tidings.flows.commands.options import (
    add_knowledge,
    add_limits,
    add_min_confidence,
    add_warehouse,
    check_knowledge,
    check_output,
    existing_tables,
    positive,
)

if TYPE_CHECKING:
    from tidings.flows.telling.summary import Summary


# What Prefect says when the server that it begins for a run is not there in time.
NO_SERVER = "ephemeral Prefect API server"
SLOW_START = (
    "Prefect's server did not start in time: the machine is busy, or slow; nothing was read. Run the same command "
    "again, or give it more seconds with PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS=600 (120 otherwise)"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings run`."""
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="file, folder, pattern, archive or s3:// address")
    add_warehouse(parser)
    parser.add_argument("--batch-size", type=positive, default=64, metavar="N", help="files in a batch (%(default)s)")
    parser.add_argument("--workers", type=positive, metavar="N", help="processes (one for each core)")
    add_knowledge(parser)
    add_min_confidence(parser)
    parser.add_argument(
        "--reprocess",
        metavar="CONDITION",
        help="read those documents of the sources again for which this SQL condition on `documents` holds",
    )
    parser.add_argument("--report", metavar="OUT.html", help="write a page of all events when the run is over")
    add_limits(parser)
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
    parser.add_argument("--json", action="store_true", help="print the summary as JSON, on standard output")
    parser.add_argument("--verbose", action="store_true", help="show what Prefect logs")


def execute(chosen: argparse.Namespace) -> int:
    """Run the flow and tell what it did."""
    from tidings.flows.telling.progress import listener, listening

    check_knowledge(chosen.actors, chosen.lexicon)
    if chosen.report is not None:
        check_output(Path(chosen.report))
    _check_sources(chosen.sources)
    if chosen.reprocess is not None:
        _check_condition(chosen.warehouse, chosen.reprocess)
    progress = listening(is_quiet=chosen.quiet)
    listener.set(progress)
    progress.begin("starting Prefect")
    try:
        summary = _ingest(chosen)
    finally:
        progress.end()
    if chosen.json:
        print(json.dumps(summary.as_json(), indent=1))
    elif not chosen.quiet:
        from tidings.flows.telling.render_summary import as_text

        print(as_text(summary))
    return Exit.GOOD


def _check_sources(sources: list[str]) -> None:
    """Failure for a source that is not there, or holds no file, before Prefect takes its time to start."""
    from collections import Counter

    from tidings.flows.sources.load import SourceError, find

    skipped: Counter[str] = Counter()
    try:
        first = next(find(sources, skipped=skipped), None)
    except SourceError as error:
        raise CommandError(str(error)) from None
    if first is None:
        over = "".join(f"; {n} {what} passed over" for what, n in sorted(skipped.items()) if n)
        raise CommandError(f"no file to read in {', '.join(sources)}{over}")


def _check_condition(warehouse: str, condition: str) -> None:
    """Failure for a condition that cannot be asked, or a warehouse that has no documents yet."""
    folder = existing_tables(warehouse)
    import duckdb

    from tidings.flows.storage.selection import documents_where
    from tidings.flows.storage.warehouse import Snapshot

    try:
        documents_where(Snapshot(folder), condition)
    except (duckdb.Error, ValueError) as error:
        raise CommandError(f"--reprocess: {error}") from None


def _ingest(chosen: argparse.Namespace) -> "Summary":
    """What the flow did; what went wrong becomes a CommandError with the exit code that says so."""
    from tidings.flows.batches.orphans import end_orphans, mark
    from tidings.flows.prefect_home import trouble
    from tidings.flows.settings import prepare

    if (why := trouble()) is not None:
        raise CommandError(why)
    end_orphans()
    mark()
    prepare(console_level="INFO" if chosen.verbose else "CRITICAL")
    if not chosen.verbose:
        logging.captureWarnings(True)  # of libraries: no business of the user's
    from tidings.encoder.run import WeightsError
    from tidings.flows.ingest import ingest
    from tidings.flows.publish.validate_tables import InvalidTables
    from tidings.flows.storage.warehouse import WarehouseError

    try:
        summary: Summary = ingest(  # type: ignore[assignment]  # Prefect's own overloads take Any for None
            sources=chosen.sources,
            warehouse=chosen.warehouse,
            batch_files=chosen.batch_size,
            workers=chosen.workers,
            actors=chosen.actors,
            lexicon=chosen.lexicon,
            min_confidence=chosen.min_confidence,
            reprocess=chosen.reprocess,
            report=chosen.report,
            text_seconds=chosen.text_seconds,
            text_megabytes=chosen.text_megabytes,
        )
    except InvalidTables as condemned:
        faults = "\n  ".join(condemned.verdict.faults)
        raise CommandError(
            f"nothing was published; the tables failed their checks:\n  {faults}", Exit.CONDEMNED
        ) from None
    except WeightsError as error:
        raise CommandError(str(error)) from None
    except WarehouseError as error:
        raise CommandError(str(error), Exit.UNUSABLE) from None
    except Exception as error:  # the last boundary: whatever broke, a person reads one line, and the log has the rest
        logging.getLogger("tidings").debug("the run broke off", exc_info=error)
        if NO_SERVER in str(error):
            raise CommandError(SLOW_START, Exit.BROKEN) from error
        said = f"{type(error).__name__}: {error}"
        raise CommandError(f"the run broke off: {said}; run the same command again to go on", Exit.BROKEN) from error
    return summary
