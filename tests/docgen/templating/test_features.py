"""Each feature of docxtpl's documentation: which way it goes, and the same document either way."""

from __future__ import annotations

from collections.abc import Callable

import jinja2
import pytest
from docx.oxml.parser import parse_xml
from docxtpl import Listing, RichText, RichTextParagraph

from docgen.errors import TemplateError
from docgen.templating import compile_template
from tests.docgen.templating.builders import (
    blank,
    by_docxtpl,
    differing,
    filled_table,
    members,
    saved,
    template_of,
    text_of,
    with_footnote,
)
from tests.support.papers import NAMES, sample_context, template_path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _table(*rows: list[str]) -> bytes:
    document = blank()
    filled_table(document, [*rows])
    return saved(document)


def _text_box() -> bytes:
    document = blank()
    paragraph = document.add_paragraph("{{ name }}")
    inside = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("{%p for t in tasks %}", "{{ t.name }}"))
    inside += "<w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p>"
    box = f'<v:shape><v:textbox><w:txbxContent xmlns:w="{W}">{inside}</w:txbxContent></v:textbox></v:shape>'
    pict = f'<w:r xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>{box}</w:pict></w:r>'
    paragraph._p.append(parse_xml(pict))
    return saved(document)


CONTEXT: dict[str, object] = {
    "name": "A & B <c>",
    "tasks": [{"name": "Một & 1", "due": "3/12"}, {"name": "Hai\nba", "due": ""}],
    "color": "FF0000",
}
FEATURES: dict[str, tuple[Callable[[], bytes], str]] = {
    "comment": (lambda: template_of("a{# {{ unseen }} #}b {{ name }}"), "fast"),
    "comment of a paragraph": (lambda: template_of("a", "{#p unseen #}", "{{ name }}"), "fast"),
    "comment of a row": (lambda: _table(["a", "b"], ["{#tr unseen #}", ""], ["{{ name }}", "c"]), "fast"),
    "white space": (lambda: template_of("x {%- if name -%} y {%- endif -%} z", "{{- name -}}"), "fast"),
    "joined paragraphs": (lambda: template_of("Một {% if name -%}", "{{ name }}", "{%- endif %} hai"), "fast"),
    "smart quotes": (lambda: template_of("{{ name | replace(“A”, ‘Ă’) }} “{{ name }}”"), "fast"),
    "escapes": (lambda: template_of("{_{ x }_} {_% y %_} {{ name }}"), "fast"),
    "run tag": (lambda: template_of("x {%r if name %}y{%r endif %} {{ name }}"), "fast"),
    "paragraph tags": (lambda: template_of("{%p for t in tasks %}", "{{ t.name }}", "{%p endfor %}"), "fast"),
    "set and test": (lambda: template_of("{% set n = tasks | length %}{{ n if n is even else 'lẻ' }}"), "fast"),
    "colspan": (lambda: _table(["{% colspan 2 %}{{ name }}", "b"], ["c", "d"]), "fast"),
    "cellbg": (lambda: _table(["{% cellbg color %}{{ name }}", "b"]), "fast"),
    "vertical merge": (
        lambda: _table(["{%tr for t in tasks %}", ""], ["{% vm %}x", "{{ t.due }}"], ["{%tr endfor %}", ""]),
        "fast",
    ),
    "horizontal merge": (
        lambda: _table(["{%tc for t in tasks %}", "{% hm %}x", "{%tc endfor %}"], ["a", "b", "c"]),
        "docxtpl",
    ),
    "columns": (lambda: _table(["{%tc for t in tasks %}", "{{ t.name }}", "{%tc endfor %}"]), "docxtpl"),
    "text box": (_text_box, "fast"),
}


@pytest.mark.parametrize("feature", FEATURES)
def test_feature(feature: str) -> None:
    """the feature goes the way the table says, with a reason when slow, and gives docxtpl's document."""
    make, path = FEATURES[feature]
    data = make()
    template = compile_template(data, name=feature)
    said = template.explain(CONTEXT)
    assert (said.path, bool(said.reasons)) == (path, path == "docxtpl")
    assert differing(template.render(CONTEXT), by_docxtpl(data, CONTEXT)) == []


def _rich() -> RichText:
    rich = RichText("đậm & <b>", bold=True, color="FF0000")
    rich.add("\nnghiêng\ttab", italic=True)
    return rich


def _rich_paragraphs() -> RichTextParagraph:
    rich = RichTextParagraph("một & hai")
    rich.add("ba", parastyle="Normal")
    return rich


def _listing() -> Listing:
    return Listing("a\nb\tc\ad\fe & <f>")


@pytest.mark.parametrize(
    ("tag", "make"),
    [("{{r value }}", _rich), ("{{p value }}", _rich_paragraphs), ("{{ value }}", _listing)],
)
def test_objects(tag: str, make: Callable[[], object]) -> None:
    """an object of docxtpl goes through docxtpl, says which field it is, and gives docxtpl's document."""
    data = template_of("Trước", tag, "Sau")
    template = compile_template(data, name="x")
    assert "value" in str(template.explain({"value": make()}).reasons)
    assert differing(template.render({"value": make()}), by_docxtpl(data, {"value": make()})) == []


@pytest.mark.parametrize("escaping", [True, False])
def test_nothing_is_lost_without_escaping(escaping: bool) -> None:
    """the caller's own environment with a filter, escaping or not: signs of XML come out as text, never lost."""
    environment = jinja2.Environment(autoescape=escaping)  # docxtpl loses text with False
    environment.filters["twice"] = lambda text: text + text
    template = compile_template(template_of("{{ name | twice }}"), environment=environment, name="x")
    assert text_of(template.render({"name": "a & b < c > d"})) == "a & b < c > d" * 2


def test_many_rows() -> None:
    """ten thousand rows are docxtpl's ten thousand rows, with the text of the last."""
    data = _table(["{%tr for n in rows %}"], ["{{ n }}"], ["{%tr endfor %}"], ["{{ rows | length }}"])
    made = compile_template(data, name="x").render({"rows": list(range(10_000))})
    assert differing(made, by_docxtpl(data, {"rows": list(range(10_000))})) == []


@pytest.mark.parametrize("name", NAMES)
def test_built_in_templates(name: str) -> None:
    """every built-in template takes the fast way and is docxtpl's document, but for data items it leaves unfilled."""
    data, context = template_path(name).read_bytes(), sample_context(name)
    template = compile_template(data, name=name)
    assert template.explain(context).path == "fast"
    items = [part for part, xml in members(data).items() if part.startswith("customXml/item") and b"{{" in xml]
    assert differing(template.render(context), by_docxtpl(data, context)) == items


@pytest.mark.parametrize("text", ["{_% k %_}", "a }_} b", "{_{ x"])
def test_a_header_of_escapes_alone(text: str) -> None:
    """A header without any tag is not left out when it holds an escape: it becomes the sign, as docxtpl makes it."""
    document = blank()
    document.add_paragraph("{{ name }}")
    document.sections[0].header.paragraphs[0].text = text
    data = saved(document)
    made = compile_template(data, name="x").render(CONTEXT)
    assert "_" not in members(made)["word/header1.xml"].decode().rpartition("<w:t>")[2]
    assert differing(made, by_docxtpl(data, CONTEXT)) == []


@pytest.mark.parametrize("rows", [["{%tr for t in tasks %}", "{%tr endfor %}"], ["{#tr no row #}"]])
def test_a_table_that_keeps_no_row(rows: list[str]) -> None:
    """Rows that come and write nothing leave a table as empty as no rows do: docxtpl repairs its columns."""
    data = _table(*([text, ""] for text in rows))
    template = compile_template(data, name="x")
    assert template.explain(CONTEXT).path == "docxtpl"
    assert differing(template.render(CONTEXT), by_docxtpl(data, CONTEXT)) == []


@pytest.mark.parametrize("wide", [2, 0, -1, " 2 ", "0"])
def test_the_width_of_a_cell_comes_from_data(wide: object) -> None:
    """A cell as wide as the data say is docxtpl's, also when they say nonsense."""
    data = _table(["{% colspan wide %}a", "b"], ["c", "d"])
    template = compile_template(data, name="x")
    assert differing(template.render({"wide": wide}), by_docxtpl(data, {"wide": wide})) == []


@pytest.mark.parametrize("wide", ["rộng", 1.5, '"/><w:t', None])
def test_a_width_that_is_no_number(wide: object) -> None:
    """What is no number never becomes the width of a cell."""
    template = compile_template(_table(["{% colspan wide %}a", "b"], ["c", "d"]), name="x")
    with pytest.raises(TemplateError, match="x, "):
        template.render({"wide": wide})


def test_a_table_in_a_condition_that_keeps_no_row() -> None:
    """A table inside a loop or condition, of which its own condition leaves nothing, is docxtpl's too."""
    document = blank()
    for opening, closing in (("{%p if name %}", "{%p endif %}"), ("{%p for t in tasks %}", "{%p endfor %}")):
        document.add_paragraph(opening)
        filled_table(document, [["{%tr if unseen %}", ""], ["a", "b"], ["{%tr endif %}", ""]])
        document.add_paragraph(closing)
    data, context = saved(document), {**CONTEXT, "unseen": False}
    assert differing(compile_template(data, name="x").render(context), by_docxtpl(data, context)) == []


@pytest.mark.parametrize(("many", "few", "path"), [("true", "true", "docxtpl"), ("", "true", "fast")])
def test_a_narrow_row_that_may_stand_alone(many: str, few: str, path: str) -> None:
    """Rows with fewer cells go to docxtpl where the data may leave them alone, not where a full row is always there."""
    rows = [["a", "b"], ["{% colspan n %}c", ""]]
    document = blank()
    table = filled_table(document, rows)
    last = table.rows[1]._tr
    last.remove(last.tc_lst[1])
    for row, when in ((table.rows[0], many), (table.rows[1], few)):
        if when:
            for place, text in (("addprevious", f"{{%tr if tasks and {when} %}}"), ("addnext", "{%tr endif %}")):
                extra = parse_xml(f'<w:tr xmlns:w="{W}"><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>')
                getattr(row._tr, place)(extra)
    data = saved(document)
    template = compile_template(data, name="x")
    assert template.explain().path == path
    for tasks in ([], [1]):
        context = {"tasks": tasks, "n": 1}
        assert differing(template.render(context), by_docxtpl(data, context)) == []


def _wrapped(wrapping: str) -> bytes:
    document = blank()
    document.add_paragraph("{{ name }}")
    inside = f'<w:{wrapping} xmlns:w="{W}"><w:r><w:t>{{{{ value }}}}</w:t></w:r></w:{wrapping.split()[0]}>'
    document.add_paragraph()._p.append(parse_xml(inside))
    return saved(document)


@pytest.mark.parametrize("rich", [False, True])
@pytest.mark.parametrize("wrapping", ["hyperlink", "ins", "fldSimple", "smartTag"])
def test_a_new_paragraph_inside_a_link(wrapping: str, rich: bool) -> None:
    """A new paragraph or page inside a link or a tracked insertion would tear the file, which is refused in words."""
    template = compile_template(_wrapped(wrapping), name="mau.docx")
    name = RichText("a") if rich else "a"
    for value in ("a\ab", "a\fb"):
        with pytest.raises(TemplateError, match=r"mau\.docx.*sang đoạn"):
            template.render({"name": name, "value": value})
    assert template.render({"name": name, "value": "a\tb\nc"})


def test_a_footnote_without_tags() -> None:
    """A tab typed into a footnote becomes Word's own tab, as docxtpl makes it."""
    data = with_footnote(template_of("{{ name }}"), "một\thai")
    made = compile_template(data, name="x").render(CONTEXT)
    assert b"<w:tab/>" in members(made)["word/footnotes.xml"]
    assert differing(made, by_docxtpl(data, CONTEXT)) == []


def _torn_inside(around: str) -> bytes:
    document = blank()
    document.add_paragraph("{%p if name %}")
    paragraph = document.add_paragraph("a")
    paragraph._p.append(parse_xml(f'<w:{around} xmlns:w="{W}"><w:r><w:t>{{%r if flag %}}x</w:t></w:r></w:{around}>'))
    paragraph.add_run("b{%r endif %}")
    document.add_paragraph("{%p else %}")
    document.add_paragraph("c {{ value }}")
    document.add_paragraph("{%p endif %}")
    return saved(document)


def test_a_condition_inside_another_that_tears_the_page() -> None:
    """What only some data would tear is refused for these data, on both ways, and made for the others."""
    template = compile_template(_torn_inside("hyperlink"), name="mau.docx")
    for value in ("x", RichText("x")):
        made = template.render({"name": "", "flag": True, "value": value})
        assert differing(made, by_docxtpl(template.data, {"name": "", "flag": True, "value": value})) == []
        with pytest.raises(TemplateError, match=r"mau\.docx.*cắt ngang"):
            template.render({"name": "a", "flag": False, "value": value})
