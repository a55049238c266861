"""Mục lục hồ sơ nộp lưu and biên bản giao nhận of one hand-over, made from templates like every other paper.

Knows which facts they tell; they are headed by the office as it is on that day, for it is the office that gives.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from docgen.office import Office
from docgen.paperwork.papers import PaperMaker
from docgen.wording.handing_over import HandOverSheet, hand_over_list_context, hand_over_minutes_context
from registry.dossier_facts import Dossier, HandOver

LIST_NAME, MINUTES_NAME = "muc-luc-ho-so-nop-luu.docx", "bien-ban-giao-nhan.docx"


def hand_over_papers(
    office: Office,
    dossiers: Sequence[Dossier],
    packages: Sequence[tuple[str, str]],
    *,
    files: int,
    receiver: str,
    agreement: str,
    on: dt.date,
) -> dict[str, bytes]:
    """Both papers as Word files by their names in the bag; `packages` are names with their SHA-256."""
    facts = HandOver(
        code=agreement or dossiers[0].code,
        issuer=office.settings.issuer.facts(),
        receiver=receiver,
        on=on,
        dossiers=tuple(dossiers),
        files=files,
        packages=tuple(packages),
    )
    maker, regime = PaperMaker(office), facts.issuer.regime
    made = {
        LIST_NAME: (HandOverSheet.LIST, hand_over_list_context(facts)),
        MINUTES_NAME: (HandOverSheet.MINUTES, hand_over_minutes_context(facts)),
    }
    return {name: maker.compose(kind, regime, context, on=on).docx for name, (kind, context) in made.items()}
