"""The digital pen: signs PDF files as signing programs in offices do, and writes into signed files as attackers do.

It knows PDF and nothing of docgen; each stroke takes bytes and gives bytes.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from pyhanko import stamp
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.support.outside_world.notary import Holder

PADES, OLD = SigSeedSubFilter.PADES, SigSeedSubFilter.ADOBE_PKCS7_DETACHED


def paper(pages: Sequence[str] = ("Quyet dinh giao 100 viec", "Phu luc")) -> bytes:
    """A PDF of some pages with one line of text each, written object by object."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n, text in enumerate(pages):
        content = f"BT /F1 14 Tf 72 700 Td ({text}) Tj ET"
        shown = f"/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * n} 0 R"
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{shown}>>"
        objects += [page, f"<</Length {len(content)}>>\nstream\n{content}\nendstream"]
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def sign(
    content: bytes,
    who: Holder,
    *,
    chain: Sequence[Holder] = (),
    field: str = "",
    box: tuple[int, int, int, int] | None = None,
    page: int = 0,
    clock: Holder | None = None,
    at: dt.datetime | None = None,
    subfilter: SigSeedSubFilter = PADES,
    certify: MDPPerm | None = None,
) -> bytes:
    """The file with one more signature, as an incremental update; `clock` adds a time-stamp of `at`."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    name = field or f"Signature{len(list(PdfFileReader(io.BytesIO(content)).embedded_signatures)) + 1}"
    meta = signers.PdfSignatureMetadata(
        field_name=name,
        md_algorithm="sha256",
        subfilter=subfilter,
        certify=certify is not None,
        docmdp_permissions=certify or MDPPerm.FILL_FORMS,
    )
    out = signers.PdfSigner(
        meta,
        signer=_signer(who, chain),
        timestamper=_stamper(clock, chain, at) if clock else None,
        stamp_style=stamp.TextStampStyle(stamp_text="Ky boi %(signer)s") if box else None,
        new_field_spec=SigFieldSpec(name, box=box, on_page=page),
    ).sign_pdf(writer)
    return bytes(out.getbuffer())


def sign_regardless(content: bytes, who: Holder, *, chain: Sequence[Holder] = ()) -> bytes:
    """A signature added by a program that does not ask whether the first one allows it.

    The permission is read as two while signing and one afterwards: the bytes before the new signature stay as they are.
    """
    allowed = content.replace(b"/P 1", b"/P 2")
    writer = IncrementalPdfFileWriter(io.BytesIO(allowed))
    meta = signers.PdfSignatureMetadata(field_name="Them", md_algorithm="sha256", subfilter=PADES)
    signer = signers.PdfSigner(meta, signer=_signer(who, chain), new_field_spec=SigFieldSpec("Them"))
    return content + bytes(signer.sign_pdf(writer).getbuffer())[len(content) :]


def stamp_document(
    content: bytes, clock: Holder, *, chain: Sequence[Holder] = (), at: dt.datetime | None = None
) -> bytes:
    """The file with a document time-stamp over all of it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    out = signers.PdfTimeStamper(_stamper(clock, chain, at)).timestamp_pdf(writer, "sha256", None)
    return bytes(out.getbuffer())


def _signer(who: Holder, chain: Sequence[Holder]) -> signers.SimpleSigner:
    store = SimpleCertificateStore.from_certs([each.asn1 for each in chain])
    return signers.SimpleSigner(signing_cert=who.asn1, signing_key=who.asn1_key, cert_registry=store)


def _stamper(clock: Holder, chain: Sequence[Holder], at: dt.datetime | None) -> DummyTimeStamper:
    store = SimpleCertificateStore.from_certs([each.asn1 for each in chain])
    return DummyTimeStamper(clock.asn1, clock.asn1_key, certs_to_embed=store, fixed_dt=at)


# --- what others do to a signed file ---


def _updated(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def replace_content(content: bytes, text: str = "Quyet dinh giao 999 viec") -> bytes:
    """Incremental saving: the first page gets other content."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    stream = generic.StreamObject(stream_data=f"BT /F1 14 Tf 72 700 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer.add_object(stream)
    writer.update_container(page)
    return _updated(writer)


def overwrite_stream(content: bytes) -> bytes:
    """The content stream itself is written again under its old number."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    stream = writer.root["/Pages"]["/Kids"][0]["/Contents"]
    stream._data = b"BT /F1 14 Tf 72 700 Td (Quyet dinh khac) Tj ET"
    stream._encoded_data = None
    writer.mark_update(writer.root["/Pages"]["/Kids"][0].raw_get("/Contents").reference)
    return _updated(writer)


def add_note(content: bytes, subtype: str = "/FreeText") -> bytes:
    """An annotation laid over the first page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(subtype),
            NameObject("/Rect"): ArrayObject(NumberObject(n) for n in (70, 690, 300, 720)),
            NameObject("/Contents"): TextStringObject("999 viec"),
            NameObject("/DA"): TextStringObject("/Helv 12 Tf 0 g"),
        }
    )
    if "/Annots" not in page:
        page[NameObject("/Annots")] = ArrayObject()
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])
    writer.update_container(page)
    return _updated(writer)


def redraw_signature(content: bytes) -> bytes:
    """The picture of the first signature shows something else."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    picture = generic.StreamObject(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(NumberObject(n) for n in (0, 0, 100, 100)),
        },
        stream_data=b"0 0 100 100 re f",
    )
    field[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer.add_object(picture)})
    writer.update_container(field)
    return _updated(writer)


def move_signature(content: bytes) -> bytes:
    """The picture of the first signature is moved over the text."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    field[NameObject("/Rect")] = ArrayObject(NumberObject(n) for n in (60, 600, 500, 760))
    writer.update_container(field)
    return _updated(writer)


def drop_signature(content: bytes) -> bytes:
    """The first signature is taken out of the form."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    form = writer.root["/AcroForm"]
    form[NameObject("/Fields")] = ArrayObject(list(iter(form["/Fields"]))[1:])
    writer.update_container(form)
    writer.update_root()
    return _updated(writer)


def set_root(content: bytes, key: str, value: generic.PdfObject) -> bytes:
    """Something is hung onto the root of the file: a script, an action, layers."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    writer.root[NameObject(key)] = value
    writer.update_root()
    return _updated(writer)


def swap_pages(content: bytes) -> bytes:
    """The pages change places."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    tree = writer.root["/Pages"]
    tree[NameObject("/Kids")] = ArrayObject(reversed(list(iter(tree["/Kids"]))))
    writer.update_container(tree)
    return _updated(writer)


def add_field(content: bytes, **entries: generic.PdfObject) -> bytes:
    """One more field in the form, with its picture on the first page."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    field = DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})
    field[NameObject("/T")] = TextStringObject("Them")
    field[NameObject("/Subtype")] = NameObject("/Widget")
    field[NameObject("/Rect")] = ArrayObject(NumberObject(n) for n in (70, 690, 200, 720))
    reference = writer.add_object(field)
    form, page = writer.root["/AcroForm"], writer.root["/Pages"]["/Kids"][0]
    form["/Fields"].append(reference)
    writer.update_container(form["/Fields"])
    writer.update_container(form)
    if "/Annots" not in page:
        page[NameObject("/Annots")] = ArrayObject()
    page["/Annots"].append(reference)
    writer.update_container(page["/Annots"])
    writer.update_container(page)
    return _updated(writer)


def twin_field(content: bytes) -> bytes:
    """A second field shows the signature that is already there, as if somebody had signed twice."""
    reader = PdfFileReader(io.BytesIO(content))
    value = reader.root["/AcroForm"]["/Fields"][0].raw_get("/V")
    again = generic.IndirectObject(value.idnum, value.generation, None)
    return add_field(content, FT=NameObject("/Sig"), V=again)


def set_title(content: bytes, title: str = "Ten khac") -> bytes:
    """The title in the properties is changed; no page shows it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    writer.set_info(DictionaryObject({NameObject("/Title"): TextStringObject(title)}))
    return _updated(writer)


def gap(content: bytes, number: int = 0) -> tuple[int, int, int, int]:
    """The byte range of a signature."""
    found = PdfFileReader(io.BytesIO(content)).embedded_signatures[number]
    first, length, second, rest = (int(each) for each in found.byte_range)
    return first, length, second, rest


def forge_range(content: bytes, new: bytes) -> bytes:
    """The ByteRange is written over in place with `new`, as the wrapping and forgery attacks do."""
    start = content.index(b"/ByteRange")
    end = content.index(b"]", start) + 1
    room = end - start
    return content[:start] + (b"/ByteRange " + new).ljust(room) + content[end:]


def empty_contents(content: bytes) -> bytes:
    """Universal forgery: the signature itself is all zeros."""
    _, first, second, _ = gap(content)
    return content[:first] + b"<" + b"0" * (second - first - 2) + b">" + content[second:]


def set_page(content: bytes, key: str, value: generic.PdfObject) -> bytes:
    """An entry of the first page is changed."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject(key)] = value
    writer.update_container(page)
    return _updated(writer)


def plant(content: bytes, text: str) -> bytes:
    """Shadow attack, first half: other content lies hidden in the file before anybody signs."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    hidden = generic.StreamObject(stream_data=f"BT /F1 14 Tf 72 700 Td ({text}) Tj ET".encode())
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/Ghost"): writer.add_object(hidden)})
    writer.update_container(page)
    return _updated(writer)


def bring_out(content: bytes) -> bytes:
    """Shadow attack, second half: the page is pointed to what was hidden."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Contents")] = page["/PieceInfo"].raw_get("/Ghost")
    writer.update_container(page)
    return _updated(writer)


def prepare_as_other_makers_do(content: bytes) -> bytes:
    """What many signing programs write just before a signature: fonts for the form, properties, an extension mark."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    form = writer.root["/AcroForm"]
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
    fonts = DictionaryObject({NameObject("/Helv"): writer.add_object(font)})
    form[NameObject("/DR")] = DictionaryObject({NameObject("/Font"): fonts})
    form[NameObject("/DA")] = TextStringObject("/Helv 0 Tf 0 g")
    writer.update_container(form)
    level = DictionaryObject(
        {NameObject("/BaseVersion"): NameObject("/1.7"), NameObject("/ExtensionLevel"): NumberObject(5)}
    )
    writer.root[NameObject("/Extensions")] = DictionaryObject({NameObject("/ESIC"): level})
    writer.update_root()
    writer.set_info(DictionaryObject({NameObject("/ModDate"): TextStringObject("D:20210205080000+07'00'")}))
    return _updated(writer)


def write_page_again(content: bytes) -> bytes:
    """A program that writes a page it signs on again, its content copied byte by byte under a new number."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    page = writer.root["/Pages"]["/Kids"][0]
    old = page["/Contents"]
    page[NameObject("/Contents")] = writer.add_object(generic.StreamObject(dict(old), encoded_data=old.encoded_data))
    writer.update_container(page)
    return _updated(writer)
