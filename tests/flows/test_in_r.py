"""What docs/r.md shows works, where there is an R and the package it takes."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.dataset
import pytest

from tidings.flows.cli import main

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"```r\n(.*?)\n```", (ROOT / "docs" / "r.md").read_text(encoding="utf-8"), re.DOTALL)
ASKED = {
    "pairs": "nrow(pairs) > 0, is.numeric(pairs$goldstein), all(nchar(pairs$source_country) == 3)",
    "events": "is.list(events$source_names), inherits(events$event_date_start, 'Date'), nrow(protests) > 0",
    "points": "nrow(points) > 10, inherits(points, 'sf'), inherits(points$day, 'Date')",
    "network": "igraph::ecount(network) > 10, igraph::is_directed(network), all(igraph::E(network)$weight >= 1)",
}


def lines_of(name: str) -> str:
    """The block that makes the frame of this name."""
    return next(block for block in BLOCKS if block.startswith(f"{name} <- "))


@pytest.fixture(scope="module")
def desk(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a warehouse, the command and the exports of the page."""
    desk = tmp_path_factory.mktemp("desk")
    command = desk / "tidings"
    command.write_text(f'#!/bin/sh\nexec env -u LD_LIBRARY_PATH {sys.executable} -m tidings "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    (desk / "warehouse").symlink_to(sample_warehouse)
    for layout in ("geojson", "graphml"):
        out = str(desk / f"events.{layout}")
        assert main(["export", out, "--format", layout, "--warehouse", str(sample_warehouse)]) == 0
    return desk


@pytest.mark.parametrize("name", ASKED)
def test_a_block_makes_a_frame(name: str, desk: Path) -> None:
    rscript, block = shutil.which("Rscript"), lines_of(name)
    if rscript is None:
        pytest.skip("no R on this machine")
    path = os.pathsep.join((str(desk), os.environ["PATH"]))
    home = os.environ | {"PATH": path, "PYTHONPATH": os.pathsep.join((str(ROOT), *filter(None, sys.path)))}
    for package in set(re.findall(r"(\w+)::", block)):
        if subprocess.run([rscript, "-e", f"loadNamespace('{package}')"], capture_output=True, check=False).returncode:
            pytest.skip(f"no {package} for R on this machine")
    asked = f"{block}\ncat({ASKED[name]})"
    done = subprocess.run([rscript, "-e", asked], cwd=desk, env=home, capture_output=True, text=True, timeout=300)
    assert done.stdout.strip() == "TRUE TRUE TRUE", done.stderr


def test_arrow_reads_the_folders_as_the_page_says(sample_warehouse: Path) -> None:
    read = pyarrow.dataset.dataset(sample_warehouse / "events", partitioning="hive")
    months = set(read.to_table(columns=["event_month"]).column("event_month").to_pylist())
    assert {"2024-01", "unknown"} < months
