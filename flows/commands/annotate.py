"""read texts one by one: JSON lines in ({"id", "text", "date"?}), JSON lines out, in the same order"""

import argparse

from tidings.flows.commands.errors import CommandError, Exit
from tidings.flows.commands.options import (
    add_knowledge,
    add_limits,
    add_min_confidence,
    check_knowledge,
    limits_of,
    positive,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `tidings annotate`."""
    parser.add_argument("input", metavar="IN", help="JSON lines with id, text and perhaps date (YYYY-MM-DD)")
    parser.add_argument("output", metavar="OUT", help="where the annotations go; not written until all are there")
    parser.add_argument("--link", action="store_true", help="tell which events of the file are the same happening")
    parser.add_argument("--workers", type=positive, metavar="N", help="processes (one for each core)")
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
    parser.add_argument("--why", action="store_true", help="tell who was proposed for each event, and what was dropped")
    add_knowledge(parser)
    add_min_confidence(parser)
    add_limits(parser)


def execute(chosen: argparse.Namespace) -> int:
    """Annotate the file."""
    check_knowledge(chosen.actors, chosen.lexicon)
    from pathlib import Path

    from tidings.encoder.run import WeightsError
    from tidings.flows.batches.annotate_file import annotate_file
    from tidings.flows.batches.pool import KnowledgePaths
    from tidings.flows.batches.worker_process import WorkerError
    from tidings.flows.telling.progress import listening

    source = Path(chosen.input)
    if not source.is_file():
        raise CommandError(f"no such file: {source}; check the path")
    if not (folder := Path(chosen.output).absolute().parent).is_dir():
        raise CommandError(f"no such folder: {folder}; make it first")
    tools = KnowledgePaths(chosen.actors, chosen.lexicon, chosen.min_confidence)
    progress = listening(is_quiet=chosen.quiet)
    try:
        done = annotate_file(
            source,
            Path(chosen.output),
            tools,
            progress,
            workers=chosen.workers,
            link=chosen.link,
            why=chosen.why,
            limits=limits_of(chosen),
        )
    except WeightsError as error:
        raise CommandError(str(error)) from None
    except (OSError, WorkerError) as error:
        raise CommandError(f"{error}", Exit.BROKEN) from None
    finally:
        progress.end()
    if not chosen.quiet:
        print(f"{done.lines} texts, {done.events} events, {done.errors} bad lines: {chosen.output}")
    return Exit.GOOD
