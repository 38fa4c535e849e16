"""Where the Prefect server that a run starts for itself keeps its database.

A newer Prefect changes the database of an older one, which then never starts again. So each version has a home of its
own, apart from the user's, unless the user says where (`PREFECT_HOME`) or runs a server (`PREFECT_API_URL`).
"""

import os
import sqlite3
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

DATABASE = "prefect.db"


def settle() -> None:
    """Set `PREFECT_HOME` for a server of our own; before Prefect is imported."""
    if "prefect" in sys.modules or "PREFECT_HOME" in os.environ or has_server(os.environ):
        return
    home = own_home(os.environ)
    home.mkdir(parents=True, exist_ok=True)
    os.environ["PREFECT_HOME"] = str(home)


def own_home(environment: Mapping[str, str]) -> Path:
    """The home for the Prefect that is installed.

    >>> own_home({"XDG_DATA_HOME": "/data"}).parent == Path("/data/tidings")
    True
    """
    data = environment.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "tidings" / f"prefect-{version('prefect')}"


def has_server(environment: Mapping[str, str]) -> bool:
    """Whether the user has a server that runs report to: by the environment, or by the profile that is active."""
    if environment.get("PREFECT_API_URL"):
        return True
    try:
        profiles = tomllib.loads((Path.home() / ".prefect" / "profiles.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none, or none that can be read: Prefect will say so
        return False
    active = environment.get("PREFECT_PROFILE") or profiles.get("active", "")
    return "PREFECT_API_URL" in profiles.get("profiles", {}).get(active, {})


def trouble() -> str | None:
    """Why a server of our own cannot start in its home, and what to do; None where nothing speaks against it."""
    if has_server(os.environ) or os.environ.get("PREFECT_API_DATABASE_CONNECTION_URL"):
        return None
    home = Path(os.environ.get("PREFECT_HOME") or own_home(os.environ)).expanduser()
    revision = _revision(home / DATABASE)
    if revision is None or revision in _known_revisions():
        return None
    return (
        f"{home / DATABASE}: written by a newer Prefect than {version('prefect')}, which cannot read it; "
        "set PREFECT_HOME to another folder, or unset it for one of our own"
    )


def _revision(database: Path) -> str | None:
    """The state of a database's tables, as its migrations name it."""
    if not database.is_file():
        return None
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=1) as connection:
            rows = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.Error:  # locked, empty or no database: Prefect will say so
        return None
    return rows[0][0] if rows else None


def _known_revisions() -> set[str]:
    """The states that the installed Prefect knows; its files are named by day, a number and the state."""
    spec = find_spec("prefect")
    places = spec.submodule_search_locations if spec else None
    folders = [Path(place, "server", "database", "_migrations", "versions", "sqlite") for place in places or ()]
    return {path.name.split("_")[4] for folder in folders for path in folder.glob("20*_*.py")}
