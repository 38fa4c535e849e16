"""The life of a warehouse: its history, asking an earlier state, joining files, letting go, forgetting for good."""

import random
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.flows.conftest import tree
from tests.flows.rows import Text, publish_texts, rows, text_of
from tidings.flows.cli import main
from tidings.flows.commands.errors import Exit
from tidings.flows.storage.comparison import Difference, differences
from tidings.flows.storage.history import as_of, history, let_go
from tidings.flows.storage.layout import layout_faults
from tidings.flows.storage.upkeep import compact, forget
from tidings.flows.storage.verify_snapshot import row_faults
from tidings.flows.storage.warehouse import Warehouse, WarehouseError
from tidings.schemas.tables import TABLES
from tools.read_while_publishing import watch

TEXTS: list[Text] = [(f"{number}.txt", text_of(number, who)) for number, who in enumerate(("Norland", "Westria") * 4)]
# Paths before and after that of the text they copy; one is a copy of a copy.
COPIES = [
    ("0 copy.txt", TEXTS[4][1]),
    ("9 copy.txt", TEXTS[2][1]),
    ("copy.txt", TEXTS[2][1]),
    ("6 copy.txt", TEXTS[6][1]),
]
WITH_COPIES: list[Text] = [*TEXTS, *COPIES]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of four snapshots of two texts each; not to be written to."""
    root = tmp_path_factory.mktemp("upkeep") / "w"
    for start in range(0, 8, 2):
        publish_texts(root, TEXTS[start : start + 2])
    return root


@pytest.fixture
def house(made: Path, tmp_path: Path) -> Warehouse:
    """A copy of that warehouse."""
    shutil.copytree(made, tmp_path / "w", symlinks=True)
    return Warehouse(tmp_path / "w")


def documents(house: Warehouse) -> dict[str, str]:
    """The ids of the documents by path."""
    return {row["source_path"]: row["document_id"] for row in rows(house.require(), "documents")}


def test_history_names_every_snapshot(house: Warehouse, capsys: pytest.CaptureFixture[str]) -> None:
    assert [(entry.snapshot.number, entry.rows("documents")) for entry in history(house)] == [
        (4, 8), (3, 6), (2, 4), (1, 2)
    ]  # fmt: skip
    assert main(["history", "--warehouse", str(house.root)]) == Exit.GOOD
    assert len(capsys.readouterr().out.splitlines()) == 5


@pytest.mark.parametrize(("when", "count"), [("1", 2), ("3", 6), ("2026-03-01", 8), ("2027-01-01T00:00", 8)])
def test_an_earlier_state_is_asked(house: Warehouse, when: str, count: int, capsys: pytest.CaptureFixture[str]) -> None:
    question = ["query", "SELECT count(*) AS n FROM documents", "--format", "json", "--warehouse", str(house.root)]
    assert main([*question, "--as-of", when]) == Exit.GOOD
    assert capsys.readouterr().out == f'{{"n": {count}}}\n'


@pytest.mark.parametrize("when", ["9", "2020-01-01", "yesterday"])
def test_a_state_that_is_not_kept_is_refused(house: Warehouse, when: str) -> None:
    with pytest.raises(WarehouseError, match=when):
        as_of(house, when)


def test_diff_names_rows_by_their_change(house: Warehouse, capsys: pytest.CaptureFixture[str]) -> None:
    found = list(differences(as_of(house, "3"), as_of(house, "4")))
    ids = documents(house)
    assert [d for d in found if d.table == "documents"] == [
        Difference("documents", "added", key) for key in sorted(f"{ids[path]}/{path}" for path in ("6.txt", "7.txt"))
    ]
    assert {d.change for d in found if d.table == "actors"} == {"changed"}, "their counts grew"
    assert list(differences(as_of(house, "4"), as_of(house, "4"))) == []
    assert {d.change for d in differences(as_of(house, "4"), as_of(house, "3")) if d.table == "articles"} == {"gone"}
    assert main(["diff", "3", "4", "--warehouse", str(house.root)]) == Exit.GOOD
    assert capsys.readouterr().out.splitlines()[1].split() == ["documents", "2", "0", "0"]


def test_gc_keeps_the_newest(house: Warehouse) -> None:
    before = tree(house.require().folder)
    assert main(["gc", "--keep", "2", "--warehouse", str(house.root)]) == Exit.GOOD
    assert [snapshot.number for snapshot in house.kept()] == [3, 4]
    assert tree(house.require().folder) == before
    assert layout_faults(house) == []


def test_a_snapshot_half_deleted_is_deleted(house: Warehouse) -> None:
    (house.snapshots / ".gone-000000" / "events").mkdir(parents=True)
    let_go(house, keep=9)
    assert sorted(path.name for path in house.snapshots.iterdir()) == [f"00000{number}" for number in (1, 2, 3, 4)]


def test_old_snapshots_are_limited_by_what_they_take(house: Warehouse) -> None:
    assert let_go(house) == [1, 2], "of a small warehouse each run writes nearly all again: two are kept"


def test_compact_changes_no_row(house: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    assert compact(house) is None
    # so that the next run joins nothing
    monkeypatch.setattr("tidings.flows.publish.rewriting.joined", lambda files, growing, changed: set())
    publish_texts(house.root, [("new.txt", text_of(99))])
    before = {name: rows(house.require(), name) for name in TABLES}
    assert len(house.require().files("documents")) == 2
    snapshot = compact(house)
    assert snapshot is not None
    assert all(len(list(file.parent.iterdir())) == 1 for name in TABLES for file in snapshot.files(name))
    assert {name: rows(snapshot, name) for name in TABLES} == before
    assert layout_faults(house) == []


def test_a_forgotten_document_leaves_no_byte(house: Warehouse) -> None:
    secret = "Ruritania accused Sudmark of spying in case 777. The informer Xaverius Quill lives in Tarn Street."
    publish_texts(house.root, [("quill.txt", secret), ("copy of quill.txt", secret), *TEXTS[:1]])
    publish_texts(house.root, [("later.txt", text_of(55))])
    (house.staging / "r_halfdone").mkdir(parents=True)
    (house.staging / "r_halfdone" / "rows.txt").write_text(secret)
    whole = Warehouse(house.root.with_name("whole"))
    for texts in [TEXTS[start : start + 2] for start in range(0, 8, 2)] + [[("later.txt", text_of(55))]]:
        publish_texts(whole.root, texts)
    document_id = documents(house)["quill.txt"]
    assert main(["forget", document_id, "--warehouse", str(house.root)]) == Exit.GOOD
    words = [word.encode() for word in ("Ruritania", "Xaverius", "Tarn Street", "case 777", "quill.txt")]
    assert not [name for name in content(house.root) if any(word in content(house.root)[name] for word in words)]
    for name in TABLES:
        assert rows(house.require(), name) == rows(whole.require(), name)
    assert layout_faults(house) == []
    assert row_faults(house.require()) == []


def content(root: Path) -> dict[str, bytes]:
    """All that the files of a warehouse say: their bytes, and the values of the tables, which are packed."""
    said = {}
    for path in root.rglob("*"):
        if path.is_file():
            values = str(pq.read_table(path).to_pylist()).encode() if path.suffix == ".parquet" else b""
            said[str(path)] = path.read_bytes() + values
    return said


def test_a_forgotten_text_is_not_taken_in_again(house: Warehouse) -> None:
    document_id = documents(house)["3.txt"]
    forget(house, [document_id])
    publish_texts(house.root, [("elsewhere.txt", dict(TEXTS)["3.txt"]), ("fresh.txt", text_of(77))])
    told = {
        row["source_path"]: (row["status"], row["reason"], row["text"]) for row in rows(house.require(), "documents")
    }
    assert told["elsewhere.txt"] == ("quarantined", "forgotten", None)
    assert told["fresh.txt"][0] == "loaded"
    assert "3.txt" not in told
    assert layout_faults(house) == []


def test_what_is_not_there_cannot_be_forgotten(house: Warehouse) -> None:
    before = tree(house.root)
    assert main(["forget", "d_none", "--warehouse", str(house.root)]) == Exit.UNUSABLE
    assert tree(house.snapshots) == {
        (name.removeprefix(".snapshots/"), data): n for (name, data), n in before.items() if name.startswith(".snap")
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of one run over texts of which some are copies; not to be written to."""
    root = tmp_path_factory.mktemp("whole") / "w"
    publish_texts(root, WITH_COPIES)
    return root


@pytest.mark.parametrize("seed", range(5))
def test_order_and_batches_do_not_show(whole: Path, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    texts = chance.sample(WITH_COPIES, len(WITH_COPIES))
    cuts = sorted(chance.sample(range(1, len(texts)), chance.randrange(1, 5)))
    for start, end in zip([0, *cuts], [*cuts, len(texts)], strict=True):
        publish_texts(tmp_path / "w", texts[start:end], batches=chance.randrange(1, 4))
    for name in TABLES:
        grown, due = (
            [
                {key: value for key, value in row.items() if key != "run_id"}
                for row in rows(Warehouse(root).require(), name)
            ]
            for root in (tmp_path / "w", whole)
        )
        assert grown == due
    assert row_faults(Warehouse(tmp_path / "w").require()) == []


def test_ten_runs_over_nothing_new_add_nothing(house: Warehouse) -> None:
    before = tree(house.snapshots)
    for _ in range(10):
        with house.writing():
            pass
    assert tree(house.snapshots) == before


def test_readers_see_whole_states_while_runs_publish(tmp_path: Path) -> None:
    met = watch(tmp_path / "w", runs=3, readers=2)  # more: tools.read_while_publishing
    assert set(met) == {"whole"}
