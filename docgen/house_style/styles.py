"""Which formatting takes effect: direct marks over character style, paragraph style chain, table style, defaults.

Knows how Word inherits; does not know what the formatting means to a rule. Formatting travels as flat maps
("sz" -> "28", "spacing.before" -> "120"), later maps laid over earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TOGGLES = ("b", "i", "caps")
Props = dict[str, str]

_ATTRIBUTES = {"rFonts", "spacing", "ind"}  # elements whose attributes are inherited one by one
_VALUES = {"sz", "color", "highlight", "u", "jc", "b", "i", "caps", "vanish", "contextualSpacing"}
_VALUES |= {"pageBreakBefore", "vertAlign"}
_SLOTS = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "cs": "cstheme"}
_UNSAID = "Times New Roman"  # the face of Word where a file names none anywhere
_OFF = {"0", "false", "off"}
_NOTHING: Props = {}


def is_on(value: str | None) -> bool:
    """Whether an on-off mark is on; None means it is not there."""
    return value is not None and value not in _OFF


def is_drawn(edge: etree._Element) -> bool:
    """Whether a border shows: a kind of line, in ink; Google Docs writes white ones for tables without borders."""
    is_white = (edge.get(W + "color") or "auto").lower() == "ffffff"
    return edge.get(W + "val", "none") not in ("none", "nil") and not is_white


def flatten(props: etree._Element | None) -> Props:
    """The marks of one rPr or pPr; empty when there is none."""
    if props is None:
        return _NOTHING
    flat: Props = {}
    for child in props:
        if not isinstance(child.tag, str) or not child.tag.startswith(W):
            continue
        name = child.tag[len(W) :]
        if name in _ATTRIBUTES:
            flat.update(_attributes(name, child))
        elif name in _VALUES:
            flat[name] = child.get(W + "val") or "1"
        else:
            flat.update(_special(name, child))
    return flat


def _attributes(name: str, child: etree._Element) -> Props:
    """The attributes of `child`; a face named here hides a theme face named below it, and the other way round."""
    found = {str(key).rpartition("}")[2]: str(value) for key, value in child.attrib.items()}
    if name == "rFonts":
        for slot, theme in _SLOTS.items():
            if slot in found or theme in found:
                found = {slot: "", theme: ""} | found
    return {f"{name}.{key}": value for key, value in found.items()}


def _special(name: str, child: etree._Element) -> Props:
    if name == "shd":
        return {"shd": child.get(W + "fill") or "auto"}
    if name == "pBdr":
        bottom = child.find(W + "bottom")
        return {} if bottom is None else {"border": "single" if is_drawn(bottom) else "none"}
    if name == "framePr":
        return {"frame": "1", "frame.width": child.get(W + "w", ""), "frame.align": child.get(W + "xAlign", "")}
    if name == "numPr":
        identity, level = child.find(W + "numId"), child.find(W + "ilvl")
        told = {} if level is None else {"num.level": level.get(W + "val") or "0"}
        return told if identity is None else {**told, "num": identity.get(W + "val") or "0"}
    return {}


@dataclass(frozen=True, kw_only=True)
class Style:
    """One named style: its own marks and the style it is based on ("" for none)."""

    based_on: str
    paragraph: Props
    run: Props


@dataclass(frozen=True, kw_only=True)
class Looks:
    """The marks of a style with all its ancestors; `toggles` are those whose chain switches them on."""

    paragraph: Props
    run: Props

    def toggles(self, name: str) -> bool:
        """Whether this chain switches `name` (b, i, caps) on."""
        return is_on(self.run.get(name))


@dataclass(frozen=True, kw_only=True)
class StyleSheet:
    """All styles of a document, its defaults and its theme fonts."""

    styles: dict[str, Style]
    defaults: Looks
    default_ids: dict[str, str]  # kind of style -> id used when none is named
    theme: dict[str, str]  # "minorHAnsi" -> face
    _chains: dict[str, Looks] = field(default_factory=dict, repr=False)

    def looks(self, style: str, kind: str) -> Looks:
        """The marks of `style` with its ancestors; an unknown or empty id means the default of `kind`."""
        known = style if style in self.styles else self.default_ids.get(kind, "")
        if known not in self._chains:
            self._chains[known] = self._inherit(known)
        return self._chains[known]

    def _inherit(self, style: str) -> Looks:
        chain: list[Style] = []
        seen: set[str] = set()
        while style in self.styles and style not in seen:  # a damaged file may base a style on itself
            seen.add(style)
            chain.append(self.styles[style])
            style = self.styles[style].based_on
        paragraph: Props = {}
        run: Props = {}
        for ancestor in reversed(chain):
            paragraph |= ancestor.paragraph
            run |= ancestor.run
        return Looks(paragraph=paragraph, run=run)

    def face(self, props: Props, slot: str) -> str:
        """The face of one slot (ascii, hAnsi, cs); a theme reference wins over a name, Word's own stands when unset."""
        theme = props.get(f"rFonts.{_SLOTS[slot]}", "")
        return self.theme.get(theme, "") or props.get(f"rFonts.{slot}", "") or _UNSAID


def read_styles(styles: etree._Element | None, theme: etree._Element | None) -> StyleSheet:
    """The style sheet of styles.xml and theme1.xml; either may be missing."""
    nodes = [] if styles is None else styles.findall(W + "style")
    default_ids = {
        node.get(W + "type", ""): node.get(W + "styleId", "") for node in nodes if is_on(node.get(W + "default"))
    }
    return StyleSheet(
        styles={node.get(W + "styleId", ""): _style(node) for node in nodes},
        defaults=_defaults(styles),
        default_ids=default_ids,
        theme=_theme(theme),
    )


def _style(node: etree._Element) -> Style:
    based = node.find(W + "basedOn")
    return Style(
        based_on="" if based is None else based.get(W + "val", ""),
        paragraph=flatten(node.find(W + "pPr")),
        run=flatten(node.find(W + "rPr")),
    )


def _defaults(styles: etree._Element | None) -> Looks:
    if styles is None:
        return Looks(paragraph={}, run={})
    root = f"{W}docDefaults/{W}"
    return Looks(
        paragraph=flatten(styles.find(f"{root}pPrDefault/{W}pPr")), run=flatten(styles.find(f"{root}rPrDefault/{W}rPr"))
    )


def _theme(theme: etree._Element | None) -> dict[str, str]:
    faces: dict[str, str] = {}
    if theme is None:
        return faces
    for level in ("major", "minor"):
        for slots, tag in ((("Ascii", "HAnsi"), "latin"), (("EastAsia",), "ea"), (("Bidi",), "cs")):
            face = theme.find(f".//{A}{level}Font/{A}{tag}")
            if face is not None:
                faces.update({level + slot: face.get("typeface", "") for slot in slots})
    return faces
