"""Hostile tags: nothing outside the data is reached, and nothing grows without bound."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from docgen.errors import TemplateError
from docgen.templating import budget, check_template, compile_template
from tests.docgen.templating.builders import template_of, text_of

ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.getcwd() }}",
    "{{ self.__init__ }}",
    "{{ name['__class__'] }}",
    "{{ name | attr('__class__') }}",
    "{{ '{0.__class__}'.format(name) }}",
    "{{ '{0.__class__}' | format(name) | attr('format') }}",
    "{{ name.format }}",
    "{{ rows.append(1) }}",
    "{{ task.update({'a': 1}) }}",
    "{{ task.pop('name') }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ lipsum() }}",
    "{{ range.__self__ }}",
    "{{ (1).__class__ }}",
    "{{ [].__class__ }}",
    "{{ rows | map(attribute='__class__') | first }}",
    "{{ name | attr('upper') }}",
    "{{ name.upper }}",
    "{{ [name.upper] }}",
    "{{ {'a': task.items} }}",
    "{{ rows | map('string') }}",
    "{{ self }}",
    "{% for r in rows %}{{ loop }}{% endfor %}",
    "{{ cycler('a') }}",
    "{{ joiner(',') }}",
    "{{ namespace(a=1) }}",
    "{{ [namespace(a=1)] }}",
    "{{ range }}",
    "{{ name.upper | string }}",
    "{{ cycler('a') ~ 'x' }}",
    "{{ '%s' % name.upper }}",
    "{{ '%s' | format(range) }}",
    "{{ [name.upper] | join }}",
    "{{ name | truncate(5, true, 'xxxxxxxxx') }}",
]
HUGE = [
    "{{ 'x' * 10**9 }}",
    "{{ 10**9 * 'x' }}",
    "{{ [1] * 10**9 }}",
    "{{ 10 ** 1000000000 }}",
    "{{ range(10**9) | list }}",
    "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "{% for i in range(99999) %}{% for j in range(99999) %}{{ name }}{% endfor %}{% endfor %}",
    "{% set n = namespace(v='xxxxxxxx') %}{% for i in range(99) %}{% set n.v = n.v ~ n.v %}{% endfor %}",
    "{% set n = namespace(v='xxxxxxxx') %}{% for i in range(99) %}{% set n.v = n.v + n.v %}{% endfor %}",
    "{% set n = namespace(v=9) %}{% for i in range(99) %}{% set n.v = n.v * n.v %}{% endfor %}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '%1000000000d' | format(1) }}",
    "{{ '%*d' % (10**9, 1) }}",
    "{{ 1.5 | round(10**9, 'floor') }}",
    "{{ rows | batch(10**9, 'x') | list }}",
    "{{ rows | slice(10**9) | list }}",
    "{{ ('x' * 999999) | replace('x', 'y' * 999) }}",
    "{{ range(99999) | join('x' * 999) }}",
    "{{ 'x'.ljust(10**9) }}",
    "{{ '{:>1000000000}'.format(1) }}",
    "{{ 'x' | center(10**9) }}",
    "{% for i in range(999) %}{{ 'x' * 999999 }}{% endfor %}",
    "{% set n = namespace(v='xxxxxxxx') %}{% for i in range(99) %}{% set n.v = '%s%s' % (n.v, n.v) %}{% endfor %}",
    "{% set n = namespace(v='xxxx') %}{% for i in range(99) %}{% set n.v = '%s%s' | format(n.v, n.v) %}{% endfor %}",
    "{% set n = namespace(v='x') %}{% for i in range(99) %}{% set n.v = [n.v, n.v] %}{% endfor %}{{ n.v }}",
    "{% set n = namespace(v='x') %}{% for i in range(99) %}{% set n.v = {'a': n.v, 'b': n.v} %}{% endfor %}{{ n.v }}",
    "{% set n = namespace(v='x') %}{% for i in range(99999) %}{% set n.v = [n.v, 'x' * 999999] %}{% endfor %}",
    "{% set s = 'x' * 999999 %}{{ [s] * 1000 }}",
    "{% set s = 'x' * 999999 %}{{ ([s] * 99999) | map('upper') | list | length }}",
    "{% set s = 'x' * 999999 %}{% for i in range(99999) %}{% set t = s[1:] %}{% endfor %}",
    "{% set s = 'x' * 999999 %}{% for i in range(99999) %}{% set t = s.upper() %}{% endfor %}",
    "{% for i in range(99999) %}{% set t = range(99999) | list %}{% endfor %}",
    "{{ ('<!---->' * 100000) | striptags }}",
]
NAME = "mau-cua-ke-la"
TANGLED = [
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{{ " + "-" * 5000 + "1 }}",
    "{{ name" + " | upper" * 2000 + " }}",
    "{% if name %}" * 120 + "x" + "{% endif %}" * 120,
    "{{ " + "9" * 5000 + " }}",
]
ENDLESS = "{% set many = [0] * 99999 %}{{ range(1, 99999) | select('in', many) | list | length }}"


def _attempt(tag: str) -> str:
    context = {"name": "An", "rows": [1, 2], "task": {"name": "Việc"}}
    return text_of(compile_template(template_of(tag), name=NAME).render(context))


@pytest.mark.parametrize("tag", ESCAPES)
def test_no_escape(tag: str) -> None:
    """a tag that reaches for Python's insides, writes one, or changes the data, is refused (requirement 52)."""
    with pytest.raises(TemplateError, match=NAME):
        _attempt(tag)


@pytest.mark.parametrize("tag", HUGE)
def test_no_flood(tag: str) -> None:
    """a tag that asks for a huge result or endless turns is refused in seconds, the template named (requirement 52)."""
    started = time.process_time()
    with pytest.raises(TemplateError, match=NAME):
        _attempt(tag)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("{{ '-' * 10 }}", "-" * 10),
        ("{{ rows | sum + 2 ** 3 }}", "11"),
        ("{{ 'a' ~ name ~ 1 }}", "aAn1"),
        ("{{ ['a', 'b'] | join(', ') }}", "a, b"),
        ("{{ '%03d' | format(7) }}", "007"),
        ("{{ '%s và %s' % ('<a>', name) }}", "<a> và An"),
        ("{{ name | replace('n', 'm') }}", "Am"),
        ("{% for k, v in task.items() %}{{ k }}={{ v }}{% endfor %}", "name=Việc"),
        ("{{ '<' ~ name ~ '>' }}", "<An>"),
        ("{% for pair in [1, 2, 3] | batch(2) %}{{ pair | length }}{% endfor %}", "21"),
        (
            "{% for r in rows %}{{ loop.index }}/{{ loop.length }}{{ '' if loop.last else ', ' }}{% endfor %}",
            "1/2, 2/2",
        ),
    ],
)
def test_honest_tags(tag: str, text: str) -> None:
    """what an honest template needs still works inside the limits."""
    assert _attempt(tag) == text


def test_endless_work_that_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """work that neither writes nor keeps anything is ended by the clock, time and template named (requirement 52)."""
    monkeypatch.setattr(budget, "MAX_SECONDS", 0.2)
    with pytest.raises(TemplateError, match=f"{NAME}.*quá lâu"):
        _attempt(ENDLESS)


@pytest.mark.parametrize("tag", TANGLED)
def test_tangled_tags(tag: str, tmp_path: Path) -> None:
    """tags that nest beyond what Python compiles are refused in words, by the doctor too."""
    with pytest.raises(TemplateError, match=NAME):
        _attempt(tag)
    (tmp_path / "x.docx").write_bytes(template_of(tag))
    assert any(problem.is_error for problem in check_template(tmp_path / "x.docx"))
