"""From the flat marks of a paragraph to how it is set: measures in twips, switches as bools.

Knows what Word makes of marks that are missing, odd or said in two ways; does not know where marks come from.
"""

from __future__ import annotations

from docgen.house_style.document import Format
from docgen.house_style.styles import Props, is_on

PLAIN_LINE = 240
_AUTO_SPACING = 280  # twips: 14 pt, what Word sets where spacing is left to it, whatever number stands beside
_FRAME_ALIGN = {"center": "center", "left": "left", "inside": "left", "right": "right", "outside": "right"}
_ALIGN = {"start": "left", "end": "right", "distribute": "both"}


def whole(text: str | None, otherwise: int) -> int:
    """The whole number in `text`; `otherwise` when it is missing or, in a damaged file, not a number."""
    try:
        return otherwise if text is None else round(float(text))
    except (ValueError, OverflowError):
        return otherwise


def format_of(props: Props, *, breaks: bool) -> Format:
    """How a paragraph with the marks `props` is set; `breaks` when a page is known to end inside it."""
    align = _frame_align(props) if "frame" in props and not props.get("frame.width") else props.get("jc", "left")
    hanging = whole(props.get("ind.hanging"), 0)
    return Format(
        align=_ALIGN.get(align, align),
        left=whole(props.get("ind.left") or props.get("ind.start"), 0),
        right=whole(props.get("ind.right") or props.get("ind.end"), 0),
        first_line=-hanging if hanging else whole(props.get("ind.firstLine"), 0),
        before=_spacing(props, "before"),
        after=_spacing(props, "after"),
        line=whole(props.get("spacing.line"), PLAIN_LINE),
        line_rule=props.get("spacing.lineRule", "auto"),
        contextual_spacing=is_on(props.get("contextualSpacing")),
        border_below=props.get("border", "none") not in ("none", "nil"),
        numbered=props.get("num", "0") != "0",
        framed="frame" in props,
        page_break=breaks or is_on(props.get("pageBreakBefore")),
    )


def _frame_align(props: Props) -> str:
    """A frame as wide as its words has them where the frame stands, however they are aligned in it."""
    return _FRAME_ALIGN.get(props["frame.align"], "")


def _spacing(props: Props, edge: str) -> int:
    """The gap on one side; hundredths of a line count where no measure stands beside them, or nothing but 0."""
    if is_on(props.get(f"spacing.{edge}Autospacing")):
        return _AUTO_SPACING
    lines = whole(props.get(f"spacing.{edge}Lines"), 0)
    return whole(props.get(f"spacing.{edge}"), 0) or lines * PLAIN_LINE // 100
