"""Warehouses of made-up rows: what the flow does after the reading, without a model, so that a test takes a moment."""

import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tidings.flows.batches.batch_files import read_batch
from tidings.flows.batches.claims import CLAIMS, Claims
from tidings.flows.batches.plan import Plan, make_plan, write_ledger
from tidings.flows.batches.staging import StagedRows
from tidings.flows.publish import merge_rows as merge
from tidings.flows.publish.link_reports import link_all
from tidings.flows.publish.validate_rows import accept_unasked
from tidings.flows.storage.database import connect
from tidings.flows.storage.ledger import read_ledger, save_ledger
from tidings.flows.storage.snapshot import Draft, publish
from tidings.flows.storage.warehouse import Snapshot, Warehouse
from tidings.schemas.ids import content_id
from tidings.schemas.tables import TABLES

RUN = {"pipeline_version": "0", "ingested_at": datetime(2026, 3, 1, tzinfo=UTC)}
DETAIL = {"detail": None} if "detail" in TABLES["documents"].schema.names else {}
Text = tuple[str, str]  # (path, text)


def text_of(number: int, who: str = "Norland") -> str:
    """A text of one sentence that no other number has."""
    words = " ".join(f"word{number * 31 + place}" for place in range(20))
    return f"{who} accused Sudmark of spying in case {number}. {words}"


def stage(folder: Path, run_id: str, texts: Iterable[Text]) -> None:
    """The staged rows of a batch: an article, an event and two mentions for each text; an empty one is quarantined."""
    run, claims = RUN | {"run_id": run_id}, Claims(folder.parent / CLAIMS, folder.name)
    with StagedRows(folder, run) as shards:
        for path, text in texts:
            document_id, article_id = content_id("d", text or path), content_id("a", text)
            where = {"source_path": path, "document_id": document_id, "reading": document_id}
            is_read = claims.take(document_id)
            shards.add("documents", _document(document_id, path, text, run), where | {"is_read": is_read})
            if text and is_read:
                for name, row in _read(document_id, article_id, text):
                    shards.add(name, row, where)


def _day(text: str) -> date | None:
    return date(2026, 1 + len(text) % 5, 1 + len(text) % 28) if text else None


def _document(document_id: str, path: str, text: str, run: dict[str, Any]) -> dict[str, Any]:
    return {
        "document_id": document_id,
        "source_path": path,
        "sha256": sha256(text.encode()).hexdigest(),
        "media_type": "text/plain",
        "encoding": "utf-8",
        "language": "en",
        "text": text or None,
        "status": "loaded" if text else "quarantined",
        "reason": None if text else "empty",
        "article_count": 0,
        "event_count": 0,
        **DETAIL,
        **run,
    }


def _blank(table: str) -> dict[str, Any]:
    return dict.fromkeys(TABLES[table].schema.names)


def _read(document_id: str, article_id: str, text: str) -> Iterable[tuple[str, dict[str, Any]]]:
    who, _, rest = text.partition(" ")
    whom, sentence = rest.split()[1], text.split(".")[0] + "."
    ids, published = {"article_id": article_id, "document_id": document_id}, {"published_date": _day(text)}
    actors = {name: content_id("p", name) for name in (who, whom)}
    span = {"ordinal": 0, "start": 0, "end": len(text)}
    said = {"title": sentence, "authors": [], "body": text, "language": "en", "removed": []}
    dated = {**published, "published_precision": "day", "published_basis": "stated"}
    counts = {"word_count": len(text.split()), "sentence_count": 2}
    yield "articles", _blank("articles") | ids | span | said | dated | counts
    for name, actor_id in actors.items():
        counts = dict.fromkeys(("mention_count", "article_count", "event_count"), 0)
        lists = {"aliases": [sentence[-10:]], "roles": []}
        # of each actor two texts say two things, and other texts nothing
        named = {
            "actor_id": actor_id,
            "name": name,
            "actor_kind": "state",
            "sector": ("GOV", "MIL", None)[len(text) % 3],
        }
        yield "actors", _blank("actors") | counts | lists | named
        at = text.index(name)
        span = {"text": name, "start": at, "end": at + len(name), "mention_kind": "name"}
        mention_id = content_id("m", article_id, name)
        yield "mentions", _blank("mentions") | ids | published | span | {"mention_id": mention_id, "actor_id": actor_id}
    yield "events", _event(ids, actors, who, whom, sentence, text)


def _event(
    ids: dict[str, str], actors: dict[str, str], who: str, whom: str, sentence: str, text: str
) -> dict[str, Any]:
    at = text.index("accused")
    told = {"trigger_start": at, "trigger_end": at + 7, "evidence_start": 0, "evidence_end": len(sentence)}
    lists: dict[str, list[str]] = {
        name: [] for name in ("contexts", "source_countries", "target_countries", "magnitudes")
    }
    return {
        **_blank("events"),
        **ids,
        **lists,
        **told,
        "event_id": content_id("e", ids["article_id"]),
        "event_type": "ACCUSE",
        "quad_class": "verbal_conflict",
        "goldstein": -2.0,
        "cameo_code": "112",
        "status": "actual",
        "source_ids": [actors[who]],
        "source_names": [who],
        "target_ids": [actors[whom]],
        "target_names": [whom],
        "event_date_start": _day(text),
        "event_date_end": _day(text),
        "date_precision": "day",
        "date_basis": "article",
        "evidence": sentence,
        "trigger": "accused",
        "event_mentions": [told],
        "rule": "made:up",
        "confidence": 0.9,
        "party_confidence": 0.9,
        "source_basis": ["encoder"],
        "target_basis": ["encoder"],
    }


def publish_texts(root: Path, texts: Iterable[Text], *, batches: int = 1) -> Snapshot:
    """The snapshot of a run over the texts, in so many batches; no suite is asked."""
    return publish_in(Warehouse(root), texts, batches=batches)


def publish_in(house: Warehouse, texts: Iterable[Text], *, batches: int = 1) -> Snapshot:
    """The same in a warehouse that may be elsewhere."""
    with house.writing():
        folder, draft = draft_of(house, texts, batches=batches)
        snapshot = publish(draft, house)
        shutil.rmtree(folder)
    return snapshot


def draft_of(house: Warehouse, texts: Iterable[Text], *, batches: int = 1) -> tuple[Path, Draft]:
    """The folder of a run over the texts, and the sealed draft in it; the caller holds the warehouse."""
    texts = list(texts)
    run_id = content_id("r", *texts)
    folder = house.staging / run_id
    staged = [folder / "rows" / str(number) for number in range(batches)]
    for number, place in enumerate(staged):
        stage(place, run_id, texts[number::batches])
    draft = merged(house, folder, staged)
    read = {(path, sha256(text.encode()).hexdigest()) for path, text in texts}
    save_ledger(read_ledger(house.current()) | read, draft.folder)
    draft.seal(house, _facts(run_id))
    return folder, draft


def publish_files(root: Path, folder: Path, **options: Any) -> Plan:
    """The plan of a run over the files of a folder, which is published if anything is new."""
    house = Warehouse(root)
    with house.writing():
        plan = make_plan([str(folder)], house, **options)
        if plan.file_count:
            staged = [plan.staged(batch) for batch in plan.batches]
            for batch, place in zip(plan.batches, staged, strict=True):
                stage(
                    place,
                    plan.folder.name,
                    [(file.source_path, file.read_bytes().decode("utf-8-sig")) for file in read_batch(batch)],
                )
            draft = merged(house, plan.folder, staged, plan.superseded())
            write_ledger(plan, house.current(), draft.folder)
            draft.seal(house, _facts(plan.folder.name), reading=plan.reading)
            publish(draft, house)
            plan.clear()
    return plan


def _facts(run_id: str) -> dict[str, Any]:
    return RUN | {"run_id": run_id, "ingested_at": "2026-03-01T00:00:00+00:00"}


def merged(house: Warehouse, folder: Path, staged: list[Path], gone: pa.Table | None = None) -> Draft:
    last, database = house.current(), connect()
    shards = {name: [file for place in staged if (file := place / f"{name}.parquet").exists()] for name in TABLES}
    merge.gather(database, shards, last, gone=gone)
    accept_unasked(database)
    link_all(database)
    draft = Draft.begin(folder / "draft")
    merge.write_tables(database, draft, last)
    return draft


def rows(snapshot: Snapshot, table: str) -> list[dict[str, Any]]:
    """The rows of a table in the order of its key."""
    found = pq.read_table(snapshot.folder / table).to_pylist()
    return sorted(found, key=lambda row: tuple(str(row[name]) for name in TABLES[table].key))
