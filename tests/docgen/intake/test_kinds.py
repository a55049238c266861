"""What a received file is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from docgen.intake.kinds import Kind, classify, mark_read, secrecy_mark
from tests.docgen.forms.form_sample import form, rewritten, with_part
from tests.docgen.intake.papers import FIRST, code, jpeg, letter, print_out


def classified(folder: Path, data: bytes, name: str = "tệp.bin") -> tuple[Kind | None, list[str]]:
    """Kind and problem codes of some bytes."""
    path = folder / "staged"
    path.write_bytes(data)
    found = classify(path, name)
    return found.kind, [problem.code for problem in found.problems]


def some_pdf(folder: Path) -> bytes:
    """A printed page."""
    return print_out(folder, "A", (code(FIRST, 1, pages=1),)).read_bytes()


def workbook() -> bytes:
    """A small workbook."""
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


def saved(kind: str, *more: Image.Image) -> bytes:
    """A page as a picture file."""
    buffer = io.BytesIO()
    options = {"save_all": True, "append_images": list(more)} if more else {}
    letter().save(buffer, kind, **options)  # type: ignore[arg-type]  # options of one format
    return buffer.getvalue()


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    """Each kind is known by its content whatever it is called."""
    assert classified(tmp_path, some_pdf(tmp_path), "a.docx") == (Kind.PDF, [])
    assert classified(tmp_path, form(), "a.pdf") == (Kind.FORM, [])
    assert classified(tmp_path, jpeg(letter()), "a.pdf") == (Kind.IMAGE, [])
    assert classified(tmp_path, saved("PNG"), "a.docx") == (Kind.IMAGE, [])
    assert classified(tmp_path, saved("TIFF"), "a.jpg") == (Kind.IMAGE, [])
    assert classified(tmp_path, workbook(), "a.docx") == (Kind.WORKBOOK, [])


def encrypted(data: bytes) -> bytes:
    """The PDF with an empty password, which every reader opens silently."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt("", "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def archive_of(name: str, data: bytes) -> bytes:
    """A plain zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def test_what_is_never_taken_is_refused_with_its_reason(tmp_path: Path) -> None:
    """Legacy, encrypted, zipped, macro-bearing, torn, empty and unknown files are refused, each by name."""
    refused = {
        "file-legacy": bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600),
        "file-encrypted": encrypted(some_pdf(tmp_path)),
        "file-archive": archive_of("a.pdf", some_pdf(tmp_path)),
        "file-many-pages": saved("TIFF", letter()),
        "file-empty": b"",
        "file-unknown": "Chỉ là chữ".encode(),
    }
    for expected, data in refused.items():
        assert classified(tmp_path, data) == (None, [expected])


@pytest.mark.parametrize("fault", ["macro", "torn package", "torn pdf", "torn picture", "doctype"])
def test_unsafe_files_are_refused(tmp_path: Path, fault: str) -> None:
    """Macros, torn files and DOCTYPEs end in one refusal with one sentence."""
    data = {
        "macro": lambda: with_part(form(), "word/vbaProject.bin", b"x"),
        "torn package": lambda: form()[:-100],
        "torn pdf": lambda: some_pdf(tmp_path)[:200],
        "torn picture": lambda: jpeg(letter())[:5000],
        "doctype": lambda: rewritten(form(), lambda xml: xml.replace("<w:document", "<!DOCTYPE w><w:document", 1)),
    }[fault]()
    assert classified(tmp_path, data) == (None, ["file-unsafe"])


def test_active_content_is_told_and_kept(tmp_path: Path) -> None:
    """A PDF with a script is still a PDF, with a warning."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(some_pdf(tmp_path))))
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('x')")}
    action = DictionaryObject({NameObject(key): value for key, value in script.items()})
    writer.root_object[NameObject("/OpenAction")] = action
    buffer = io.BytesIO()
    writer.write(buffer)
    assert classified(tmp_path, buffer.getvalue()) == (Kind.PDF, ["pdf-active-content"])


def secret_form(mark: str, *, in_header: bool = False) -> bytes:
    """A Word file with a line of its own."""
    document = Document()
    document.add_paragraph("Kế hoạch bảo mật thông tin")
    (document.sections[0].header if in_header else document).add_paragraph(mark)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_secret_papers_are_not_taken(tmp_path: Path) -> None:
    """A secrecy mark alone on a line, in the body or in a header, refuses the file."""
    for mark in ("MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: MẬT"):
        assert classified(tmp_path, secret_form(mark)) == (None, ["file-secret"])
    assert classified(tmp_path, secret_form("TỐI MẬT", in_header=True)) == (None, ["file-secret"])
    assert classified(tmp_path, secret_form("Mật độ dân số")) == (Kind.FORM, [])


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("M Ậ T", "MẬT"),
        ("T U Y Ệ T  M Ậ T", "TUYỆT MẬT"),
        ("[ TỐI MẬT ]", "TỐI MẬT"),
        ("– MẬT –", "MẬT"),
        ("Độ mật: Tuyệt mật", "TUYỆT MẬT"),
        ("HỎA TỐC\tMẬT", "MẬT"),
        ("MẬT     Số: 12-QĐ/HU", "MẬT"),
        ("MẬT MÃ", ""),
        ("Mật ong", ""),
        ("- Mật -", ""),
        ("Bảo vệ bí mật: MẬT ONG", ""),
    ],
)
def test_requirement_53_a_mark_counts_however_it_is_framed_and_spaced(line: str, mark: str) -> None:
    """Brackets, dashes, letters set apart, a column beside it or the word before it do not hide a mark."""
    assert secrecy_mark(["Số 5", line]) == mark


def test_requirement_53_a_mark_in_a_text_box_or_a_workbook_counts(tmp_path: Path) -> None:
    """What is printed as a stamp usually stands in a box of its own; a list may bear a mark too."""
    document, buffer = Document(), io.BytesIO()
    boxed = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:pict><v:textbox '
        'xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p>'
        "</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    document.add_paragraph("Kính gửi").runs[0]._r.addnext(parse_xml(boxed))
    document.save(buffer)
    assert classified(tmp_path, buffer.getvalue()) == (None, ["file-secret"])
    book, buffer = Workbook(), io.BytesIO()
    book.active.append(["STT", "TỐI MẬT"])
    book.save(buffer)
    assert classified(tmp_path, buffer.getvalue()) == (None, ["file-secret"])


def labelled(mark: str, *, pdf: bool) -> bytes:
    """A file that says its mark only in what it tells of itself."""
    buffer = io.BytesIO()
    if pdf:
        writer = PdfWriter()
        writer.add_blank_page(200, 200)
        writer.add_metadata({"/Keywords": f"kế hoạch; {mark}"})
        writer.write(buffer)
    else:
        document = Document()
        document.core_properties.subject = mark
        document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("pdf", [True, False])
def test_requirement_53_a_mark_in_the_metadata_counts(tmp_path: Path, pdf: bool) -> None:
    """A secrecy mark in title, subject or keywords refuses the file before anything of it is stored; words do not."""
    for mark in ("MẬT", "TỐI MẬT", "tuyệt mật"):
        assert classified(tmp_path, labelled(mark, pdf=pdf)) == (None, ["file-secret"])
    assert classified(tmp_path, labelled("bảo mật", pdf=pdf))[1] == []


@pytest.mark.parametrize(
    ("read", "mark"),
    [
        ("Số 5\n[ TUYÊT MÂT ]", "TUYỆT MẬT"),
        ("TÔI  MẬT.", "TỐI MẬT"),
        ("| MAT", "MẬT"),
        ("T O I  M A T", "TỐI MẬT"),
        ("Đô mât: Tối mật", "TỐI MẬT"),
        ("Mật ong\nMẬT ONG\nmật", ""),
    ],
)
def test_requirement_53_a_mark_read_from_a_picture_counts(read: str, mark: str) -> None:
    """A mark alone on a line counts although accents and signs around it were misread; words are no mark."""
    assert mark_read(read) == mark


@pytest.mark.parametrize(
    "name", ["12-QĐ_MẬT.pdf", "(TỐI MẬT) quyết định.pdf", "MẬT - báo cáo.pdf", "tuyệt mật 3.pdf", "độ mật: MẬT.pdf"]
)
def test_marked_names_are_refused(name: str) -> None:
    """A secrecy mark in the file name counts."""
    assert secrecy_mark((), name)


@pytest.mark.parametrize("name", ["Kế hoạch bảo mật.pdf", "MẬT ONG HÀM YÊN.pdf", "bí mật nhà nước.docx", "mat-do.pdf"])
def test_words_that_only_sound_secret_pass(name: str) -> None:
    """Ordinary words with the same syllable are no mark."""
    assert secrecy_mark(("Bảo vệ bí mật nhà nước", "mật"), name) == ""
