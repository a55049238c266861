"""Checks of source text: each takes the text of a module and names what breaks a rule of the house, with its line.

Knows Python's syntax tree only; which modules are looked at, and what may stand where, is said by the tests.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

MOST_LINES = 400
LONGEST_FUNCTION = 50
POSIX_MODULES = frozenset({"fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios"})
POSIX_NAMES = frozenset({"SIGKILL", "SIGHUP", "SIGUSR1", "fork", "getuid", "geteuid", "killpg", "mkfifo", "setsid"})
LOUD_MODULES = frozenset(
    {
        "io",
        "logging",
        "os",
        "pathlib",
        "random",
        "secrets",
        "shutil",
        "socket",
        "subprocess",
        "tempfile",
        "time",
        "uuid",
    }
)
CLOCKS = frozenset({"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.monotonic"})
BULK = frozenset({"delete", "insert", "text", "update"})
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class _Seen:
    """What the checks ask of one source: much smaller than its tree, so that all sources are kept and read once."""

    has_docstring: bool
    functions: tuple[tuple[int, str, int], ...]  # line, name, lines of its own
    imports: tuple[tuple[int, str], ...]  # top-level names of modules
    imported: tuple[tuple[int, str], ...]  # names taken from modules
    attributes: tuple[tuple[int, str], ...]  # dotted
    calls: tuple[tuple[int, str], ...]  # of plain names
    texts: tuple[tuple[int, str], ...]  # docstrings left out
    numbers: tuple[tuple[int, int], ...]


@lru_cache(maxsize=4096)
def _seen(source: str) -> _Seen:
    tree = ast.parse(source)
    nodes = tuple(ast.walk(tree))
    signs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    constants = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in signs]
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    return _Seen(
        has_docstring=bool(ast.get_docstring(tree)),
        functions=tuple((node.lineno, node.name, _own_lines(node)) for node in nodes if isinstance(node, FUNCTIONS)),
        imports=tuple(_imports(nodes)),
        imported=tuple((node.lineno, alias.name) for node in froms for alias in node.names),
        attributes=tuple((node.lineno, _dotted(node)) for node in nodes if isinstance(node, ast.Attribute)),
        calls=tuple((node.lineno, node.func.id) for node in calls if isinstance(node.func, ast.Name)),
        texts=tuple((node.lineno, node.value) for node in constants if isinstance(node.value, str)),
        numbers=tuple((node.lineno, node.value) for node in constants if type(node.value) is int),
    )


def _imports(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.partition(".")[0]


def shape_faults(source: str) -> list[str]:
    """A module without docstring, of 400 lines or more, or with a function of more than 50."""
    seen, lines = _seen(source), len(source.splitlines())
    faults = [] if seen.has_docstring else ["1: no docstring"]
    faults += [f"{lines}: the module has {lines} lines"] if lines >= MOST_LINES else []
    return faults + [f"{line}: {name} has {own} lines" for line, name, own in seen.functions if own > LONGEST_FUNCTION]


def _span(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _own_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without the functions defined in it, which are measured by themselves."""
    inner = [node for node in ast.walk(function) if isinstance(node, FUNCTIONS) and node is not function]
    outermost = [node for node in inner if not any(node is not other and _holds(other, node) for other in inner)]
    return _span(function) - sum(_span(node) for node in outermost)


def _holds(outer: ast.AST, inner: ast.AST) -> bool:
    return any(node is inner for node in ast.walk(outer))


def imported_modules(source: str) -> tuple[tuple[int, str], ...]:
    """Line and top-level name of every module a source imports, at the top or inside a function."""
    return _seen(source).imports


def clock_faults(source: str) -> list[str]:
    """Places that read the wall clock."""
    dotted = _seen(source).attributes
    return [f"{line}: {name}" for line, name in dotted if ".".join(name.split(".")[-2:]) in CLOCKS]


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def noise_faults(source: str) -> list[str]:
    """What a quiet room must not touch: clock, disk, environment, randomness."""
    faults = [f"{line}: import {name}" for line, name in imported_modules(source) if name in LOUD_MODULES]
    faults += clock_faults(source)
    return faults + [f"{line}: {name}(" for line, name in _seen(source).calls if name in {"open", "input", "print"}]


def posix_faults(source: str) -> list[str]:
    """What does not exist on Windows."""
    faults = [f"{line}: import {name}" for line, name in imported_modules(source) if name in POSIX_MODULES]
    named = ((line, name.rpartition(".")[2]) for line, name in _seen(source).attributes)
    return faults + [f"{line}: {name}" for line, name in (*named, *_seen(source).imported) if name in POSIX_NAMES]


def word_faults(source: str, words: Collection[str]) -> list[str]:
    """Texts of a program (not its docstrings and comments) in which one of `words` stands."""
    folded = {word: word.casefold() for word in words}
    texts = ((line, text.casefold()) for line, text in _seen(source).texts)
    return [f"{line}: “{word}”" for line, text in texts for word, sought in folded.items() if sought in text]


def count_faults(source: str, counts: Collection[int]) -> list[str]:
    """Whole numbers of a program that equal one of `counts`."""
    return [f"{line}: {number}" for line, number in _seen(source).numbers if number in counts]


def sql_faults(source: str) -> list[str]:
    """Bulk statements and raw SQL, which the journal cannot see: update(…), delete(…), text(…)."""
    return [f"{line}: {name}(" for line, name in _seen(source).calls if name in BULK]
