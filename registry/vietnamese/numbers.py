"""Numbers as Vietnamese papers print them: dots group thousands, a comma opens the decimals.

Knows digits and units as text. Refuses to know what is counted.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from registry.vietnamese.letters import normalise


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
