"""Bản ký số trả về: đúng người thì tự lưu, sai người, sửa sau khi ký, chứng thư lạ thì chờ người kèm lý do.

Papers signed on a screen come home through `docgen inbox run`; requirements 28, 30 and 43.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from docgen.media.pagecode import drawing
from docgen.media.pdf import page_image
from registry.labels import DocumentState, TaskState
from registry.labels import SignatureState as State
from registry.store.documents import record_of
from registry.store.received import find_file
from registry.store.tasks import task_records
from tests.support.issued_office import CODES, PAGES, IssuedOffice, issued_office, lines_of, printed_page, printed_paper
from tests.support.outside_world import digital_pen as pen
from tests.support.outside_world.notary import Holder, Notary

ONE, TWO, _ = CODES
AGENCY = "Huyện ủy Khe Sáu"


class Desk(IssuedOffice):
    """The office with its trust folder, and those who sign."""

    def __init__(self, folder: Path, notary: Notary, people: dict[str, Holder], clock: Holder) -> None:
        super().__init__(folder)
        self.notary, self.people, self.clock = notary, people, clock
        self.trust("head", "agency", "other")

    def trust(self, *known: str, revoked: tuple[str, ...] = (), lists: bool = True) -> None:
        """Root, intermediate, fresh revocation lists and who is who, as a person puts them there."""
        place, notary = self.folder / "tin-cay", self.notary
        place.mkdir(exist_ok=True)
        (place / "goc.crt").write_bytes(notary.root.der)
        (place / "trung-gian.crt").write_bytes(notary.middle.der)
        made, early = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=5), dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
        gone = [self.people[role] for role in revoked]
        for name, issuer, ended in (("goc", notary.root, []), ("tg", notary.middle, gone)):
            path = place / f"{name}.crl"
            path.unlink(missing_ok=True)
            if lists:
                path.write_bytes(notary.revocations(issuer, ended, made=made, revoked_on=early))
        rows = [
            f'[[root]]\nfile = "goc.crt"\nfor = "{use}"\nsha256 = "{notary.root.fingerprint}"\n'
            'source = "thử"\nloaded_by = "người thử"\nloaded_on = 2021-02-01\n'
            for use in ("signers", "timestamps")
        ]
        names = {"head": "Lý Văn Mẫu", "agency": AGENCY, "other": "Trần Thị Khác"}
        rows += [
            f'[[signer]]\nname = "{names[role]}"\ncertificates = ["{self.people[role].fingerprint}"]\n'
            for role in known
        ]
        (place / "tin-cay.toml").write_text("\n".join(rows), "utf-8")

    def sign(self, content: bytes, *roles: str) -> bytes:
        """The file signed by those people, in that order."""
        for role in roles:
            content = pen.sign(content, self.people[role], chain=(self.notary.middle,), clock=self.clock)
        return content

    def drop(self, content: bytes, name: str = "ky-so.pdf") -> dict[str, object]:
        """What `docgen inbox run` makes of the file."""
        (self.inbox / name).write_bytes(content)
        (row,) = self.take()
        return row

    def is_open(self, code: str = ONE) -> bool:
        """True while the decision waits and no task was moved."""
        office = self.open()
        with office.store.reading() as session:
            state = record_of(session, code).state
            proven = [task for task in task_records(session, 2021) if task.state is TaskState.PROVEN]
        office.close()
        return state is DocumentState.ISSUED and not proven

    def home(self, sha256: str) -> str:
        """The object in which a received file lies."""
        office = self.open()
        with office.store.reading() as session:
            found = find_file(session, sha256).object_id
        office.close()
        return found

    def unsigned(self, code: str) -> Image.Image:
        """The last page on paper before anybody signed it."""
        path = self.folder.parent / "chua-ky.pdf"
        printed_page(path, lines_of(code, PAGES), PAGES, drawing(self.page_code(code, PAGES).text))
        return page_image(path, 1, 200)

    def told(self) -> str:
        """What `docgen inbox review` says."""
        return self.circle.docgen("inbox", "review").err


@pytest.fixture(scope="module")
def world() -> tuple[Notary, dict[str, Holder], Holder]:
    """An authority, three people and a clock, made once."""
    notary = Notary()
    names = (("head", "Lý Văn Mẫu"), ("agency", AGENCY), ("other", "Trần Thị Khác"))
    return notary, {role: notary.person(name) for role, name in names}, notary.clock()


@pytest.fixture
def desk(tmp_path: Path, world: tuple[Notary, dict[str, Holder], Holder]) -> Iterator[Desk]:
    """Three issued decisions of two pages, not signed yet."""
    logging.disable(logging.CRITICAL)
    yield Desk(issued_office(tmp_path).folder, *world)
    logging.disable(logging.NOTSET)


def problems_of(row: dict[str, object]) -> list[str]:
    """Codes of all problems of a file and of its documents."""
    documents: list[dict[str, object]] = row["documents"]  # type: ignore[assignment]
    everything = [row["problems"], *(each["problems"] for each in documents)]
    return [problem["code"] for problems in everything for problem in problems]  # type: ignore[attr-defined]


def test_30_our_own_bytes_signed_by_the_right_people_file_themselves(desk: Desk) -> None:
    """A file that begins with the issued bytes is ours without any page code; rightly signed it moves the task."""
    row = desk.drop(desk.sign(desk.printed(ONE).read_bytes(), "head", "agency"))
    assert (row["outcome"], problems_of(row)) == ("filed", [])
    assert desk.states()[ONE] is DocumentState.FILED
    assert not desk.is_open()


@pytest.mark.parametrize(
    ("case", "state"),
    [
        ("wrong", State.WRONG_SIGNER),
        ("changed", State.CHANGED_AFTER),
        ("revoked", State.REVOKED),
        ("unknown", State.UNTRUSTED),
    ],
)
def test_26_a_doubtful_signature_waits_with_its_reason(desk: Desk, case: str, state: State) -> None:
    """Wrong person, changed afterwards, revoked, unknown authority: the task stays open and the person hears why."""
    content = desk.sign(desk.printed(ONE).read_bytes(), "other" if case == "wrong" else "head", "agency")
    if case == "changed":
        content = pen.add_note(content)
    elif case == "revoked":
        desk.trust("head", "agency", revoked=("head",))
    elif case == "unknown":
        (desk.folder / "tin-cay" / "tin-cay.toml").write_text("", "utf-8")
    row = desk.drop(content)
    assert row["outcome"] == "review"
    assert f"signature-{state.name.lower().replace('_', '-')}" in problems_of(row)
    assert desk.is_open()
    assert f"Chữ ký số: {state.label}." in desk.told()


def test_30_our_own_bytes_without_a_signature_prove_nothing(desk: Desk) -> None:
    """The print with something behind it, signed by nobody, waits: who did not sign is named."""
    row = desk.drop(desk.printed(ONE).read_bytes() + b"\n% them vao\n%%EOF\n")
    assert (row["outcome"], problems_of(row), desk.is_open()) == ("review", ["page-unsigned"], True)
    assert "chưa thấy chữ ký của" in desk.told()


def test_30_words_changed_before_the_first_signature_wait(desk: Desk) -> None:
    """Our bytes, then another page content, then a right signature: rightly signed, and not what was issued."""
    row = desk.drop(desk.sign(pen.replace_content(desk.printed(ONE).read_bytes()), "head", "agency"))
    assert (row["outcome"], desk.is_open()) == ("review", True)
    assert {"page-altered", "words-altered"} <= set(problems_of(row))


def test_30_a_signer_that_writes_the_file_anew_is_recognised_by_its_words(desk: Desk) -> None:
    """Other bytes with the same words and looks, rightly signed, are the paper; one that looks otherwise is not."""
    anew = desk.folder.parent / "viet-lai.pdf"
    printed_paper(anew, [lines_of(ONE, page) for page in range(1, PAGES + 1)], title="viet lai")
    content = anew.read_bytes()
    assert not content.startswith(desk.printed(ONE).read_bytes())
    row = desk.drop(desk.sign(content, "head", "agency"))
    assert (row["outcome"], problems_of(row)) == ("filed", [])
    assert not desk.is_open()


def test_30_other_words_with_our_number_are_shown_beside_ours(desk: Desk) -> None:
    """A rightly signed file with our number and other words goes to a person, who is shown what differs."""
    altered = [line.replace("viec dot pha so 28", "viec dot pha so 99") for line in lines_of(ONE, 1)]
    path = desk.folder.parent / "khac.pdf"
    printed_paper(path, [["So 01-QD/HU", *altered[1:]], lines_of(ONE, 2)])
    row = desk.drop(desk.sign(path.read_bytes(), "head", "agency"), "01-QĐ-HU khac.pdf")
    assert row["outcome"] == "review"
    assert desk.is_open()
    shown = desk.circle.docgen("inbox", "show", str(row["sha256"])[:16]).err
    assert "có số 01-QĐ/HU" in shown
    assert f"khác bản in {ONE}, trang 1" in shown
    assert "so 28, trang" in shown and "so 99, trang" in shown


def test_28_without_network_the_check_is_quick_and_says_what_is_missing(desk: Desk) -> None:
    """Without revocation lists nothing is fetched: the paper waits, “chưa kiểm tra thu hồi” is said."""
    desk.trust("head", "agency", lists=False)
    row = desk.drop(desk.sign(desk.printed(ONE).read_bytes(), "head", "agency"))
    assert row["outcome"] == "review"
    assert desk.is_open()
    assert "chưa kiểm tra thu hồi" in desk.told()


def test_43_number_date_and_recipient_alone_only_propose(desk: Desk) -> None:
    """A PDF without a code that names number, day and person is proposed to the person, best first, and not filed."""
    path = desk.folder.parent / "khong-ma.pdf"
    printed_paper(path, [["So 01-QD/HU ngay 05 thang 02 nam 2021", "Gui dong chi Nong Van Thu"]])
    row = desk.drop(path.read_bytes(), "khong-ma.pdf")
    assert row["outcome"] == "review"
    assert desk.is_open()
    (waiting,) = desk.circle.docgen("inbox", "review", "--json").json
    assert waiting["candidates"][0]["document"] == ONE
    assert len(waiting["candidates"]) <= 3
    assert waiting["candidates"][0]["reasons"] == ["có số 01-QĐ/HU", "có tên người nhận", "có ngày 05/02/2021"]


def test_37_the_paper_and_its_signed_file_are_one_document_whichever_came_first(desk: Desk) -> None:
    """The scan of a signed sheet and the file signed on a screen, both as printed, need nobody: the second is kept in
    the paper's own object beside the first, and a later signature on the same file is no alarm either.
    """
    for code, is_paper_first in ((ONE, True), (TWO, False)):
        content = desk.sign(desk.printed(code).read_bytes(), "head", "agency")

        def drop_file(content: bytes = content, code: str = code) -> dict[str, object]:
            return desk.drop(content, f"{code}.pdf")

        def drop_paper(code: str = code) -> dict[str, object]:
            desk.scan(f"quet-{code}.pdf", [desk.sheet(code, 1), desk.sheet(code, 2)])
            return desk.take(0)[0]

        ways = [drop_paper, drop_file] if is_paper_first else [drop_file, drop_paper]
        first, second = ways[0](), ways[1]()
        assert (first["outcome"], second["outcome"]) == ("filed", "already_filed"), second
        assert problems_of(second) == ["page-other-shape"] * 2
        homes = {desk.home(str(row["sha256"])) for row in (first, second)}
        assert len(homes) == 1
        assert desk.states()[code] is DocumentState.FILED
    later = desk.drop(desk.sign(content, "other"), "ky-them.pdf")
    assert (later["outcome"], set(problems_of(later))) == ("already_filed", {"page-received-alike"})
    assert "Không có tệp nào chờ" in desk.told()


@pytest.mark.parametrize("case", ["altered scan", "unsigned scan", "other words", "wrong signer"])
def test_37_two_shapes_that_do_not_agree_wait_for_a_person(desk: Desk, case: str) -> None:
    """A scan that differs from the print, or that nobody signed, beside the signed file; a file with other words, or
    signed by another, beside the scan.
    """
    content, pages = desk.printed(ONE).read_bytes(), [desk.sheet(ONE, 1), desk.sheet(ONE, 2)]
    if case == "altered scan":
        pages[0] = desk.sheet(ONE, 1, [*lines_of(ONE, 1)[:4], "Dieu 5. Cap 900 trieu dong.", *lines_of(ONE, 1)[5:]])
    elif case == "unsigned scan":
        pages[1] = desk.unsigned(ONE)
    elif case == "other words":
        content = pen.replace_content(content)
    content = desk.sign(content, *(("other",) if case == "wrong signer" else ("head", "agency")))
    is_paper_first = case in {"other words", "wrong signer"}
    if not is_paper_first:
        desk.drop(content)
    desk.scan("quet.pdf", pages)
    rows = desk.take()
    row = desk.drop(content) if is_paper_first else rows[0]
    assert row["outcome"] == "review", problems_of(row)
    assert desk.states()[ONE] is DocumentState.FILED
