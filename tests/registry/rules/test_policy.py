"""What an office does about a check."""

from __future__ import annotations

import pytest

from registry.labels import CheckLevel
from registry.problems import Severity
from registry.rules.policy import CHECKS, USUAL, Policy


@pytest.mark.parametrize(
    ("check", "usual"),
    [
        *((check, CheckLevel.WARN) for check in ("P1", "P2", "P3", "P14", "P17", "P20", "P27")),
        *((check, CheckLevel.BLOCK) for check in ("P8", "P9", "P16", "P23")),
    ],
)
def test_usual_levels(check: str, usual: CheckLevel) -> None:
    """this test ensures that a check an office does not speak of has the level of the rule book (nghiep-vu §7)."""
    assert USUAL.level(check) is usual
    assert CHECKS[check].title


def test_an_office_chooses() -> None:
    """this test ensures that off says nothing, warn warns, block hinders, and other checks stay as usual."""
    policy = Policy(levels={"P1": CheckLevel.OFF, "P2": CheckLevel.BLOCK, "P8": CheckLevel.WARN})
    assert policy.severity("P1") is None
    assert policy.severity("P2") is Severity.ERROR
    assert policy.severity("P8") is Severity.WARNING
    assert policy.severity("P9") is Severity.ERROR
