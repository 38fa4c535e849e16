"""Feed a reader damaged and strange bytes for as long as asked: `python -m tools.fuzz READER [--minutes N]`.

A reader is one of `tidings.readers.read.READERS`, by name, or `archives`. What breaks it, or takes it longer than its
due, is written to a file that the command names; the exit status is 1 then. The tests run each target for seconds.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.readers.hostile import KINDS
from tidings.flows.settings import prepare
from tidings.readers.raw import Raw, Reader
from tidings.readers.read import READERS

SEED_BYTES = 3_000
DUE = 10.0  # processor seconds for inputs of a few kilobytes
MARKS = (b"<", b">", b"{", b"}", b'"', b"\\", b"\0", b"\xff", b"%PDF-", b"PK\x03\x04", b"&#x0;", b"9" * 400, b"\r")
ENDINGS = {"pdf": (".pdf",), "web crawl": (".warc",), "docx": (".docx",), "rtf": (".rtf",), "table": (".csv",),
           "json": (".json",), "json lines": (".jsonl",), "html": (".html", ".xml")}  # fmt: skip


def targets() -> dict[str, Callable[[bytes], None]]:
    """What is fuzzed, by name."""
    return {reader.name: partial(_read, reader) for reader in READERS} | {"archives": _list_archive}


def _read(reader: Reader, data: bytes) -> None:
    _consume(reader.read(Raw(data, "a")))


def _consume(documents: Iterator[object]) -> None:
    """Read to the end; a reader gives one document at least."""
    if not sum(1 for _ in documents):
        raise AssertionError("no document")


def _list_archive(data: bytes) -> None:
    from tidings.flows.sources.load import find, load

    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(data)
        file.flush()
        _consume(document for source in find([file.name]) for document in load(source))


def seeds(name: str) -> list[bytes]:
    """Small inputs of the kind, to be damaged; of every kind for a reader of text."""
    endings = ENDINGS.get(name, (".zip", ".gz") if name == "archives" else (".txt",))
    return [make(SEED_BYTES) for suffix, make in KINDS.values() if suffix.endswith(endings)]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The data with a few bytes changed, pieces cut out, doubled or put in."""
    out = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        at, length = chance.randrange(len(out) + 1), chance.randrange(1, 200)
        match chance.randrange(5):
            case 0 if at < len(out):
                out[at] = chance.randrange(256)
            case 1:
                del out[at : at + length]
            case 2:
                out[at:at] = out[at : at + length] * chance.randrange(1, 20)
            case 3:
                out[at:at] = chance.choice(MARKS)
            case _:
                out[at:at] = chance.randbytes(length)
    return bytes(out)


def fuzz(
    target: Callable[[bytes], None], bases: Sequence[bytes], seconds: float, seed: int
) -> Iterator[tuple[bytes, str]]:
    """What broke the target, and how, until the time is over; it is fed damaged `bases`."""
    chance = random.Random(seed)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        data = damaged(chance.choice(bases), chance)
        begun = time.process_time()
        try:
            target(data)
        except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
            yield data, f"{type(error).__name__}: {error}"
        if (took := time.process_time() - begun) > DUE:
            yield data, f"{took:.1f} s"


def main() -> None:
    """Fuzz the target that is named."""
    prepare()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader", choices=list(targets()))
    parser.add_argument("--minutes", type=float, default=1.0, help="how long (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="another one, other damage (%(default)s)")
    chosen = parser.parse_args()
    folder = Path(tempfile.gettempdir())
    found = 0
    for data, said in fuzz(targets()[chosen.reader], seeds(chosen.reader), chosen.minutes * 60, chosen.seed):
        found += 1
        path = folder / f"fuzz-{chosen.reader.replace(' ', '_')}-{os.getpid()}-{found}"
        path.write_bytes(data)
        print(f"{path}: {said[:200]}", flush=True)
    sys.exit(min(1, found))


if __name__ == "__main__":
    main()
