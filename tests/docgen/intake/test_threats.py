"""The threats of luu-tru.md §6, rows 1-11 and 20-22: each has a file made here, ends as stated, and reaches no network.

Rows 12-19 are tested where signatures, page codes, shelf, templates and workbooks are: test_threat_table.py says where.
"""

from __future__ import annotations

import io
import os
import random
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from docgen.errors import DocgenError
from docgen.intake.folder import present, put_marker
from docgen.intake.identify import read_pages
from docgen.intake.kinds import Classified, Kind, classify
from docgen.intake.names import as_data, visible
from docgen.media import apart
from docgen.media.apart import Helpers
from tests.docgen.intake import hostile
from tests.docgen.intake.hostile import action, changed, related, repacked, with_doctype, with_field, word

BILLION = '<!ENTITY a "x">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
Build = Callable[[], bytes]
REFUSED: dict[str, Build] = {
    "1 bomb in a Word file": lambda: repacked(word(), {"word/media/a.bin": bytes(30_000_000)}),
    "1 bomb in a workbook": lambda: repacked(hostile.book(), {"xl/media/a.bin": bytes(30_000_000)}),
    "1 too many parts": lambda: repacked(word(), {f"word/{number}.xml": b"<a/>" for number in range(2_001)}),
    "1 archive in a Word file": lambda: repacked(word(), {"word/a.zip": b"PK\x05\x06" + bytes(18)}),
    "2 climbing name": lambda: repacked(word(), {"../../x.xml": b"<a/>"}),
    "2 absolute name": lambda: repacked(word(), {"/etc/x.xml": b"<a/>"}),
    "2 backslash": lambda: repacked(word(), {"word\\x.xml": b"<a/>"}),
    "2 double name": lambda: repacked(word(), twice="word/document.xml"),
    "3 entity bomb": lambda: with_doctype(BILLION),
    "4 entity that reads a file": lambda: with_doctype('<!ENTITY x SYSTEM "file:///etc/passwd">'),
    "4 entity in the network": lambda: with_doctype('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">'),
    "5 remote template": lambda: related("attachedTemplate", "http://127.0.0.1:9/a.dotm"),
    "5 remote picture": lambda: related("image", "http://127.0.0.1:9/a.png"),
    "5 remote object": lambda: related("oleObject", "file:///a"),
    "5 remote frame": lambda: related("frame", "http://127.0.0.1:9/"),
    "5 foreign part": lambda: related("aFChunk", "a.htm", ""),
    "5 part document": lambda: related("subDocument", "a.xml", ""),
    "6 macro": lambda: repacked(word(), {"word/vbaProject.bin": b"x"}),
    "6 macro by its type": lambda: changed(
        lambda xml: xml.replace(b"document.main+xml", b"macroEnabled.main+xml").replace(
            b"vnd.openxmlformats-officedocument.wordprocessingml.macroEnabled", b"vnd.ms-word.document.macroEnabled"
        ),
        "[Content_Types].xml",
    ),
    "7 embedded object": lambda: repacked(word(), {"word/embeddings/oleObject1.bin": b"x"}),
    "7 ActiveX": lambda: repacked(word(), {"word/activeX/activeX1.xml": b"<a/>"}),
    "7 DDE": lambda: with_field(r'DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc"'),
    "7 INCLUDETEXT": lambda: with_field(r" INCLUDETEXT \\127.0.0.1\share\a.docx "),
    "7 INCLUDEPICTURE": lambda: with_field(r'INCLUDEPICTURE "http://127.0.0.1:9/a.png" \d'),
    "8 old or locked Office file": lambda: hostile.OLE,
    "10 page tree in a loop": lambda: hostile.looped_pdf(),
    "11 huge picture": lambda: hostile.png(60_000, 60_000),
    "11 picture above the limit": lambda: hostile.png(9_500, 9_500),
}
ALLOWED: dict[str, Build] = {
    "1 and 2 a plain Word file": word,
    "5 a hyperlink": lambda: related("hyperlink", "https://vidu.invalid/"),
    "7 a page number": lambda: with_field(" PAGE  \\* MERGEFORMAT "),
    "7 a hyperlink field": lambda: with_field(' HYPERLINK "https://vidu.invalid/" '),
}
SCRIPT = action("/JavaScript", JS="app.alert(1)")
FLAGGED: dict[str, Build] = {
    "JavaScript": lambda: hostile.pdf({"/OpenAction": SCRIPT}),
    "OpenAction": lambda: hostile.pdf({"/OpenAction": action("/Named", N="/Print")}),
    "AA": lambda: hostile.pdf({"/AA": {"/WC": action("/Named", N="/Print")}}),
    "Launch": lambda: hostile.pdf({"/OpenAction": action("/Launch", F="cmd.exe")}),
    "SubmitForm": lambda: hostile.pdf({"/X": action("/SubmitForm", F="http://127.0.0.1:9/")}),
    "ImportData": lambda: hostile.pdf({"/X": action("/ImportData", F="a.fdf")}),
    "GoToR": lambda: hostile.pdf({"/X": action("/GoToR", F="a.pdf")}),
    "GoToE": lambda: hostile.pdf({"/X": action("/GoToE", F="a.pdf")}),
    "RichMedia": lambda: hostile.pdf({"/X": {"/Subtype": "/RichMedia"}}),
    "EmbeddedFile": lambda: hostile.pdf({"/X": {"/Type": "/EmbeddedFile"}}),
    "XFA": lambda: hostile.pdf({"/AcroForm": {"/XFA": []}}),
}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Requirement 51: whoever tries to connect anywhere fails the test."""
    tried: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: tried.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *address, **_: tried.append(address))
    yield tried
    assert tried == []


def classified(folder: Path, data: bytes, name: str = "tệp") -> Classified:
    """What becomes of the bytes at the door."""
    path = folder / "staged"
    path.write_bytes(data)
    return classify(path, name)


@pytest.mark.parametrize("row", REFUSED)
def test_requirement_51_hostile_files_are_refused(tmp_path: Path, row: str) -> None:
    """this test ensures that each is refused with one clear reason in Vietnamese."""
    found = classified(tmp_path, REFUSED[row]())
    (problem,) = found.problems
    assert found.kind is None
    assert problem.code in {"file-unsafe", "file-legacy"}
    assert problem.message.endswith(".") and not problem.message.isascii()


ATTEMPTS: list[str] = []


class Noting(frozenset[str]):
    """What a helper may not do, noting who asks for it: the refusal itself might be hidden by a library."""

    def __contains__(self, event: object) -> bool:
        is_forbidden = super().__contains__(event)
        if is_forbidden:
            ATTEMPTS.append(str(event))
        return is_forbidden


def watched(path: Path, name: str) -> tuple[Kind | None, list[str]]:
    """In a helper: what `path` is, and every attempt to reach the outside while it and its pages are read."""
    if not isinstance(apart._FORBIDDEN, Noting):
        apart._FORBIDDEN = Noting(apart._FORBIDDEN)  # type: ignore[assignment]  # asked in the same way
    kind = classify(path, name).kind
    if kind in {Kind.PDF, Kind.IMAGE}:
        read_pages(path, kind, helpers=Helpers(0))
    return kind, ATTEMPTS


def call_out(path: Path, _: str) -> tuple[Kind | None, list[str]]:
    """The broken twin: a reader that asks for an address and hides that it failed."""
    watched(path, "tệp")
    with suppress(OSError):
        socket.getaddrinfo("vidu.invalid", 80)
    return None, ATTEMPTS


@pytest.mark.slow
def test_requirement_51_helpers_never_try_the_network(tmp_path: Path) -> None:
    """this test ensures that no sample makes the reading process even try: no socket, no name, no program."""
    path = tmp_path / "staged"
    with Helpers(1) as helpers:
        for build in (*REFUSED.values(), *ALLOWED.values(), *FLAGGED.values()):
            path.write_bytes(build())
            _, attempts = helpers.run(watched, path, "tệp")
            assert attempts == []
        path.write_bytes(word())
        assert helpers.run(call_out, path, "tệp")[1] == ["socket.getaddrinfo"]


@pytest.mark.parametrize("row", ALLOWED)
def test_requirement_51_harmless_twins_pass(tmp_path: Path, row: str) -> None:
    """this test ensures that what only looks like a threat is taken."""
    assert classified(tmp_path, ALLOWED[row]()) == Classified(kind=Kind.FORM)


@pytest.mark.parametrize("name", FLAGGED)
def test_requirement_51_active_pdfs_are_told_and_stored(tmp_path: Path, name: str) -> None:
    """this test ensures that active content is named wherever it hides: plain, spelled with #xx, in a packed object."""
    plain = FLAGGED[name]()
    escaped = plain.replace(f"/{name}".encode(), f"/{name[0]}#{ord(name[1]):02x}{name[2:]}".encode())
    catalogs = {"OpenAction": {"/OpenAction": action("/Named", N="/Print")}, "JavaScript": {"/OpenAction": SCRIPT}}
    packed = [hostile.pdf(catalogs[name], packed=True)] if name in catalogs else []
    assert escaped != plain
    for data in (plain, escaped, *packed):
        found = classified(tmp_path, data)
        (problem,) = found.problems
        assert (found.kind, problem.code) == (Kind.PDF, "pdf-active-content")
        assert name in problem.message
        assert (tmp_path / "staged").read_bytes() == data


def test_requirement_51_a_quiet_pdf_is_not_flagged(tmp_path: Path) -> None:
    """this test ensures that an opening view, plain or packed, is no active content."""
    for data in (hostile.pdf({"/Lang": "vi"}), hostile.pdf(packed=True)):
        assert classified(tmp_path, data) == Classified(kind=Kind.PDF)
    view = hostile.pdf().replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction [4 0 R /XYZ null null 0]")
    assert classified(tmp_path, view) == Classified(kind=Kind.PDF)


def test_requirement_51_what_one_reader_reads_and_another_does_not_is_refused(tmp_path: Path) -> None:
    """this test ensures that a PDF whose pages are read, but not what is packed in it, has an answer like any other."""
    torn = hostile.pdf({"/Lang": "vi"}, packed=True).replace(b"/Size 8", b"/Siz1")
    found = classified(tmp_path, torn)
    assert (found.kind, [problem.code for problem in found.problems]) == (None, ["file-unsafe"])


@pytest.mark.slow
@pytest.mark.parametrize("row", ["deep", "swollen", pytest.param("giant", marks=pytest.mark.faults)])
def test_requirement_51_monstrous_pdfs_end(tmp_path: Path, row: str) -> None:
    """this test ensures that deep nesting and giant streams end in an answer, read or refused, within the limits."""
    data = hostile.deep_pdf() if row == "deep" else hostile.swollen_pdf({"swollen": 30, "giant": 900}[row])
    path = tmp_path / "staged"
    path.write_bytes(data)
    with Helpers(1) as helpers:
        try:
            kind = helpers.run(classify, path, "tệp.pdf").kind
            assert kind is None or len(read_pages(path, kind, helpers=helpers)) == 1
        except DocgenError as error:
            assert error.message.endswith(".")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("hóa\u202ednfd.pdf", "hóa\\u202ednfd.pdf"),
        ("a\u200b.pdf", "a\\u200b.pdf"),
        ("a\nb.pdf", "a\\nb.pdf"),
        ("a. ", "a. "),
        ("CON", "CON"),
        ("hoa\u0301.pdf", "hoá.pdf"),
        ("$(rm -rf).pdf", "$(rm -rf).pdf"),
    ],
)
def test_requirement_51_row_20_names_are_data(name: str, shown: str) -> None:
    """this test ensures that tricks in a name are spelled out, two byte forms are one, the rest stays."""
    assert visible(name) == shown
    assert as_data(name) == as_data(as_data(name))


def test_requirement_51_row_22_only_regular_files_are_taken(tmp_path: Path) -> None:
    """this test ensures that links, pipes, sockets and folders are passed over and told; a hard link is a file."""
    put_marker(tmp_path)
    (tmp_path / "tệp.pdf").write_bytes(b"%PDF")
    os.link(tmp_path / "tệp.pdf", tmp_path / "cứng.pdf")
    (tmp_path / "mềm.pdf").symlink_to("/etc/passwd")
    (tmp_path / "vòng.pdf").symlink_to(tmp_path / "vòng.pdf")
    (tmp_path / "thư mục.pdf").mkdir()
    os.mkfifo(tmp_path / "ống.pdf")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(tmp_path / "ổ.pdf"))
        look = present(tmp_path)
    assert [seen.name for seen in look.files] == ["cứng.pdf", "tệp.pdf"]
    assert {problem.place.file for problem in look.problems} == {
        "mềm.pdf",
        "vòng.pdf",
        "thư mục.pdf",
        "ống.pdf",
        "ổ.pdf",
    }


def samples() -> dict[str, bytes]:
    """Honest files of every kind, small."""
    picture = Image.effect_noise((200, 280), 40)
    saved: dict[str, bytes] = {"word": word(), "book": hostile.book(), "pdf": hostile.pdf({"/OpenAction": SCRIPT})}
    saved["packed"] = hostile.pdf({"/Lang": "vi"}, packed=True)
    for kind in ("JPEG", "PNG", "TIFF", "PDF"):
        buffer = io.BytesIO()
        picture.save(buffer, kind)
        saved[kind] = buffer.getvalue()
    return saved


@pytest.mark.slow
@pytest.mark.parametrize("count", [6, pytest.param(400, marks=pytest.mark.faults)])
def test_requirement_51_mutants_end_in_an_answer(tmp_path: Path, count: int) -> None:
    """this test ensures that files torn, doubled and overwritten at random are read or refused and kill nobody."""
    chance, path, refused = random.Random(51), tmp_path / "staged", 0
    with Helpers(1) as helpers:
        for name, honest in samples().items():
            for _ in range(count):
                path.write_bytes(hostile.mutant(honest, chance))
                found = helpers.run(classify, path, name)
                refused += found.kind is None
                if found.kind in {Kind.PDF, Kind.IMAGE}:
                    assert read_pages(path, found.kind, helpers=helpers)
    assert refused > count  # the mutations do damage
