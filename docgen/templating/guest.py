"""docxtpl itself, for what the fast path cannot do: pictures, sub-documents, changing columns.

The second door to docxtpl. One object per rendering, in our sandbox. Properties and footnotes are not rendered here:
docxtpl would escape properties twice and render footnotes once per section, reading data as tags; the compiled parts
replace them afterwards.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from docxtpl import DocxTemplate

from docgen.errors import OutsideMissing, TemplateError
from docgen.messages import tr
from docgen.templating.plain import is_guest
from docgen.templating.sandbox import SafeEnvironment


class GuestTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A docxtpl template of one rendering; pass it to InlineImage, or call its new_subdoc."""

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


def open_guest(data: bytes) -> GuestTemplate:
    """A fresh docxtpl template of the .docx `data`."""
    guest = GuestTemplate(io.BytesIO(data))
    guest.init_docx()
    return guest


def render_guest(
    data: bytes, context: Mapping[str, object], environment: SafeEnvironment, name: str
) -> list[tuple[str, bytes]]:
    """The members, by name and in order, that docxtpl makes of `context`."""
    guest = _guest_of(context, name) or open_guest(data)
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
