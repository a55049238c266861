"""What goes wrong on purpose: a stranger's letter in the pile, a name pasted over, a forged page code.

Each function takes a sheet (or nothing) and gives back a new picture; the product has to notice.
"""

from __future__ import annotations

import random

import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from tests.support.outside_world.paper import Sheet, pixels, symbols_in

FONTS = {
    "regular": ("LiberationSerif-Regular.ttf", "DejaVuSerif.ttf", "times.ttf"),
    "bold": ("LiberationSerif-Bold.ttf", "DejaVuSerif-Bold.ttf", "timesbd.ttf"),
}
LETTER = (
    "CÔNG TY TNHH VĂN PHÒNG PHẨM SAO MAI",
    "Số 14 phố Hàng Bút, thành phố Tuyên Quang",
    "",
    "THƯ CHÀO HÀNG",
    "",
    "Kính gửi: Quý cơ quan,",
    "Công ty chúng tôi trân trọng giới thiệu bảng giá giấy in, mực in và",
    "cặp lưu hồ sơ áp dụng từ đầu quý. Giá đã gồm thuế, giao hàng tận nơi.",
    "",
    "1. Giấy A4 định lượng 70: 62.000 đồng một ram.",
    "2. Mực in la-de: 450.000 đồng một hộp.",
    "3. Cặp lưu hồ sơ 20 phân: 31.000 đồng một chiếc.",
    "",
    "Rất mong nhận được sự hợp tác của Quý cơ quan.",
    "",
    "Trân trọng,",
    "Phòng Kinh doanh",
)


def typeface(style: str, height: float) -> ImageFont.FreeTypeFont:
    """A serif of this machine at a letter size in millimetres; style `regular` or `bold`."""
    for name in FONTS[style]:
        try:
            return ImageFont.truetype(name, round(pixels(height)))
        except OSError:
            continue
    raise LookupError(f"no TrueType font found among {', '.join(FONTS[style])}")


def foreign_letter(*, barcode: str = "8936012345674") -> Image.Image:
    """A4 page of a stranger's letter with a barcode of its own (empty: none); never a page code of ours."""
    page = Image.new("RGB", (round(pixels(210)), round(pixels(297))), "white")
    pencil = ImageDraw.Draw(page)
    for number, line in enumerate(LETTER):
        style = "bold" if line.isupper() else "regular"
        pencil.text((pixels(30), pixels(25 + 9 * number)), line, fill="black", font=typeface(style, 4.9))
    if barcode:
        page.paste(_symbol(barcode, zxingcpp.BarcodeFormat.EAN13, 3), (round(pixels(130)), round(pixels(240))))
    return page


def _symbol(text: str, kind: zxingcpp.BarcodeFormat, scale: int, **options: str) -> Image.Image:
    barcode = zxingcpp.create_barcode(text, kind, **options)
    return Image.fromarray(barcode.to_image(scale=scale)).convert("RGB")


def paste_name(sheet: Sheet, name: str) -> Sheet:
    """The sheet with another name pasted over the first person named in its text; ValueError when nobody is named."""
    if not sheet.print.names:
        raise ValueError(f"no person is named on page {sheet.print.code.page} of {sheet.print.code.document}")
    word = sheet.print.names[0]
    box = word.box.grown(0.4)
    font = _fitting(name, box.width - 0.8)
    picture = sheet.picture.copy()
    pencil = ImageDraw.Draw(picture)
    pencil.rectangle((pixels(box.left), pixels(box.top), pixels(box.right), pixels(box.bottom)), fill="white")
    pencil.text((pixels(word.box.left), pixels(word.baseline)), name, fill="black", font=font, anchor="ls")
    return sheet.with_picture(picture)


def _fitting(name: str, room: float) -> ImageFont.FreeTypeFont:
    size = 4.9
    while size > 3 and typeface("regular", size).getlength(name) > pixels(room):
        size -= 0.1
    return typeface("regular", size)


def forge_code(sheet: Sheet) -> Sheet:
    """The sheet with its QR replaced by one whose check differs in one character; ValueError when it has no QR."""
    found = symbols_in(sheet.picture)
    ours = [one for one in found if one.text == sheet.print.code.text]
    if not ours:
        raise ValueError(f"page {sheet.print.code.page} of {sheet.print.code.document} bears no QR")
    position = ours[0].position
    left, top = position.top_left.x, position.top_left.y
    side = position.bottom_right.x - left
    forged = _symbol(_one_changed(sheet.print.code.text), zxingcpp.BarcodeFormat.QRCode, 8, ec_level="M")
    picture = sheet.picture.copy()
    picture.paste(_trimmed(forged).resize((side, side)), (left, top))
    return sheet.with_picture(picture)


def _trimmed(symbol: Image.Image) -> Image.Image:
    return symbol.crop(symbol.convert("L").point([255 - value for value in range(256)]).getbbox())


def _one_changed(text: str) -> str:
    place = len(text) - 1 - random.Random(text).randrange(16)
    other = "A" if text[place] != "A" else "B"
    return text[:place] + other + text[place + 1 :]
