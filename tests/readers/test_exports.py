"""Exports of news databases: their articles, cut by their own markers."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tidings.readers.export_markers import ExportPart, FieldSpan, export_parts
from tidings.readers.read import read

FOLDER = Path(__file__).parent / "exports"
FILES = sorted(path.name for path in FOLDER.glob("*.txt"))
DAYS = {"telex_headed.txt": (date(1992, 3, 12), date(1992, 3, 13)), "telex_wire.txt": (None, None)}


def text_of(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def parts_of(name: str) -> tuple[ExportPart, ...]:
    parts = export_parts(text_of(name))
    assert parts is not None
    return parts


def said(text: str, span: FieldSpan | None) -> str | None:
    return None if span is None else text[span.start : span.end]


def body(text: str, part: ExportPart) -> str:
    """The body without its furniture, white space folded."""
    kept = [" " if any(cut.start <= i < cut.end for cut in part.furniture) else text[i] for i in range(len(text))]
    return " ".join("".join(kept[part.body_start : part.body_end]).split())


@pytest.mark.parametrize("name", FILES)
def test_each_export_is_cut_into_its_two_articles(name: str) -> None:
    text, (ship, envoy) = text_of(name), parts_of(name)
    assert (said(text, ship.title) or "").capitalize() == "Norway sends patrol ship to svalbard"
    assert (said(text, envoy.title) or "").capitalize() == "Finland calls envoy home"
    assert (ship.published, envoy.published) == DAYS.get(name, (date(2015, 3, 12), date(2015, 3, 13)))
    first, second = body(text, ship).lower(), body(text, envoy).lower()
    assert "norway sent a patrol ship to svalbard on thursday." in first
    assert "until june." in first
    assert "finland called its envoy home on friday." in second
    assert second.endswith("no reason was given.")


@pytest.mark.parametrize("name", FILES)
def test_parts_are_in_order_and_their_spans_inside_them(name: str) -> None:
    end = 0
    for part in parts_of(name):
        assert end <= part.start <= part.body_start < part.body_end <= part.end
        spans = [part.title, part.standfirst, part.date_line, part.publisher, part.section, part.url, *part.bylines]
        assert all(part.start <= span.start < span.end <= part.end for span in spans if span is not None)
        cuts = [(cut.start, cut.end) for cut in part.furniture]
        assert cuts == sorted(cuts)
        assert all(a[1] <= b[0] for a, b in pairwise(cuts))
        assert all(part.start <= cut[0] < cut[1] <= part.end for cut in cuts)
        end = part.end


@pytest.mark.parametrize("name", FILES)
def test_no_marker_is_left_in_a_body(name: str) -> None:
    text = text_of(name)
    for part in parts_of(name):
        left = body(text, part)
        for marker in ("TD ", "Document ", "Factiva", "LOAD-DATE", "Load-Date", "Copyright", "ENDALL", "NNNN", "//"):
            assert marker not in left


@pytest.mark.parametrize(
    ("name", "bylines", "publishers"),
    [
        ("factiva_coded.txt", ["By Kari Nordmann"], ["Northern Wire", "Northern Wire"]),
        ("factiva_plain.txt", ["By Kari Nordmann"], ["Northern Wire", "Northern Wire"]),
        ("nexis_old.txt", ["By KARI NORDMANN"], ["The Harbour Times", "The Morning Ledger"]),
        ("nexis_new.txt", ["Kari Nordmann"], ["The Harbour Times", "The Morning Ledger"]),
        ("proquest.txt", ["Nordmann, Kari."], ["The Harbour Times", "The Morning Ledger"]),
        ("telex_headed.txt", [], ["NTB", "STT"]),
        ("telex_wire.txt", ["By Kari Nordmann"], [None, None]),
    ],
)
def test_author_and_outlet_are_told(name: str, bylines: list[str], publishers: list[str | None]) -> None:
    text, parts = text_of(name), parts_of(name)
    assert [said(text, span) for span in parts[0].bylines] == bylines
    assert [said(text, part.publisher) for part in parts] == publishers


def test_other_fields_are_told() -> None:
    text = text_of("nexis_old.txt")
    part = parts_of("nexis_old.txt")[0]
    assert said(text, part.dateline) == "OSLO"
    assert said(text, part.url) == "http://www.harbour.example/"
    assert said(text, part.date_line) == "March 12, 2015"
    assert said(text_of("proquest.txt"), parts_of("proquest.txt")[0].standfirst) == "A ship for the north."


def test_a_label_inside_the_text_is_text() -> None:
    assert "SUBJECT: fishing" in body(text_of("nexis_old.txt"), parts_of("nexis_old.txt")[0])
    assert "Location: the note" in body(text_of("proquest.txt"), parts_of("proquest.txt")[0])
    assert "IN THE harbour" in body(text_of("factiva_coded.txt"), parts_of("factiva_coded.txt")[0])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The court released 3 of 120 documents on Tuesday.\n\n3 of 120 documents\n\nThe rest stay closed.",
        "3 of 120 DOCUMENTS\n\nThat was all that the archive gave out.",
        "A speech of\n512 words\nand no more.\n12 March 2015\n",
        "HD   is a short form\nfor a disc.\n\nIN   winter it is cold.",
        "UNCLASSIFIED reports were read.\nSUBJECT: none\n",
        "Author: A. Berg\nFull text: see page 4\n",
        "End of Document\n",
        "NNNN\nBT\n",
        "ZCZC is how a telex begins.\nIt ends with four letters.\n",
        "Section: World\nByline: A. Berg\n\nThe minister spoke.\n",
    ],
)
def test_what_only_looks_like_an_export_is_none(text: str) -> None:
    assert export_parts(text) is None


MARKS = [
    "HD   ",
    "LP   ",
    "TD\n",
    "PD   ",
    "SN   ",
    "AN   ",
    "1 of 2 DOCUMENTS",
    "LENGTH: 9 words",
    "Body",
    "ZCZC",
    "NNNN",
]
MARKS += ["LOAD-DATE: March 3, 2015", "End of Document", "Full text: ", "Publication info: ", "TEXT:", "SUBJ: ", "BT"]
MARKS += [
    "SOURCE: X IN ENGLISH 12 MAR 92",
    "512 words",
    "12 March 2015",
    "Document NW00020150312eb3c0018x",
    "_" * 40,
    "UNCLAS",
]


@example("Full text: \nHD   \nFull text: \nHD   \nPublication info: ")
@given(st.lists(st.sampled_from([*MARKS, "Some words here.", "", "  "]), max_size=30).map("\n".join))
def test_any_order_of_markers_gives_sound_parts(text: str) -> None:
    end = 0
    for part in export_parts(text) or ():
        assert end <= part.start <= part.body_start < part.body_end <= part.end <= len(text)
        assert all(part.start <= cut.start < cut.end <= part.end for cut in part.furniture)
        end = part.end


@pytest.mark.parametrize(
    "gap",
    ["\n", "\t", " ", "    "],
)
def test_the_gap_after_a_field_code_may_be_of_any_kind(gap: str) -> None:
    text = re.sub(r"^([A-Z]{2,3})  +", rf"\1{gap}", text_of("factiva_coded.txt"), flags=re.MULTILINE)
    ship, envoy = export_parts(text) or ()
    assert (said(text, ship.title), said(text, envoy.title)) == (
        "Norway sends patrol ship to Svalbard",
        "Finland calls envoy home",
    )
    assert body(text, ship).endswith("until June. IN THE harbour, crews loaded fuel." if gap != " " else "until June.")
    assert body(text, envoy).endswith("No reason was given.")


def test_field_codes_in_the_cells_of_a_web_page_are_seen() -> None:
    lines = text_of("factiva_coded.txt").splitlines()
    cells = (re.fullmatch(r"([A-Z]{2,3})(?:  +(.*)|\s*)", line) for line in lines)
    rows = "".join(
        f"<tr><td><b>{cell[1]}</b></td><td>{cell[2] or ''}</td></tr>" if cell else f"<tr><td></td><td>{line}</td></tr>"
        for cell, line in zip(cells, lines, strict=True)
    )
    (document,) = read(f"<html><body><table>{rows}</table></body></html>".encode(), "export.html")
    parts = export_parts(document.text or "") or ()
    assert [said(document.text or "", part.title) for part in parts] == [
        "Norway sends patrol ship to Svalbard",
        "Finland calls envoy home",
    ]


def test_an_export_as_a_web_page_keeps_all_its_articles() -> None:
    rows = "".join(f"<p>{line.strip() or '&nbsp;'}</p>" for line in text_of("nexis_new.txt").splitlines())
    (document,) = read(f"<html><body>{rows}</body></html>".encode(), "export.html")
    assert len(export_parts(document.text or "") or ()) == 2
