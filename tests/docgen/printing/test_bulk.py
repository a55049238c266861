"""Many papers to PDF: the short way only where it is proven right, and never at the cost of one paper."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.media import pdf, pile
from docgen.printing.bulk import LEAST, Bulk, print_bulk
from docgen.printing.converter import Converter, probe
from docgen.wording.decision import decision_context
from tests.support import facts
from tests.support.papers import template

from .conftest import saved
from .test_joining import paper

Papers = dict[str, bytes]


def _papers(count: int, marks: Mapping[int, str] | None = None) -> Papers:
    """Papers of one form, each longer than the one before, some with a word that tells the pretender how to fail."""
    words = marks or {}
    return {f"VB{n:02d}": saved(paper(f"Giao viec {'x' * n} {words.get(n, '')}")) for n in range(count)}


def _print(program: Path, papers: Papers, folder: Path, **changes: object) -> Bulk:
    folder.mkdir(exist_ok=True)
    converter = replace(probe(places=[str(program)]), workers=1, **changes)  # type: ignore[arg-type]
    return print_bulk(converter, papers, folder, folder.parent / "proofs")


def _runs(program: Path) -> list[int]:
    """How many files each call was given since this was asked last."""
    record = program.with_name("runs")
    counts = [int(line) for line in record.read_text().split()]
    record.unlink()
    return counts


def _joined(bulk: Bulk) -> set[str]:
    return {name for name, made in bulk.made.items() if made.run is not None}


def test_papers_of_one_form_are_converted_at_once(pretender: Path, tmp_path: Path) -> None:
    """One file holds all papers; the shortest and the longest are proofs beside it, and next time there is no need."""
    papers = _papers(LEAST)
    bulk = _print(pretender, papers, tmp_path / "a")
    assert (set(bulk.made), bulk.failed, _joined(bulk)) == (set(papers), (), set(papers))
    assert _runs(pretender) == [3]
    for number, made in enumerate(bulk.made.values()):
        assert (made.pages, made.problems, made.first) == (2, (), 2 * number + 1)
        assert f"viec {'x' * number}" in pdf.page_texts(made.pdf)[0] + " "
        assert made.run is not None
        assert pdf.page_texts(made.pdf)[0] == pdf.page_texts(made.run)[2 * number]
    assert _joined(_print(pretender, papers, tmp_path / "b")) == set(papers)
    assert _runs(pretender) == [1]


def test_few_papers_are_converted_alone(pretender: Path, tmp_path: Path) -> None:
    """Below the least number nothing is joined, nor what is made as PDF/A or by an old program."""
    assert _joined(_print(pretender, _papers(LEAST - 1), tmp_path / "a")) == set()
    assert _joined(_print(pretender, _papers(LEAST), tmp_path / "b", archival=True)) == set()
    assert _joined(_print(pretender, _papers(LEAST), tmp_path / "c", version="7.3.9.9")) == set()


def test_a_picture_that_differs_refutes_the_form(pretender: Path, tmp_path: Path) -> None:
    """When a page of the longest paper looks otherwise in the joined file, all are converted alone, then and later."""
    papers = _papers(LEAST, {LEAST - 1: "SHIFTED"})
    bulk = _print(pretender, papers, tmp_path / "a")
    assert (len(bulk.made), _joined(bulk)) == (LEAST, set())
    _runs(pretender)
    assert _joined(_print(pretender, papers, tmp_path / "b")) == set()
    assert _runs(pretender) == [LEAST]


def test_a_paper_longer_than_any_proven_is_a_proof_itself(pretender: Path, tmp_path: Path) -> None:
    """What was proven of shorter papers does not hold for a longer one: it is converted alone too, and widens it."""
    _print(pretender, _papers(LEAST), tmp_path / "a")
    _runs(pretender)
    longer = _papers(LEAST + 3)
    assert _joined(_print(pretender, longer, tmp_path / "b")) == set(longer)
    assert _runs(pretender) == [2]
    (proof,) = (json.loads(path.read_text()) for path in (tmp_path / "proofs").iterdir())
    assert proof["converter"] == "LibreOffice 9.8.7.6"
    (span,) = proof["spans"].values()
    assert span[1] - span[0] == LEAST + 2


def test_a_torn_proof_is_no_proof(pretender: Path, tmp_path: Path) -> None:
    """A proof that cannot be read is made again."""
    papers = _papers(LEAST)
    _print(pretender, papers, tmp_path / "a")
    (proof,) = (tmp_path / "proofs").iterdir()
    proof.write_text('{"spans": {"2"')
    _runs(pretender)
    assert _joined(_print(pretender, papers, tmp_path / "b")) == set(papers)
    assert _runs(pretender) == [3]


def test_lost_text_in_a_joined_file_is_caught(pretender: Path, tmp_path: Path) -> None:
    """A paper whose text did not come through joined is converted alone; the others are not."""
    papers = _papers(LEAST, {5: "LOST"})
    bulk = _print(pretender, papers, tmp_path / "a")
    assert set(papers) - _joined(bulk) == {"VB05"}
    assert bulk.made["VB05"].problems == ()
    assert "LOST" in pdf.page_texts(bulk.made["VB05"].pdf)[0]


@pytest.mark.parametrize(("how", "count"), [("POISON", LEAST + 2), ("HANG", LEAST)])
def test_a_poisoned_paper_is_found_in_a_joined_file(pretender: Path, tmp_path: Path, how: str, count: int) -> None:
    """What kills or hangs the program is halved out and named; every other paper is made."""
    papers = _papers(count, {9: how})
    limits = {"seconds_to_start": 1.2, "seconds_per_file": 0.2, "seconds_per_joined": 0.05}
    bulk = _print(pretender, papers, tmp_path / "a", **limits)
    assert bulk.failed == ("VB09",)
    assert set(bulk.made) == set(papers) - {"VB09"}
    assert all(made.problems == () for made in bulk.made.values())


def test_other_papers_between_go_alone(pretender: Path, tmp_path: Path) -> None:
    """A paper of another form and one that counts its pages are converted alone among the joined ones, in order."""
    other, counting = paper("Khac"), paper("Dem trang")
    other.sections[0].header.paragraphs[0].text = "Dau khac"
    field = counting.paragraphs[0]._p.makeelement(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}fldSimple",
        {"{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instr": "NUMPAGES"},
    )
    counting.paragraphs[0]._p.append(field)
    papers = {"AA": saved(other), **_papers(LEAST), "ZZ": saved(counting)}
    bulk = _print(pretender, papers, tmp_path / "a")
    assert list(bulk.made) == list(papers)
    assert set(papers) - _joined(bulk) == {"AA", "ZZ"}


@pytest.mark.pdf
@pytest.mark.slow
def test_real_decisions_come_out_the_same(converter: Converter, tmp_path: Path) -> None:
    """With the real program decisions of one and of several pages of annex are, page by page, the same pictures."""
    sizes = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 40)
    papers = {f"QD{size:02d}": template("party-decision").render(_decision(size)) for size in sizes}
    bulk = print_bulk(converter, papers, tmp_path, tmp_path / "proofs")
    assert _joined(bulk) == set(papers)
    assert {made.problems for made in bulk.made.values()} == {()}
    assert bulk.made["QD40"].pages > bulk.made["QD01"].pages
    files = [tmp_path / "alone" / f"{name}.docx" for name in papers]
    files[0].parent.mkdir()
    for file in files:
        file.write_bytes(papers[file.stem])
    for alone, made in zip(converter.convert(files, tmp_path / "alone"), bulk.made.values(), strict=True):
        assert _pictures(alone) == _pictures(made.pdf)
        assert made.run is not None
        pile.extract(made.run, range(made.first or 0, (made.first or 0) + made.pages), tmp_path / "taken.pdf")
        assert _pictures(tmp_path / "taken.pdf") == _pictures(alone)


def _decision(size: int) -> dict[str, object]:
    return dict(decision_context(facts.party_decision(facts.tasks(size))))


def _pictures(path: Path) -> list[bytes]:
    return [pdf.page_image(path, number, 50).tobytes() for number in range(1, pdf.page_count(path) + 1)]
