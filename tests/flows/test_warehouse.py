"""A warehouse keeps what it was given: no snapshot is written over, no damage goes unseen, none ends in a trace."""

import errno
import os
import random
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from tests.flows.conftest import tree
from tests.flows.rows import publish_texts, rows, text_of
from tidings.flows.cli import main
from tidings.flows.commands.errors import Exit
from tidings.flows.storage.layout import layout_faults
from tidings.flows.storage.repair import repair
from tidings.flows.storage.verify_snapshot import verify_snapshot
from tidings.flows.storage.warehouse import Warehouse, WarehouseError
from tidings.schemas.tables import TABLES

DAMAGES = 60  # of each kind
NOBODY = 65_534  # a user who owns nothing


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of two snapshots; not to be written to."""
    root = tmp_path_factory.mktemp("made") / "w"
    publish_texts(root, [("a.txt", text_of(1)), ("b.txt", text_of(2)), ("none.txt", "")])
    publish_texts(root, [("c.txt", text_of(3, "Westria"))])
    return root


@pytest.fixture
def house(made: Path, tmp_path: Path) -> Warehouse:
    """A copy of that warehouse, in a folder whose name SQL and patterns could trip over."""
    root = tmp_path / "o'brien [x]*?"
    shutil.copytree(made, root, symlinks=True)
    return Warehouse(root)


def count(house: Warehouse) -> int:
    """How many documents the published tables have."""
    return len(rows(house.require(), "documents"))


def drop_links(house: Warehouse) -> None:
    """What a copy without links leaves."""
    for path in house.root.iterdir():
        if path.is_symlink():
            path.unlink()


def resolve_links(house: Warehouse) -> None:
    """What a copy that follows links leaves."""
    for path in [path for path in house.root.iterdir() if path.is_symlink()]:
        target = path.resolve()
        path.unlink()
        shutil.copytree(target, path)


def resolve_links_without_hidden(house: Warehouse) -> None:
    """What such a copy leaves when names that begin with a dot are not copied."""
    resolve_links(house)
    shutil.rmtree(house.snapshots)


def test_rows_of_both_runs_are_there_and_pass(made: Path) -> None:
    house = Warehouse(made)
    assert verify_snapshot(house) == []
    assert {name: len(rows(house.require(), name)) for name in TABLES} == {
        "documents": 4, "articles": 3, "actors": 3, "mentions": 6, "events": 3, "rejections": 0
    }  # fmt: skip


def test_old_snapshots_are_not_touched(house: Warehouse) -> None:
    before = {snapshot.number: tree(snapshot.folder) for snapshot in house.kept()}
    publish_texts(house.root, [("d.txt", text_of(4))])
    assert [snapshot.number for snapshot in house.kept()] == [1, 2, 3]
    assert {number: tree(house.snapshots / f"{number:06d}") for number in before} == before


@pytest.mark.parametrize("lose", [drop_links, resolve_links, resolve_links_without_hidden])
def test_a_warehouse_without_its_links_is_refused_and_mended(
    house: Warehouse, lose: Callable[[Warehouse], None], capsys: pytest.CaptureFixture[str]
) -> None:
    documents = count(house)
    lose(house)
    before = tree(house.root)
    with pytest.raises(WarehouseError, match="tidings check --repair"):
        publish_texts(house.root, [("d.txt", text_of(4))])
    assert main(["query", "FROM events", "--warehouse", str(house.root)]) == Exit.UNUSABLE
    assert main(["check", "--warehouse", str(house.root)]) == Exit.CONDEMNED
    assert {entry for entry in tree(house.root) if entry[0] != ".lock"} == {e for e in before if e[0] != ".lock"}
    assert main(["check", "--repair", "--warehouse", str(house.root)]) == Exit.GOOD
    assert "mended" in capsys.readouterr().out
    assert count(house) == documents
    publish_texts(house.root, [("d.txt", text_of(4))])
    assert count(house) == documents + 1


def test_a_pointer_to_an_older_snapshot_is_refused(house: Warehouse) -> None:
    house.point_to(house.kept()[0])
    assert [fault for fault in layout_faults(house) if "newest" in fault.what]
    with pytest.raises(WarehouseError, match="newest"):
        publish_texts(house.root, [("d.txt", text_of(4))])
    repair(house)
    assert layout_faults(house) == []
    assert house.require().number == 2


def test_a_publication_cut_short_is_finished(house: Warehouse) -> None:
    old, new = house.kept()
    (house.staging / new.manifest().run_id / "rows").mkdir(parents=True)
    house.point_to(old)  # as a run leaves it that dies between moving its snapshot and setting the pointer
    assert layout_faults(house) == []
    with house.writing():
        assert house.require() == new
    assert list(house.staging.iterdir()) == []


def test_first_publication_under_way_is_no_lost_pointer(tmp_path: Path) -> None:
    house, made = Warehouse(tmp_path / "w"), publish_texts(tmp_path / "w", [("d.txt", text_of(4))])
    (house.staging / made.manifest().run_id).mkdir()
    drop_links(house)
    assert house.current() is None
    with house.writing():
        assert house.require() == made


@pytest.mark.parametrize(("version", "said"), [("99", "made by a newer tidings"), ("1", "read the sources again")])
def test_another_version_is_refused(house: Warehouse, version: str, said: str) -> None:
    manifest = house.require().folder / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    at = text.index('"schema_version": "') + len('"schema_version": "')
    manifest.write_text(text[:at] + version + text[text.index('"', at) :], encoding="utf-8")
    before = tree(house.snapshots)
    with pytest.raises(WarehouseError, match=said):
        publish_texts(house.root, [("d.txt", text_of(4))])
    assert [fault for fault in layout_faults(house) if said in str(fault)]
    assert tree(house.snapshots) == before


def flip(path: Path, chance: random.Random) -> None:
    """Change one byte."""
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    path.write_bytes(data)


def cut(path: Path, chance: random.Random) -> None:
    """Lose the end."""
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def lengthen(path: Path, chance: random.Random) -> None:
    """Add something."""
    path.write_bytes(path.read_bytes() + chance.randbytes(1 + chance.randrange(9)))


def delete(path: Path, chance: random.Random) -> None:
    """Lose the file."""
    path.unlink()


def make_folder(path: Path, chance: random.Random) -> None:
    """Put a folder in the place of the file."""
    path.unlink()
    path.mkdir()


def files_of(house: Warehouse, kind: str) -> list[Path]:
    """The files of a kind, in all snapshots."""
    folders = [snapshot.folder for snapshot in house.kept()]
    pattern = {"table": "*/*/*.parquet", "manifest": "manifest.json", "ledger": "sources.parquet", "spare": ".spare/*"}
    return sorted(path for folder in folders for path in folder.glob(pattern[kind]))


@pytest.mark.parametrize("kind", ["table", "manifest", "ledger", "spare"])
def test_every_damage_to_a_file_is_noticed(house: Warehouse, kind: str) -> None:
    chance = random.Random(kind)
    unseen = []
    for number in range(DAMAGES):
        path = chance.choice(files_of(house, kind))
        damage = chance.choice((flip, cut, lengthen, delete, make_folder))
        whole = path.read_bytes()
        damage(path, chance)
        faults = layout_faults(house)
        if not any(path.name in str(fault) for fault in faults) or not all(fault.remedy for fault in faults):
            unseen.append((number, path, damage.__name__))
        if path.is_dir():
            path.rmdir()
        path.write_bytes(whole)
    assert unseen == []
    assert layout_faults(house) == []


@pytest.mark.parametrize("name", ["current", *TABLES])
@pytest.mark.parametrize("damage", ["gone", "elsewhere", "nowhere", "folder", "file"])
def test_every_damage_to_a_link_is_noticed_and_mended(house: Warehouse, name: str, damage: str) -> None:
    link, documents = house.root / name, count(house)
    link.unlink()
    if damage in ("elsewhere", "nowhere"):
        target = ".snapshots/000001" if damage == "elsewhere" else ".snapshots/000009"
        link.symlink_to(target if name == "current" else f"{target}/{name}")
    elif damage == "folder":
        link.mkdir()
        (link / "mine.txt").write_text("not to be lost")
    elif damage == "file":
        link.write_text("not to be lost")
    assert any(str(link) in fault.where for fault in layout_faults(house))
    repair(house)
    assert layout_faults(house) == []
    assert count(house) == documents
    if damage in ("folder", "file"):
        kept = next(house.root.glob(f"{name}.set-aside-*"))
        assert (kept / "mine.txt" if damage == "folder" else kept).read_text() == "not to be lost"


@pytest.mark.parametrize("kind", ["manifest", "ledger", "spare"])
def test_what_is_kept_twice_is_mended(house: Warehouse, kind: str) -> None:
    for number, damage in enumerate((flip, cut, delete)):
        for path in files_of(house, kind):
            damage(path, random.Random(number))
        if kind == "ledger":
            with pytest.raises(WarehouseError, match="tidings check --repair"):
                publish_texts(house.root, [("d.txt", text_of(4))])
        repair(house)
        assert layout_faults(house) == []


def test_no_damage_ends_in_a_trace(house: Warehouse, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(1)
    for kind in ("manifest", "ledger", "table"):
        path = files_of(house, kind)[-1]
        whole = path.read_bytes()
        for damage in (flip, cut, delete):
            damage(path, chance)
            for command in ("check", "history"):
                assert main([command, "--warehouse", str(house.root)]) in (Exit.CONDEMNED, Exit.UNUSABLE, Exit.GOOD)
            assert main(["check", "--warehouse", str(house.root)]) == Exit.CONDEMNED
            path.write_bytes(whole)
    assert "Traceback" not in "".join(capsys.readouterr())


def test_a_stray_file_and_a_file_in_another_place_are_noticed(house: Warehouse) -> None:
    snapshot = house.require()
    file = snapshot.files("events")[0]
    place = file.parent.with_name("event_month=1999-01")
    place.mkdir()
    shutil.copy(file, place / file.name)
    assert [fault.what for fault in layout_faults(house)] == ["is not in the manifest"]
    file.unlink()
    assert sorted(fault.what for fault in layout_faults(house)) == ["is missing", "is not in the manifest"]


@pytest.mark.parametrize("most", [0, 300, 1_000, 3_000, 6_000])
def test_a_full_disk_leaves_the_old_tables(house: Warehouse, most: int) -> None:
    documents, texts = count(house), [(f"{number}.txt", text_of(number)) for number in range(100, 140)]
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, limits[1]))  # no file may be longer, as on a disk that is full
    try:
        with pytest.raises((OSError, duckdb.Error)):
            publish_texts(house.root, texts)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert count(house) == documents
    assert layout_faults(house) == []
    publish_texts(house.root, texts)
    assert count(house) == documents + len(texts)
    assert layout_faults(house) == []


@pytest.fixture
def locked_up(house: Warehouse) -> Iterator[Warehouse]:
    """The warehouse where we may read it, and write to it no more."""
    user = os.geteuid()
    with tempfile.TemporaryDirectory() as place:  # who owns nothing may not enter those of pytest
        Path(place).chmod(0o755)
        shutil.copytree(house.root, Path(place) / "w", symlinks=True)
        folders = [Path(place) / "w", *(path for path in Path(place).rglob("*") if path.is_dir())]
        for folder in folders:
            folder.chmod(0o555)
        if user == 0:
            os.seteuid(NOBODY)
        yield Warehouse(Path(place) / "w")
        os.seteuid(user)
        for folder in folders:
            folder.chmod(0o755)


def test_a_lost_permission_is_told(locked_up: Warehouse, capsys: pytest.CaptureFixture[str]) -> None:
    before, name = tree(locked_up.snapshots), str(locked_up.root)
    assert main(["query", "SELECT 1 FROM events", "--warehouse", name]) == Exit.GOOD
    for command in ("compact", "gc"):
        assert main([command, "--warehouse", name]) in (Exit.UNUSABLE, Exit.BROKEN)
        assert name in capsys.readouterr().err
    assert tree(locked_up.snapshots) == before


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="no file system that nobody may write to")
def test_a_folder_that_cannot_be_written_to_is_named() -> None:
    with pytest.raises(WarehouseError, match="make it writable"), Warehouse(Path("/sys/kernel/w")).writing():
        pass


def test_file_systems_without_hard_links_will_do(house: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr(os, "link", refuse)
    documents = count(house)
    publish_texts(house.root, [("d.txt", text_of(4))])
    assert count(house) == documents + 1
    assert layout_faults(house) == []
