"""The schemas that ship with the program and go into every package, and checking XML against them without network.

Knows which schema measures which file. METS.xsd is the schema of the Digital Library Federation (CC0), unchanged; the
others are written here and say so in their headers. A package is always measured by ours, never by those it brings.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

from docgen.media.zips import safe_xml

METS, EAD, EAD_DOC, PREMIS = "METS.xsd", "EAD.xsd", "EAD_doc.xsd", "PREMIS.xsd"
XLINK, EXTENSION = "xlink.xsd", "DILCISExtensionMETS.xsd"
SHIPPED = (METS, EAD, EAD_DOC, PREMIS, XLINK, EXTENSION)
"""Files of `schemas/` in a package; EAD_pic and EAD_media are for pictures and recordings, which we never hand over."""
_FOLDER = Path(__file__).parent / "xsd"
_XS = "{http://www.w3.org/2001/XMLSchema}"
_CSIP = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"


def shipped(name: str) -> bytes:
    """The bytes of a schema."""
    return (_FOLDER / name).read_bytes()


@cache
def _schema(name: str) -> etree.XMLSchema:
    path = _FOLDER / name
    tree = etree.parse(str(path), etree.XMLParser(no_network=True))
    if name == METS:
        root = tree.getroot()
        link = root.find(f"{_XS}import")
        link.set("schemaLocation", XLINK)  # METS names an address on the net, the same attributes lie beside it
        link.addprevious(etree.Element(f"{_XS}import", namespace=_CSIP, schemaLocation=EXTENSION))
    return etree.XMLSchema(tree)


def faults(data: bytes, schema: str, *, name: str) -> tuple[str, ...]:
    """What `schema` does not allow of an XML file, each with its line; UnsafeFile when it cannot be parsed safely."""
    root = safe_xml(data, name=name)
    measure = _schema(schema)
    if measure.validate(root):
        return ()
    return tuple(f"dòng {entry.line}: {entry.message}" for entry in measure.error_log)
