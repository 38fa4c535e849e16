"""What is installed is one package: the wheel, put into an empty environment in another folder, reads news there."""

import json
import os
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
INGEST = "tidings.flows.ingest"
NEWS = "Kenya's army shelled the Somali town of Kismayo on Monday, the ministry said."


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the working tree; built from a copy, so that nothing of the build stays in the tree."""
    folder = tmp_path_factory.mktemp("wheel")
    parts = ("tidings", "flows", "schemas", "pyproject.toml", "README.md", "LICENSE", "NOTICE")
    (folder / "tree").mkdir()
    subprocess.run(["cp", "-R", *(ROOT / part for part in parts), folder / "tree"], check=True)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", folder / "tree"]
    subprocess.run([*command, "--wheel-dir", folder], check=True, cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel, and finds its libraries where ours are."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder, with_pip=False)
    (packages,) = (folder / "lib").glob("python*/site-packages")
    libraries = [path for path in site.getsitepackages() if Path(path).is_dir()]
    (packages / "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--quiet", "--python", folder / "bin" / "python", "install", "--no-deps"]
    subprocess.run([*command, "--no-index", "--ignore-installed", wheel], check=True, cwd=folder)
    return folder / "bin"


def said(installed: Path, program: str, *arguments: str) -> str:
    """What a program prints in another folder than the tree's, which no path of this process leads to."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    command = [installed / program, *arguments]
    done = subprocess.run(command, cwd=installed, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_has_one_name_at_the_top(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        tops = {name.partition("/")[0] for name in packed.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"tidings"}


def test_the_wheel_has_every_module_and_every_table(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    rooms = {"tidings": "tidings", "flows": "tidings/flows", "schemas": "tidings/schemas"}
    listed = [(path, ROOT / room, inside) for room, inside in rooms.items() for path in (ROOT / room).rglob("*")]
    files = [found for found in listed if found[0].is_file() and "__pycache__" not in found[0].parts]
    assert {f"{inside}/{path.relative_to(room).as_posix()}" for path, room, inside in files} - names == set()


def test_it_is_typed_and_tells_its_version(installed: Path, wheel: Path) -> None:
    assert said(installed, "tidings", "--version").split()[-1] == wheel.name.split("-")[1]
    where = "import tidings, pathlib; print(pathlib.Path(tidings.__file__).with_name('py.typed').is_file())"
    assert said(installed, "python", "-c", where).strip() == "True"


def test_the_command_reads_news_there(installed: Path, tmp_path: Path) -> None:
    text = tmp_path / "news.jsonl"
    text.write_text(json.dumps({"id": "a", "text": NEWS, "date": "2031-06-04"}) + "\n", encoding="utf-8")
    said(installed, "tidings", "annotate", str(text), str(tmp_path / "out.jsonl"), "--workers", "1")
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [event["event_type"] for event in json.loads(line)["events"]] == ["ASSAULT"]


def test_nobody_elses_name_is_taken(installed: Path) -> None:
    tried = "import importlib.util as u; print([n for n in ('flows', 'schemas', 'tools', 'tests') if u.find_spec(n)])"
    assert said(installed, "python", "-c", tried).strip() == "[]"
    assert said(installed, "python", "-c", "import tidings.flows.ingest as i; print(i.__name__)").strip() == INGEST
