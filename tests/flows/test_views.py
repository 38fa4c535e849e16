"""The ready views have the columns that their page describes, and count what they say."""

import duckdb
import pytest

from tidings.flows.storage.ready_views import READY
from tidings.schemas.tables import TABLES
from tidings.schemas.views import VIEWS, View


def test_every_view_is_described() -> None:
    assert list(READY) == [view.name for view in VIEWS]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_has_the_columns_that_are_described(view: View, database: duckdb.DuckDBPyConnection) -> None:
    of_table = [*TABLES[view.adds_to].schema.names, TABLES[view.adds_to].partition] if view.adds_to else []
    told = database.sql(f"FROM {view.name}")
    assert told.columns == [*of_table, *view.columns]
    assert told.fetchall()


def number(database: duckdb.DuckDBPyConnection, query: str) -> int:
    ((found,),) = database.sql(query).fetchall()
    return int(found)


def test_months_add_up(database: duckdb.DuckDBPyConnection) -> None:
    by_month = number(database, "SELECT sum(events) FROM dyads_by_month")
    assert by_month == number(database, "SELECT sum(events) FROM dyads") > 0
    assert number(database, "SELECT sum(conflict + cooperation) FROM dyads_by_month") == by_month


def test_the_day_of_the_report_stands_in_where_the_event_tells_none(database: duckdb.DuckDBPyConnection) -> None:
    undated = "FROM happenings WHERE event_date_start IS NULL AND"
    assert number(database, f"SELECT count(*) {undated} day IS NOT NULL") > 0
    assert number(database, "SELECT count(*) FROM timeline WHERE day_of = 'report'") == number(
        database, f"SELECT count(*) {undated} day IS NOT NULL"
    )
    assert number(database, "SELECT count(*) FROM happenings WHERE event_date_start <> day") == 0


@pytest.mark.parametrize(
    ("view", "told"),
    [
        ("not_done", "SELECT count(*) FROM events WHERE status <> 'actual'"),
        ("by_actor", "SELECT sum(len(source_names) + len(target_names) + (speaker_name IS NOT NULL)::INT) FROM events"),
    ],
)
def test_several_reports_are_one_row_that_says_how_many(
    view: str, told: str, database: duckdb.DuckDBPyConnection
) -> None:
    assert number(database, f"SELECT sum(reports) FROM {view}") == number(database, told)
    assert number(database, f"SELECT max(reports) FROM {view}") > 1


@pytest.mark.parametrize("name", [table.name for table in TABLES.values() if table.partition.endswith("_month")])
def test_months_are_columns(name: str, database: duckdb.DuckDBPyConnection) -> None:
    month = TABLES[name].partition
    months = [row[0] for row in database.sql(f"SELECT DISTINCT {month} FROM {name} ORDER BY 1").fetchall()]
    assert all(len(one) == 7 for one in months)
    assert "unknown" not in months[:-1]
