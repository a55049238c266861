"""The committed templates are what the sources build."""

from __future__ import annotations

from pathlib import Path

from docgen.authoring.__main__ import TEMPLATES, rebuild
from docgen.authoring.catalogue import built


def _differences(folder: Path) -> list[str]:
    return [name for name, content in built() if (folder / name).read_bytes() != content]


def test_a_rebuild_equals_what_is_committed() -> None:
    """Building every template again gives the committed bytes, so templates and sources never part."""
    assert _differences(TEMPLATES) == []


def test_no_template_without_a_source() -> None:
    """Every committed template and manifest comes from a source here."""
    committed = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()}
    assert committed == {name for name, _ in built()}


def test_a_changed_byte_is_named(tmp_path: Path) -> None:
    """The twin: a template changed by one byte is the one that is named."""
    rebuild(tmp_path)
    path = tmp_path / "decisions" / "party-decision.docx"
    path.write_bytes(path.read_bytes()[:-1] + b"\x01")
    assert _differences(tmp_path) == ["decisions/party-decision.docx"]
