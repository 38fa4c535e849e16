"""The image holds what the package needs, and nothing of it is left out of the build's context."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
LINES = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
CONTEXT = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[0] == "!"}


def test_all_that_is_copied_is_there_and_in_the_context() -> None:
    copied = [line.split()[1:-1] for line in LINES if line.startswith("COPY ") and "--from" not in line]
    for path in (path for paths in copied for path in paths):
        assert (ROOT / path).exists(), path
        assert path.split("/")[0] in CONTEXT, path


def test_what_is_installed_has_checksums_and_nobody_is_root() -> None:
    installs = [part for line in LINES for part in line.split("&&") if re.search(r"(pip install|pip sync)", part)]
    assert len(installs) == 3
    assert all("--require-hashes" in part or "--no-deps" in part for part in installs)
    assert [line for line in LINES if line.startswith("USER ")] == ["USER reader"]


def test_every_room_of_the_package_is_in_it() -> None:
    links = {path.readlink().name for path in (ROOT / "tidings").iterdir() if path.is_symlink()}
    assert {"tidings", *links} <= CONTEXT
    assert links == {"flows", "schemas"}
