"""Shapes of input that could take more time than their length: each is made of a part, repeated.

``{n}`` is the number of the part, so that no two are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isqrt

HEAD = "---\ntitle: Long\n---\n\n"


def _repeated(part: str, between: str = "\n\n", before: str = "", after: str = "") -> Callable[[int], str]:
    return lambda count: HEAD + before + between.join(part.replace("{n}", str(n)) for n in range(count)) + after


PAGES: Mapping[str, tuple[int, Callable[[int], str]]] = {
    # Links, images and anchors that lead nowhere.
    "unresolved links": (120, _repeated("See [there](/nowhere-{n}).")),
    "unresolved relative links": (120, _repeated("See [there](../deep/nowhere-{n}.md#part).")),
    "unresolved links on one line": (120, _repeated("[there](/nowhere-{n})", " ")),
    "links to other versions": (120, _repeated("[there](/v9/nowhere-{n})", " ")),
    "missing images": (120, _repeated("![An image](/images/nowhere-{n}.png)")),
    "missing images beside the page": (120, _repeated("![An image](nowhere-{n}.png)")),
    "images in links": (150, _repeated("[![An image {n}](/images/a{n}.png)](/guide)", " ")),
    "images in images": (60, _repeated("![a ", "", after="](b.png)")),
    "missing anchors": (120, _repeated("[there](#nowhere-{n})\n\n## Part {n}")),
    "missing anchors of another page": (120, _repeated("[there](/guide#nowhere-{n})")),
    "malformed links": (120, _repeated("[there](htp:/nowhere-{n})", " ")),
    "unclosed links": (300, _repeated("[there {n}](", " ")),
    "open brackets": (3000, _repeated("[", "")),
    "open images": (1500, _repeated("![", "")),
    "brackets that close": (1500, _repeated("]", "")),
    "nested brackets": (800, lambda count: HEAD + "[" * count + "a" + "]" * count),
    "links with empty targets": (300, _repeated("[{n}]()", " ")),
    "autolinks": (300, _repeated("<https://example.com/{n}>", " ")),
    "definitions": (300, _repeated("[name-{n}]: /guide-{n}", "\n")),
    "definitions that are used": (150, _repeated("[name-{n}]\n\n[name-{n}]: /guide")),
    "definitions with titles": (200, _repeated('[name-{n}]: /guide "Title {n}"', "\n")),
    "references without definitions": (300, _repeated("[text][name-{n}]", " ")),
    # Letters of Markdown.
    "stars": (2000, _repeated("*a", "")),
    "stars and underscores": (1000, _repeated("*a_b", " ")),
    "strong and slanted": (800, _repeated("***a** ", "")),
    "underscores": (2000, _repeated("_a", " ")),
    "tildes": (1500, _repeated("~~a", " ")),
    "backticks": (300, lambda count: HEAD + " ".join("`" * (n % 60 + 1) for n in range(count))),
    "growing backticks": (60, lambda count: HEAD + " ".join("`" * n for n in range(1, isqrt(60 * count)))),
    "backslashes": (4000, _repeated("\\", "")),
    "entities": (800, _repeated("&amp;&#{n};", "")),
    "angle brackets": (1500, _repeated("<a ", "")),
    "html": (250, _repeated('<div class="a{n}">', "\n")),
    "html comments": (300, _repeated("<!-- {n}", "\n\n")),
    "blank lines": (6000, _repeated("", "\n")),
    "one long word": (20_000, _repeated("a", "")),
    "one long line": (2000, _repeated("word {n}.", " ")),
    "quotes": (250, _repeated(">", "")),
    "quotes and lists": (60, _repeated("> - ", "")),
    "nested lists": (40, lambda count: HEAD + "\n".join("  " * min(n, 60) + f"- a {n}" for n in range(count))),
    "lists": (400, _repeated("- Item {n}", "\n")),
    "numbers": (400, _repeated("1. Item {n}", "\n")),
    "headings": (300, _repeated("## Part {n}")),
    "equal headings": (300, _repeated("## Part")),
    "rows": (300, _repeated("| {n} | b |", "\n", "| a | b |\n| --- | --- |\n")),
    "columns": (300, lambda count: HEAD + "\n".join(["|" + cell * count for cell in (" a |", " --- |", " b |")])),
    "bars": (2500, _repeated("|", "")),
    # Code.
    "fences": (120, _repeated("```sh\nrun {n}\n```")),
    "unclosed fences": (200, _repeated("```sh\nrun {n}")),
    "java on one line": (400, _repeated("int a{n} = f(b);", " ", "```java\n", "\n```")),
    "java on one line without blanks": (700, _repeated("a{n}(", "", "```java\n", "\n```")),
    "names in java": (1500, _repeated("abc.", "", "```java\n", "\n```")),
    "words in java": (1500, _repeated("abc ", "", "```java\n", "\n```")),
    "open brackets in python": (2500, _repeated("(", "", "```python\n", "\n```")),
    "quotes in yaml": (2000, _repeated("'", "", "```yaml\n", "\n```")),
    "json on one line": (600, _repeated('{"a{n}":', "", "```json\n", "\n```")),
    "html in a fence": (1500, _repeated("<a ", "", "```html\n", "\n```")),
    "sql on one line": (600, _repeated("SELECT a{n} FROM (", " ", "```sql\n", "\n```")),
    "a session": (300, _repeated("$ run {n}", "\n", "```console\n", "\n```")),
    # Tags.
    "halves of tags": (2500, _repeated("{%", "")),
    "halves of tags on lines": (400, _repeated("{% note", "\n")),
    "undefined tags": (150, _repeated("{% thing-{n} /%}")),
    "undefined attributes": (150, _repeated('{% note thing-{n}="a" %}\nA.\n{% /note %}')),
    "undefined variables": (200, _repeated("{% $name-{n} %}".replace("-", "_"), " ")),
    "undefined functions": (150, _repeated("{% name_{n}() %}", " ")),
    "missing partials": (150, _repeated('{% partial file="/nowhere-{n}.md" /%}')),
    "open tags": (120, _repeated("{% note %}")),
    "closing tags": (200, _repeated("{% /note %}")),
    "nested tags": (60, lambda count: HEAD + "{% note %}\n" * count + "A.\n" + "{% /note %}\n" * count),
    "notes": (120, _repeated("{% note %}\nMind {n}.\n{% /note %}")),
    "one tag with many attributes": (300, _repeated('a{n}="b"', " ", "{% note ", " %}\nA.\n{% /note %}")),
    "one long attribute": (15_000, _repeated("a", "", '{% note title="', '" %}\nA.\n{% /note %}')),
    "one long list in an attribute": (1500, _repeated("1,", "", "{% note title=[", "1] %}\nA.\n{% /note %}")),
    "one deep list in an attribute": (300, lambda count: HEAD + "{% note title=" + "[" * count + "]" * count + " /%}"),
    "annotations": (300, _repeated("Text {n}. {% #id-{n} %}")),
    "comments that ignore": (200, _repeated("<!-- handrail-ignore code-{n}: because -->")),
    # Guides.
    "steps": (80, _repeated("## Step {n}: Open\n\n- Click **Save {n}**.")),
    "items of a step": (300, _repeated("- Click **Save {n}**.", "\n", "## Step 1: Open\n\n")),
    "values to collect": (200, _repeated("- `key_{n}`: The key (Ex - value)", "\n", "Provide the following:\n\n")),
    "sentences": (400, _repeated("Click the button {n}.", " ", "## Step 1: Open\n\n")),
}
"""By name, how many parts the smallest has, and the text of a page with so many."""


def _pages(count: int, text: Callable[[int], str]) -> dict[str, str]:
    return {f"content/p{n}.md": HEAD + text(n) for n in range(count)}


PROJECTS: Mapping[str, tuple[int, Callable[[int], dict[str, str]]]] = {
    "pages with broken links": (40, lambda count: _pages(count, lambda n: f"[a](/page-{n}x)\n")),
    "pages with links to each other": (40, lambda count: _pages(count, lambda n: f"[a](/p{(n * 7) % count}#x)\n")),
    "missing images in a folder of many": (
        60,
        lambda count: {
            **_pages(count, lambda n: f"![A](/images/picture-{n}x.png)\n"),
            **{f"content/images/picture-{n}.png": "" for n in range(count)},
        },
    ),
    "partials that are missing beside many": (
        60,
        lambda count: {
            **_pages(count, lambda n: f'{{% partial file="/part-{n}x.md" /%}}\n'),
            **{f"content/partials/part-{n}.md": "Part.\n" for n in range(count)},
        },
    ),
    "a menu that leads nowhere": (
        60,
        lambda count: {
            **_pages(count, lambda n: "A.\n"),
            "content/menu.yml": "site_menu:\n"
            + "".join(f"  - {{category: A / B{n}, url: /p{n}x}}\n" for n in range(count)),
        },
    ),
    "redirects that lead nowhere": (
        60,
        lambda count: {
            **_pages(count, lambda n: "A.\n"),
            "redirects.yml": "".join(f"/old-{n}: /p{n}x\n" for n in range(count)),
        },
    ),
    "redirects one after the other": (
        80,
        lambda count: {
            "content/p0.md": HEAD,
            "redirects.yml": "".join(f"/old-{n}: /old-{n + 1}\n" for n in range(count)) + f"/old-{count}: /p0\n",
        },
    ),
    "a ledger of pages that are gone": (
        60,
        lambda count: {
            **_pages(count, lambda n: "A.\n"),
            "handrail.yml": "ledger: urls.txt\n",
            "urls.txt": "".join(f"/gone-{n}/\n/p{n}/#gone\n" for n in range(count)),
        },
    ),
    "variables": (
        200,
        lambda count: {
            "handrail.yml": "variables:\n" + "".join(f"  name_{n}: a\n" for n in range(count)),
            "content/index.md": HEAD + " ".join(f"{{% $nome_{n} %}}" for n in range(count)),
        },
    ),
    "keys of front matter": (
        200,
        lambda count: {
            "content/index.md": "---\ntitle: A\nkeys:\n"
            + "".join(f"  name_{n}: a\n" for n in range(count))
            + "---\n"
            + " ".join(f"{{% $markdoc.frontmatter.keys.nome_{n} %}}" for n in range(count)),
        },
    ),
    "folders in folders": (10, lambda count: {f"content/{'a/' * min(n, 30)}p{n}.md": HEAD for n in range(count * 3)}),
    "one slug": (60, lambda count: {f"content/p{n}.md": "---\ntitle: A\nslug: /a\n---\n" for n in range(count)}),
    "front matter": (
        300,
        lambda count: {
            "content/index.md": "---\ntitle: A\n" + "".join(f"key_{n}: a\n" for n in range(count)) + "---\n"
        },
    ),
}
"""By name, how many parts the smallest has, and the files of a project with so many."""
