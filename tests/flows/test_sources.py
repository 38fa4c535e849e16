"""Folders, archives and object stores: what is found, in which order, and why the rest is not."""

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import pickle
import tarfile
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tidings.flows.sources.load import SourceError, find, load
from tidings.flows.sources.record_splitting import SLICE_BYTES
from tidings.records import Document
from tidings.vocabulary import DocumentStatus, Reason

STORY = "The two ministers met in Minsk on Wednesday and agreed to hold joint drills."


def documents(*sources: Path | str) -> list[Document]:
    return [document for source in find([str(source) for source in sources]) for document in load(source)]


def reasons(found: Sequence[Document]) -> dict[str, Reason | None]:
    return {document.source_path: document.reason for document in found}


def zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]  # the mode is one of tarfile's
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def label(value: object) -> str:
    """A test's name without the archive's bytes: they hold the hour, and two processes must find the same tests."""
    return "" if isinstance(value, bytes) else str(value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two stories below it and things to be passed over."""
    root = tmp_path / "news"
    for name in ("b/2.txt", "a.txt", "b/1.txt", ".git/config", "b/.DS_Store", "__MACOSX/x.txt"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{STORY} {name}")
    return root


def test_a_folder_is_walked_in_order_and_hidden_files_are_counted(folder: Path) -> None:
    skipped = Counter[str]()
    found = list(find([str(folder)], skipped=skipped))
    assert [source.source_path for source in found] == ["a.txt", "b/1.txt", "b/2.txt"]
    assert skipped["hidden"] == 3


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("a.txt", ["a.txt"]),
        ("*.txt", ["a.txt"]),
        ("b/*.txt", ["1.txt", "2.txt"]),
        ("**/*.txt", ["__MACOSX/x.txt", "a.txt", "b/1.txt", "b/2.txt"]),
        ("b/[1-9].txt", ["1.txt", "2.txt"]),
        (".git/config", ["config"]),
    ],
)
def test_a_pattern_or_a_name_gives_what_it_names(folder: Path, pattern: str, paths: list[str]) -> None:
    assert [source.source_path for source in find([str(folder / pattern)])] == paths


def test_a_name_with_the_signs_of_a_pattern_is_a_name(tmp_path: Path) -> None:
    (tmp_path / "story [1].txt").write_text(STORY)
    assert [d.text for d in documents(tmp_path / "story [1].txt")] == [STORY]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("missing", "no such file or folder: .*missing; check the path"),
        ("missing/*.txt", "no file matches .*; check the pattern"),
        ("https://courier.example/a.html", "download it first"),
        ("memory://nothing/here", "no such file or folder: memory://nothing/here"),
        ("nosuchstore://bucket", "nosuchstore"),
    ],
)
def test_a_source_that_is_not_there_stops_before_the_first_file(folder: Path, source: str, words: str) -> None:
    with pytest.raises(SourceError, match=words):
        find([str(folder), source if "://" in source else str(folder / source)])


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert list(find([str(tmp_path)])) == []


def test_what_is_found_can_be_sent_to_another_process(folder: Path) -> None:
    (folder / "more.zip").write_bytes(zipped({"c.txt": STORY.encode()}))
    found = list(find([str(folder)]))
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize(
    ("name", "data", "paths"),
    [
        ("s.zip", zipped({"c.txt": b"C", "d/e.txt": b"E"}), ["s.zip!c.txt", "s.zip!d/e.txt"]),
        ("s.tar", tarred({"c.txt": b"C", "d/e.txt": b"E"}, "w"), ["s.tar!c.txt", "s.tar!d/e.txt"]),
        ("s.tar.gz", tarred({"c.txt": b"C"}), ["s.tar.gz!c.txt"]),
        ("s.tar.xz", tarred({"c.txt": b"C"}, "w:xz"), ["s.tar.xz!c.txt"]),
        ("c.txt.gz", gzip.compress(b"C"), ["c.txt.gz"]),
        ("c.txt.bz2", bz2.compress(b"C"), ["c.txt.bz2"]),
        ("c.txt.xz", lzma.compress(b"C"), ["c.txt.xz"]),
        ("no_name", zipped({"c.txt": b"C"}), ["no_name!c.txt"]),
        ("s.zip", zipped({"t.tar.gz": tarred({"c.txt": b"C"})}), ["s.zip!t.tar.gz!c.txt"]),
        ("s.tar.gz", tarred({"a.zip": zipped({"b.zip": zipped({"c.txt": b"C"})})}), ["s.tar.gz!a.zip!b.zip!c.txt"]),
        ("s.zip", zipped({".hidden": b"H", "__MACOSX/c.txt": b"H", "c.txt": b"C"}), ["s.zip!c.txt"]),
        ("s.tar", tarred({"./c.txt": b"C"}, "w"), ["s.tar!./c.txt"]),
        ("d.jsonl.gz", gzip.compress(b'{"text": "C"}\n{"text": "D"}'), ["d.jsonl.gz!1", "d.jsonl.gz!2"]),
        ("s.zip", zipped({"é ü.txt": b"C"}), ["s.zip!é ü.txt"]),
        ("s.zip", b"some words before it" + zipped({"c.txt": b"C"}), ["s.zip"]),
    ],
    ids=label,
)
def test_archives_are_read_like_folders(tmp_path: Path, name: str, data: bytes, paths: list[str]) -> None:
    (tmp_path / name).write_bytes(data)
    found = documents(tmp_path / name)
    assert [document.source_path for document in found] == paths


BOMB = gzip.compress(bytes(120_000_000), 9)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("s.zip", zipped({"c.txt": b"C" * 999})[:60], Reason.BROKEN_ARCHIVE),
        ("s.tar.gz", tarred({"c.txt": os.urandom(9000)})[:5000], Reason.BROKEN_ARCHIVE),
        ("c.txt.gz", gzip.compress(os.urandom(9000))[:500], Reason.BROKEN_ARCHIVE),
        ("c.txt.xz", lzma.compress(os.urandom(9000))[:500], Reason.BROKEN_ARCHIVE),
        ("c.txt.bz2", bz2.compress(os.urandom(9000))[:500], Reason.BROKEN_ARCHIVE),
        ("s.zip", b"PK\x05\x06" + b"\xff" * 18, Reason.BROKEN_ARCHIVE),
        ("bomb.gz", BOMB, Reason.ARCHIVE_BOMB),
        ("bomb.zip", zipped({"a.txt": bytes(120_000_000)}), Reason.TOO_LARGE),
        ("bombs.zip", zipped({f"{i}.txt": bytes(20_000_000) for i in range(4)}), Reason.ARCHIVE_BOMB),
        (
            "s.zip",
            zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"d.txt": b"D"})})})}),
            Reason.ARCHIVE_TOO_DEEP,
        ),
    ],
    ids=label,
)
def test_a_bad_archive_is_a_document_with_a_reason(tmp_path: Path, name: str, data: bytes, reason: Reason) -> None:
    (tmp_path / name).write_bytes(data)
    last = documents(tmp_path / name)[-1]
    assert last.status is DocumentStatus.QUARANTINED
    assert last.reason is reason
    assert last.detail


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("s.zip", zipped({"a.txt": STORY.encode(), "b.txt": STORY.encode()})),
        ("s.tar", tarred({"a.txt": STORY.encode()}, "w:")),
        ("s.tar.gz", tarred({"a.txt": STORY.encode()})),
        ("s.txt.bz2", bz2.compress(STORY.encode())),
        ("s.zip", zipped({"a.zip": zipped({"b.txt": STORY.encode()})})),
    ],
    ids=label,
)
def test_an_archive_that_takes_too_long_is_given_up(
    tmp_path: Path, name: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_bytes(data)
    assert set(reasons(documents(tmp_path / name)).values()) == {None}
    monkeypatch.setattr("tidings.flows.sources.archives.FREE_SECONDS", -1.0)
    assert reasons(documents(tmp_path / name)) == {name: Reason.TOO_SLOW}


def test_a_damaged_file_in_a_zip_says_nothing_of_the_others(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": os.urandom(400), "b.txt": STORY.encode()}))
    data[100] ^= 0xFF
    (tmp_path / "s.zip").write_bytes(data)
    found = documents(tmp_path / "s.zip")
    assert reasons(found) == {"s.zip!a.txt": Reason.BROKEN_ARCHIVE, "s.zip!b.txt": None}


def test_what_stands_before_the_cut_of_a_tar_is_read(tmp_path: Path) -> None:
    data = tarred({"a.txt": STORY.encode(), "b.txt": os.urandom(90_000)})
    (tmp_path / "s.tar.gz").write_bytes(data[:50_000])
    found = reasons(documents(tmp_path / "s.tar.gz"))
    assert found == {"s.tar.gz!a.txt": None, "s.tar.gz": Reason.BROKEN_ARCHIVE}


def test_every_cut_of_an_archive_is_read_or_refused(tmp_path: Path) -> None:
    for name, data in (("s.zip", zipped({"a.txt": b"A" * 99})), ("s.tar.gz", tarred({"a.txt": b"A" * 99}))):
        for end in range(1, len(data), 3):
            (tmp_path / name).write_bytes(data[:end])
            assert documents(tmp_path / name)


@pytest.mark.parametrize("value", [0x00, 0x7F, 0xFF])
def test_an_archive_with_any_byte_changed_is_read_or_refused(tmp_path: Path, value: int) -> None:
    inner = {"t.tar": tarred({"a.txt": b"A"}, "w:bz2"), "b.txt": b"B" * 50}
    for name, data in (("s.zip", zipped(inner)), ("s.tar.xz", tarred(inner, "w:xz"))):
        for at in range(0, len(data), 2):
            (tmp_path / name).write_bytes(data[:at] + bytes([value]) + data[at + 1 :])
            assert documents(tmp_path / name)


def test_links_that_lead_away_or_in_circles_are_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("not for reading")
    links = {
        "out.txt": "../secret.txt",
        "loop": ".",
        "b/up": "..",
        "x": "y",
        "y": "x",
        "gone": "nowhere",
        "in.txt": "a.txt",
    }
    for name, target in {**links, "folder": "b"}.items():
        (folder / name).symlink_to(target)
    found = reasons(documents(folder))
    assert found == {
        "a.txt": None,
        "b/1.txt": None,
        "b/2.txt": None,
        "b/up": Reason.LINK_LOOP,
        "gone": Reason.UNREADABLE,
        "in.txt": None,
        "loop": Reason.LINK_LOOP,
        "out.txt": Reason.LINK_OUTSIDE,
        "x": Reason.LINK_LOOP,
        "y": Reason.LINK_LOOP,
    }


def test_what_is_no_file_or_has_gone_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "gone.txt").write_text(STORY)
    found = list(find([str(tmp_path)]))
    (tmp_path / "gone.txt").unlink()
    loaded = [document for source in found for document in load(source)]
    assert reasons(loaded) == {"gone.txt": Reason.UNREADABLE, "pipe": Reason.UNREADABLE}
    assert len({document.document_id for document in loaded}) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    assert reasons(documents(folder))["a.txt"] is Reason.UNREADABLE


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (b"caf\xe9.txt", r"caf\xe9.txt"),
        (b"two\nlines.txt", r"two\x0alines.txt"),
        ("Łódź – «да».txt".encode(), "Łódź – «да».txt"),
        (b"wow!.txt", "wow!.txt"),
        (b"-rf *.txt", "-rf *.txt"),
        (b"a" * 250 + b".txt", "a" * 250 + ".txt"),
    ],
)
def test_odd_names_are_read_and_can_be_written_into_a_table(tmp_path: Path, name: bytes, path: str) -> None:
    with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
        file.write(STORY.encode())
    (document,) = documents(tmp_path)
    assert document.text == STORY
    assert document.source_path == path
    document.source_path.encode("utf-8")


def test_a_folder_of_three_hundred_levels_is_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(300):
        os.mkdir("d")
        os.chdir("d")
    Path("a.txt").write_text(STORY)
    assert [document.text for document in documents(tmp_path)] == [STORY]


LONG = f"{STORY} " * 9


def lines_of(count: int) -> bytes:
    return b"".join(json.dumps({"text": f"{LONG}{i}"}).encode() + b"\n" for i in range(count))


def array_of(count: int) -> bytes:
    return json.dumps([{"text": f"{LONG}\nHe said: “{i}” [sic], {{so}}."} for i in range(count)], indent=1).encode()


def table_of(count: int) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerows([["id", "text"], *([i, f'{LONG}\nHe said, "{i}",\nand left.'] for i in range(count))])
    return file.getvalue().encode()


@pytest.mark.parametrize(
    ("name", "data"),
    [("d.jsonl", lines_of(1_200)), ("d.csv", table_of(1_200)), ("d.json", array_of(1_200))],
)
def test_a_large_file_of_records_is_sliced_without_losing_or_changing_one(
    tmp_path: Path, name: str, data: bytes
) -> None:
    from tidings.readers.read import read

    (tmp_path / name).write_bytes(data)
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(data))
    (tmp_path / "s.zip").write_bytes(zipped({name: data}))
    whole = list(read(data, name))
    assert len(whole) == 1_200
    for source in (name, f"{name}.gz", "s.zip"):
        slices = list(find([str(tmp_path / source)]))
        assert len(slices) > 2
        assert all(piece.size < 2 * SLICE_BYTES for piece in slices)
        found = [document for piece in slices for document in load(piece)]
        assert [d.text for d in found] == [d.text for d in whole]
        assert [d.source_path.rpartition("!")[2] for d in found] == [d.source_path.rpartition("!")[2] for d in whole]


@pytest.mark.parametrize(
    ("tail", "last"),
    [
        (b', {"text": "cut', Reason.BROKEN_RECORD),
        (b", nonsense, [1]]", Reason.BROKEN_RECORD),
        (b', {"id": 1}]', Reason.NO_TEXT_FIELD),
        (b"", None),
        (b"]\n\n", None),
    ],
)
def test_the_end_of_a_large_array_may_be_damaged(tmp_path: Path, tail: bytes, last: Reason | None) -> None:
    (tmp_path / "d.json").write_bytes(array_of(1_200).rstrip(b"\n]") + tail)
    found = documents(tmp_path / "d.json")
    assert len(found) == 1_200 + (last is not None)
    assert found[-1].reason is last
    assert {document.reason for document in found[:1_200]} == {None}


def test_a_line_too_long_to_be_a_text_is_refused_alone(tmp_path: Path) -> None:
    line = json.dumps({"text": STORY}).encode()
    (tmp_path / "d.jsonl").write_bytes(line + b"\n" + b'{"text": "' + b"a" * 30_000_000 + b'"}\n' + line)
    found = documents(tmp_path / "d.jsonl")
    assert [(d.source_path, d.reason) for d in found] == [
        ("d.jsonl!1", None),
        ("d.jsonl!2", Reason.TOO_LARGE),
        ("d.jsonl!3", None),
    ]


def test_a_text_of_fifty_megabytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(STORY.encode() * 700_000)
    assert reasons(documents(tmp_path)) == {"a.txt": Reason.TOO_LARGE}


def test_an_object_store_is_read_like_a_folder() -> None:
    import fsspec  # type: ignore[import-untyped]  # it has no types

    store = fsspec.filesystem("memory")
    files = {"b/2.txt": STORY.encode(), "a.zip": zipped({"c.txt": b"C"}), ".hidden/x": b"H", "c.jsonl": lines_of(1_200)}
    for name, data in files.items():
        store.pipe(f"/courier/{name}", data)
    skipped = Counter[str]()
    found = list(find(["memory://courier"], skipped=skipped))
    assert list(dict.fromkeys(source.source_path for source in found)) == ["a.zip!c.txt", "b/2.txt", "c.jsonl"]
    texts = [document.text for source in found for document in load(source)]
    assert texts[:3] == ["C", STORY, f"{LONG}0"]
    assert len(texts) == 1_202
    assert skipped["hidden"] == 1


@pytest.mark.parametrize(("pattern", "passed_over"), [("*", 1), ("**/*", 0), ("*.txt", 0)])
def test_folders_that_a_pattern_passes_over_are_counted(folder: Path, pattern: str, passed_over: int) -> None:
    skipped = Counter[str]()
    found = list(find([str(folder / pattern)], skipped=skipped))
    assert "a.txt" in {source.source_path for source in found}
    assert skipped["folder"] == passed_over


def test_a_pattern_that_matches_folders_only_says_so(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.txt").write_text("Talks began.", encoding="utf-8")
    with pytest.raises(SourceError, match="only folders match"):
        list(find([str(tmp_path / "*")]))
    assert len(list(find([str(tmp_path / "*" / "*")]))) == 1
