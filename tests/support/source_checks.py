"""Checks of source text: each takes the text of a module and names what breaks a rule of the house, with its line.

Knows Python's syntax tree only; which modules are looked at, and what may stand where, is said by the tests.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
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


@lru_cache(maxsize=1)  # a check may look at one source several times, and parsing is most of it
def _nodes(source: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(source)))


def shape_faults(source: str) -> list[str]:
    """A module without docstring, of 400 lines or more, or with a function of more than 50."""
    tree = ast.parse(source)
    lines = len(source.splitlines())
    faults = [] if ast.get_docstring(tree) else ["1: no docstring"]
    faults += [f"{lines}: the module has {lines} lines"] if lines >= MOST_LINES else []
    for function in _functions(tree):
        own = _own_lines(function)
        if own > LONGEST_FUNCTION:
            faults.append(f"{function.lineno}: {function.name} has {own} lines")
    return faults


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, FUNCTIONS))


def _span(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _own_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without the functions defined in it, which are measured by themselves."""
    inner = [node for node in ast.walk(function) if isinstance(node, FUNCTIONS) and node is not function]
    outermost = [node for node in inner if not any(node is not other and _holds(other, node) for other in inner)]
    return _span(function) - sum(_span(node) for node in outermost)


def _holds(outer: ast.AST, inner: ast.AST) -> bool:
    return any(node is inner for node in ast.walk(outer))


def imported_modules(source: str) -> Iterator[tuple[int, str]]:
    """Line and top-level name of every module a source imports, at the top or inside a function."""
    for node in _nodes(source):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module.partition(".")[0]


def clock_faults(source: str) -> list[str]:
    """Places that read the wall clock."""
    dotted = ((node.lineno, _dotted(node)) for node in _nodes(source) if isinstance(node, ast.Attribute))
    return [f"{line}: {name}" for line, name in dotted if ".".join(name.split(".")[-2:]) in CLOCKS]


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def noise_faults(source: str) -> list[str]:
    """What a quiet room must not touch: clock, disk, environment, randomness."""
    faults = [f"{line}: import {name}" for line, name in imported_modules(source) if name in LOUD_MODULES]
    faults += clock_faults(source)
    for node in _nodes(source):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"open", "input", "print"}
        ):
            faults.append(f"{node.lineno}: {node.func.id}(")
    return faults


def posix_faults(source: str) -> list[str]:
    """What does not exist on Windows."""
    faults = [f"{line}: import {name}" for line, name in imported_modules(source) if name in POSIX_MODULES]
    for node in _nodes(source):
        if isinstance(node, ast.Attribute) and node.attr in POSIX_NAMES:
            faults.append(f"{node.lineno}: {node.attr}")
        elif isinstance(node, ast.ImportFrom):
            faults += [f"{node.lineno}: {alias.name}" for alias in node.names if alias.name in POSIX_NAMES]
    return faults


def word_faults(source: str, words: Collection[str]) -> list[str]:
    """Texts of a program (not its docstrings and comments) in which one of `words` stands."""
    folded = {word: word.casefold() for word in words}
    signs = {id(node.value) for node in _nodes(source) if isinstance(node, ast.Expr)}
    faults = []
    for node in _nodes(source):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in signs:
            text = node.value.casefold()
            faults += [f"{node.lineno}: “{word}”" for word, sought in folded.items() if sought in text]
    return faults


def count_faults(source: str, counts: Collection[int]) -> list[str]:
    """Whole numbers of a program that equal one of `counts`."""
    numbers = (node for node in _nodes(source) if isinstance(node, ast.Constant))
    return [f"{node.lineno}: {node.value}" for node in numbers if type(node.value) is int and node.value in counts]


def sql_faults(source: str) -> list[str]:
    """Bulk statements and raw SQL, which the journal cannot see: update(…), delete(…), text(…)."""
    faults = []
    for node in _nodes(source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BULK:
            faults.append(f"{node.lineno}: {node.func.id}(")
    return faults
