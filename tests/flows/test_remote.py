"""A warehouse on an object store, by the protocol of S3, on a server that the tests start on this machine."""

import logging
import random
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("botocore", reason="needs the extra s3")
pytest.importorskip("moto", reason="needs the lock of the extra s3")

from tests.flows.rows import Text, draft_of, publish_in, publish_texts, rows, text_of
from tidings.flows.cli import main
from tidings.flows.commands.errors import Exit
from tidings.flows.storage.check_remote import mend_remote, remote_faults
from tidings.flows.storage.history import let_go
from tidings.flows.storage.object_store import Conflict, NoSuchObject, ObjectStore
from tidings.flows.storage.places import CACHE, warehouse_at
from tidings.flows.storage.remote import POINTER, Remote, files_of
from tidings.flows.storage.snapshot import publish
from tidings.flows.storage.upkeep import forget
from tidings.flows.storage.verify_snapshot import verify_snapshot
from tidings.flows.storage.warehouse import Warehouse, WarehouseError
from tidings.schemas.tables import TABLES

ADDRESS = "s3://bucket/news/tables"
FIRST: list[Text] = [("a.txt", text_of(1)), ("b.txt", text_of(2)), ("none.txt", "")]
SECOND: list[Text] = [("c.txt", text_of(3, "Westria"))]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the server."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    started = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    started.start()
    host, port = started.get_host_and_port()
    yield f"http://{host}:{port}"
    started.stop()


@contextmanager
def machine(server: str, cache: Path) -> Iterator[ObjectStore]:
    """A machine with credentials for the server, whose bucket is empty before and gone after."""
    said = {"AWS_ENDPOINT_URL": server, "AWS_ACCESS_KEY_ID": "me", "AWS_SECRET_ACCESS_KEY": "mine"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (said | {"AWS_DEFAULT_REGION": "us-east-1", CACHE: str(cache)}).items():
            patch.setenv(name, value)
        whole = ObjectStore.at("s3://bucket")
        whole.client.create_bucket(Bucket="bucket")
        yield ObjectStore.at(ADDRESS)
        whole.delete(list(whole.names("")))
        whole.client.delete_bucket(Bucket="bucket")


@pytest.fixture
def store(server: str, tmp_path: Path) -> Iterator[ObjectStore]:
    """An empty bucket."""
    with machine(server, tmp_path / "here") as bucket:
        yield bucket


@pytest.fixture(scope="module")
def two_runs(server: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The copy and the objects of a warehouse of two snapshots."""
    cache = tmp_path_factory.mktemp("two runs")
    with machine(server, cache) as bucket:
        publish_in(warehouse_at(ADDRESS), FIRST)
        publish_in(warehouse_at(ADDRESS), SECOND)
        return cache, {name: bucket.read(name)[0] for name in bucket.names("")}


@pytest.fixture
def made(store: ObjectStore, two_runs: tuple[Path, dict[str, bytes]], tmp_path: Path) -> Warehouse:
    """That warehouse."""
    shutil.copytree(two_runs[0], tmp_path / "here", symlinks=True)
    for name, data in two_runs[1].items():
        store.write(name, data, instead_of=None)
    return warehouse_at(ADDRESS)


def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str = "there") -> Warehouse:
    """The same warehouse as another machine sees it."""
    with monkeypatch.context() as patch:
        patch.setenv(CACHE, str(tmp_path / name))
        return warehouse_at(ADDRESS)


def remote_of(house: Warehouse) -> Remote:
    assert isinstance(house.remote, Remote)
    return house.remote


def count(house: Warehouse) -> int:
    return len(rows(house.require(), "documents"))


def test_a_write_keeps_its_condition(store: ObjectStore) -> None:
    store.write("x", b"1", instead_of=None)
    with pytest.raises(Conflict):
        store.write("x", b"2", instead_of=None)
    said, mark = store.read("x")
    store.write("x", b"3", instead_of=mark)
    with pytest.raises(Conflict):
        store.write("x", b"4", instead_of=mark)
    assert (said, store.read("x")[0]) == (b"1", b"3")
    with pytest.raises(NoSuchObject):
        store.read("y")


def test_the_rows_are_those_of_a_folder(made: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_texts(tmp_path / "w", FIRST)
    publish_texts(tmp_path / "w", SECOND)
    for house in (made, elsewhere(tmp_path, monkeypatch)):
        for name in TABLES:
            assert rows(house.require(), name) == rows(Warehouse(tmp_path / "w").require(), name)
        assert [snapshot.number for snapshot in house.kept()] == [1, 2]
        assert verify_snapshot(house) == []
        assert remote_faults(remote_of(house), house) == []


def test_what_is_untouched_is_not_written_again(made: Warehouse) -> None:
    remote = remote_of(made)
    pointer, _ = remote.pointer()
    assert pointer is not None
    one, two = (set(remote.objects(entry).values()) for entry in pointer.snapshots)
    before, after = (files_of(snapshot.manifest()) for snapshot in made.kept())
    assert len(one & two) == len(before.keys() & after.keys())
    assert one & two


def test_commands_take_the_address(made: Warehouse, capsys: pytest.CaptureFixture[str]) -> None:
    question = ["query", "SELECT count(*) AS n FROM documents", "--format", "json"]
    for command, said in (
        (question, '{"n": 4}'),
        ([*question, "--as-of", "1"], '{"n": 3}'),
        (["history"], "documents"),
        (["diff", "1", "2"], "added"),
        (["check"], f"{ADDRESS}: every table passes its checks"),
        (["compact"], "one file already"),
        (["gc", "--keep", "1"], "1 snapshots let go: 1"),
    ):
        assert main([*command, "--warehouse", ADDRESS]) == Exit.GOOD
        assert said in capsys.readouterr().out


def test_of_two_that_publish_one_is_told(made: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = elsewhere(tmp_path, monkeypatch)
    with made.writing():
        folder, draft = draft_of(made, [("d.txt", text_of(4))])
        publish_in(other, [("e.txt", text_of(5))])
        with pytest.raises(WarehouseError, match="another run has published meanwhile"):
            publish(draft, made)
    assert folder.is_dir(), "what it has read is kept"
    publish_in(made, [("d.txt", text_of(4))])
    assert {row["source_path"] for row in rows(made.require(), "documents")} >= {"d.txt", "e.txt"}
    assert count(elsewhere(tmp_path, monkeypatch)) == 6
    assert remote_faults(remote_of(made), made) == []


def test_who_takes_away_refuses_who_is_about_to_publish(made: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    remote = remote_of(made)
    upload = ObjectStore.upload

    def upload_and_collect(store: ObjectStore, file: Path, name: str) -> None:
        upload(store, file, name)
        if name.endswith("sources.parquet"):
            monkeypatch.setattr(ObjectStore, "upload", upload)
            assert remote.keep(made.kept())  # takes away what no snapshot has, this upload too

    with made.writing():
        _, draft = draft_of(made, [("d.txt", text_of(4))])
        monkeypatch.setattr(ObjectStore, "upload", upload_and_collect)
        with pytest.raises(WarehouseError, match="another run"):
            publish(draft, made)
    publish_in(made, [("d.txt", text_of(4))])
    assert count(made) == 5
    assert verify_snapshot(made) == []


def test_readers_see_whole_states_while_others_publish(
    made: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, seen, is_over = elsewhere(tmp_path, monkeypatch), list[tuple[int, int]](), threading.Event()

    def read() -> None:
        while not is_over.is_set():
            remote_of(reader).pull(reader)
            snapshot = reader.require()
            seen.append((len(rows(snapshot, "documents")), len(rows(snapshot, "articles"))))

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(4):
        publish_in(made, [(f"{number}.txt", text_of(10 + number))])
        let_go(made)
    is_over.set()
    thread.join()
    assert len(set(seen)) > 1
    assert all(documents == articles + 1 for documents, articles in seen), "one of them has no text"


def test_an_answer_that_is_lost_is_no_conflict(made: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    remote = remote_of(made)
    write = ObjectStore.write

    def write_twice(store: ObjectStore, name: str, data: bytes, *, instead_of: str | None) -> None:
        write(store, name, data, instead_of=instead_of)
        write(store, name, data, instead_of=instead_of)  # as the library does when no answer comes

    pointer, mark = remote.pointer()
    assert pointer is not None
    monkeypatch.setattr(ObjectStore, "write", write_twice)
    assert remote.point_to(pointer.snapshots, mark)
    assert not remote.point_to(pointer.snapshots, mark), "by now there is another"


def test_forgetting_leaves_no_byte(made: Warehouse, store: ObjectStore) -> None:
    secret = "Ruritania accused Sudmark of spying in case 777. The informer Xaverius Quill lives in Tarn Street."
    publish_in(made, [("quill.txt", secret)])
    publish_in(made, [("later.txt", text_of(55))])
    document_id = next(r["document_id"] for r in rows(made.require(), "documents") if r["source_path"] == "quill.txt")
    with made.writing():
        assert forget(made, [document_id])["documents"] == 1
    pointer, _ = remote_of(made).pointer()
    assert pointer is not None
    assert len(pointer.snapshots) == 1
    used = set(remote_of(made).objects(pointer.snapshots[0]).values())
    folders = {name for name in store.names("") if not name.endswith("objects.json")}
    assert folders == {POINTER, *used}
    assert not any(secret in str(row) for name in TABLES for row in rows(made.require(), name))
    assert remote_faults(remote_of(made), made) == []


def test_every_damage_is_noticed_and_mended_from_the_copy(made: Warehouse, store: ObjectStore) -> None:
    chance, remote = random.Random(0), remote_of(made)
    for name in list(store.names("")):
        said, mark = store.read(name)
        if chance.random() < 0.5:
            store.delete([name])
        else:
            store.write(name, said[: chance.randrange(len(said))], instead_of=mark)
        assert any(name in fault.where for fault in remote_faults(remote, made)), name
        mend_remote(remote, made)
        assert remote_faults(remote, made) == []
    assert count(warehouse_at(ADDRESS)) == 4


def test_a_bucket_that_was_emptied_leaves_the_copy(made: Warehouse, store: ObjectStore) -> None:
    store.delete(list(store.names("")))
    assert main(["query", "FROM events", "--warehouse", ADDRESS]) == Exit.UNUSABLE
    assert count(made) == 4


def test_a_lost_pointer_is_not_an_empty_warehouse(made: Warehouse, store: ObjectStore) -> None:
    store.delete([POINTER])
    assert main(["query", "FROM events", "--warehouse", ADDRESS]) == Exit.UNUSABLE
    with pytest.raises(WarehouseError, match="check --repair"):
        publish_in(made, [("d.txt", text_of(4))])
    assert main(["check", "--warehouse", ADDRESS]) == Exit.CONDEMNED
    assert main(["check", "--repair", "--warehouse", ADDRESS]) == Exit.GOOD
    assert count(warehouse_at(ADDRESS)) == 4


def test_a_first_publication_that_died_is_no_warehouse(store: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = ObjectStore.upload

    def die_at_the_list(store: ObjectStore, file: Path, name: str) -> None:
        if name.endswith("objects.json"):
            raise ConnectionError("cut off")
        upload(store, file, name)

    with monkeypatch.context() as patch:
        patch.setattr(ObjectStore, "upload", die_at_the_list)
        with pytest.raises(ConnectionError):
            publish_in(warehouse_at(ADDRESS), FIRST)
    assert list(store.names("snapshots/"))
    house = warehouse_at(ADDRESS)
    publish_in(house, FIRST)
    assert count(house) == 3
    assert {fault.remedy for fault in remote_faults(remote_of(house), house)} == {"tidings gc takes it away"}
    assert let_go(house) == []
    assert remote_faults(remote_of(house), house) == []


@pytest.mark.parametrize(
    ("address", "said"),
    [("s3://no-such-bucket/w", "does not exist"), ("s3://", "an address like"), ("gs://bucket/w", "an address like")],
)
def test_an_address_that_is_none_is_named(
    store: ObjectStore, address: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", "FROM events", "--warehouse", address]) == Exit.UNUSABLE
    assert said in capsys.readouterr().err
