"""The committed templates are what the sources build."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from docgen.authoring.__main__ import TEMPLATES, rebuild
from docgen.authoring.catalogue import built

Built = Mapping[str, bytes]


@pytest.fixture(scope="module")
def sources() -> Built:
    """Every template and manifest as its source builds it, by name."""
    return dict(built())


def _differences(folder: Path, sources: Built) -> list[str]:
    return [name for name, content in sources.items() if (folder / name).read_bytes() != content]


def test_a_rebuild_equals_what_is_committed(sources: Built) -> None:
    """Building every template again gives the committed bytes, so templates and sources never part."""
    assert _differences(TEMPLATES, sources) == []


def test_no_template_without_a_source(sources: Built) -> None:
    """Every committed template and manifest comes from a source here."""
    committed = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()}
    assert committed == set(sources)


def test_a_changed_byte_is_named(tmp_path: Path, sources: Built) -> None:
    """The twin: a template changed by one byte is the one that is named."""
    rebuild(tmp_path)
    path = tmp_path / "decisions" / "party-decision.docx"
    path.write_bytes(path.read_bytes()[:-1] + b"\x01")
    assert _differences(tmp_path, sources) == ["decisions/party-decision.docx"]
