"""What an old keyboard wrote: Unicode text into TCVN3 and VNI-Windows codes, from tables of their own.

The rows are those of the code charts, vowel by vowel (ngang, sắc, huyền, hỏi, ngã, nặng): arranged differently from
the decoder's tables, so that one slip cannot stand in both.
"""

from __future__ import annotations

LETTERS = "aáàảãạ ăắằẳẵặ âấầẩẫậ eéèẻẽẹ êếềểễệ iíìỉĩị oóòỏõọ ôốồổỗộ ơớờởỡợ uúùủũụ ưứừửữự yýỳỷỹỵ đ".replace(" ", "")
_TCVN3 = "a¸µ¶·¹ ¨¾»¼½Æ ©ÊÇÈÉË eÐÌÎÏÑ ªÕÒÓÔÖ iÝ×ØÜÞ oãßáâä «èåæçé ¬íêëìî uóïñòô \u00adøõö÷ù yýúûüþ ®".replace(" ", "")
_VNI_ROWS = (
    "a aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä e eù eø eû eõ eï eâ eá eà eå eã eä i í ì æ ó ò "
    "o où oø oû oõ oï oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï u uù uø uû uõ uï ö öù öø öû öõ öï y yù yø yû yõ î ñ"
)
_VNI = _VNI_ROWS.split()
ACCENTED = "".join(letter for letter in LETTERS if letter not in "aeiouy")
_TO_TCVN3 = str.maketrans(LETTERS + "ĂÂÊÔƠƯĐ", _TCVN3 + "¡¢£¤¥¦§")
_TO_VNI = str.maketrans(
    {**dict(zip(LETTERS, _VNI, strict=True)), **{a.upper(): b.upper() for a, b in zip(LETTERS, _VNI, strict=True)}}
)


def typed_in_tcvn3(text: str) -> str:
    """`text` in TCVN3; a capital with a tone, which the plain fonts do not have, stays Unicode."""
    return text.translate(_TO_TCVN3)


def typed_in_vni(text: str) -> str:
    """`text` in VNI-Windows."""
    return text.translate(_TO_VNI)
