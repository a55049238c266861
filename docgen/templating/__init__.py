"""Templating: a .docx template is compiled once and rendered many times.

The only door to docxtpl. Workflows come here with a template and plain data and leave with the bytes of a .docx.
Rooms beside this one never come here.
"""

from docgen.templating.cache import TemplateCache
from docgen.templating.catalogue import Catalogue, CatalogueEntry
from docgen.templating.check import check_template
from docgen.templating.compiled import CompiledTemplate, Explanation, compile_template
from docgen.templating.deflate import Deflater, isal_deflater, usual_deflater, zlib_deflater
from docgen.templating.manifest import Manifest, read_manifest
from docgen.templating.replacing import Replacements, replacing

__all__ = [
    "Catalogue",
    "CatalogueEntry",
    "CompiledTemplate",
    "Deflater",
    "Explanation",
    "Manifest",
    "Replacements",
    "TemplateCache",
    "check_template",
    "compile_template",
    "isal_deflater",
    "read_manifest",
    "replacing",
    "usual_deflater",
    "zlib_deflater",
]
