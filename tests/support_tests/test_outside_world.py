"""Pen, seal, printer and scanner at work on a stand-in pack, seen as a person sees it: in the pictures."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from tests.support.outside_world import __main__ as command_line
from tests.support.outside_world import pen, reading, scanner, tricks
from tests.support.outside_world.paper import Sheet, Tray, code_in_picture, pixels, print_pack
from tests.support.outside_world.reading import Box, Word
from tests.support.outside_world.signing import number_sheets, sign_pack
from tests.support_tests.standin_pack import MINUTES, PAGES, PARTY, STATE, make_pack, page_text

PROGRAM = Path(reading.__file__).parent
ENTRY = pen.Entry(document=PARTY, number="127", day="05", month="02")
QR_AND_ITS_TEXT = Box(left=5.5, top=228, right=28, bottom=270)


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stand-in signing pack, laid out once."""
    return make_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="session")
def printed(pack: Path) -> dict[tuple[str, int], Sheet]:
    """The printed sheets by document and page."""
    return {sheet.key: sheet for sheet in print_pack(pack)}


def ink_in(before: Sheet, after: Sheet, box: Box) -> bool:
    """True when the two pictures differ inside this box of the page."""
    area = (pixels(box.left), pixels(box.top), pixels(box.right), pixels(box.bottom))
    return ImageChops.difference(before.picture.crop(area), after.picture.crop(area)).getbbox() is not None


def difference_box(before: Sheet, after: Sheet) -> Box:
    """Where the two pictures differ, in millimetres."""
    found = ImageChops.difference(before.picture, after.picture).getbbox()
    assert found is not None
    left, top, right, bottom = (edge * 25.4 / 200 for edge in found)
    return Box(left=left, top=top, right=right, bottom=bottom)


def imported(module: Path) -> set[str]:
    """The names of all modules a file imports, at any depth of its code."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(("." * node.level) + (node.module or ""))
    return names


def forbidden_imports(module: Path) -> set[str]:
    """Imports of the product, relative imports, and imports by name at run time."""
    names = imported(module)
    bad = {name for name in names if name.split(".")[0] in ("docgen", "registry", "importlib", "")}
    ours = {name for name in names if name.startswith("tests") and not name.startswith("tests.support.outside_world")}
    return bad | ours


@pytest.mark.parametrize("module", sorted(PROGRAM.glob("**/*.py")), ids=lambda path: path.stem)
def test_imports_nothing_of_the_product(module: Path) -> None:
    """No module of the outside world imports docgen, registry or another helper of the tests."""
    assert forbidden_imports(module) == set()
    assert "__import__" not in module.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    ["import docgen.media", "from registry import codes", "def f():\n    from docgen import x", "from .. import y"],
)
def test_an_import_of_the_product_is_seen(tmp_path: Path, text: str) -> None:
    """The check above fails on any way to import the product."""
    module = tmp_path / "spy.py"
    module.write_text(text, encoding="utf-8")
    assert forbidden_imports(module)


@pytest.mark.parametrize("text", ["GNV1.7A3C91E2.1.2.Z7STF4LC65G4WMFT", "xx GNV1.7A3C91E2.1.2.Z7STF4LC65G4WMFT 2"])
def test_page_code_is_read_in_text(text: str) -> None:
    """A page code inside other text is read part by part."""
    code = reading.parse_code(text)
    assert code is not None and (code.document, code.page, code.pages) == (PARTY, 1, 2)


@pytest.mark.parametrize("text", ["", "GNV1.7A3C91E2.1.2", "GNX1.7A3C91E2.1.2.Z7STF4LC65G4WMFT"])
def test_other_text_is_no_page_code(text: str) -> None:
    """Half a code, another scheme and nothing are not page codes."""
    assert reading.parse_code(text) is None


@pytest.mark.parametrize(
    ("row", "written"),
    [
        ({"document": PARTY, "number": "127", "day": 5, "month": 2}, ("127", "05", "02")),
        ({"document": PARTY, "number": 8, "day": 25, "month": 3, "symbol": "8-QĐ/HU"}, ("08", "25", "3")),
        ({"document": PARTY, "number": "31-QĐ/HU", "date": "2021-12-09"}, ("31", "09", "12")),
    ],
)
def test_numbers_are_written_as_the_rules_say(row: dict[str, object], written: tuple[str, str, str]) -> None:
    """Zero stands before days below 10 and months 1 and 2 only; extra keys do no harm."""
    entry = pen.entry_from(row)
    assert (entry.number, entry.day, entry.month) == written


def word(text: str, left: float, baseline: float) -> Word:
    """A printed word, two millimetres wide for each letter."""
    box = Box(left=left, top=baseline - 4, right=left + 2 * len(text), bottom=baseline + 1)
    return Word(text=text, box=box, baseline=baseline)


def line(*words: tuple[str, float], baseline: float) -> list[Word]:
    """A printed line of words with their left edges."""
    return [word(text, left, baseline) for text, left in words]


@pytest.mark.parametrize(("gap", "found"), [(20, 1), (6, 0), (60, 0)], ids=["room", "no room", "far away"])
def test_a_place_to_sign_has_room(gap: float, found: int) -> None:
    """A name right under its position, or half a page below, is no place to sign."""
    lines = [line(("CHỦ", 120), ("TỊCH", 127), baseline=100), line(("Lò", 118), ("Thị", 123), baseline=100 + gap)]
    assert len(reading.places_of(lines)) == found


@pytest.mark.parametrize("text", ["phó chủ tịch", "Nơi nhận:"])
def test_a_list_is_no_place_to_sign(text: str) -> None:
    """Only a position in capitals, or the request to sign, stands above a signature."""
    lines = [line((text, 120), baseline=100), line(("Lò", 118), ("Thị", 123), baseline=120)]
    assert reading.places_of(lines) == []


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ((("Số", 30), ("-QĐ/HU", 44), ("ngày", 100), ("tháng", 116), ("năm", 136)), ["number", "day", "month"]),
        ((("số", 30), ("01-QC/HU,", 35), ("ngày", 60), ("25/8/2020", 70)), []),
        ((("ngày", 30), ("16", 40), ("tháng", 46), ("6", 58), ("năm", 62)), []),
        ((("một", 30), ("tháng", 38), ("năm", 49)), []),
    ],
)
def test_only_open_places_are_blanks(words: tuple[tuple[str, float], ...], kinds: list[str]) -> None:
    """What is already printed, or has no room, is not written on."""
    assert [blank.kind for blank in reading.blanks_of([line(*words, baseline=40)])] == kinds


@pytest.mark.pdf
def test_every_document_page_is_read(printed: dict[tuple[str, int], Sheet]) -> None:
    """Each page with a code becomes a sheet in pack order; the cover sheet does not."""
    assert [(*key, sheet.print.code.pages) for key, sheet in printed.items()] == list(PAGES)
    assert printed[(PARTY, 2)].print.code.text == page_text(PARTY, 2, 2)


@pytest.mark.pdf
def test_blanks_and_places_are_found(printed: dict[tuple[str, int], Sheet]) -> None:
    """Number, day and month are blank in headers and annex; names stand under their positions."""
    kinds = {key: [blank.kind for blank in sheet.print.blanks] for key, sheet in printed.items()}
    three = ["number", "day", "month"]
    assert kinds == {(PARTY, 1): three, (PARTY, 2): three, (STATE, 1): three, (MINUTES, 1): []}
    signers = {key: [(place.label, place.name) for place in sheet.print.places] for key, sheet in printed.items()}
    assert signers[(PARTY, 1)] == [("PHÓ BÍ THƯ", "Quan Thế Hưởng")]
    assert signers[(PARTY, 2)] == []
    assert signers[(STATE, 1)] == [("CHỦ TỊCH", "Lục Văn Khánh")]
    assert signers[(MINUTES, 1)] == [("NGƯỜI GHI BIÊN BẢN", "Bàn Thị Liên"), ("CHỦ TRÌ HỘI NGHỊ", "Triệu Đức Long")]


@pytest.mark.pdf
def test_the_code_is_read_from_the_picture(printed: dict[tuple[str, int], Sheet]) -> None:
    """The QR of each printed sheet says the same as its text."""
    assert all(code_in_picture(sheet.picture) == sheet.print.code for sheet in printed.values())


@pytest.mark.pdf
@pytest.mark.parametrize("key", [(PARTY, 1), (STATE, 1)])
def test_signature_and_seal_lie_where_they_belong(printed: dict[tuple[str, int], Sheet], key: tuple[str, int]) -> None:
    """The pen stays between position and name; the seal covers a third of the signature and no code."""
    before = printed[key]
    place = before.print.places[0]
    signed, sealed = pen.sign(before, seal=False), pen.sign(before)
    pen_box, seal_box = difference_box(before, signed), difference_box(signed, sealed)
    assert place.box.top <= pen_box.top and pen_box.bottom <= place.box.bottom
    assert pen_box.left < seal_box.right < pen_box.middle
    assert seal_box.left > before.picture.width * 25.4 / 200 * 0.4
    assert not ink_in(before, sealed, QR_AND_ITS_TEXT)


@pytest.mark.pdf
def test_minutes_are_signed_on_both_sides_without_seal(printed: dict[tuple[str, int], Sheet]) -> None:
    """Both signatories of minutes sign, each in their own column; nobody seals."""
    before = printed[(MINUTES, 1)]
    after = pen.sign(before)
    left, right = (place.box for place in before.print.places)
    assert ink_in(before, after, left) and ink_in(before, after, right)
    found = difference_box(before, after)
    assert found.top >= left.top and found.bottom <= left.bottom


@pytest.mark.pdf
@pytest.mark.parametrize("key", [(PARTY, 1), (PARTY, 2), (STATE, 1)])
def test_digits_stand_in_the_blanks_only(printed: dict[tuple[str, int], Sheet], key: tuple[str, int]) -> None:
    """Each blank bears ink afterwards, and no ink lies outside the blanks' lines."""
    before = printed[key]
    after = pen.write_number(before, ENTRY)
    assert all(ink_in(before, after, blank.box) for blank in before.print.blanks)
    found = difference_box(before, after)
    assert found.left >= min(blank.box.left for blank in before.print.blanks) - 0.5
    assert found.right <= max(blank.box.right for blank in before.print.blanks) + 0.5
    assert found.bottom <= max(blank.baseline for blank in before.print.blanks) + 1


@pytest.mark.pdf
def test_other_numbers_look_different(printed: dict[tuple[str, int], Sheet]) -> None:
    """Another number or another document gives other ink, the same entry the same ink."""
    sheet = printed[(PARTY, 1)]
    other = pen.Entry(document=PARTY, number="128", day="05", month="02")
    written = pen.write_number(sheet, ENTRY).picture.tobytes()
    assert written == pen.write_number(sheet, ENTRY).picture.tobytes()
    assert written != pen.write_number(sheet, other).picture.tobytes()


@pytest.mark.pdf
def test_a_pasted_name_changes_the_name_alone(printed: dict[tuple[str, int], Sheet]) -> None:
    """The altered copy differs on the line of the first name and still bears its true code."""
    before = printed[(PARTY, 1)]
    after = tricks.paste_name(before, "Nông Văn Giả")
    name, found = before.print.names[0], difference_box(before, after)
    assert name.text == "Ma Văn Đạt"
    assert name.box.top - 1 < found.top and found.bottom < name.box.bottom + 1
    assert code_in_picture(after.picture) == before.print.code


@pytest.mark.pdf
def test_a_forged_code_differs_in_one_character(printed: dict[tuple[str, int], Sheet]) -> None:
    """The forged QR can be read, names the same page, and one character of its check is another."""
    before = printed[(PARTY, 1)]
    forged = code_in_picture(tricks.forge_code(before).picture)
    assert forged is not None and (forged.document, forged.page) == before.key
    assert sum(a != b for a, b in zip(forged.text, before.print.code.text, strict=True)) == 1


def test_a_foreign_letter_bears_no_code_of_ours() -> None:
    """The stranger's page has text and a barcode, and no page code."""
    letter = tricks.foreign_letter()
    assert letter.convert("L").getextrema() == (0, 255)
    assert code_in_picture(letter) is None


def pictures_of(scan: Path) -> list[Image.Image]:
    """The pages of a scanned file."""
    document = pdfium.PdfDocument(scan)
    pictures = [page.render(scale=200 / 72, grayscale=True).to_pil() for page in document]
    document.close()
    return pictures


@pytest.mark.pdf
def test_a_scan_is_crooked_and_readable(printed: dict[tuple[str, int], Sheet], tmp_path: Path) -> None:
    """Every page of a crooked, noisy scan still shows its QR, also upside down; the missing page is not there."""
    target = scanner.scan(printed.values(), tmp_path / "scan.pdf", upside_down={2}, missing={(PARTY, 2)})
    pages = pictures_of(target)
    codes = [code_in_picture(page) for page in pages]
    assert [(code.document, code.page) for code in codes if code] == [(PARTY, 1), (STATE, 1), (MINUTES, 1)]
    corner = pages[0].crop((0, 0, 60, 60)).tobytes()
    assert min(corner) < scanner.GLASS - 15 < max(corner), "the lid shows beside the crooked sheet"


@pytest.mark.pdf
def test_a_scan_has_only_pictures(printed: dict[tuple[str, int], Sheet], tmp_path: Path) -> None:
    """A scanned page has no text layer, is A4, and the foreign letter is the last page."""
    target = scanner.scan([printed[(PARTY, 1)]], tmp_path / "scan.pdf", extra_pictures=[tricks.foreign_letter()])
    document = pdfium.PdfDocument(target)
    assert len(document) == 2
    assert document[0].get_textpage().count_chars() == 0
    assert document[0].get_size() == pytest.approx((595.3, 841.9), abs=1)
    document.close()
    assert code_in_picture(pictures_of(target)[1]) is None


@pytest.mark.pdf
def test_shuffling_keeps_every_page(printed: dict[tuple[str, int], Sheet], tmp_path: Path) -> None:
    """A shuffled scan holds the same pages in another order, and the seed decides which."""
    pile = list(printed.values())
    shuffled = scanner.scan(pile, tmp_path / "a.pdf", shuffle=True, skew_degrees=0, noise=0, seed="b")
    codes = [code_in_picture(picture) for picture in pictures_of(shuffled)]
    found = [(code.document, code.page) for code in codes if code]
    assert found != list(printed) and sorted(found) == sorted(printed)


@pytest.mark.pdf
def test_the_tray_gives_back_what_was_laid_in(pack: Path, tmp_path: Path) -> None:
    """Signed sheets come out of the tray with their blanks; a new pack replaces the old one."""
    tray = Tray(folder=tmp_path / "state")
    assert sign_pack(pack, tray) == sign_pack(pack, tray) == len(PAGES)
    assert tray.keys_in_order() == [page[:2] for page in PAGES]
    assert number_sheets(tray, [ENTRY]) == 2
    assert number_sheets(tray, [ENTRY]) == 0
    with pytest.raises(LookupError):
        tray.print_of((PARTY, 3))


@pytest.mark.pdf
@pytest.mark.parametrize(
    "asked",
    [
        ["scan-page", f"{PARTY}:9"],
        ["scan", "--missing", "FFFFFFFF:1"],
        ["scan", "--upside-down", "9"],
        ["scan", "--alter", f"{MINUTES}:1"],
    ],
    ids=lambda asked: asked[-1],
)
def test_an_impossible_errand_is_refused(
    pack: Path, tmp_path: Path, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that is not there, or names nobody, is refused with a reason, and no file is written."""
    sign_pack(pack, Tray(folder=tmp_path / "state"))
    command, *rest = asked
    assert command_line.main([command, str(tmp_path / "state"), "--to", str(tmp_path / "x.pdf"), *rest]) == 2
    assert capsys.readouterr().err and not (tmp_path / "x.pdf").exists()


@pytest.mark.pdf
def test_commands_write_the_same_bytes_twice(pack: Path, tmp_path: Path) -> None:
    """sign-pack, number, scan and scan-page, each run twice, leave identical files."""
    numbers = tmp_path / "numbers.json"
    numbers.write_text(json.dumps([{"document": PARTY, "number": "127", "day": 5, "month": 2, "x": 1}]), "utf-8")
    first, second = (run_all(pack, numbers, tmp_path / name) for name in ("one", "two"))
    assert first == second and len(first) == 8
    again = run_all(pack, numbers, tmp_path / "one")
    assert again == first


def run_all(pack: Path, numbers: Path, folder: Path) -> dict[str, bytes]:
    """All commands on one pack; every file they wrote by its name."""
    state = str(folder / "state")
    scan = ["scan", state, "--to", str(folder / "scan.pdf"), "--missing", f"{PARTY}:2", "--shuffle"]
    commands = [
        ["sign-pack", str(pack), "--out", state],
        ["number", state, "--numbers", str(numbers)],
        ["number", state, "--numbers", str(numbers)],
        [*scan, "--foreign", "--upside-down", "1", "--alter", STATE, "--forge", f"{MINUTES}:1"],
        ["scan-page", state, f"{PARTY}:2", "--to", str(folder / "late.pdf")],
    ]
    scanner.forget()  # each run scans anew
    for command in commands:
        assert command_line.main(command) == 0
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
