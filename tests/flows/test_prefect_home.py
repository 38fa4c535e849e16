"""A server of our own keeps its database apart, and says why it cannot start."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tidings.flows import prefect_home

PROFILE = 'active = "{active}"\n[profiles.here]\n[profiles.there]\nPREFECT_API_URL = "http://127.0.0.1:4200/api"\n'


def settled(home: Path, **environment: str) -> str:
    """`PREFECT_HOME` after `settle` in a process with these variables, for a user whose home is `home`."""
    code = "import os; from tidings.flows.prefect_home import settle; settle(); print(os.environ.get('PREFECT_HOME'))"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "XDG_"))}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=kept | {"HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_it_is_apart_from_the_users_and_of_one_version(tmp_path: Path) -> None:
    home = Path(settled(tmp_path))
    assert home.is_relative_to(tmp_path / ".local" / "share" / "tidings")
    assert home.name.startswith("prefect-3.")
    assert not (tmp_path / ".prefect").exists()


def test_what_the_user_says_stands(tmp_path: Path) -> None:
    assert settled(tmp_path, PREFECT_HOME="/elsewhere") == "/elsewhere"
    assert settled(tmp_path, PREFECT_API_URL="http://127.0.0.1:4200/api") == "None"


@pytest.mark.parametrize(("active", "is_own"), [("there", False), ("here", True), ("nowhere", True)])
def test_a_profile_that_names_a_server_stands(active: str, is_own: bool, tmp_path: Path) -> None:
    (tmp_path / ".prefect").mkdir()
    (tmp_path / ".prefect" / "profiles.toml").write_text(PROFILE.format(active=active))
    assert (settled(tmp_path) != "None") is is_own


@pytest.mark.parametrize(("revision", "is_known"), [("a3b9c7d2e5f1", True), ("ffffffffffff", False), (None, True)])
def test_a_database_of_a_newer_prefect_is_named(
    revision: str | None, is_known: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(tmp_path / "prefect.db") as database:
        database.execute("CREATE TABLE alembic_version (version_num VARCHAR)")
        if revision:
            database.execute("INSERT INTO alembic_version VALUES (?)", [revision])
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    said = prefect_home.trouble()
    assert (said is None) is is_known
    assert said is None or "written by a newer Prefect" in said


def test_what_is_no_database_is_left_to_prefect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "prefect.db").write_bytes(b"no database at all, but long enough to be taken for one" * 9)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    assert prefect_home.trouble() is None
