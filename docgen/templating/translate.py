"""From the tree of a template to a program of our own, where the tree holds nothing but fields, rows and conditions.

Knows which nodes of Jinja a program can stand for and what an empty table looks like; the values it meets are the
business of `native`. A node it does not know is no fault: the part stays with Jinja.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from jinja2 import nodes

from docgen.templating.native import BREAKS, HELPERS, Program, StepAside
from docgen.templating.sandbox import MADE, MAX_CHUNKS

GRID_END = "</w:tblGrid>"
TABLE_END = "</w:tbl>"
EMPTY_TABLE = f"{GRID_END}{TABLE_END}"  # a table left without rows: docxtpl repairs its columns
_PYTHON = {"len": len, "enumerate": enumerate, "type": type, "dict": dict, "str": str}
_CONSTANTS = (str, int, bool, type(None))
_COMPARED = {"eq": "==", "ne": "!="}
_LOOP = {
    "index": "{at} + 1",
    "index0": "{at}",
    "first": "{at} == 0",
    "last": "{at} == len({rows}) - 1",
    "length": "len({rows})",
    "revindex": "len({rows}) - {at}",
    "revindex0": "len({rows}) - {at} - 1",
}


def program_of(tree: nodes.Template, globals_: Collection[str], *, watches_rows: bool) -> Program | None:
    """The program of a hardened `tree`; None when it uses more of Jinja than a program knows.

    `globals_` are names of the environment, which hide fields; `watches_rows` when an empty table must be noticed.
    """
    writer = _Writer(globals_, watches_rows=watches_rows)
    try:
        writer.body(tree.body)
    except StepAside:
        return None
    return writer.program()


class _Writer:
    """Writes the program while it walks the tree; StepAside at the first node it does not know.

    The program adds to `k` the fixed texts and to `v` the values, one value behind each text ("" when there is none).
    """

    def __init__(self, globals_: Collection[str], *, watches_rows: bool) -> None:
        self._globals = globals_
        self._watches = watches_rows
        self._after_grid = False  # nothing was written since the grid of a table ended
        self._lines: list[str] = []
        self._depth = 1
        self._blocks: list[tuple[bytes, ...]] = []
        self._text = ""  # fixed, not yet followed by a value
        self._pairs: list[tuple[bytes, str]] = []
        self._rows: dict[str, str] = {}  # the rows of the loops around, by their name in the template
        self._loop: tuple[str, str] | None = None  # counter and rows of the innermost loop
        self._numbers = itertools.count()

    def program(self) -> Program:
        """The program of everything written so far."""
        self._flush()
        source = "\n".join(["def walk(c, k, v):", *(self._lines or [" pass"])])
        blocks = {f"K{number}": block for number, block in enumerate(self._blocks)}
        names: dict[str, Any] = {**HELPERS, **blocks, "__builtins__": _PYTHON}
        exec(compile(source, "<part>", "exec"), names)
        texts = [text for block in self._blocks for text in block]
        return Program(
            walk=names["walk"],
            longest=max(map(len, texts), default=0),
            has_breaks=any(len(text.translate(None, BREAKS)) != len(text) for text in texts),
            source=source,
        )

    def body(self, body: Sequence[nodes.Node]) -> None:
        """Write the nodes one after the other."""
        for node in body:
            if isinstance(node, nodes.Output):
                self._output(node)
            elif isinstance(node, nodes.If):
                self._if(node)
            elif isinstance(node, nodes.For):
                self._for(node)
            else:
                raise StepAside

    def _line(self, text: str) -> None:
        self._lines.append(" " * self._depth + text)

    @contextmanager
    def _indented(self) -> Iterator[None]:
        self._depth += 1
        before = len(self._lines)
        yield
        self._flush()
        if len(self._lines) == before:
            self._line("pass")
        self._depth -= 1

    def _flush(self) -> None:
        """Write what was gathered since the last fork: all its fixed texts and all its values at once."""
        if self._text:
            self._add("''")
        if self._pairs:
            self._line(f"k += K{len(self._blocks)}")
            self._line(f"v += ({', '.join(value for _, value in self._pairs)},)")
            self._blocks.append(tuple(text for text, _ in self._pairs))
            self._pairs.clear()

    def _add(self, value: str) -> None:
        self._pairs.append((self._text.encode(), value))
        self._text = ""

    def _output(self, node: nodes.Output) -> None:
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self._text += child.data
                self._watch(child.data)
            elif self._after_grid:
                raise StepAside
            else:
                value = self._value(child)
                self._add(f"str({value})" if value.startswith(("i", "len(")) else value)  # a place among rows

    def _watch(self, text: str) -> None:
        """Note whether rows would follow `text`; StepAside where an empty table could not be foreseen."""
        if self._after_grid and text.startswith(TABLE_END):
            raise StepAside
        if self._watches and text:
            cut = next((size for size in range(len(EMPTY_TABLE), 0, -1) if text.endswith(EMPTY_TABLE[:size])), 0)
            if EMPTY_TABLE in text or cut not in (0, len(GRID_END)):
                raise StepAside
            self._after_grid = cut > 0

    def _if(self, node: nodes.If) -> None:
        self._flush()
        before, after = self._after_grid, False
        for word, branch in (("if", node), *(("elif", other) for other in node.elif_)):
            self._line(f"{word} {self._test(branch.test)}:")
            with self._indented():
                self.body(branch.body)
            after, self._after_grid = after or self._after_grid, before
        if node.else_:
            self._line("else:")
            with self._indented():
                self.body(node.else_)
        self._after_grid = after or self._after_grid

    def _for(self, node: nodes.For) -> None:
        target = node.target
        if node.test is not None or not isinstance(target, nodes.Name) or target.name == "loop":
            raise StepAside
        if self._after_grid and not _writes(node.body):  # rows of which nothing may be left
            raise StepAside
        self._flush()
        number = next(self._numbers)
        rows, row, at = f"r{number}", f"x{number}", f"i{number}"
        self._line(f"{rows} = rows({self._value(node.iter)})")
        if self._after_grid:
            self._line(f"if not {rows}: aside()")
        if any(each.node.name == "loop" for each in _looks(node.body) if isinstance(each.node, nodes.Name)):
            self._line(f"for {at}, {row} in enumerate({rows}):")
        else:
            self._line(f"for {row} in {rows}:")
        outer = self._rows, self._loop
        self._rows, self._loop = {**self._rows, target.name: row}, (at, rows)
        with self._indented():
            self._line(f"if len(k) > {MAX_CHUNKS}: aside()")
            if any(isinstance(each.node, nodes.Name) and each.node.name == target.name for each in _looks(node.body)):
                self._line(f"if type({row}) is not dict: aside()")
            if not _writes(node.body):  # each turn must count
                self._add("''")
            self.body(node.body)
        self._rows, self._loop = outer
        if node.else_:
            self._line(f"if not {rows}:")
            with self._indented():
                self.body(node.else_)

    def _test(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Not):
            return f"(not {self._test(node.node)})"
        if isinstance(node, (nodes.And, nodes.Or)):
            word = "and" if isinstance(node, nodes.And) else "or"
            return f"({self._test(node.left)} {word} {self._test(node.right)})"
        if isinstance(node, nodes.Compare) and len(node.ops) == 1 and node.ops[0].op in _COMPARED:
            right = node.ops[0]
            return f"({self._compared(node.expr)} {_COMPARED[right.op]} {self._compared(right.expr)})"
        return f"truth({self._value(node)})"

    def _compared(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Const) and type(node.value) in _CONSTANTS:
            return repr(node.value)
        return f"scalar({self._value(node)})"

    def _value(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Name):
            return self._name(node.name)
        if isinstance(node, nodes.Getattr):
            return self._attribute(node)
        if isinstance(node, nodes.Getitem):
            return self._item(node)
        if isinstance(node, nodes.Filter) and node.name == MADE and node.node is not None:  # counts, changes nothing
            return self._value(node.node)
        raise StepAside

    def _name(self, name: str) -> str:
        if name in self._rows:
            return self._rows[name]
        if name in self._globals or name == "loop":
            raise StepAside
        return f"c[{name!r}]"

    def _attribute(self, node: nodes.Getattr) -> str:
        if isinstance(node.node, nodes.Name):
            name = node.node.name
            if name == "loop" and self._loop and node.attr in _LOOP:
                at, rows = self._loop
                return _LOOP[node.attr].format(at=at, rows=rows)
            if name in self._rows:  # known to be a dict
                return f"{self._rows[name]}[{node.attr!r}]"
        return f"mapping({self._value(node.node)})[{node.attr!r}]"

    def _item(self, node: nodes.Getitem) -> str:
        arg = node.arg
        if isinstance(arg, nodes.Const) and type(arg.value) in (str, int):
            kind = "mapping" if isinstance(arg.value, str) else "rows"
            return f"{kind}({self._value(node.node)})[{arg.value!r}]"
        if isinstance(arg, nodes.Slice) and arg.step is None:
            return f"rows({self._value(node.node)})[{_bound(arg.start)}:{_bound(arg.stop)}]"
        raise StepAside


def _bound(node: nodes.Expr | None) -> str:
    if node is None:
        return ""
    if isinstance(node, nodes.Const) and type(node.value) is int:
        return repr(node.value)
    raise StepAside


def _looks(body: Sequence[nodes.Node]) -> Iterator[nodes.Getattr]:
    """Every attribute that the nodes ask for."""
    for node in body:
        if isinstance(node, nodes.Getattr):
            yield node
        yield from node.find_all(nodes.Getattr)


def _writes(body: Sequence[nodes.Node]) -> bool:
    """True when the first node certainly writes something."""
    first = body[0] if body else None
    return isinstance(first, nodes.Output) and any(
        not isinstance(child, nodes.TemplateData) or child.data for child in first.nodes
    )
