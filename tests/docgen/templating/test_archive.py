"""Hostile packages are refused before anything in them is opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from docgen.errors import TemplateError, UnsafeFile
from docgen.templating import compile_template
from tests.docgen.templating.builders import members, template_of, text_of, with_member

RELS = "word/_rels/document.xml.rels"


def _with_link(
    kind: str, target: str = "https://example.org/a", mode: str = 'TargetMode="External"'
) -> Callable[[bytes], bytes]:
    row = (
        f'<Relationship Id="rId77" {mode} Target="{target}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
    )
    return lambda old: old.replace(b"</Relationships>", row.encode())


def _in_text(data: bytes, text: bytes) -> bytes:
    return with_member(data, "word/document.xml", lambda old: old.replace(b"{{ name }}", text))


def _in_paragraph(data: bytes, xml: bytes) -> bytes:
    return with_member(data, "word/document.xml", lambda old: old.replace(b"<w:p>", b"<w:p>" + xml, 1))


def _field(*pieces: str) -> bytes:
    told = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begins, ends = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{begins}{told}{ends}".encode()


def _doubled(data: bytes) -> bytes:
    made = io.BytesIO(data)
    with zipfile.ZipFile(made, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<other/>")
    return made.getvalue()


def _damaged(data: bytes) -> bytes:
    place = data.index(b"word/document.xml") + 200
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]


HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    "bomb": lambda data: with_member(data, "word/media/a.bin", lambda _: bytes(50_000_000)),
    "too many": lambda data: _crowded(data),
    "climbing name": lambda data: with_member(data, "../evil.xml", lambda _: b"<a/>"),
    "absolute name": lambda data: with_member(data, "/evil.xml", lambda _: b"<a/>"),
    "backslash": lambda data: with_member(data, "word\\evil.xml", lambda _: b"<a/>"),
    "case twin": lambda data: with_member(data, "word/DOCUMENT.xml", lambda _: b"<a/>"),
    "twice": _doubled,
    "doctype": lambda data: with_member(data, "word/styles.xml", lambda old: b'<!DOCTYPE a SYSTEM "x">' + old[55:]),
    "utf-16": lambda data: with_member(data, "customXml/item1.xml", lambda _: "<a/>".encode("utf-16")),
    "macro": lambda data: with_member(data, "word/vbaProject.bin", lambda _: b"x"),
    "macro type": lambda data: with_member(
        data, "[Content_Types].xml", lambda old: old.replace(b"document.main", b"document.macroEnabled.main")
    ),
    "macro template": lambda data: with_member(  # .dotm under the name .docx
        data,
        "[Content_Types].xml",
        lambda old: old.replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        ),
    ),
    "embedded object": lambda data: with_member(data, "word/embeddings/oleObject1.bin", lambda _: b"x"),
    "remote template": lambda data: with_member(data, RELS, _with_link("attachedTemplate")),
    "remote picture": lambda data: with_member(data, RELS, _with_link("image")),
    "file link": lambda data: with_member(data, RELS, _with_link("hyperlink", "file:///etc/passwd")),
    "script link": lambda data: with_member(data, RELS, _with_link("hyperlink", "javascript:x")),
    "share link": lambda data: with_member(data, RELS, _with_link("hyperlink", r"\\\\may\\chung")),
    "feigned link": lambda data: with_member(data, RELS, _with_link("image/hyperlink")),
    "foreign chunk": lambda data: with_member(data, RELS, _with_link("aFChunk", "a.html", mode="")),
    "field of elsewhere": lambda data: _in_paragraph(data, _field("INCLUDE", "PICTURE http://vidu.example/a.png")),
    "field that runs": lambda data: _in_paragraph(data, _field(" ddeauto cmd")),
    "field of the data": lambda data: _in_paragraph(data, _field("{{ name }}")),
    "simple field": lambda data: _in_paragraph(data, b'<w:fldSimple w:instr=" LINK a b "/>'),
    "remote drawing": lambda data: _in_paragraph(
        data, b'<w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="http://a"/></w:pict></w:r>'
    ),
    "mail merge": lambda data: with_member(
        data, "word/settings.xml", lambda old: old.replace(b"</w:settings>", b"<w:mailMerge/></w:settings>")
    ),
    "embedded object by another name": lambda data: with_member(data, "word/a.bin", lambda _: b"\xd0\xcf\x11\xe0x"),
    "embedded macro file": lambda data: with_member(data, "word/embeddings/a.xlsm", lambda _: b"x"),
    "XML by another name": lambda data: with_member(data, "word/a.dat", lambda _: b'<!DOCTYPE a SYSTEM "x"><a/>'),
    "utf-16 unmarked": lambda data: with_member(data, "word/a.xml", lambda _: "<a/>".encode("utf-16-le")),
    "ebcdic": lambda data: with_member(data, "word/a.xml", lambda _: "<?xml version='1.0'?><a/>".encode("cp037")),
    "program before": lambda data: b"MZ" + data,
    "flood of tags": lambda data: _in_text(data, b"{{" * 7_000),
    "flood of ends": lambda data: _in_text(data, b"-%}" * 7_000),
    "flood of braces": lambda data: _in_text(data, b"{</w:t></w:r><w:r><w:t>" * 14_000),
    "endless gap": lambda data: _in_text(data, b"{% colspan " + b" " * 20_000 + b"% x %}"),
    "damaged": _damaged,
    "cut short": lambda data: data[:-50],
    "old word": lambda data: b"\xd0\xcf\x11\xe0" + data,
    "not a zip": lambda data: b"hello",
    "empty": lambda data: b"",
    "a zip, not a document": lambda data: _zip_of({"a.txt": b"x"}),
}


def _zip_of(contents: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return made.getvalue()


def _crowded(data: bytes) -> bytes:
    return _zip_of(members(data) | {f"word/media/{n}.bin": b"" for n in range(2_000)})


@pytest.mark.parametrize("kind", HOSTILE)
def test_refused(kind: str) -> None:
    """each hostile package is refused, by name, as an unsafe file and as a template error."""
    with pytest.raises(UnsafeFile, match=r"mau\.docx") as caught:
        compile_template(HOSTILE[kind](template_of("{{ name }}")), name="mau.docx")
    assert isinstance(caught.value, TemplateError)


def test_hyperlinks_stay() -> None:
    """a link a reader may click is allowed."""
    data = with_member(template_of("{{ name }}"), RELS, _with_link("hyperlink"))
    assert text_of(compile_template(data, name="x").render({"name": "a"})) == "a"


def test_missing_file(tmp_path: object) -> None:
    """a template that is not there is named."""
    with pytest.raises(TemplateError, match=r"khong-co\.docx"):
        compile_template(f"{tmp_path}/khong-co.docx")


def test_harmless_fields_stay() -> None:
    """page numbers and other fields of the page itself are allowed, and a gap outside tags."""
    data = _in_paragraph(template_of("{{ name }}"), _field(" PAGE ") + b'<w:fldSimple w:instr=" NUMPAGES "/>')
    data = with_member(data, "word/document.xml", lambda old: old.replace(b"</w:body>", b" " * 300 + b"</w:body>"))
    assert "a" in text_of(compile_template(data, name="x").render({"name": "a"}))
