"""Programs of our own against Jinja: the same bytes, or they step aside."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import OrderedDict
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from bench import decision
from docgen.errors import TemplateError
from docgen.templating import CompiledTemplate, compile_template
from docgen.templating.native import StepAside
from docgen.templating.sandbox import MAX_CHUNKS, SafeEnvironment
from docgen.templating.translate import program_of
from tests.docgen.templating.builders import blank, filled_table, saved, template_of
from tests.docgen.templating.test_features import CONTEXT, FEATURES
from tests.support.papers import NAMES, sample_context, template_path

BY_JINJA = ("comment of a row", "set and test", "smart quotes", "cellbg")  # some of what no program knows


def _by_jinja(template: CompiledTemplate) -> CompiledTemplate:
    parts = tuple(dataclasses.replace(part, program=None) for part in template.parts)
    return dataclasses.replace(template, parts=parts)


def _has_programs(template: CompiledTemplate) -> bool:
    return all(part.program for part in template.parts)


def _same(template: CompiledTemplate, context: Mapping[str, object]) -> None:
    assert template.render(context) == _by_jinja(template).render(context)


@pytest.mark.parametrize("name", NAMES)
def test_built_in_templates_need_no_jinja(name: str) -> None:
    """every built-in template has programs for all its parts, and they give the bytes that Jinja gives."""
    template = compile_template(template_path(name))
    context = sample_context(name)
    assert _has_programs(template)
    assert all(part.run(context) for part in template.parts)
    _same(template, context)


def test_the_measured_decision() -> None:
    """the decision of the measurement is made by programs, one of each size, with and without the condition."""
    template = compile_template(decision.template(), name="decision.docx")
    assert _has_programs(template)
    for number in range(6):
        _same(template, decision.context(number))


def test_many_at_once() -> None:
    """documents made together are those made one by one, in order, whether programs or Jinja made them."""
    template = compile_template(decision.template(), name="decision.docx")
    contexts = [decision.context(number) for number in range(70)]
    contexts[3]["supervisor"] = Decimal("1.5")
    contexts[40] = {**contexts[40], "tasks": iter(())}  # type: ignore[dict-item] # no plain data
    with pytest.raises(TemplateError, match="tasks"):
        template.render_many(contexts)
    contexts[40] = OrderedDict(contexts[41])  # Jinja's
    assert template.render_many(contexts) == [template.render(context) for context in contexts]
    assert template.render_many([]) == []


@pytest.mark.parametrize("feature", FEATURES)
def test_features(feature: str) -> None:
    """whatever a feature of docxtpl needs, a program gives Jinja's bytes or leaves the part to Jinja."""
    _same(compile_template(FEATURES[feature][0](), name=feature), CONTEXT)


def test_some_stay_with_jinja() -> None:
    """filters and assignments are not for programs."""
    for feature in ("set and test", "smart quotes"):
        assert not _has_programs(compile_template(FEATURES[feature][0](), name=feature))


def test_difference_would_be_seen() -> None:
    """the comparison notices a program that leaves a value out."""
    template = compile_template(template_of("{{ name }}"), name="x")
    (part,) = template.parts
    assert part.program is not None
    forgetful = dataclasses.replace(
        part.program, walk=lambda context, fixed, values: (fixed.append(b""), values.append("b"))
    )
    broken = dataclasses.replace(template, parts=(dataclasses.replace(part, program=forgetful),))
    assert broken.render({"name": "a"}) != _by_jinja(broken).render({"name": "a"})


# templates of three fields, a dict, rows and rows in rows, put together at random

EXPRESSIONS = ("a", "b", "d.x", "d['y']", "rows[0]", "rows[1:2]", "missing", "r.x", "r.n", "loop.index", "loop.last")
TESTS = ("a", "not a", "a == 1", "a != 'x'", "a and b", "d.x or b", "rows", "r.x", "loop.first", "missing")
PIECES = st.one_of(
    st.sampled_from(["chữ ", "</a><a>", "x\ty"]),
    st.sampled_from(EXPRESSIONS).map(lambda name: f"{{{{ {name} }}}}"),
)
BODIES = st.recursive(
    PIECES,
    lambda inside: st.one_of(
        st.lists(inside, max_size=3).map("".join),
        st.tuples(st.sampled_from(TESTS), inside, inside).map(
            lambda made: f"{{% if {made[0]} %}}{made[1]}{{% elif b %}}x{{% else %}}{made[2]}{{% endif %}}"
        ),
        st.tuples(st.sampled_from(["r", "a"]), st.sampled_from(["rows", "r.rows", "d.rows", "b"]), inside).map(
            lambda made: f"{{% for {made[0]} in {made[1]} %}}{made[2]}{{% else %}}không{{% endfor %}}"
        ),
    ),
    max_leaves=8,
)


class Words(str):
    """A text of another type."""


VALUES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["", "&<>'\"", "a\nb\tc", "\x00", "\x01", "￿", "\ud800", "\r", "\xa0", "a\ab\f"]),
    st.sampled_from([0, 1, -3, 10**30, True, None, 1.5, Decimal("1.50"), dt.date(2025, 2, 3)]),
    st.sampled_from([Words("w"), Markup("<b>"), b"x", {1, 2}, object]),
)
DICTS = st.fixed_dictionaries({}, optional={"x": VALUES, "y": VALUES, "n": VALUES, "rows": st.just([{"x": 1}, "a"])})
CONTEXTS = st.fixed_dictionaries(
    {},
    optional={
        "a": VALUES,
        "b": st.one_of(VALUES, st.lists(VALUES, max_size=2)),
        "d": st.one_of(DICTS, VALUES),
        "rows": st.one_of(st.lists(st.one_of(DICTS, VALUES), max_size=3), VALUES, st.just(("x", "y"))),
    },
)
ENVIRONMENT = SafeEnvironment()


@settings(max_examples=100, deadline=None)
@given(body=BODIES, context=CONTEXTS)
def test_any_template_and_data(body: str, context: dict[str, object]) -> None:
    """whatever the template and the data, a program gives what Jinja gives, or steps aside."""
    program = program_of(ENVIRONMENT.parse(body), ENVIRONMENT.globals.keys(), watches_rows=False)
    if program is None:
        return
    try:
        made, has_breaks = program.run(context)
    except StepAside:
        return
    assert made == ENVIRONMENT.from_string(body).render(context).encode()
    assert has_breaks or not any(sign in made for sign in (b"\n", b"\t", b"\a", b"\f"))


def test_most_plain_data_is_taken() -> None:
    """a program does not step aside from what pages are made of: it would hide how slow they became."""
    body = "{% for r in rows %}{{ loop.index }}{{ r.x }}{% if r.n == 1 %}{{ d.x }}{% endif %}{% endfor %}{{ a }}"
    program = program_of(ENVIRONMENT.parse(body), (), watches_rows=False)
    assert program is not None
    context = {"a": "&", "d": {"x": None}, "rows": ({"x": "<", "n": 1}, {"x": 2.5, "n": "1"})}
    assert program.run(context) == (b"1&lt;None22.5&amp;", False)


UNUSUAL = {
    "text of another type": Words("w"),
    "markup": Markup("<b>"),
    "bytes": b"x",
    "object": object(),
    "zero": "\x00",
    "control": "\x0b",
    "surrogate": "\ud800",
    "too many digits": 10**5000,
}


@pytest.mark.parametrize("value", UNUSUAL.values(), ids=UNUSUAL)
def test_unusual_values(value: object) -> None:
    """a value of another type, or one that XML cannot carry, is left to Jinja and its messages."""
    program = program_of(ENVIRONMENT.parse("{{ a }}"), (), watches_rows=False)
    assert program is not None
    with pytest.raises(StepAside):
        program.run({"a": value})


@pytest.mark.parametrize("body", ["{{ range }}", "{% for loop in a %}{% endfor %}", "{{ a | upper }}", "{{ a() }}"])
def test_nodes_no_program_knows(body: str) -> None:
    """names of the environment, calls and filters make no program."""
    assert program_of(ENVIRONMENT.parse(body), ENVIRONMENT.globals.keys(), watches_rows=False) is None


def test_endless_loops_end() -> None:
    """loops in loops that write nothing, and a long text repeated, stop at the limits and are told by Jinja."""
    program = program_of(
        ENVIRONMENT.parse("{% for r in a %}{% for r in a %}{% if b %}x{% endif %}{% endfor %}{% endfor %}"),
        (),
        watches_rows=False,
    )
    assert program is not None
    with pytest.raises(StepAside):
        program.run({"a": [""] * MAX_CHUNKS, "b": 0})
    template = compile_template(template_of("{% for r in a %}{{ b }}{% endfor %}"), name="x")
    with pytest.raises(TemplateError):
        template.render({"a": [0] * 1000, "b": "x" * 100_000})


def test_tables_left_without_rows() -> None:
    """a table whose rows may all be missing is made by docxtpl when they are, whatever stands around the loop."""
    document = blank()
    rows = [["{%tr for t in tasks %}", ""], ["{{ t.name }}", "{{ t.due }}"], ["{%tr endfor %}", ""]]
    filled_table(document, rows)
    template = compile_template(saved(document), name="x")
    (part,) = template.parts
    assert part.watches_rows and part.program is not None
    with pytest.raises(StepAside):
        part.run({"tasks": []})
    _same(template, {"tasks": []})
    _same(template, {"tasks": [{"name": "a", "due": "b"}]})
