"""Sites of Next.js with Markdoc in a repository with other programs, and menus that keep addresses in choices."""

from __future__ import annotations

from pathlib import Path

from driver import Site, run
from example_sites import write_files

PAGE = "---\ntitle: {}\n---\n\nText.\n"
NAMES = ("boil", "pour", "cool")
FILES: dict[str, str | bytes] = {
    "docs/next.config.js": "module.exports = {async redirects() { return ["
    "{source: '/docs', destination: '/docs/boil', permanent: true},"
    "{source: '/docs/heat', destination: '/docs/boil', permanent: true}] }}",
    **{f"docs/src/content/pages/{name}.mdoc": PAGE.format(name.title()) for name in NAMES},
    "docs/src/content/pages/links.mdoc": "---\ntitle: Links\n---\n\n[Heat](/docs/heat) [Pour](/docs/pour)\n",
    "docs/src/content/navigation.yaml": "navGroups:\n- groupName: Start\n  items:\n"
    + "".join(f"  - label: {name.title()}\n    link: {{discriminant: page, value: {name}}}\n" for name in NAMES),
    "example/next.config.js": "module.exports = {async redirects() { return ["
    "{source: '/', destination: '/boil', permanent: true}] }}",
    "example/pages/index.md": PAGE.format("Example"),
    "kit/button/docs/index.mdoc": PAGE.format("Button"),
    "kit/field/docs/index.mdoc": PAGE.format("Field"),
}


def test_pages_menu_and_redirects_of_the_site_alone(tmp_path: Path) -> None:
    source, project = write_files(tmp_path / "source", FILES), tmp_path / "project"
    assert run("import", "--from", "next-markdoc", str(source), str(project)).code == 0
    pages = sorted(path.name for path in (project / "content").rglob("*.md"))
    assert pages == ["boil.md", "cool.md", "links.md", "menu.md", "pour.md"]
    menu = (project / "content/menu.md").read_text("utf-8")
    assert '"Start / Boil"' in menu
    assert 'url: "/pages/cool"' in menu
    assert (project / "redirects.yml").read_text("utf-8") == '"/docs": "/pages/boil"\n"/docs/heat": "/pages/boil"\n'
    said = (project / "import-report.md").read_text("utf-8")
    assert "1 below example, another site" in said
    assert "2 below folders of no site" in said
    assert "[Heat](/pages/boil) [Pour](/pages/pour)" in (project / "content/pages/links.md").read_text("utf-8")
    assert [each for each in Site(project).problems() if each["severity"] == "error"] == []
