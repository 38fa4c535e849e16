"""Weights that cannot be used end a command with one line and a code, wherever it is noticed; no rows step in."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.flows.conftest import RAID, run_once, write_news
from tidings.encoder.run import WeightsError, check_weights
from tidings.flows.commands.errors import Exit
from tidings.flows.storage.warehouse import Warehouse, WarehouseError

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "tidings" / "encoder" / "weights"
TEXT = "Kenya accused Somalia of a raid."


def missing(weights: Path) -> None:
    (weights / "encoder.onnx").unlink()


def cut_off(weights: Path) -> None:
    heads = weights / "heads.npz"
    heads.write_bytes(heads.read_bytes()[:-1])


def of_another_form(weights: Path) -> None:
    card = weights / "card.json"
    card.write_text(json.dumps(json.loads(card.read_text(encoding="utf-8")) | {"form": 0}), encoding="utf-8")


def without_a_card(weights: Path) -> None:
    (weights / "card.json").write_text("{", encoding="utf-8")


def of_two_versions(weights: Path) -> None:
    tokenizer = weights / "tokenizer.json"
    tokenizer.write_text(tokenizer.read_text(encoding="utf-8") + "\n", encoding="utf-8")


DAMAGES = (missing, cut_off, of_another_form, without_a_card, of_two_versions)
SAID = {
    missing: "encoder.onnx: missing",
    cut_off: "heads.npz: cut off, damaged or of another version",
    of_another_form: "card.json: weights of form 0",
    without_a_card: "card.json: missing or damaged",
    of_two_versions: "tokenizer.json: cut off, damaged or of another version",
}
each_damage = pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)


def spoilt(root: Path, damage: Callable[[Path], None]) -> Path:
    """A folder to import `tidings` from whose weights are damaged; all else are links to ours."""
    encoder = root / "tidings" / "encoder"
    encoder.mkdir(parents=True)
    for path in (ROOT / "tidings").iterdir():
        if path.name != "encoder":
            (root / "tidings" / path.name).symlink_to(path)
    for path in (ROOT / "tidings" / "encoder").iterdir():
        if path.name != "weights":
            (encoder / path.name).symlink_to(path)
    shutil.copytree(WEIGHTS, encoder / "weights")
    damage(encoder / "weights")
    return root


def python(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A program that imports `tidings` from the folder, all else from ours."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(root), str(ROOT)))}
    return subprocess.run(
        [sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True, timeout=120
    )


def test_whole_weights_pass() -> None:
    check_weights()


@each_damage
def test_damage_is_named(damage: Callable[[Path], None], tmp_path: Path) -> None:
    shutil.copytree(WEIGHTS, tmp_path / "weights")
    check_weights(tmp_path / "weights")
    damage(tmp_path / "weights")
    with pytest.raises(WeightsError) as raised:
        check_weights(tmp_path / "weights")
    assert SAID[damage] in str(raised.value)


@pytest.mark.parametrize(
    ("damage", "command"),
    [
        (missing, ["run", "news", "--warehouse", "w"]),
        (cut_off, ["annotate", "in.jsonl", "out.jsonl"]),
        (of_another_form, ["explain", "--text", "news/raid.txt"]),
    ],
)
def test_a_command_ends_with_one_line(damage: Callable[[Path], None], command: list[str], tmp_path: Path) -> None:
    root = spoilt(tmp_path, damage)
    write_news(root / "news", {"raid.txt": RAID})
    (root / "in.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    done = python(root, "-m", "tidings.flows.cli", *command)
    assert done.returncode == Exit.USAGE
    (line,) = done.stderr.splitlines()
    assert line.startswith("tidings: ")
    assert SAID[damage] in line
    assert done.stdout == ""
    assert not (root / "w").exists()
    assert not (root / "out.jsonl").exists()


# What a worker meets when the files are spoilt after the main process has looked at them.
ANNOTATE = """
from pathlib import Path
from tidings.flows.batches.annotate_file import annotate_file
from tidings.flows.batches.pool import KnowledgePaths
from tidings.flows.telling.progress import Silence
from tidings.encoder.run import WeightsError
try:
    annotate_file(Path("in.jsonl"), Path("out.jsonl"), KnowledgePaths(), Silence(), workers=1)
except WeightsError as error:
    print(error)
"""
STAGE = """
from pathlib import Path
from tidings.flows.batches.pool import KnowledgePaths, crew
from tidings.flows.batches.plan import make_plan
from tidings.flows.storage.warehouse import Warehouse
from tidings.encoder.run import WeightsError
plan = make_plan(["news"], Warehouse(Path("w")))
try:
    with crew(1, KnowledgePaths()) as hired:
        list(hired.stage({batch: plan.staged(batch) for batch in plan.batches}, plan.run))
except WeightsError as error:
    print(error)
    print(plan.unfinished() == plan.batches)
"""


@pytest.mark.parametrize(("program", "said"), [(ANNOTATE, []), (STAGE, ["True"])], ids=["annotate", "run"])
def test_a_worker_hands_its_error_up(program: str, said: list[str], tmp_path: Path) -> None:
    root = spoilt(tmp_path, cut_off)
    write_news(root / "news", {"raid.txt": RAID})
    (root / "in.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n", encoding="utf-8")
    done = python(root, "-c", program)
    first, *rest = done.stdout.splitlines()
    assert SAID[cut_off] in first
    assert rest == said
    assert "Traceback" not in done.stderr
    assert not (root / "out.jsonl").exists()


def test_tables_of_another_version_are_left_alone(tmp_path: Path) -> None:
    run_once(tmp_path / "w", [str(write_news(tmp_path / "news", {"raid.txt": RAID}))])
    warehouse = Warehouse(tmp_path / "w")
    manifest = warehouse.require().folder / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(told | {"schema_version": "1"}), encoding="utf-8")
    for ask in (warehouse.current, warehouse.require):
        with pytest.raises(WarehouseError, match="of version 1, this tidings has version 3"):
            ask()
