"""Pages as printed: how many there are, and what stands on them."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from docgen.forms.reading import read_form
from docgen.media.pdf import page_texts
from docgen.printing.converter import Converter, probe
from docgen.printing.readback import compare
from docgen.wording.decision import decision_context
from docgen.wording.decision_list import list_decision_context
from docgen.wording.self_assessment import self_assessment_context
from registry.labels import Regime
from tests.support import facts, list_facts
from tests.support.papers import NAMES, sample_paper, template

pytestmark = pytest.mark.pdf
POSTS = (
    "Huyện ủy viên, Bí thư Đảng ủy xã Yên Phú",
    "Huyện ủy viên, Trưởng phòng Nông nghiệp và Phát triển nông thôn huyện",
    "Ủy viên Ban Thường vụ Huyện ủy, Chủ nhiệm Ủy ban Kiểm tra Huyện ủy",
    "Huyện ủy viên, Giám đốc Trung tâm Văn hóa, Truyền thông và Thể thao huyện",
)
PEOPLE = ("Ma Văn Đạt", "Nguyễn Thị Thanh Hương", "Hoàng Đức Long", "Lý Thị Minh Phương Thảo")
PAGES = {
    "decision": 2,
    "decision-collective": 2,
    "decision-list": 3,
    "self-assessment": 1,
    "minutes": 2,
    "notice": 1,
    "report": 2,
    "handout": 2,
    "register-book": 3,
    "dossier-contents": 1,
    "handover-list": 1,
    "handover-minutes": 1,
    "recall": 1,
    "correction": 1,
    "amendment": 2,
}
RUNS_OVER = {"party-decision-collective": 3}  # the individuals attached push the signature to a second page


@pytest.fixture(scope="module")
def converter() -> Converter:
    """The LibreOffice of this machine."""
    return probe()


@dataclass(frozen=True, kw_only=True)
class Print:
    """A paper and the PDF it was printed to."""

    docx: bytes
    pdf: Path

    @property
    def pages(self) -> list[str]:
        """The text of each page."""
        return page_texts(self.pdf)


Prints = Mapping[str, Mapping[str, Print]]


@pytest.fixture(scope="module")
def prints(converter: Converter, tmp_path_factory: pytest.TempPathFactory) -> Prints:
    """Every pile of this module by its name, printed in one go: LibreOffice takes longer to start than to print."""
    folder = tmp_path_factory.mktemp("prints")
    piles = {
        "samples": {name: sample_paper(name) for name in NAMES},
        "bulk": _bulk(),
        "long": _long(),
        "boxes": _boxes(),
        "lists": _lists(),
        "replacing": _replacing(),
    }
    papers = {f"{pile}-{name}": data for pile, papers in piles.items() for name, data in papers.items()}
    for name, data in papers.items():
        (folder / f"{name}.docx").write_bytes(data)
    made = converter.convert([folder / f"{name}.docx" for name in papers], folder / "pdf")
    found = {path.stem: Print(docx=papers[path.stem], pdf=path) for path in made}
    return {pile: {name: found[f"{pile}-{name}"] for name in papers} for pile, papers in piles.items()}


def test_every_sample_prints_whole(prints: Prints) -> None:
    """Every sample paper has its number of pages, and the PDF says what the document says."""
    assert set(prints["samples"]) == set(NAMES)
    for name, made in prints["samples"].items():
        assert (name, len(made.pages)) == (name, RUNS_OVER.get(name, PAGES[name.partition("-")[2]]))
        assert compare(made.docx, made.pdf) == ()


def _bulk() -> dict[str, bytes]:
    papers = {}
    for number in range(16):
        official = facts.party_official(number, name=PEOPLE[number // 4], post=POSTS[number % 4])
        lines = facts.tasks(1 + (number + number // 4) % 4)
        party = decision_context(facts.party_decision(lines=lines, official=official))
        state = decision_context(facts.state_decision(lines=lines, official=official))
        papers[f"party-{number:02d}"] = template("party-decision").render(party)
        papers[f"state-{number:02d}"] = template("state-decision").render(state)
    return papers


def test_decisions_have_two_pages(prints: Prints) -> None:
    """With up to four tasks, short or long names and posts, every decision has one page and one page of annex."""
    pages = {name: made.pages for name, made in prints["bulk"].items()}
    assert len(pages) == 32
    assert {name: len(texts) for name, texts in pages.items() if len(texts) != 2} == {}
    assert all("Phụ lục" in texts[1].split("\n", 1)[0] for texts in pages.values())


def _long() -> dict[str, bytes]:
    context = decision_context(
        facts.party_decision(lines=facts.tasks(8, title=facts.LONG_TITLE), official=facts.LONG_OFFICIAL)
    )
    return {"decision": template("party-decision").render(context)}


def test_a_long_decision_keeps_its_signature_with_the_text(prints: Prints) -> None:
    """When the text runs over, the signature takes the last article along; the twin has more than two pages."""
    texts = prints["long"]["decision"].pages
    assert len(texts) > 2
    assert "Điều 3." in next(text for text in texts if "T/M BAN THƯỜNG VỤ" in text)


def _boxes() -> dict[str, bytes]:
    papers = {}
    for regime in Regime:
        for times in (1, 3, 5):
            lines = (facts.task(1, title=" ".join([facts.task().title] * times)), facts.task(2))
            context = self_assessment_context(facts.self_assessment(regime, lines))
            papers[f"{regime}-{times}"] = template(f"{regime}-self-assessment").render(context)
    return papers


def test_the_box_of_the_form_is_never_alone(prints: Prints) -> None:
    """With two ordinary tasks a form has one page; when it runs over, the box takes signature and last item along."""
    pages = {name: made.pages for name, made in prints["boxes"].items()}
    assert {len(pages[f"{regime}-1"]) for regime in Regime} == {1}
    over = [texts[-1] for texts in pages.values() if len(texts) > 1]
    assert len(over) >= 2
    assert all("4. Tự xếp loại" in text and "NGƯỜI QUẢN LÝ" in text for text in over)


def _lists() -> dict[str, bytes]:
    return {
        str(regime): template(f"{regime}-decision-list").render(
            list_decision_context(list_facts.list_decision(regime, list_facts.holdings(92, regime=regime)))
        )
        for regime in Regime
    }


def test_a_long_list_is_whole_on_all_its_pages(prints: Prints) -> None:
    """Ninety-two people with 122 tasks: page numbers from the second annex page on, headings again, no row lost."""
    assert set(prints["lists"]) == {str(regime) for regime in Regime}
    for made in prints["lists"].values():
        texts = made.pages
        assert compare(made.docx, made.pdf) == ()
        annex = texts[1:]
        assert annex[0].startswith("Phụ lục")
        assert [text.split()[0] for text in annex[1:]] == [str(number) for number in range(2, len(annex) + 1)]
        assert all("Họ và tên" in text and "Ghi chú" in text for text in annex)
        assert len(annex) < 25


def _replacing() -> dict[str, bytes]:
    lines = facts.tasks(4)
    party = facts.party_decision(lines=lines, replaces=facts.decision_reference())
    state = facts.state_decision(lines=lines, replaces=facts.decision_reference(Regime.STATE))
    return {
        "party": template("party-decision").render(decision_context(party)),
        "state": template("state-decision").render(decision_context(state)),
    }


def test_the_replacing_decision_has_two_pages(prints: Prints) -> None:
    """A decision with four tasks that replaces another still has one page and one page of annex."""
    assert set(prints["replacing"]) == {"party", "state"}
    for made in prints["replacing"].values():
        texts = made.pages
        assert len(texts) == 2
        assert "thay thế Quyết định số" in " ".join(texts[0].split())


def test_a_form_survives_libreoffice(converter: Converter, tmp_path: Path) -> None:
    """A form saved by LibreOffice still says who it is, shows its tasks and has all its fixed text."""
    original = sample_paper("party-self-assessment")
    (tmp_path / "form.docx").write_bytes(original)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    order = ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved")]
    command = [str(converter.program), profile, *order, str(tmp_path / "form.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    sent, saved = read_form(original), read_form((tmp_path / "saved" / "form.docx").read_bytes())
    assert (saved.document, saved.check, saved.answers) == (sent.document, sent.check, sent.answers)
    assert saved.fixed_text == sent.fixed_text
