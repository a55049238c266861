"""Rendering: same bytes, values as they are, failures said with their place."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import zipfile

import docx
import jinja2
import pytest
from markupsafe import Markup

from docgen.errors import TemplateError
from docgen.templating import TemplateCache, compile_template, isal_deflater, zlib_deflater
from tests.docgen.templating.builders import blank, filled_table, members, saved, template_of, text_of, with_member


def test_same_bytes() -> None:
    """the same template and data give the same bytes, and one changed letter gives others."""
    data = template_of("{{ name }}")
    one, other = (compile_template(data, name="x") for _ in range(2))
    assert one.render({"name": "An"}) == other.render({"name": "An", "unused": object()})
    assert one.render({"name": "An"}) != one.render({"name": "Am"})


def test_zip_is_plain() -> None:
    """the package holds the template's members, its content types first, and says no time of its own."""
    data = template_of("{{ name }}")
    with zipfile.ZipFile(io.BytesIO(compile_template(data, name="x").render({"name": "An"}))) as archive:
        infos = archive.infolist()
    assert infos[0].filename == "[Content_Types].xml"
    assert {info.filename for info in infos} == members(data).keys()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}


def test_stored_parts_are_packed() -> None:
    """parts that lie uncompressed in the template do not make every document as large as it."""
    packed, stored = template_of("{{ name }}"), io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members(packed).items():
            archive.writestr(name, content)
    made = compile_template(stored.getvalue(), name="x").render({"name": "An"})
    assert members(made) == members(compile_template(packed, name="x").render({"name": "An"}))
    assert len(made) < len(stored.getvalue()) / 2


@pytest.mark.parametrize("deflate", [zlib_deflater(1), zlib_deflater(9), isal_deflater()])
def test_deflaters(deflate: object) -> None:
    """every deflater gives the same content."""
    data = template_of("{{ name }}")
    made = compile_template(data, name="x", deflate=deflate).render({"name": "Ổn"})  # type: ignore[arg-type]
    assert members(made) == members(compile_template(data, name="x").render({"name": "Ổn"}))


def test_about_the_template() -> None:
    """a compiled template tells its name, its digest and the fields it names, wherever they stand."""
    document = blank()
    document.add_paragraph("{{ a.b }} {% for x in rows %}{{ x }}{{ range(2) | join }}{% endfor %}")
    document.sections[0].header.paragraphs[0].text = "{{ head }}"
    document.core_properties.identifier = "{{ code }}"
    data = saved(document)
    template = compile_template(data, name="x.docx")
    assert (template.name, template.digest) == ("x.docx", hashlib.sha256(data).hexdigest())
    assert template.fields == {"a", "rows", "head", "code"}


def test_core_properties() -> None:
    """tags in the file's properties are filled, escaped once."""
    document = blank()
    document.core_properties.identifier = "{{ code }}"
    document.core_properties.title = "Quyết định {{ “x” | upper }}"
    made = compile_template(saved(document), name="x").render({"code": "A&B <1>"})
    properties = docx.Document(io.BytesIO(made)).core_properties
    assert (properties.identifier, properties.title) == ("A&B <1>", "Quyết định X")


def test_data_is_never_a_tag() -> None:
    """text that looks like a tag or an escape of docxtpl comes out as it went in."""
    value = "{{ secret }} {% if %} {_{ }_} &lt; ]]> <w:p/>"
    made = compile_template(template_of("{{ name }}"), name="x").render({"name": value, "secret": "!"})
    assert text_of(made) == value


def test_data_before_methods() -> None:
    """a field may be called like a method of a dictionary."""
    made = compile_template(template_of("{{ t.items }} {{ t.count }}"), name="x").render(
        {"t": {"items": 3, "count": 4}}
    )
    assert text_of(made) == "3 4"


def test_dates_and_numbers() -> None:
    """dates and numbers can be formatted in the template."""
    context = {"day": dt.date(2025, 3, 9), "n": 7, "x": 2.55}
    made = compile_template(template_of("{{ day.strftime('%d/%m/%Y') }} {{ '%02d' % n }} {{ x | round(1) }}"), name="x")
    assert text_of(made.render(context)) == "09/03/2025 07 2.5"


def test_own_filters() -> None:
    """filters of the caller's environment are taken over, its lack of a sandbox is not."""
    environment = jinja2.Environment(autoescape=False)  # the point: it must not matter
    environment.filters["shout"] = lambda text: f"{text}!"
    made = compile_template(template_of("{{ name | shout }}"), environment=environment, name="x").render(
        {"name": "<a>"}
    )
    assert text_of(made) == "<a>!"
    with pytest.raises(TemplateError):
        compile_template(template_of("{{ ''.__class__ }}"), environment=environment, name="x").render({})


def _failure(data: bytes, context: dict[str, object]) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        compile_template(data, name="quyet-dinh.docx").render(context)
    return caught.value


def test_unknown_field_is_located() -> None:
    """a field without data is named with template, part, paragraph and the nearest name."""
    error = _failure(template_of("Kính gửi: {{ recipent }}"), {"recipient": "x"})
    for piece in ("quyet-dinh.docx", "word/document.xml", "Kính gửi", "“recipent”"):
        assert piece in error.message
    assert "recipient" in error.advice


def test_unknown_inner_field_is_located() -> None:
    """a field missing in one row is named with its path, and the second paragraph is not blamed on the first."""
    error = _failure(template_of("{{ t.name }}", "Hạn {{ t.du }}"), {"t": {"name": "a", "due": "b"}})
    assert "“t.du”" in error.message
    assert "Hạn" in error.message
    assert "due" in error.advice


def test_unknown_field_in_header() -> None:
    """a field missing in a header is blamed on the header."""
    document = blank()
    document.sections[0].header.paragraphs[0].text = "{{ head }}"
    assert "word/header" in _failure(saved(document), {}).message


def test_undefined_branches() -> None:
    """a field that no taken branch names may be absent, and `default` still works."""
    data = template_of("{% if a %}{{ b }}{% endif %}{{ c | default('không') }}")
    assert text_of(compile_template(data, name="x").render({"a": False})) == "không"


def test_no_break_space() -> None:
    """the no-break space of Vietnamese dates is ordinary text, and hides no illegal character beside it."""
    data = template_of("{{ name }}")
    assert text_of(compile_template(data, name="x").render({"name": "ngày\xa0 05"})) == "ngày\xa0 05"
    assert "U+0001" in _failure(data, {"name": "ngày\xa0\x01"}).message


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\ud800", "\uffff"])
def test_illegal_characters(bad: str) -> None:
    """a character XML cannot carry is refused with the field that holds it."""
    error = _failure(template_of("{% for t in tasks %}{{ t.name }}{% endfor %}"), {"tasks": [{"name": f"a{bad}b"}]})
    assert "tasks[0].name" in error.message
    assert f"U+{ord(bad):04X}" in error.message


@pytest.mark.parametrize("value", [object(), b"x", {1, 2}, Markup("<b>"), lambda: 1])
def test_only_plain_data(value: object) -> None:
    """objects with behaviour, bytes, sets and markup do not enter a document."""
    assert "“v.w”" in _failure(template_of("{{ v.w }}"), {"v": {"w": value}}).message


def test_data_that_holds_itself() -> None:
    """data that contains itself is refused, not followed for ever."""
    row: dict[str, object] = {}
    row["row"] = row
    assert "row" in _failure(template_of("{{ row }}"), {"row": row}).message


def test_break_where_there_is_no_paragraph() -> None:
    """a page break in a property is refused."""
    document = blank()
    document.core_properties.identifier = "{{ code }}"
    assert "core.xml" in _failure(saved(document), {"code": "a\fb"}).message


@pytest.mark.parametrize(
    "texts",
    [
        ["{{ name"],
        ["{{ name", "}} {% if a %}"],
        ["{% if a %}x"],
        ["{% if a %}", "{% endif %}{%p endfor %}"],
        ["{%p if a %}", "x {% endif %}"],
        ["{{ name | nosuchfilter }}"],
        ["{{ name | safe }}"],
        ["{{ '\\x01' }}"],
        ["{{ 1 + }}"],
        ["{% include 'x' %}"],
        ["{% macro m() %}{% endmacro %}"],
        ["{% autoescape false %}{{ name }}{% endautoescape %}"],
    ],
)
def test_broken_templates(texts: list[str]) -> None:
    """a template that cannot give a whole document is refused when compiled, before any data is read."""
    with pytest.raises(TemplateError, match="hong"):
        compile_template(template_of("Bình thường {{ ok }}", *texts), name="hong.docx")


def test_unclosed_tag_is_located() -> None:
    """a tag left open is shown with its own paragraph."""
    with pytest.raises(TemplateError, match="Trích yếu"):
        compile_template(template_of("{{ a }}", "Trích yếu: {{ abstract", "{{ b }}"), name="x")


def test_torn_rows() -> None:
    """a loop that opens in a cell and closes behind the table is refused when compiled."""
    document = blank()
    filled_table(document, [["a", "{% for t in tasks %}b"]])
    document.add_paragraph("{% endfor %}")
    with pytest.raises(TemplateError, match="bố cục"):
        compile_template(saved(document), name="x")


def test_custom_xml() -> None:
    """a custom XML item with tags is filled."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    relation = f'<Relationship Id="rId98" Type="{kind}" Target="../customXml/item7.xml"/></Relationships>'
    data = with_member(template_of("{{ name }}"), "customXml/item7.xml", lambda _: b"<doc>{{ code }}</doc>")
    data = with_member(
        data, "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", relation.encode())
    )
    made = compile_template(data, name="x").render({"name": "a", "code": "Q&1"})
    assert members(made)["customXml/item7.xml"] == b"<doc>Q&amp;1</doc>"


def test_cache() -> None:
    """equal bytes are compiled once, the longest unused template goes first, other bytes are another template."""
    cache = TemplateCache(capacity=2)
    one, two, three = (template_of(f"{{{{ {name} }}}}") for name in "abc")
    first = cache.get_bytes(one, name="a")
    assert cache.get_bytes(one, name="a") is first
    assert cache.get_bytes(two, name="b") is not first
    cache.get_bytes(three, name="c")
    assert len(cache) == 2
    assert cache.get_bytes(one, name="a") is not first
