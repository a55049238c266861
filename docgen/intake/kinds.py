"""What a received file is, by its content and never by its extension, and what is refused at the door.

Knows first bytes, safe packages and secrecy marks; does not know whose paper it is. Refusals follow luu-tru.md §6
(rows 1-11) and §1.9: secret papers are not taken in at all. A mark that is only ink on a scan is for whoever reads the
picture (`docgen.paperwork.clearing`).
"""

from __future__ import annotations

import enum
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import DocgenError, UnsafeFile
from docgen.intake.active import is_encrypted, pdf_actions, word_intruder
from docgen.intake.names import as_data, visible
from docgen.intake.opening import head_and_tail, open_regular
from docgen.media import images, pdf
from docgen.media.docx import paragraphs_of
from docgen.media.pdf_fields import fields
from docgen.media.zips import open_package
from docgen.messages import tr
from registry.problems import Place, Problem, Severity
from registry.vietnamese import fold, normalise

_MARK_LINE = re.compile(r"(độ mật ?:? ?)?(TUYỆT MẬT|TỐI MẬT|MẬT)", re.IGNORECASE)
_MARK_NAME = re.compile(r"(?i:\b(?:tuyệt|tối) mật\b)|(?:^|[\[(_.,;:-]) ?MẬT ?(?:$|[\])_.,;-])")
_READ_MARKS = {"tuyet mat": "TUYỆT MẬT", "toi mat": "TỐI MẬT", "mat": "MẬT"}
_NO_LETTERS = re.compile(r"[^a-z]+")
_SPACED = re.compile(r"(?:\w )+\w")  # a stamp's letters set apart
_COLUMNS = re.compile(r"\t+|\s{2,}")
_FRAME = ' []()|*.:_<>«»“”"–—-'  # what stands around a mark in print
_CELL_PARTS = ("xl/sharedStrings", "xl/worksheets/sheet")
_TEXT_PARTS = ("word/document", "word/header", "word/footer")


class Kind(enum.StrEnum):
    """What a file can be for us."""

    PDF = "pdf"
    FORM = "form"  # a .docx, perhaps a filled form
    IMAGE = "image"  # JPEG, PNG or a TIFF of one page: a scan of one page
    WORKBOOK = "workbook"  # .xlsx: not a returned paper


@dataclass(frozen=True, kw_only=True)
class Classified:
    """The kind of a file, or None when it is refused; `problems` then begins with the reason."""

    kind: Kind | None
    problems: tuple[Problem, ...] = ()


def classify(path: Path, name: str) -> Classified:
    """What lies in `path` (our own copy); `name` is the name it came with, for messages and secrecy marks."""
    try:
        kind = _kind(path, name)
        marked = secrecy_mark(_lines(path, kind), name, *_labels(path, kind))
        warnings = () if marked else tuple(_warnings(path, kind, name))
    except UnsafeFile as error:
        return Classified(kind=None, problems=(_refused("file-unsafe", _said(error), name),))
    except _Refusal as refusal:
        return Classified(kind=None, problems=(_refused(refusal.code, refusal.message, name),))
    if marked:
        return Classified(kind=None, problems=(secret(marked, name),))
    return Classified(kind=kind, problems=warnings)


def secrecy_mark(lines: Iterable[str], *labels: str) -> str:
    """The secrecy mark that stands alone on a line or in a label (file name, title, keywords), "" without one."""
    for label in labels:
        if found := _MARK_NAME.search(normalise(as_data(label))):
            return found[0].strip(" []()_.,;:-").upper()
    return next((mark for line in lines if "MẬT" in _compact(line) and (mark := _mark_on(line))), "")


def _compact(line: str) -> str:
    return normalise(line).replace(" ", "").upper()


def _mark_on(line: str) -> str:
    """The mark that stands alone on the line or in one of its columns, however it is framed and spaced."""
    for piece in (line, *_COLUMNS.split(line)):
        text = normalise(piece).strip(_FRAME)
        if _SPACED.fullmatch(text):
            text = text.replace(" ", "").replace("MẬT", " MẬT").strip()
        match = _MARK_LINE.fullmatch(text)
        if match and (match[1] or match[2].isupper()):
            return match[2].upper()
    return ""


def mark_read(words: str) -> str:
    """The secrecy mark alone on a line of words read from a picture, whose accents may be misread; "" without one."""
    for line in words.splitlines():
        plain = " ".join(_NO_LETTERS.sub(" ", fold(line)).split())
        if _SPACED.fullmatch(plain):
            plain = plain.replace(" ", "").replace("mat", " mat").strip()
        found = _READ_MARKS.get(plain.removeprefix("do mat "))
        if found and (line == line.upper() or plain not in _READ_MARKS):
            return found
    return ""


def secret(mark: str, name: str) -> Problem:
    """Why a file with a secrecy mark is not taken in."""
    message = tr("Tệp mang dấu chỉ độ mật “{mark}”; hệ thống không nhận văn bản mật.", mark=mark)
    return _refused("file-secret", message, name)


class _Refusal(DocgenError):
    """A kind of file we know and do not take."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def _kind(path: Path, name: str) -> Kind:
    head, _ = head_and_tail(path, head=1024, tail=0)
    if head.startswith(b"PK"):
        return _package_kind(path, name)
    if b"%PDF-" in head:
        return _pdf_kind(path)
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")):
        return _image_kind(path, head)
    if head.startswith(bytes.fromhex("D0CF11E0")):
        raise _Refusal("file-legacy", tr("Tệp kiểu cũ (.doc, .xls) hoặc đặt mật khẩu; lưu lại thành .docx hoặc PDF."))
    if not head:
        raise _Refusal("file-empty", tr("Tệp rỗng; hãy gửi hoặc quét lại."))
    raise _Refusal("file-unknown", tr("Không phải PDF, ảnh quét hay phiếu Word (.docx); hãy gửi lại đúng loại."))


def _package_kind(path: Path, name: str) -> Kind:
    if path.stat().st_size > pdf.MOST_BYTES:
        raise _Refusal("file-too-large", tr("Tệp quá lớn."))
    if not _looks_like_office(path):
        raise _Refusal("file-archive", tr("Không nhận tệp nén; hãy gửi từng tệp bên trong."))
    package = open_package(path, name=visible(name))
    if package.has("word/document.xml"):
        if intruder := word_intruder(package):
            message = tr("Tệp Word chèn nội dung từ nơi khác ({what}); bỏ phần chèn rồi gửi lại.", what=intruder)
            raise _Refusal("file-unsafe", message)
        return Kind.FORM
    if package.has("xl/workbook.xml"):
        return Kind.WORKBOOK
    raise _Refusal("file-unknown", tr("Không phải PDF, ảnh quét hay phiếu Word (.docx); hãy gửi lại đúng loại."))


def _looks_like_office(path: Path) -> bool:
    """True when the list of parts names an office package; anything else in a zip is a plain archive."""
    _, tail = head_and_tail(path, head=0, tail=1 << 18)
    return b"[Content_Types].xml" in tail


def _pdf_kind(path: Path) -> Kind:
    if is_encrypted(path):
        raise _Refusal("file-encrypted", tr("Tệp PDF được mã hóa hoặc đặt mật khẩu; xuất lại không đặt mật khẩu."))
    pdf.page_count(path)
    return Kind.PDF


def _image_kind(path: Path, head: bytes) -> Kind:
    if head[:2] in (b"II", b"MM") and _has_second_picture(path):
        raise _Refusal("file-many-pages", tr("Ảnh TIFF nhiều trang; hãy quét thành PDF."))
    images.load(path)
    return Kind.IMAGE


def _has_second_picture(path: Path) -> bool:
    """True when the first directory of a TIFF points to a second one (only the first picture would be read)."""
    with open_regular(path) as stream:
        order = "<" if stream.read(4)[:2] == b"II" else ">"
        try:
            stream.seek(struct.unpack(f"{order}I", stream.read(4))[0])
            entries = struct.unpack(f"{order}H", stream.read(2))[0]
            stream.seek(entries * 12, 1)
            return bool(struct.unpack(f"{order}I", stream.read(4))[0])
        except struct.error:
            return False  # damaged: loading says so


def _labels(path: Path, kind: Kind) -> tuple[str, ...]:
    """What the file says of itself: title, subject, keywords and the like; none for pictures."""
    if kind is Kind.PDF:
        return pdf.labels(path)
    if kind is Kind.IMAGE:
        return ()
    package = open_package(path)
    parts = (part for part in package.names if part.startswith("docProps/") and part.endswith(".xml"))
    return tuple(text.strip() for part in parts for text in package.xml(part).itertext() if text.strip())


def _lines(path: Path, kind: Kind) -> Iterator[str]:
    """The lines of text a secrecy mark could stand on; none for pictures."""
    if kind is Kind.PDF:
        yield from (line for text in pdf.page_texts(path) for line in text.splitlines())
    elif kind is Kind.FORM:
        package = open_package(path)
        parts = (part for part in package.names if part.endswith(".xml") and part.startswith(_TEXT_PARTS))
        texts = (text for part in parts for text in paragraphs_of(package.xml(part)))
        yield from (line for text in texts for line in text.splitlines())
    elif kind is Kind.WORKBOOK:
        package = open_package(path)
        sheets = (part for part in package.names if part.endswith(".xml") and part.startswith(_CELL_PARTS))
        cells = (each for part in sheets for each in package.xml(part).iter("{*}si", "{*}is"))
        yield from (line for each in cells for line in "".join(each.itertext()).splitlines())


def _warnings(path: Path, kind: Kind, name: str) -> Iterator[Problem]:
    """Active content is kept unopened and told."""
    if kind is not Kind.PDF:
        return
    found = pdf_actions(path)
    if found:
        what = ", ".join(found)
        yield Problem(
            code="pdf-active-content",
            message=tr("Tệp PDF có nội dung chủ động ({what}); được lưu nguyên, không bao giờ chạy.", what=what),
            severity=Severity.WARNING,
            place=Place(file=visible(name)),
        )
    for each in fields(path):
        if each.looks_otherwise:
            message = tr(
                "Ô “{name}” của biểu mẫu PDF mang giá trị “{value}” nhưng hiện ra “{shown}”; cần người xem.",
                name=visible(each.name),
                value=each.value,
                shown=each.shown or "",
            )
            yield Problem(
                code="pdf-field-looks-otherwise",
                message=message,
                severity=Severity.WARNING,
                place=Place(file=visible(name)),
            )


def _said(error: DocgenError) -> str:
    return f"{error.message} {error.advice}".strip()


def _refused(code: str, message: str, name: str) -> Problem:
    return Problem(code=code, message=message, place=Place(file=visible(name)))
