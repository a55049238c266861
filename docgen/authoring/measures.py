"""Measures of the page in the two regimes, each with the clause it comes from.

Knows lengths in twentieths of a point (tw) and sizes in points; does not know any sentence. ND30 is Decree
30/2020/NĐ-CP, appendix I, part I; HD36 and HD05 are the Party guidelines 36-HD/VPTW and 05-HD/VPTW.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

TW_PER_MM = 56.693
FONT = "Times New Roman"  # ND30 I.4; HD36 II
A4_WIDTH, A4_HEIGHT = 11906, 16838  # 210 x 297 mm, ND30 I.1
HEADER_DISTANCE = 567  # 10 mm from the top edge, HD36 II (page number)
FIRST_LINE = 567  # 10 mm, ND30 II.6.e; HD36 PL 3
PARAGRAPH_GAP = 120  # 6 pt, ND30 II.6.e; HD36 PL 3
RULE_WEIGHT = 6  # eighths of a point: 0.75 pt
BORDER_WEIGHT = 4  # 0.5 pt
CELL_PADDING = 70
SIGNATURE_LINES = 4  # empty lines between position and name, HD36 II.1.7 (practice)
FORM_SIGNATURE_LINES = 3
ISSUER_RULES_MM = (10, 13, 16, 20, 25)  # about 0.40 of the issuer's longest line, ND30 II.2.b: 1/3 to 1/2
SUBJECT_RULES_MM = (20, 25, 32, 40, 50, 62)  # about 0.40 of the subject's longest line, ND30 II.5.b


@dataclass(frozen=True, kw_only=True)
class Measures:
    """What a sheet of one regime is measured by; lengths in tw, sizes in points."""

    regime: str  # "party" or "state"
    right: int
    columns: tuple[int, int]  # header table, no cell padding
    sign_columns: tuple[int, int]
    superior_size: float
    issuer_size: float
    heading_size: float  # Quốc hiệu or ĐẢNG CỘNG SẢN VIỆT NAM
    heading_rule: int  # as long as the text above it
    motto_size: float
    number_size: float
    date_size: float
    type_size: float
    subject_size: float
    body_size: float
    line: int
    is_exact: bool
    label_size: float  # Nơi nhận
    recipient_size: float
    page_number_size: float
    table_size: float = 12  # no provision; common practice
    top: int = 1134  # 20 mm
    bottom: int = 1134
    left: int = 1701  # 30 mm

    @property
    def is_party(self) -> bool:
        """True for the Party regime."""
        return self.regime == "party"

    @property
    def text_width(self) -> int:
        """Width between the margins of a portrait page."""
        return A4_WIDTH - self.left - self.right

    @property
    def landscape_width(self) -> int:
        """Width between the margins of a landscape page."""
        return A4_HEIGHT - self.left - self.right


PARTY = Measures(
    regime="party",
    right=850,  # 15 mm, HD36 II
    columns=(4300, 5055),
    sign_columns=(4400, 4955),
    superior_size=14,  # HD36 PL 3, cell 2
    issuer_size=14,
    heading_size=15,  # HD36 PL 3, cell 1
    heading_rule=4133,  # the text is 206.7 pt wide
    motto_size=14,
    number_size=14,  # HD36 PL 3, cells 3 and 4
    date_size=14,
    type_size=16,  # HD36 PL 3, cell 5a: 15-16
    subject_size=14,  # 14-15
    body_size=14,  # 14-15
    line=380,  # exactly 19 pt: HD05 18-22, HD36 at least 18
    is_exact=True,
    label_size=14,  # HD36 PL 3, cell 9b
    recipient_size=12,
    page_number_size=14,
)

STATE = Measures(
    regime="state",
    right=1134,  # 20 mm, ND30 I.3: 15-20
    columns=(3440, 5631),
    sign_columns=(3900, 5171),
    superior_size=13,  # ND30 V, size set 13/14/14
    issuer_size=13,
    heading_size=13,
    heading_rule=3428,  # Tiêu ngữ at 14 pt
    motto_size=14,
    number_size=13,
    date_size=14,
    type_size=14,  # ND30 II.5.b
    subject_size=14,
    body_size=14,  # ND30 II.6.e
    line=264,  # 1.1 lines, ND30 II.6.e: 1 to 1.5
    is_exact=False,
    label_size=12,  # ND30 II.9.d
    recipient_size=11,
    page_number_size=14,  # ND30 I.7: 13-14
)

# Minutes: size set 12/13/13 with 13 pt text, where a long upper body sits beside Quốc hiệu (note to ND30 V).
STATE_MINUTES = replace(
    STATE,
    columns=(3500, 5571),
    superior_size=12,
    issuer_size=12,
    heading_size=12,
    heading_rule=3183,  # Tiêu ngữ at 13 pt
    motto_size=13,
    date_size=13,
    type_size=13,
    subject_size=13,
    body_size=13,
    page_number_size=13,
)


def measures_of(regime: str) -> Measures:
    """The ordinary sheet of a regime."""
    return PARTY if regime == "party" else STATE


def tw(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * TW_PER_MM)
