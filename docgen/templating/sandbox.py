"""The sandbox in which the tags of a template run.

Knows what a tag may compute; does not know Word. Templates are edited by many hands, so a tag may look at plain data
and format it, nothing else: no attributes of Python objects, no unescaped output, no text or number that grows without
bound, no random choice. One rendering is bounded by `MAX_TEXT`, `MAX_CHUNKS` and `MAX_OUTPUT`, and by the `budget`
for what its tags make and how long they take.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from jinja2.filters import FILTERS, do_batch, do_format, do_round, do_slice
from jinja2.runtime import Context, LoopContext, TemplateReference, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace, missing
from jinja2.visitor import NodeTransformer

from docgen.templating.budget import OutputTooLong, TooBig, begin, charge, require_time, tick, weight
from docgen.templating.plain import has_no_text, illegal_character
from docgen.templating.tags import ESCAPES

MAX_TEXT = 1_000_000  # characters or items one operation may make
MAX_BITS = 4_096  # of a whole number
MAX_DIGITS = 20  # asked of the round filter
MAX_COLUMNS = 1_000  # asked of the batch and slice filters
MAX_CHUNKS = 500_000  # pieces of output; every turn of a loop is at least one
MAX_OUTPUT = 32 * 1024 * 1024  # bytes of one rendered part
BATCH = 256

REMOVED_FILTERS = ("safe", "center", "indent", "wordwrap", "urlize", "xmlattr", "random", "pprint")
KEPT_GLOBALS = ("range", "dict", "namespace", "cycler", "joiner")
CONCAT = "bounded concat"  # not a name a template can write
MADE = "charged value"  # nor this
MAX_STRIPPED = 50_000  # characters given to striptags, whose work is quadratic

_WIDE = re.compile(r"[0-9]{4,}|\*|%[-#0 +]*[0-9.]*c")  # wide fields, and characters by number
_TEXT_METHODS = frozenset(
    {"upper", "lower", "title", "capitalize", "casefold", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix"}
    | {"startswith", "endswith", "split", "rsplit", "splitlines", "partition", "rpartition", "find", "index", "count"}
    | {"isdigit", "isalpha", "isalnum", "isupper", "islower"}
)
_DATE_NAMES = frozenset(
    {"year", "month", "day", "hour", "minute", "strftime", "isoformat", "weekday", "isoweekday", "date", "time"}
)
_LOOP_NAMES = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0"})
_REFUSED_NODES = (
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
    nodes.Extends,
    nodes.Macro,
    nodes.CallBlock,
    nodes.FilterBlock,
    nodes.AssignBlock,
    nodes.EvalContextModifier,
)


_METHODS = (types.FunctionType, types.MethodType, types.BuiltinMethodType)
_WORDLESS = (LoopContext, TemplateReference, Cycler, Joiner, Namespace, type, *_METHODS)
_BUILDERS = (nodes.Assign, nodes.With, nodes.List, nodes.Dict, nodes.Tuple, nodes.Mul, nodes.Add, nodes.Mod)


class UndefinedField(UndefinedError):
    """A tag names a `field` that its `owner` (a mapping, or None for the whole context) does not have."""

    def __init__(self, message: str | None = None, *, field: str, owner: object) -> None:
        super().__init__(message)
        self.field = field
        self.owner = owner


class NamedUndefined(jinja2.StrictUndefined):
    """An undefined value that remembers its name for the message."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = UndefinedError
    ) -> None:
        if exc is UndefinedError:
            exc = functools.partial(UndefinedField, field=str(name), owner=None if obj is missing else obj)
        super().__init__(hint, obj, name, exc)


class SafeEnvironment(ImmutableSandboxedEnvironment):
    """Jinja with escaping always on, undefined names as errors, and bounded work."""

    intercepted_binops = frozenset(["+", "*", "**", "%"])
    concat = staticmethod(lambda chunks: _collect_text(chunks))  # what Template.render calls

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=NamedUndefined, cache_size=0, finalize=_worded)
        self.globals = {name: self.globals[name] for name in KEPT_GLOBALS}
        self.filters = {name: run for name, run in FILTERS.items() if name not in REMOVED_FILTERS}
        self.filters.update(_BOUNDED_FILTERS)
        self.filters = {name: _charged(run) for name, run in self.filters.items()} | {MADE: charge}
        tests: Any = self.tests  # typed by Jinja as bare functions
        self.tests = {name: _ticking(run) for name, run in tests.items()}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`; in a dict the data comes before the methods, so a field may be called `items`."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        if type(obj) is LoopContext and attribute in _LOOP_NAMES:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """True when a tag may look at `attr` of `obj`."""
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        if isinstance(obj, Mapping):
            return attr in ("items", "keys", "values", "get")
        if isinstance(obj, (list, tuple)):
            return attr in ("index", "count", *getattr(obj, "_fields", ()))
        if isinstance(obj, (dt.date, dt.time)):
            return attr in _DATE_NAMES
        return super().is_safe_attribute(obj, attr, value) and not isinstance(obj, (int, float, bytes))

    def wrap_str_format(self, value: Any) -> None:
        """Nothing: `str.format` is not offered, its field widths have no bound; the `format` filter is."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The result of an operator that could grow, refused before it is computed."""
        _BINOP_GUARDS[operator](left, right)
        return charge(super().call_binop(context, operator, left, right))

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """The result of a call, charged."""
        return charge(super().call(context, obj, *args, **kwargs))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        begin()  # compiling computes what is constant
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(_REFUSED_NODES):
            raise TemplateSyntaxError(f"tag not supported: {type(node).__name__}", node.lineno, name, filename)
        hardened: nodes.Template = _Hardener(builds=any(tree.find_all(_BUILDERS))).visit(tree)
        return hardened


class _Hardener(NodeTransformer):
    """Bounds `~`, loops and what is built, and resolves docxtpl's `{_{` escapes in fixed text only, never in data.

    What is written is charged only where the template `builds` something to write: otherwise it comes from the data.
    """

    def __init__(self, *, builds: bool) -> None:
        self._builds = builds

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        self.generic_visit(node)
        if self._builds:
            node.nodes = [each if isinstance(each, nodes.TemplateData) else _made(each) for each in node.nodes]
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:
        self.generic_visit(node)
        return _made(node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:
        self.generic_visit(node)
        return _made(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:
        self.generic_visit(node)
        return _made(node) if node.ctx == "load" else node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        self.generic_visit(node)
        return _made(node) if isinstance(node.arg, nodes.Slice) else node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        first, *rest = node.nodes
        return nodes.Filter(first, CONCAT, rest, [], None, None, lineno=node.lineno)

    def visit_For(self, node: nodes.For) -> nodes.Node:
        if node.recursive:
            raise TemplateSyntaxError("tag not supported: recursive", node.lineno)
        self.generic_visit(node)
        node.body.append(nodes.Output([nodes.TemplateData("")], lineno=node.lineno))
        return node

    def visit_Const(self, node: nodes.Const) -> nodes.Node:
        if isinstance(node.value, str) and illegal_character(node.value):
            raise TemplateSyntaxError("character not allowed in XML", node.lineno)
        return node

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:
        data = node.data
        for written, meant in ESCAPES:
            data = data.replace(written, meant)
        node.data = data
        return node


def _worded(value: Any) -> Any:
    """`value`, about to be written; SecurityError when it has no text of its own."""
    if type(value) is not str and not isinstance(value, jinja2.Undefined) and has_no_text(value):
        raise SecurityError(f"{type(value).__name__} has no text")
    return value


def _made(node: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, MADE, [], [], None, None, lineno=node.lineno)


def _charged(run: Callable[..., Any]) -> Callable[..., Any]:
    """`run` with its result charged; what it asks of Jinja (context, environment) stays asked."""

    @functools.wraps(run)
    def charged(*args: Any, **kwargs: Any) -> Any:
        for value in args:
            if isinstance(value, _WORDLESS):
                raise SecurityError(f"{type(value).__name__} has no text")
        return charge(run(*args, **kwargs))

    return charged


def _ticking(run: Callable[..., Any]) -> Callable[..., Any]:
    """A test that looks at the clock now and then."""

    @functools.wraps(run)
    def ticking(*args: Any, **kwargs: Any) -> Any:
        tick()
        return run(*args, **kwargs)

    return ticking


def environment_from(given: jinja2.Environment | None) -> SafeEnvironment:
    """A sandbox with the filters, tests and globals that the caller added to `given`; None adds nothing."""
    if isinstance(given, SafeEnvironment):
        return given
    environment = SafeEnvironment()
    if given is not None:
        standard = jinja2.Environment()
        _adopt(environment.filters, given.filters, standard.filters)
        _adopt(environment.tests, given.tests, standard.tests)
        _adopt(environment.globals, given.globals, standard.globals)
    return environment


def _adopt(ours: Any, theirs: Any, standard: Any) -> None:
    ours.update({name: value for name, value in theirs.items() if name not in standard})


def collect(chunks: Iterator[str], known: Mapping[str, bytes]) -> bytes:
    """The output joined as UTF-8, watching its size; TooBig beyond the limits.

    `known` holds fixed texts already encoded: encoding accented text is a quarter of the time of a rendering.
    """
    begin()
    pieces: list[bytes] = []
    size = 0
    while batch := list(islice(chunks, BATCH)):
        piece = b"".join([known.get(chunk) or chunk.encode() for chunk in batch])
        pieces.append(piece)
        size += len(piece)
        if size > MAX_OUTPUT or len(pieces) * BATCH > MAX_CHUNKS:
            raise OutputTooLong("output too long")
        require_time()
    return b"".join(pieces)


def _collect_text(chunks: Iterable[str]) -> str:
    return collect(iter(chunks), {}).decode()


def _refuse_beyond(size: int, limit: int) -> None:
    if size > limit:
        raise TooBig("result too big")


def _length(value: object) -> int:
    return len(value) if isinstance(value, (str, list, tuple, bytes)) else 0


def _guard_add(left: object, right: object) -> None:
    _refuse_beyond(_length(left) + _length(right), MAX_TEXT)


def _guard_multiply(left: object, right: object) -> None:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, int):
            _refuse_beyond(_length(other) * one, MAX_TEXT)
    if isinstance(left, int) and isinstance(right, int):
        _refuse_beyond(left.bit_length() + right.bit_length(), MAX_BITS)


def _guard_power(left: object, right: object) -> None:
    if isinstance(left, int) and isinstance(right, int):
        _refuse_beyond(left.bit_length() * right, MAX_BITS)


def _guard_percent(left: object, right: object) -> None:
    if isinstance(left, str):
        _worded(right)
        if _WIDE.search(left):
            raise TooBig("field too wide")
        _refuse_beyond(left.count("%") * weight(right, MAX_TEXT), MAX_TEXT)


_BINOP_GUARDS: dict[str, Callable[[object, object], None]] = {
    "+": _guard_add,
    "*": _guard_multiply,
    "**": _guard_power,
    "%": _guard_percent,
}


def _concat(*pieces: object) -> str:
    text = markup_join(pieces)
    _refuse_beyond(len(text), MAX_TEXT)
    return text


def _format(value: str, *args: Any, **kwargs: Any) -> str:
    _guard_percent(str(value), [*args, kwargs])
    return do_format(value, *args, **kwargs)


def _round(value: float, precision: int = 0, method: Any = "common") -> float:
    _refuse_beyond(abs(precision), MAX_DIGITS)
    return do_round(value, precision, method)


def _batch(value: Iterable[Any], linecount: int, fill_with: Any = None) -> Iterator[list[Any]]:
    _refuse_beyond(linecount, MAX_COLUMNS)
    return do_batch(value, linecount, fill_with)


def _slice(value: Any, slices: int, fill_with: Any = None) -> Iterator[list[Any]]:
    _refuse_beyond(slices, MAX_COLUMNS)
    sliced: Iterator[list[Any]] = do_slice(value, slices, fill_with)
    return sliced


@jinja2.pass_eval_context
def _join(eval_ctx: Any, value: Iterable[Any], d: Any = "", attribute: Any = None) -> str:
    items = _worded(list(islice(value, MAX_TEXT)))
    _refuse_beyond(sum(map(_length, items)) + len(items) * _length(d), MAX_TEXT)
    joined: str = FILTERS["join"](eval_ctx, items, d, attribute)
    return joined


@jinja2.pass_eval_context
def _replace(eval_ctx: Any, s: Any, old: Any, new: Any, count: Any = None) -> str:
    found = str(s).count(str(old))
    _refuse_beyond(len(str(s)) + found * len(str(new)), MAX_TEXT)
    replaced: str = FILTERS["replace"](eval_ctx, s, old, new, count)
    return replaced


def _striptags(value: Any) -> str:
    _refuse_beyond(_length(value), MAX_STRIPPED)
    stripped: str = FILTERS["striptags"](value)
    return stripped


_BOUNDED_FILTERS: dict[str, Callable[..., Any]] = {
    CONCAT: _concat,
    "format": _format,
    "round": _round,
    "batch": _batch,
    "slice": _slice,
    "join": _join,
    "replace": _replace,
    "striptags": _striptags,
}
