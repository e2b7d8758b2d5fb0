"""A project with one payload in every attribute of every tag and node, field, menu and key that takes a text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from driver import Site, image

from builder.theme.location import shipped_theme
from builder.vocabulary import TagDefinition, load_vocabulary

TAGS = load_vocabulary([shipped_theme()]).value.tags
PAYLOADS = [
    line.encode("latin-1", "backslashreplace").decode("unicode-escape")
    for line in Path(__file__).with_name("payloads.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("# ")
]
HARMLESS = "word"
MARKUP = "*a* **b** ~~c~~ `d` ![e](/images/a.png) [f](/)"

FIELDS = (
    "description",
    "language",
    "author",
    "image",
    "date",
    "edition",
    "checklist",
    "keywords",
    "canonical",
    "layout",
)
"""Fields of the front matter that hold the payload, besides those that say where the page is."""


def quoted(text: str) -> str:
    """A text in YAML: JSON's escapes are YAML's."""
    return json.dumps(text)


def page(payload: str, slug: str) -> str:
    """A page with the payload in every place for a text."""
    fields = [f"{name}: {quoted(payload)}" for name in FIELDS]
    front = [f"title: {quoted('T ' + payload)}", f"slug: {slug}", f"x: {quoted(payload)}", *fields]
    return "\n".join(["---", *front, "---", "", *_nodes(payload), *_tags()])


def _nodes(payload: str) -> Iterator[str]:
    one_line = " ".join(payload.replace("{%", "{ %").split()).replace("\x00", "")
    yield f"# H {one_line}\n\n## Step 1: {{% $markdoc.frontmatter.x %}}\n"
    for written in (one_line, one_line.replace("(", "%28").replace(")", "%29"), f"<{one_line}>"):
        yield f'Click [t]({written}) and ![a]({written} "t") and [t](/ "{one_line}").\n'
    yield f"[r]: {one_line}\n\n[r] and [{one_line}][r] and ![{one_line}](/images/a.png)\n"
    yield f"| {one_line} |\n| --- |\n| `{one_line}` |\n\n- **{one_line}**\n\n> {one_line}\n"
    yield f"```{one_line}\n{one_line}\n```\n\n```html {{% title=$markdoc.frontmatter.x %}}\n{one_line}\n```\n"
    for name in ("id", "class", "title", "collect", "kind"):
        yield f"## A {{% {name}=$markdoc.frontmatter.x %}}\n\nP {{% {name}=$markdoc.frontmatter.x %}}\n"
    yield '{% partial file="/p.md" variables={v: $markdoc.frontmatter.x} /%}\n'
    yield '{% if equals($markdoc.frontmatter.x, "y") %}\nA\n{% else /%}\n{% $markdoc.frontmatter.x %}\n{% /if %}\n'


def _tags() -> Iterator[str]:
    for name, tag in sorted(TAGS.items()):
        yield _use(name, tag, dict.fromkeys(("id", *tag.schema.attributes), "$markdoc.frontmatter.x"))
        for attribute in tag.schema.attributes:
            yield _use(name, tag, {**_needed(tag), attribute: "$markdoc.frontmatter.x"})


def _needed(tag: TagDefinition) -> dict[str, str]:
    """Valid values, so that the tag is rendered."""
    known = {"src": '"/images/a.png"', "title": '"T"', "link": '"/"', "href": '"/"', "videoId": '"a"', "demoId": '"a"'}
    return {name: value for name, value in known.items() if name in tag.schema.attributes}


def _use(name: str, tag: TagDefinition, attributes: Mapping[str, str]) -> str:
    written = "".join(f" {key}={value}" for key, value in attributes.items())
    if tag.schema.self_closing:
        return f"{{% {name}{written} /%}}\n"
    return f"{{% {name}{written} %}}\n\n{{% $markdoc.frontmatter.x %}}\n\n{{% /{name} %}}\n"


def menu(payloads: list[str]) -> str:
    """Entries with the payload as title, address, icon and colour."""
    lines = ["site_menu:", "  - {category: Home, url: /}"]
    for payload in payloads:
        text = quoted(payload)
        lines.append(f"  - {{category: {text}, url: {text}, icon: {text}, color: {text}}}")
        lines.append(f"  - {{category: {quoted('A / ' + payload)}, url: {quoted('https://x/' + payload)}}}")
    return "\n".join(lines) + "\n"


def configuration(payload: str) -> str:
    """Every key of ``handrail.yml`` that takes any text."""
    text = quoted(payload)
    return "\n".join(
        (
            f"title: {text}",
            "base_url: https://docs.example.com/base",
            f"theme: {{footer: {text}, links: [{{title: {text}, url: {text}}}], logo: {text}}}",
            f"variables: {{v: {text}}}",
            "feed: /p",
            f"versions: {{titles: {{v1.0: {text}}}}}",
            "",
        )
    )


EVERY_KEY = """\
anchors: slugify
link_schemes: [x-own]
markdown:
  alerts: true
  task_lists: true
  footnotes: true
  definition_lists: true
  linkify: true
  typographer: true
  indented_tags: true
  heading_ids: true
  abbreviations: true
  html: basic
  glossary: terms.yml
reading:
  suffixes: [.mdoc.md]
  index: [page]
  folder_index: true
  static: [public]
  aliases: {"@images/": /images/, "j:": "/x/"}
  other_parts: [/blog]
  fields: {x: description, author: menu_title, keywords: redirect_from}
  title: always
"""
"""All keys that have more of an author's text read."""

READ_MARKUP = (
    "<kbd>a</kbd><sub>b</sub><sup>c</sup><br><a id='d'></a><img src='/images/a.png' alt='e' title='f'>",
    "TERM ABBR [^1] - [x] https://example.com",
)
"""Harmless texts with the elements that these keys read."""

_DEFINED = "\n*[ABBR]: Abbreviation\n\n[^1]: A note.\n\n- [x] Done\n\nTerm\n: Definition\n\n> [!NOTE]\n> Text.\n"


def pages_project(root: Path, payloads: list[str], *, every_key: bool = False) -> Site:
    """A page for each payload, in one site, published in spite of all."""
    files: dict[str, str | bytes] = {
        "content/index.md": "---\ntitle: Home\n---\n\nText.\n",
        "content/partials/p.md": "## {% $v %}\n\n[{% $v %}](/) {% image src=$v alt=$v /%}\n",
        "content/images/a.png": image(),
        "content/menu.yml": menu(payloads),
        "redirects.yml": "".join(f"/old-{n}: {quoted(payload)}\n" for n, payload in enumerate(payloads)),
        "handrail.yml": "base_url: https://docs.example.com/base\nfeed: /p\n",
    }
    files |= {f"content/p/{number}.md": page(payload, f"/p/{number}") for number, payload in enumerate(payloads)}
    if every_key:
        files["handrail.yml"] = f"base_url: https://docs.example.com/base\nfeed: /p\n{EVERY_KEY}"
        files["terms.yml"] = 'TERM: "A *term* <b> javascript:alert(1)"\n'
        files["public/a.txt"] = "Text."
        for number, payload in enumerate(payloads):
            line = " ".join(payload.replace("{%", "{ %").split()).replace("\x00", "")
            html = f"<details><summary>{line}</summary>\n\n<kbd title='{line}'>{line}</kbd> TERM ABBR\n\n</details>\n"
            image_html = f'<img src="{line}" alt="{line}"> <a id="{line}"></a> <a name="{line}" href="{line}">a</a>\n'
            files[f"content/p/{number}.md"] = f"{page(payload, f'/p/{number}')}\n\n{html}\n{image_html}{_DEFINED}"
    root.mkdir(parents=True, exist_ok=True)
    return Site(root).write(files).build("--keep-going", "--no-cache")
