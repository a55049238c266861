"""Vietnamese text: one stored form, one search form, one order of names, dates and numbers as papers print them.

Knows letters, tones, syllables, honorifics, day and number phrasing. Refuses to know who a name belongs to, which
column it came from and what today is; everything is a pure function of its arguments. Legacy encodings (TCVN3,
VNI) are not handled here.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from decimal import Decimal, InvalidOperation

_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_CYRILLIC_TO_LATIN = str.maketrans("АВЕКМНОРСТУХаеорсухкмт", "ABEKMHOPCTYXaeopcyxkmt")
_ODD = re.compile("[ÐƉðɖ\u00ad\u200b-\u200d\u2060\ufeff\u0400-\u04ff]")
_WORD_WITH_CYRILLIC = re.compile(r"[^\W\d_]*[\u0400-\u04ff][^\W\d_]*")
_LATIN_LETTER = re.compile(r"[A-Za-zÀ-ɏĐđ]")
_MARKS = re.compile("[\u0300-\u036f]")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of the alphabet
_LETTER_SHAPES = {"a": "aăâ", "d": "dđ", "e": "eê", "o": "oôơ", "u": "uưư"}

_HONORIFIC = re.compile(
    r"^(?:đồng\s+chí|đ/c|đ\.c\.?|ông|bà|giáo\s+sư|phó\s+giáo\s+sư|tiến\s+sĩ|thạc\s+sĩ"
    r"|(?:GS|PGS|TS|ThS|BS|BSCKII|BSCKI|KS|CN|LS)(?=[.\s]))(?=[\s.:])[\s.:]*",
    re.IGNORECASE,
)
_FAMILY_NAME_ONG = re.compile(r"^Ông\s+(?:Văn|Thị|Thế|Đình|Đức)\s")


def normalise(text: str) -> str:
    """The one stored form: NFC, no invisible characters, single spaces, Đ for its look-alikes; "" stays ""."""
    return " ".join(_clean(text).split())


def normalise_lines(text: str) -> str:
    """`normalise` line by line: line breaks are kept, empty lines dropped."""
    lines = (normalise(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _clean(text: str) -> str:
    """`text` in NFC without look-alikes and invisible characters, white space untouched."""
    if unicodedata.is_normalized("NFC", text) and not _ODD.search(text):
        return text  # nearly every cell of a real workbook
    visible = unicodedata.normalize("NFD", text.translate(_LOOK_ALIKES).translate(_INVISIBLE))
    composed = unicodedata.normalize("NFC", visible)
    return unicodedata.normalize("NFC", _WORD_WITH_CYRILLIC.sub(_latinise, composed))


def _latinise(word: re.Match[str]) -> str:
    """A word that mixes Latin and Cyrillic letters with the Cyrillic look-alikes made Latin; others stay."""
    found = word.group()
    if not _LATIN_LETTER.search(found):
        return found
    return unicodedata.normalize("NFD", found).translate(_CYRILLIC_TO_LATIN)


def fold(text: str) -> str:
    """The search form: normalised, lower case, no marks, đ as d, every dash a hyphen; equal for hòa and hoà."""
    plain = normalise(text).translate(_DASHES).lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFD", plain)).replace("đ", "d")
    return unicodedata.normalize("NFC", bare)


_OPEN_SYLLABLES = re.compile(
    r"(?P<first>[oO])(?P<toned>[àảãáạÀẢÃÁẠèẻẽéẹÈẺẼÉẸ])(?![^\W\d_])|(?<![qQ])(?P<u>[uU])(?P<y>[ỳỷỹýỵỲỶỸÝỴ])(?![^\W\d_])"
)
_QUY = re.compile(r"(?P<q>[qQ])(?P<toned>[ùủũúụÙỦŨÚỤ])(?P<y>[yY])(?![^\W\d_])")


def fold_tone_placement(text: str) -> str:
    """`text` in NFC with the tone of open syllables oa, oe, uy on the first vowel: hoà → hòa, thuỷ → thủy.

    For comparing only: a quoted name is never rewritten (nghiep-vu §8.2). "quý" keeps its tone on y.
    """
    composed = unicodedata.normalize("NFC", text)
    return _QUY.sub(_tone_to_second, _OPEN_SYLLABLES.sub(_tone_to_first, composed))


def _tone_to_first(found: re.Match[str]) -> str:
    """Move the tone of a two-letter vowel to its first letter."""
    first, toned = found["first"] or found["u"], found["toned"] or found["y"]
    bare = unicodedata.normalize("NFD", toned)
    return unicodedata.normalize("NFC", first + bare[1]) + bare[0]


def _tone_to_second(found: re.Match[str]) -> str:
    """Move a tone mistyped on the u of "qu" to the y."""
    bare = unicodedata.normalize("NFD", found["toned"])
    return found["q"] + bare[0] + unicodedata.normalize("NFC", found["y"] + bare[1])


def strip_honorific(name: str) -> str:
    """`name` without "đồng chí", "đ/c", "ông", "bà" and academic titles; for matching, not for printing.

    A capital "Ông" before a usual middle name (Ông Văn Nam) is a family name and stays.
    """
    rest = normalise(name)
    while not _FAMILY_NAME_ONG.match(rest):
        shorter = _HONORIFIC.sub("", rest, count=1)
        if shorter in ("", rest):
            break
        rest = shorter
    return rest


def sort_key(name: str, *, manual: str = "") -> str:
    """A key whose code-point order is the order of official lists: tên, then họ, then đệm.

    Letters follow the Vietnamese alphabet, tones decide only between equal letters (ngang, huyền, hỏi, ngã, sắc,
    nặng). The key is lower-case ASCII, so Python, SQLite and PostgreSQL agree. `manual` is a sort name written
    "tên họ đệm" for people whose last word is not their given name; empty means the last word is.
    """
    words = _clean(name).lower().split()
    ordered = _clean(manual).lower().split() or words[-1:] + words[:-1]
    parts = (ordered[:1], ordered[1:2], ordered[2:])
    return " ".join(f"{_letters_key(part)} {_tones_key(part)}" for part in parts)


def _letters_key(words: list[str]) -> str:
    """First level: each letter as two characters, words joined by a sign below every letter."""
    return "!".join("".join(_letter_key(letter) for letter in _graphemes(word)) for word in words)


def _tones_key(words: list[str]) -> str:
    """Second level: one digit 0-5 per word."""
    return "".join(max((_tone_of(letter) for letter in _graphemes(word)), default="0") for word in words)


def _graphemes(word: str) -> list[str]:
    """The letters of a word, each decomposed together with its marks."""
    return re.findall("[^\u0300-\u036f][\u0300-\u036f]*", unicodedata.normalize("NFD", word))


def _tone_of(letter: str) -> str:
    """The tone of one decomposed letter as a digit, "0" for none."""
    return next((str(_TONES.index(mark) + 1) for mark in letter[1:] if mark in _TONES), "0")


def _letter_key(letter: str) -> str:
    """One decomposed letter as two ASCII characters in alphabet order; punctuation gives ""."""
    toneless = unicodedata.normalize("NFC", "".join(mark for mark in letter if mark not in _TONES))
    base = "d" if toneless == "đ" else letter[0]
    if not base.isalnum():
        return ""
    if not base.isascii():
        return f"~{ord(base):06x}"
    return base + str(max(_LETTER_SHAPES.get(base, "").find(toneless[:1]), 0))


def long_date(date: dt.date) -> str:
    """ "ngày 05 tháng 02 năm 2021": a zero before days under 10 and before months 1 and 2 only (NĐ 30/2020)."""
    month = f"{date.month:02d}" if date.month <= 2 else str(date.month)
    return f"ngày {date.day:02d} tháng {month} năm {date.year:04d}"


def short_date(date: dt.date) -> str:
    """ "05/02/2021"."""
    return f"{date.day:02d}/{date.month:02d}/{date.year:04d}"


def number_in_text(value: int | float | Decimal, *, unit: str = "", two_digits: bool = False) -> str:
    """A number as Vietnamese papers print it: "2.101", "105,05%", "13,3 tỷ"; `two_digits` gives "05" for 5.

    Needless zeros after the comma are dropped; "%" follows without a space, other units after one.
    """
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"not a number to print: {value}")
    whole, _, fraction = f"{abs(number):f}".partition(".")
    text = f"{int(whole):,}".replace(",", ".")
    if two_digits:
        text = text.zfill(2)
    text += f",{fraction.rstrip('0')}" if fraction.rstrip("0") else ""
    sign = "-" if number < 0 and text.strip("0.,") else ""
    return sign + text + ("%" if unit == "%" else f" {unit}" if unit else "")


def parse_number(text: str) -> Decimal | None:
    """The number a Vietnamese text means ("2.101" = 2101, "105,05%" = 105.05); None when unclear ("95.5", "1/2")."""
    plain = normalise(text).removesuffix("%").strip()
    if not re.fullmatch(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", plain):
        return None
    try:
        return Decimal(plain.replace(".", "").replace(",", "."))
    except InvalidOperation:  # pragma: no cover - the pattern leaves nothing to refuse
        return None


_NUMERIC_DATE = re.compile(r"(?P<d>\d{1,2})\s*[/.\-]\s*(?P<m>\d{1,2})\s*[/.\-]\s*(?P<y>\d{4})")
_ISO_DATE = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]00:00(?::00)?)?")
_LONG_DATE = re.compile(r"(?:ngay )?(?P<d>\d{1,2}) thang (?P<m>\d{1,2})(?: nam |[/-])(?P<y>\d{4})")
_DATE_FORMS = (_NUMERIC_DATE, _ISO_DATE, _LONG_DATE)


def looks_like_date(text: str) -> bool:
    """True when `text` has the form of one full date, even an impossible one such as 31/02/2021."""
    return _date_parts(text) is not None


def parse_date(text: str) -> dt.date | None:
    """The day of "05/02/2021", "5-2-2021", "2021-02-05" or "ngày 05 tháng 02 năm 2021"; None otherwise."""
    parts = _date_parts(text)
    try:
        return dt.date(*parts) if parts else None
    except ValueError:
        return None


def _date_parts(text: str) -> tuple[int, int, int] | None:
    """Year, month, day as written, or None when `text` is not one full date."""
    plain = fold(text).removeprefix("truoc ").removeprefix("ngay ")
    for form in _DATE_FORMS:
        found = form.fullmatch(plain)
        if found:
            return int(found["y"]), int(found["m"]), int(found["d"])
    return None


_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(r"(?:trong )?quy (?P<q>iv|i{1,3}|[1-4])(?:[/ ,-]+(?:nam )?(?P<y>\d{4}))?")
_MONTH = re.compile(r"(?:trong )?thang (?:\d{1,2} ?- ?)?(?P<m>\d{1,2})(?:[/ ,-]+(?:nam )?(?P<y>\d{4}))?")
_HALF = re.compile(r"6 thang (?P<h>dau|cuoi) nam(?: (?P<y>\d{4}))?")
_YEAR = re.compile(r"(?:(?:het|trong|cuoi) )*(?:nam )?(?P<y>\d{4})")


def parse_period_end(text: str, *, year: int | None = None) -> dt.date | None:
    """The last day of "Quý III/2026", "Tháng 10-12/2026", "6 tháng đầu năm", "năm 2021"; None otherwise.

    `year` completes a text that names none; a fuzzy deadline is resolved to an explicit day (check P20).
    """
    plain = fold(text).removeprefix("truoc ")
    for form in (_QUARTER, _MONTH, _HALF, _YEAR):
        found = form.fullmatch(plain)
        if found:
            return _last_day(_last_month(found.groupdict()), int(found["y"] or 0) or year)
    return None


def _last_month(found: dict[str, str | None]) -> int:
    """The last month named by a fuzzy period."""
    if quarter := found.get("q"):
        return _QUARTERS[quarter] * 3
    if half := found.get("h"):
        return 6 if half == "dau" else 12
    return int(found.get("m") or 12)


def _last_day(month: int, year: int | None) -> dt.date | None:
    """The last day of a month, None when the month does not exist or the year is unknown."""
    if year is None or not dt.MINYEAR <= year <= dt.MAXYEAR or not 1 <= month <= 12:
        return None
    return dt.date(year, month, calendar.monthrange(year, month)[1])
