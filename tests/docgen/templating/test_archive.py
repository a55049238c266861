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


def _with_link(kind: str) -> Callable[[bytes], bytes]:
    row = (
        '<Relationship Id="rId77" TargetMode="External" Target="https://example.org/a" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
    )
    return lambda old: old.replace(b"</Relationships>", row.encode())


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
