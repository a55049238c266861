"""The blocks every paper shares: issuer, number, date, bases, recipients, signature, officials, references.

Knows the words and the punctuation of the two regimes and on which day they change; does not know the page.
`without_number` gives a context as it was before registration, so that a digest of the content does not
depend on number and date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from docgen.wording.figures import NBSP, capitalised, date_in_figures, unbroken
from docgen.wording.widths import broken, drawn_mm, filled, rule_mm
from registry.facts import Issuer, Official, PaperFacts, Reference, Signatory
from registry.labels import Regime
from registry.rules.numbering import LETTER
from registry.vietnamese import long_date

Context = dict[str, object]

GUIDE_05_FROM = dt.date(2026, 5, 27)  # HD 05-HD/VPTW replaces HD 36-HD/VPTW
NUMBER_BLANK = NBSP * 8
DAY_BLANKS = (7, 6, 5, 4)  # no-break spaces for day and month, each: the first that leaves the date on one line
DAY_BLANK = NBSP * DAY_BLANKS[0]
ISSUER_RULES = (10, 13, 16, 20, 25)  # mm, the lengths drawn in the State templates
SUBJECT_RULES = (20, 25, 32, 40, 50, 62)  # mm
_COLUMN_MM = {Regime.PARTY: 74.0, Regime.STATE: 60.0}
_DATE_MM = {Regime.PARTY: 89.0, Regime.STATE: 98.0}  # the right column of the header
_HEADER_POINTS = {Regime.PARTY: 14.0, Regime.STATE: 13.0}
_TITLE_MM = 159.0
_ITALIC_MM = 165.0  # italics run about three hundredths narrower than the upright letters measured here
_TITLE_POINTS = 14.0
_MARKS = " ;,."


def rules_date(facts: PaperFacts, on: dt.date | None) -> dt.date:
    """The day whose rules hold: `on`, else the paper's own date, else the last day of its year."""
    return on or facts.dated or dt.date(facts.year, 12, 31)


def paper_block(facts: PaperFacts, *, symbol: str, on: dt.date | None) -> Context:
    """What stands on every titled paper; `symbol` is the type in the number: "QĐ", "BB", "TB", "BC"."""
    issuer, day = facts.issuer, rules_date(facts, on)
    return {
        "document_code": facts.document,
        **issuer_block(issuer),
        "number_line": number_line(issuer, symbol, facts.number),
        "place_date": place_date(issuer, facts.dated, facts.year),
        "bases": bases_lines(facts.bases, issuer.regime, day),
        "recipients": recipient_lines(facts.recipients, issuer, day),
        **signature_block(facts.signatory, issuer.regime),
        "blank": {
            "number_line": number_line(issuer, symbol, None),
            "place_date": place_date(issuer, None, facts.year),
        },
    }


def without_number(context: Context) -> Context:
    """The same context with number and date blank; contexts without a number come back unchanged."""
    blank = context.get("blank", {})
    return {**context, **blank} if isinstance(blank, dict) else dict(context)


def issuer_block(issuer: Issuer) -> Context:
    """The left header in capitals, cut into lines, and the length of the State rule under it in millimetres."""
    width, points = _COLUMN_MM[issuer.regime], _HEADER_POINTS[issuer.regime]
    body = broken(issuer.body.upper(), limit_mm=width, points=points)
    above = broken(issuer.superior.upper(), limit_mm=width, points=points, bold=False) if issuer.superior else []
    return {"superior_lines": above, "issuer_lines": body, "issuer_rule": rule_mm(body, ISSUER_RULES, points=points)}


def number_text(issuer: Issuer, symbol: str, number: int | None) -> str:
    """Number and symbol: "127-QĐ/HU" (HD36 1.3), "08/QĐ-UBND" (NĐ 30 PL I II.3); blank while unnumbered.

    A State công văn ("CV") has no type in its symbol but who drafted it: "05/UBND-NC".
    """
    figure = NUMBER_BLANK if number is None else f"{number:02d}"
    if issuer.regime is Regime.PARTY:
        return f"{figure}-{symbol}/{issuer.symbol}"
    if symbol == LETTER:
        return f"{figure}/{issuer.symbol}-{issuer.drafter}"
    return f"{figure}/{symbol}-{issuer.symbol}"


def number_line(issuer: Issuer, symbol: str, number: int | None) -> str:
    """The number line of the header: with a colon for the State, without one for the Party."""
    colon = "" if issuer.regime is Regime.PARTY else ":"
    gap = "" if number is None else " "
    return f"Số{colon}{gap}{number_text(issuer, symbol, number)}"


def date_words(dated: dt.date | None, year: int, blank: str = DAY_BLANK) -> str:
    """The date in words; day and month `blank` and the year printed while there is no date."""
    return long_date(dated) if dated else f"ngày{blank}tháng{blank}năm {year}"


def place_date(issuer: Issuer, dated: dt.date | None, year: int) -> str:
    """The line of place and date; a long place leaves less room for the day and month to be written in."""
    lines = [f"{issuer.place}, {date_words(dated, year, NBSP * blanks)}" for blanks in DAY_BLANKS]
    fits = (line for line in lines if drawn_mm(line, points=_TITLE_POINTS) <= _DATE_MM[issuer.regime])
    return next(fits, lines[-1])


def bases_lines(bases: Sequence[str], regime: Regime, day: dt.date) -> list[str]:
    """Legal bases with dash and end marks.

    State: `;`, the last `.` (NĐ 30 PL I II.6.a). Party: a dash, `;`, the last `,` under HD36 and `.` under HD05.
    """
    if regime is Regime.STATE:
        return _marked(bases, dash="", mark=";", last=".")
    return _marked(bases, dash="- ", mark=";", last="." if day >= GUIDE_05_FROM else ",")


def recipient_lines(recipients: Sequence[str], issuer: Issuer, day: dt.date, *, first: str = "") -> list[str]:
    """Recipients with dash and end marks, the filing line last; Party commas until HD05 made them semicolons."""
    others = [item for item in recipients if not (first and item.startswith("Như "))]
    items = [*([first] if first else []), *others, *([issuer.filing] if issuer.filing else [])]
    return marked_lines(items, issuer.regime, day)


def marked_lines(items: Iterable[str], regime: Regime, day: dt.date) -> list[str]:
    """Items each on its line with a dash; the last ends with a full stop, Party ones with commas until HD05."""
    semicolon = regime is Regime.STATE or day >= GUIDE_05_FROM
    return _marked(items, dash="- ", mark=";" if semicolon else ",", last=".")


def _marked(items: Iterable[str], *, dash: str, mark: str, last: str) -> list[str]:
    bare = [item.strip().removeprefix("- ").rstrip(_MARKS) for item in items]
    marks = [mark] * (len(bare) - 1) + [last]
    return [unbroken(f"{dash}{item}{end}") for item, end in zip(bare, marks, strict=False)]


def signature_block(signatory: Signatory, regime: Regime) -> Context:
    """The lines over the signature; a Party position is regular under an authority line (HD36 PL 3)."""
    authority = [line.strip() for line in signatory.authority.splitlines() if line.strip()]
    position = [signatory.position] if signatory.position else []
    if regime is Regime.PARTY and authority:
        return {"sign_bold": authority, "sign_regular": position, "signatory": signatory.name}
    return {"sign_bold": [*authority, *position], "sign_regular": [], "signatory": signatory.name}


def named(official: Official) -> str:
    """The official as addressed in a sentence: "đồng chí Ma Văn Đạt"."""
    return f"{official.address} {official.name}".strip()


def with_post(official: Official) -> str:
    """The official with the post: "đồng chí Ma Văn Đạt, Huyện ủy viên, Bí thư Đảng ủy xã Yên Phú"."""
    return f"{named(official)}, {official.post}" if official.post else named(official)


def official_block(official: Official) -> Context:
    """The official in the forms sentences need: within, at the beginning, and with the post."""
    name = named(official)
    return {"official": name, "official_first": capitalised(name), "official_with_post": with_post(official)}


def address_plural(official: Official, regime: Regime) -> str:
    """What people are counted as: "đồng chí" in the Party, "người" in the State."""
    return official.address if regime is Regime.PARTY else "người"


def reference_words(reference: Reference, regime: Regime) -> str:
    """Another paper in a sentence; the Party puts a comma before the date (399-QĐ/TW as printed)."""
    number = reference.number_text or NUMBER_BLANK
    day = _reference_day(reference, regime)
    return unbroken(f"{reference.kind} số {number}{day} của {reference.authority}")


def _reference_day(reference: Reference, regime: Regime) -> str:
    if reference.dated is None:
        return ""
    if regime is Regime.PARTY:
        return f", ngày {date_in_figures(reference.dated)}"
    return f" {long_date(reference.dated)}"


def annex_heading(facts: PaperFacts, title: Sequence[str]) -> Context:
    """Title of the annex of a decision, in capitals, and the line that says which decision it belongs to."""
    return {
        **title_block([line.upper() for line in title], name="annex_title"),
        "annex_reference": annex_reference(facts, is_blank=False),
        "annex_authority": annex_authority(facts),
    }


def annex_authority(facts: PaperFacts) -> str:
    """Whose decision the annex belongs to: the end of the reference under its title."""
    return f"của {facts.issuer.authority_in_text})"


def annex_reference(facts: PaperFacts, *, is_blank: bool, blank: str = DAY_BLANK) -> str:
    """The first line of the reference under the annex title; the Party puts a comma before the date."""
    issuer = facts.issuer
    number = number_text(issuer, "QĐ", None if is_blank else facts.number)
    day = date_words(None if is_blank else facts.dated, facts.year, blank)
    comma = "," if issuer.regime is Regime.PARTY else ""
    return f"(Kèm theo Quyết định số {number}{comma} {unbroken(day)}"


def replaces_sentence(kind: str, replaced: Reference | None, regime: Regime) -> str:
    """What a paper says of the one whose place it takes, as a paragraph of its own; empty when there is none."""
    return f"{kind} này thay thế {reference_words(replaced, regime)}." if replaced else ""


def flowing(pieces: list[str]) -> list[str]:
    """Pieces of a title on as few lines as hold them."""
    return filled(pieces, limit_mm=_TITLE_MM, points=_TITLE_POINTS)


def in_italics(pieces: list[str]) -> list[str]:
    """Pieces of the italic line under a title, on as few lines as hold them."""
    return filled(pieces, limit_mm=_ITALIC_MM, points=_TITLE_POINTS, bold=False)


def title_block(lines: Sequence[str], *, name: str = "subject") -> Context:
    """A title as `<name>_lines`, long lines cut, with the State rule under it as `<name>_rule` in millimetres."""
    cut = [piece for line in lines for piece in broken(line, limit_mm=_TITLE_MM, points=_TITLE_POINTS)]
    return {f"{name}_lines": cut, f"{name}_rule": rule_mm(cut, SUBJECT_RULES, points=_TITLE_POINTS)}
