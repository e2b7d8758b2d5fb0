"""Redirects in every form that systems and hosts have, and links to anchors that no page has."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from driver import Site, run
from example_sites import write_files

PAGE = "---\ntitle: {}\n---\n\nText.\n"
PAGES: dict[str, str | bytes] = {
    f"docs/{name}.md": PAGE.format(name) for name in ("index", "new/one", "new/two", "team")
}
MKDOCS: dict[str, str | bytes] = {"mkdocs.yml": "site_name: Site\n", **PAGES}

HOSTS: list[tuple[str, str, dict[str, str], str]] = [
    (
        "_redirects",
        "# Old addresses\n/old-one /new/one 301\n/old-two   /new/two\n/old/* /new/:splat 302!\n"
        "/proxy/* https://api.example.com/:splat 200\n/nl /team 302 Country=nl\n",
        {"/old-one": "/new/one", "/old-two": "/new/two", "/old/*": "/new/*"},
        "/proxy/*",
    ),
    (
        "netlify.toml",
        '[[redirects]]\nfrom = "/old-one"\nto = "/new/one"\n'
        '[[redirects]]\nfrom = "/old/*"\nto = "/new/:splat"\nstatus = 301\n'
        '[[redirects]]\nfrom = "/app"\nto = "/team"\nstatus = 200\n',
        {"/old-one": "/new/one", "/old/*": "/new/*"},
        "/app",
    ),
    (
        "vercel.json",
        '{"redirects": [{"source": "/old-one", "destination": "/new/one", "permanent": true},'
        ' {"source": "/old/:path*", "destination": "/new/:path*"},'
        ' {"source": "/beta", "destination": "/team", "has": [{"type": "cookie", "key": "x"}]}],'
        ' "routes": [{"src": "/old-two", "status": 301, "headers": {"Location": "/new/two"}}]}',
        {"/old-one": "/new/one", "/old-two": "/new/two", "/old/*": "/new/*"},
        "/beta",
    ),
    (
        "firebase.json",
        '{"hosting": {"redirects": [{"source": "/old-one", "destination": "/new/one", "type": 301},'
        ' {"regex": "/x/(.*)", "destination": "/new/:1", "type": 301}]}}',
        {"/old-one": "/new/one"},
        "/x/(.*)",
    ),
]


def imported(tmp_path: Path, system: str, files: dict[str, str | bytes]) -> tuple[dict[str, str], str]:
    """The redirects of the project that an import makes, and its report."""
    source, target = write_files(tmp_path / "source", files), tmp_path / "project"
    done = run("import", "--from", system, str(source), str(target))
    assert done.code == 0, done.err
    listing = target / "redirects.yml"
    return yaml.safe_load(listing.read_text("utf-8")) if listing.is_file() else {}, report(target)


def report(target: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(target.glob("import*.md")))


@pytest.mark.parametrize(("name", "text", "expected", "left"), HOSTS, ids=[each[0] for each in HOSTS])
def test_files_of_hosts(tmp_path: Path, name: str, text: str, expected: dict[str, str], left: str) -> None:
    found, said = imported(tmp_path, "mkdocs", {**MKDOCS, name: text})
    assert found == expected
    assert "rule of a host" in said
    assert left in said


def test_a_host_of_any_system(tmp_path: Path) -> None:
    files = {"docusaurus.config.js": "module.exports = {title: 'Site', url: 'https://x.example', baseUrl: '/'};"}
    found, _ = imported(tmp_path, "docusaurus", {**files, **PAGES, "static/_redirects": "/old /docs/team 301\n"})
    assert found == {"/old": "/team"}


DOCUSAURUS = """
module.exports = {title: 'Site', url: 'https://x.example', baseUrl: '/', plugins: [
  ['@docusaurus/plugin-client-redirects', {
    redirects: [{from: ['/a', '/b'], to: '/docs/team'}],
    createRedirects(existingPath) { BODY },
  }],
]};
"""


def test_redirects_that_a_function_makes(tmp_path: Path) -> None:
    body = "if (existingPath.includes('/new')) { return [existingPath.replace('/new', '/old')]; } return undefined;"
    files = {"docusaurus.config.js": DOCUSAURUS.replace("BODY", body)}
    found, said = imported(tmp_path, "docusaurus", {**files, **PAGES})
    assert found == {
        "/a": "/team",
        "/b": "/team",
        "/docs/old/one": "/new/one",
        "/docs/old/two": "/new/two",
    }
    assert "redirects that code computes" not in said


def test_a_function_of_another_kind_is_left(tmp_path: Path) -> None:
    files = {"docusaurus.config.js": DOCUSAURUS.replace("BODY", "return lookUp(existingPath);")}
    found, said = imported(tmp_path, "docusaurus", {**files, **PAGES})
    assert found == {"/a": "/team", "/b": "/team"}
    assert "redirects that code computes" in said


def test_a_link_to_an_anchor_that_is_missing_stays_and_is_reported(tmp_path: Path) -> None:
    page = "---\ntitle: Links\n---\n\n[gone](new/one.md#gone), [here](#nowhere), [there](new/two.md#part).\n"
    more: dict[str, str | bytes] = {"docs/links.md": page, "docs/new/two.md": PAGE.format("two") + "\n## Part\n"}
    _, said = imported(tmp_path, "mkdocs", {**MKDOCS, **more})
    text = (tmp_path / "project/content/links.md").read_text("utf-8")
    assert "#gone" in text
    assert "(#nowhere)" in text
    assert "#part)" in text
    assert said.count("link to an anchor that is missing") >= 1
    assert "#gone" in said
    assert "#nowhere" in said


def test_a_pattern_with_one_target_leads_there_from_its_own_address(tmp_path: Path) -> None:
    lines = "/gone/* /team 301\n/old/:name /new/two 301\n/a/:x/b /team 301\n/team/* /new/one 301\n"
    found, said = imported(tmp_path, "mkdocs", {**MKDOCS, "_redirects": lines})
    assert found == {"/gone": "/team", "/old": "/new/two"}
    assert "written for /gone alone" in said
    assert "/a/:x/b" in said
    assert "/team/*" in said


def test_an_anchor_that_the_page_lacks_is_dropped(tmp_path: Path) -> None:
    config = (
        "site_name: Site\nplugins:\n- redirects:\n    redirect_maps:\n"
        "      a.md: parts.md#first-part\n      b.md: parts.md#lost\n"
    )
    page = "---\ntitle: Parts\n---\n\n## First part\n"
    found, said = imported(tmp_path, "mkdocs", {**MKDOCS, "mkdocs.yml": config, "docs/parts.md": page})
    assert found == {"/a": "/parts#first-part", "/b": "/parts"}
    assert "redirect to an anchor that is missing" in said


@pytest.mark.parametrize("site", ["", "site: 'https://kettle.example.com', "])
def test_links_to_pages_that_are_no_documents(tmp_path: Path, site: str) -> None:
    page = "---\ntitle: A\n---\n\n[Blog](/blog/2024/) [Lost](/lost) [Home](/)\n"
    files: dict[str, str | bytes] = {
        "astro.config.mjs": f"export default defineConfig({{{site}integrations: [starlight({{title: 'Kettle'}})]}})",
        "src/content/docs/index.md": page,
        "src/pages/blog/[...slug].astro": "",
        "src/pages/index.astro": "",
        "src/pages/404.astro": "",
    }
    imported(tmp_path, "starlight", files)
    project = tmp_path / "project"
    settings = yaml.safe_load((project / "handrail.yml").read_text("utf-8"))
    problems = [each["subject"] if "subject" in each else each["message"] for each in Site(project).problems()]
    if site:
        assert "reading" not in settings
    else:
        assert settings["reading"] == {"other_parts": ["/blog"]}
        assert [text for text in problems if "/blog" in text] == []
        assert [text for text in problems if "/lost" in text] != []
