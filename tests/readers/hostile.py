"""Inputs made to kill whoever reads them: each a suffix and a maker of about so many bytes."""

import gzip
import io
import json
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

Maker = Callable[[int], bytes]
SENTENCE = "On Tuesday soldiers of Ruritania attacked the town of Strelsau and killed three farmers. "
CLAUSE = "soldiers of Ruritania attacked the town of Strelsau and killed three farmers "
DOCX_HEAD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'


def filled(unit: str | bytes, size: int) -> bytes:
    """The unit again and again."""
    data = unit.encode() if isinstance(unit, str) else unit
    return data * max(1, size // len(data))


def page(body: bytes) -> bytes:
    """A page around it."""
    return b"<html><head><title>Talks begin</title></head><body>" + body + b"</body></html>"


def prose(size: int) -> bytes:
    """Paragraphs of news, no two alike; long ones, or they would be taken for a list of other news and left out."""
    chance = random.Random(0)
    people = ("soldiers", "rebels", "ministers", "police", "protesters", "guards")
    deeds = ("attacked", "met", "arrested", "accused", "shelled", "helped")
    states = ("France", "Kenya", "Iran", "Peru", "Japan", "Norway", "Chad")
    ends = ("at a bridge in the north", "after days of talks", "as the rain went on", "before the vote", "on Monday")
    pick, out = chance.choice, io.StringIO()
    while out.tell() < size:
        for _ in range(8):
            sides = f"{pick(people)} of {pick(states)} {pick(deeds)} {pick(people)} of {pick(states)}"
            out.write(f"The {sides} {pick(ends)}, {pick(people)} said. ")
        out.write("\n\n")
    return out.getvalue().encode()


def one_line(words: str) -> Maker:
    """A text without line ends and full stops."""
    return lambda size: filled(words, size)


def names_only(size: int) -> bytes:
    """Names upon names, in one sentence."""
    chance = random.Random(1)
    names = ("Vladimir Putin", "Angela Merkel", "the president", "Kenya", "the French army", "NATO", "he", "Moscow")
    return b", ".join(chance.choice(names).encode() for _ in range(size // 11))


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def overlapping(size: int) -> bytes:
    """A zip whose entries all lie on the same bytes: `size` bytes of contents are told many times over."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    contents = filled(SENTENCE, 400_000)
    body = packed.compress(contents) + packed.flush()
    crc, count = zlib.crc32(contents), max(2, size // 60)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(body), len(contents), 5, 0) + b"a.txt"
    entries = b"".join(
        struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(body), len(contents), 10, 0, 0, 0, 0, 0, 0
        )
        + f"{n:06}.txt".encode()
        for n in range(count)
    )
    head = local + body
    return (
        head
        + entries
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, len(entries), len(head), 0)
    )


def many_members(size: int) -> bytes:
    """A zip of so many tiny files."""
    return zipped({f"{n}.txt": b"x" for n in range(size // 100)})


def zip_bomb(size: int) -> bytes:
    """A zip that unpacks to a thousand times its size."""
    return zipped({"a.txt": bytes(size * 100)})


def many_tars(size: int) -> bytes:
    """A packed tar of empty files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as file:
        for n in range(size // 100):
            file.addfile(tarfile.TarInfo(f"{n}.txt"))
    return out.getvalue()


def docx(xml: bytes) -> bytes:
    """A Word file of this XML."""
    return zipped({"word/document.xml": xml})


def pdf(contents: bytes, *, is_packed: bool = True, pages: int = 1) -> bytes:
    """A PDF whose pages all draw these contents."""
    stream = zlib.compress(contents) if is_packed else contents
    packed = b"/Filter /FlateDecode " if is_packed else b""
    kids = b" ".join(b"%d 0 R" % (n + 5) for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< %s/Length %d >>\nstream\n%s\nendstream" % (packed, len(stream), stream),
        *[b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 3 0 R >> >> >>"] * pages,
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def drawn(size: int) -> bytes:
    """The drawing of so much text."""
    return b"BT /F 1 Tf " + filled(b"1 0 0 1 10 10 Tm (soldiers attacked) Tj ", size) + b"ET"


def warc(size: int) -> bytes:
    """A crawl of one page that is a flood of tags."""
    body = page(b"<" * size)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.test/\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
    return head + b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"


KINDS: dict[str, tuple[str, Maker]] = {
    "plain text": (".txt", prose),
    "html: <": (".html", lambda size: page(b"<" * size)),
    "html: <, no frame": (".html", lambda size: b"<html>" + b"<" * size),
    "html: < and space": (".html", lambda size: page(filled("< ", size))),
    "html: <a": (".html", lambda size: page(filled("<a ", size))),
    "html: open tags": (".html", lambda size: page(filled("<div>", size))),
    "html: open tags with words": (".html", lambda size: page(filled("<div>word ", size))),
    "html: spans in each other": (".html", lambda size: page(filled("<span>a</p>", size))),
    "html: attributes": (
        ".html",
        lambda size: page(b"<p " + b"".join(b"a%d=1 " % n for n in range(size // 9)) + b">Talks.</p>"),
    ),
    "html: one long attribute": (".html", lambda size: page(b'<p a="' + b"x" * size + b'">Talks.</p>')),
    "html: attributes everywhere": (".html", lambda size: page(filled('<p class="a b" id="x">Talks.</p>', size))),
    "html: links": (".html", lambda size: page(filled('<a href="/x">Talks begin</a> ', size))),
    "html: cells": (".html", lambda size: page(b"<table>" + filled("<tr><td>a", size) + b"</table>")),
    "html: entities": (".html", lambda size: page(filled("&amp;", size))),
    "html: comments": (".html", lambda size: page(filled("<!--", size))),
    "html: script": (".html", lambda size: page(b"<script>" + filled("var a = '<p>';", size))),
    "html: json-ld": (
        ".html",
        lambda size: page(b'<script type="application/ld+json">' + filled("[", size) + b"</script><p>Talks.</p>"),
    ),
    "html: one line of prose": (".html", lambda size: page(b"<p>" + filled(CLAUSE, size) + b"</p>")),
    "xml: nested": (".xml", lambda size: b"<?xml version='1.0'?>" + filled("<a>", size)),
    "one sentence": (".txt", one_line(CLAUSE)),
    "one sentence of commas": (".txt", one_line("attacked Kenya, ")),
    "one sentence of and": (".txt", one_line("and Kenya and Iran ")),
    "one word": (".txt", one_line("a")),
    "one word of capitals": (".txt", one_line("A")),
    "names only": (".txt", names_only),
    "numbers only": (".txt", one_line("1,000 ")),
    "digits": (".txt", one_line("9")),
    "number words": (".txt", one_line("hundred thousand ")),
    "dates only": (".txt", one_line("12 May 2021 ")),
    "days only": (".txt", one_line("Monday, ")),
    "brackets": (".txt", one_line("(")),
    "quotes": (".txt", one_line('"a ')),
    "full stops": (".txt", one_line(". ")),
    "line ends": (".txt", one_line("a\n")),
    "blank lines": (".txt", one_line("a\n\n")),
    "dashes": (".txt", one_line("- ")),
    "zero width": (".txt", one_line("\u200ba")),
    "combining marks": (".txt", one_line("\u0301")),
    "mojibake": (".txt", one_line("Ã©Ã\u0083Â©")),
    "headers": (".txt", one_line("By John Smith\nMay 12, 2021\n\n")),
    "datelines": (".txt", one_line("NAIROBI, March 3 (Reuters) - Talks began.\n\n")),
    "export heads": (".txt", one_line("1 of 9 DOCUMENTS\nLENGTH: 3 words\n")),
    "factiva heads": (".txt", one_line("HD   x\n")),
    "base64": (".txt", one_line("QWxhZGRpbjpvcGVuIHNlc2FtZQ==")),
    "json: deep": (".json", lambda size: filled('{"a":', size // 2) + b"1" + filled("}", size // 12)),
    "json: one text": (".json", lambda size: json.dumps({"text": CLAUSE * (size // len(CLAUSE))}).encode()),
    "json lines: empty records": (".jsonl", lambda size: filled("{}\n", size // 20)),
    "json lines: a long number": (".jsonl", lambda size: b'{"text": "They met.", "n": ' + b"9" * size + b"}\n"),
    "csv: commas": (".csv", lambda size: b"id,text\n" + filled(",", size)),
    "csv: quotes": (".csv", lambda size: b'id,text\n1,"' + filled('""', size)),
    "rtf: groups": (".rtf", lambda size: b"{\\rtf1 " + filled("{", size)),
    "docx: paragraphs": (".docx", lambda size: docx(DOCX_HEAD.encode() + filled("<w:p/>", size * 20))),
    "docx: nested": (".docx", lambda size: docx(DOCX_HEAD.encode() + filled("<w:p>", size * 20))),
    "docx: runs": (
        ".docx",
        lambda size: docx(DOCX_HEAD.encode() + b"<w:p>" + filled("<w:r><w:t>a</w:t></w:r>", size * 20)),
    ),
    "pdf: text": (".pdf", lambda size: pdf(drawn(size * 10))),
    "pdf: pages of one text": (".pdf", lambda size: pdf(drawn(size // 10), pages=1000)),
    "pdf: operators": (".pdf", lambda size: pdf(filled("q ", size * 10))),
    "pdf: arrays": (".pdf", lambda size: pdf(filled("[", size * 10))),
    "pdf: packed twenty times": (".pdf", lambda size: pdf(bytes(size * 100))),
    "warc: <": (".warc", warc),
    "zip: many files": (".zip", many_members),
    "zip: files on one another": (".zip", overlapping),
    "zip: bomb": (".zip", zip_bomb),
    "gz: bomb": (".txt.gz", lambda size: gzip.compress(bytes(size * 100))),
    "tar: many files": (".tar.gz", many_tars),
}
