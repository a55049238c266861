"""How the letters of a list came: composed or not, from an old encoding, with tones in one place or two (check P27).

Knows forms of letters; does not know words. What is counted here was made one form on reading; where a tone stands is
never rewritten, only told.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from registry.exchange.task_sheet import TaskSheet

_TONE_FIRST = re.compile(r"[òỏõóọ][ae](?![^\W\d_])|(?<!q)[ùủũúụ]y(?![^\W\d_])", re.IGNORECASE)  # hòa, thủy
_TONE_SECOND = re.compile(r"o[àảãáạèẻẽéẹ](?![^\W\d_])|(?<!q)u[ỳỷỹýỵ](?![^\W\d_])", re.IGNORECASE)  # hoà, thuỷ
_ODD_SPACES = re.compile("[\u00a0\u00ad\u200b-\u200f\u2060\ufeff]")


def letters_of(source: TaskSheet) -> str:
    """One sentence about the letters of a list; "" when they are all of one form."""
    texts = Counter[str]()
    for column in source.raw_texts():
        texts.update(column)
    decoded = sum(each.is_sure for each in source.cells.conversions)
    found = [f"{decoded} ô phông cũ đã chuyển sang Unicode"] if decoded else []
    apart = sum(count for text, count in texts.items() if not unicodedata.is_normalized("NFC", text))
    found += [f"{apart} ô chữ tổ hợp (NFD) đã đưa về dựng sẵn"] if apart else []
    odd = sum(count for text, count in texts.items() if _ODD_SPACES.search(text))
    found += [f"{odd} ô có ký tự ẩn hoặc dấu cách lạ đã bỏ"] if odd else []
    first, second = _tones(texts)
    found += [f"dấu đặt hai kiểu: {first} ô như “hòa”, {second} ô như “hoà”"] if first and second else []
    if not found:
        return ""
    return f"Chữ của danh sách chưa thống nhất: {'; '.join(found)}. Nên lưu lại tệp bằng Unicode dựng sẵn."


def _tones(texts: Counter[str]) -> tuple[int, int]:
    """How many cells put the tone of open syllables on the first vowel, how many on the second."""
    first = second = 0
    for text, count in texts.items():
        composed = unicodedata.normalize("NFC", text)
        first += count if _TONE_FIRST.search(composed) else 0
        second += count if _TONE_SECOND.search(composed) else 0
    return first, second
