"""What each single tag of a paragraph uses, and whether the tag can be read at all.

Knows one tag at a time, so that a broken tag does not hide the faults of the others; whether conditions and loops fit
together is for the compiler.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import meta
from jinja2.exceptions import TemplateSyntaxError

from docgen.messages import tr
from docgen.templating.places import Spot
from docgen.templating.sandbox import SafeEnvironment

_TAG = re.compile(r"\{([{%])(?:(?:p|tr|tc|r)(?=\s))?-?\s*(.*?)\s*-?[%}]\}", re.DOTALL)
_LOCAL = re.compile(r"^(?:for\s+([\w\s,()]+?)\s+in\b|set\s+(\w+)\b)")
_SMART = str.maketrans("“”‘’", "\"\"''")  # Word makes them while typing; docxtpl reads them as straight ones
_EXPRESSION_WORDS = ("if", "elif", "colspan", "cellbg")


@dataclass(frozen=True, kw_only=True)
class TagUse:
    """One tag: where it is, which `fields` it names, which `local` names it makes, and what is `wrong` ("" nothing)."""

    spot: Spot
    tag: str
    fields: frozenset[str] = frozenset()
    local: frozenset[str] = frozenset()
    wrong: str = ""


def tag_uses(spot: Spot, environment: SafeEnvironment) -> Iterator[TagUse]:
    """The tags of one paragraph that name something; closing tags name nothing and are left out."""
    for found in _TAG.finditer(spot.text):
        source = _alone(found[1], found[2].translate(_SMART))
        if source:
            yield _use(spot, found.group(), found[2], source, environment)


def _alone(sign: str, inside: str) -> str:
    """A source with this tag alone; empty when it says nothing by itself."""
    word, _, rest = inside.partition(" ")
    if sign == "{" or word in _EXPRESSION_WORDS:
        return f"{{{{ {inside if sign == '{' else rest} }}}}"
    if word == "for":
        return f"{{% {inside} %}}{{% endfor %}}"
    return f"{{% {inside} %}}" if word == "set" and "=" in rest else ""


def _use(spot: Spot, tag: str, inside: str, source: str, environment: SafeEnvironment) -> TagUse:
    made = _LOCAL.match(inside)
    local = frozenset(re.findall(r"\w+", made[1] or made[2])) if made else frozenset()
    try:
        environment.from_string(source)
        fields = meta.find_undeclared_variables(environment.parse(source)) - environment.globals.keys()
    except TemplateSyntaxError as error:
        return TagUse(spot=spot, tag=tag, local=local, wrong=str(error.message))
    except (RecursionError, SyntaxError, ValueError, MemoryError):  # of Python, which compiles the tag
        return TagUse(spot=spot, tag=tag, local=local, wrong=tr("lồng nhau quá sâu hoặc có số quá dài"))
    return TagUse(spot=spot, tag=tag, fields=frozenset(fields), local=local)
