"""A batch of sources on disk, from the process that lists to the one that reads: an Arrow file, which runs no code."""

import os
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from tidings.flows.sources.load import SourceFile
from tidings.vocabulary import Reason

# A path may hold bytes that are no text, so it travels as bytes. `large`: the files of an archive travel whole.
SCHEMA = pa.schema(
    [
        ("source_path", pa.string()),
        ("size", pa.int64()),
        ("location", pa.binary()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("head", pa.binary()),
        ("data", pa.large_binary()),
        ("first_record", pa.int64()),
        ("reason", pa.string()),
        ("detail", pa.string()),
    ]
)


def batch_bytes(batch: Sequence[SourceFile]) -> bytes:
    """The files of a batch as the bytes of an Arrow file; equal batches give equal bytes."""
    columns = {name: [getattr(source, name) for source in batch] for name in SCHEMA.names}
    columns["location"] = [None if path is None else os.fsencode(path) for path in columns["location"]]
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, SCHEMA) as writer:
        writer.write_table(pa.table(columns, SCHEMA))
    return bytes(sink.getvalue())


def read_batch(path: Path) -> tuple[SourceFile, ...]:
    """The files of a batch."""
    with pa.memory_map(str(path)) as mapped:
        rows = pa.ipc.open_file(mapped).read_all().to_pylist()
    return tuple(SourceFile(**row | _told(row)) for row in rows)


def _told(row: dict[str, object]) -> dict[str, object]:
    location, reason = row["location"], row["reason"]
    return {
        "location": os.fsdecode(location) if isinstance(location, bytes) else None,
        "reason": Reason(reason) if isinstance(reason, str) else None,
    }
