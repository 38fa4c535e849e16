"""The command line, `tidings COMMAND`: heavy imports happen in the commands, so that help comes at once."""

import argparse
import atexit
import sys
from collections.abc import Sequence

from tidings.flows.commands import (
    annotate,
    check,
    compact,
    diff,
    explain,
    export,
    forget,
    gc,
    history,
    query,
    read,
    report,
    run,
    shell,
)
from tidings.flows.commands.completion import SHELLS, Completion
from tidings.flows.commands.config import read_config, set_defaults
from tidings.flows.commands.errors import CommandError, Exit
from tidings.flows.settings import close_errors

COMMANDS = (run, read, report, annotate, query, shell, explain, export, check, history, diff, compact, gc, forget)
EXIT_CODES = "\n".join(f"  {code.value:<4}{code.meaning}" for code in Exit)


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="tidings",
        description="Raw news text in; tables of articles, events and actors out.",
        epilog=f"exit codes:\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"tidings {_version()}")
    parser.add_argument(
        "--completion", action=Completion, choices=SHELLS, help="print what the shell needs to complete commands"
    )
    commands, parsers = parser.add_subparsers(metavar="COMMAND", required=True), {}
    for command in COMMANDS:
        name = command.__name__.rpartition(".")[2]
        summary, _, rest = (command.__doc__ or "").partition("\n")
        added = commands.add_parser(
            name, help=summary, description=summary, epilog=rest, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        command.add_arguments(added)
        added.set_defaults(execute=command.execute)
        parsers[name] = added
    set_defaults(parsers, *read_config())
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code. What the user can mend is said in one line, without a trace."""
    atexit.register(close_errors)
    try:
        chosen = build_parser().parse_args(arguments)
        code: int = chosen.execute(chosen)
    except CommandError as failure:
        print(f"tidings: {failure}", file=sys.stderr)
        return failure.code
    except KeyboardInterrupt:
        print("tidings: interrupted; run the same command again to go on from here", file=sys.stderr)
        return Exit.INTERRUPTED
    except MemoryError:
        print("tidings: out of memory; use fewer --workers or smaller batches", file=sys.stderr)
        return Exit.BROKEN
    except BrokenPipeError:  # the reader of our output has gone: `tidings query ... | head`
        sys.stderr.close()
        return Exit.GOOD
    except OSError as error:  # a disk that is full, a folder that may no longer be read
        print(f"tidings: {error}; mend that, then run the same command again", file=sys.stderr)
        return Exit.BROKEN
    return code


def _version() -> str:
    from importlib.metadata import version

    return version("tidings")


if __name__ == "__main__":
    sys.exit(main())
