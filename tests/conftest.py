"""What every test may rely on: no reports home, a Prefect home of our own, a fixed clock where one is asked for."""

import atexit
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tidings.flows.settings import close_errors, prepare

prepare(console_level="ERROR")
atexit.register(close_errors)


@pytest.fixture(scope="session", autouse=True)
def _own_prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests leave nothing in the user's Prefect database."""
    before = os.environ.get("PREFECT_HOME")
    os.environ["PREFECT_HOME"] = str(tmp_path_factory.mktemp("prefect"))
    yield
    if before is None:
        del os.environ["PREFECT_HOME"]
    else:
        os.environ["PREFECT_HOME"] = before


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the sample documents, made once; to be read only."""
    from tests.flows.conftest import run_once

    root = tmp_path_factory.mktemp("samples") / "warehouse"
    run_once(root, [str(Path(__file__).parents[1] / "seeds")])
    return root


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A real Prefect server with a database of its own; about ten seconds, once."""
    from prefect.testing.utilities import prefect_test_harness  # imported at the top it would slow every test

    with prefect_test_harness(server_startup_timeout=120):
        yield
