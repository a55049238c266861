"""The scanner: takes a pile of sheets and writes one PDF with one JPEG picture a page, the way an office machine does.

Pages come out a little crooked, a little grey, perhaps upside down, in another order, or not at all. Everything is
drawn from one seed, and the file carries no time and no identifier: the same pile always gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image, ImageChops

from tests.support.outside_world.paper import DPI, Sheet, Tray, many_hands

Key = tuple[str, int]
GLASS = 246  # how white paper looks to the scanner
STRIP = 256  # the grain of so many lines of pixels repeats down the page
LID = 225  # what the scanner sees beside a crooked sheet
KEPT = 100


@dataclass(frozen=True, kw_only=True)
class Machine:
    """How the scanner is set and how well it works; angles in degrees, noise in grey levels."""

    dpi: int = DPI
    skew_degrees: float = 2.5
    jpeg_quality: int = 60
    noise: int = 10
    colour: bool = False
    seed: str = "scanner"


@dataclass(frozen=True, kw_only=True)
class Feed:
    """One picture on its way through the scanner; `source` is a picture or where it lies (with the tray's sheet)."""

    source: Image.Image | Path
    position: int
    upside_down: bool = False


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """One scanned page: JPEG bytes and size in pixels."""

    jpeg: bytes
    width: int
    height: int
    colour: bool


_exposures: dict[tuple[Machine, bytes, int, bool], Exposure] = {}
"""The last pictures made of sheets: machine, digest of the sheet, position, upside down."""


def scan(
    sheets: Iterable[Sheet],
    target: Path,
    *,
    dpi: int = DPI,
    skew_degrees: float = 2.5,
    shuffle: bool = False,
    upside_down: AbstractSet[int] = frozenset(),
    missing: AbstractSet[Key] = frozenset(),
    extra_pictures: Sequence[Image.Image] = (),
    jpeg_quality: int = 60,
    noise: int = 10,
    colour: bool = False,
    seed: str = "scanner",
) -> Path:
    """Scan sheets in hand into one PDF; `upside_down` counts pages of the file from 1, `missing` stay on the desk."""
    machine = Machine(
        dpi=dpi, skew_degrees=skew_degrees, jpeg_quality=jpeg_quality, noise=noise, colour=colour, seed=seed
    )
    pile = [sheet.picture for sheet in sheets if sheet.key not in missing]
    return feed_pile([*pile, *extra_pictures], target, machine, shuffle=shuffle, upside_down=upside_down)


def scan_tray(
    tray: Tray,
    target: Path,
    machine: Machine,
    *,
    only: AbstractSet[Key] | None = None,
    missing: AbstractSet[Key] = frozenset(),
    altered: Sequence[Sheet] = (),
    extra_pictures: Sequence[Image.Image] = (),
    shuffle: bool = False,
    upside_down: AbstractSet[int] = frozenset(),
) -> Path:
    """Scan what lies in the tray; `only` None means every sheet, `altered` sheets replace those of the same page."""
    swapped = {sheet.key: sheet.picture for sheet in altered}
    keys = tray.keys_in_order()
    unknown = (missing | (only or frozenset())) - set(keys)
    if unknown:
        raise LookupError("not in the tray: " + ", ".join(sorted(f"{key[0]}:{key[1]}" for key in unknown)))
    chosen = [key for key in keys if key not in missing and (only is None or key in only)]
    pile: list[Image.Image | Path] = [swapped.get(key, tray.path(key)) for key in chosen]
    return feed_pile([*pile, *extra_pictures], target, machine, shuffle=shuffle, upside_down=upside_down)


def feed_pile(
    pile: Sequence[Image.Image | Path],
    target: Path,
    machine: Machine,
    *,
    shuffle: bool,
    upside_down: AbstractSet[int],
) -> Path:
    """Feed the pile, two pages at a time, and write the file whole."""
    order = list(pile)
    if any(not 1 <= position <= len(order) for position in upside_down):
        raise LookupError(f"there are only {len(order)} pages to turn upside down")
    if shuffle:
        random.Random(f"{machine.seed}:order").shuffle(order)
    feeds = [
        Feed(source=source, position=position, upside_down=position in upside_down)
        for position, source in enumerate(order, start=1)
    ]
    write_whole(target, picture_pdf(many_hands(partial(expose, machine), feeds), machine.dpi))
    return target


def expose(machine: Machine, feed: Feed) -> Exposure:
    """Scan one page; the same sheet fed again in the same way gives the same picture, and is not scanned again."""
    if not isinstance(feed.source, Path):
        return _exposed(machine, feed)
    sheet = hashlib.sha256(feed.source.read_bytes()).digest()
    key = (machine, sheet, feed.position, feed.upside_down)
    if key not in _exposures:
        if len(_exposures) == KEPT:
            del _exposures[next(iter(_exposures))]
        _exposures[key] = _exposed(machine, feed)
    return _exposures[key]


def forget() -> None:
    """Let the next sheets be scanned anew."""
    _exposures.clear()


def _exposed(machine: Machine, feed: Feed) -> Exposure:
    picture = _seen(_on_glass(feed.source, machine), machine)
    chance = random.Random(f"{machine.seed}:{feed.position}")
    angle = chance.uniform(-machine.skew_degrees, machine.skew_degrees) + (180 if feed.upside_down else 0)
    shift = (round(chance.uniform(-8, 8)), round(chance.uniform(-8, 8))) if machine.skew_degrees else (0, 0)
    background = (LID, LID, LID) if machine.colour else LID
    turned = picture.rotate(angle, Image.Resampling.BILINEAR, translate=shift, fillcolor=background)
    grainy = _grain(turned, machine.noise, chance)
    jpeg = io.BytesIO()
    grainy.save(jpeg, "JPEG", quality=machine.jpeg_quality, dpi=(machine.dpi, machine.dpi))
    return Exposure(jpeg=jpeg.getvalue(), width=grainy.width, height=grainy.height, colour=machine.colour)


def _on_glass(source: Image.Image | Path, machine: Machine) -> Image.Image:
    if not isinstance(source, Path):
        return source
    picture = Image.open(source)
    picture.draft("RGB" if machine.colour else "L", None)
    return picture


def _seen(picture: Image.Image, machine: Machine) -> Image.Image:
    seen = picture.convert("RGB" if machine.colour else "L")
    if machine.dpi != DPI:
        size = (round(seen.width * machine.dpi / DPI), round(seen.height * machine.dpi / DPI))
        seen = seen.resize(size, Image.Resampling.BILINEAR)
    return seen.point([value * GLASS // 255 for value in range(256)] * len(seen.getbands()))


def _grain(picture: Image.Image, noise: int, chance: random.Random) -> Image.Image:
    if noise == 0:
        return picture
    strip = Image.frombytes("L", (picture.width, STRIP), chance.randbytes(picture.width * STRIP))
    levels = [value * noise // 255 for value in range(256)]
    grain = Image.new("L", picture.size)
    for top in range(0, picture.height, STRIP):
        grain.paste(strip.point(levels), (0, top))
    if picture.mode == "RGB":
        grain = Image.merge("RGB", (grain, grain, grain))
    return ImageChops.add(picture, grain, offset=-(noise // 2))


def picture_pdf(exposures: Sequence[Exposure], dpi: int) -> bytes:
    """A PDF of one JPEG a page, written by hand because every library adds the time."""
    pages = " ".join(f"{3 + 3 * number} 0 R" for number in range(len(exposures)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(exposures)}/Kids[{pages}]>>".encode(),
    ]
    for number, exposure in enumerate(exposures):
        objects += _page_objects(exposure, 3 + 3 * number, dpi)
    return _file_of(objects)


def _page_objects(exposure: Exposure, first: int, dpi: int) -> list[bytes]:
    width, height = round(exposure.width * 72 / dpi, 2), round(exposure.height * 72 / dpi, 2)
    colours = "DeviceRGB" if exposure.colour else "DeviceGray"
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]"
        f"/Resources<</XObject<</P {first + 2} 0 R>>>>/Contents {first + 1} 0 R>>"
    )
    picture = (
        f"/Type/XObject/Subtype/Image/Width {exposure.width}/Height {exposure.height}"
        f"/ColorSpace/{colours}/BitsPerComponent 8/Filter/DCTDecode"
    )
    drawing = f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode()
    return [page.encode(), _stream("", drawing), _stream(picture, exposure.jpeg)]


def _stream(entries: str, content: bytes) -> bytes:
    return f"<<{entries}/Length {len(content)}>>\nstream\n".encode() + content + b"\nendstream"


def _file_of(objects: Sequence[bytes]) -> bytes:
    parts = [b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"]
    places, length = [], len(parts[0])
    for number, content in enumerate(objects, start=1):
        part = f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
        places.append(length)
        length += len(part)
        parts.append(part)
    count = len(objects) + 1
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    cross = f"xref\n0 {count}\n0000000000 65535 f \n{table}"
    end = f"trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{length}\n%%EOF\n"
    return b"".join([*parts, cross.encode(), end.encode()])


def write_whole(target: Path, content: bytes) -> None:
    """Write a file under a temporary name and rename it, so that nobody meets half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(target.name + ".part")
    half.write_bytes(content)
    half.replace(target)
