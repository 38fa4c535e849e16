"""A line of `tidings annotate` is UTF-8 whatever its id holds."""

import json

import pytest

from tidings.flows.batches.annotate_file import line_of


@pytest.mark.parametrize("text_id", ["a", "Łódź", "\ud800", "\udcff x"])
def test_a_line_is_utf_8_and_gives_the_id_back(text_id: str) -> None:
    line = line_of({"id": text_id})
    assert json.loads(line.encode())["id"] == text_id
