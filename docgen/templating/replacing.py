"""Pictures and embedded files of a template exchanged for others, as docxtpl's replace_pic and its kin do.

Knows where a picture of a name lies in the package; draws nothing. The exchanged template is a compiled template like
any other and keeps the fast way: exchanging is done once, however many documents are made of it.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from docgen.errors import TemplateError
from docgen.messages import tr
from docgen.templating.archive import CONTENT_TYPES, Member, read_archive
from docgen.templating.compiled import CompiledTemplate
from docgen.templating.guest import Kept
from docgen.templating.zipwriter import close, lay

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_STORIES = ("word/document", "word/header", "word/footer")
_CALLED = ("name", "title", "descr")


@dataclass(frozen=True, kw_only=True)
class Replacements:
    """What is exchanged for what; every value is the new content as bytes.

    `pictures` by name, title or description in Word; `media` and `embedded` by the old content itself; `members` by
    the name in the package, such as word/embeddings/Bang1.xlsx.
    """

    pictures: Mapping[str, bytes] = field(default_factory=dict)
    media: Mapping[bytes, bytes] = field(default_factory=dict)
    embedded: Mapping[bytes, bytes] = field(default_factory=dict)
    members: Mapping[str, bytes] = field(default_factory=dict)


def replacing(template: CompiledTemplate, replacements: Replacements) -> CompiledTemplate:
    """`template` with contents exchanged; TemplateError when one is not there, is rendered, or is unsafe.

    Aspect and size on the page stay those of the old picture; the new one should be of the same format.
    """
    members = read_archive(template.data, template.name)
    rendered = {part.source.member for part in template.parts}
    fresh = dict(_exchanged(members, replacements, template.name))
    for name in fresh:
        if name in rendered or name == CONTENT_TYPES or name.endswith(".rels"):
            raise _error(template.name, tr("không thay được phần {name}", name=name))
    changed = [Member.fresh(each.name, fresh[each.name]) if each.name in fresh else each for each in members]
    data = close(lay(member.repacked() for member in changed))
    read_archive(data, template.name)  # what came in is looked at like the rest
    return replace(
        template,
        data=data,
        digest=hashlib.sha256(data).hexdigest(),
        kept=Kept(),
        unchanged=lay(member.repacked() for member in changed if member.name not in rendered),
    )


def _exchanged(members: tuple[Member, ...], wanted: Replacements, name: str) -> Iterator[tuple[str, bytes]]:
    """Names of members with their new contents."""
    pictures = list(_pictures(members))
    for called, content in wanted.pictures.items():
        yield from _found([(member, content) for member, names in pictures if called in names], called, name)
    for folder, contents in (("word/media/", wanted.media), ("word/embeddings/", wanted.embedded)):
        inside = [member for member in members if member.name.startswith(folder)]
        for old, content in contents.items():
            same = [(member.name, content) for member in inside if member.content == old]
            yield from _found(same, folder, name)
    there = {member.name for member in members}
    for member, content in wanted.members.items():
        yield from _found([(member, content)] if member in there else [], member, name)


def _found(found: list[tuple[str, bytes]], wanted: str, name: str) -> list[tuple[str, bytes]]:
    if not found:
        raise _error(name, tr("không có “{wanted}” để thay", wanted=wanted))
    return found


def _error(name: str, why: str) -> TemplateError:
    return TemplateError(
        tr("Mẫu {name}: {why}.", name=name, why=why),
        advice=tr("Xem lại tên hình hoặc tệp nhúng trong mẫu rồi thay lại."),
    )


def _pictures(members: tuple[Member, ...]) -> Iterator[tuple[str, set[str]]]:
    """Every picture of body, headers and footers: the member it lies in, and what Word calls it."""
    contents = {member.name: member.content for member in members}
    for name, content in contents.items():
        if name.startswith(_STORIES) and name.endswith(".xml"):
            folder, file = posixpath.split(name)
            targets = _targets(contents.get(f"{folder}/_rels/{file}.rels", b"<none/>"), folder)
            for picture in etree.fromstring(content).iter(f"{_PICTURE}pic"):
                about = picture.find(f"{_PICTURE}nvPicPr/{_PICTURE}cNvPr")
                blip = picture.find(f"{_PICTURE}blipFill/{_DRAWING}blip")
                place = "" if blip is None else targets.get(blip.get(_EMBED, ""), "")
                if place and about is not None:
                    yield place, {about.get(key, "") for key in _CALLED}


def _targets(relations: bytes, folder: str) -> dict[str, str]:
    """Members by the identifiers of a list of relations."""
    rows = etree.fromstring(relations).iterchildren("{*}Relationship")
    return {row.get("Id", ""): posixpath.normpath(posixpath.join(folder, row.get("Target", ""))) for row in rows}
