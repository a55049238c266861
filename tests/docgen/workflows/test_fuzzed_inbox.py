"""Damaged PDFs through the real inbox: each ends in a verdict or is set aside, and the next good file is filed (33)."""

from __future__ import annotations

import logging
import random
from pathlib import Path

import pytest

from registry.labels import DocumentState
from tests.support.issued_office import CODES, broken, issued_office
from tests.support.outside_world import digital_pen as pen
from tests.support.outside_world.notary import Notary

ENDS = {"review", "refused", "already_filed", "waiting"}


def _fuzz(folder: Path, count: int, seed: int) -> None:
    """The office reads in a helper process with its limits; nothing damaged is filed, nothing is lost, all is told."""
    logging.disable(logging.CRITICAL)
    office = issued_office(folder)
    settings = office.folder / "office.toml"
    settings.write_text(settings.read_text("utf-8").replace("processes = 0", "processes = 1"), "utf-8")
    good = office.scan("0.pdf", [office.sheet(CODES[0], 1), office.sheet(CODES[0], 2)])
    whole, chance = good.read_bytes(), random.Random(seed)
    good.unlink()
    notary = Notary()
    signed = pen.sign(office.printed(CODES[1]).read_bytes(), notary.person("Ai đó"), chain=(notary.middle,))
    names = [f"hong-{number}.pdf" for number in range(count)]
    for number, name in enumerate(names):
        (office.inbox / name).write_bytes(broken((whole, signed)[number % 2], chance))
    rows = office.take(1)
    assert sorted(str(row["file"]) for row in rows) == sorted(names)
    for row in rows:
        is_harmless = row["outcome"] == "filed"  # a byte of a picture that nobody sees
        assert row["outcome"] in ENDS or is_harmless, row
        assert row["problems"] or row["documents"] or is_harmless, row
    for name in names:
        (office.inbox / name).unlink(missing_ok=True)
    office.scan("lanh.pdf", [office.sheet(CODES[2], 1), office.sheet(CODES[2], 2)])
    office.take(0)
    assert office.states()[CODES[2]] is DocumentState.FILED
    logging.disable(logging.NOTSET)


@pytest.mark.slow
def test_33_damaged_files_end_in_a_verdict_and_the_queue_goes_on(tmp_path: Path) -> None:
    """this test ensures that cut, holed, looped and monstrous PDFs are told one by one (short form)."""
    _fuzz(tmp_path, 12, seed=33)


@pytest.mark.faults
def test_33_two_hundred_damaged_files(tmp_path: Path) -> None:
    """this test ensures that 200 damaged PDFs each end in a verdict or quarantine."""
    _fuzz(tmp_path, 200, seed=333)
