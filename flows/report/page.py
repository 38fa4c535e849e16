"""Make the page of a report: one HTML file that asks nobody for anything, whatever stands in the texts."""

import base64
import hashlib
import json
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

# What would end a script element or begin a comment in it, and what JavaScript takes for the end of a line.
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def page(data: Mapping[str, Any], *, title: str, footer: str) -> str:
    """The page that shows the data of `gather`."""
    scripts = {name: asset(file) for name, file in SCRIPTS.items()}
    return Template(asset("page.html")).substitute(
        title=escape(title),
        lede=escape(lede(data)),
        footer=escape(footer),
        style=asset("page.css"),
        hashes=" ".join(f"'sha256-{_digest(text)}'" for text in scripts.values()),
        data=embedded(data),
        world=asset("countries-110m.json"),
        **scripts,
    )


SCRIPTS = {"d3": "d3.min.js", "topojson": "topojson-client.min.js", "script": "page.js"}


def lede(data: Mapping[str, Any]) -> str:
    """What the page is about, in a sentence or two.

    >>> lede({"events": {"id": []}, "found": 0, "articles": [], "days": None})
    'No events were found.'
    """
    shown, found = len(data["events"]["id"]), data["found"]
    if not shown:
        return "No events were found."
    happenings, articles = len(set(data["events"]["happening"])), len(data["articles"])
    parts = ((found, "event"), (happenings, "happening"), (articles, "article"))
    events, told, told_in = (f"{n:,} {what}{'s' if n != 1 else ''}" for n, what in parts)
    span = f", {' to '.join(dict.fromkeys(data['days']))}" if data["days"] else ""
    said = f"{events}, {told} in {told_in}{span}."
    return said if shown == found else f"The surest {shown:,} of {said}"


def embedded(data: Mapping[str, Any]) -> str:
    """The data as JSON that no text in it can break out of.

    >>> embedded({"title": "</script><b>"})
    '{"title":"\\\\u003c/script\\\\u003e\\\\u003cb\\\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, written in UNSAFE.items():
        text = text.replace(character, written)
    return text.encode("utf-8", "replace").decode("utf-8")  # half of a surrogate pair is no character of a file


def asset(name: str) -> str:
    """The text of a file that ships beside this module."""
    return files("tidings.flows.report").joinpath("assets", name).read_text(encoding="utf-8")


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
