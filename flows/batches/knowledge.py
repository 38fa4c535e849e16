"""What a reading rests on, loaded once in a process."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from tidings.annotate import Knowledge, load_knowledge
from tidings.flows.settings import uncollected


@lru_cache(maxsize=1)
def knowledge(actors: str | None, lexicon: str | None, least_confidence: float | None = None) -> Knowledge:
    """What a reading rests on, loaded once per process, with the user's own files (paths) and least confidence.

    Raises WeightsError where the weights cannot be used, ValueError that names a file of the user's own and its line.
    """
    names = (actors or "actors.csv", lexicon or "lexicon.csv")
    with uncollected():  # hundreds of thousands of rows
        known = load_knowledge(actors=_own_rows(actors), lexicon=_own_rows(lexicon), names=names)
    return replace(known, least_confidence=least_confidence)


def _own_rows(path: str | None) -> str | None:
    """The text of a user's CSV file; ValueError where it is no text in UTF-8."""
    if path is None:
        return None
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 at byte {error.start}; convert it first") from None
    if "\0" in text:
        raise ValueError(f"{path}: holds bytes that are no text; save it as CSV in UTF-8")
    return text
