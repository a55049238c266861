"""Manifests, the catalogue and the template doctor."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from docgen.errors import TemplateError
from docgen.templating import Catalogue, check_template, read_manifest
from tests.docgen.templating.builders import blank, saved, template_of, with_member

DAY = dt.date(2025, 6, 1)
GOOD = {
    "id": '"giao-viec"',
    "title": '"Quyết định giao nhiệm vụ"',
    "kind": '"task-decision"',
    "regime": '"state"',
    "ruleset": '"ND30"',
    "fields": '["name", "day"]',
}


def _manifest(path: Path, **changes: str | None) -> Path:
    rows = {**GOOD, **changes}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(f"{key} = {value}" for key, value in rows.items() if value is not None), encoding="utf-8")
    return path


def _template(path: Path, *texts: str, **changes: str | None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(template_of(*(texts or ("{{ name }} {{ day }}",))))
    _manifest(path.with_suffix(".toml"), **changes)
    return path


def test_manifest_is_read(tmp_path: Path) -> None:
    """a manifest is read whole, and its period includes both its days."""
    manifest = read_manifest(_manifest(tmp_path / "a.toml", valid_from="2025-03-01", valid_to="2025-06-01"))
    assert (manifest.id, manifest.title, manifest.fields) == ("giao-viec", "Quyết định giao nhiệm vụ", ("name", "day"))
    assert manifest.is_valid_on(DAY)
    assert manifest.is_valid_on(dt.date(2025, 3, 1))
    assert not manifest.is_valid_on(dt.date(2025, 6, 2))
    assert not manifest.is_valid_on(dt.date(2025, 2, 28))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("regime", '"both"'),
        ("ruleset", '"ND99"'),
        ("valid_from", '"2025-01-01"'),
        ("valid_from", "2025-01-01T00:00:00"),
        ("fields", '["a", "a"]'),
        ("fields", '"a"'),
        ("title", '""'),
        ("kind", None),
        ("feilds", "[]"),
        ("id", "= ="),
    ],
)
def test_manifest_broken(tmp_path: Path, key: str, value: str | None) -> None:
    """each wrong, missing or misspelt key is refused with the file's name."""
    with pytest.raises(TemplateError, match=r"a\.toml"):
        read_manifest(_manifest(tmp_path / "a.toml", **{key: value}))


def test_manifest_dates_in_order(tmp_path: Path) -> None:
    """a period that ends before it begins is refused."""
    with pytest.raises(TemplateError):
        read_manifest(_manifest(tmp_path / "a.toml", valid_from="2025-06-01", valid_to="2025-05-31"))


def test_find_prefers_the_office(tmp_path: Path) -> None:
    """the office's own template goes before the built-in one, which still serves other dates and kinds."""
    own = _template(tmp_path / "office" / "qd.docx", valid_from="2025-01-01")
    built_in = _template(tmp_path / "builtin" / "decisions" / "qd.docx")
    catalogue = Catalogue([tmp_path / "office", tmp_path / "builtin", tmp_path / "absent"])
    assert [entry.path for entry in catalogue.entries] == [own, built_in]
    assert catalogue.find(kind="task-decision", regime="state", on=DAY).path == own
    assert catalogue.find(kind="task-decision", regime="state", on=dt.date(2024, 12, 31)).path == built_in


def test_find_none_or_several(tmp_path: Path) -> None:
    """no fitting template, and two of the same standing, are errors that name kind, day and files."""
    _template(tmp_path / "a.docx")
    _template(tmp_path / "b.docx")
    catalogue = Catalogue([tmp_path])
    with pytest.raises(TemplateError, match=r"a\.docx, b\.docx"):
        catalogue.find(kind="task-decision", regime="state", on=DAY)
    with pytest.raises(TemplateError, match="01/06/2025"):
        catalogue.find(kind="task-decision", regime="party", on=DAY)


def test_catalogue_leaves_out(tmp_path: Path) -> None:
    """a template without a manifest and Word's lock file are not in the catalogue."""
    (tmp_path / "bare.docx").write_bytes(template_of("x"))
    _template(tmp_path / "~$qd.docx")
    assert Catalogue([tmp_path]).entries == ()


def _codes(path: Path) -> list[str]:
    return [problem.code for problem in check_template(path)]


def test_sound_template(tmp_path: Path) -> None:
    """a sound template has no problems."""
    assert check_template(_template(tmp_path / "qd.docx")) == ()


def test_fields_compared(tmp_path: Path) -> None:
    """a field the manifest does not declare, and one the template does not use, are both named, with the near name."""
    problems = check_template(_template(tmp_path / "qd.docx", "{{ nmae }} {{ day }}"))
    assert [problem.code for problem in problems] == ["field-not-declared", "field-not-used"]
    assert "nmae" in problems[0].message
    assert "“name”" in problems[0].message
    assert [problem.is_error for problem in problems] == [True, False]


def test_half_written_tags(tmp_path: Path) -> None:
    """all half-written tags are shown together, each with its paragraph and part."""
    problems = check_template(_template(tmp_path / "qd.docx", "Một {{ name", "Hai day }}", "Ba {% if x"))
    assert [problem.code for problem in problems] == ["tag-not-closed", "tag-not-opened", "tag-not-closed"]
    assert "Một" in problems[0].message
    assert [problem.place.part for problem in problems] == [f"word/document.xml, đoạn {n}" for n in (1, 2, 3)]
    assert problems[0].place.file == "qd.docx"


def test_other_problems(tmp_path: Path) -> None:
    """broken, unreadable and hostile templates and manifests are problems, not crashes."""
    path = tmp_path / "qd.docx"
    assert _codes(path) == ["template-unreadable"]
    path.write_bytes(template_of("{{ name }}"))
    assert _codes(path) == ["manifest-missing"]
    path.with_suffix(".toml").write_text("x", encoding="utf-8")
    assert _codes(path) == ["manifest-broken"]
    path.write_bytes(template_of("{{ name | safe }}"))
    assert _codes(path) == ["template-broken"]
    path.write_bytes(b"x")
    assert _codes(path) == ["template-refused"]


def test_tag_nobody_renders(tmp_path: Path) -> None:
    """a tag in a part that is not rendered is pointed out."""
    path = _template(tmp_path / "qd.docx")
    path.write_bytes(with_member(path.read_bytes(), "word/comments.xml", lambda _: b"<c>{{ name }}</c>"))
    assert _codes(path) == ["tag-not-rendered"]


def test_tags_in_header_count(tmp_path: Path) -> None:
    """fields of headers are compared with the manifest too."""
    document = blank()
    document.add_paragraph("{{ name }} {{ day }}")
    document.sections[0].header.paragraphs[0].text = "{{ head }}"
    path = _template(tmp_path / "qd.docx")
    path.write_bytes(saved(document))
    assert _codes(path) == ["field-not-declared"]
