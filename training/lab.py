"""Read `.lab` files: a document's events, a line each, as the labellers wrote them; see labels/README.md."""

import re
from collections.abc import Sequence

from tidings.vocabulary import EventType, Status
from training.texts import Label, Party, Span

FIELDS = ("sentence", "trigger", "types", "core", "status", "source", "target", "extras")
PARTY = re.compile(r"(?P<said>.+?)\s*\((?P<country>\w{3}|-)\s*,\s*(?P<sector>\w{2,3}|-)\)")
NUMBERED = re.compile(r"(?P<words>.*)#(?P<nth>\d)")
EXTRA = re.compile(r'(\w+)=(?:"([^"]*)"|(\S+))')


class LabError(ValueError):
    """A line cannot be read: file, line and value are in the message."""


def read_lab(name: str, lab: str, text: str, sentences: Sequence[Span]) -> tuple[Label, ...]:
    """The labels of a text; `sentences` are those the numbers of the file count. Raises LabError."""
    lines = [line for line in lab.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(_label(f"{name}:{number}", line, text, sentences) for number, line in enumerate(lines, start=1))


def _label(where: str, line: str, text: str, sentences: Sequence[Span]) -> Label:
    cells = dict(zip(FIELDS, (cell.strip() for cell in line.split("|")), strict=False))
    if len(cells) != len(FIELDS) or line.count("|") != len(FIELDS) - 1:
        raise LabError(f"{where}: {len(FIELDS)} fields parted by | are wanted: {line!r}")
    told = [(key, quoted or plain) for key, quoted, plain in EXTRA.findall(cells["extras"])]
    extras = dict(told)
    try:
        start, end = sentences[_positive(cells["sentence"]) - 1]
        types = tuple(EventType(name).value for name in cells["types"].split("/"))
        status = Status(cells["status"]).value
        same = _positive(extras["same"]) - 1 if "same" in extras else None
        if cells["core"] not in ("core", "opt"):
            raise ValueError(f"{cells['core']!r} is neither core nor opt")
    except (ValueError, IndexError) as unknown:
        raise LabError(f"{where}: {unknown}: {line!r}") from None
    trigger = _find(cells["trigger"], text, start, end)
    if trigger is None:
        raise LabError(f"{where}: trigger {cells['trigger']!r} is not in sentence {cells['sentence']}")
    return Label(
        trigger=trigger,
        types=types[:2],
        is_core=cells["core"] == "core",
        status=status,
        sources=_parties(where, cells["source"], text, start, end),
        targets=_parties(where, cells["target"], text, start, end),
        place=_find(extras["place"], text, start, end) if "place" in extras else None,
        when=_find(extras["when"], text, start, end) if "when" in extras else None,
        same=same,
        day=extras.get("day"),
        counts=tuple(
            (kind, count) for key, written in told if key == "n" for kind, _, count in [written.partition(":")]
        ),
        place_words=extras["place"].split("#")[0] if "place" in extras else None,
    )


def _positive(written: str) -> int:
    """A number from 1 on. Raises ValueError."""
    number = int(written)
    if number < 1:
        raise ValueError(f"{written!r} is no number from 1 on")
    return number


def _parties(where: str, cell: str, text: str, start: int, end: int) -> tuple[Party, ...]:
    if cell == "-":
        return ()
    return tuple(_party(where, part.strip(), text, start, end) for part in cell.split(";") if part.strip())


def _party(where: str, written: str, text: str, start: int, end: int) -> Party:
    found = PARTY.fullmatch(written)
    if found is None:
        raise LabError(f"{where}: a party is 'mention=Name (COUNTRY,SECTOR)', not {written!r}")
    said, _, name = found["said"].partition("=")
    country = None if found["country"] == "-" else found["country"].upper()
    if said.strip() == "0":
        return Party(None, name.strip(), country)
    span = _find(said.strip(), text, start, end)
    if span is None:
        raise LabError(f"{where}: mention {said!r} is not in the sentence")
    return Party(span, (name or said).split("#")[0].strip(), country)


def _find(words: str, text: str, start: int, end: int) -> Span | None:
    """Where words stand in a sentence, the second time with `#2` behind them; letters' case may differ."""
    numbered = NUMBERED.fullmatch(words)
    told, nth = (numbered["words"].strip(), int(numbered["nth"])) if numbered else (words, 1)
    pattern = r"\s+".join(re.escape(word) for word in told.split())
    pattern = (r"(?<!\w)" if told[:1].isalnum() else "") + pattern + (r"(?!\w)" if told[-1:].isalnum() else "")
    for flags in (0, re.IGNORECASE):
        spans = [match.span() for match in re.finditer(pattern, text[start:end], flags)]
        if len(spans) >= nth:
            return start + spans[nth - 1][0], start + spans[nth - 1][1]
    return None
