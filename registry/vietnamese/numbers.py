"""Numbers as Vietnamese papers print them: dots group thousands, a comma opens the decimals.

Knows digits, the words of scale (nghìn, triệu, tỷ), per cent, and the parts of a ratio. Refuses to know what is
counted, and never guesses between two readings: "95.5" is no number here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from registry.vietnamese.letters import normalise, with_plain_signs

_NUMBER = r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
LONGEST = 40  # characters; what is longer is no quantity of anything
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_SCALE = "|".join(_SCALES)
_QUANTITY = rf"(?P<number>{_NUMBER}) ?(?P<scale>(?:(?:{_SCALE})(?!\w) ?)*)(?P<unit>%|[^\W\d_][^\d/]*|)"


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number with its words of scale and its unit, as written: 13,3 · "tỷ" · "đồng"."""

    number: Decimal
    scale: str = ""
    unit: str = ""

    @property
    def value(self) -> Decimal:
        """The number with its scale counted in: 13,3 tỷ is 13 300 000 000."""
        value = self.number
        for word in self.scale.split():
            value *= _SCALES[word]
        return value

    @property
    def text(self) -> str:
        """As papers print it: "13,3 tỷ đồng", "105,05%"."""
        words = f"{self.scale} {self.unit}".strip()
        return number_in_text(self.number, unit=words)


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
    plain = with_plain_signs(normalise(text)).removesuffix("%").strip()
    return _decimal(plain) if len(plain) <= LONGEST and re.fullmatch(_NUMBER, plain) else None


def _decimal(plain: str) -> Decimal:
    return Decimal(plain.replace(".", "").replace(",", "."))


def parse_quantity(text: str) -> Quantity | None:
    """The amount of "13,3 tỷ", "32 nghìn tỷ đồng", "105,05%", "2.101 người"; None when it does not begin so."""
    found = re.fullmatch(_QUANTITY, with_plain_signs(normalise(text)), flags=re.IGNORECASE)
    if not found or len(found["number"]) > LONGEST:
        return None
    scale = " ".join({"ngàn": "nghìn", "tỉ": "tỷ"}.get(word, word) for word in found["scale"].lower().split())
    return Quantity(number=_decimal(found["number"]), scale=scale, unit=found["unit"].strip())
