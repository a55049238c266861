"""Vietnamese text: one stored form, one search form, one order; dates, numbers, legacy encodings.

Everything here is a pure function of its arguments and may be called from every floor, by `registry.vietnamese`
alone: the modules behind this door are free to move. Knows letters, tones, syllables, honorifics, day and number
phrasing. Refuses to know who a name belongs to, which column it came from and what today is.
"""

from registry.vietnamese.dates import (
    date_in_words,
    is_day_and_month,
    long_date,
    looks_like_date,
    parse_date,
    short_date,
)
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
from registry.vietnamese.numbers import Quantity, number_in_text, parse_number, parse_quantity
from registry.vietnamese.numerals import (
    number_in_words,
    ordinal_in_words,
    parse_number_words,
    parse_ordinal,
    parse_roman,
    roman,
)
from registry.vietnamese.people import post_key, split_honorific, split_posts, strip_honorific
from registry.vietnamese.periods import Precision, When, parse_period_end, parse_when
from registry.vietnamese.searching import (
    AccentMatch,
    accent_key,
    accent_rank,
    exact_words,
    fold,
    fold_spelling,
    has_accents,
    words,
)
from registry.vietnamese.slashed import Ratio, SlashKind, parse_ratio, slash_kind
from registry.vietnamese.sorting import sort_key, text_sort_key
from registry.vietnamese.syllables import is_syllable
from registry.vietnamese.symbols import DocumentSymbol, parse_symbol

__all__ = [
    "AccentMatch",
    "Decoded",
    "DocumentSymbol",
    "Encoding",
    "Precision",
    "Quantity",
    "Ratio",
    "SlashKind",
    "When",
    "accent_key",
    "accent_rank",
    "date_in_words",
    "decode_cell",
    "decode_tcvn3",
    "decode_vni",
    "encoding_of_font",
    "exact_words",
    "fold",
    "fold_spelling",
    "fold_tone_placement",
    "has_accents",
    "is_capitals_font",
    "is_day_and_month",
    "is_syllable",
    "long_date",
    "looks_like_date",
    "normalise",
    "normalise_lines",
    "number_in_text",
    "number_in_words",
    "ordinal_in_words",
    "parse_date",
    "parse_number",
    "parse_number_words",
    "parse_ordinal",
    "parse_period_end",
    "parse_quantity",
    "parse_ratio",
    "parse_roman",
    "parse_symbol",
    "parse_when",
    "plausible_encoding",
    "post_key",
    "roman",
    "short_date",
    "slash_kind",
    "sort_key",
    "split_honorific",
    "split_posts",
    "strip_honorific",
    "text_sort_key",
    "words",
]
