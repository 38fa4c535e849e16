"""`tidings.toml`: what one would type each time, as defaults of the options."""

import argparse
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tidings.flows.commands.errors import CommandError

FILE = "tidings.toml"
# Of `explain` these go with --text only, so what holds for all commands leaves them out there.
ELSEWHERE = {"explain": {"actors", "lexicon", "min-confidence", "date"}}


def read_config() -> tuple[str, Mapping[str, Any]]:
    """The file that `TIDINGS_CONFIG` names, else `tidings.toml` in this folder, and what it says, if it is there.

    Raises CommandError where it cannot be read.
    """
    named = os.environ.get("TIDINGS_CONFIG")
    path = Path(named or FILE)
    if not named and not path.is_file():
        return FILE, {}
    try:
        return str(path), tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}; check TIDINGS_CONFIG") from None
    except ValueError as error:  # of TOML, or no UTF-8
        raise CommandError(f"{path}: {error}; mend it, or save it as TOML in UTF-8") from None


def set_defaults(commands: Mapping[str, argparse.ArgumentParser], name: str, said: Mapping[str, Any]) -> None:
    """Make defaults of what the file says: for all commands that have the option, or in a table for one command."""
    for key, value in said.items():
        if isinstance(value, dict):
            if key not in commands:
                raise CommandError(f"{name}: no command {key!r}; there are {', '.join(commands)}")
            for option, told in value.items():
                _set([commands[key]], name, f"{key}.{option}", option, told)
        else:
            fit = [parser for command, parser in commands.items() if key not in ELSEWHERE.get(command, ())]
            _set(fit, name, key, key, value)


def _set(parsers: list[argparse.ArgumentParser], name: str, where: str, option: str, value: object) -> None:
    flag = f"--{option}"
    having = [(parser, action) for parser in parsers for action in parser._actions if flag in action.option_strings]
    if not having or option == "help":
        raise CommandError(f"{name}: {where}: no such option; write it as on the command line, without the dashes")
    for parser, action in having:
        parser.set_defaults(**{action.dest: _checked(action, name, where, value)})


def _checked(action: argparse.Action, name: str, where: str, value: object) -> object:
    """The value as the command line would have made it; CommandError where it would have refused it."""
    if action.nargs == 0:  # a switch
        if not isinstance(value, bool):
            raise CommandError(f"{name}: {where}: write true or false, not {value!r}")
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise CommandError(f"{name}: {where}: write a text or a number, not {value!r}")
    try:
        made = action.type(str(value)) if callable(action.type) else str(value)
    except (ValueError, argparse.ArgumentTypeError) as error:
        raise CommandError(f"{name}: {where}: {error}") from None
    if action.choices is not None and made not in action.choices:
        raise CommandError(f"{name}: {where}: {value!r} is none of {', '.join(map(str, action.choices))}")
    return made
