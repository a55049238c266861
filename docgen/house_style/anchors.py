"""The words by which a layout cell is recognised, and small questions asked of a line.

Knows the fixed formulae of both regimes as landmarks; does not judge whether they are set rightly.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from docgen.house_style.document import Paragraph
from docgen.house_style.tones import fold_tone

NATIONAL = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
MOTTO = "ĐỘC LẬP"
SIGN_PREFIX = re.compile(r"^(?:TM|KT|TL|TUQ|T/M|K/T|T/L|T/U|T\.M|K\.T|T\.L|[TK] ?/ ?[MTL]|Q\.)(?:\W|$)")
BASIS = re.compile(r"^[-+–*]?\s*(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét|Thực hiện)\b", re.IGNORECASE)
ARTICLE_LIKE = re.compile(r"^điều\s+(?P<n>[0-9]+|[IVXLC]+)\b\s*[.:)]?", re.IGNORECASE)
ADDRESSEE = re.compile(r"^Kính (?:gửi|trình)\b", re.IGNORECASE)
APPENDIX = re.compile(r"^phụ lục(?:\s+(?:số\s*)?(?P<n>[0-9]+|[IVXLC]+))?\s*[.:]?$", re.IGNORECASE)
DRAFT = re.compile(r"^\W{0,2}(?:DỰ THẢO|BẢN DỰ THẢO|Dự thảo)\b(?=.{0,30}$)")  # over the header; no name, no date
ENCLOSED = re.compile(r"^\((?:Ban hành )?kèm theo\b", re.IGNORECASE)
POST = re.compile(
    r"^(?:Phó )?(?:Chủ tịch|Bí thư|Giám đốc|Tổng giám đốc|Viện trưởng|Cục trưởng|Chi cục trưởng|Hiệu trưởng|Trưởng ban"
    r"|Trưởng phòng|Chánh Văn phòng|Chánh Thanh tra|Chủ nhiệm|Thủ trưởng)\b",
    re.IGNORECASE,
)
SEAL = re.compile(  # what signing programs set into a paper beside its own words
    r"^(?:(?:(?:Được )?ký (?:số )?bởi|người ký|email|cơ quan|tổ chức|thời gian ký|ngày ký|(?:digitally )?signed by)"
    r"\s*:|signature (?:valid|not verified)|số:? ?\S+; ?\d{4}-\d\d-\d\dT)",
    re.IGNORECASE,
)
RECIPIENTS = re.compile(r"^nơi nhận\b", re.IGNORECASE)
NUMBER = re.compile(r"^số\s*(?::|\s|[.…_/-]|$)", re.IGNORECASE)
_NUMBER_PART = re.compile(r"^số\s*:?\s*(?P<n>[^/-]*)", re.IGNORECASE)
_DATE_LIKE = re.compile(r"^[^;:(]{0,60}?,?\s*ngày[\s.…_0-9]*tháng[\s.…_0-9]*năm[\s.…_0-9]*$", re.IGNORECASE)
_LOOSE_DATE = re.compile(r"\bngày\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$", re.IGNORECASE)
_FULL_DATE = re.compile(r"ngày\s*(?P<d>\d{1,2})\s*(?:tháng|/)\s*(?P<m>\d{1,2})\s*(?:năm|/)\s*(?P<y>\d{4})")
_YEAR = re.compile(r"năm\s*(?P<y>[1-9]\d{3})\b")
_MARKS_ONLY = re.compile(r"^[\W_]+$")
_OFTEN = 4096  # lines whose answer is remembered: papers in bulk repeat theirs
_DRAWN = re.compile(r"^[_─━—–\s]+$")  # dashes as wide as their letter touch; hyphens do not


def is_upper(text: str) -> bool:
    """Whether `text` has letters and all of them are capitals."""
    return text.isupper()


@lru_cache(_OFTEN)
def is_marks_only(text: str) -> bool:
    """Whether a line is only dashes, stars, underscores: an ornament, not words."""
    return bool(_MARKS_ONLY.match(text))


def has_drawn_rule(line: Paragraph) -> bool:
    """Whether a rule is drawn with the line: shape, lower border or underscores."""
    return line.drawing or line.format.border_below or bool(line.text and _DRAWN.match(line.text))


@lru_cache(_OFTEN)
def is_national(text: str) -> bool:
    """Whether the line is meant as Quốc hiệu, in whatever letters."""
    return NATIONAL in fold_tone(text.upper())


@lru_cache(_OFTEN)
def is_party_title(text: str) -> bool:
    """Whether the line is meant as the Party's title."""
    return text.upper().startswith(PARTY)


@lru_cache(_OFTEN)
def is_date_line(text: str) -> bool:
    """Whether the line is nothing but place and date, filled in or not."""
    return len(text) <= 120 and bool(_DATE_LIKE.match(text))


@lru_cache(_OFTEN)
def mentions_date(text: str) -> bool:
    """Whether a line of the header is meant as place and date, however it is written."""
    return bool(_LOOSE_DATE.search(text))


def number_is_blank(text: str) -> bool:
    """Whether the number before the symbol is still to be filled in."""
    found = _NUMBER_PART.match(text)
    return found is not None and not re.search(r"\w", found.group("n"))


def full_dates(text: str) -> tuple[dt.date, ...]:
    """The complete dates named in `text`, in order; impossible ones are left out."""
    found = []
    for match in _FULL_DATE.finditer(text):
        try:
            found.append(dt.date(int(match["y"]), int(match["m"]), int(match["d"])))
        except ValueError:
            continue
    return tuple(found)


def year_of(text: str) -> int | None:
    """The year of a date line, also when day and month are blank; None without one."""
    found = _YEAR.search(text)
    return int(found["y"]) if found else None
