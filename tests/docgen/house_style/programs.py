"""Right papers as other programs write them: the same page, said in other XML.

Each change takes a paper written by hand and gives it as Google Docs, WPS, old Word or LibreOffice would save it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from .papers import Parts, p, r

Change = Callable[[Parts], Parts]
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FACE = "Times New Roman"
_FONTS = f'<w:rFonts w:ascii="{_FACE}" w:hAnsi="{_FACE}" w:cs="{_FACE}" w:eastAsia="{_FACE}"/>'
_EMPTY_STYLES = f'<w:styles xmlns:w="{_W}"/>'
_RUN = re.compile(r"<w:rPr>")
_EMPTY = re.compile(r"<w:p/>|<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr></w:p>")


def _everywhere(paper: Parts, change: Callable[[str], str]) -> Parts:
    """The paper with `change` made in its text, its headers and its footer."""
    parts = ("document", "header", "first_header", "footer")
    return replace(paper, **{part: change(getattr(paper, part)) for part in parts})


def direct_marks(paper: Parts) -> Parts:
    """No style and no default anywhere; every run names its face and every paragraph its spacing."""

    def marked(text: str) -> str:
        text = text.replace("<w:rPr>", f"<w:rPr>{_FONTS}").replace("<w:p/>", "<w:p><w:pPr/></w:p>")
        plain = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        return re.sub(r"<w:pPr>(?!<w:spacing)", f"<w:pPr>{plain}", text)

    return replace(_everywhere(paper, marked), styles=_EMPTY_STYLES)


def nothing_said(paper: Parts) -> Parts:
    """No face named anywhere: Word sets Times New Roman by itself."""
    return replace(paper, styles=_EMPTY_STYLES)


def no_paragraph_defaults(paper: Parts) -> Parts:
    """Defaults for runs only."""
    return replace(paper, styles=re.sub(r"<w:pPrDefault>.*?</w:pPrDefault>", "", paper.styles, flags=re.DOTALL))


def theme_fonts(paper: Parts) -> Parts:
    """Faces by the theme, whose own names are Times New Roman; another face for scripts that no Vietnamese uses."""
    fonts = (
        '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:cs="Arial"/>'
    )
    faces = "".join(
        f'<a:{level}Font><a:latin typeface="{_FACE}"/><a:ea typeface="SimSun"/><a:cs typeface=""/></a:{level}Font>'
        for level in ("major", "minor")
    )
    styles = re.sub(r"<w:rFonts [^>]*/>", fonts, paper.styles)
    return replace(
        paper, styles=styles, theme=f'<a:theme xmlns:a="{_A}"><a:fontScheme>{faces}</a:fontScheme></a:theme>'
    )


def font_hints(paper: Parts) -> Parts:
    """WPS: a hint and an Eastern face beside the Latin one, indents in letters, colours left to the program."""

    def hinted(text: str) -> str:
        fonts = f'<w:rFonts w:hint="default" w:ascii="{_FACE}" w:hAnsi="{_FACE}" w:eastAsia="宋体" w:cs="{_FACE}"/>'
        marks = f'<w:rPr>{fonts}<w:color w:val="auto"/><w:kern w:val="2"/><w:lang w:val="vi-VN"/>'
        text = text.replace("<w:rPr>", marks).replace('w:firstLine="567"', 'w:firstLineChars="202" w:firstLine="567"')
        return text.replace('<w:pgMar w:top="1134" w:right="1134"', '<w:pgMar w:gutter="0" w:top="1134" w:right="1134"')

    return _everywhere(paper, hinted)


def google_docs(paper: Parts) -> Parts:
    """Every mark written out, on and off; white borders for none; measures with many decimals."""

    def said(text: str) -> str:
        off = '<w:rtl w:val="0"/><w:color w:val="000000"/><w:shd w:fill="auto" w:val="clear"/>'
        text = text.replace("<w:rPr>", f"<w:rPr>{_FONTS}{off}")
        text = text.replace("<w:b/>", '<w:b w:val="1"/>').replace("<w:i/>", '<w:i w:val="1"/>')
        text = text.replace('"1134"', '"1133.8582677165355"').replace('"1701"', '"1700.7874015748032"')
        text = text.replace("<w:titlePg/>", '<w:titlePg w:val="1"/>')
        edges = "".join(
            f'<w:{edge} w:color="ffffff" w:val="single" w:sz="8"/>' for edge in ("top", "left", "bottom", "right")
        )
        head = f'<w:tblPr><w:tblStyle w:val="Table1"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
        first, *rest = text.split("<w:tbl>")
        return first + "".join(f"<w:tbl>{'' if 'STT' in each else head}{each}" for each in rest)

    return _everywhere(paper, said)


def google_page(paper: Parts) -> Parts:
    """Google's own A4, a few twips off."""
    return paper.twin('w:w="11906" w:h="16838"', 'w:w="11909" w:h="16834"', count=9)


def word_left_margin(paper: Parts) -> Parts:
    """Margins a twip off, as millimetres become after two programs."""
    text = paper.document.replace('w:left="1701"', 'w:left="1700"').replace('w:top="1134"', 'w:top="1135"')
    return replace(paper, document=text.replace('w:right="850"', 'w:right="851"'))


def auto_spacing(paper: Parts) -> Parts:
    """Spacing left to Word, whatever number stands beside it."""
    return replace(paper, document=paper.document.replace('w:before="120"', 'w:before="100" w:beforeAutospacing="1"'))


def spacing_in_lines(paper: Parts) -> Parts:
    """WPS: the gap in hundredths of a line."""
    return replace(paper, document=paper.document.replace('w:before="120" ', 'w:beforeLines="50" '))


def empty_paragraphs(paper: Parts) -> Parts:
    """An empty paragraph before each paragraph in place of spacing."""
    mark = '<w:p><w:pPr><w:spacing w:before="120"'
    return replace(paper, document=paper.document.replace(mark, '<w:p/><w:p><w:pPr><w:spacing w:before="0"'))


def controls(paper: Parts) -> Parts:
    """Tables, rows, cells, paragraphs and runs each in a content control."""

    def held(text: str, tag: str) -> str:
        opening = "<w:sdt><w:sdtPr><w:id w:val='3'/></w:sdtPr><w:sdtContent>"
        text = re.sub(rf"<w:{tag}>", f"{opening}<w:{tag}>", text)
        return text.replace(f"</w:{tag}>", f"</w:{tag}></w:sdtContent></w:sdt>")

    text = paper.document
    for tag in ("tbl", "tr", "tc", "r"):
        text = held(text, tag)
    return replace(paper, document=text)


def underscores(paper: Parts) -> Parts:
    """The rule under the title of the header as underscores, raised as in the decree's own file."""
    border = re.compile(r"<w:p><w:pPr><w:pBdr>.*?</w:p>")
    raised = r("_" * 30).replace("<w:rPr>", '<w:rPr><w:vertAlign w:val="superscript"/>')
    return replace(paper, document=border.sub(lambda _: p(raised), paper.document))


def bold_by_style(paper: Parts) -> Parts:
    """Bold by a character style where it was marked, with the switches for other scripts beside it."""
    text = paper.document.replace("<w:b/>", '<w:rStyle w:val="Strong"/><w:bCs/>')
    return replace(paper, document=text)


def cut_runs(paper: Parts) -> Parts:
    """Each run cut at its blanks, with marks of spelling between the pieces."""

    def cut(found: re.Match[str]) -> str:
        marks, text = found[1], found[2]
        pieces = re.split(r"(?<= )", text)
        between = '<w:proofErr w:type="spellStart"/>'
        return between.join(f'<w:r>{marks}<w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in pieces if piece)

    run = re.compile(r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)<w:t xml:space="preserve">([^<]*)</w:t></w:r>')
    return replace(paper, document=run.sub(cut, paper.document))


CHANGES: dict[str, Change] = {
    "direct marks, no styles": direct_marks,
    "no face named anywhere": nothing_said,
    "no defaults of paragraphs": no_paragraph_defaults,
    "faces by the theme": theme_fonts,
    "WPS: hints and letters": font_hints,
    "WPS: gaps in lines": spacing_in_lines,
    "Google Docs": google_docs,
    "Google's A4": google_page,
    "margins a twip off": word_left_margin,
    "spacing left to Word": auto_spacing,
    "empty paragraphs": empty_paragraphs,
    "content controls": controls,
    "raised underscores": underscores,
    "bold by style": bold_by_style,
    "cut runs": cut_runs,
}
