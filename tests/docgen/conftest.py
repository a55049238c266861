"""Offices of these tests need a register, not its making: it is ready at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.ready_registers import registers_ready


@pytest.fixture(scope="session", autouse=True)
def ready() -> Iterator[None]:
    """Registers are copied from a migrated one, and their statements compiled once."""
    with registers_ready():
        yield
