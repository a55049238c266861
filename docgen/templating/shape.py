"""Proof that each branch and each turn of a part leaves the same elements open as any other way through it.

Knows the tree of a Jinja template and where elements begin and end; the values in it and their meaning are not its
business. `proof` looks at whole documents, one branch for all conditions; a branch inside another one is proved here.
A part that is not proved may still come out well (two conditions that always agree): it is looked at after rendering.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jinja2 import nodes

_Open = tuple[str, ...]
_State = tuple[_Open, str]  # the open elements, and the beginning of a tag that is not finished yet
_TAG = re.compile(r"<(?:!--.*?--|[^>]*)>", re.DOTALL)
_NAME = re.compile(r"</?([^\s/>]+)")
_BLOCKS = (nodes.With, nodes.Scope, nodes.Block)


class _Uneven(Exception):
    """Two ways through the part differ, or an end tag has no beginning."""


def is_even(tree: nodes.Template) -> bool:
    """True when every way through `tree` gives well-formed elements, if one way does."""
    try:
        return _through(tree.body, ((), "")) == ((), "")
    except _Uneven:
        return False


def _through(body: Sequence[nodes.Node], state: _State) -> _State:
    for node in body:
        state = _past(node, state)
    return state


def _past(node: nodes.Node, state: _State) -> _State:
    if isinstance(node, nodes.Output):
        for child in node.nodes:
            state = _read(child.data, state) if isinstance(child, nodes.TemplateData) else state
        return state
    if isinstance(node, nodes.If):
        return _same([_through(branch, state) for branch in (node.body, *(o.body for o in node.elif_), node.else_)])
    if isinstance(node, nodes.For):
        return _same([state, _through(node.body, state), _through(node.else_, state)])
    return _through(node.body, state) if isinstance(node, _BLOCKS) else state


def _same(states: list[_State]) -> _State:
    """The state all ways end in; inside a tag the text may differ, as the words of an attribute do."""
    if len({(opened, _name(begun)) for opened, begun in states}) > 1:
        raise _Uneven
    return states[0]


def _name(begun: str) -> str:
    found = _NAME.match(begun)
    return found.group() if found else begun


def _read(text: str, state: _State) -> _State:
    opened, begun = list(state[0]), state[1]
    if begun:
        rest, end, text = text.partition(">")
        if not end:
            return state[0], begun + rest
        _turn(begun + rest + end, opened)
    at = 0
    for found in _TAG.finditer(text):
        _turn(found.group(), opened)
        at = found.end()
    start = text.find("<", at)
    return tuple(opened), text[start:] if start >= 0 else ""


def _turn(tag: str, opened: list[str]) -> None:
    if tag.startswith(("<!", "<?")) or tag.endswith("/>"):
        return
    name = _NAME.match(tag)
    if name is None:
        raise _Uneven
    if not tag.startswith("</"):
        opened.append(name.group(1))
    elif not opened or opened.pop() != name.group(1):
        raise _Uneven
