"""KS-01: pictures of signature and seal, as electronic signing sets them (NĐ 30 Phụ lục I, Phần I, II.7.d, II.8.a).

Knows them by their ink: a seal is red, all else that stands over a name is meant as a signature. Does not know the size
of the true seal, which each agency has of its own, so that its size is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from docgen.house_style.cells import Signature
from docgen.house_style.document import Picture
from docgen.house_style.places import address
from docgen.house_style.rules.paper import ABSENT, Fault, NotApplicable, Outcome, Paper
from docgen.house_style.rules.typography import ALIGNMENTS
from docgen.house_style.ruleset import Rule
from docgen.media.images import Ink, Stamp, stamp

_UNREAD = NotApplicable(reason="không đánh giá: không đọc được hình ảnh ở ô chữ ký")
_BESIDE = 0.2  # of the cell: a signature is drawn by hand, its middle is not exact
_COVERED = (0.15, 0.55)  # of the signature; the provision says about one third
Seen = tuple[Picture, Stamp]


def signature_pictures(_rule: Rule, paper: Paper) -> Outcome:
    """KS-01: format, ground, colour and place of each picture between a position and a name."""
    if not paper.document.pictures:
        return ABSENT
    groups = [pictures for signature in paper.layout.signatures if (pictures := _over(paper, signature))]
    if not groups:
        return ABSENT
    read = [[(each, told) for each in group if (told := _told(each.data)) is not None] for group in groups]
    if not any(read):
        return _UNREAD
    return [fault for group in read for fault in (*_kinds(group), *_places(group))]


@lru_cache(16)
def _told(data: bytes) -> Stamp | None:
    return stamp(data) if data else None


def _over(paper: Paper, signature: Signature) -> list[Picture]:
    """The pictures from the first line of a signature to its name."""
    lines = [line for line in (signature.first, signature.name) if line is not None]
    order = {line.place: at for at, line in enumerate(paper.document.paragraphs)}
    ends = [order[place] for line in lines if (place := address(line.place)) in order]
    if not ends:
        return []
    columns = {_column(line.place) for line in lines}
    among = range(min(ends), max(ends) + 1)
    return [
        picture
        for picture in paper.document.pictures
        if order.get(picture.place, -1) in among and _column(picture.place) in columns
    ]


def _column(place: str) -> str:
    """The number of the cell in its row, "" outside tables."""
    return place.partition(", ô ")[2].partition(",")[0]


def _kinds(group: Sequence[Seen]) -> Iterator[Fault]:
    """What is wrong with pictures wherever they stand."""
    for picture, told in group:
        if told.format != "PNG":
            yield Fault(place=picture.place, measured=f"ảnh {told.format or 'lạ'}", mend="dùng ảnh .png nền trong suốt")
        elif not told.see_through:
            yield Fault(place=picture.place, measured="ảnh có nền đặc", mend="dùng ảnh .png nền trong suốt")
        if told.ink not in (Ink.RED, Ink.BLUE, None):
            mend = "dùng ảnh chữ ký màu xanh, ảnh dấu màu đỏ"
            yield Fault(place=picture.place, measured=f"ảnh màu {told.ink}", mend=mend)


def _places(group: Sequence[Seen]) -> Iterator[Fault]:
    """What is wrong with where they stand: the signature beside the middle, the seal not over its left third."""
    signed = next((picture for picture, told in group if told.ink is not Ink.RED), None)
    seal = next((picture for picture, told in group if told.ink is Ink.RED), None)
    if signed is not None and (stands := _beside_middle(signed)):
        yield Fault(place=signed.place, measured=f"ảnh chữ ký {stands}", mend="đặt ở giữa, giữa chức vụ và họ tên")
    share = None if signed is None or seal is None else _covered(signed, seal)
    if seal is not None and share is not None and not _COVERED[0] <= share <= _COVERED[1]:
        measured = f"dấu trùm {share:.0%} bề ngang chữ ký về bên trái"
        yield Fault(place=seal.place, measured=measured, mend="đặt dấu trùm khoảng 1/3 chữ ký về bên trái")


def _beside_middle(picture: Picture) -> str:
    """How a signature stands that is not in the middle; "" for one that is, or of which it cannot be told."""
    if picture.align:
        return "" if picture.align == "center" else ALIGNMENTS.get(picture.align, picture.align)
    if picture.left is None or picture.width is None or picture.room is None:
        return ""
    off = picture.left + picture.width / 2 - picture.room / 2
    return "" if abs(off) <= _BESIDE * picture.room else "lệch sang trái" if off < 0 else "lệch sang phải"


def _covered(signed: Picture, seal: Picture) -> float | None:
    """How much of a signature its seal covers from the left, 0 when it stands elsewhere; None when untold."""
    if not signed.floats and not seal.floats:
        return 0.0  # side by side in their lines
    own, over = _span(signed), _span(seal)
    if own is None or over is None or own[1] <= own[0]:
        return None
    if over[0] > own[0]:
        return 0.0
    return max(0.0, (min(over[1], own[1]) - own[0]) / (own[1] - own[0]))


def _span(picture: Picture) -> tuple[float, float] | None:
    """From where to where a picture reaches across its cell; None when the file does not say it."""
    if picture.width is None:
        return None
    left: float | None = picture.left
    if picture.align == "left":
        left = 0
    elif picture.align in ("center", "right") and picture.room is not None:
        free = picture.room - picture.width
        left = free / 2 if picture.align == "center" else free
    return None if left is None else (left, left + picture.width)
