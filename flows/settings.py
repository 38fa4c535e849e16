"""Settings of the programs we run on, made before they are imported: no reports home, time to start, one thread."""

import gc
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
def uncollected() -> Iterator[None]:
    """For loading what stays loaded: the collector of garbage would walk through all of it again and again."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if is_on:
            gc.enable()


def close_errors() -> None:
    """For `atexit`, registered first and so run last: DuckDB's bindings list what leaked when threads outlive them."""
    sys.stderr.flush()
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
