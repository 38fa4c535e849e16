"""Raw news text in; tables of articles, events and actors out.

The names below are loaded when they are first asked for, so that `import tidings` takes no time.
"""

import importlib
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tidings.flows.door import Failure, Reading, Rows, Tables, open, read, run

# Before numpy is loaded anywhere: its matrices are small here, and threads that wait for each other cost nine times
# what they save.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__all__ = ["Failure", "Reading", "Rows", "Tables", "__version__", "open", "read", "run"]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return importlib.import_module("importlib.metadata").version("tidings")
    if name in __all__:
        return getattr(importlib.import_module("tidings.flows.door"), name)
    raise AttributeError(f"module 'tidings' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
