"""Proof that a part stays well-formed XML whichever way its conditions fall.

Knows the tree of a Jinja template and which texts it can give; renders nothing and needs no data. Each variant takes
one branch of every condition and turns every loop twice or not at all; a branch that opens an element without closing
it breaks at least one variant. Proved once when compiling, so results need not be parsed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jinja2 import nodes
from lxml import etree

PLACEHOLDER = "1"  # stands for any value: fine as text, as a number and inside an attribute
DRAWING = "<wp:docPr"


def variants(tree: nodes.Template) -> tuple[str, ...]:
    """The texts that stand for every branch of `tree`, placeholders where values go."""
    most = max((len(_branches(node)) for node in tree.find_all(nodes.If)), default=1)
    turning = [_text(tree.body, branch, 2) for branch in range(most)]
    resting = [_text(tree.body, branch, 0) for branch in (0, most - 1)]
    return tuple(dict.fromkeys(turning + resting))


def flaw(xml: str) -> str:
    """Why `xml` is not well-formed, in the parser's words; empty when it is."""
    try:
        etree.fromstring(xml.encode("utf-8"))
    except etree.XMLSyntaxError as error:
        return str(error)
    return ""


def is_torn(asked: bytes, made: bytes) -> bool:
    """True when a new paragraph or page that was `asked` for could not begin there, in what was `made` of it.

    There is nothing to end outside a paragraph, and inside a content control or a link ending it tears the page.
    """
    if b"\a" in made or b"\f" in made:
        return True
    return (b"\a" in asked or b"\f" in asked) and bool(flaw(made.decode()))


def repeats_drawing(tree: nodes.Template) -> bool:
    """True when a drawing stands inside a loop or a condition, so that docxtpl must number drawings after rendering."""
    return any(
        DRAWING in data.data
        for node in tree.find_all((nodes.For, nodes.If))
        for data in node.find_all(nodes.TemplateData)
    )


def _branches(node: nodes.If) -> list[list[nodes.Node]]:
    return [node.body, *(other.body for other in node.elif_), node.else_]


def _text(body: Sequence[nodes.Node], branch: int, turns: int) -> str:
    return "".join(piece for node in body for piece in _pieces(node, branch, turns))


def _pieces(node: nodes.Node, branch: int, turns: int) -> Iterator[str]:
    if isinstance(node, nodes.Output):
        for child in node.nodes:
            yield child.data if isinstance(child, nodes.TemplateData) else PLACEHOLDER
    elif isinstance(node, nodes.If):
        choices = _branches(node)
        yield _text(choices[min(branch, len(choices) - 1)], branch, turns)
    elif isinstance(node, nodes.For):
        yield _text(node.body, branch, turns) * turns if turns else _text(node.else_, branch, turns)
    elif isinstance(node, (nodes.With, nodes.Scope, nodes.Block)):
        yield _text(node.body, branch, turns)
