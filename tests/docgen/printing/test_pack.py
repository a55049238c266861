"""Print packs: the pile of paper that goes to the signatory."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.errors import PrintMismatch, UnsafeFile, UsageError
from docgen.media import docx, pagecode, pdf, pile
from docgen.printing.annexes import annex_page
from docgen.printing.converter import Converter
from docgen.printing.cover import Cover, CoverLine, build_cover
from docgen.printing.pack import PackItem, PrintPack, build_pack, stamp_document
from registry.codes import is_genuine, page_code

KEY = b"k" * 32
ON = dt.date(2021, 2, 4)

pytestmark = pytest.mark.pdf


def _items(papers: Mapping[str, Path]) -> list[PackItem]:
    names = ("Ma Thị Hường", "Đặng Văn Ước", "Quan Thế Hưởng")
    return [
        PackItem(
            document=f"0000000{number}",
            title="Quyết định giao việc",
            holder=name,
            post="Bí thư Đảng ủy xã",
            pdf=papers[kind],
            pages=1 if kind == "one" else 2,
            input_digest=hashlib.sha256(name.encode()).hexdigest(),
        )
        for number, (name, kind) in enumerate(zip(names, ("two", "one", "two"), strict=True), start=1)
    ]


def _pack(
    items: list[PackItem], target: Path, converter: Converter, *, duplex: bool = False, draft: bool = False
) -> PrintPack:
    return build_pack(
        items,
        target,
        converter=converter,
        key=KEY,
        generation=1,
        office_name="Ban Tổ chức Huyện ủy",
        title="Bộ in trình ký",
        on=ON,
        duplex=duplex,
        draft=draft,
    )


@pytest.fixture(scope="module")
def signing(converter: Converter, papers: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> PrintPack:
    """The pack of the three papers, built once to be looked at."""
    return _pack(_items(papers), tmp_path_factory.mktemp("signing") / "out" / "pack.pdf", converter)


def _read(pack: PrintPack, page: int) -> list[tuple[str, int, int]]:
    found = pagecode.read_codes(pdf.page_image(pack.path, page, 200))
    return [(each.code.document, each.code.page, each.code.pages) for each in found if each.code]


def test_every_page_bears_its_code(signing: PrintPack, papers: Mapping[str, Path]) -> None:
    """The map says which page of the pile is which page of which document, and the paper says the same."""
    items, pack = _items(papers), signing
    assert (pack.documents, pack.document_pages, pack.sheets, pack.total_pages) == (3, 5, 5, 6)
    assert [(p.pack_page, p.document, p.page) for p in pack.page_map] == [
        (2, "00000001", 1),
        (3, "00000001", 2),
        (4, "00000002", 1),
        (5, "00000003", 1),
        (6, "00000003", 2),
    ]
    assert _read(pack, 1) == []
    for page in pack.page_map:
        assert _read(pack, page.pack_page) == [(page.document, page.page, page.pages)]
    (first,) = pagecode.read_codes(pdf.page_image(pack.path, 2, 200))
    assert first.code is not None
    assert is_genuine(first.code, KEY, items[0].input_digest)
    assert not is_genuine(first.code, KEY, items[1].input_digest)


def test_duplex_begins_each_document_on_a_new_sheet(
    converter: Converter, papers: Mapping[str, Path], tmp_path: Path
) -> None:
    """On both sides printed, cover and odd documents are followed by an empty page, and sheets are halved."""
    pack = _pack(_items(papers), tmp_path / "pack.pdf", converter, duplex=True)
    assert [p.pack_page for p in pack.page_map] == [3, 4, 5, 7, 8]
    assert (pack.sheets, pack.total_pages) == (3, 8)
    texts = pdf.page_texts(pack.path)
    assert [n for n, text in enumerate(texts, start=1) if not text.strip()] == [2, 6]
    assert _read(pack, 7) == [("00000003", 1, 2)]


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_codes_are_read_from_the_whole_page(signing: PrintPack, dpi: int) -> None:
    """At every resolution of an office's scanner each page of the pile, the wide one too, says which page it is."""
    for page in signing.page_map:
        found = pagecode.read_codes(pdf.page_image(signing.path, page.pack_page, dpi), everywhere=True)
        read = [(each.code.document, each.code.page, each.code.pages) for each in found if each.code]
        assert read == [(page.document, page.page, page.pages)]


def test_an_annex_on_one_side_has_empty_backs(converter: Converter, papers: Mapping[str, Path], tmp_path: Path) -> None:
    """Printed on both sides, pages from the annex on begin a sheet each, and the cover counts those sheets."""
    items = [replace(item, one_sided=2) if item.pages == 2 else item for item in _items(papers)]
    pack = _pack(items, tmp_path / "pack.pdf", converter, duplex=True)
    assert [(p.pack_page, p.document[-1], p.page) for p in pack.page_map] == [
        (3, "1", 1),
        (5, "1", 2),
        (7, "2", 1),
        (9, "3", 1),
        (11, "3", 2),
    ]
    assert (pack.sheets, pack.total_pages) == (5, 11)
    text = " ".join(pdf.page_texts(pack.path)[0].split())
    assert "Số tờ giấy (in hai mặt, phụ lục in một mặt, không kể tờ này): 5." in text
    assert [n for n, shown in enumerate(pdf.page_texts(pack.path), start=1) if not shown.strip()] == [2, 4, 6, 8, 10]


def test_a_page_of_the_annex_is_found(papers: Mapping[str, Path]) -> None:
    """The second section's first words tell where the annex begins; a paper of one section has none."""
    assert annex_page(papers["two"].with_suffix(".docx").read_bytes(), papers["two"]) == 2
    assert annex_page(papers["one"].with_suffix(".docx").read_bytes(), papers["one"]) is None
    assert annex_page(papers["two"].with_suffix(".docx").read_bytes(), papers["one"]) is None


def test_a_pack_takes_its_pages_from_the_joined_file(
    signing: PrintPack, converter: Converter, papers: Mapping[str, Path], tmp_path: Path
) -> None:
    """Pages come from the joined PDF, whatever their order there, and what they share lies in the pack once."""
    joined = tmp_path / "joined.pdf"
    pile.merge([papers["two"], papers["one"], papers["two"]], joined)
    items = _items(papers)
    firsts = {"00000001": 4, "00000002": 3, "00000003": 1}
    from_run = [replace(item, run=joined, first=firsts[item.document]) for item in items]
    pack = _pack(from_run, tmp_path / "b.pdf", converter)
    assert pdf.page_texts(pack.path) == pdf.page_texts(signing.path)
    assert pack.page_map == signing.page_map


def test_a_code_that_cannot_be_read_is_told(papers: Mapping[str, Path]) -> None:
    """A page that lacks the code it should bear is named, whatever the resolution."""
    code = page_code(KEY, generation=1, document="00000001", page=1, pages=2, input_digest="a" * 64)
    with pytest.raises(PrintMismatch, match=r"trang 2 của two\.pdf không đọc lại"):
        pagecode.check_readable(papers["two"], {2: code})


def test_draft_bears_no_codes_and_says_so(converter: Converter, papers: Mapping[str, Path], tmp_path: Path) -> None:
    """A draft cannot come back as a genuine paper."""
    pack = _pack(_items(papers), tmp_path / "pack.pdf", converter, draft=True)
    assert all(_read(pack, page) == [] for page in range(1, 7))
    texts = [" ".join(text.split()) for text in pdf.page_texts(pack.path)]
    assert "BẢN NHÁP: KHÔNG DÙNG ĐỂ KÝ" in texts[0]
    assert all("BẢN NHÁP" in text for text in texts)
    pale = pdf.page_image(pack.path, 4, 50).crop((100, 150, 320, 450))
    assert pale.getextrema()[0] > 200  # the words across the page are paler than anything printed on it


def test_cover_lists_documents_in_order(signing: PrintPack) -> None:
    """The cover's text survives conversion and lists all documents in the given order with their pages."""
    text = " ".join(pdf.page_texts(signing.path)[0].split())
    assert "BAN TỔ CHỨC HUYỆN ỦY" in text
    assert "Số văn bản: 3. Số trang: 5." in text
    places = [
        text.index(name) for name in ("00000001 Ma Thị Hường", "00000002 Đặng Văn Ước", "00000003 Quan Thế Hưởng")
    ]
    assert places == sorted(places)


def test_wrong_page_count_is_refused(converter: Converter, papers: Mapping[str, Path], tmp_path: Path) -> None:
    """A PDF that lost a page is named and no pack is written."""
    items = _items(papers)
    items[1] = replace(items[1], pages=2)
    with pytest.raises(PrintMismatch, match=r"one\.pdf có 1 trang, phải có 2"):
        _pack(items, tmp_path / "pack.pdf", converter)
    assert list(tmp_path.iterdir()) == []


def test_text_in_the_margin_is_refused_by_document(
    converter: Converter, papers: Mapping[str, Path], tmp_path: Path
) -> None:
    """A page with text where its code belongs is named by its own file and page."""
    drawing = {2: b"BT /F 12 Tf 40 140 Td (ghi chu) Tj ET"}
    pile.stamp(papers["two"], tmp_path / "noisy.pdf", drawing, fonts={"F": "Times-Roman"})
    items = [replace(_items(papers)[0], pdf=tmp_path / "noisy.pdf")]
    with pytest.raises(PrintMismatch, match=r"trang 2 của noisy\.pdf"):
        _pack(items, tmp_path / "pack.pdf", converter)
    with pytest.raises(UsageError, match="không có văn bản"):
        _pack([], tmp_path / "pack.pdf", converter)


def test_reprint_bears_the_same_codes(papers: Mapping[str, Path], tmp_path: Path) -> None:
    """One document printed alone bears what it bore in the pack, and twice the same bytes."""
    item = _items(papers)[0]
    for name in ("a.pdf", "b.pdf"):
        stamp_document(item, tmp_path / name, key=KEY, generation=1)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    found = [pagecode.read_codes(pdf.page_image(tmp_path / "a.pdf", page, 200))[0].code for page in (1, 2)]
    assert [(code.document, code.page) for code in found if code] == [("00000001", 1), ("00000001", 2)]
    stamp_document(item, tmp_path / "c.pdf", key=KEY, generation=1, pages=[2])
    (alone,) = pagecode.read_codes(pdf.page_image(tmp_path / "c.pdf", 1, 200))
    assert (pdf.page_count(tmp_path / "c.pdf"), alone.code) == (1, found[1])
    with pytest.raises(UnsafeFile, match="không có trang 3"):
        stamp_document(item, tmp_path / "d.pdf", key=KEY, generation=1, pages=[3])


def test_cover_says_a_common_title_once_and_a_missing_holder_by_title() -> None:
    """One title of all is said above the list; a document that nobody holds is named by its title."""
    lines = [
        CoverLine(document="00000001", title="Biên bản", holder="", post="", pages=1),
        CoverLine(document="00000002", title="Quyết định", holder="Ma Thị Hường", post="Bí thư", pages=1),
    ]
    cover = Cover(office_name="Ban", title="Bộ in", on=ON, lines=lines, sheets=2, is_duplex=False, is_draft=False)
    text = docx.document_text(build_cover(cover))
    assert {"Biên bản", "Ma Thị Hường"} <= set(text)
    assert not any("Quyết định" in each for each in text)
    assert "Trích yếu: Quyết định." in docx.document_text(build_cover(replace(cover, lines=lines[1:])))
