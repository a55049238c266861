"""How officials are addressed and what posts they hold, as one line of text says it.

Knows honorifics, academic titles, committee ranks and the words a post begins with. Refuses to know who a name
belongs to and which body a post is in. What is stripped is for matching; printing keeps what was written.
"""

from __future__ import annotations

import re

from registry.vietnamese.letters import normalise
from registry.vietnamese.searching import fold

_HONORIFIC = (
    r"^(?:đồng\s+chí|đ/c|đ\.c\.?|ông|bà|giáo\s+sư|phó\s+giáo\s+sư|tiến\s+sĩ|thạc\s+sĩ"
    r"|(?:thiếu|trung|thượng|đại)\s+(?:tá|tướng)"
    r"|(?:GS|PGS|TS|TSKH|ThS|BS|BSCKII|BSCKI|CKII|CKI|KS|KTS|DS|CN|LS|NGND|NGƯT|TTND|TTƯT|NSND|NSƯT)(?=[.\s]))"
    r"(?=[\s.:])[\s.:]*"
)
_FAMILY_NAME_ONG = r"^Ông\s+(?:Văn|Thị|Thế|Đình|Đức)\s"

_RANK = (
    r"(?:tuv|huv|duv|tvu|(?:uvdk|uv) tw|uv ?(?:btv|bch|tv|ubkt)\b.*|(?:tinh|thanh|huyen|thi|dang|quan) uy vien"
    r"|uy vien (?:du khuyet )?(?:ban (?:thuong vu|chap hanh)|btv|bch|thuong vu)\b.*)"
)
_POST = (
    r"(?:nguyen |quyen )?(?:bi thu|pho|chu tich|chu nhiem|truong|giam doc|tong|chanh|thu truong|uy vien|uv|dai bieu"
    r"|\w+ truong|chi huy|chinh uy|chinh tri vien|thuong truc|thu ky|thanh vien|chuyen vien|ke toan|can bo|cong chuc"
    r"|vien chuc|p?bt|pbttt|p?ct|p?gd|ptp|p?cvp|tuv|huv|duv|uvbtv|uvbch)\b"
)
_ABBREVIATIONS = {  # those that mean one thing in a line of posts; TT, BT, CT, TP and TUV mean several
    "huv": "huyen uy vien",
    "duv": "dang uy vien",
    "uvbtv": "uy vien ban thuong vu",
    "uvbch": "uy vien ban chap hanh",
    "uv": "uy vien",
    "btv": "ban thuong vu",
    "bch": "ban chap hanh",
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ubkt": "uy ban kiem tra",
    "mttq": "mat tran to quoc",
    "pbt": "pho bi thu",
    "pbttt": "pho bi thu thuong truc",
    "pct": "pho chu tich",
    "gd": "giam doc",
    "pgd": "pho giam doc",
    "ptp": "pho truong phong",
}


def strip_honorific(name: str) -> str:
    """`name` without "đồng chí", "đ/c", "ông", "bà" and titles; for matching, not for printing.

    A capital "Ông" before a usual middle name (Ông Văn Nam) is a family name and stays.
    """
    return split_honorific(name)[1]


def split_honorific(name: str) -> tuple[str, str]:
    """What stands before the name ("Đồng chí: TS.", "" when nothing) and the name, both normalised."""
    whole = rest = normalise(name)
    while not re.match(_FAMILY_NAME_ONG, rest):
        shorter = re.sub(_HONORIFIC, "", rest, count=1, flags=re.IGNORECASE)
        if shorter in ("", rest):
            break
        rest = shorter
    return whole.removesuffix(rest).rstrip(), rest


def split_posts(text: str) -> tuple[str, tuple[str, ...]]:
    """ "TUV, Bí thư Huyện ủy, Chủ tịch HĐND huyện" as its rank ("TUV") and its posts in order.

    The rank is a seat in a committee and no post by itself; "" when none is written first. A comma inside a name
    ("Trưởng phòng Văn hóa, Khoa học và Thông tin") parts nothing, because no post begins after it.
    """
    parts: list[str] = []
    for piece in re.split(r"\s*[,;]\s*|\s+kiêm\s+(?:nhiệm\s+)?", normalise(text)):
        if parts and not _begins_post(piece):
            parts[-1] += f", {piece}"
        elif piece:
            parts.append(piece)
    if parts and re.fullmatch(_RANK, fold(parts[0])):
        return parts[0], tuple(parts[1:])
    return "", tuple(parts)


def _begins_post(piece: str) -> bool:
    return re.match(f"{_POST}|{_RANK}", fold(piece)) is not None


def post_key(text: str) -> str:
    """The form in which ranks and posts are compared: folded, abbreviations of one meaning written out.

    "UVBTV Huyện uỷ" and "Ủy viên Ban Thường vụ Huyện ủy" are one. Ambiguous ones (TT, BT, CT, TP, TUV) stay.
    """
    return re.sub(r"\w+", lambda word: _ABBREVIATIONS.get(word.group(), word.group()), fold(text))
