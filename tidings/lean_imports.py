"""Import a library without what it loads and nobody here asks for: that can be most of its time, and of its memory."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import ModuleType

# What spaCy loads beside itself: frameworks of its networks, which ours do without, and its command line.
FRAMEWORKS = ("torch", "tensorflow", "mxnet", "cupy")
SPACY_COMMANDS = {"spacy.cli": (), "spacy.cli.info": ("info",)}

NOTHING: Mapping[str, Sequence[str]] = {}


@contextmanager
def without(*missing: str, hollow: Mapping[str, Sequence[str]] = NOTHING) -> Iterator[None]:
    """Inside, the `missing` modules cannot be imported, as if they were not installed, and the `hollow` ones hold
    nothing but these names, which stand for None. Modules that are loaded already stay; afterwards all can be loaded.

    >>> with without(hollow={"antigravity": ["fly"]}):
    ...     from antigravity import fly
    >>> fly is None, "antigravity" in sys.modules
    (True, False)
    """
    stands_in = {name: _hollow(name, names) for name, names in hollow.items() if name not in sys.modules}
    hidden: dict[str, ModuleType | None] = {**dict.fromkeys(name for name in missing if name not in sys.modules)}
    hidden.update(stands_in)
    sys.modules.update(hidden)  # type: ignore[arg-type]  # None is Python's own way to say that there is no such module
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def _hollow(name: str, names: Sequence[str]) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(dict.fromkeys(names))
    return module
