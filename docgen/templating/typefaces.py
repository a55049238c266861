"""Which fonts the pages of a template are written in.

Knows where Word notes a font: at a run, in a style that is used, in the defaults, in the theme. Does not know which
letters a font has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from docgen.templating.archive import Member, read_archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SIDES = ("ascii", "hAnsi")  # those that Vietnamese letters are taken from
_STORIES = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")


def fonts_used(data: bytes, name: str) -> frozenset[str]:
    """The names of the fonts in which the text of the .docx `data` is written; UnsafeTemplate when it is refused."""
    members = read_archive(data, name)
    roots = {member.name: etree.fromstring(member.content) for member in members if _is_wanted(member)}
    theme = _theme(roots)
    stories = [root for part, root in roots.items() if part.startswith(_STORIES)]
    named = [fonts for story in stories for fonts in story.iter(f"{_W}rFonts")]
    styles = roots.get("word/styles.xml")
    if styles is not None:
        named += _of_styles(styles, {mark.get(f"{_W}val", "") for story in stories for mark in _marks(story)})
    return frozenset(font for fonts in named for font in _names(fonts, theme) if font)


def _is_wanted(member: Member) -> bool:
    return member.name.startswith((*_STORIES, "word/styles.xml", "word/theme/theme")) and member.name.endswith(".xml")


def _theme(roots: Mapping[str, etree._Element]) -> dict[str, str]:
    """The fonts of the theme: "major" for headings, "minor" for text."""
    found = {}
    for part, root in roots.items():
        if part.startswith("word/theme/"):
            for kind in ("major", "minor"):
                latin = root.find(f".//{_A}{kind}Font/{_A}latin")
                found[kind] = "" if latin is None else latin.get("typeface", "")
    return found


def _marks(story: etree._Element) -> Iterator[etree._Element]:
    yield from story.iter(f"{_W}pStyle", f"{_W}rStyle", f"{_W}tblStyle")


def _of_styles(styles: etree._Element, used: set[str]) -> list[etree._Element]:
    """The fonts of the defaults and of the styles that are used, with those they are based on."""
    every = {style.get(f"{_W}styleId", ""): style for style in styles.iter(f"{_W}style")}
    waiting = [name for name in every if name in used or every[name].get(f"{_W}default") == "1"]
    found = list(styles.iterfind(f"{_W}docDefaults//{_W}rFonts"))
    seen: set[str] = set()
    while waiting:
        style = every.get(name := waiting.pop())
        if style is not None and name not in seen:
            seen.add(name)
            found += style.iter(f"{_W}rFonts")
            waiting += [base.get(f"{_W}val", "") for base in style.iterfind(f"{_W}basedOn")]
    return found


def _names(fonts: etree._Element, theme: Mapping[str, str]) -> Iterator[str]:
    for side in _SIDES:
        wanted = fonts.get(f"{_W}{side}Theme", "")
        yield theme.get(wanted[:5], "") if wanted else fonts.get(f"{_W}{side}", "")
