"""A page in a headless Chromium that can be clicked: what a reader does, and what they then see."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from websockets.sync.client import ClientConnection, connect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--window-size=1280,900")
PATIENCE = 180  # seconds; a busy machine draws a page in some ten


class Browser:
    """An open page that answers expressions of JavaScript."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection, self._number = connection, 0

    def value(self, expression: str) -> Any:
        """What the expression is on the page; AssertionError with what the page said if it fails."""
        self._number += 1
        asked = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        self._connection.send(json.dumps({"id": self._number, "method": "Runtime.evaluate", "params": asked}))
        while (told := json.loads(self._connection.recv(timeout=PATIENCE))).get("id") != self._number:
            pass
        assert "exceptionDetails" not in told["result"], told["result"]["exceptionDetails"]
        return told["result"]["result"].get("value")

    def wait_for(self, expression: str) -> Any:
        """The expression's value, as soon as it is true."""
        ends = time.monotonic() + PATIENCE
        while not (found := self.value(expression)):
            assert time.monotonic() < ends, expression
            time.sleep(0.1)
        return found


@contextmanager
def opened(file: Path, home: Path) -> Iterator[Browser]:
    """The file as a page that has been drawn; skips where there is no Chromium."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    command = [CHROMIUM, *OPTIONS, f"--user-data-dir={home}", file.as_uri()]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            with connect(_address(home / "DevToolsActivePort"), max_size=None, open_timeout=PATIENCE) as connection:
                browser = Browser(connection)
                browser.wait_for("document.documentElement?.dataset.drawn === 'true'")
                yield browser
        finally:
            running.kill()


def _address(told: Path) -> str:
    ends = time.monotonic() + PATIENCE
    while not (told.exists() and told.read_text().strip()):
        assert time.monotonic() < ends, "Chromium does not start"
        time.sleep(0.1)
    port = told.read_text().split()[0]
    while time.monotonic() < ends:
        with urlopen(f"http://127.0.0.1:{port}/json/list", timeout=PATIENCE) as answer:
            pages = [page for page in json.load(answer) if page["type"] == "page"]
        if pages:
            return str(pages[0]["webSocketDebuggerUrl"])
        time.sleep(0.1)
    raise AssertionError("Chromium opens no page")
