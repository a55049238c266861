"""What is brought into a template from outside: sub-documents, pictures, replaced media; the same as docxtpl's."""

from __future__ import annotations

import io
import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import jinja2
import pytest
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage, RichText
from PIL import Image

from docgen.errors import OutsideMissing, TemplateError
from docgen.templating import CompiledTemplate, Replacements, compile_template, replacing
from tests.docgen.templating.builders import blank, by_docxtpl, differing, filled_table, members, saved, template_of

EMBEDDED = "word/embeddings/Bang1.xlsx"


def _picture(color: str, size: int = 8) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (size, size), color).save(made, "PNG")
    return made.getvalue()


RED, BLUE, GREEN = _picture("red"), _picture("blue"), _picture("green")
ESCAPING = {"autoescape": True, "undefined": jinja2.StrictUndefined}


# sub-documents


def _guest_paragraphs(guest: DocxTemplate) -> object:
    sub = guest.new_subdoc()
    sub.add_paragraph("Đoạn một & <hai>")
    sub.add_table(rows=1, cols=2).cell(0, 1).text = "ô"
    return sub


def _whole_document(guest: DocxTemplate) -> object:
    random.seed(7)  # docxcompose draws the identifiers of lists
    document = docx.Document()
    document.add_heading("Phụ lục", 2)
    document.add_paragraph("mục", style="List Number")
    document.add_picture(io.BytesIO(RED), width=Cm(1))
    document.add_table(rows=2, cols=2, style="Table Grid").cell(0, 0).text = "a & b"
    return guest.new_subdoc(io.BytesIO(saved(document)))


@pytest.mark.parametrize("make", [_guest_paragraphs, _whole_document])
def test_sub_documents(make: Callable[[DocxTemplate], object]) -> None:
    """a sub-document, written here or taken from a file with styles, numbering and pictures, is docxtpl's."""
    data = template_of("Trước {{ name }}", "{{p sub }}", "Sau")
    template = compile_template(data, name="x")
    ours = template.open_guest()
    context = {"name": "A & B", "sub": make(ours)}
    said = template.explain(context)
    assert said.path == "docxtpl" and "sub" in str(said) and "Subdoc" in str(said)
    theirs = DocxTemplate(io.BytesIO(data))
    theirs.render({"name": "A & B", "sub": make(theirs)}, jinja_env=jinja2.Environment(**ESCAPING))
    made = io.BytesIO()
    theirs.save(made)
    assert differing(template.render(context), made.getvalue()) == []


def test_sub_documents_belong_to_one_rendering() -> None:
    """a sub-document of another template, or used twice, is refused with what to do."""
    template = compile_template(template_of("{{p sub }}"), name="x")
    sub = _guest_paragraphs(template.open_guest())
    template.render({"sub": sub})
    other = _guest_paragraphs(DocxTemplate(io.BytesIO(template_of("a"))))
    for wrong in (sub, other):
        with pytest.raises(TemplateError, match="tài liệu con"):
            template.render({"sub": wrong})


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """without docxcompose a sub-document says what to install."""
    monkeypatch.setitem(sys.modules, "docxtpl.subdoc", None)
    with pytest.raises(OutsideMissing, match="docxcompose"):
        compile_template(template_of("a"), name="x").open_guest().new_subdoc()


# pictures and files exchanged


def _illustrated() -> bytes:
    """Two pictures in the body, one in the header; an embedded workbook."""
    document = blank()
    document.add_paragraph("{{ name }}")
    for color, called in ((RED, "con-dau.png"), (GREEN, "bia.png")):
        document.add_picture(io.BytesIO(color))
        about = document.paragraphs[-1]._p.findall(".//{*}cNvPr")[0]
        about.set("name", called)
        about.set("descr", f"Hình {called}")
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(BLUE))
    data = saved(document)
    contents = members(data)
    contents[EMBEDDED] = b"old workbook"
    kind = f'<Override PartName="/{EMBEDDED}" ContentType="application/vnd.ms-excel"/></Types>'
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(b"</Types>", kind.encode())
    relation = (
        f'<Relationship Id="rId90" Target="{EMBEDDED.removeprefix("word/")}" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"/></Relationships>'
    )
    listed = "word/_rels/document.xml.rels"
    contents[listed] = contents[listed].replace(b"</Relationships>", relation.encode())
    return _zipped(contents)


def _zipped(contents: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return made.getvalue()


NEW = _picture("yellow", 16)
EXCHANGES: dict[str, tuple[Replacements, Callable[[DocxTemplate, Path], None]]] = {
    "picture by name": (
        Replacements(pictures={"con-dau.png": NEW}),
        lambda guest, _: guest.replace_pic("con-dau.png", io.BytesIO(NEW)),
    ),
    "picture by description": (
        Replacements(pictures={"Hình bia.png": NEW}),
        lambda guest, _: guest.replace_pic("Hình bia.png", io.BytesIO(NEW)),
    ),
    "media of a header": (
        Replacements(media={BLUE: NEW}),
        lambda guest, _: guest.replace_media(io.BytesIO(BLUE), io.BytesIO(NEW)),
    ),
    "embedded": (
        Replacements(embedded={b"old workbook": NEW}),
        lambda guest, folder: guest.replace_embedded(folder / "old", folder / "new"),
    ),
    "member": (
        Replacements(members={EMBEDDED: NEW}),
        lambda guest, folder: guest.replace_zipname(EMBEDDED, folder / "new"),
    ),
}


@pytest.mark.parametrize("kind", EXCHANGES)
def test_exchanged(kind: str, tmp_path: Path) -> None:
    """each of docxtpl's four ways to exchange a file gives docxtpl's document, on the fast way."""
    ours, theirs = EXCHANGES[kind]
    (tmp_path / "old").write_bytes(b"old workbook")
    (tmp_path / "new").write_bytes(NEW)
    data, context = _illustrated(), {"name": "A & B"}
    template = replacing(compile_template(data, name="x"), ours)
    assert template.explain(context).path == "fast"
    guest = DocxTemplate(io.BytesIO(data))
    theirs(guest, tmp_path)
    guest.render(context, jinja_env=jinja2.Environment(**ESCAPING))
    made = io.BytesIO()
    guest.save(made)
    assert NEW in members(template.render(context)).values()
    assert differing(template.render(context), made.getvalue()) == []
    assert differing(template.render(context), by_docxtpl(data, context)) != []


@pytest.mark.parametrize(
    "wanted",
    [
        Replacements(pictures={"khong-co.png": NEW}),
        Replacements(media={b"khong co": NEW}),
        Replacements(embedded={BLUE: NEW}),
        Replacements(members={"word/khong-co.xml": NEW}),
        Replacements(members={"word/document.xml": b"<a/>"}),
        Replacements(members={"word/_rels/document.xml.rels": b"<a/>"}),
        Replacements(members={"word/styles.xml": b"<!DOCTYPE a><a/>"}),
    ],
)
def test_not_exchanged(wanted: Replacements) -> None:
    """what is not there, what is filled with data, and what is unsafe is refused in words."""
    with pytest.raises(TemplateError, match="x"):
        replacing(compile_template(_illustrated(), name="x"), wanted)


def test_exchanged_on_the_slow_way_too() -> None:
    """with a picture in the data docxtpl makes the document, and the exchanged one is in it."""
    document = blank()
    document.add_paragraph("{{ picture }}")
    document.add_picture(io.BytesIO(RED))
    template: CompiledTemplate = replacing(compile_template(saved(document), name="x"), Replacements(media={RED: NEW}))
    made = members(template.render({"picture": InlineImage(None, io.BytesIO(GREEN))}))
    assert {NEW, GREEN} <= set(made.values()) and RED not in made.values()


def test_pictures_in_a_loop() -> None:
    """as many pictures as rows, each numbered for itself, as docxtpl makes them."""
    document = blank()
    rows = [["{%tr for row in rows %}", ""], ["{{ row.name }}", "{{ row.picture }}"], ["{%tr endfor %}", ""]]
    filled_table(document, rows)
    data = saved(document)

    def context(guest: DocxTemplate | None) -> dict[str, object]:
        colors = [RED, BLUE]
        return {
            "rows": [
                {"name": f"{n} &", "picture": InlineImage(guest, io.BytesIO(c), width=Cm(1))}
                for n, c in enumerate(colors)
            ]
        }

    template = compile_template(data, name="x")
    assert "rows[0].picture" in str(template.explain(context(None)))
    guest = DocxTemplate(io.BytesIO(data))
    guest.init_docx()
    guest.render(context(guest), jinja_env=jinja2.Environment(**ESCAPING))
    made = io.BytesIO()
    guest.save(made)
    assert differing(template.render(context(None)), made.getvalue()) == []


def _linked(guest: DocxTemplate, url: str = "https://vidu.example/?a=1&b=2") -> dict[str, object]:
    rich = RichText("xem ")
    rich.add("ở đây & đó", url_id=guest.build_url_id(url), underline=True)
    return {"value": rich}


@pytest.mark.parametrize("place", ["body", "header"])
def test_links(place: str) -> None:
    """A link of a rich text leads where docxtpl's leads: its relation is in the document."""
    document = blank()
    document.add_paragraph("{{r value }}" if place == "body" else "thân")
    document.sections[0].header.paragraphs[0].text = "{{r value }}" if place == "header" else "đầu"
    data = saved(document)
    template, guest = compile_template(data, name="x"), DocxTemplate(io.BytesIO(data))
    guest.render(_linked(guest), jinja_env=jinja2.Environment(**ESCAPING))
    made = io.BytesIO()
    guest.save(made)
    ours = template.render(_linked(template.open_guest()))
    assert b"vidu.example" in members(ours)["word/_rels/document.xml.rels"]
    assert differing(ours, made.getvalue()) == []


def test_links_belong_to_one_rendering() -> None:
    """A link of another object, of a rendered one, or of one of two open ones would lead elsewhere: it is refused."""
    template = compile_template(template_of("{{r value }}"), name="x")
    used = _linked(template.open_guest())
    template.render(used)
    foreign = _linked(DocxTemplate(io.BytesIO(template_of("a"))))
    guests = template.open_guest(), template.open_guest()
    both = [_linked(guest, f"https://{number}.example") for number, guest in enumerate(guests)]
    for wrong in (used, foreign, both[0]):
        with pytest.raises(TemplateError, match="liên kết"):
            template.render(wrong)
