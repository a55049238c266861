"""Reading identities from files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from docgen.errors import UnsafeFile
from docgen.intake.identify import PrefixMatch, embedded_code, match_prefix, read_pages
from docgen.intake.kinds import Kind
from docgen.media.apart import Helpers
from docgen.media.pdf import page_image
from tests.docgen.forms.form_sample import DOCUMENT, form
from tests.docgen.intake.papers import FIRST, SECOND, code, jpeg, letter, print_out, scanned, sheets
from tests.support.outside_world.tricks import foreign_letter


def test_a_shuffled_scan_is_read_page_by_page(tmp_path: Path) -> None:
    """Pages of two documents, shuffled, one head down, one foreign: each is read where it lies."""
    first = sheets(tmp_path, "A", code(FIRST, 1), code(FIRST, 2))
    second = sheets(tmp_path, "B", code(SECOND, 1), code(SECOND, 2))
    pile = [second[1], first[0], letter(), first[1], second[0]]
    told: list[tuple[int, int]] = []
    path = scanned(pile, tmp_path / "scan.pdf", upside_down={2})
    reads = read_pages(path, Kind.PDF, progress=lambda done, total: told.append((done, total)))
    assert [[each.text for each in read.codes] for read in reads] == [
        [code(SECOND, 2).text],
        [code(FIRST, 1).text],
        [],
        [code(FIRST, 2).text],
        [code(SECOND, 1).text],
    ]
    assert [read.file_page for read in reads] == [1, 2, 3, 4, 5]
    assert [read.is_upside_down for read in reads] == [False, True, False, False, False]
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_processes_read_the_same(tmp_path: Path) -> None:
    """Two processes give the same pages in the same order."""
    pile = [*sheets(tmp_path, "A", code(FIRST, 1), code(FIRST, 2)), letter(), letter("Tờ khác")]
    path = scanned(pile, tmp_path / "scan.pdf")
    with Helpers(2) as helpers:
        assert read_pages(path, Kind.PDF, helpers=helpers) == read_pages(path, Kind.PDF)


def test_a_vector_page_is_drawn_to_be_read(tmp_path: Path) -> None:
    """A printed PDF (no scan in it) is read from its drawing."""
    reads = read_pages(print_out(tmp_path, "A", (code(FIRST, 1), code(FIRST, 2))), Kind.PDF)
    assert [read.codes for read in reads] == [(code(FIRST, 1),), (code(FIRST, 2),)]


def test_a_photograph_is_one_page(tmp_path: Path) -> None:
    """A JPEG of a page is read as a scan of one page, turned on its side too."""
    (sheet,) = sheets(tmp_path, "A", code(FIRST, 1, pages=1))
    (tmp_path / "a.jpg").write_bytes(jpeg(sheet.rotate(-90, expand=True)))
    (read,) = read_pages(tmp_path / "a.jpg", Kind.IMAGE)
    assert (read.file_page, read.codes, read.turned) == (1, (code(FIRST, 1, pages=1),), 90)


def test_a_foreign_barcode_is_listed_and_not_a_code(tmp_path: Path) -> None:
    """A barcode of somebody else gives no code and is told."""
    path = scanned([foreign_letter()], tmp_path / "scan.pdf")
    (read,) = read_pages(path, Kind.PDF)
    assert read.codes == () and read.foreign == ("8936012345674",)


def test_a_torn_file_is_refused(tmp_path: Path) -> None:
    """A PDF cut in the middle ends in one sentence."""
    path = scanned([letter()], tmp_path / "scan.pdf")
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(UnsafeFile):
        read_pages(path, Kind.PDF)


def issued(path: Path) -> dict[tuple[int, str], str]:
    """The record of one issued file."""
    data = path.read_bytes()
    return {(len(data), hashlib.sha256(data).hexdigest()): FIRST}


def test_a_file_that_begins_with_our_bytes_is_ours(tmp_path: Path) -> None:
    """An issued PDF with something appended (a signature) is recognised without looking at a page."""
    ours = print_out(tmp_path, "A", (code(FIRST, 1, pages=1),))
    record = issued(ours)
    signed = tmp_path / "signed.pdf"
    signed.write_bytes(ours.read_bytes() + b"\nincremental update\n%%EOF\n")
    assert match_prefix(signed, record) == PrefixMatch(document=FIRST, is_unchanged=False)
    assert match_prefix(ours, record) == PrefixMatch(document=FIRST, is_unchanged=True)


def test_one_other_byte_is_not_ours(tmp_path: Path) -> None:
    """A single changed byte inside our part, or a missing one at its end, is no match."""
    ours = print_out(tmp_path, "A", (code(FIRST, 1, pages=1),))
    record, data = issued(ours), bytearray(ours.read_bytes())
    data[len(data) // 2] ^= 1
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(bytes(data) + b"more")
    assert match_prefix(changed, record) is None
    changed.write_bytes(ours.read_bytes()[:-1])
    assert match_prefix(changed, record) is None


def test_the_longest_prefix_wins(tmp_path: Path) -> None:
    """When one issued file begins another, the longer one is meant."""
    path = tmp_path / "x"
    path.write_bytes(b"abcdef")
    record = {(size, hashlib.sha256(b"abcdef"[:size]).hexdigest()): str(size) for size in (2, 4)}
    assert match_prefix(path, record) == PrefixMatch(document="4", is_unchanged=False)


def test_a_form_names_its_document(tmp_path: Path) -> None:
    """The code in the properties of a Word form is read; a PDF has none."""
    (tmp_path / "form.docx").write_bytes(form())
    assert embedded_code(tmp_path / "form.docx", Kind.FORM) == DOCUMENT
    assert embedded_code(print_out(tmp_path, "A", (code(FIRST, 1),)), Kind.PDF) is None


def test_the_sample_is_a_real_page(tmp_path: Path) -> None:
    """The sample pages have A4 size, so that what is read here is read on paper."""
    printed = print_out(tmp_path, "A", (code(FIRST, 1),))
    assert page_image(printed, 1, 100).size == pytest.approx((827, 1169), abs=2)
