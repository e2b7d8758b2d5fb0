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


def test_a_file_that_no_host_reads_does_not_count(tmp_path: Path) -> None:
    found, _ = imported(tmp_path, "mkdocs", {**MKDOCS, "scripts/_redirects": "/old /team 301\n"})
    assert found == {}


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
    assert found == {"/gone/*": "/team", "/old/*": "/new/two"}
    assert "/gone/*" not in said
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
def test_links_to_pages_that_are_not_documents(tmp_path: Path, site: str) -> None:
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


FORMS: list[tuple[str, dict[str, str | bytes], dict[str, str], list[str]]] = [
    (
        "a target with a pattern that another redirect continues",
        {"_redirects": "/a/* /b/:splat\n/b/* /new/:splat\n/x /b/one\n"},
        {"/a": "/new", "/a/one": "/new/one", "/a/two": "/new/two", "/b": "/new", "/b/*": "/new/*", "/x": "/new/one"},
        [],
    ),
    (
        "several parameters, and one inside a segment",
        {"_redirects": "/:kind/v1/:name /:kind/:name\n/page-:name /new/:name\n"},
        {"/:kind/v1/:name": "/:kind/:name", "/page-one": "/new/one", "/page-two": "/new/two"},
        [],
    ),
    (
        "regular expressions with an equivalent, and others",
        {
            "vercel.json": '{"redirects": [{"source": "/old/:name(one|two)", "destination": "/new/:name"},'
            ' {"source": "/gone/(.*)", "destination": "/team"},'
            ' {"source": "/odd/(?!x)(.*)", "destination": "/new/$2"}],'
            ' "routes": [{"src": "^/was/(.*)$", "status": 308, "headers": {"Location": "/new/$1"}}]}'
        },
        {"/old/one": "/new/one", "/old/two": "/new/two", "/gone/*": "/team", "/was": "/new", "/was/*": "/new/*"},
        ["/odd/(?!x)(.*) → /new/$2: a regular expression"],
    ),
    (
        "other hosts, other sites and queries",
        {
            "_redirects": "https://old.example.org/* /new/:splat\n/out https://elsewhere.example/x?a=1#b\n"
            "/out/* https://elsewhere.example/:splat\n/q?id=1 /team\n/id id=:id /team\n/team?tab=2 /team\n"
        },
        {"/out": "https://elsewhere.example/x?a=1#b", "/out/*": "https://elsewhere.example/*"},
        [
            "only the server of old.example.org can redirect its addresses",
            "/q?id=1 → /team: only a server can tell addresses apart by their query",
            "a rule for some readers only (id=:id)",
        ],
    ),
    (
        "the front page, files of HTML, letters and targets with a query",
        {"_redirects": "/ /team\n/team.html /team\n/NEW/one /new/one\n/tabs /new/one?tab=2\n"},
        {"/team.html": "/team", "/tabs": "/new/one"},
        ["/ → /team: a page is at the old address"],
    ),
    (
        "targets that are missing",
        {"_redirects": "/gone /nowhere\n/gone/:x/b /team\n"},
        {},
        ["/gone → /nowhere: no page of the source is at this address", "/gone/:x/b → /team"],
    ),
]


@pytest.mark.parametrize(("files", "expected", "left"), [each[1:] for each in FORMS], ids=[each[0] for each in FORMS])
def test_forms(tmp_path: Path, files: dict[str, str | bytes], expected: dict[str, str], left: list[str]) -> None:
    found, said = imported(tmp_path, "mkdocs", {**MKDOCS, **files, "docs/new/index.md": PAGE.format("new")})
    assert found == expected
    for text in left:
        assert text in said


def test_a_site_without_a_front_page_redirects_it(tmp_path: Path) -> None:
    files = {path: text for path, text in MKDOCS.items() if path != "docs/index.md"}
    found, _ = imported(tmp_path, "mkdocs", {**files, "_redirects": "/ /team\n"})
    assert found == {"/": "/team"}
    Site(tmp_path / "project").build().exits(0)
    assert 'url=/team/"' in (tmp_path / "project/site/index.html").read_text("utf-8")


def test_redirects_that_only_a_program_knows(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "next.config.js": "const { redirects } = require('./src/routes')\n"
        "module.exports = {async redirects() { return redirects }, async rewrites() { return ["
        "{source: '/api/:path*', destination: 'https://api.example.com/:path*'}] },"
        " async headers() { return [{source: '/:path*', headers: [{key: 'X-Frame-Options', value: 'DENY'}]}] }}",
        "src/routes.ts": "export const menu = [{path: 'use', title: 'Use', sections: [{path: 'boil', title: 'Boil'},"
        " {path: 'pour', title: 'Pour'}]}]\nexport const redirects = [\n"
        "  {source: '/boil', destination: '/use/boil', permanent: true},\n"
        "  {source: '/tea', destination: '/use/pour', permanent: true, has: [{type: 'host', value: 'tea.example'}]},\n"
        "  {source: '/odd', destination: oddTarget(), permanent: true},\n]\n",
        "pages/use/boil.md": PAGE.format("Boil"),
        "pages/use/pour.md": PAGE.format("Pour"),
        "pages/index.md": PAGE.format("Home"),
    }
    found, said = imported(tmp_path, "next-markdoc", files)
    assert found == {"/boil": "/use/boil"}
    assert "src/routes.ts:4: `/tea → /use/pour: a rule for some readers only`" in said
    assert "src/routes.ts:5: `/odd →`" in said
    assert "/api/:path* → https://api.example.com/:path*: a rewrite" in said
    menu = (tmp_path / "project/content/menu.md").read_text("utf-8")
    assert "Use / Boil" in menu
    assert "/boil" in menu
    assert menu.count("category:") == 3


def test_the_base_of_a_site_may_begin_an_address_and_lines_are_found(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "docusaurus.config.js": "const moved = require('./moved.js');\nmodule.exports = {title: 'Site',"
        " url: 'http://localhost:3000', baseUrl: '/manual/', presets: [['classic', {docs: {routeBasePath: '/',"
        " sidebarPath: require.resolve('./sidebars.js')}}]], plugins: [['@docusaurus/plugin-client-redirects',\n"
        "{fromExtensions: ['html'], redirects: [...moved, {from: '/lost', to: '/nowhere'}, {from: old(), to: '/team'}]}"
        "]]};\n",
        "moved.js": "module.exports = [\n  {from: '/was', to: '/team'},\n];\n",
        "sidebars.js": "module.exports = {docs: ['team', false, 'new/one'].filter(Boolean).concat(['new/two'])};\n",
        "static/_redirects": "/manual/first /manual/new/one\n/manual/* /:splat\n",
        **PAGES,
        "docs/links.md": "---\ntitle: Links\n---\n\n[One](/manual/new/one)\n",
    }
    found, said = imported(tmp_path, "docusaurus", files)
    assert found["/was"] == "/team"
    assert found["/manual/first"] == "/new/one"
    assert "docusaurus.config.js:3: `/lost → /nowhere: no page of the source is at this address`" in said
    assert "redirect that can't be read" in said
    assert "fromExtensions: html: let your host redirect these addresses" in said
    project = tmp_path / "project"
    assert "(/new/one)" in (project / "content/links.md").read_text("utf-8")
    assert (project / "content/menu.md").read_text("utf-8").count("category:") == 3
    assert "localhost" not in (project / "handrail.yml").read_text("utf-8")


def test_a_missing_translation_leads_to_the_original(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "astro.config.mjs": "export default defineConfig({redirects: {'/de/old': '/de/use', '/made': target()},"
        " integrations: [starlight({title: 'Kettle', locales: {root: {label: 'English', lang: 'en'},"
        " de: {label: 'Deutsch'}}})]})",
        "src/content/docs/index.md": PAGE.format("Home"),
        "src/content/docs/use.md": PAGE.format("Use"),
        "src/content/docs/de/index.md": PAGE.format("Start"),
    }
    found, said = imported(tmp_path, "starlight", files)
    assert found["/de/old"] == "/use"
    assert "/made" in said


def test_links_into_text_that_a_program_makes(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "docs/cli.md": "---\ntitle: Commands\n---\n\n"
        "::: mkdocs-click\n    :module: kettle.cli\n    :depth: 0\n\nMore.\n",
        "docs/use.md": "---\ntitle: Use\n---\n\n[boil](cli.md#kettle-boil), [again](cli.md#kettle-boil), [no](#gone)\n",
    }
    _, said = imported(tmp_path, "mkdocs", {**MKDOCS, **files})
    project = tmp_path / "project"
    assert "text that a program makes (1)" in said
    assert "docs/use.md:5: `#kettle-boil`" in said
    assert "```yaml\n::: mkdocs-click\n    :module: kettle.cli\n    :depth: 0\n```\n\nMore." in (
        project / "content/cli.md"
    ).read_text("utf-8")
    assert [each["message"] for each in Site(project).problems() if each["severity"] == "error"] == [
        "This page has no anchor '#gone' (in the link '#gone')."
    ]
