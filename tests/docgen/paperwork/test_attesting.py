"""Digitally signed papers come home: the right signatures file them, all others wait; requirements 26 and 30 to 32."""

from __future__ import annotations

import datetime as dt
import json
import logging
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docgen.intake.kinds import Kind
from docgen.intake.outcome import FileOutcome
from docgen.media.apart import Helpers
from docgen.media.pagecode import drawing
from docgen.office import make_office, open_office
from docgen.paperwork.attesting import Attestation
from docgen.signatures import asking
from docgen.workflows.check_signatures import check_file, recheck, trusted
from docgen.workflows.review_inbox import evidence_of
from registry.codes import page_code
from registry.labels import DocumentState, Outcome, TaskState
from registry.labels import SignatureState as State
from registry.store.documents import record_of
from registry.store.received import find_file
from registry.store.tasks import task_records
from registry.store.verdicts import verdicts_of
from tests.docgen.intake.papers import FIRST, written
from tests.docgen.paperwork.test_receiving import ALTERED, BODY, SETTINGS, hand_in, issue
from tests.support.outside_world import digital_pen as pen
from tests.support.outside_world.notary import Holder, Notary
from tests.support.registry_builder import DIGEST

AGENCY, STRANGER = "Huyện ủy Khe Sáu", "Trần Thị Khác"
BOX = {"box": (300, 40, 420, 90)}


class Desk:
    """An office with an issued decision and a trust folder, and the people who sign for it."""

    def __init__(self, folder: Path, notary: Notary, people: dict[str, Holder], clock: Holder, settings: str) -> None:
        make_office(folder, SETTINGS.read_text("utf-8") + settings)
        self.office = open_office(folder, {"DOCGEN_TODAY": "2021-02-05"}, actor="người thử")
        issue(self.office, on_shelf=True)
        self.notary, self.people, self.clock = notary, people, clock
        with self.office.store.reading() as session:
            self.head = record_of(session, FIRST).signatory
        self.trust()

    def trust(self) -> None:
        """The root, the intermediate, fresh revocation lists and who is who, as a person puts them there."""
        place, notary = self.office.trust, self.notary
        place.mkdir(exist_ok=True)
        (place / "goc.crt").write_bytes(notary.root.der)
        (place / "trung-gian.crt").write_bytes(notary.middle.der)
        self.revoke()
        rows = [
            f'[[root]]\nfile = "goc.crt"\nfor = "{use}"\nsha256 = "{notary.root.fingerprint}"\n'
            'source = "thử"\nloaded_by = "người thử"\nloaded_on = 2021-02-01\n'
            for use in ("signers", "timestamps")
        ]
        names = {"head": self.head, "agency": AGENCY, "stranger": STRANGER}
        rows += [
            f'[[signer]]\nname = "{names[role]}"\ncertificates = ["{holder.fingerprint}"]\n'
            for role, holder in self.people.items()
        ]
        (place / "tin-cay.toml").write_text("\n".join(rows), "utf-8")

    def revoke(self, *roles: str) -> None:
        """Fresh revocation lists, naming those people."""
        made = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=5)
        gone = [self.people[role] for role in roles]
        early = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
        for name, issuer, revoked in (("goc", self.notary.root, []), ("tg", self.notary.middle, gone)):
            content = self.notary.revocations(issuer, revoked, made=made, revoked_on=early)
            (self.office.trust / f"{name}.crl").write_bytes(content)

    def paper(self, lines: list[str] = BODY) -> bytes:
        """The decision as a PDF with a genuine page code, unsigned."""
        key = self.office.key(1) or b""
        code = page_code(key, generation=1, document=FIRST, page=1, pages=1, input_digest=DIGEST)
        return written(self.office.folder, "sheet.pdf", lines, drawing(code.text)).read_bytes()

    def sign(self, content: bytes, *roles: str) -> bytes:
        """The file signed by those people, in that order."""
        for role in roles:
            content = pen.sign(content, self.people[role], chain=(self.notary.middle,), clock=self.clock)
        return content

    def hand_in(self, content: bytes, name: str = "ve.pdf") -> FileOutcome:
        """What becomes of the file at the reception desk."""
        path = self.office.folder / name
        path.write_bytes(content)
        return hand_in(self.office, path)

    def states(self, outcome: FileOutcome) -> list[State]:
        """All verdicts noted for the file, oldest first."""
        with self.office.store.reading() as session:
            return [record.state for record in verdicts_of(session, outcome.sha256)]

    def is_open(self) -> bool:
        """True while the decision waits for its signed copy and no task was moved by one."""
        with self.office.store.reading() as session:
            tasks = {task.state for task in task_records(session, 2021)}
            return record_of(session, FIRST).state is DocumentState.ISSUED and TaskState.PROVEN not in tasks


@pytest.fixture(scope="module")
def people() -> tuple[Notary, dict[str, Holder], Holder]:
    """An authority, three people and a clock, made once."""
    notary = Notary()
    holders = {role: notary.person(name) for role, name in (("head", "Bí thư"), ("agency", AGENCY), ("stranger", "X"))}
    return notary, holders, notary.clock()


@pytest.fixture
def desk(tmp_path: Path, people: tuple[Notary, dict[str, Holder], Holder]) -> Iterator[Callable[..., Desk]]:
    """Opens an office; `settings` is added to its office.toml."""
    opened: list[Desk] = []
    logging.disable(logging.CRITICAL)

    def make(settings: str = "") -> Desk:
        opened.append(Desk(tmp_path / "van-phong", *people, settings))
        return opened[-1]

    yield make
    logging.disable(logging.NOTSET)
    for each in opened:
        each.office.close()


def test_a_rightly_signed_paper_files_itself(desk: Callable[..., Desk]) -> None:
    """this test ensures that person and agency together prove the paper without ink, and the evidence is kept."""
    here = desk()
    outcome = here.hand_in(here.sign(here.paper(), "head", "agency"))
    assert outcome.outcome is Outcome.FILED, outcome
    assert here.states(outcome) == [State.VALID]
    assert not here.is_open()
    with here.office.store.reading() as session:
        stored = here.office.folder / find_file(session, outcome.sha256).stored_path
    kept = [json.loads(path.read_text("utf-8")) for path in here.office.archive.rglob("chu-ky-1.json")]
    assert [row["state"] for row in kept] == ["HOP_LE"]
    assert stored.read_bytes() == (here.office.folder / "ve.pdf").read_bytes()


@pytest.mark.parametrize(
    ("roles", "state"),
    [(("stranger", "agency"), State.WRONG_SIGNER), (("head",), State.WRONG_SIGNER)],
)
def test_26_the_wrong_people_leave_the_task_open(
    desk: Callable[..., Desk], roles: tuple[str, ...], state: State
) -> None:
    """this test ensures that a good signature of the wrong people waits with its reason, and nothing moves."""
    here = desk()
    outcome = here.hand_in(here.sign(here.paper(), *roles))
    assert outcome.outcome is Outcome.REVIEW
    assert "signature-wrong-signer" in [problem.code for problem in outcome.documents[0].problems]
    assert (here.states(outcome), here.is_open()) == ([state], True)


@pytest.mark.parametrize(
    ("stroke", "state"),
    [
        (pen.replace_content, State.CHANGED_AFTER),
    ],
)
def test_a_change_after_signing_leaves_the_task_open(
    desk: Callable[..., Desk], stroke: Callable[[bytes], bytes], state: State
) -> None:
    """this test ensures that whatever came after the last signature waits for a person."""
    here = desk()
    outcome = here.hand_in(stroke(here.sign(here.paper(), "head", "agency")))
    assert outcome.outcome is Outcome.REVIEW
    assert here.is_open()
    assert here.states(outcome) == [state]


def test_30_other_words_under_our_number_wait_although_rightly_signed(desk: Callable[..., Desk]) -> None:
    """this test ensures that a valid signature over another text than was issued goes to a person."""
    here = desk()
    outcome = here.hand_in(here.sign(here.paper(ALTERED), "head", "agency"))
    assert here.states(outcome) == [State.VALID]
    assert outcome.outcome is Outcome.REVIEW
    assert "page-altered" in [problem.code for problem in outcome.documents[0].problems]
    assert here.is_open()


def test_31_a_new_list_makes_a_new_verdict_and_keeps_the_old(desk: Callable[..., Desk]) -> None:
    """this test ensures that a signer revoked later is told by recheck, once, beside the first verdict."""
    here = desk()
    outcome = here.hand_in(here.sign(here.paper(), "head", "agency"))
    here.revoke("head")
    (found,) = recheck(here.office)
    assert (found.before, found.now, found.needs_person) == (State.VALID, State.REVOKED, True)
    assert here.states(outcome) == [State.VALID, State.REVOKED]
    assert [each.is_new for each in recheck(here.office)] == [False]
    shown = evidence_of(here.office, outcome.sha256).verdicts
    assert [row["state"] for row in shown] == ["HOP_LE", "THU_HOI"]
    assert sorted(path.name for path in here.office.archive.rglob("chu-ky-*.json")) == [
        "chu-ky-1.json",
        "chu-ky-2.json",
    ]


@pytest.mark.parametrize(("settings", "outcome"), [("", Outcome.REVIEW), ("incomplete = true", Outcome.FILED)])
def test_thin_evidence_is_taken_only_where_the_office_says_so(
    desk: Callable[..., Desk], settings: str, outcome: Outcome
) -> None:
    """this test ensures that without revocation lists the setting decides."""
    here = desk(f"\n[signatures]\n{settings}\n")
    for path in here.office.trust.glob("*.crl"):
        path.unlink()
    found = here.hand_in(here.sign(here.paper(), "head", "agency"))
    assert (here.states(found), found.outcome) == ([State.THIN_EVIDENCE], outcome)


def test_32_a_signed_word_file_never_proves_anything(desk: Callable[..., Desk]) -> None:
    """this test ensures that a Word file with a signature part is DOCX_CHUA_XAC_MINH and waits."""
    here = desk()
    path = here.office.folder / "phieu.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        archive.writestr(
            "word/document.xml", "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"
        )
        archive.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    outcome = hand_in(here.office, path)
    assert outcome.outcome is Outcome.REVIEW
    assert [problem.code for problem in outcome.problems] == ["signature-word-unverified"]
    assert (here.states(outcome), here.is_open()) == ([State.WORD_UNVERIFIED], True)


def test_a_file_can_be_looked_at_without_being_kept(desk: Callable[..., Desk]) -> None:
    """this test ensures that `signatures check` judges by the named paper and keeps nothing."""
    here = desk()
    path = here.office.folder / "xem.pdf"
    path.write_bytes(here.sign(here.paper(), "head", "agency"))
    assert check_file(here.office, path, FIRST).state is State.VALID
    assert recheck(here.office) == ()


def test_a_root_counts_only_with_its_papers(desk: Callable[..., Desk]) -> None:
    """this test ensures that a root without source, or with another fingerprint, is left aside and told."""
    here = desk()
    listed = here.office.trust / "tin-cay.toml"
    right = listed.read_text("utf-8")
    assert (len(trusted(here.office).signer_roots), trusted(here.office).problems) == (1, ())
    for old, new in (('source = "thử"\n', ""), (here.notary.root.fingerprint, "00" * 32), ("goc.crt", "khac.crt")):
        listed.write_text(right.replace(old, new), "utf-8")
        trust = trusted(here.office)
        assert (trust.signer_roots, len(trust.problems)) == ((), 2)


def test_27_strangers_and_papers_of_an_office_that_trusts_nobody_wait(desk: Callable[..., Desk]) -> None:
    """this test ensures that a signed PDF that is not ours says who signed it, and without trust nothing is taken."""
    here = desk()
    foreign = here.hand_in(here.sign(pen.paper(), "stranger"), "la.pdf")
    assert foreign.outcome is Outcome.REVIEW
    assert "signature-thin-evidence" in [problem.code for problem in foreign.problems]
    shutil.rmtree(here.office.trust)
    outcome = here.hand_in(here.sign(here.paper(), "head", "agency"))
    assert (here.states(outcome), outcome.outcome, here.is_open()) == ([State.UNTRUSTED], Outcome.REVIEW, True)


def test_28_a_check_that_takes_too_long_is_given_up(desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    """this test ensures that the check has ten seconds of its own; then the paper waits and says what is open."""
    here = desk()
    path = here.office.folder / "lau.pdf"
    path.write_bytes(here.sign(here.paper(), "head", "agency"))
    assert asking.MOST_SECONDS == 10
    monkeypatch.setattr(asking, "MOST_SECONDS", 0.0)
    with Helpers(1) as helpers:
        verdict = Attestation(here.office, helpers).judge(path, Kind.PDF, [FIRST])
    assert verdict.state is State.UNREADABLE
    assert "chưa kiểm tra thu hồi" in verdict.reasons[0]
