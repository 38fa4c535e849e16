"""Each format as it comes, and near-misses of it."""

import csv
import gzip
import io
import json
import zipfile

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tidings.readers.read import read
from tidings.records import Document
from tidings.vocabulary import DocumentStatus, Reason

STORY = "The two ministers met in Minsk on Wednesday and agreed to hold joint drills in the spring of next year."
PAGE = f"""<!doctype html><html lang="en"><head><title>Ministers agree on drills - The Courier</title>
<meta property="og:title" content="Ministers agree on drills"><meta name="author" content="Anna Berg">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<meta property="og:site_name" content="The Courier"></head><body><nav><a href="/">Home</a><a href="/w">World</a></nav>
<article><h1>Ministers agree on drills</h1><p>{STORY}</p><p>{STORY.replace("Minsk", "Brest")}</p>
<p>{STORY.replace("Minsk", "Grodno")}</p></article><footer>All rights reserved</footer></body></html>"""


def one(data: bytes, path: str) -> Document:
    (document,) = read(data, path)
    return document


@pytest.mark.parametrize(
    ("data", "path", "media_type"),
    [
        (STORY.encode(), "a.txt", "text/plain"),
        (STORY.encode(), "no_name", "text/plain"),
        (STORY.encode("utf-16"), "a.txt", "text/plain"),
        (f"# Drills\n\n{STORY}".encode(), "a.md", "text/markdown"),
        (PAGE.encode(), "a.html", "text/html"),
        (PAGE.encode(), "page.txt", "text/html"),
        (f"<p>{STORY}</p>".encode(), "part.html", "text/html"),
        (json.dumps({"text": STORY}).encode(), "a.json", "application/json"),
        (f"<3 {STORY}".encode(), "a.txt", "text/plain"),
        (f"[Reuters] {STORY}".encode(), "a.txt", "text/plain"),
        (f"{{he said}} {STORY}".encode(), "a.txt", "text/plain"),
        (f"title, text, date and place: {STORY}".encode(), "a.txt", "text/plain"),
        (f"WARC/0 is no crawl. {STORY}".encode(), "a.txt", "text/plain"),
    ],
)
def test_the_format_is_seen_in_the_content_then_in_the_name(data: bytes, path: str, media_type: str) -> None:
    document = one(data, path)
    assert document.status is DocumentStatus.LOADED
    assert document.media_type == media_type
    assert STORY in (document.text or "")


@pytest.mark.parametrize(
    ("data", "path", "reason"),
    [
        (b"", "a.txt", Reason.EMPTY),
        (b" \r\n\t\n", "a.txt", Reason.EMPTY),
        ("\ufeff".encode(), "a.txt", Reason.EMPTY),
        (b"\x00" * 5000, "a.txt", Reason.BINARY),
        (bytes(range(256)) * 40, "a.txt", Reason.BINARY),
        (b"\x89PNG\r\n\x1a\n" + b"text" * 99, "a.txt", Reason.BINARY),
        (b"PK\x03\x04 not a zip", "a.xlsx", Reason.BINARY),
        (b"PK\x03\x04 not a zip", "a.docx", Reason.UNREADABLE),
        (b"%PDF-1.7 nothing more", "a.pdf", Reason.UNREADABLE),
        (b"word " * 5_000_000, "a.txt", Reason.TOO_LARGE),
        (b'{"text": ', "a.json", Reason.BROKEN_RECORD),
        (b'{"name": "x", "n": 1}', "a.json", Reason.NO_TEXT_FIELD),
        (b"[" * 100_000, "a.json", Reason.BROKEN_RECORD),
        (b"[]", "a.json", Reason.EMPTY),
        (b"\n\n \n", "a.jsonl", Reason.EMPTY),
        (b"id,name\n1,x\n", "a.csv", Reason.NO_TEXT_FIELD),
        (b"id,text\n", "a.csv", Reason.EMPTY),
        (b"WARC/1.0\r\nbroken", "a.warc", Reason.EMPTY),
        (b"<html><body></body></html>", "a.html", Reason.EMPTY),
    ],
)
def test_what_cannot_be_read_is_quarantined_with_its_reason(data: bytes, path: str, reason: Reason) -> None:
    document = one(data, path)
    assert document.status is DocumentStatus.QUARANTINED
    assert document.reason is reason
    assert document.text is None
    assert document.detail


def test_stray_nul_and_control_characters_do_not_make_a_text_binary() -> None:
    document = one((STORY * 3 + "\x00\x0c\x1b").encode(), "a.txt")
    assert document.text == STORY * 3 + "\x0c\x1b"


def test_ids_depend_on_the_text_alone() -> None:
    ids = {one(data, path).document_id for data, path in ((STORY.encode(), "a"), (STORY.encode("utf-16"), "b/c.txt"))}
    assert ids == {one(STORY.encode(), "z.txt").document_id}
    assert one(b"other", "a").document_id not in ids


def test_a_page_gives_its_article_and_what_its_markup_declares() -> None:
    document = one(PAGE.encode(), "a.html")
    assert (document.text or "").startswith(f"Ministers agree on drills\n\n{STORY}\n\n")
    assert "Home" not in (document.text or "")
    assert document.declared["title"] == "Ministers agree on drills"
    assert document.declared["date"] == "2024-03-05"
    assert document.declared["authors"] == "Anna Berg"
    assert document.declared["publisher"] == "The Courier"


def test_a_page_that_is_all_nesting_takes_no_time_and_keeps_its_words() -> None:
    (document,) = read(b"<html><body>" + b"<div>" * 200_000 + STORY.encode(), "bomb.html")
    assert document.text == STORY


def test_an_xml_page_keeps_its_paragraphs_apart() -> None:
    body = f"<headline>Drills</headline><text><p>{STORY}</p><p>More <b>of</b> it.</p></text>"
    document = one(f"<?xml version='1.0'?><item>{body}</item>".encode(), "a.xml")
    assert document.text == f"Drills\n\n{STORY}\n\nMore of it."


def test_the_encoding_a_page_declares_is_used() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("Minsk", "Łódź")
    assert "Łódź" in (one(page.encode("iso8859-2"), "a.html").text or "")


@pytest.mark.parametrize(
    ("record", "text", "declared"),
    [
        ({"text": STORY, "title": "T"}, STORY, {"title": "T"}),
        ({"Full_Text": STORY, "Headline": "T", "PubDate": "2024-01-02"}, STORY, {"title": "T", "date": "2024-01-02"}),
        ({"content": STORY, "source": {"id": None, "name": "Courier"}}, STORY, {"publisher": "Courier"}),
        ({"maintext": STORY, "authors": ["A. Berg", "C. Dahl"]}, STORY, {"authors": "A. Berg; C. Dahl"}),
        ({"_source": {"body": STORY, "url": "http://x.example/1"}}, STORY, {"url": "http://x.example/1"}),
        ({"text": STORY, "url": "harbour.example/2024/strike"}, STORY, {"url": "harbour.example/2024/strike"}),
        ({"text": STORY, "url": "www.harbour.example"}, STORY, {"url": "www.harbour.example"}),
        ({"text": STORY, "url": "Harbour Post. See above"}, STORY, {}),
        ({"text": STORY, "url": "n/a"}, STORY, {}),
        ({"article": {"text": STORY, "title": "T"}}, STORY, {"title": "T"}),
        ({"text": "", "body": STORY}, STORY, {}),
        ({"text": f"<p>{STORY}</p><p>More.</p>"}, f"{STORY}\n\nMore.", {}),
        ({"text": [STORY, "More."]}, f"{STORY}\n\nMore.", {}),
        ({"text": STORY, "title": 7, "date": None}, STORY, {}),
        ({"text": STORY, "date": 1709632800}, STORY, {"date": "2024-03-05"}),
        ({"text": STORY, "date": {"$date": 1709632800000}}, STORY, {"date": "2024-03-05"}),
        ({"text": STORY, "date": {"$date": "2024-03-05"}}, STORY, {"date": "2024-03-05"}),
        ({"text": STORY, "date": 2024}, STORY, {}),
        ({"text": STORY, "date": True}, STORY, {}),
        ({"text": f"\ud83d {STORY}"}, f"\ufffd {STORY}", {}),
    ],
)
def test_a_record_gives_its_text_and_what_it_declares(
    record: dict[str, object], text: str, declared: dict[str, str]
) -> None:
    for data, path in (
        (json.dumps(record).encode(), "a.json"),
        (json.dumps([record]).encode(), "a.json"),
        (json.dumps({"articles": [record]}).encode(), "a.json"),
        (json.dumps(record).encode() + b"\n", "a.jsonl"),
    ):
        document = one(data, path)
        assert document.text == text
        assert document.declared == declared


def test_a_broken_line_is_quarantined_and_the_rest_goes_on() -> None:
    lines = [json.dumps({"text": f"{STORY} {i}"}) for i in range(4)]
    lines[1] = lines[1][:20]
    lines[2] = '{"id": 3}'
    found = list(read("\n\n".join(lines).encode(), "dump.jsonl"))
    assert [d.source_path for d in found] == ["dump.jsonl!1", "dump.jsonl!3", "dump.jsonl!5", "dump.jsonl!7"]
    assert [d.reason for d in found] == [None, Reason.BROKEN_RECORD, Reason.NO_TEXT_FIELD, None]
    assert (found[1].detail or "").startswith("line 3: ")
    assert len({d.sha256 for d in found}) == 4


def test_the_records_of_a_slice_keep_their_numbers() -> None:
    data = json.dumps({"text": STORY}).encode()
    assert [d.source_path for d in read(data, "dump.jsonl", first_record=40)] == ["dump.jsonl!40"]


@pytest.mark.parametrize(
    ("header", "rows", "dialect"),
    [
        (["id", "Headline", "Body", "Date"], [["1", "T", STORY, "2024-01-02"]], "excel"),
        (["id", "Headline", "Body", "Date"], [["1", "T", STORY, "2024-01-02"]], "excel-tab"),
        (["Headline", "Date", "Inhalt des Artikels"], [["T", "2024-01-02", STORY * 4]], "excel"),
    ],
    ids=["commas", "tabs", "an unknown name, but long cells"],
)
def test_a_table_gives_a_document_a_row(header: list[str], rows: list[list[str]], dialect: str) -> None:
    file = io.StringIO()
    csv.writer(file, dialect=dialect).writerows([header, *rows])
    document = one(file.getvalue().encode(), "a.csv")
    assert (document.text or "").startswith(STORY)
    assert document.declared == {"title": "T", "date": "2024-01-02"}
    assert document.source_path == "a.csv!1"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize(
    ("content", "path"),
    [
        (PAGE, "a.html"),
        (json.dumps({"text": STORY}), "a.json"),
        (json.dumps({"text": STORY}) + "\n\n", "a.jsonl"),
        (f"date\ttitle\ttext\n2024\tT\t{STORY}\n", "a.txt"),
    ],
)
def test_a_marked_encoding_does_not_hide_the_format(content: str, path: str, encoding: str) -> None:
    document = one(content.encode(encoding), path)
    assert STORY in (document.text or "")
    assert document.media_type != "text/plain"


def test_a_cell_may_be_longer_than_the_csv_module_likes_and_go_over_many_lines() -> None:
    text = f"{STORY}\n\n" * 5_000
    document = one(f'id;text\n1;"{text}"\n'.encode(), "a.csv")
    assert document.text == text


def test_a_row_without_its_text_cell_is_a_broken_record() -> None:
    found = list(read(f"id,text\n1,{STORY}\n2\n3,{STORY}\n".encode(), "a.csv"))
    assert [d.reason for d in found] == [None, Reason.BROKEN_RECORD, None]


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page with the lines as its text layer (none for an empty list)."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown} ET" if lines else ""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
        "/Resources << /Font << /F1 4 0 R >> >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    ]
    body = "%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 6\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def test_a_pdf_gives_its_text_layer() -> None:
    document = one(pdf(["The ministers met", "in Minsk."]), "a.pdf")
    assert (document.text or "").split() == ["The", "ministers", "met", "in", "Minsk."]
    assert document.media_type == "application/pdf"


def test_a_pdf_without_text_layer_says_so() -> None:
    assert one(pdf([]), "scan.pdf").reason is Reason.NO_TEXT_LAYER


def test_a_pdf_of_more_text_than_one_text_may_have_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(["The ministers met in Minsk."])
    monkeypatch.setattr("tidings.readers.pdf_pages.MAX_TEXT_BYTES", 20)
    document = one(data, "a.pdf")
    assert (document.reason, document.text) == (Reason.TOO_LARGE, None)
    monkeypatch.setattr("tidings.readers.pdf_pages.MAX_TEXT_BYTES", 200)
    assert one(data, "a.pdf").status is DocumentStatus.LOADED


def test_every_cut_of_a_pdf_is_read_or_quarantined() -> None:
    whole = pdf(["The ministers met in Minsk."])
    for end in range(5, len(whole), 7):
        assert one(whole[:end], "a.pdf").status in {DocumentStatus.LOADED, DocumentStatus.QUARANTINED}


def crawl(pages: list[tuple[str, str, str]], *, packed: bool) -> bytes:
    """A web crawl with a response for each (url, content type, text)."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    for url, content_type, text in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", content_type)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(text.encode()),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2024-03-07T01:02:03Z"},
        )
        writer.write_record(record)
    return file.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_a_crawl_gives_a_document_for_each_page(packed: bool) -> None:
    pages = [
        ("http://courier.example/1", "text/html; charset=utf-8", PAGE),
        ("http://courier.example/logo.png", "image/png", "no text"),
        ("http://courier.example/2.txt", "text/plain", STORY),
    ]
    found = list(read(crawl(pages, packed=packed), "c.warc.gz" if packed else "c.warc"))
    assert [d.source_path.partition("!")[2] for d in found] == ["1", "3"]
    assert [d.declared["url"] for d in found] == ["http://courier.example/1", "http://courier.example/2.txt"]
    assert {d.declared["crawled"] for d in found} == {"2024-03-07T01:02:03Z"}
    assert found[1].text == STORY


def test_a_cut_crawl_keeps_what_stands_before_the_cut() -> None:
    pages = [(f"http://courier.example/{i}", "text/html", PAGE) for i in range(3)]
    data = crawl(pages, packed=True)
    found = list(read(data[: len(data) - 100], "c.warc.gz"))
    assert [d.reason for d in found[:2]] == [None, None]


def test_a_word_file_gives_its_paragraphs() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraphs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("Drills", STORY))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{paragraphs}</w:body></w:document>'
        )
    assert one(file.getvalue(), "a.docx").text == f"Drills\n{STORY}"


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("Police of &c; met <!-- them --> them.", "Police of &c; met  them."),
        ("&c;", "&c;"),
        ("Fish &amp; chips", "Fish & chips"),
    ],
)
def test_an_entity_of_a_word_file_costs_no_word_after_it(run: str, text: str) -> None:
    head = '<!DOCTYPE w:document [<!ENTITY c "boom">]>'
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        body = f"<w:body><w:p><w:r><w:t>{run}</w:t></w:r></w:p></w:body>"
        archive.writestr("word/document.xml", f'{head}<w:document xmlns:w="{space}">{body}</w:document>')
    assert one(file.getvalue(), "a.docx").text == text


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (r"{\rtf1\ansi\ansicpg1252 One\par Two\par}", "One\nTwo\n"),
        (r"{\rtf1{\fonttbl{\f0 Times;}}{\*\generator X;}\f0\fs24 One {\b two} three}", "One two three"),
        (r"{\rtf1 caf\'e9 \ldblquote x\rdblquote  \emdash  y}", "café “x” — y"),
        (r"{\rtf1\ansicpg1251 \'cc\'e8\'ed\'f1\'ea}", "Минск"),
        (r"{\rtf1\ansicpg936 \'d6\'d0\'b9\'fa}", "中国"),
        (r"{\rtf1\uc1 \u1052?\u1080 ?nsk \u-10179?\u-8704?}", "Миnsk 😀"),
        (r"{\rtf1 a \{b\} c\\d\~e}", "a {b} c\\d\u00a0e"),
        ("{\\rtf1 one\nword{\\header Page 1}}", "oneword"),
        (r"{\rtf1 cut off {\b here", "cut off here"),
        (r"{\rtf1 {\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}}", "shown"),
    ],
)
def test_rich_text_gives_its_words(rtf: str, text: str) -> None:
    assert one(rtf.encode("latin-1"), "a.rtf").text == text


def test_a_packed_file_that_was_not_unpacked_is_no_text() -> None:
    assert one(gzip.compress(STORY.encode() * 9), "a.gz").reason is Reason.BINARY


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (STORY, "en"),
        (STORY.upper(), "en"),
        ("Die Regierung in Berlin hat am Montag neue Maßnahmen gegen die Krise beschlossen.", "de"),
        ("Министерство обороны сообщило в среду о начале учений в Минской области.", "ru"),
        ("Minsk, 5 May", None),
        ("12 345 67 89 " * 20, None),
    ],
)
def test_the_language_is_told_where_it_is_certain(text: str, language: str | None) -> None:
    assert one(text.encode(), "a.txt").language == language
