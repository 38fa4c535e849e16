"""Columns of a PDF are read one after another, in whichever order the page draws them."""

import pytest

from tests.articles.documents import LEAD
from tidings.readers.read import read

LEFT = (
    "Norway closed its northern bor-",
    "der on Monday after three drones",
    "crossed into its airspace, the",
    "army said.",
)
MIDDLE = ("The foreign minister called it a", "breach of law and summoned the", "ambassador to Oslo to explain", "it.")
RIGHT = ("Moscow rejected the accusation", "and said that none of its air-", "craft had left the ground that", "day.")


def placed(cells: list[tuple[int, int, str]]) -> bytes:
    """A PDF of one page that draws each cell at its place, in the order given."""
    shown = " ".join(f"1 0 0 1 {x} {y} Tm ({text}) Tj" for x, y, text in cells)
    stream = f"BT /F1 11 Tf {shown} ET"
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
    return f"{body}xref\n0 6\n0000000000 65535 f \n{table}{trailer}".encode()


def by_rows(*columns: tuple[str, ...]) -> list[tuple[int, int, str]]:
    return [(60 + 170 * c, 700 - 14 * r, column[r]) for r in range(4) for c, column in enumerate(columns)]


def by_columns(*columns: tuple[str, ...]) -> list[tuple[int, int, str]]:
    return [(60 + 170 * c, 700 - 14 * r, column[r]) for c, column in enumerate(columns) for r in range(4)]


@pytest.mark.parametrize("columns", [(LEFT, RIGHT), (LEFT, MIDDLE, RIGHT)], ids=["two", "three"])
@pytest.mark.parametrize("order", [by_rows, by_columns])
def test_columns_in_either_order(order: object, columns: tuple[tuple[str, ...], ...]) -> None:
    head = [(60, 760, "Norway closes border")]
    cells = by_rows(*columns) if order is by_rows else by_columns(*columns)
    (document,) = read(placed(head + cells), "a.pdf")
    expected = ["Norway closes border", *(line for column in columns for line in column)]
    assert (document.text or "").splitlines() == expected


def test_a_table_stays_in_rows() -> None:
    rows = [(60, 700 - 14 * r, f"Club {r}") for r in range(5)], [(320, 700 - 14 * r, f"{r} points") for r in range(5)]
    (document,) = read(placed([cell for pair in zip(*rows, strict=True) for cell in pair]), "a.pdf")
    assert [line.split() for line in (document.text or "").splitlines()][1] == ["Club", "1", "1", "points"]


def test_words_drawn_one_by_one_are_no_columns() -> None:
    words = LEAD.split()
    cells = [(60 + 60 * w, 700 - 14 * r, word) for r in range(6) for w, word in enumerate(words[r : r + 7])]
    (document,) = read(placed(cells), "a.pdf")
    assert (document.text or "").splitlines()[0].split() == words[:7]
