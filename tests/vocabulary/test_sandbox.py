"""Templates of a project run no program, and end."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from builder.theme.location import shipped_theme
from builder.vocabulary import (
    ChildTag,
    TagCall,
    TagRenderError,
    html_renderer,
    load_vocabulary,
    markdown_renderer,
    sandbox,
)

ESCAPES = [
    "{{ ''.__class__.__mro__ }}",
    "{{ content.__init__.__globals__ }}",
    "{{ draw.__globals__['icon_drawer'] }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ ().__class__.__base__.__subclasses__() }}",
    "{{ '{0.__class__.__mro__}'.format('') }}",
    "{{ '{x.__class__}'.format_map({'x': ''}) }}",
    "{{ (''|attr('__class__')).__mro__ }}",
    "{{ [''] | map(attribute='__class__') | first | string }}",
    "{{ [''] | map('attr', '__class__') | list | first | string | length / 0 }}",
    "{% set x = [] %}{{ x.append(1) }}",
    "{{ children.append(1) }}",
    "{{ request.application }}",
    "{{ namespace.__init__ }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}{{ os.system('id') }}",
]
ENDLESS = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(100000000) %}x{% endfor %}",
    "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% include 'mine' %}",
    "{% for i in range(9) %}{% include 'mine' %}{% endfor %}",
    "{% extends 'mine' %}",
    "{{ 'x' * 1000000000 }}",
    "{{ ('x' * 1000000) * 100000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ 10 ** 100000000 }}",
    "{{ 10 ** 64 ** 64 ** 64 }}",
    "{% set n = namespace(x=2) %}{% for i in range(64) %}{% set n.x = n.x * n.x %}{% endfor %}{{ n.x }}",
    "{% set n = namespace(x='xx') %}{% for i in range(64) %}{% set n.x = n.x ~ n.x %}{% endfor %}{{ n.x }}",
    "{% set n = namespace(x='xx') %}{% for i in range(64) %}{% set n.x = n.x + n.x %}{% endfor %}{{ n.x }}",
    "{% set n = namespace(x='xx') %}{% for i in range(64) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
    "{{ 'x' | center(1000000000) }}",
    "{{ 'x'.center(1000000000) }}",
    "{{ 'x'.zfill(1000000000) }}",
    "{{ 'x'.ljust(width=1000000000) }}",
    "{{ '%1000000000d' | format(1) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '{:1000000000}'.format(1) }}",
    "{{ ('x' * 90000) | replace('x', 'y' * 90000) }}",
    "{{ ('x' * 90000).replace('x', 'y' * 90000) }}",
    "{{ (['x' * 90000] * 90000) | join }}",
    "{{ (['x' * 90000] * 9000) | join('y' * 90000) }}",
    "{% set x = 'x' * 1000000 %}{% for i in range(99999) %}{{ x }}{% endfor %}",
    "{% set x = 'x' * 10000000 %}{% for i in range(99999) %}{% set y = x | upper %}{% endfor %}",
    "{% set x = range(99999) | list %}{% for i in range(99999) %}{% if 'a' in x %}{% endif %}{% endfor %}",
    "{{ lipsum(n=1000000) }}",
    "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
]


def render(folder: Path, template: str) -> str:
    (folder / "tags").mkdir(parents=True)
    (folder / "tags/mine.html").write_text(
        f"---\ndescription: A\nattributes: {{title: {{type: String}}}}\nmarkdown: |\n  x\n---\n{template}\n"
    )
    loaded = load_vocabulary([shipped_theme(), folder])
    if loaded.diagnostics:
        raise TagRenderError(loaded.diagnostics[0])
    call = TagCall(
        name="mine",
        attributes={"title": "<b>"},
        content="<p>Text</p>",
        children=[ChildTag("tab", {"title": "A"}, "x", "<b>x</b>")],
    )
    markdown_renderer(loaded.value)(call)
    return html_renderer(loaded.value)(call)


@pytest.mark.parametrize("template", ESCAPES)
def test_nothing_leads_to_the_programs_own_code(tmp_path: Path, template: str) -> None:
    with pytest.raises(TagRenderError):
        render(tmp_path, template)


@pytest.mark.parametrize("template", ENDLESS)
def test_a_template_that_does_not_end_is_stopped(
    tmp_path: Path, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "MOST_SECONDS", 1.0)
    started = time.process_time()
    with pytest.raises(TagRenderError):
        render(tmp_path, template)
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("{{ title }}{{ content }}", "&lt;b&gt;<p>Text</p>"),
        ("{% for child in children %}{{ loop.index }}/{{ loop.length }}{{ child.html }}{% endfor %}", "1/1<b>x</b>"),
        ("{% for child in children %}{{ loop.last }}{% else %}none{% endfor %}", "true"),
        ("{% macro m(n) %}{% if n %}{{ n }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(5) }}", "54321"),
        ("{{ '%s-%s' | format(title, 1) }}", "&lt;b&gt;-1"),
        ("{{ 'a' ~ title }}{{ 2 * 3 + 2 ** 3 }}{{ 'ab' * 2 }}", "a&lt;b&gt;14abab"),
        ("{{ ['a', 'b'] | join(', ') | upper }}", "A, B"),
        ("{% set n = namespace(x=0) %}{% for i in range(3) %}{% set n.x = n.x + i %}{% endfor %}{{ n.x }}", "3"),
        ("{{ content | replace('Text', 'x {100000} %') }}", "<p>x {100000} %</p>"),
        ("{% include 'divider' %}", "<hr>"),
    ],
)
def test_other_templates_work_as_before(tmp_path: Path, template: str, html: str) -> None:
    assert render(tmp_path, template) == html
