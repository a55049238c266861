"""Where a hand is expected to write, from the printed words alone."""

from __future__ import annotations

from docgen.intake.handwriting import Printed, writing_places
from docgen.media.comparison import Box

LETTER = 2.4  # mm
HEIGHT = 6.0


def line(bottom: float, *texts: tuple[float, str]) -> list[Printed]:
    """Words of one line; each text begins at its place in millimetres, its words one letter apart."""
    words = []
    for left, text in texts:
        for word in text.split():
            right = left + LETTER * len(word)
            words.append(Printed(text=word, box=Box(left=left, top=bottom - HEIGHT, right=right, bottom=bottom)))
            left = right + LETTER
    return words


def holds(box: Box, x: float, y: float) -> bool:
    """True when the point lies in the box."""
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def test_number_and_date_are_written_by_hand() -> None:
    """The gaps after “Số”, “ngày” and “tháng” are expected, the printed words around them are not."""
    words = line(45, (52, "Số"), (68, "-QĐ/HU"), (120, "Hàm Yên, ngày"), (165, "tháng"), (190, "năm 2021"))
    places = writing_places(words)
    number, day, month = places.expected
    assert holds(number, 62, 42) and not holds(number, 72, 42) and not holds(number, 62, 50)
    assert holds(day, 160, 42) and holds(month, 183, 42) and not holds(month, 200, 42)
    assert places.signing == ()


def test_a_number_that_is_printed_leaves_no_blank() -> None:
    """Where number and date are printed nothing is written."""
    words = line(45, (52, "Số 15-QĐ/HU"), (120, "Hàm Yên, ngày 05 tháng 02 năm 2021"))
    assert writing_places(words).expected == ()


def test_leader_dots_are_a_blank() -> None:
    """Dots between the words of a blank do not hide it."""
    words = line(45, (50, "Số: ……… /QĐ-UBND"), (120, "ngày …… tháng ……"), (175, "năm 2021"))
    assert len(writing_places(words).expected) == 3


def test_a_signature_has_its_room_and_a_seal_to_its_left() -> None:
    """Between position and name is the room; signature and seal may reach beyond it, not across the page."""
    words = [*line(200, (120, "BÍ THƯ")), *line(230, (115, "Nông Văn Thử")), *line(200, (30, "Nơi nhận:"))]
    places = writing_places(words)
    (place,), (reach,) = places.signing, places.expected
    assert place.name == "Nông Văn Thử"
    assert (place.room.top, place.room.bottom) == (200, 224)
    assert holds(reach, 100, 215) and holds(reach, 150, 226) and not holds(reach, 50, 215)


def test_both_signatories_of_minutes_are_seen() -> None:
    """Two columns with a position and a name each are two signing places."""
    words = [*line(40, (35, "THƯ KÝ"), (140, "CHỦ TRÌ")), *line(68, (35, "Bế Thị Nháp"), (140, "Nông Văn Thử"))]
    assert [place.name for place in writing_places(words).signing] == ["Bế Thị Nháp", "Nông Văn Thử"]


def test_a_heading_over_a_name_is_no_signing_place() -> None:
    """Capitals right above a name (a title) or far above it leave no room to sign."""
    near = [*line(40, (60, "QUYẾT ĐỊNH")), *line(48, (60, "Nông Văn Thử"))]
    far = [*line(40, (60, "QUYẾT ĐỊNH")), *line(120, (60, "Nông Văn Thử"))]
    text = [*line(40, (60, "QUYẾT ĐỊNH")), *line(60, (60, "giao nhiệm vụ năm 2021"))]
    assert [writing_places(words).signing for words in (near, far, text)] == [(), (), ()]
