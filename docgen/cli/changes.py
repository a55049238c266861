"""`docgen changes`: the papers that set others right, through the same steps as every signed paper."""

from __future__ import annotations

import click

from docgen.cli.setting_right import attach_correct, attach_recall
from docgen.cli.steps import attach, attach_corrections
from registry.labels import DocumentKind

KINDS = {
    "amendments": DocumentKind.AMENDMENT,
    "corrections": DocumentKind.CORRECTION,
    "recalls": DocumentKind.RECALL,
}


@click.group()
def changes() -> None:
    """Văn bản sửa đổi: quyết định điều chỉnh, công văn đính chính, quyết định thu hồi."""


attach(changes, KINDS)
attach_corrections(changes, ("withdraw", "void"))
attach_correct(changes)
attach_recall(changes)
