"""Whether the font that answers to "Times New Roman" has every Vietnamese letter.

Knows the alphabet and how to ask: a probe document is converted and read back. Does not know where fonts lie. A
font with gaps is silently mixed with another one: lines break elsewhere and the PDF's text becomes unreadable
(measured with fonts-liberation 1.07, which lacks 93 of 148 letters).
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import tempfile
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import docx

from docgen.errors import OutsideMissing
from docgen.media import pdf
from docgen.media.durable import write_remade
from docgen.media.scratch import scratch_folder
from docgen.messages import tr
from docgen.printing.converter import Converter

FONT = "Times New Roman"
# Times New Roman and the fonts made to its widths: with any other one lines break elsewhere than in Word.
_SAME_WIDTHS = frozenset({"TimesNewRoman", "LiberationSerif", "Tinos"})
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_VOWELS = "aăâeêioôơuưy"


@dataclass(frozen=True, kw_only=True)
class FontReport:
    """The fonts found in the probe (families without style) and the letters that did not come back."""

    families: tuple[str, ...]
    lost: str

    @property
    def is_complete(self) -> bool:
        """True when one family alone, as wide as Times New Roman, gave back every letter."""
        return len(self.families) == 1 and self.families[0] in _SAME_WIDTHS and not self.lost


def alphabet() -> str:
    """All Vietnamese letters with their tones, small and capital, NFC."""
    vowels = (unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
    small = "".join(vowels) + "bcdđghklmnpqrstvxfjwz"
    return small + small.upper()


def family(name: str) -> str:
    """The family in a PDF font name: "LiberationSerif-Bold" and "TimesNewRomanPS-BoldMT" lose their style."""
    return re.split(r"[-,]", name)[0].removesuffix("MT").removesuffix("PS")


def check_fonts(converter: Converter, cache: Path, *, font: str = FONT) -> FontReport:
    """What answers to `font`, when that is complete; else OutsideMissing with the package to install.

    A good answer is kept in the folder `cache` for this converter version; a bad one is asked again next time.
    """
    kept = cache / f"fonts-{hashlib.sha256(f'{converter.version} {font}'.encode()).hexdigest()[:12]}.json"
    if kept.is_file():
        return FontReport(families=tuple(json.loads(kept.read_text("utf-8"))["families"]), lost="")
    report = measure(converter, font=font)
    if not report.is_complete:
        raise _incomplete(report, font)
    cache.mkdir(parents=True, exist_ok=True)
    answer = {"converter": converter.version, "font": font, "families": list(report.families)}
    write_remade(kept, json.dumps(answer).encode())
    return report


def measure(converter: Converter, *, font: str = FONT) -> FontReport:
    """Convert the probe document and say what came back."""
    with scratch_folder() as room:
        source = room / "probe.docx"
        source.write_bytes(_probe(font))
        (made,) = converter.convert([source], room / "out")
        return report_on(made)


def lacking(converter: Converter, fonts: Collection[str]) -> dict[str, FontReport]:
    """Those of `fonts` that do not give every Vietnamese letter on this machine, with what answers in their place.

    A font that is not installed is judged by the one that stands in for it.
    """
    names = dict(enumerate(sorted(fonts)))
    with tempfile.TemporaryDirectory(prefix="docgen-fonts-", ignore_cleanup_errors=True) as room:
        for number, font in names.items():
            (Path(room) / f"{number}.docx").write_bytes(_probe(font))
        made = converter.convert([Path(room) / f"{number}.docx" for number in names], Path(room) / "out")
        reports = {font: report_on(path) for font, path in zip(names.values(), made, strict=True)}
    return {font: report for font, report in reports.items() if report.lost or len(report.families) > 1}


def report_on(path: Path) -> FontReport:
    """What a converted probe document (the alphabet in one font) says of its font."""
    text = "".join(pdf.page_texts(path))
    return FontReport(
        families=tuple(sorted({family(font) for font in pdf.fonts(path)})),
        lost="".join(letter for letter in alphabet() if letter not in text),
    )


def _probe(font: str) -> bytes:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for bold, italic in ((False, False), (True, False), (False, True), (True, True)):
        run = paragraph.add_run(alphabet() + "\n")
        run.font.name, run.bold, run.italic = font, bold, italic
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _incomplete(report: FontReport, font: str) -> OutsideMissing:
    found = ", ".join(report.families) or tr("không có phông nào")
    return OutsideMissing(
        tr(
            "Phông thay cho {font} trên máy này thiếu chữ tiếng Việt hoặc khác bề rộng chữ (đang dùng: {found}).",
            font=font,
            found=found,
        ),
        advice=tr(
            "Hãy cài phông đủ chữ: trên Debian, Ubuntu gõ sudo apt install fonts-liberation2; "
            "trên Windows cài lại Times New Roman. Sau đó chạy lại lệnh này."
        ),
    )
