"""The records of labelled news: a text, its events, their parties."""

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part: the words in the trigger's sentence (None when it stands elsewhere), and who that is."""

    span: Span | None
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Label:
    """One telling of an event; `types` best first, `same` the index of an earlier telling of the same happening, `day`
    an ISO day, month, year, or two of them joined by "..", `counts` kinds and numbers ("killed", ">20"),
    `place_words` the place wherever the text names it."""

    trigger: Span
    types: tuple[str, ...]
    is_core: bool
    status: str
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    place: Span | None = None
    when: Span | None = None
    same: int | None = None
    day: str | None = None
    counts: tuple[tuple[str, str], ...] = ()
    place_words: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A news text; `labels` is None where nobody has labelled it, `is_complete` false where others may be missing."""

    text_id: str
    source: str
    published: str | None
    text: str
    labels: tuple[Label, ...] | None
    is_complete: bool = True
