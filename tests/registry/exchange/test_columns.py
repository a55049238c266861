"""Headings: one meaning each."""

from __future__ import annotations

import pytest

from registry.exchange import TaskRow
from registry.exchange.columns import COLUMNS
from registry.exchange.headings import heading_key


def test_no_heading_means_two_columns() -> None:
    """No accepted spelling belongs to two columns."""
    owners: dict[str, set[str]] = {}
    for column in COLUMNS:
        for text in (column.heading, *column.synonyms):
            owners.setdefault(heading_key(text), set()).add(column.field)
    assert not {key: fields for key, fields in owners.items() if len(fields) > 1}


def test_every_column_has_a_field() -> None:
    """Every column but the ordinal is a field of a row."""
    assert {column.field for column in COLUMNS} - set(TaskRow.__dataclass_fields__) == {"ordinal"}


@pytest.mark.parametrize("typed", ["HỌ VÀ  TÊN", "Họ và tên:", "ho va ten", "Họ và tên (in hoa)", "Họ - và - tên"])
def test_headings_as_typed(typed: str) -> None:
    """Capitals, accents, punctuation and brackets do not matter."""
    assert heading_key(typed) == heading_key("Họ và tên")
