"""How a command ends: exit codes that mean something, and errors that a user can act on."""

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command."""

    meaning: str

    def __new__(cls, value: int, meaning: str) -> "Exit":
        member = int.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    GOOD = 0, "done"
    CONDEMNED = 1, "the tables failed their checks; nothing was published"
    USAGE = 2, "the command cannot be carried out: an unknown option, a file that is not there, damaged weights"
    UNUSABLE = 3, "the warehouse cannot be used: another run writes to it, or it holds no tables of this version"
    BROKEN = 4, "the run broke off; run the same command again to go on"
    INTERRUPTED = 130, "interrupted"


class CommandError(Exception):
    """The command cannot go on; the message says why and what to do."""

    def __init__(self, message: str, code: Exit = Exit.USAGE) -> None:
        super().__init__(message)
        self.code = code
