"""Hồ sơ open and fill themselves, close with exact counts, are held, proposed and destroyed by a council's word."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from registry.dossier_facts import DisposalList, Dossier
from registry.errors import NotFound, RuleBroken
from registry.labels import (
    DisposalState,
    Disposition,
    DocumentKind,
    DocumentState,
    DossierKind,
    DossierState,
    Outcome,
    Regime,
)
from registry.rulesets import shipped_schedule
from registry.store import Store
from registry.store import disposals as council
from registry.store.documents import add_document, find_document, move, record_of
from registry.store.dossier_filling import take_in
from registry.store.dossier_keeping import (
    close_dossier,
    hold_dossier,
    release_dossier,
    reopen_dossier,
    set_pages,
    set_retention,
)
from registry.store.dossier_records import dossier_record, dossier_records, marks_of_papers, papers_outside
from registry.store.dossiers import Founding, put_file, put_paper
from registry.store.received import NewFile, record_file
from registry.store.register_rows import register_entries
from registry.store.registers import void_number
from registry.store.whole import dump_journal
from tests.support.kept_rows import filled_by
from tests.support.registry_builder import (
    NOW,
    SIGNED_ON,
    changing,
    draft,
    enter,
    issue,
    issued_decision,
    number,
    paper,
    sign,
    signed_paper,
)
from tests.support.replay import held, replayed

RULES = shipped_schedule().rules
FOUNDING = Founding(agency="H49.64", fonds="P01", body="Huyện ủy Mẫu", regime=Regime.PARTY, rules=RULES, at=NOW)
LATE = dt.datetime(2042, 1, 10, 8, 0, tzinfo=NOW.tzinfo)
RECORD = "c" * 64
OWN, COMMON = "H49.64.2021.01", "H49.64.2021.02"


@pytest.fixture
def office(store: Store) -> Store:
    """A register where each of two people has a filed decision of two pages in a dossier."""
    return filled_by(_office, store)


def _office(filled: Store) -> None:
    enter(filled)
    for ordinal, person in ((1, "CB-001"), (2, "CB-002")):
        _filed(filled, f"PAPER-{ordinal}", person)


def _filed(store: Store, code: str, person: str) -> None:
    issued_decision(store, code, person)
    with changing(store) as session:
        assert take_in(session, [code], FOUNDING) == ()
        find_document(session, code).pages = 2
        move(session, code, DocumentState.FILED)


def _notice(store: Store, code: str) -> None:
    """A result notice to the first person, numbered."""
    with changing(store) as session:
        add_document(session, paper(code, kind=DocumentKind.RESULT_NOTICE))
    sign(store, code)
    number(store, code)


def _dossier(store: Store, code: str = OWN) -> Dossier:
    with store.reading() as session:
        return dossier_record(session, code)


def _close(store: Store, code: str = OWN, **more: object) -> Dossier:
    said = {"ended_on": SIGNED_ON, "at": NOW, "by": "văn thư", "reason": "xong việc", "rules": RULES, **more}
    with changing(store) as session:
        return close_dossier(session, code, **said)  # type: ignore[arg-type]


def _record_of_council(store: Store, outcome: Outcome = Outcome.FILED) -> None:
    new = NewFile(
        sha256=RECORD,
        size=9,
        kind="pdf",
        outcome=outcome,
        problems=(),
        documents=(),
        object_id="urn:x:1",
        stored_path="archive/x",
    )
    with changing(store) as session:
        record_file(session, new, name="bien-ban.pdf", at=NOW)


def _propose(store: Store) -> DisposalList:
    with changing(store, at=LATE) as session:
        return council.propose(session, at=LATE, by="văn thư", reason="hết hạn")


def _decide(store: Store, code: str, **keep: str) -> DisposalList:
    with changing(store, at=LATE) as session:
        named = {{"own": OWN, "common": COMMON}[name]: why for name, why in keep.items()}
        return council.decide(session, code, record=RECORD[:12], met_on=LATE.date(), keep=named, by="văn thư")


def test_req_05_a_registered_paper_has_its_dossier(filled: Store) -> None:
    """Requirement 5: the dossier opens with the first paper; code, title and number follow the rules."""
    draft(filled, "PAPER-1")
    sign(filled, "PAPER-1")
    number(filled, "PAPER-1")
    with filled.reading() as session:
        assert [record.code for record in papers_outside(session)] == ["PAPER-1"]
    with changing(filled) as session:
        assert take_in(session, ["PAPER-1"], FOUNDING) == ()
    with filled.reading() as session:
        assert papers_outside(session) == ()
        assert [entry.dossier for entry in register_entries(session)] == [OWN]
        found = dossier_record(session, marks_of_papers(session, ["PAPER-1"])["PAPER-1"].code)
    assert (found.kind, found.state, found.person) == (DossierKind.PERSON, DossierState.OPEN, "CB-001")
    assert found.title == "Giao và đánh giá kết quả thực hiện việc đột phá năm 2021 của đồng chí Nông Văn Thử"
    assert [(p.ordinal, p.type_name, p.number_text) for p in found.papers] == [(1, "Quyết định", "01-QĐ/HU")]


def test_req_05_without_an_agency_code_a_paper_is_listed_until_fixed(filled: Store) -> None:
    """Requirement 5: nothing is invented; the paper waits outside until the office says its mã định danh."""
    issued_decision(filled, "PAPER-1")
    with changing(filled) as session:
        assert take_in(session, ["PAPER-1"], replace(FOUNDING, agency="")) == ("PAPER-1",)
    with filled.reading() as session:
        assert [record.code for record in papers_outside(session)] == ["PAPER-1"]
        assert dossier_records(session) == ()


def test_an_office_may_name_one_dossier_for_all(filled: Store) -> None:
    """this test ensures that papers without a register row go into the dossier the office named, too."""
    named = replace(FOUNDING, agency="", named="04-HS/VP")
    draft(filled, "PAPER-1")
    with changing(filled) as session:
        assert take_in(session, ["PAPER-1"], named) == ()
    found = _dossier(filled, "04-HS/VP")
    assert (found.kind, found.number, found.agency) == (DossierKind.NAMED, None, "")


def test_each_assignee_has_one_dossier_and_the_cycle_its_own(office: Store) -> None:
    """this test ensures that papers of one person meet in one dossier and those of nobody in the cycle's."""
    signed_paper(office, "PAPER-3", kind=DocumentKind.MINUTES)
    number(office, "PAPER-3")
    with changing(office) as session:
        assert take_in(session, ["PAPER-1", "PAPER-2", "PAPER-3"], FOUNDING) == ()
    with office.reading() as session:
        found = [(each.code, each.kind, len(each.papers)) for each in dossier_records(session)]
    assert found == [
        (OWN, DossierKind.PERSON, 1),
        (COMMON, DossierKind.PERSON, 1),
        ("H49.64.2021.03", DossierKind.CYCLE, 1),
    ]


def test_a_paper_whose_number_is_void_leaves_the_list(filled: Store) -> None:
    """this test ensures that a cancelled paper is no document of the dossier."""
    draft(filled, "PAPER-1")
    sign(filled, "PAPER-1")
    number(filled, "PAPER-1")
    with changing(filled) as session:
        take_in(session, ["PAPER-1"], FOUNDING)
        void_number(session, record_of(session, "PAPER-1"), reason="in sai")
    assert _dossier(filled).papers == ()


def test_req_06_closing_fixes_exact_counts(office: Store) -> None:
    """Requirement 6: documents and pages are counted; a paper that comes later stays outside until re-opening."""
    closed = _close(office)
    assert (closed.state, closed.documents, closed.pages) == (DossierState.CLOSED, 1, 2)
    assert closed.due_on == dt.date(2041, 12, 31)
    _notice(office, "PAPER-9")
    with changing(office) as session:
        assert take_in(session, ["PAPER-9"], FOUNDING) == ("PAPER-9",)
    with pytest.raises(RuleBroken, match="không thêm bớt"), changing(office) as session:
        put_paper(session, "PAPER-9", OWN, FOUNDING)
    with changing(office) as session:
        opened = reopen_dossier(session, OWN, reason="thông báo về muộn")
        assert (opened.documents, opened.pages, opened.due_on) == (None, None, None)
        assert take_in(session, ["PAPER-9"], FOUNDING) == ()
        set_pages(session, OWN, "PAPER-9", 3)
    issue(office, "PAPER-9")
    again = _close(office, as_is=True)
    assert (again.documents, again.pages) == (2, 5)
    with changing(office) as session:
        find_document(session, "PAPER-1").pages = 7  # whatever the paper says later
    assert [paper.pages for paper in _dossier(office).papers] == [2, 3]


def test_req_06_an_unfinished_dossier_does_not_close(office: Store) -> None:
    """Requirement 6: an unsigned paper, uncounted pages or a day before its last paper hinder the closing."""
    with pytest.raises(RuleBroken, match="không kết thúc"):
        _close(office, ended_on=SIGNED_ON - dt.timedelta(days=1))
    _notice(office, "PAPER-9")
    with changing(office) as session:
        take_in(session, ["PAPER-9"], FOUNDING)
    with pytest.raises(RuleBroken, match="chưa ban hành: 03-TB/HU"):
        _close(office, as_is=True)
    issue(office, "PAPER-9")
    with pytest.raises(RuleBroken, match="chưa lưu bản ký: 03-TB/HU"):
        _close(office)
    with pytest.raises(RuleBroken, match="chưa đếm trang"):
        _close(office, as_is=True)
    with pytest.raises(NotFound):
        _close(office, "H49.64.2021.77")


def test_req_08_a_new_name_and_fonds_leave_old_dossiers_as_they_were(office: Store) -> None:
    """Requirement 8: codes, places and printed names of what exists do not follow the office's new name."""
    before = _dossier(office)
    renamed = replace(FOUNDING, agency="H60.01", fonds="P99", body="Đảng ủy xã Mẫu")
    _notice(office, "PAPER-8")
    signed_paper(office, "PAPER-9", kind=DocumentKind.MINUTES)
    number(office, "PAPER-9")
    with changing(office) as session:
        take_in(session, ["PAPER-8", "PAPER-9"], renamed)
    after = _dossier(office)
    assert replace(after, papers=after.papers[:1]) == before
    assert len(after.papers) == 2
    new = _dossier(office, "H60.01.2021.01")
    assert (new.fonds, new.body, new.object_id.split(":")[2]) == ("P99", "Đảng ủy xã Mẫu", "P99")


def test_req_55_nothing_goes_without_the_councils_filed_record(office: Store) -> None:
    """Requirement 55: due dossiers are proposed; the council's record must be filed before anything is decided."""
    _close(office)
    with pytest.raises(NotFound, match="hết thời hạn"), changing(office) as session:
        council.propose(session, at=NOW, by="văn thư", reason="hết hạn")
    proposed = _propose(office)
    assert (proposed.code, [row.dossier.code for row in proposed.rows]) == ("XH-2042-01", [OWN])
    assert _dossier(office).state is DossierState.PROPOSED
    with pytest.raises(NotFound, match="biên bản"):
        _decide(office, proposed.code)
    _record_of_council(office, Outcome.REVIEW)
    with pytest.raises(RuleBroken, match="chưa được lưu"):
        _decide(office, proposed.code)
    with pytest.raises(RuleBroken, match="chờ hội đồng"), changing(office) as session:
        council.begin(session, proposed.code, ())
    _record_of_council(office)
    assert _decide(office, proposed.code).record == RECORD


def test_req_55_after_destruction_the_facts_remain(office: Store) -> None:
    """Requirement 55: the dossier keeps its list and the decision, the object its tombstone."""
    _close(office)
    proposed = _propose(office)
    _record_of_council(office)
    _decide(office, proposed.code)
    stone = council.Tombstone(object_id="urn:vn:P01:uuid:1", inventory_digest="d", files=({"path": "a", "size": 1},))
    for _ in range(2):  # an interruption in between adds nothing twice
        with changing(office, at=LATE) as session:
            council.begin(session, proposed.code, [stone])
    with changing(office, at=LATE) as session:
        done = council.finish(session, proposed.code, removed={stone.object_id}, report={"objects": 1}, at=LATE)
    destroyed = _dossier(office)
    assert (done.state, destroyed.state, len(destroyed.papers)) == (DisposalState.DONE, DossierState.DESTROYED, 1)
    assert destroyed.documents == 1
    with office.reading() as session:
        (kept,) = council.tombstones(session).values()
    assert (kept.disposal, kept.removed_at[:10], list(kept.files)) == (proposed.code, "2042-01-10", list(stone.files))
    for refused in (
        lambda session: reopen_dossier(session, OWN, reason="x"),
        lambda session: hold_dossier(session, OWN, reason="x", at=LATE, by="văn thư"),
        lambda session: set_retention(session, OWN, 5, basis="x"),
    ):
        with pytest.raises(RuleBroken), changing(office) as session:
            refused(session)


def test_the_journal_tells_every_step(office: Store) -> None:
    """this test ensures that told again from the journal alone every row of dossiers and lists is as it stands."""
    _close(office)
    _close(office, COMMON)
    with changing(office) as session:
        hold_dossier(session, OWN, reason="thanh tra", at=NOW, by="văn thư")
        release_dossier(session, OWN, reason="xong", at=NOW, by="văn thư")
        reopen_dossier(session, COMMON, reason="bổ sung")
    proposed = _propose(office)
    _record_of_council(office)
    _decide(office, proposed.code)
    stone = council.Tombstone(object_id="urn:x:1", inventory_digest="d", files=())
    with changing(office, at=LATE) as session:
        council.begin(session, proposed.code, [stone])
        council.finish(session, proposed.code, removed={"urn:x:1"}, report={"objects": 1}, at=LATE)
    with office.reading() as session:
        assert held(session) == replayed(dump_journal(session))


def test_what_the_council_keeps_is_a_closed_dossier_again(office: Store) -> None:
    """this test ensures that of two listed dossiers only the one the council gave up is to go."""
    _close(office)
    _close(office, COMMON)
    proposed = _propose(office)
    _record_of_council(office)
    decided = _decide(office, proposed.code, own="còn khiếu nại")
    assert [(row.disposition, row.reason) for row in decided.rows] == [
        (Disposition.KEEP, "còn khiếu nại"),
        (Disposition.DESTROY, ""),
    ]
    assert _dossier(office).state is DossierState.CLOSED


def test_req_56_a_hold_blocks_destruction(office: Store) -> None:
    """Requirement 56: a held dossier is not proposed, leaves a list it stands on, and stops the removal."""
    _close(office)
    _close(office, COMMON)
    with changing(office) as session:
        held = hold_dossier(session, OWN, reason="thanh tra", at=NOW, by="văn thư")
    assert held.is_held and "thanh tra" in held.standing
    proposed = _propose(office)
    assert [row.dossier.code for row in proposed.rows] == [COMMON]
    with changing(office) as session:
        hold_dossier(session, COMMON, reason="khiếu nại", at=LATE, by="văn thư")
    _record_of_council(office)
    decided = _decide(office, proposed.code)
    assert [(row.disposition, row.reason) for row in decided.rows] == [(Disposition.KEEP, "khiếu nại")]
    with changing(office) as session:
        assert not release_dossier(session, COMMON, reason="xong", at=LATE, by="văn thư").is_held
    with pytest.raises(NotFound), changing(office) as session:
        release_dossier(session, COMMON, reason="xong", at=LATE, by="văn thư")
    assert [row.dossier.code for row in _propose(office).rows] == [COMMON]


def test_req_56_a_hold_after_the_decision_still_blocks(office: Store) -> None:
    """Requirement 56: whoever holds a dossier between decision and removal is in time."""
    _close(office)
    proposed = _propose(office)
    _record_of_council(office)
    _decide(office, proposed.code)
    with changing(office) as session:
        hold_dossier(session, OWN, reason="thanh tra", at=LATE, by="văn thư")
    with changing(office, at=LATE) as session:
        begun = council.begin(session, proposed.code, ())
    assert [row.disposition for row in begun.rows] == [Disposition.KEEP]


def test_a_list_can_be_taken_back(office: Store) -> None:
    """this test ensures that a list without a decision is withdrawn, and that its dossiers may come again."""
    _close(office)
    proposed = _propose(office)
    with changing(office) as session:
        taken = council.withdraw(session, proposed.code, reason="lập nhầm")
    assert (taken.state, _dossier(office).state) == (DisposalState.WITHDRAWN, DossierState.CLOSED)
    assert _propose(office).code == "XH-2042-02"


def test_a_received_file_may_lie_in_a_dossier_for_itself(office: Store) -> None:
    """this test ensures that what is no paper of ours is put in once, with its pages."""
    _record_of_council(office)
    for _ in range(2):
        with changing(office) as session:
            put_file(session, RECORD, OWN, subject="biên bản", pages=4, dated=SIGNED_ON, author="Hội đồng", at=NOW)
    found = _dossier(office)
    assert [(paper.sha256, paper.pages) for paper in found.papers] == [(None, 2), (RECORD, 4)]
    with pytest.raises(NotFound, match="kho"), changing(office) as session:
        put_file(session, "e" * 64, OWN, subject="x", pages=1, dated=None, author="", at=NOW)
