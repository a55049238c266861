"""Pictures of signature and seal: their file, ground, colour and place, each right once and broken once."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageDraw

from docgen.house_style import Finding, Verdict, check

from .papers import Parts, p, r, state_decision, wide

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOM = 4600
_EMU = 635
SIGNED, SEAL = 2000, 1700  # twips wide


def _png(colour: tuple[int, int, int], *, ground: int = 0, form: str = "PNG") -> bytes:
    picture = Image.new("RGBA", (120, 90), (255, 255, 255, ground))
    ImageDraw.Draw(picture).line([(5, 80), (60, 10), (115, 80)], fill=(*colour, 255), width=5)
    out = io.BytesIO()
    (picture if form == "PNG" else picture.convert("RGB")).save(out, form)
    return out.getvalue()


BLUE, RED, BLACK = _png((20, 40, 200)), _png((220, 20, 30)), _png((20, 20, 20))


def _blip(relation: str, width: int, where: str) -> str:
    """A picture in its line when `where` is "", else a float."""
    kind = "anchor" if where else "inline"
    across = f'<wp:positionH relativeFrom="column">{where}</wp:positionH>' if where else ""
    body = f'<wp:extent cx="{width * _EMU}" cy="900000"/>{across}<a:graphic xmlns:a="{_A}" xmlns:r="{_R}">'
    body += f'<a:blip r:embed="{relation}"/></a:graphic>'
    return f'<w:r><w:drawing><wp:{kind} xmlns:wp="{_WP}">{body}</wp:{kind}></w:drawing></w:r>'


def _at(left: int) -> str:
    return f"<wp:posOffset>{left * _EMU}</wp:posOffset>"


def _signed(pictures: tuple[bytes, ...], *runs: str, jc: str = "center") -> Parts:
    """The right decision with pictures between position and name."""
    right = p(r("CHỦ TỊCH", "b"))
    paper = state_decision().twin(right, wide(_ROOM) + right + p(*runs, jc=jc))
    return replace(paper, pictures=pictures)


RIGHT = _signed((BLUE, RED), _blip("rId11", SIGNED, ""), _blip("rId12", SEAL, _at(_ROOM // 2 - 2050)))
BROKEN = {
    "a picture with a white ground": (_signed((_png((20, 40, 200), ground=255),), _blip("rId11", SIGNED, "")), "nền"),
    "a photograph": (_signed((_png((20, 40, 200), form="JPEG"),), _blip("rId11", SIGNED, "")), "ảnh JPEG"),
    "black ink": (_signed((BLACK,), _blip("rId11", SIGNED, "")), "màu đen"),
    "green ink": (_signed((_png((20, 160, 40)),), _blip("rId11", SIGNED, "")), "màu khác"),
    "a signature at the left": (_signed((BLUE,), _blip("rId11", SIGNED, ""), jc="left"), "canh trái"),
    "a floating signature at the right": (_signed((BLUE,), _blip("rId11", SIGNED, _at(2600))), "lệch sang phải"),
    "a seal on the whole signature": (
        _signed((BLUE, RED), _blip("rId11", SIGNED, ""), _blip("rId12", 2600, _at(_ROOM // 2 - 1100))),
        "trùm 100%",
    ),
    "a seal at the right": (
        _signed((BLUE, RED), _blip("rId11", SIGNED, ""), _blip("rId12", SEAL, _at(3000))),
        "trùm 0%",
    ),
    "a seal beside the signature": (
        _signed((BLUE, RED), _blip("rId11", SIGNED, "") + _blip("rId12", SEAL, "")),
        "trùm 0%",
    ),
}


def _told(paper: Parts) -> tuple[Finding, ...]:
    return check(paper.docx(), ruleset="ND30", mode="issued").of("KS-01")


def test_pictures_set_rightly_pass() -> None:
    """This test ensures that a blue signature in the middle with a red seal over its left third is right."""
    assert [(each.verdict, each.message) for each in _told(RIGHT)] == [(Verdict.PASS, "")]
    centred = _signed((BLUE,), _blip("rId11", SIGNED, "<wp:align>center</wp:align>"), jc="left")
    assert _told(centred)[0].verdict is Verdict.PASS


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_picture_is_told(name: str) -> None:
    """This test ensures that each thing the provision says of the pictures is found when it is wrong."""
    paper, said = BROKEN[name]
    found = _told(paper)
    assert {each.verdict for each in found} == {Verdict.FAIL}
    assert any(said in each.message for each in found), found
    assert all(each.place.startswith("bảng 2, hàng 1, ô 2") for each in found)


def test_other_pictures_are_no_signature() -> None:
    """This test ensures that a picture elsewhere, a line to be signed and a torn picture are no false alarm."""
    elsewhere = state_decision().twin("<w:p/>", p(_blip("rId11", SIGNED, "")), part="footer")
    assert _told(replace(elsewhere, pictures=(BLACK,)))[0].verdict is Verdict.NOT_EVALUATED
    beside = state_decision().twin(p(r("QUYẾT ĐỊNH:", "b")), p(_blip("rId11", SIGNED, "")) + p(r("QUYẾT ĐỊNH:", "b")))
    assert _told(replace(beside, pictures=(BLACK,)))[0].verdict is Verdict.NOT_EVALUATED
    line = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="rId11"/>'
    line += '<o:signatureline xmlns:o="urn:schemas-microsoft-com:office:office"/></v:shape></w:pict></w:r>'
    assert _told(_signed((BLACK,), line))[0].verdict is Verdict.NOT_EVALUATED
    torn = _told(_signed((BLUE[:50],), _blip("rId11", SIGNED, "")))[0]
    assert torn.verdict is Verdict.NOT_EVALUATED
    assert "không đọc được" in torn.message


def test_papers_of_one_form_keep_their_own_pictures() -> None:
    """This test ensures that a paper equal in all but its picture is judged by its own."""
    first, second = (_told(_signed((data,), _blip("rId11", SIGNED, ""))) for data in (BLUE, BLACK))
    assert (first[0].verdict, second[0].verdict) == (Verdict.PASS, Verdict.FAIL)
