"""docxtpl itself, for what the fast path cannot do: pictures, sub-documents, changing columns.

The second door to docxtpl. One object per rendering, in our sandbox. Properties and footnotes are not rendered here:
docxtpl would escape properties twice and render footnotes once per section, reading data as tags; the compiled parts
replace them afterwards.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import jinja2
from docxtpl import DocxTemplate

from docgen.errors import OutsideMissing, TemplateError
from docgen.messages import tr
from docgen.templating.plain import is_guest
from docgen.templating.proof import flaw, is_torn
from docgen.templating.sandbox import SafeEnvironment

MOST_KEPT = 100  # prepared parts of one template
_LINK = re.compile(r'<w:hyperlink r:id="([^"]+)"')
BREAK = re.compile("[\n\t\a\f]")
T = TypeVar("T")


class Torn(ValueError):
    """A value asks for a new paragraph or page where none can begin; docxtpl would write it all the same."""


class Malformed(ValueError):
    """The data leave a page torn; docxtpl would mend it by leaving out what does not fit."""


class Kept:
    """What docxtpl would do again for every rendering of a template: preparing a part's XML, and compiling it.

    Not `is_proved` when each rendering must be looked at, because some data would tear a page.
    """

    def __init__(self, *, is_proved: bool = True) -> None:
        self.is_proved = is_proved
        self._patched: dict[str, str] = {}
        self._programs: dict[str, jinja2.Template] = {}
        self._linking: list[GuestTemplate] = []

    def patched(self, xml: str, patch: Callable[[str], str]) -> str:
        """`xml` as docxtpl prepares it for Jinja."""
        return self._remembered(self._patched, xml, patch)

    def program(self, source: str, environment: SafeEnvironment) -> jinja2.Template:
        """The prepared XML compiled; always with the same environment, that of the template."""
        return self._remembered(self._programs, source, environment.from_string)

    def note_links(self, guest: GuestTemplate) -> None:
        """Remember in whose document links were made: a rich text does not tell."""
        if guest not in self._linking:
            if len(self._linking) >= MOST_KEPT:
                raise _foreign_links("")
            self._linking.append(guest)

    def with_links(self, wanted: set[str]) -> list[GuestTemplate]:
        """The objects not rendered yet in whose document links of these names were made."""
        self._linking = [guest for guest in self._linking if not guest.is_rendered]
        return [guest for guest in self._linking if wanted <= _links(guest)]

    def _remembered(self, known: dict[str, T], text: str, make: Callable[[str], T]) -> T:
        if text not in known:
            if len(known) >= MOST_KEPT:  # sub-documents change styles, never the body: this is not reached
                known.clear()
            known[text] = make(text)
        return known[text]


class GuestTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A docxtpl template of one rendering; pass it to InlineImage, or call its new_subdoc or build_url_id."""

    kept: Kept

    def patch_xml(self, src_xml: str) -> str:
        """The part prepared for Jinja, once for all renderings."""
        return self.kept.patched(src_xml, super().patch_xml)

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None) -> str:
        """The part for `context`, as docxtpl does it, but compiled once and without looking for breaks in vain.

        docxtpl's `{_{` escapes were resolved by our environment, in the template only.
        """
        self.current_rendering_part = part
        xml = self.kept.program(src_xml, jinja_env).render(context)
        if not self.kept.is_proved and (detail := flaw(xml)):
            raise Malformed(detail)
        if not BREAK.search(xml):
            return xml
        made = str(self.resolve_listing(xml))
        if is_torn(xml.encode(), made.encode()):
            raise Torn("a break where none can be")
        return made

    def build_url_id(self, url: str) -> str:
        """The link to `url` as RichText wants it; only this object knows where it leads."""
        self.kept.note_links(self)
        return str(super().build_url_id(url))

    def new_subdoc(self, docpath: Any = None) -> Any:
        """A sub-document, empty or from a .docx; OutsideMissing when the library docxcompose is not installed."""
        try:
            return super().new_subdoc(docpath)
        except ImportError as cause:
            raise OutsideMissing(
                tr("Chưa cài thư viện docxcompose nên không ghép được tài liệu con."),
                advice=tr("Cài phần mở rộng “subdocs”."),
            ) from cause

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Left to the compiled parts."""

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Left to the compiled parts."""


def open_guest(data: bytes, kept: Kept) -> GuestTemplate:
    """A fresh docxtpl template of the .docx `data`, and what is kept of it between renderings."""
    guest = GuestTemplate(io.BytesIO(data))
    guest.kept = kept
    guest.init_docx()
    return guest


def render_guest(
    data: bytes, kept: Kept, context: Mapping[str, object], environment: SafeEnvironment, name: str
) -> list[tuple[str, bytes]]:
    """The members, by name and in order, that docxtpl makes of `context`."""
    guest = _guest_of(context, name) or _guest_of_links(context, open_guest(data, kept), name)
    ready = {key: _bound(value, guest) for key, value in context.items()}
    guest.render(ready, jinja_env=environment)
    made = io.BytesIO()
    guest.save(made)
    with zipfile.ZipFile(made) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def _guest_of(context: Mapping[str, object], name: str) -> GuestTemplate | None:
    """The template in which the sub-documents of `context` were made; None when it has none."""
    made_in = {id(value.tpl): value.tpl for value in _guests(context) if type(value).__name__ == "Subdoc"}
    owners = list(made_in.values())
    if len(owners) > 1 or not all(isinstance(owner, GuestTemplate) and not owner.is_rendered for owner in owners):
        raise TemplateError(
            tr("Mẫu {name}: tài liệu con không thuộc lần tạo văn bản này.", name=name),
            advice=tr("Tạo mọi tài liệu con từ cùng một open_guest() của mẫu, mỗi lần một cái mới."),
        )
    return owners[0] if owners else None


def _guest_of_links(context: Mapping[str, object], fresh: GuestTemplate, name: str) -> GuestTemplate:
    """The template in which the links of `context` were made; `fresh` when it has none but the template's own."""
    wanted = {link for value in _guests(context) for link in _LINK.findall(getattr(value, "xml", "") or "")}
    if wanted <= _links(fresh):
        return fresh
    makers = fresh.kept.with_links(wanted)
    if len(makers) != 1:
        raise _foreign_links(name)
    return makers[0]


def _foreign_links(name: str) -> TemplateError:
    return TemplateError(
        tr("Mẫu {name}: liên kết trong dữ liệu không thuộc lần tạo văn bản này.", name=name),
        advice=tr("Tạo liên kết từ một open_guest() mới của mẫu, rồi điền ngay văn bản ấy trước khi mở cái khác."),
    )


def _links(guest: GuestTemplate) -> set[str]:
    return {key for key, relation in guest.docx.part.rels.items() if relation.is_external}


def _guests(value: object) -> Iterator[Any]:
    if is_guest(value):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _guests(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _guests(item)


def _bound(value: object, guest: GuestTemplate) -> object:
    """`value` with its pictures belonging to `guest`, in copies."""
    if is_guest(value) and type(value).__name__ == "InlineImage":
        picture: Any = copy.copy(value)
        picture.tpl = guest
        return picture
    if isinstance(value, Mapping):
        return {key: _bound(item, guest) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_bound(item, guest) for item in value]
    return value
