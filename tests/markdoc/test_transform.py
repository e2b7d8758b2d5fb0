"""From tree to HTML through the public records: cases that the differential test can't express in JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from builder import markdoc
from builder.markdoc import Attribute, Config, Function, Html, Node, Renderable, Schema, Tag


def html(text: str, config: Config | None = None) -> str:
    return markdoc.render_html(markdoc.transform(markdoc.parse(text), config))


def test_built_in_schemas_are_replaced_as_a_whole() -> None:
    config = Config(nodes={"heading": Schema(render="title")})
    assert html("# A {% #x %}\n", config) == '<article><title id="x">A </title></article>'


def test_a_configuration_may_be_plain_data_with_records_in_it() -> None:
    config = {
        "tags": {"a": {"render": "a", "attributes": {"x": Attribute(default=1)}}, "b": Schema(render="b")},
        "variables": {"v": "V"},
        "partials": {"text.md": "text {% $v %}", "parsed.md": markdoc.parse("parsed")},
    }
    text = '{% a /%}\n{% b /%}\n{% partial file="text.md" /%}\n{% partial file="parsed.md" /%}\n'
    document = markdoc.parse(text)
    assert markdoc.validate(document, config) == []
    expected = '<article><a x="1"></a><b></b><p>text V</p><p>parsed</p></article>'
    assert markdoc.render_html(markdoc.transform(document, config)) == expected
    assert [child.tag for child in markdoc.expand(document, config).children] == ["a", "b", "partial", "partial"]


class Asked(Mapping[str, Any]):
    """Variables, and the names that anybody asked for."""

    def __init__(self, **variables: Any) -> None:
        self._variables = variables
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.names.add(name)
        return self._variables[name]

    def __contains__(self, name: object) -> bool:
        self.names.add(str(name))
        return name in self._variables

    def __iter__(self) -> Iterator[str]:
        self.names.update(self._variables)
        return iter(self._variables)

    def __len__(self) -> int:
        return len(self._variables)


@pytest.mark.parametrize(
    ("call", "text", "asked"),
    [
        ('{% partial file="p" /%}', "Nothing.", set()),
        ('{% partial file="p" /%}', "{% $a %}", {"a"}),
        ('{% partial file="p" variables={a: 1} /%}', "{% $a %}", set()),
        ('{% partial file="p" variables={c: $b} /%}', "{% $c %}", {"b"}),
    ],
)
def test_a_partial_depends_only_on_the_variables_that_it_reads(call: str, text: str, asked: set[str]) -> None:
    variables = Asked(a="A", b="B")
    config = Config(variables=variables, partials={"p": markdoc.parse(text)})
    markdoc.transform(markdoc.parse(call), config)
    assert variables.names == asked


def test_a_list_of_nodes_gives_a_flat_list() -> None:
    nodes = markdoc.parse("a\n\nb\n").children
    tree = markdoc.transform(nodes)
    assert isinstance(tree, list)
    assert markdoc.render_html(tree) == "<p>a</p><p>b</p>"


def test_the_tree_given_is_not_changed() -> None:
    document = markdoc.parse("{% if $a %}\nx {% $b %}\n{% /if %}\n")
    config = Config(variables={"a": True, "b": 1})
    before = [(node.type, dict(node.attributes), len(node.children)) for node in document.walk()]
    markdoc.transform(document, config)
    markdoc.expand(document, config)
    assert [(node.type, dict(node.attributes), len(node.children)) for node in document.walk()] == before


def test_a_transform_sees_resolved_attributes() -> None:
    def transform(node: Node, config: Config) -> Renderable:
        return Tag("x", {"n": node.attributes["n"]}, [child.tag for child in node.children])

    config = Config(tags={"t": Schema(transform=transform)}, variables={"n": 3})
    assert html("{% t n=[$n, 2] %}\n{% u /%}\n{% /t %}\n", config) == '<article><x n="3,2">u</x></article>'


def test_attribute_types_may_transform() -> None:
    class Upper:
        def transform(self, value: Any, config: Config) -> Any:
            return value.upper() if isinstance(value, str) else "NONE"

    config = Config(tags={"t": Schema(render="t", attributes={"a": Attribute(type=Upper)})})
    assert html('{% t a="x" /%}\n', config) == '<article><t a="X"></t></article>'
    assert html("{% t /%}\n", config) == '<article><t a="NONE"></t></article>'


def test_functions_get_their_parameters_by_name() -> None:
    def show(parameters: Mapping[str, Any], config: Config) -> Any:
        return ",".join(f"{name}={value}" for name, value in parameters.items())

    config = Config(functions={"show": Function(transform=show)}, variables={"v": 1})
    assert html('a {% show($v, "b", k=3) %}\n', config) == "<article><p>a 0=1,1=b,k=3</p></article>"


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ("a < b & \"c\" > 'd'", "a &lt; b &amp; &quot;c&quot; &gt; 'd'"),
        (5.0, "5"),
        (1e21, "1e+21"),
        (True, ""),
        (None, ""),
        ([None, {}, "x"], "x"),
        (Tag(None, {}, ["x"]), "x"),
        (Tag("br", {"a": 1}, ["dropped"]), '<br a="1">'),
        (Tag("a", {"B": True, "c": None, "d": [1, None, "x"]}), '<a b="true" c="null" d="1,,x"></a>'),
        (Tag("a", {"e": {}}), '<a e="[object Object]"></a>'),
        (Tag("a", {"x": '"><script>'}), '<a x="&quot;&gt;&lt;script&gt;"></a>'),
        (Tag("a", {"on x=1": "y", "": "z"}), "<a></a>"),
        (Tag("a onload=x", {}, ["kept"]), "kept"),
        (Html("<b>"), "<b>"),
    ],
)  # fmt: skip
def test_rendering(tree: Renderable, expected: str) -> None:
    assert markdoc.render_html(tree) == expected


def test_nothing_is_too_deep() -> None:
    tree: Renderable = "x"
    for _ in range(5000):
        tree = Tag("b", {}, [tree])
    assert markdoc.render_html(tree).count("<b>") == 5000
    for text in (
        "{% t %}\n" * 3000,
        "> " * 3000 + "x",
        "a " + "{% t %}" * 3000,
        "```\n" + "{% t %}" * 3000 + "\n```\n",
    ):
        document = markdoc.parse(text)
        markdoc.validate(document)
        html(text)
        markdoc.expand(document)
        markdoc.format(document)
