"""Projects that are made to break the program: odd trees, YAML, names and Markdoc, drawn by chance."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

Draw = Callable[[random.Random, Path], None]

NAMES = (
    *(
        b"a",
        b"index.md",
        b"INDEX.MD",
        b"menu.md",
        b"menu.yml",
        b"_menu.yml",
        b"v1.0.x",
        b"v1",
        b"latest",
        b"images",
        b"partials",
    ),
    *(
        b"\xff\xfe.md",
        b"a\nb.md",
        b"a\x1b[31m.md",
        b"a\\b.md",
        b" .md",
        b"..md",
        b"...",
        b"-o.md",
        b"%2e%2e.md",
        b"a?b.md",
        b"a#b.md",
    ),
    *(
        b"e\xcc\x81.md",
        b"\xc3\xa9.md",
        b"\xe2\x80\xae.md",
        b"x" * 250 + b".md",
        b"CON.md",
        b"a.md ",
        b"a.mdx",
        b"a.markdown",
    ),
    *(
        b"assets",
        b"index.html",
        b"404.md",
        b"sitemap.xml.md",
        b"a.html.md",
        b"checklist.json",
        b"robots.txt",
        b"search",
    ),
)
YAML = (
    *(
        "a: [",
        "a: {b",
        "a: 'x",
        'a: "x',
        "\ta: b",
        "a: b: c",
        "- a\nb: c",
        "a: *b",
        "a: &b [*b]",
        "!!python/object:os.system x",
    ),
    *(
        "a: !!int x",
        "a: !!binary =",
        "a: 0x" + "f" * 5000,
        "a: " + "9" * 400,
        "a: .inf",
        "a: .nan",
        "a: 1e999",
        "a: 2024-02-31",
    ),
    *(
        "<<: *a",
        "<<: {a: 1}",
        "? [a, b]\n: c",
        "? {a: b}\n: c",
        "1: 2",
        "null: 1",
        "~: 1",
        "true: 1",
        'a: "\\0"',
        'a: "\\ud800"',
    ),
    *(
        "a: |\n  b\n c",
        "---\na: b\n---\nc: d",
        "%YAML 9.9\n---\na: b",
        "a: !x b",
        "[]",
        "''",
        "7",
        "null",
        "a: " + "[" * 400,
    ),
    *(
        "a: " + "{a: " * 300,
        "&a [*a, *a]",
        "title: 1.10",
        "title: [a]",
        "title: {a: b}",
        "title: null",
        "slug: 7",
        "slug: [a]",
    ),
    *(
        "order: 1e400",
        "order: -9" + "9" * 30,
        "redirect_from: {a: b}",
        "redirect_from: [[a]]",
        "draft: maybe",
        "date: 0000-00-00",
    ),
    *(
        "editions: {a: b}",
        "versions: []",
        "versions: {folders: 7}",
        "versions: {folders: [[a]]}",
        "theme: 7",
        "theme: [x]",
        "ignore: 7",
    ),
    *(
        "images: ['..']",
        "images: [/etc]",
        "images: [content]",
        "content: ..",
        "content: /",
        "content: content/..",
        "variables: [a]",
    ),
    *(
        "severity: {a: b}",
        "severity: 7",
        "base_url: 'http://[::1'",
        "base_url: ':'",
        "base_url: 7",
        "redirects: content",
        "redirects: .",
    ),
    *(
        "markdown: {glossary: /dev/zero}",
        "checklist: {headings: ['(']}",
        "checklist: {headings: ['(a+)+$ (\\d+)']}",
        "external: []",
    ),
    *(
        "inventories: {a: b}",
        "inventories: {'http://x': .}",
        "ledger: /dev/null",
        "site_menu: 7",
        "site_menu: [7]",
        "site_menu: [[a]]",
    ),
    *(
        "site_menu:\n - category: 7\n - category: [a]\n - {url: /}",
        "site_menu:\n - category: ' / / '",
        "reading: {suffixes: ['']}",
    ),
)
MARKDOC = (
    *(
        "{% ",
        "%}",
        "{%%}",
        "{% / %}",
        "{% a",
        "{% /a %}",
        "{% note %}",
        "{% /note %}",
        "{% if $a %}",
        "{% else /%}",
        "{% table %}\n",
        "- a\n",
    ),
    *(
        '{% partial file="/a.md" /%}',
        '{% partial file="../../x" /%}',
        '{% image src="\\u0000" /%}',
        "{% $a.b[0] %}",
        "{% f(1, a=2) %}",
    ),
    *(
        "```\n",
        "~~~ js {% a=1 %}\n",
        "> ",
        "| a | b |\n|---|---|\n| c |",
        "[a](",
        "![",
        "](",
        "<http://[::1>",
        "[a](http://[::1)",
        "[x]: <",
    ),
    *(
        "# a {% #b %}\n",
        "&#x0;",
        "&#xD800;",
        "\\",
        "\0",
        "\ufeff",
        "\u2028",
        "\u202e",
        "\U0001f3f4\U000e0067",
        "\r",
        "\r\r\n",
        "\t",
        "\x1b",
    ),
    *(
        "<!--",
        "-->",
        "---\n",
        "***",
        "__",
        "`",
        "$x$",
        "[^1]: a\n",
        "[^1]",
        "H~2~O",
        "==a==",
        ":::note\n",
        "{{< a >}}",
        "1. a\n",
        "  - b\n",
    ),
    *(
        '{% tab title={a: {b: [1, "c"]}} %}',
        "{% note noteType=$a.b /%}",
        "{% step srNumber=1e9 %}",
        "[a](//)",
        "[a](/../../x)",
        "[a](#%)",
    ),
    *(
        "[a](https://user:x@h:99999/)",
        "[a](http://a:b)",
        "[a](%ff)",
        "[a](/a%00b)",
        "![a](/images/%2e%2e/x)",
        "<a href=",
        "<svg onload=x>",
    ),
)


def name(chance: random.Random) -> bytes:
    """The name of a file or folder."""
    if chance.random() < 0.7:
        return chance.choice(NAMES)
    letters = bytes(each for each in chance.randbytes(chance.randint(1, 12)) if each not in (0, 47))
    return (letters or b"x") + chance.choice((b"", b".md"))


def text(chance: random.Random, pieces: tuple[str, ...], most: int = 40) -> bytes:
    """A text of pieces and, now and then, of any bytes."""
    made = "".join(
        chance.choice(pieces) + chance.choice(("", "\n", " ", "\n\n")) for _ in range(chance.randint(1, most))
    )
    data = made.encode("utf-8", "surrogatepass")
    return data[: len(data) // 2] + chance.randbytes(9) + data[len(data) // 2 :] if chance.random() < 0.1 else data


def page(chance: random.Random) -> bytes:
    """A page with front matter of any kind."""
    front = text(chance, YAML, 2) if chance.random() < 0.5 else b"title: A"
    return b"---\n" + front + b"\n---\n\n" + text(chance, MARKDOC)


def put(folder: bytes, path: bytes, data: bytes) -> None:
    """Write a file, as far as the system allows it."""
    place = folder + b"/" + path
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "xb") as file:
            file.write(data)
    except OSError:
        return


def make_tree(chance: random.Random, root: Path) -> None:
    """Files, folders, links, pipes and folders without permissions, anywhere."""
    folder = os.fsencode(root)
    places = [
        b"content",
        b"content/v1.0.x",
        b"content/v2.0.x",
        b"content/images",
        b"content/partials",
        b"theme/tags",
        b"theme/static",
    ]
    for _ in range(chance.randint(3, 25)):
        path = chance.choice(places) + b"/" + name(chance)
        place = folder + b"/" + path
        try:
            match chance.randrange(8):
                case 0:
                    os.makedirs(place, exist_ok=True)
                    places.append(path)
                case 1:
                    os.symlink(
                        chance.choice((b".", b"..", b"/etc", b"/dev/zero", b"gone", os.path.basename(place))), place
                    )
                case 2:
                    os.mkfifo(place)
                case _:
                    put(folder, path, page(chance))
        except OSError:
            continue


def make_names(chance: random.Random, root: Path) -> None:
    """Pages, images and partials with odd names, which refer to each other."""
    folder = os.fsencode(root)
    names = [name(chance) for _ in range(chance.randint(2, 12))]
    links = b"".join(b"[a](/" + each + b") ![b](/images/" + each + b".png)\n" for each in names)
    for each in names:
        put(folder, b"content/" + each, b"---\ntitle: A\nslug: /" + each + b"\n---\n" + links)
        put(folder, b"content/images/" + each + b".png", chance.randbytes(40))
        put(folder, b"content/images/" + each + b".svg", b"<svg width='" + text(chance, MARKDOC, 2))
        put(folder, b"content/partials/" + each, page(chance))


def make_yaml(chance: random.Random, root: Path) -> None:
    """Every file that is read as YAML."""
    folder = os.fsencode(root)
    for path in (
        *(
            b"handrail.yml",
            b"redirects.yml",
            b"content/v1.0.x/menu.yml",
            b"content/menu.yml",
            b"checklist.lock.json",
            b"content/_menu.yml",
        ),
        *(b"theme/schema.yml", b"words.yml", b"urls.txt", b"theme/icons.svg"),
    ):
        if chance.random() < 0.5:
            put(folder, path, text(chance, YAML, 3))
    put(
        folder,
        b"theme/tags/own.html",
        b"---\n" + text(chance, YAML, 3) + b"\n---\n" + chance.choice((b"{{ x", b"{% if", b"{{ content }}")),
    )
    put(folder, b"content/v1.0.x/a.md", page(chance))
    put(folder, b"content/a.md", page(chance))


def make_markdoc(chance: random.Random, root: Path) -> None:
    """Pages and partials of pieces of Markdoc."""
    folder = os.fsencode(root)
    for number in range(6):
        put(folder, b"content/p%d.md" % number, b"---\ntitle: A\n---\n" + text(chance, MARKDOC, 120))
        put(folder, b"content/partials/%c.md" % (97 + number), text(chance, MARKDOC, 60))
    if chance.random() < 0.5:
        kinds = (
            "alerts",
            "task_lists",
            "footnotes",
            "definition_lists",
            "heading_ids",
            "abbreviations",
            "indented_tags",
        )
        chosen = "".join(f"  {kind}: true\n" for kind in kinds if chance.random() < 0.5)
        put(folder, b"handrail.yml", f"markdown:\n  html: basic\n{chosen}".encode())


KINDS: dict[str, Draw] = {"tree": make_tree, "names": make_names, "yaml": make_yaml, "markdoc": make_markdoc}
