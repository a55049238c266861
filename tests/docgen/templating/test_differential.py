"""The fast path against docxtpl itself: every part equal as canonical XML.

docProps/core.xml is left out on purpose: docxtpl adds empty identifier and language elements and escapes rendered
properties twice; what ours holds is tested in test_compiled.py.
"""

from __future__ import annotations

import io

import docx
import jinja2
import pytest
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bench import decision
from bench.templates import texts
from docgen.templating import compile_template
from tests.docgen.templating.builders import (
    blank,
    by_docxtpl,
    differing,
    filled_table,
    saved,
    template_of,
    with_footnote,
)

NAUGHTY = "A & B <b> > \"q\" 'a' ]]> </w:t> &amp; {{ x }} {% if %}"


def _table_template() -> bytes:
    document = blank()
    document.add_paragraph("Giao {{ name }} các việc sau:")
    rows = [["STT", "Việc", "Hạn"], ["{%tr for t in tasks %}", "", ""]]
    rows += [["{{ loop.index }}", "{{ t.name }}", "{{ t.due }}"], ["{%tr endfor %}", "", ""]]
    filled_table(document, rows)
    return saved(document)


def _cut_runs_template() -> bytes:
    document = blank()
    paragraph = document.add_paragraph()
    for piece in ("Đồng chí {", "{ na", "me }", "} được giao"):
        paragraph.add_run(piece).bold = piece.startswith("{")
    document.add_paragraph("{%p for t in tasks %}")
    document.add_paragraph("- {{ t.name }}: {% if t.due %}hạn {{ t.due }}{% else %}không hạn{% endif %}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("Rất {%r if name %}quan trọng{%r endif %} {_{ giữ nguyên }_}")
    return saved(document)


def _stories_template() -> bytes:
    document = blank()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Đầu trang: {{ name }}"
    section.footer.paragraphs[0].text = "Chân trang\tkhông có thẻ"
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = "{% for t in tasks %}{{ t.name }};{% endfor %}"
    document.add_paragraph("“{{ name }}” – {{ name | upper }} {{ tasks | length }}")
    return saved(document)


def _cells_template() -> bytes:
    document = blank()
    rows = [["Nhóm", "Việc", "Hạn"], ["{%tr for t in tasks %}", "", ""]]
    rows += [["{% vm %}Chung", "{% cellbg 'FFFF00' %}{{ t.name }}", "{{ t.due }}"], ["{%tr endfor %}", "", ""]]
    filled_table(document, [*rows, ["{% colspan 3 %}{{ name }}", "", ""]])
    return saved(document)


def _columns_template() -> bytes:
    document = blank()
    rows = [["{%tc for t in tasks %}", "{{ t.name }}", "{%tc endfor %}"]]
    filled_table(document, rows)
    return saved(document)


def _loop_only_table() -> bytes:
    document = blank()
    document.add_paragraph("{{ name }}")
    filled_table(document, [["{%tr for t in tasks %}", ""], ["{{ t.name }}", "{{ t.due }}"], ["{%tr endfor %}", ""]])
    return saved(document)


def _footnotes_template() -> bytes:
    return with_footnote(template_of("{{ tasks | length }}"), "{{ name }}")


TEMPLATES = {
    "rows": _table_template,
    "cut runs": _cut_runs_template,
    "stories": _stories_template,
    "cells": _cells_template,
    "columns": _columns_template,
    "rows only": _loop_only_table,
    "footnotes": _footnotes_template,
}


def _context(name: str, rows: int) -> dict[str, object]:
    tasks = [{"name": f"Việc {i} & <{name[:20]}>", "due": f"{i % 28 + 1}/12" if i % 3 else ""} for i in range(rows)]
    return {"name": name, "tasks": tasks}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", ["Nguyễn Văn Mẫu", NAUGHTY, "một\nhai\tba", "đoạn\asau\ftrang", ""])
@pytest.mark.parametrize("kind", TEMPLATES)
def test_parts_equal(kind: str, name: str, rows: int) -> None:
    """every part is what docxtpl would have made, for each feature and each kind of value."""
    data = TEMPLATES[kind]()
    context = _context(name, rows)
    assert differing(compile_template(data, name=kind).render(context), by_docxtpl(data, context)) == []


@pytest.mark.parametrize("rows", [0, 1, 50, 200])
def test_rows_equal(rows: int) -> None:
    """tables of no, one and many rows are what docxtpl would have made."""
    for kind in ("rows", "cells", "rows only"):
        data = TEMPLATES[kind]()
        context = _context("Tên", rows)
        assert differing(compile_template(data, name=kind).render(context), by_docxtpl(data, context)) == []


def test_bench_fixture_equal() -> None:
    """the decision of the measurement is rendered by the fast path exactly as by docxtpl."""
    template = compile_template(decision.template(), name="decision.docx")
    assert template.explain().path == "fast"
    for number in range(6):
        context = decision.context(number)
        assert differing(template.render(context), by_docxtpl(decision.template(), context)) == []


def test_bench_sees_difference() -> None:
    """the measurement, which compares texts only, notices one changed letter too."""
    data = _table_template()
    one, same, other = (by_docxtpl(data, _context(name, 2)) for name in ("Tên", "Tên", "Tênh"))
    assert texts(one) == texts(same)
    assert texts(one) != texts(other)


def test_difference_is_seen() -> None:
    """the comparison itself notices one changed letter, so that it can fail."""
    data = _table_template()
    ours = compile_template(data, name="x").render(_context("Tên", 2))
    assert differing(ours, by_docxtpl(data, _context("Tênh", 2))) == ["word/document.xml"]


def test_which_path() -> None:
    """column loops go to docxtpl with the reason said, everything else is fast."""
    paths = {kind: compile_template(make(), name=kind).explain().path for kind, make in TEMPLATES.items()}
    assert paths == {**dict.fromkeys(TEMPLATES, "fast"), "columns": "docxtpl"}
    assert "tc" in str(compile_template(_columns_template(), name="x").explain())


@pytest.mark.parametrize("value", [RichText("đậm & <b>", bold=True), Listing("một\nhai & ba")])
def test_docxtpl_objects(value: object) -> None:
    """objects of docxtpl in the data give docxtpl's document through the same door."""
    data = template_of("Trước {{r value }} sau")
    template = compile_template(data, name="x")
    ours = template.render({"value": value})
    assert differing(ours, by_docxtpl(data, {"value": value})) == []
    assert template.render({"value": value}) == ours
    assert template.explain({"value": value}).path == "docxtpl"


def test_picture() -> None:
    """a picture is placed with its media, and a picture in two renderings gives the same bytes."""
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "PNG")
    template = compile_template(template_of("Ảnh: {{ picture }}"), name="x")
    made = [
        template.render({"picture": InlineImage(None, io.BytesIO(drawn.getvalue()), width=Cm(1))}) for _ in range(2)
    ]
    assert made[0] == made[1]
    assert len(docx.Document(io.BytesIO(made[0])).inline_shapes) == 1


def test_still_drawing_is_fast() -> None:
    """a drawing outside loops keeps docxtpl's numbering on the fast path; inside a loop docxtpl renders."""
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "PNG")
    for around, path in ((("", ""), "fast"), (("{%p for t in tasks %}", "{%p endfor %}"), "docxtpl")):
        document = blank()
        document.add_paragraph(around[0])
        document.add_picture(io.BytesIO(drawn.getvalue()))
        document.add_paragraph(around[1])
        data = saved(document)
        template = compile_template(data, name="x")
        assert template.explain().path == path
        assert differing(template.render(_context("x", 2)), by_docxtpl(data, _context("x", 2))) == []


LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXTS = st.text(st.one_of(LETTERS, st.sampled_from("&<>'\"\n\t\a\f\xa0")), max_size=30)
FREE_TEXTS = TEXTS.filter(lambda text: not any(mark in text for mark in ("{_{", "}_}", "{_%", "%_}")))
DUES = st.one_of(FREE_TEXTS, st.integers(), st.none(), st.booleans(), st.floats(allow_nan=False))
TASKS = st.lists(st.fixed_dictionaries({"name": FREE_TEXTS, "due": DUES}), max_size=6)
TABLE, PARAGRAPHS = _table_template(), _cut_runs_template()
COMPILED_TABLE, COMPILED_PARAGRAPHS = compile_template(TABLE, name="table"), compile_template(PARAGRAPHS, name="runs")


@settings(max_examples=10, deadline=None)
@given(name=FREE_TEXTS, tasks=TASKS)
def test_any_data_equal(name: str, tasks: list[dict[str, object]]) -> None:
    """whatever plain data comes, with signs of XML, line ends, tabs and page breaks, the document is docxtpl's."""
    context = {"name": name, "tasks": tasks}
    assert differing(COMPILED_TABLE.render(context), by_docxtpl(TABLE, context)) == []
    assert differing(COMPILED_PARAGRAPHS.render(context), by_docxtpl(PARAGRAPHS, context)) == []


def _environment(escaping: bool) -> jinja2.Environment:
    environment = jinja2.Environment(autoescape=escaping, undefined=jinja2.StrictUndefined)
    environment.filters["twice"] = lambda text: f"{text}{text}"
    environment.tests["long"] = lambda text: len(text) > 3
    environment.globals["office"] = "Huyện ủy & <xã>"
    return environment


FILTERED = template_of("{{ name | twice }} {{ office }}", "{% if name is long %}dài{% endif %} {{ name | upper }}")
BY_ESCAPING = {on: compile_template(FILTERED, environment=_environment(on), name="x") for on in (True, False)}


@settings(max_examples=10, deadline=None)
@given(name=FREE_TEXTS.filter(lambda text: "\a" not in text), escaping=st.booleans())
def test_any_data_equal_with_own_filters(name: str, escaping: bool) -> None:
    """with the caller's filters, tests and globals, escaping or not, it is what docxtpl gives when it loses nothing."""
    guest = DocxTemplate(io.BytesIO(FILTERED))
    guest.render({"name": name}, jinja_env=_environment(True))
    made = io.BytesIO()
    guest.save(made)
    assert differing(BY_ESCAPING[escaping].render({"name": name}), made.getvalue()) == []
