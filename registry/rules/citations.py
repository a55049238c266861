"""Legal citations in a text, checked against the instruments that are known (nghiep-vu §7, P14).

Knows how numbers, types, dates and issuers of Party and State papers are written; does not know where the known ones
come from. Issuer, type, number and date together name an instrument: numbers repeat from body to body.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from registry.problems import Severity
from registry.vietnamese import fold, parse_date, short_date

_NUMBER = re.compile(
    r"(?<![\w/])\d{1,5}(?:/\d{4})?\s*[-–/]\s*(?:QH\d{1,2}|[A-ZĐ]{2,}[\wĐ]*(?:\s*[-–/.]\s*[A-ZĐ][\wĐ]*)*)(?!\w)"
)
_DATE = re.compile(r"ngày\s+(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})", re.I)
_ISSUER = re.compile(r"\bcủa\s+(.+?)(?=\s+(?:về|quy định|hướng dẫn|ban hành|sửa đổi|thực hiện)\b|[,;.(]|$)", re.I)
_TYPES = (
    "Quy định",
    "Quyết định",
    "Nghị định",
    "Nghị quyết",
    "Hướng dẫn",
    "Kết luận",
    "Chỉ thị",
    "Kế hoạch",
    "Thông tư",
    "Luật",
    "Quy chế",
    "Chương trình",
    "Thông báo",
    "Công văn",
    "Đề án",
)
_CLOSE = 0.8  # how alike two numbers must be to be taken for a slip of the pen
_REACH = 90  # characters after a number in which its date and issuer stand, and before it its type


@dataclass(frozen=True, kw_only=True)
class Known:
    """An instrument of the authority list; `replaced_by` is the number of the one that took its place, "" for none."""

    issuer: str
    type_name: str
    number_text: str
    dated: dt.date | None = None
    title: str = ""
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    replaced_by: str = ""

    def __str__(self) -> str:
        """As a paper cites it."""
        day = f" ngày {short_date(self.dated)}" if self.dated else ""
        return f"{self.type_name} số {self.number_text}{day} của {self.issuer}"

    def in_force_on(self, day: dt.date) -> bool:
        """True from its first day in force to its last; an instrument without a known start is taken as in force."""
        start = self.effective_from or self.dated
        return (start is None or start <= day) and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True, kw_only=True)
class Citation:
    """What a text cites: the number, which stands `at` there, and as far as it says so type, date and issuer."""

    number_text: str
    type_name: str = ""
    dated: dt.date | None = None
    issuer: str = ""
    at: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{self.type_name} số {self.number_text}" if self.type_name else f"số {self.number_text}"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What is wrong with a citation: a stable code, a sentence, and how much it hinders by itself."""

    citation: Citation
    code: str
    message: str
    severity: Severity
    near: tuple[Known, ...] = ()


def number_key(text: str) -> str:
    """What is compared of a number and symbol: folded, without spaces."""
    return fold(text).replace(" ", "")


def citations_in(text: str) -> tuple[Citation, ...]:
    """Every instrument a text cites by number, in the order of the text."""
    places = list(_NUMBER.finditer(text))
    ends = [place.start() for place in places[1:]] + [len(text)]
    return tuple(_citation(text, place, end) for place, end in zip(places, ends, strict=False))


def _citation(text: str, place: re.Match[str], end: int) -> Citation:
    after = text[place.end() : min(end, place.end() + _REACH)]
    day, issuer = _DATE.search(after), _ISSUER.search(after)
    return Citation(
        number_text=re.sub(r"\s+", "", place[0]).replace("–", "-"),
        type_name=_type_before(text[max(0, place.start() - _REACH) : place.start()]),
        dated=parse_date(day[1]) if day else None,
        issuer=issuer[1].strip() if issuer else "",
        at=place.start(),
    )


def _type_before(text: str) -> str:
    """The type named right before a number: "Nghị định số", "Quy định"."""
    words = fold(text).removesuffix("so:").removesuffix("so").rstrip(" ,:")
    return next((name for name in _TYPES if words.endswith(fold(name))), "")


def check_citations(texts: Iterable[str], known: Sequence[Known], *, on: dt.date) -> tuple[Verdict, ...]:
    """What is wrong with the citations of `texts` in a paper of the day `on`; each citation is told once."""
    seen = dict.fromkeys(citation for text in texts for citation in citations_in(text))
    found = (_check(citation, known, on) for citation in seen)
    return tuple(verdict for verdict in found if verdict is not None)


def _check(citation: Citation, known: Sequence[Known], on: dt.date) -> Verdict | None:
    same = [each for each in known if number_key(each.number_text) == number_key(citation.number_text)]
    if citation.type_name:
        same = [each for each in same if _is_type(each, citation.type_name)] or same
    if not same:
        return _unknown(citation, known)
    fitting = [each for each in same if _fits_issuer(each, citation)]
    if not fitting:
        return _other_issuer(citation, same)
    dated = [each for each in fitting if citation.dated is None or each.dated in (None, citation.dated)]
    if not dated:
        return _wrong_date(citation, fitting)
    return None if any(each.in_force_on(on) for each in dated) else _not_in_force(citation, dated[0], on)


def _is_type(known: Known, type_name: str) -> bool:
    return fold(known.type_name) == fold(type_name)


def _fits_issuer(known: Known, citation: Citation) -> bool:
    """True when the citation names no issuer, or the same one in a shorter or longer form."""
    cited, issuer = fold(citation.issuer), fold(known.issuer)
    return not cited or cited in issuer or issuer in cited


def _unknown(citation: Citation, known: Sequence[Known]) -> Verdict:
    """A number nobody knows: with a near one probably a slip, else nothing that could be checked."""
    near = _nearest(citation, known)
    if near:
        message = f"Danh mục không có văn bản {citation}. Gần nhất: {near[0]}. Kiểm tra lại số, ký hiệu."
        return Verdict(
            citation=citation, code="unknown-instrument", message=message, severity=Severity.WARNING, near=near
        )
    message = f"Danh mục chưa có văn bản {citation} nên chưa kiểm tra được. Thêm vào trang “Văn bản pháp lý” nếu đúng."
    return Verdict(citation=citation, code="unlisted-instrument", message=message, severity=Severity.INFO)


def _nearest(citation: Citation, known: Sequence[Known]) -> tuple[Known, ...]:
    """Instruments whose number is nearly the same: one letter or digit off, or the digits alike and the symbol not."""
    key = number_key(citation.number_text)
    alike = [(SequenceMatcher(None, key, number_key(each.number_text)).ratio(), each) for each in known]
    near = [(ratio, each) for ratio, each in alike if ratio >= _CLOSE and _same_digits(key, each)]
    return tuple(each for _, each in sorted(near, key=lambda pair: -pair[0])[:2])


def _same_digits(key: str, known: Known) -> bool:
    """The running number is the same: 3743/SNC-CCVC is near 3743/SNV-CCVC, 12-QĐ/TU is not near 13-QĐ/TU."""
    return _digits(key) == _digits(number_key(known.number_text))


def _digits(key: str) -> str:
    found = re.match(r"\d+", key)
    return found[0] if found else ""


def _other_issuer(citation: Citation, same: Sequence[Known]) -> Verdict:
    message = (
        f"Danh mục có số {citation.number_text} nhưng của {same[0].issuer}, văn bản ghi của {citation.issuer}. "
        "Kiểm tra lại; nếu là văn bản khác trùng số, thêm vào trang “Văn bản pháp lý”."
    )
    severity = Severity.WARNING
    return Verdict(
        citation=citation, code="instrument-of-another", message=message, severity=severity, near=tuple(same)
    )


def _wrong_date(citation: Citation, fitting: Sequence[Known]) -> Verdict:
    right = fitting[0].dated
    told = f"ngày {short_date(right)}" if right else "ngày khác"
    cited = short_date(citation.dated) if citation.dated else ""
    message = f"{fitting[0].type_name} số {citation.number_text} là {told}, văn bản ghi ngày {cited}. Sửa ngày."
    return Verdict(
        citation=citation,
        code="instrument-date",
        message=message,
        severity=Severity.WARNING,
        near=tuple(fitting),
    )


def _not_in_force(citation: Citation, known: Known, on: dt.date) -> Verdict:
    """An instrument that no longer holds stops the paper; one that does not hold yet is only told."""
    start = known.effective_from or known.dated
    if start is not None and on < start:
        message = f"{known} chưa có hiệu lực vào ngày {short_date(on)} (từ {short_date(start)})."
        return Verdict(
            citation=citation, code="instrument-not-yet", message=message, severity=Severity.WARNING, near=(known,)
        )
    by = f", đã thay bằng {known.replaced_by}" if known.replaced_by else ""
    message = f"{known} không còn hiệu lực vào ngày {short_date(on)}{by}. Viện dẫn văn bản còn hiệu lực."
    return Verdict(
        citation=citation, code="instrument-expired", message=message, severity=Severity.ERROR, near=(known,)
    )
