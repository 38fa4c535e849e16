"""Annotate a file of texts: JSON lines in, JSON lines out, in the same order, by several processes."""

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from tidings.flows.batches.limits import MOST_TEXT, Limits
from tidings.flows.batches.pool import KnowledgePaths, WorkerPool, crew
from tidings.flows.batches.steps import Refused, Steps, told_of
from tidings.flows.telling.progress import Progress
from tidings.vocabulary import Reason

if TYPE_CHECKING:
    from tidings.annotate import Knowledge

CHUNK_LINES = 16  # about a second of a worker's time
WAITING_CHUNKS = 8  # for each worker, done or to be done: what bounds the memory
MOST_LINE = 20_000_000  # bytes: a text of MOST_TEXT with every character escaped, and much beside it
DETAIL = 300  # characters of an error's detail

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """How many texts were annotated, how many lines were bad, and how many events were found."""

    lines: int
    errors: int
    events: int


class BadLine(ValueError):
    """A line that cannot be annotated; `reason` is machine-readable."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


def annotate_file(
    source: Path,
    target: Path,
    tools: KnowledgePaths,
    progress: Progress,
    *,
    workers: int | None = None,
    link: bool = False,
    why: bool = False,
    limits: Limits | None = None,
) -> Done:
    """Annotate the lines of `source` into `target`, which is there when all is done; with `link`, linked; with `why`,
    each with what the coder weighed. Raises WeightsError where no worker can load the weights."""
    part = target.with_name(target.name + ".part")
    lines = errors = events = 0
    progress.begin("annotating")
    with source.open("rb") as reading, part.open("wb") as writing, crew(workers, tools, limits) as hired:
        for answers in _in_order(hired, _chunks(reading), why):
            for answer in answers:
                found, is_error, line = answer.split(b" ", 2)
                lines, errors, events = lines + 1, errors + int(is_error), events + int(found)
                writing.write(line + b"\n")
            progress.advance(f"{lines} texts")
    if link:
        progress.begin("linking")
        _link(source, part)
    part.replace(target)
    return Done(lines - errors, errors, events)


def line_of(answer: Mapping[str, Any]) -> str:
    """An answer as a line of UTF-8; half of a surrogate pair, which UTF-8 cannot hold, stands there as its escape."""
    line = json.dumps(answer, ensure_ascii=False)
    return line if line.isascii() or not any("\ud800" <= c <= "\udfff" for c in line) else json.dumps(answer)


def _chunks(reading: BinaryIO) -> Iterator[list[bytes]]:
    lines = (line for line in _lines(reading) if line.strip())
    while chunk := list(islice(lines, CHUNK_LINES)):
        yield chunk


def _lines(reading: BinaryIO) -> Iterator[bytes]:
    """The lines; of one that is too long no more than says so."""
    while line := reading.readline(MOST_LINE + 1):
        yield line
        while len(line) > MOST_LINE and not line.endswith(b"\n"):
            line = reading.readline(MOST_LINE + 1) or b"\n"


def _in_order(hired: WorkerPool, chunks: Iterable[list[bytes]], why: bool) -> Iterator[list[bytes]]:
    """The answers to the chunks, in order, with a bounded number under way."""
    waiting: deque[Future[list[bytes]]] = deque()
    for chunk in chunks:
        waiting.append(hired.annotate(chunk, why=why))
        if len(waiting) >= WAITING_CHUNKS * hired.size:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def answer_all(
    lines: Sequence[bytes], known: "Knowledge", *, why: bool = False, first: int = 0, steps: Steps | None = None
) -> Iterator[Line]:
    """In a worker: the answer to each line; the steps are `<line>/line` and `<line>/text`, counted from `first`."""
    for number, line in enumerate(lines, start=first):
        yield _answer(line, known, why, f"{number}", steps or Steps())


def _answer(line: bytes, known: "Knowledge", why: bool, step: str, steps: Steps) -> Line:
    """The annotation of a line, or why there is none. Any error of one text is caught here: the rest goes on."""
    record: Line = {}
    try:
        steps.begin(f"{step}/line")
        record = _parse(line)
        steps.begin(f"{step}/text")
        return _annotate(record, known, why)
    except Refused as refused:
        error = {"reason": refused.refusal.reason.value, "detail": refused.refusal.detail}
    except MemoryError:
        error = {"reason": Reason.TOO_MUCH_MEMORY.value, "detail": "the memory that one text may take was not enough"}
    except BadLine as bad:
        error = {"reason": bad.reason, "detail": bad.detail[:DETAIL]}
    except Exception as failed:  # noqa: BLE001  the boundary: one text that breaks the reader must not stop the others
        error = {"reason": Reason.EXCEPTION.value, "detail": told_of(failed)}
    return {"id": record.get("id"), "error": error}


def _parse(line: bytes) -> Line:
    if len(line) > MOST_LINE:
        raise BadLine("too_large", f"a line of more than {MOST_LINE:,} bytes")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine("broken_record", f"not JSON: {error}") from None
    if not isinstance(record, dict):
        raise BadLine("broken_record", "not a JSON object")
    return record


def _annotate(record: Line, known: "Knowledge", why: bool) -> Line:
    from tidings.annotate import annotate
    from tidings.records import Passage
    from tidings.schemas.json_output import annotation_json
    from tidings.schemas.why import why_record

    text = record.get("text")
    if not isinstance(text, str):
        raise BadLine("no_text_field", "no text, or text that is no string")
    if len(text) > MOST_TEXT:
        raise BadLine("too_large", f"{len(text):,} characters; at most {MOST_TEXT:,}")
    said = annotate(Passage(text, _date(record.get("date"))), knowledge=known)
    answer = {"id": record.get("id"), **annotation_json(text, said)}
    return answer | {"why": why_record(text, said)} if why else answer


def _date(written: object) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        raise BadLine("bad_date", f"{written!r} is no date like 2022-02-24") from None


def _link(source: Path, answers: Path) -> None:
    """Set `canonical_event_id` of every event of the file."""
    from tidings.flows.publish.link_reports import event_key, link_answers

    links = link_answers(source, answers)
    linked = answers.with_name(answers.name + ".linked")
    with answers.open(encoding="utf-8") as reading, linked.open("w", encoding="utf-8") as writing:
        for number, line in enumerate(reading):
            answer = json.loads(line)
            for place, event in enumerate(answer.get("events", ())):
                event["canonical_event_id"] = links[event_key(number, place)]
            writing.write(line_of(answer) + "\n")
    linked.replace(answers)
