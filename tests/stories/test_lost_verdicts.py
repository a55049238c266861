"""Cơ quan mất sổ khi đã có văn bản ký số: kết quả kiểm tra chữ ký trở về đủ từng lần, cả lần chỉ còn trên kho.

Verdicts on digital signatures survive the loss of the registry (luu-tru.md, requirement 13).
"""

from __future__ import annotations

from typing import Any

from registry.labels import DocumentState
from registry.store.verdicts import all_verdicts
from tests.stories.test_lost_registry import lose, remove_object, told
from tests.stories.test_signed_on_screen import CODES, Desk, desk, world
from tests.support.circle import LOOK

__all__ = ["desk", "world"]  # fixtures
ONE, TWO, THREE = CODES
ISSUED, FILED = DocumentState.ISSUED, DocumentState.FILED


def verdicts(desk: Desk) -> list[tuple[str, int, str, dict[str, Any]]]:
    """Every check of every file, as the registry holds it."""
    office = desk.open()
    with office.store.reading() as session:
        found = [(row.sha256, row.revision, row.state.value, dict(row.evidence)) for row in all_verdicts(session)]
    office.close()
    return found


def judged(desk: Desk) -> None:
    """After a backup, which leaves a snapshot, two signed files come home, a good one and one by a stranger; later the
    head's certificate is revoked.
    """
    desk.circle.docgen("backup", desk.folder.parent / "sao")
    desk.drop(desk.sign(desk.printed(ONE).read_bytes(), "head", "agency"))
    desk.drop(desk.sign(desk.printed(TWO).read_bytes(), "other", "agency"), "sai-nguoi.pdf")
    desk.trust("head", "agency", "other", revoked=("head",))
    desk.circle.docgen("signatures", "recheck", expect=(LOOK,))


def test_13_verdicts_come_back_with_the_registry_and_from_the_shelf_alone(desk: Desk) -> None:
    """Requirement 13: every check of every signature is there again, evidence and all; with the pieces of the journal
    gone too, what lies beside the bytes as chu-ky-1.json, chu-ky-2.json … is entered again.
    """
    judged(desk)
    before, facts = verdicts(desk), told(desk.circle)
    assert [(row[1], row[2]) for row in before] == [(1, "HOP_LE"), (2, "THU_HOI"), (1, "SAI_NGUOI_KY")]
    lose(desk.circle)
    said = desk.circle.docgen("archive", "rebuild", "--json").json
    assert (said["entered"], said["problems"], said["lost"]["entries"]) == ([], [], 0)
    assert (verdicts(desk), told(desk.circle)) == (before, facts)
    for tail in desk.folder.glob("archive/*/*/*/*nhat-ky*"):
        remove_object(tail)
    lose(desk.circle)
    said = desk.circle.docgen("archive", "rebuild", "--json", expect=(LOOK,)).json
    assert said["problems"] == [] and said["lost"]["entries"] > 0
    assert (sorted(verdicts(desk)), desk.states()) == (sorted(before), {ONE: FILED, TWO: ISSUED, THREE: ISSUED})
    desk.circle.docgen("archive", "verify")
