"""How the letters of a list came: composed or not, from an old encoding, with tones in one place or two (check P27).

Knows forms of letters; does not know words. What is counted here was made one form on reading; where a tone stands is
never rewritten, only told.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from registry.exchange.task_sheet import TaskSheet

# hòa, thủy; hoà, thuỷ
_TONE_FIRST = re.compile(r"[òỏõóọÒỎÕÓỌ][aeAE](?![^\W\d_])|(?<![qQ])[ùủũúụÙỦŨÚỤ][yY](?![^\W\d_])")
_TONE_SECOND = re.compile(r"[oO][àảãáạèẻẽéẹÀẢÃÁẠÈẺẼÉẸ](?![^\W\d_])|(?<![qQ])[uU][ỳỷỹýỵỲỶỸÝỴ](?![^\W\d_])")
_ODD_SPACES = re.compile("[\u00a0\u00ad\u200b-\u200f\u2060\ufeff]")


def letters_of(source: TaskSheet) -> str:
    """One sentence about the letters of a list; "" when they are all of one form."""
    forms = _forms(source)
    decoded = sum(each.is_sure for each in source.cells.conversions)
    found = [f"{decoded} ô phông cũ đã chuyển sang Unicode"] if decoded else []
    found += [f"{forms['apart']} ô chữ tổ hợp (NFD) đã đưa về dựng sẵn"] if forms["apart"] else []
    found += [f"{forms['odd']} ô có ký tự ẩn hoặc dấu cách lạ đã bỏ"] if forms["odd"] else []
    if forms["first"] and forms["second"]:
        found.append(f"dấu đặt hai kiểu: {forms['first']} ô như “hòa”, {forms['second']} ô như “hoà”")
    if not found:
        return ""
    return f"Chữ của danh sách chưa thống nhất: {'; '.join(found)}. Nên lưu lại tệp bằng Unicode dựng sẵn."


def _forms(source: TaskSheet) -> Counter[str]:
    """How many cells are composed otherwise, hold odd spaces, or put a tone on the first or the second vowel."""
    texts = Counter[str]()
    for column in source.raw_texts():
        texts.update(column)
    forms = Counter[str]()
    for text, count in texts.items():
        if text.isascii():
            continue
        if not unicodedata.is_normalized("NFC", text):
            forms["apart"] += count
            text = unicodedata.normalize("NFC", text)
        forms["odd"] += count if _ODD_SPACES.search(text) else 0
        forms["first"] += count if _TONE_FIRST.search(text) else 0
        forms["second"] += count if _TONE_SECOND.search(text) else 0
    return forms
