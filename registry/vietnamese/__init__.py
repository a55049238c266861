"""Vietnamese text: one stored form, one search form, one order; dates, numbers, legacy encodings.

Everything here is a pure function of its arguments and may be called from every floor, by `registry.vietnamese`
alone: the modules behind this door are free to move. Knows letters, tones, syllables, honorifics, day and number
phrasing. Refuses to know who a name belongs to, which column it came from and what today is.
"""

from registry.vietnamese.dates import long_date, looks_like_date, parse_date, parse_period_end, short_date
from registry.vietnamese.encodings import (
    Decoded,
    Encoding,
    decode_cell,
    encoding_of_font,
    is_capitals_font,
    plausible_encoding,
)
from registry.vietnamese.legacy import decode_tcvn3, decode_vni
from registry.vietnamese.letters import fold_tone_placement, normalise, normalise_lines
from registry.vietnamese.numbers import number_in_text, parse_number
from registry.vietnamese.people import strip_honorific
from registry.vietnamese.searching import fold
from registry.vietnamese.sorting import sort_key

__all__ = [
    "Decoded",
    "Encoding",
    "decode_cell",
    "decode_tcvn3",
    "decode_vni",
    "encoding_of_font",
    "fold",
    "fold_tone_placement",
    "is_capitals_font",
    "long_date",
    "looks_like_date",
    "normalise",
    "normalise_lines",
    "number_in_text",
    "parse_date",
    "parse_number",
    "parse_period_end",
    "plausible_encoding",
    "short_date",
    "sort_key",
    "strip_honorific",
]
