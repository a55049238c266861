"""The fields of EAD.xml and EAD_doc.xml as a table: name, length, codes, whether one must be there.

Knows what TT 05/2025 asks of each value (luu-tru.md §1.6: eighteen fields of a hồ sơ, twenty-one of a paper of a SIP).
The two tables are written out apart, for the circular does not derive one from the other. The schemas shipped beside
them say the same in XSD; a test holds them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docgen.handover.codes import TYPES
from docgen.messages import tr
from registry.problems import Place, Problem

_DATE = r"(0[1-9]|[12][0-9]|3[01])/(0[1-9]|1[0-2])/[0-9]{4}"
_COUNT = r"[0-9]{1,10}"
_LANGUAGES = tuple(f"{code:02}" for code in range(1, 12))
_PERIODS = tuple(f"{code:02}" for code in range(1, 8))
_THREE = ("01", "02", "03")
_FLAG = ("0", "1")
_NOT_IN_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPEATED = " "  # between the values of a field that may be written several times


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field: `limit` in characters, `codes` () when any text will do, `pattern` "" likewise."""

    name: str
    limit: int
    required: bool = False
    codes: tuple[str, ...] = ()
    pattern: str = ""
    repeated: bool = False


DOSSIER = (
    Field(name="fileCode", limit=100, required=True),
    Field(name="title", limit=1000, required=True),
    Field(name="maintenance", limit=100, required=True, codes=_PERIODS),
    Field(name="mode", limit=30, required=True, codes=_THREE),
    Field(name="language", limit=100, required=True, codes=_LANGUAGES, repeated=True),
    Field(name="startDate", limit=10, required=True, pattern=_DATE),
    Field(name="endDate", limit=10, required=True, pattern=_DATE),
    Field(name="keyword", limit=100),
    Field(name="totalDoc", limit=10, required=True, pattern=_COUNT),
    Field(name="numberOfPaper", limit=10, pattern=_COUNT),
    Field(name="numberOfPage", limit=10, required=True, pattern=_COUNT),
    Field(name="format", limit=50, codes=_THREE),
    Field(name="inforSign", limit=30),
    Field(name="confidenceLevel", limit=40, required=True, codes=_THREE),
    Field(name="paperFileCode", limit=100),
    Field(name="riskRecovery", limit=1, codes=_FLAG),
    Field(name="riskRecoveryStatus", limit=2, codes=("01", "02")),
    Field(name="description", limit=2000),
)
DOCUMENT = (
    Field(name="docId", limit=25, required=True),
    Field(name="docCode", limit=108, required=True, pattern=r".+\.[0-9]{7}"),
    Field(name="maintenance", limit=100, required=True, codes=_PERIODS),
    Field(name="typeName", limit=100, required=True, codes=tuple(TYPES)),
    Field(name="codeNumber", limit=11, pattern=r"[0-9]+"),
    Field(name="codeNotation", limit=30),
    Field(name="issuedDate", limit=10, required=True, pattern=_DATE),
    Field(name="organName", limit=200, required=True),
    Field(name="subject", limit=500, required=True),
    Field(name="language", limit=100, required=True, codes=_LANGUAGES, repeated=True),
    Field(name="numberOfPage", limit=10, required=True, pattern=_COUNT),
    Field(name="inforSign", limit=30),
    Field(name="keyword", limit=100),
    Field(name="mode", limit=30, required=True, codes=_THREE),
    Field(name="confidenceLevel", limit=40, required=True, codes=_THREE),
    Field(name="autograph", limit=2000),
    Field(name="format", limit=50, codes=_THREE),
    Field(name="riskRecovery", limit=1, codes=_FLAG),
    Field(name="riskRecoveryStatus", limit=2, codes=("01", "02")),
    Field(name="process", limit=1, codes=_FLAG),
    Field(name="description", limit=2000),
)


def check_values(table: Iterable[Field], values: Mapping[str, str], owner: str) -> list[Problem]:
    """What TT 05/2025 would not take of `values` (field -> text, "" when there is none); `owner` is named in each."""
    wrong = [_problem(code, owner, field.name, message) for field in table for code, message in _check(field, values)]
    if values.get("riskRecovery") == "1" and not values.get("riskRecoveryStatus"):
        wrong.append(_missing(owner, "riskRecoveryStatus"))
    is_digitised = values.get("confidenceLevel") == "02"
    if is_digitised and "paperFileCode" in {field.name for field in table} and not values.get("paperFileCode"):
        wrong.append(_missing(owner, "paperFileCode"))
    return wrong


def _check(field: Field, values: Mapping[str, str]) -> list[tuple[str, str]]:
    value = values.get(field.name, "").strip()
    if not value:
        return [("field-missing", tr("thiếu giá trị bắt buộc"))] if field.required else []
    if _NOT_IN_XML.search(value):
        return [("field-form", tr("có ký tự điều khiển"))]
    if len(value) > field.limit:
        told = tr("dài {length} ký tự, nhiều nhất {limit}", length=len(value), limit=field.limit)
        return [("field-too-long", told)]
    parts = value.split(_REPEATED) if field.repeated else [value]
    if field.codes and not set(parts) <= set(field.codes):
        return [("field-code", tr("“{value}” không có trong bảng mã", value=value))]
    if field.pattern and not re.fullmatch(field.pattern, value, re.DOTALL):
        return [("field-form", tr("“{value}” không đúng dạng", value=value))]
    return []


def _missing(owner: str, field: str) -> Problem:
    return _problem("field-missing", owner, field, tr("thiếu giá trị bắt buộc"))


def _problem(code: str, owner: str, field: str, message: str) -> Problem:
    return Problem(code=code, message=message, place=Place(file=owner, part=field))


def values_of(field: Field, text: str) -> list[str]:
    """The texts of the elements a field is written as, [] when it has none."""
    text = text.strip()
    if not text:
        return []
    return text.split(_REPEATED) if field.repeated else [text]


def joined(texts: Iterable[str]) -> str:
    """The value of a field from the texts of its elements, as `values_of` takes it apart."""
    return _REPEATED.join(texts)
