"""What docs/r.md shows with R alone works, where there is an R."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"```r\n(.*?)\n```", (ROOT / "docs" / "r.md").read_text(encoding="utf-8"), re.DOTALL)


def test_a_pipe_from_the_command_is_a_data_frame(sample_warehouse: Path, tmp_path: Path) -> None:
    rscript = shutil.which("Rscript")
    if rscript is None:
        pytest.skip("no R on this machine")
    (line,) = [block for block in BLOCKS if "pipe(" in block]
    command = tmp_path / "tidings"
    command.write_text(f'#!/bin/sh\nexec env -u LD_LIBRARY_PATH {sys.executable} -m tidings "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    (tmp_path / "warehouse").symlink_to(sample_warehouse)
    asked = f"{line}\ncat(nrow(pairs) > 0, is.numeric(pairs$goldstein), all(nchar(pairs$source_country) == 3))"
    path = os.pathsep.join((str(tmp_path), os.environ["PATH"]))
    home = os.environ | {"PATH": path, "PYTHONPATH": os.pathsep.join((str(ROOT), *filter(None, sys.path)))}
    done = subprocess.run([rscript, "-e", asked], cwd=tmp_path, env=home, capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "TRUE TRUE TRUE", done.stderr
