"""The plain form of trees, as the reference's JSON has it."""

from __future__ import annotations

import json

from builder import markdoc


def test_a_node() -> None:
    document = markdoc.parse("{% c a=$v.x b=f(1) .k %}\nx\n{% /c %}\n", file="p.md")
    plain = json.loads(json.dumps(document.to_json()))
    (tag,) = plain["children"]
    assert plain["$$mdtype"] == "Node"
    assert tag["attributes"] == {
        "a": {"$$mdtype": "Variable", "path": ["v", "x"]},
        "b": {"$$mdtype": "Function", "name": "f", "parameters": {"0": 1}},
        "class": {"k": True},
    }
    assert tag["annotations"][-1] == {"type": "class", "name": "k", "value": True}
    assert (tag["type"], tag["tag"], tag["lines"], tag["inline"]) == ("tag", "c", [0, 1, 2, 3], False)
    assert tag["location"] == {"file": "p.md", "start": {"line": 0}, "end": {"line": 1}}


def test_an_error_in_a_fence_has_its_place() -> None:
    document = markdoc.parse("```\na {% b= %}\n```\n")
    (error,) = [error for node in document.walk() for error in node.to_json()["errors"]]
    assert error["id"] == "parse-error"
    assert error["location"]["start"]["line"] == 1


def test_a_rendered_tree() -> None:
    tree = markdoc.transform(markdoc.parse("# A {% #x %}\n\nb {% $n %}\n"))
    assert isinstance(tree, markdoc.Tag)
    heading, paragraph = tree.to_json()["children"]
    assert heading == {"$$mdtype": "Tag", "name": "h1", "attributes": {"id": "x"}, "children": ["A "]}
    assert paragraph["children"] == ["b ", None]
