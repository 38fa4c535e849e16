"""Settings of the programs we run on, made before they are imported: no reports home, time to start, one thread."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# A fresh home takes the ephemeral server longer to start than Prefect's own 20 s allow.
OURS = {
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
    # The cores are shared out among processes. Threads inside one only wait for each other: measured, parsing short
    # paragraphs with two of them takes nine times the processor time. Must be set before numpy is imported.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


def prepare(*, console_level: str | None = None) -> None:
    """Set what the user's environment leaves open. Prefect's page has the whole log, the console only what is asked."""
    for name, value in OURS.items():
        os.environ.setdefault(name, value)
    if console_level is not None:
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", console_level)


@contextmanager
def without_torch() -> Iterator[None]:
    """For the first import of spaCy: where torch is installed it would be loaded too, and takes seconds for nothing."""
    is_hidden = "torch" not in sys.modules
    if is_hidden:
        sys.modules["torch"] = None  # type: ignore[assignment]  # Python's own way to say that there is no such module
    try:
        yield
    finally:
        if is_hidden:
            del sys.modules["torch"]


def close_errors() -> None:
    """For `atexit`, registered first and so run last: DuckDB's bindings list what leaked when threads outlive them."""
    sys.stderr.flush()
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
