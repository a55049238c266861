"""Hostile files, built in code: what luu-tru.md §6 says must be refused or flagged, and harmless twins."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from docx import Document
from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(1024)


def word() -> bytes:
    """A Word file with a line of text."""
    document, buffer = Document(), io.BytesIO()
    document.add_paragraph("Kính gửi: Văn phòng")
    document.save(buffer)
    return buffer.getvalue()


def book() -> bytes:
    """A workbook."""
    buffer = io.BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


def repacked(package: bytes, parts: Mapping[str, bytes] | None = None, *, twice: str = "") -> bytes:
    """The package with parts added or replaced; the part `twice` a second time with other bytes."""
    buffer, more = io.BytesIO(), dict(parts or {})
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, more.pop(name, None) or old.read(name))
        for name, data in more.items():
            new.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        if twice:
            new.writestr(twice.upper(), b"<other/>")
    return buffer.getvalue()


def part_of(package: bytes, name: str) -> bytes:
    """One part."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)


def changed(change: Callable[[bytes], bytes], part: str = "word/document.xml") -> bytes:
    """The Word file with one part changed."""
    plain = word()
    return repacked(plain, {part: change(part_of(plain, part))})


def related(kind: str, target: str, mode: str = 'TargetMode="External"') -> bytes:
    """The Word file with one more relation."""
    relation = f'<Relationship Id="rX" Type="{REL}/{kind}" Target="{target}" {mode}/></Relationships>'.encode()
    return changed(lambda xml: xml.replace(b"</Relationships>", relation), "word/_rels/document.xml.rels")


def with_field(instruction: str) -> bytes:
    """The Word file with a field, its instruction torn over two runs as Word does."""
    half = len(instruction) // 2
    runs = "".join(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in (instruction[:half], instruction[half:]))
    return changed(lambda xml: xml.replace(b"<w:body>", f"<w:body><w:p>{runs}</w:p>".encode()))


def with_doctype(definition: str) -> bytes:
    """The Word file with a DOCTYPE before its root."""
    return changed(lambda xml: xml.replace(b"<w:document", f"<!DOCTYPE w [{definition}]><w:document".encode(), 1))


def pdf(catalog: Mapping[str, object] | None = None, *, packed: bool = False) -> bytes:
    """A PDF of one blank page with more in its catalog; `packed` hides it in an object stream."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    for key, value in (catalog or {}).items():
        writer.root_object[NameObject(key)] = writer._add_object(_object(value))
    buffer = io.BytesIO()
    writer.write(buffer)
    return _packed(buffer.getvalue()) if packed else buffer.getvalue()


def action(kind: str, **more: object) -> dict[str, object]:
    """An action of PDF."""
    return {"/S": kind, **{f"/{key}": value for key, value in more.items()}}


def _object(value: object) -> DictionaryObject | ArrayObject | NameObject | TextStringObject:
    if isinstance(value, Mapping):
        return DictionaryObject({NameObject(key): _object(each) for key, each in value.items()})
    if isinstance(value, list):
        return ArrayObject([_object(each) for each in value])
    text = str(value)
    return NameObject(text) if text.startswith("/") else TextStringObject(text)


def _packed(plain: bytes) -> bytes:
    """The same PDF with every plain object in one compressed object stream, as PDF 1.5 writers do."""
    reader = PdfReader(io.BytesIO(plain))
    root = reader.trailer["/Root"].indirect_reference
    bodies: list[tuple[int, bytes]] = []
    for number in range(1, int(str(reader.trailer["/Size"]))):
        buffer = io.BytesIO()
        held = reader.get_object(number)
        if held is not None:
            held.write_to_stream(buffer)
            bodies.append((number, buffer.getvalue()))
    index, at = "", 0
    for number, body in bodies:
        index += f"{number} {at} "
        at += len(body) + 1
    first = len(index)
    stream = zlib.compress(index.encode() + b" ".join(body for _, body in bodies))
    holder = max(number for number, _ in bodies) + 1
    head = b"%PDF-1.5\n"
    told = f"{holder} 0 obj\n<</Type/ObjStm/N {len(bodies)}/First {first}/Filter/FlateDecode/Length {len(stream)}>>"
    body = head + told.encode() + b"\nstream\n" + stream + b"\nendstream\nendobj\n"
    rows = {number: (2, holder, place) for place, (number, _) in enumerate(bodies)}
    rows |= {0: (0, 0, 65535), holder: (1, len(head), 0), holder + 1: (1, len(body), 0)}
    table = b"".join(struct.pack(">BIH", *rows.get(number, (0, 0, 0))) for number in range(holder + 2))
    told = f"{holder + 1} 0 obj\n<</Type/XRef/Size {holder + 2}/W[1 4 2]/Root {root.idnum} 0 R/Length {len(table)}>>"
    end = f"\nendstream\nendobj\nstartxref\n{len(body)}\n%%EOF\n".encode()
    return body + told.encode() + b"\nstream\n" + table + end


def png(width: int, height: int) -> bytes:
    """A PNG that declares a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def looped_pdf() -> bytes:
    """A PDF whose page tree is its own child."""
    return _by_hand(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>")


def deep_pdf(depth: int = 20_000) -> bytes:
    """A PDF whose page holds an array in an array in an array."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/X " + b"[" * depth + b"]" * depth + b">>"
    return _by_hand(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page)


def swollen_pdf(mebibytes: int) -> bytes:
    """A PDF whose page draws a stream that unpacks to hundreds of mebibytes, packed twice."""
    packer = zlib.compressobj(9)
    once = b"".join([*(packer.compress(b" " * (1 << 20)) for _ in range(mebibytes)), packer.flush()])
    stream = zlib.compress(once)
    told = b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>\nstream\n" % len(stream) + stream + b"\nendstream"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    return _by_hand(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, told)


def _by_hand(*objects: bytes) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, rows)
    return body + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))


def mutant(data: bytes, chance: random.Random) -> bytes:
    """The bytes with something torn, doubled, overwritten or cut out."""
    raw = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(raw))
        length = min(len(raw) - at, int(2 ** chance.uniform(0, 9)))
        way = chance.randrange(5)
        if way == 0:
            raw[at : at + length] = chance.randbytes(length)
        elif way == 1:
            del raw[at : at + length]
        elif way == 2:
            raw[at:at] = raw[at : at + length]
        elif way == 3:
            raw[at : at + 1] = bytes([chance.choice((0, 255, 127, 48, 60))])
        elif len(raw) > 64:
            del raw[max(64, at) :]
        if len(raw) < 8:
            return data[:8]
    return bytes(raw)
