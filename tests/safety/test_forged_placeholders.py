"""An author's text never becomes a placeholder, wherever it comes from and however NUL is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from driver import Site, image

HOME = "---\ntitle: Home\n---\n\n## A\n\n[x](#a)\n\n"
IMAGE = '{% image src="/images/a.png" alt=$markdoc.frontmatter.x /%}\n'
FORGED = ("\\0d0\\0 onload=alert(1) y=", "\\0<d0> onload=alert(1) y=", "\\x00<u0>", "\\u0000<h0>", "\\U00000000<a0>")

TAG = '---\ndescription: A\nattributes: {{x: {{type: String, default: "{}"}}}}\n---\n{{{{ x }}}}\n'

PLACES: Mapping[str, tuple[str, Callable[[str], Mapping[str, str]]]] = {
    "a front matter key": (
        "front-matter-invalid",
        lambda text: {"content/index.md": f'---\ntitle: A\nx: "{text}"\n---\n\n{IMAGE}'},
    ),
    "the title": (
        "front-matter-invalid",
        lambda text: {"content/index.md": f'---\ntitle: "{text}"\n---\n\nText.\n'},
    ),
    "a list of the front matter": (
        "front-matter-invalid",
        lambda text: {
            "content/index.md": f'---\ntitle: A\nx: [a, {{b: "{text}"}}]\n---\n\n{{% $markdoc.frontmatter.x %}}\n'
        },
    ),
    "the name of a key": (
        "front-matter-invalid",
        lambda text: {"content/index.md": f'---\ntitle: A\n"{text}": 1\n---\n\nText.\n'},
    ),
    "a menu": (
        "front-matter-invalid",
        lambda text: {"content/index.md": HOME, "content/menu.yml": f'site_menu: [{{category: "{text}", url: /}}]\n'},
    ),
    "redirects": (
        "redirect-invalid",
        lambda text: {"content/index.md": HOME, "redirects.yml": f'/old: "{text}"\n'},
    ),
    "a tag file": (
        "tag-file-invalid",
        lambda text: {
            "content/index.md": HOME,
            "theme/tags/mine.html": TAG.format(text),
        },
    ),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", FORGED)
def test_a_yaml_escape_for_nul_is_reported_and_replaced(site: Callable[..., Site], place: str, text: str) -> None:
    code, files = PLACES[place]
    project = site().write({"images/a.png": image(), **files(text)})
    assert [each["code"] for each in project.problems() if "U+0000" in each["message"]] == [code]
    project.build("--keep-going", "--no-cache").exits(1)
    for path, data in project.published().items():
        if path.endswith((".html", ".md", ".json", ".xml", ".txt")):
            assert b"\0" not in data, path
            assert b'<img src="/images/a.png" alt="\xef\xbf\xbd width' not in data


@pytest.mark.parametrize("text", FORGED)
def test_a_variable_of_the_configuration_is_refused(site: Callable[..., Site], text: str) -> None:
    project = site().write({"handrail.yml": f'variables: {{x: "{text}"}}\n', "content/index.md": HOME})
    project.check().exits(2).says("The configuration contains the control character U+0000")


@pytest.mark.parametrize("name", ["content/index.md", "content/partials/p.md", "content/menu.md", "handrail.yml"])
def test_a_file_with_a_nul_character_is_refused(site: Callable[..., Site], name: str) -> None:
    files = {"content/index.md": HOME, name: "---\ntitle: A\n---\n\nText \0<u0> text\n"}
    project = site().write(files).build("--keep-going")
    assert project.last.code in (1, 2)
    project.says("NUL character (U+0000)")
    assert not any(b"\0" in data for path, data in project.published().items() if path.endswith((".html", ".md")))


@pytest.mark.parametrize("value", ["&#0;<d0>", "&#x0;d0&#0; onload=alert(1)", "%00d0%00"])
def test_entities_and_percent_codes_give_no_nul(site: Callable[..., Site], value: str) -> None:
    page = f'---\ntitle: A\n---\n\n![{value}](/images/a.png)\n\n{{% image src="/images/a.png" alt="{value}" /%}}\n'
    project = site().write({"content/index.md": page, "images/a.png": image()}).build("--keep-going")
    assert project.page("index.html").count('width="2" height="1"') == 2
    assert "\0" not in project.page("index.html") + project.page("index.md")


def test_a_template_that_changes_an_address_is_reported(site: Callable[..., Site]) -> None:
    head = "---\ndescription: A\nattributes: {link: {type: String, role: link}}\n---\n"
    tag = head + "<a href=\"{{ '%s' | format(link) }}\">x</a>\n"
    page = '---\ntitle: A\n---\n\n{% mine link="/" /%}\n'
    project = site().write({"content/index.md": page, "theme/tags/mine.html": tag})
    assert [(each["code"], each["path"]) for each in project.problems() if each["severity"] == "error"] == [
        ("theme-template-invalid", "theme/tags/mine.html")
    ]
