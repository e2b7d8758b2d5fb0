"""The expanded tree: decided, resolved, with partials as wrappers."""

from __future__ import annotations

from builder import markdoc
from builder.markdoc import Config, Node


def texts(node: Node) -> list[str]:
    return [str(child.attributes["content"]) for child in node.walk() if child.type == "text"]


def expanded(text: str, config: Config | None = None) -> Node:
    return markdoc.expand(markdoc.parse(text), config)


def test_conditions_are_decided_where_they_stand() -> None:
    config = Config(variables={"a": False, "b": True})
    tree = expanded("{% if $a %}\nno\n{% else $b /%}\nyes\n{% /if %}\n\nx {% if $b %}in{% /if %} y\n", config)
    assert [child.type for child in tree.children] == ["paragraph", "paragraph"]
    assert texts(tree) == ["yes", "x ", "in", " y"]


def test_values_are_resolved() -> None:
    tree = expanded("{% t a=$n b=[$n] /%}\n\nv {% $n %}\n", Config(variables={"n": 5}))
    assert tree.children[0].attributes == {"a": 5, "b": [5]}
    assert texts(tree) == ["v ", "5"]


def test_nodes_without_change_are_shared() -> None:
    document = markdoc.parse("# H\n\ntext {% $n %}\n")
    tree = markdoc.expand(document, Config(variables={"n": 1}))
    assert tree is not document
    assert tree.children[0] is document.children[0]
    assert markdoc.expand(document.children[0]) is document.children[0]


def test_tags_can_be_left_out_with_what_they_hold() -> None:
    document = markdoc.parse("{% oss %}\na\n{% /oss %}\n\n{% pro %}\nb\n{% /pro %}\n")
    tree = markdoc.expand(document, keep=lambda tag: False if tag.tag == "pro" else None)
    assert [child.tag for child in tree.children] == ["oss"]


def test_a_partial_is_a_wrapper_with_variables_of_its_own() -> None:
    config = Config(variables={"n": 1}, partials={"p.md": markdoc.parse("in {% $n %} {% $m %}\n", file="p.md")})
    tree = expanded('{% partial file="p.md" variables={m: $n} /%}\n\nout {% $m %}\n', config)
    wrapper = tree.children[0]
    assert (wrapper.tag, wrapper.attributes["file"]) == ("partial", "p.md")
    assert texts(wrapper) == ["in ", "1", " ", "1"]
    assert wrapper.opening_span is not None
    assert wrapper.opening_span.start == 0


def test_partials_in_partials_see_outer_variables() -> None:
    partials = {
        "a.md": markdoc.parse('{% partial file="b.md" /%}\n'),
        "b.md": markdoc.parse("{% $x %} b\n"),
    }
    tree = expanded('{% partial file="a.md" variables={x: 7} /%}\n', Config(partials=partials))
    assert texts(tree) == ["7", " b"]


def test_a_partial_that_includes_itself_is_an_error_not_a_loop() -> None:
    partials = {
        "a.md": markdoc.parse('a {% $v %}\n\n{% partial file="b.md" /%}\n'),
        "b.md": markdoc.parse('b\n\n{% partial file="a.md" /%}\n'),
    }
    tree = expanded('{% partial file="a.md" /%}\n', Config(partials=partials))
    errors = [error.id for node in tree.walk() for error in node.errors]
    assert errors == ["partial-recursive"]
    assert [text for text in texts(tree) if text.strip() in ("a", "b")] == ["a ", "b"]


def test_partials_can_not_multiply_without_bound() -> None:
    partials = {f"{n}.md": markdoc.parse(f'{{% partial file="{n + 1}.md" /%}}\n\n' * 10) for n in range(12)}
    partials["12.md"] = markdoc.parse("text\n")
    tree = expanded('{% partial file="0.md" /%}\n', Config(partials=partials))
    assert sum(1 for _ in tree.walk()) < 500_000
