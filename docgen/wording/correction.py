"""The words of a công văn that corrects slips of layout or typing in an issued paper (NĐ 30/2020 Điều 18 khoản 3).

Knows the two regimes' ways to write the subject and the addressees; the rest of the letter stands in the template.
"""

from __future__ import annotations

import datetime as dt

from docgen.wording.about import dated_words, short_words, subject_words
from docgen.wording.blocks import Context, marked_lines, paper_block, recipient_lines, rules_date
from docgen.wording.figures import capitalised, unbroken
from docgen.wording.widths import filled
from registry.change_facts import CorrectionFacts, Slip
from registry.labels import Regime
from registry.rules.numbering import LETTER

_SUBJECT_MM = {Regime.PARTY: 70.0, Regime.STATE: 56.0}  # the left column of the header, less a little air
_SUBJECT_POINTS = 12.0


def correction_context(facts: CorrectionFacts, *, on: dt.date | None = None) -> Context:
    """The context of a correction; `on` is the day whose rules hold, None means the paper's own date."""
    issuer, day = facts.issuer, rules_date(facts, on)
    several = len(facts.addressees) > 1
    return {
        **paper_block(facts, symbol=LETTER, on=on),
        "subject_lines": _subject(facts),
        "addressee": "" if several else capitalised("".join(facts.addressees)),
        "addressees": marked_lines(map(capitalised, facts.addressees), issuer.regime, day) if several else [],
        "authority": capitalised(issuer.authority_in_text),
        "about": unbroken(" ".join([*dated_words(facts.about, issuer.regime), subject_words(facts.about_subject)])),
        "about_short": short_words(facts.about),
        "reason": unbroken(facts.reason.strip().rstrip(" .;")),
        "slips": [_slip(number, slip, alone=len(facts.slips) == 1) for number, slip in enumerate(facts.slips, 1)],
        "recipients": recipient_lines(facts.recipients, issuer, day, first="Như trên"),
    }


def _subject(facts: CorrectionFacts) -> list[str]:
    """Under the number: "V/v …" upright in the State, "về việc …" in italics in the Party."""
    start = "về việc" if facts.issuer.regime is Regime.PARTY else "V/v"
    pieces = [f"{start} đính chính", short_words(facts.about)]
    return filled(pieces, limit_mm=_SUBJECT_MM[facts.issuer.regime], points=_SUBJECT_POINTS, bold=False)


def _slip(number: int, slip: Slip, *, alone: bool) -> str:
    """One slip as a sentence; what was printed and what is right stand word for word."""
    label = "" if alone else f"{number}. "
    where = slip.where.strip().rstrip(" :")
    where = where if where.lower().startswith("tại ") else f"Tại {where}"  # "Điều 1 …" would read as an article
    return f"{label}{capitalised(where)}: đã in “{slip.wrong}”, nay đính chính là “{slip.right}”."
