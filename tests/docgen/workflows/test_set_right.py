"""Papers that set others right, drafted without a printer: who may be set right, how often, and by which symbol."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docgen.errors import UsageError
from docgen.intake.folder import MARKER
from docgen.media.docx import document_text
from docgen.office import Office, open_office
from docgen.workflows.change_tasks import change_task
from docgen.workflows.draft_amendments import draft_amendments
from docgen.workflows.look_after import status
from docgen.workflows.open_for_business import make_office
from docgen.workflows.set_right import Made, draft_correction, draft_recall
from registry.change_facts import Slip, Successor
from registry.errors import RuleBroken
from registry.labels import AmendmentKind, DocumentState
from registry.store.documents import find_document, move, record_of
from registry.store.replacing import ask_replacement
from tests.support.circle import ROOT
from tests.support.registry_builder import changing, enter, issue, issued_decision, number, sign

PARTY = ROOT / "tests" / "stories" / "offices" / "khe-sau.toml"
STATE = ROOT / "samples" / "bac-giang" / "office.toml"
DECISION, TASK = "AAAA0001", "NV-2021-001"
SLIP = Slip(where="Điều 1", wrong="phụ lục", right="Phụ lục")
Make = Callable[..., Office]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Make]:
    """An office whose first decision was issued."""
    opened: list[Office] = []

    def make(settings: Path = PARTY, *swaps: tuple[str, str]) -> Office:
        text = settings.read_text("utf-8")
        for old, new in (("year = 2017", "year = 2021"), *swaps):
            text = text.replace(old, new, 1)
        folder = tmp_path / f"van-phong-{len(opened)}"
        make_office(folder, text)
        (folder / "inbox" / MARKER).touch()
        desk = open_office(folder, {"DOCGEN_TODAY": "2021-03-02"}, actor="người thử")
        opened.append(desk)
        enter(desk.store)
        issued_decision(desk.store, DECISION)
        with changing(desk.store) as session:
            find_document(session, DECISION).regime = desk.settings.issuer.regime
        return desk

    yield make
    for each in opened:
        each.close()


def text(desk: Office, made: Made) -> str:
    """The draft in words."""
    return " ".join(document_text((desk.folder / made.path).read_bytes())).replace("\u00a0", " ")


def test_a_letter_of_the_state_names_its_drafter(office: Make) -> None:
    """Without a drafting unit a State công văn cannot be made; with one its symbol and V/v line stand in the header."""
    with pytest.raises(UsageError, match="đơn vị soạn thảo"):
        draft_correction(office(STATE, ('drafter = "NC"', 'drafter = ""')), DECISION, SLIP, reason="lỗi đánh máy")
    desk = office(STATE)
    said = text(desk, draft_correction(desk, DECISION, SLIP, reason="lỗi đánh máy"))
    assert "/UBND-NC" in said
    assert "V/v đính chính Quyết định số" in said
    assert "Kính gửi:" in said


def test_the_same_slip_twice_is_one(office: Make) -> None:
    """A slip told again changes nothing; another one joins the draft; a printed letter takes no more."""
    desk = office()
    first = draft_correction(desk, DECISION, SLIP, reason="lỗi đánh máy")
    again = draft_correction(desk, DECISION, SLIP, reason="lỗi đánh máy")
    assert (first.is_new, again.is_new, again.code) == (True, False, first.code)
    more = draft_correction(desk, DECISION, Slip(where="Nơi nhận", wrong="a", right="b"), reason="lỗi đánh máy")
    assert (more.code, more.is_new) == (first.code, True)
    assert "2. Tại Nơi nhận" in text(desk, more)
    with changing(desk.store) as session:
        move(session, first.code, DocumentState.PRINTED)
    with pytest.raises(RuleBroken, match=first.code):
        draft_correction(desk, DECISION, SLIP, reason="lỗi đánh máy")


def test_a_recall_of_a_recall_is_refused(office: Make) -> None:
    """What recalled a paper is not recalled itself: the paper is over; a new one has to be issued."""
    desk = office()
    made = draft_recall(desk, DECISION, reason="giao nhầm người")
    sign(desk.store, made.code)
    number(desk.store, made.code)
    issue(desk.store, made.code)
    with pytest.raises(RuleBroken, match=made.code):
        draft_recall(desk, made.code, reason="nhầm")
    with pytest.raises(RuleBroken, match="đã thu hồi"):
        draft_recall(desk, DECISION, reason="nhầm")


def test_the_offices_own_bases_and_recipients_stand(office: Make) -> None:
    """With [change] in office.toml its bases and recipients are printed; without it no proposal of a decision is."""
    desk = office()
    plain = text(desk, draft_recall(desk, DECISION, reason="giao nhầm"))
    assert "Xét đề nghị" not in plain
    own = '[change]\nbases = ["Căn cứ Quy chế riêng"]\nrecipients = ["Nơi nhận riêng"]\n\n[office]\n'
    other = office(PARTY, ("[office]\n", own))
    said = text(other, draft_recall(other, DECISION, reason="giao nhầm"))
    assert "- Căn cứ Quy chế riêng;" in said
    assert "- Nơi nhận riêng," in said


def test_a_stranger_is_addressed_as_told(office: Make) -> None:
    """The Party calls a successor nobody knows đồng chí; the State must be told ông or bà, or knows already."""
    heir = Successor(name="Lò Văn Kế", post="Phó phòng", unit="Phòng Lạ")
    known = change_task(office(), TASK, AmendmentKind.TRANSFER, reason="x", successor=heir)
    assert known.after["address"] == "đồng chí"
    desk = office(STATE)
    with pytest.raises(UsageError, match="Lò Văn Kế"):
        change_task(desk, TASK, AmendmentKind.TRANSFER, reason="x", successor=heir)
    here = Successor(name="Bế Thị Nháp", post="Trưởng phòng", unit="Phòng Thí dụ")
    assert change_task(desk, TASK, AmendmentKind.TRANSFER, reason="x", successor=here).after["address"] == "bà"


def test_a_printed_amendment_is_made_anew(office: Make) -> None:
    """A draft is rewritten under its code, a printed one withdrawn for a new one, one without changes withdrawn."""
    desk = office()
    change_task(desk, TASK, AmendmentKind.CANCEL, reason="trùng")
    (first,) = draft_amendments(desk).codes
    change_task(desk, "NV-2021-002", AmendmentKind.SUSPEND, reason="chờ vốn")
    rewritten = draft_amendments(desk)
    assert (rewritten.rewritten, rewritten.codes) == (1, (first,))
    with changing(desk.store) as session:
        move(session, first, DocumentState.PRINTED)
        find_document(session, DECISION).abstract = "về việc khác"
    made = draft_amendments(desk)
    assert (made.made, made.codes != (first,)) == (1, True)
    with desk.store.reading() as session:
        assert record_of(session, first).state is DocumentState.WITHDRAWN
        assert record_of(session, made.codes[0]).state is DocumentState.DRAFT


def test_what_waits_is_told(office: Make) -> None:
    """Status names changes nobody drafted a decision for, and papers that wait for the one to take their place."""
    desk = office()
    assert not {"Đề nghị điều chỉnh chưa soạn quyết định", "Văn bản chờ văn bản thay thế"} & _waiting(desk)
    change_task(desk, TASK, AmendmentKind.CANCEL, reason="trùng")
    assert "Đề nghị điều chỉnh chưa soạn quyết định" in _waiting(desk)
    draft_amendments(desk)
    assert "Đề nghị điều chỉnh chưa soạn quyết định" not in _waiting(desk)
    with changing(desk.store) as session:
        ask_replacement(session, record_of(session, DECISION), reason="sai")
    assert "Văn bản chờ văn bản thay thế" in _waiting(desk)


def _waiting(desk: Office) -> set[str]:
    return {row[0] for row in status(desk).waiting}
