"""Where the cells stand, also in papers laid out otherwise."""

from __future__ import annotations

from docgen.house_style.cells import Layout, locate
from docgen.house_style.reading import read_document
from docgen.media.zips import open_package

from .papers import Parts, body, p, party_decision, r, state_decision, state_handout, state_minutes


def _locate(paper: Parts) -> Layout:
    return locate(read_document(open_package(paper.docx())))


def test_names_are_split_by_weight() -> None:
    """Regular lines on top are the superior, the bold lines below are the issuer."""
    header = _locate(party_decision()).header
    assert [line.text for line in header.superior] == ["ĐẢNG BỘ TỈNH SÔNG XANH"]
    assert [line.text for line in header.issuer] == ["ĐẢNG ỦY XÃ SUỐI MẪU"]
    assert [line.text for line in _locate(state_decision()).header.issuer] == ["ỦY BAN NHÂN DÂN", "TỈNH SÔNG XANH"]


def test_minutes_have_two_signatories_and_recipients() -> None:
    """Both signatories and the recipients in the table below them are found."""
    layout = _locate(state_minutes())
    assert [signature.name.text for signature in layout.signatures if signature.name] == ["Bàn Văn Thử", "Lò Văn Thử"]
    assert layout.recipients is not None
    assert [line.text for line in layout.recipients.items] == ["- Lưu: VT, Hồ sơ."]
    assert [line.text[:7] for line in layout.body] == ["Chủ trì", "Cuộc họ"]


def test_label_on_top_is_a_title_not_an_appendix() -> None:
    """A paper that opens with an appendix label has that label as its title."""
    layout = _locate(state_handout())
    assert (layout.title.text, layout.appendices) == ("PHỤ LỤC", ())


def test_appendix_is_found_with_its_titles() -> None:
    """An appendix has its label, titles, reference line and section."""
    (appendix,) = _locate(state_decision()).appendices
    assert (appendix.label.text, appendix.section, appendix.opens_section) == ("Phụ lục", 1, True)
    assert appendix.reference is not None and appendix.reference.text.startswith("(Kèm theo")


def test_subject_of_two_lines_is_whole() -> None:
    """A subject cut by a line break or set in two paragraphs is found whole, and the body is not part of it."""
    more = p(r("đối với Giám đốc Sở Nội vụ", "b"))
    paper = state_decision().twin(p(r("_" * 18, "", 28)), more + p(r("_" * 18, "", 28)))
    layout = _locate(paper)
    assert len(layout.title.subject) == 2
    assert layout.body[0].text.startswith("Căn cứ Luật")


def test_letter_has_no_title() -> None:
    """A paper that opens with an addressee is a letter."""
    start = party_decision().document.index(p(r("QUYẾT ĐỊNH", "b", 32)))
    end = party_decision().document.index("<w:sectPr>")
    letter = body(r("Kính gửi: Ban Tổ chức")) + body(r("Đề nghị quý Ban cho ý kiến."))
    paper = party_decision()
    layout = _locate(paper.twin(paper.document[start:end], letter))
    assert layout.is_letter
    assert [line.text for line in layout.body] == ["Đề nghị quý Ban cho ý kiến."]
