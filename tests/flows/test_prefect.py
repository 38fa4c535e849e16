"""The flow in a real Prefect: its runs, its artifacts, its deployment."""

import os
import re
import shlex
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
import yaml

from tests.flows.conftest import RAID, TALKS, write_news
from tidings.flows.storage.warehouse import Warehouse

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "prefect.md").read_text(encoding="utf-8")
CRON = shlex.split(re.findall(r"^\S+/prefect (deployment schedule create .*)$", PAGE, re.MULTILINE)[0])
pytestmark = pytest.mark.usefixtures("prefect_server")


def prefect(*arguments: str) -> str:
    """What a `prefect` command prints, run against the test's server."""
    from prefect.settings import PREFECT_API_URL

    environment = os.environ | {"PREFECT_API_URL": str(PREFECT_API_URL.value())}
    command = [sys.executable, "-m", "prefect", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def logged(client: "SyncPrefectClient", wanted: str) -> set[str]:
    """The messages of all runs, when the wanted one has come: they are sent from time to time."""
    for _ in range(60):
        said = {entry.message for entry in client.read_logs()}
        if wanted in said:
            return said
        time.sleep(0.5)
    raise AssertionError(f"{wanted} was not logged; there is {sorted(said)}")


def test_run_is_followed_by_one_that_finds_nothing_new(tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client

    from tidings.flows.ingest import ingest

    news = write_news(tmp_path / "news", {"raid.txt": RAID, "talks.txt": TALKS})
    page = tmp_path / "page.html"
    summary = ingest(sources=[str(news)], warehouse=str(tmp_path / "w"), workers=1, report=str(page))
    assert "Ministers meet over river" in page.read_text(encoding="utf-8")
    assert (summary.files_new, summary.articles, summary.documents) == (2, 2, {"loaded": 2})
    assert (summary.run_url or "http").startswith("http")
    state = ingest(sources=[str(news)], warehouse=str(tmp_path / "w"), workers=1, return_state=True)
    assert (state.name, state.result().files_seen) == ("NothingNew", 2)
    with get_client(sync_client=True) as client:
        artifacts = {artifact.key for artifact in client.read_artifacts()}
        names = {run.name for run in client.read_flow_runs()}
        said = logged(client, f"files found: 2; new: 0, batches of them: 0; in {tmp_path / 'w'} already: 2")
    assert "news into w" in {name.replace(str(tmp_path) + "/", "") for name in names}
    assert any(message.startswith("files found: 2; new: 2, ") for message in said)
    assert {"run-summary", "events-by-type", "batches", "page"} <= artifacts


def test_the_alert_of_the_page_is_one_that_prefect_takes() -> None:
    from prefect.events.schemas.automations import AutomationCore

    (alert,) = (block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "trigger:" in block)
    made = AutomationCore.model_validate(yaml.safe_load(alert.replace("ID_OF_THE_BLOCK", str(uuid4()))))
    assert made.trigger.expect == {"prefect.flow-run.Failed", "prefect.flow-run.Crashed"}


def test_parameters_are_checked_before_anything_is_done(tmp_path: Path) -> None:
    from prefect.exceptions import ParameterTypeError

    from tidings.flows.ingest import ingest

    with pytest.raises(ParameterTypeError, match="sources"):
        ingest(sources=[], warehouse=str(tmp_path / "w"))
    assert not (tmp_path / "w").exists()


def test_deployment_fires(tmp_path: Path) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.actions import WorkPoolCreate

    news = write_news(tmp_path / "news", {"raid.txt": RAID})
    parameters = {"sources": [str(news)], "warehouse": str(tmp_path / "w"), "workers": 1}
    with get_client(sync_client=True) as client:
        client.create_work_pool(WorkPoolCreate(name="tidings", type="process"))
        prefect("--no-prompt", "deploy", "--all")
        prefect(*CRON)
        deployment = client.read_deployment_by_name("ingest/ingest")
        client.create_flow_run_from_deployment(deployment.id, parameters=parameters)
    hourly, nightly = sorted((made.schedule for made in deployment.schedules), key=lambda made: hasattr(made, "cron"))
    assert (hourly.interval, nightly.cron) == (timedelta(hours=1), "30 2 * * *")
    assert deployment.parameter_openapi_schema["properties"]["sources"]["minItems"] == 1
    prefect("worker", "start", "--pool", "tidings", "--run-once")
    snapshot = Warehouse(tmp_path / "w").require()
    assert snapshot.files("events")
