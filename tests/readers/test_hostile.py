"""Inputs made to kill are read within bounds, and what is damaged never breaks a reader."""

import time
from pathlib import Path

import pytest

from tests.readers.hostile import KINDS
from tidings.articles.segment import segment
from tidings.flows.batches.limits import Limits
from tidings.flows.sources.load import find, load
from tidings.readers.page import page_text
from tidings.vocabulary import Reason
from tools.fuzz import fuzz, seeds, targets

SIZE = 80_000


def seconds_of(name: str, size: int, folder: Path) -> float:
    """Processor seconds of listing, reading and cutting the input; it gives a document."""
    suffix, make = KINDS[name]
    path = folder / f"x{suffix}"
    path.write_bytes(make(size))
    begun = time.process_time()
    documents = [document for source in find([str(path)]) for document in load(source)]
    for document in documents:
        segment(document)
    assert documents
    return time.process_time() - begun


# What a page of it draws is drawn a thousand times: it is bounded by the limits of a run alone.
SLOW = {"pdf: pages of one text"}


@pytest.mark.parametrize("name", [name for name in KINDS if name not in SLOW])
def test_it_is_read_far_within_the_limits_of_a_run(name: str, tmp_path: Path) -> None:
    """How the cost grows with the size is measured by `python -m benchmarks.hostile`, not here on a busy machine."""
    assert seconds_of(name, SIZE, tmp_path) < Limits().seconds / 2


def test_a_zip_whose_files_lie_on_one_another_is_refused_whole(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(KINDS["zip: files on one another"][1](20_000))
    (document,) = [document for source in find([str(tmp_path)]) for document in load(source)]
    assert document.reason is Reason.ARCHIVE_BOMB
    assert "on one another" in str(document.detail)


def test_a_table_of_empty_rows_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"id,text\n,\n,\n")
    (document,) = [document for source in find([str(tmp_path)]) for document in load(source)]
    assert document.reason is Reason.EMPTY


def test_the_words_of_a_page_outlive_a_flood_of_attributes() -> None:
    flood = " ".join(f"a{n}=1" for n in range(20_000))
    text, _ = page_text(f"<html><body><p {flood}>Talks began in Minsk.</p><p class='x'>They ended.</p></body></html>")
    assert "Talks began in Minsk." in text
    assert "They ended." in text


@pytest.mark.parametrize("name", targets())
def test_damage_breaks_no_reader(name: str) -> None:
    assert list(fuzz(targets()[name], seeds(name), 1.0, seed=1)) == []


def test_the_fuzz_finds_what_breaks() -> None:
    def fragile(data: bytes) -> None:
        data.decode("ascii")

    assert next(fuzz(fragile, [b"abc" * 100], 30.0, seed=0))[1].startswith("UnicodeDecodeError")
