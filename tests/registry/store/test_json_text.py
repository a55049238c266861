"""JSON in the database has one form, whether a value is written at once or piece by piece."""

from __future__ import annotations

import datetime as dt

import pytest

from registry.store.json_text import Written, as_json, canonical, canonical_row

CONTEXT = {"tên": "Nông Văn Thử", "b": [1, None, True], "a": {"y": "đ", "x": 'dấu " và \\'}}


def test_what_is_written_goes_into_the_database_as_it_is() -> None:
    """this test ensures that a text of JSON is not written as a text a second time, and a plain text is."""
    assert as_json(Written("{}")) == "{}"
    assert as_json("{}") == '"{}"'


@pytest.mark.parametrize("written", [set(), {"context"}, {"z", "a"}, {"a", "context", "m", "z"}])
def test_a_row_reads_the_same_however_it_was_written(written: set[str]) -> None:
    """this test ensures that values written before stand in a row's JSON as if they were written with it."""
    row = {"z": CONTEXT, "context": CONTEXT, "m": None, "a": [CONTEXT], "day": dt.date(2021, 2, 5), "n": 7, "ờ": "ở"}
    pieces = {name: canonical(value) if name in written else value for name, value in row.items()}
    assert canonical_row(pieces) == canonical(row)
