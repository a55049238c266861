"""The English catalogue: Vietnamese sentence of the source -> English sentence with the same places.

Knows the sentences said through `tr`, merged from the rooms that speak. What English does not reach, on purpose or not
yet: messages of `registry` (its errors, the place of a problem, the labels of kinds and states are words of the
domain), the layout rules of `house_style` (they quote decrees), help texts of the command line, and the sentences of
`catalogue/kept.py`, which are written into journal, shelf and papers and not only said.
"""

from __future__ import annotations

from docgen.messages.catalogue.archive import ARCHIVE
from docgen.messages.catalogue.causes import CAUSES
from docgen.messages.catalogue.changes import CHANGES
from docgen.messages.catalogue.cli import CLI
from docgen.messages.catalogue.copies import COPIES
from docgen.messages.catalogue.dossiers import DOSSIERS
from docgen.messages.catalogue.figures import FIGURES
from docgen.messages.catalogue.forms import FORMS
from docgen.messages.catalogue.frame import FRAME
from docgen.messages.catalogue.handover import HANDOVER
from docgen.messages.catalogue.house_style import HOUSE_STYLE
from docgen.messages.catalogue.intake import INTAKE
from docgen.messages.catalogue.kept import KEPT
from docgen.messages.catalogue.media import MEDIA
from docgen.messages.catalogue.office import OFFICE
from docgen.messages.catalogue.paperwork import PAPERWORK
from docgen.messages.catalogue.printing import PRINTING
from docgen.messages.catalogue.sheets import SHEETS
from docgen.messages.catalogue.signatures import SIGNATURES
from docgen.messages.catalogue.templating import TEMPLATING
from docgen.messages.catalogue.wording import WORDING
from docgen.messages.catalogue.workflows import WORKFLOWS

CATALOGUES: dict[str, dict[str, str]] = {
    "archive": ARCHIVE,
    "causes": CAUSES,
    "changes": CHANGES,
    "cli": CLI,
    "copies": COPIES,
    "dossiers": DOSSIERS,
    "figures": FIGURES,
    "forms": FORMS,
    "frame": FRAME,
    "handover": HANDOVER,
    "house_style": HOUSE_STYLE,
    "intake": INTAKE,
    "kept": KEPT,
    "media": MEDIA,
    "office": OFFICE,
    "paperwork": PAPERWORK,
    "printing": PRINTING,
    "sheets": SHEETS,
    "signatures": SIGNATURES,
    "templating": TEMPLATING,
    "wording": WORDING,
    "workflows": WORKFLOWS,
}
"""Room -> its sentences; a sentence stands in one room only."""

ENGLISH: dict[str, str] = {said: told for catalogue in CATALOGUES.values() for said, told in catalogue.items()}
