"""Looking at templates: which ones the office uses, and whether one is whole."""

from __future__ import annotations

from pathlib import Path

from docgen.office import Office
from docgen.templating.catalogue import Catalogue
from docgen.templating.check import check_template
from registry.problems import Problem


def list_templates(office: Office) -> list[dict[str, str]]:
    """All templates with their manifests, the office's own first."""
    return [
        {
            "id": entry.manifest.id,
            "title": entry.manifest.title,
            "kind": entry.manifest.kind,
            "regime": entry.manifest.regime,
            "path": str(entry.path),
        }
        for entry in Catalogue(office.template_folders).entries
    ]


def check_one(path: Path) -> tuple[Problem, ...]:
    """What is wrong with a template; empty when it can be used."""
    return check_template(path)
