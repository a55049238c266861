"""Number and symbol of a document, as both regimes write it.

Party: "05-QĐ/HU"; State: "05/QĐ-UBND", "30/2018/QĐ-UBND", "3743/SNV-CCVC", "72/2025/QH15". Knows the shapes and the
types of papers. Refuses to know which bodies exist and whether the document does: a symbol never identifies a
document alone (nghiep-vu §0.3), body and date belong to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from registry.vietnamese.letters import normalise, with_plain_signs

_PARTY_TYPES = "QĐ QyĐ NQ KL CT HD KH BC TB TTr CV BB CTr QC ĐA"
_STATE_TYPES = "QĐ NQ CT QC QyĐ HD KH BC TB TTr BB CTr ĐA PA DA HĐ CĐ BGN GUQ GM GGT GNP PG PC PB TC NĐ TT TTLT VBHN"
_STROKE_FORGOTTEN = {"qd": "QĐ", "nd": "NĐ"}
_SPACES = r"\s*([-/])\s*"
_NUMBER = r"(?:số:? ?)?(?P<number>\d{1,6})(?P<suffix>[a-z]|bis)?"
_BODY = r"(?P<body>[^\W\d_]\w*(?:[-.&]\w+)*)"
_PARTY = rf"{_NUMBER}-(?P<type>[^\W\d_]{{2,4}})/{_BODY}"
_STATE = rf"{_NUMBER}(?:/(?P<year>(?:19|20)\d\d))?/(?:(?P<type>[^\W\d_]{{2,4}})-)?{_BODY}"


@dataclass(frozen=True, kw_only=True)
class DocumentSymbol:
    """The parts of a symbol; `type_code` is "" for a State letter and a law, `year` None where none is written."""

    is_party: bool
    number: int
    suffix: str = ""
    year: int | None = None
    type_code: str
    body: str

    @property
    def text(self) -> str:
        """As it is cited: a zero before 1 to 9, no spaces."""
        number = f"{self.number:02d}{self.suffix}"
        if self.is_party:
            return f"{number}-{self.type_code}/{self.body}"
        year = f"/{self.year}" if self.year else ""
        return f"{number}{year}/{self.type_code}{'-' if self.type_code else ''}{self.body}"


def parse_symbol(text: str) -> DocumentSymbol | None:
    """The symbol that `text` is, "Số: 05 – QĐ/HU" included; None for other text and for numbers without a body."""
    plain = re.sub(_SPACES, r"\1", with_plain_signs(normalise(text)))
    if found := re.fullmatch(_PARTY, plain, flags=re.IGNORECASE):
        type_code = _type(found["type"], _PARTY_TYPES)
        return _symbol(found, type_code, found["body"], is_party=True) if type_code else None
    found = re.fullmatch(_STATE, plain, flags=re.IGNORECASE)
    if not found:
        return None
    type_code = _type(found["type"] or "", _STATE_TYPES)
    body = found["body"] if type_code or not found["type"] else f"{found['type']}-{found['body']}"
    return _symbol(found, type_code, body, is_party=False)


def _type(written: str, known: str) -> str:
    """The type code as it is officially written, "" when it is none."""
    codes = {code.lower(): code for code in known.split()}
    return codes.get(_STROKE_FORGOTTEN.get(written.lower(), written).lower(), "")


def _symbol(found: re.Match[str], type_code: str, body: str, *, is_party: bool) -> DocumentSymbol | None:
    if not any(letter.isupper() for letter in body):  # "12/người" is no symbol
        return None
    year = found.groupdict().get("year")
    return DocumentSymbol(
        is_party=is_party,
        number=int(found["number"]),
        suffix=(found["suffix"] or "").lower(),
        year=int(year) if year else None,
        type_code=type_code,
        body=body,
    )
