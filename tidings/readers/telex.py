"""Cut a file of wire or FBIS telex messages into its messages, by their headers in capitals."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tidings.readers.export_labels import Field, FieldRole, FieldSpan, labelled_fields, labels_of, placed
from tidings.readers.export_part import ExportPart, lines_of, part_of
from tidings.readers.header_date import header_date
from tidings.vocabulary import RemovedKind

# A message begins with ZCZC (ITU-T F.1), or with the line of its classification, and ends with NNNN.
BEGIN = re.compile(
    r"^[ \t]{0,20}(?:ZCZC\b[^\n]{0,60}|UNCLAS(?:SIFIED)?\b[^\n]{0,60}|FBIS\d?-[A-Z0-9-]{2,20}[^\n]{0,60})$",
    re.MULTILINE,
)
END = re.compile(r"^[ \t]{0,20}(?:NNNN|\(?END ?ALL\)?|BT)[ \t]*$", re.MULTILINE)

LABEL = re.compile(r"^[ \t]{0,20}([A-Z][A-Za-z ]{1,14}):[ \t]{0,8}", re.MULTILINE)

# A message with headers has a body label and at least two others; one without has ZCZC and NNNN.
HEADERS = 2

# "((TEXT))", "[Text]" and "//" at the ends of lines: signs of the operators.
TEXT_SIGN = re.compile(r"\(\(TEXT\)\)|\[Text\]|\[Excerpts?\]|\(TEXT\)")
OPERATOR_SIGN = re.compile(
    r"//[ \t]*$|^[ \t]{0,20}\(?END ?ALL\)?[ \t]*$|^BT[ \t]*$|^NNNN[ \t]*$|^#\d{4}[ \t]*$", re.MULTILINE
)

# "MOSCOW ITAR-TASS IN ENGLISH 0345 GMT 12 MAR 92": the agency follows the city, in capitals.
AGENCY = re.compile(r"(?P<agency>[A-Z][A-Z'.-]{1,20}(?: [A-Z][A-Z'.-]{1,20}){0,5}) IN [A-Z]{4,14}\b")

TEXT_START = re.compile(rf"(?:\s|//){{0,8}}(?:{TEXT_SIGN.pattern})?")

# The slug of a wire: numbers, priority, keywords, without a sentence: "u i BC-SYRIA-TALKS   03-12 0345".
SLUG = re.compile(
    r"(?:[a-z] [a-z] )?(?:[A-Z]{2}-|AM-|PM-)[\w-]{2,60}.{0,60}|[A-Z0-9 ,:;/-]{3,24}\d[A-Z0-9 ,:;/-]{0,20}"
)
BYLINE = re.compile(r"(?:By|BY) [A-Z][\w.'-]{1,30}(?: [A-Z][\w.'-]{0,30}){0,4}")
SIGN = re.compile(r"[\^@<>=]+")
MAX_TITLE = 160


def telex_parts(text: str) -> tuple[ExportPart, ...] | None:
    """The messages, or None if the text has none."""
    parts = [part for start, end in _records(text) if (part := _part(text, start, end)) is not None]
    return tuple(parts) or None


def _records(text: str) -> Iterator[tuple[int, int]]:
    """Where each message begins and ends."""
    begins = [match.start() for match in BEGIN.finditer(text)]
    return zip(begins, [*begins[1:], len(text)], strict=False)


def _part(text: str, start: int, end: int) -> ExportPart | None:
    begin = BEGIN.match(text, start, end)
    if begin is None:
        return None
    fields = list(labelled_fields(text, start, end, LABEL, labels_of("telex")))
    names = [field.name for field in fields]
    first = placed(FieldRole.OTHER, RemovedKind.NAVIGATION, start, begin.end())
    if "TEXT" in names and names.index("TEXT") >= HEADERS:
        return part_of(text, start, end, [first, *_headed(text, fields[: names.index("TEXT") + 1], end)])
    sign = TEXT_SIGN.search(text, begin.end(), end)
    if sign and len(names) >= HEADERS:
        return part_of(text, start, end, [first, *_signed(text, fields, sign, end)])
    stop = END.search(text, begin.end(), end)
    if stop and text.startswith("ZCZC", begin.start() + len(begin[0]) - len(begin[0].lstrip())):
        return part_of(text, start, stop.end(), [first, *_wire(text, begin.end(), stop)])
    return None


def _headed(text: str, fields: list[Field], end: int) -> Iterator[Field]:
    """A message whose every part has its label, the text too."""
    for field in fields[:-1]:
        yield from _header(text, field)
    body = fields[-1]
    sign = TEXT_START.match(text, body.value.start)
    start = sign.end() if sign else body.value.start
    yield replace(body, label=FieldSpan(body.label.start, start), value=FieldSpan(start, start))
    yield from _body(text, start, end)


def _signed(text: str, fields: list[Field], sign: re.Match[str], end: int) -> Iterator[Field]:
    """A message whose text begins with a sign, `[Text]`; the line above it is the title if no label names one."""
    above = [field for field in fields if field.label.start < sign.start()]
    for field in above[:-1]:
        yield from _header(text, field)
    lines = lines_of(text, above[-1].value.start, sign.start())
    for field in above[-1:]:
        yield from _header(
            text, replace(field, value=FieldSpan(field.value.start, lines[0].end if lines else sign.start()))
        )
    for line in lines[1:][-1:]:
        yield placed(FieldRole.TITLE, RemovedKind.TAGS, line.start, line.end)
    yield placed(FieldRole.OTHER, RemovedKind.TAGS, *sign.span())
    yield from _body(text, sign.end(), end)


def _wire(text: str, start: int, stop: re.Match[str]) -> Iterator[Field]:
    """A message without labels: slugs, title, byline, text."""
    lines = lines_of(text, start, stop.start())
    while lines and SLUG.fullmatch(text[lines[0].start : lines[0].end]):
        slug = lines.pop(0)
        yield placed(FieldRole.OTHER, RemovedKind.TAGS, slug.start, slug.end)
    if len(lines) > 1 and lines[0].end - lines[0].start <= MAX_TITLE and text[lines[0].end - 1] != ".":
        title = lines.pop(0)
        yield placed(FieldRole.TITLE, RemovedKind.TAGS, *_without_signs(text, title))
    if lines and BYLINE.fullmatch(text[lines[0].start : lines[0].end]):
        byline = lines.pop(0)
        yield placed(FieldRole.BYLINE, RemovedKind.BYLINE, byline.start, byline.end)
    if lines:
        yield from _body(text, lines[0].start, stop.start())
    yield placed(FieldRole.OTHER, RemovedKind.NAVIGATION, *stop.span())


def _header(text: str, field: Field) -> Iterator[Field]:
    """A labelled field without its operator's signs; agency and day out of the line of the source."""
    said = text[field.value.start : field.value.end]
    sign = OPERATOR_SIGN.search(said)
    yield replace(
        field,
        role=FieldRole.OTHER if field.role is FieldRole.PUBLISHER else field.role,
        value=FieldSpan(field.value.start, field.value.start + (sign.start() if sign else len(said))),
    )
    if field.role is FieldRole.PUBLISHER:
        if agency := AGENCY.search(said):
            city, _, name = agency["agency"].partition(" ")
            start = field.value.start + agency.start() + (len(city) + 1 if name else 0)
            yield placed(FieldRole.PUBLISHER, RemovedKind.SOURCE_LINE, start, field.value.start + agency.end("agency"))
        if header_date(said) is not None:
            yield placed(FieldRole.DATE, RemovedKind.TIMESTAMP, field.value.start, field.value.end)


def _body(text: str, start: int, end: int) -> Iterator[Field]:
    """The text up to the sign of its end; the operators' signs in it are furniture."""
    stop = END.search(text, start, end)
    last = stop.start() if stop else end
    while last > start and (text[last - 1].isspace() or text[last - 1] == "/"):
        last -= 1
    yield placed(FieldRole.BODY, RemovedKind.TAGS, start, last)
    for sign in OPERATOR_SIGN.finditer(text, start, end):
        yield placed(FieldRole.OTHER, RemovedKind.NAVIGATION, *sign.span())


def _without_signs(text: str, span: FieldSpan) -> tuple[int, int]:
    start, end = span.start, span.end
    while start < end and SIGN.match(text[start]):
        start += 1
    while end > start and SIGN.match(text[end - 1]):
        end -= 1
    return start, end
