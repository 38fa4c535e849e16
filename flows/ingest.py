"""The flow: raw documents in, published tables out."""

import atexit
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

from tidings.flows.prefect_home import settle
from tidings.flows.settings import close_errors, prepare

prepare()
settle()
atexit.register(close_errors)  # a worker's process too: it would end with a list of what leaked

import duckdb  # noqa: E402
from prefect import flow, get_run_logger, task  # noqa: E402
from prefect.artifacts import (  # noqa: E402
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.runtime import flow_run  # noqa: E402
from prefect.states import Completed  # noqa: E402
from pydantic import Field  # noqa: E402

from tidings.flows.batches.limits import LEAST_MEGABYTES, Limits  # noqa: E402
from tidings.flows.batches.plan import Plan, make_plan, write_ledger  # noqa: E402
from tidings.flows.batches.pool import KnowledgePaths, WorkerPool, crew  # noqa: E402
from tidings.flows.publish import merge_rows as merge  # noqa: E402
from tidings.flows.publish.link_reports import link_all  # noqa: E402
from tidings.flows.publish.validate_rows import validate_rows  # noqa: E402
from tidings.flows.publish.validate_tables import InvalidTables, validate_tables  # noqa: E402
from tidings.flows.storage import readings  # noqa: E402
from tidings.flows.storage.database import connect, fetch  # noqa: E402
from tidings.flows.storage.history import let_go  # noqa: E402
from tidings.flows.storage.places import warehouse_at  # noqa: E402
from tidings.flows.storage.snapshot import Draft, publish  # noqa: E402
from tidings.flows.storage.warehouse import Snapshot, Warehouse  # noqa: E402
from tidings.flows.telling.markdown import escaped  # noqa: E402
from tidings.flows.telling.progress import listener  # noqa: E402
from tidings.flows.telling.render_summary import as_markdown  # noqa: E402
from tidings.flows.telling.summary import Summary, summarise  # noqa: E402
from tidings.schemas.tables import TABLES  # noqa: E402

MOST_TASKS = 100  # task runs for the batches of a run: each costs 5 to 40 ms and a row in Prefect's database
PROGRESS_STEPS = 20  # updates of the progress artifact, each a call to the server
SOURCES_NAMED = 3  # in the name of a run
TOLD = 20  # refused files named in the log; all of them are rows of `documents`
DESCRIPTION = "Read raw news documents; publish tables of articles, events and actors."


def run_name() -> str:
    """What Prefect calls a run: what it reads, and into which warehouse."""
    told = flow_run.parameters
    sources = [str(source).rstrip("/").rpartition("/")[2] or str(source) for source in told.get("sources", ())]
    more = f" and {len(sources) - SOURCES_NAMED} more" if len(sources) > SOURCES_NAMED else ""
    return f"{', '.join(sources[:SOURCES_NAMED])}{more} into {told.get('warehouse', 'warehouse')}"


def run_page() -> str | None:
    """The address of the run's page; a server that only lives for the run has none, and Prefect then says None/..."""
    address = flow_run.ui_url
    return address if address and address.startswith("http") else None


@flow(
    name="ingest",
    flow_run_name=run_name,
    description=DESCRIPTION,
    log_prints=False,
    validate_parameters=True,
    persist_result=False,
)
def ingest(
    sources: Annotated[list[str], Field(min_length=1, description="Files, folders, patterns or s3:// addresses")],
    warehouse: Annotated[str, Field(min_length=1, description="Folder of the tables, or s3:// address")] = "warehouse",
    batch_files: Annotated[int, Field(ge=1, le=10_000, description="Files in a batch, at most")] = 64,
    workers: Annotated[int | None, Field(ge=1, le=256, description="Processes; null: one for each core")] = None,
    actors: Annotated[str | None, Field(description="CSV file with actors of your own")] = None,
    lexicon: Annotated[str | None, Field(description="CSV file with event words of your own")] = None,
    min_confidence: Annotated[
        float | None, Field(ge=0, le=1, allow_inf_nan=False, description="Least confidence of an event")
    ] = None,
    report: Annotated[str | None, Field(description="File for a page of all events (HTML); null: none")] = None,
    reprocess: Annotated[str | None, Field(description="SQL condition on documents to be read again")] = None,
    text_seconds: Annotated[float, Field(gt=0, allow_inf_nan=False, description="Processor time of one text")] = 60.0,
    text_megabytes: Annotated[int, Field(ge=LEAST_MEGABYTES, description="Memory of one text")] = 2_000,
) -> Any:
    """The `Summary` of what the run did. Nothing is published unless every table passes its checks."""
    started = time.monotonic()
    house, tools = warehouse_at(warehouse), KnowledgePaths(actors, lexicon, min_confidence)
    limits = Limits(text_seconds, text_megabytes)
    dropped: dict[str, int] = {}
    with house.writing():
        plan = list_sources(sources, house, batch_files, tools, limits, reprocess)
        note = (
            readings.told(before.manifest(), plan.reading) if (before := house.current()) and plan.seen_count else None
        )
        if plan.file_count:
            read_and_annotate(plan, workers, tools, limits)
            dropped = plan.dropped()
            with tables_of(plan, house) as database:
                check_rows(database, plan)
                link_reports(database)
                draft = write_draft(database, plan, house)
                judge_draft(database, plan, draft)
            publish_draft(draft, house, plan)
        summary = summarise(
            house.current(),
            warehouse=house.name,
            run_id=plan.run["run_id"],
            files_new=plan.file_count,
            files_seen=plan.seen_count,
            dropped=dropped,
            seconds=time.monotonic() - started,
            note=note,
            run_url=run_page(),
        )
    if report is not None and summary.snapshot is not None:
        write_page(house, Path(report))
    listener.get().end()
    show(summary)
    return summary if summary.is_new else Completed(name="NothingNew", message="Nothing new", data=summary)


@task(name="list sources", cache_policy=NO_CACHE)
def list_sources(
    sources: Sequence[str],
    house: Warehouse,
    batch_files: int,
    tools: KnowledgePaths,
    limits: Limits,
    reprocess: str | None,
) -> Plan:
    """The new files, in batches."""
    listener.get().begin("looking through the sources")
    knowledge = [Path(file) for file in (tools.actors, tools.lexicon) if file]
    plan = make_plan(
        sources,
        house,
        batch_files=batch_files,
        knowledge=knowledge,
        least_confidence=tools.least_confidence,
        limits=limits,
        reprocess=reprocess,
    )
    passed_over = "".join(f", {n} {what} passed over" for what, n in sorted(plan.skipped.items()) if n)
    get_run_logger().info(
        "files found: %d; new: %d, batches of them: %d; in %s already: %d%s",
        plan.file_count + plan.seen_count,
        plan.file_count,
        len(plan.batches),
        house.name,
        plan.seen_count,
        passed_over,
    )
    return plan


def read_and_annotate(plan: Plan, workers: int | None, tools: KnowledgePaths, limits: Limits) -> None:
    """Leave the rows of every batch on disk. WeightsError before any is handed out, if the weights cannot be used."""
    from tidings.encoder.run import check_weights

    check_weights()
    todo = plan.unfinished()
    size = -(-len(todo) // MOST_TASKS)
    chapters = [todo[start : start + size] for start in range(0, len(todo), size or 1)]
    listener.get().begin("reading and annotating", len(chapters))
    shown = create_progress_artifact(progress=0.0, key="batches", description="Batches read and annotated")
    every = -(-len(chapters) // PROGRESS_STEPS)
    threading.Thread(
        target=import_module, args=["tidings.schemas.row_validation"], daemon=True
    ).start()  # seconds, while workers read
    with crew(workers, tools, limits) as hired:
        spans = ((place * size + 1, place * size + len(chapter)) for place, chapter in enumerate(chapters))
        names = [f"annotate batch {a}" if a == b else f"annotate batches {a} to {b}" for a, b in spans]
        annotate = [annotate_batches.with_options(task_run_name=name) for name in names]
        running = [work.submit(chapter, plan, hired) for work, chapter in zip(annotate, chapters, strict=True)]
        for done, future in enumerate(running, start=1):
            future.result()
            listener.get().advance()
            if done % every == 0 or done == len(running):
                update_progress_artifact(shown, progress=100.0 * done / len(running))  # type: ignore[arg-type]


@task(name="annotate batches", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=1, retry_jitter_factor=1.0)
def annotate_batches(batches: Sequence[Path], plan: Plan, hired: WorkerPool) -> int:
    """How many documents some batches held; their rows are on disk."""
    todo = {batch: plan.staged(batch) for batch in batches if not plan.staged(batch).is_dir()}
    return sum(tally["documents_read"] for tally in hired.stage(todo, plan.run))


@contextmanager
def tables_of(plan: Plan, house: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database that sees the staged rows and the published ones."""
    folders = [plan.staged(batch) for batch in plan.batches]
    shards = {name: [file for folder in folders if (file := folder / f"{name}.parquet").exists()] for name in TABLES}
    database = connect(plan.folder / "spill")
    try:
        merge.gather(database, shards, house.current(), gone=plan.superseded())
        yield database
    finally:
        database.close()


@task(name="check rows", cache_policy=NO_CACHE)
def check_rows(database: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """Every staged row is accepted or turned into a rejection."""
    listener.get().begin("checking rows")
    validate_rows(database, [plan.staged(batch) for batch in plan.batches], plan.run)
    tell_refused(database)


def tell_refused(database: duckdb.DuckDBPyConnection) -> None:
    """Name in the log the files that are not read, and the rows that are refused, each with its reason."""
    log = get_run_logger()
    files = fetch(database, "SELECT source_path, reason FROM new_documents WHERE status = 'quarantined' ORDER BY ALL")
    for row in files.slice(0, TOLD).to_pylist():
        log.warning("not read: %s: %s", row["source_path"], row["reason"])
    if files.num_rows > TOLD:
        log.warning("and %d more files are not read: ask documents WHERE status = 'quarantined'", files.num_rows - TOLD)
    rows = 'SELECT "table" AS name, reason, count(*) AS n FROM accepted_rejections GROUP BY ALL ORDER BY ALL'
    for row in fetch(database, rows).to_pylist():
        log.warning("refused: %d rows of %s: %s", row["n"], row["name"], row["reason"])


@task(name="link reports", cache_policy=NO_CACHE)
def link_reports(database: duckdb.DuckDBPyConnection) -> None:
    """Duplicates, stories and happenings are known for the whole warehouse."""
    listener.get().begin("linking")
    link_all(database)


@task(name="write tables", cache_policy=NO_CACHE)
def write_draft(database: duckdb.DuckDBPyConnection, plan: Plan, house: Warehouse) -> Draft:
    """All tables, written beside the published ones."""
    listener.get().begin("writing tables")
    draft, last = Draft.begin(plan.folder / "draft"), house.current()
    merge.write_tables(database, draft, last)
    write_ledger(plan, last, draft.folder)
    draft.seal(house, plan.run | {"ingested_at": plan.run["ingested_at"].isoformat()}, reading=plan.reading)
    return draft


@task(name="judge tables", cache_policy=NO_CACHE)
def judge_draft(database: duckdb.DuckDBPyConnection, plan: Plan, draft: Draft) -> None:
    """Condemned when a table is not what it must be, or a row is lost."""
    listener.get().begin("judging tables")
    batches = [plan.staged(batch) for batch in plan.batches]
    verdict = validate_tables(database, Snapshot(draft.folder), batches, plan.tally())
    if not verdict.is_good:
        listener.get().end()
        create_markdown_artifact(
            "## Nothing was published\n\n" + "\n".join(f"- {escaped(fault)}" for fault in verdict.faults), key="verdict"
        )
        raise InvalidTables(verdict)


@task(name="publish", cache_policy=NO_CACHE)
def publish_draft(draft: Draft, house: Warehouse, plan: Plan) -> None:
    """The draft is what readers see; the staged rows are gone."""
    snapshot = publish(draft, house)
    plan.clear()
    let_go(house)
    place = house.name if house.remote else house.root.absolute()
    get_run_logger().info("published snapshot %s of %s", snapshot.number, place)


@task(name="write page", cache_policy=NO_CACHE)
def write_page(house: Warehouse, out: Path) -> None:
    """The page of all events, linked from the run."""
    from tidings.flows.report.write import of_warehouse
    from tidings.flows.storage.views import open_views

    listener.get().begin("writing the page")
    of_warehouse(open_views(house.require().folder), out, source=house.name)
    create_link_artifact(out.absolute().as_uri(), link_text=out.name, key="page", description="All events on one page")


@task(name="show summary", cache_policy=NO_CACHE)
def show(summary: Summary) -> None:
    """The summary as artifacts of the run."""
    create_markdown_artifact(as_markdown(summary), key="run-summary", description="What the run did")
    rows = [{"event_type": kind, "events": count} for kind, count in summary.events.items()]
    create_table_artifact(rows, key="events-by-type", description="Events of this run")
