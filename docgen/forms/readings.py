"""Three readings of every answer of a form, and where they do not say the same.

Knows the data a control is bound to, what the control shows and what stands in its whole cell; does not judge answers
nor choose between the readings: when they differ a person looks (luu-tru.md §4.7). Programs keep bound data although
they show something else, and people write beside a control.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from docgen.forms.controls import W, control, visible_text
from docgen.media.zips import Package
from registry.vietnamese import normalise

_ITEM = re.compile(r"customXml/item(\d+)\.xml")
_PREFIX = re.compile(r"xmlns:(\w+)=[\"']([^\"']*)[\"']")
_MOST_XPATH = 300  # signs; what Word writes is shorter
_PLAIN_XPATH = re.compile(r"[\w:/\[\]@.\-]+")  # steps and positions alone: nothing a stranger could make slow


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One answer read three ways; `stored` is None when the control is bound to no data."""

    task: str  # task code, "" for an answer outside the table
    field: str
    stored: str | None
    shown: str
    around: str  # the whole cell

    @property
    def agrees(self) -> bool:
        """True when every reading there is says the same."""
        return self.around == self.shown and self.stored in {None, self.shown}


def reading_of(sdt: etree._Element, cell: etree._Element, stores: tuple[etree._Element, ...], **of: str) -> Reading:
    """The three readings of a control in its cell; `of` is task and field."""
    shown, seen, whole = control(sdt).text, visible_text(sdt), visible_text(cell)
    around = shown if whole == seen else whole  # a prompt is seen and is no answer
    return Reading(stored=_stored(sdt, stores), shown=shown, around=around, **of)


def stores_of(package: Package) -> tuple[etree._Element, ...]:
    """The custom XML of the file, found by what it is and not by its name: programs rename parts."""
    return tuple(package.xml(name) for name in package.names if _ITEM.fullmatch(name))


def _stored(sdt: etree._Element, stores: tuple[etree._Element, ...]) -> str | None:
    """The data the control is bound to, None without any."""
    binding = sdt.find(f"{W}sdtPr/{W}dataBinding")
    path = "" if binding is None else binding.get(f"{W}xpath") or ""
    if binding is None or len(path) > _MOST_XPATH or not _PLAIN_XPATH.fullmatch(path):
        return None
    prefixes = dict(_PREFIX.findall(binding.get(f"{W}prefixMappings") or ""))
    return next(_values(stores, path, prefixes), None)


def _values(stores: tuple[etree._Element, ...], path: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    for store in stores:
        try:
            found = store.getroottree().xpath(path, namespaces=dict(prefixes) or None)
        except etree.XPathError:
            continue
        for element in found if isinstance(found, list) else []:
            yield normalise("".join(element.itertext()) if isinstance(element, etree._Element) else str(element))
