"""Old addresses and ``latest``: a page there leads to where the content is."""

from __future__ import annotations

import json
from pathlib import Path

import builder

PAGES = {
    "v1.0.x/index.md": "---\ntitle: Old home\n---\n\nText.\n",
    "v1.0.x/gone.md": "---\ntitle: Gone\n---\n\nText.\n",
    "v2.0.x/index.md": "---\ntitle: Home\n---\n\nText.\n",
    "v2.0.x/install.md": "---\ntitle: Install\nredirect_from: [/setup, /v1.0.x/setup, /install]\n---\n\nText.\n",
}


def built(project: Path, folders: dict[str, str]) -> dict[str, str]:
    """The pages of the site that lead elsewhere, with their targets."""
    for name, text in folders.items():
        path = project / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert builder.build(project, jobs=1, cache=False).exit_code(fail_on="warning") == 0
    site = project / "site"
    found = {}
    for path in sorted(site.rglob("index.html")):
        _, mark, rest = path.read_text(encoding="utf-8").partition('http-equiv="refresh" content="0; url=')
        if mark:
            found[path.relative_to(site).as_posix()] = rest.partition('"')[0]
    return found


def test_old_addresses_and_latest_lead_to_the_pages(tmp_path: Path) -> None:
    assert built(tmp_path, PAGES) == {
        "v1.0.x/setup/index.html": "/v2.0.x/install/",
        "v2.0.x/setup/index.html": "/v2.0.x/install/",
        "latest/index.html": "/v2.0.x/",
        "latest/changes/index.html": "/v2.0.x/changes/",
        "latest/install/index.html": "/v2.0.x/install/",
        "latest/setup/index.html": "/v2.0.x/install/",
    }


def test_a_site_without_versions_has_no_latest(tmp_path: Path) -> None:
    assert built(tmp_path, {"index.md": "---\ntitle: Home\n---\n\nText.\n"}) == {}


def test_a_version_named_latest_takes_precedence(tmp_path: Path) -> None:
    (tmp_path / "handrail.yml").write_text("versions: {folders: [latest, old]}\n", encoding="utf-8")
    pages = {"latest/index.md": "---\ntitle: Home\n---\n\nText.\n", "old/index.md": "---\ntitle: Old\n---\n\nText.\n"}
    targets = built(tmp_path, pages)
    assert "latest/index.html" not in targets


def test_a_file_of_redirects(tmp_path: Path) -> None:
    lines = ["/start: /install", "/shop: https://example.com/?a=1&b=2", "/old.html: /install#here", "/install#a: /#b"]
    (tmp_path / "redirects.yml").write_text("\n".join([*lines, "/start#a: /gone"]), encoding="utf-8")
    (tmp_path / "handrail.yml").write_text("base_url: https://example.com/docs\n", encoding="utf-8")
    text = "---\ntitle: Install\n---\n\n## Here\n\nText.\n"
    pages = {"v2.0.x/install.md": text, "v2.0.x/index.md": "---\ntitle: Home\n---\n\n## B\n\nText.\n"}
    targets = built(tmp_path, {**pages, "v1.0.x/gone.md": "---\ntitle: Gone\n---\n\nText.\n"})
    assert {path: target for path, target in targets.items() if not path.startswith("latest")} == {
        "shop/index.html": "https://example.com/?a=1&amp;b=2",
        "start/index.html": "/docs/v2.0.x/install/",
        "v1.0.x/shop/index.html": "https://example.com/?a=1&amp;b=2",
        "v2.0.x/shop/index.html": "https://example.com/?a=1&amp;b=2",
        "v2.0.x/start/index.html": "/docs/v2.0.x/install/",
    }
    site = tmp_path / "site"
    assert "url=/docs/v2.0.x/install/#here" in (site / "v2.0.x/old.html").read_text()
    assert 'data-moved="{&#34;a&#34;: &#34;/docs/v2.0.x/#b&#34;}"' in (site / "v2.0.x/install/index.html").read_text()
    assert json.loads((site / "redirects.json").read_text())[-1] == {
        "from": "/docs/v2.0.x/start/",
        "to": "/docs/v2.0.x/install/",
    }
    assert (site / "_redirects").read_text().splitlines() == [
        "/docs/old.html /docs/v2.0.x/install/#here 301",
        "/docs/shop/ https://example.com/?a=1&b=2 301",
        "/docs/start/ /docs/v2.0.x/install/ 301",
        "/docs/v1.0.x/shop/ https://example.com/?a=1&b=2 301",
        "/docs/v2.0.x/old.html /docs/v2.0.x/install/#here 301",
        "/docs/v2.0.x/shop/ https://example.com/?a=1&b=2 301",
        "/docs/v2.0.x/start/ /docs/v2.0.x/install/ 301",
    ]


def test_old_addresses_may_begin_with_the_path_of_the_site(tmp_path: Path) -> None:
    """Authors copy them from a browser. If the site's pages are in a folder of that name, the folder is meant."""
    (tmp_path / "handrail.yml").write_text("base_url: https://example.com/docs\n")
    (tmp_path / "redirects.yml").write_text("/docs/old: /docs/install\n/docs/all/*: /docs/*\n")
    pages = {
        "index.md": "---\ntitle: Home\n---\n\nText.\n",
        "install.md": "---\ntitle: Install\nredirect_from: /docs/setup\n---\n\nText.\n",
    }
    expected = {"old/index.html": "/docs/install/", "setup/index.html": "/docs/install/"}
    assert built(tmp_path, pages) == {**expected, "all/install/index.html": "/docs/install/"}
    (tmp_path / "redirects.yml").write_text("/docs/old: /docs/more\n")
    more = {"docs/more.md": "---\ntitle: More\n---\n\nText.\n"}
    assert built(tmp_path, more) == {
        "docs/old/index.html": "/docs/docs/more/",
        "docs/setup/index.html": "/docs/install/",
    }


def test_addresses_below_one_are_rules_for_hosts(tmp_path: Path) -> None:
    lines = (
        "/old/one: /install\n/old/*: /install#part\n/forum/*: https://forum.example.com/all/*\n"
        "/home/*: https://example.com/\n/v1.0.x/past/*: /v1.0.x/gone\n"
    )
    (tmp_path / "redirects.yml").write_text(lines)
    pages = {**PAGES, "v2.0.x/install.md": "---\ntitle: Install\n---\n\n## Part\n\nText.\n"}
    found = built(tmp_path, pages)
    assert found["v2.0.x/old/index.html"] == "/v2.0.x/install/#part"
    assert found["old/index.html"] == "/v2.0.x/install/#part"
    assert found["v1.0.x/past/index.html"] == "/v1.0.x/gone/"
    rules = (tmp_path / "site/_redirects").read_text("utf-8").splitlines()
    assert [rule for rule in rules if "*" in rule] == [
        "/forum/* https://forum.example.com/all/:splat 301",
        "/home/* https://example.com/ 301",
        "/old/* /v2.0.x/install/#part 301",
        "/v1.0.x/forum/* https://forum.example.com/all/:splat 301",
        "/v1.0.x/home/* https://example.com/ 301",
        "/v1.0.x/past/* /v1.0.x/gone/ 301",
        "/v2.0.x/forum/* https://forum.example.com/all/:splat 301",
        "/v2.0.x/home/* https://example.com/ 301",
        "/v2.0.x/old/* /v2.0.x/install/#part 301",
    ]
    # A host takes the first rule that fits.
    assert rules.index("/v2.0.x/old/one/ /v2.0.x/install/ 301") < rules.index("/v2.0.x/old/* /v2.0.x/install/#part 301")


def test_a_rule_for_addresses_below_hides_no_page(tmp_path: Path) -> None:
    for name in ("install/linux.md", "install/mac.md", "team.md"):
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\ntitle: T\n---\n\nText.\n")
    (tmp_path / "redirects.yml").write_text("/install/*: /team\n/team/*: /install/mac\n")
    report = builder.check(tmp_path)
    assert [(each.code, each.line) for each in report.diagnostics if each.path == "redirects.yml"] == [
        ("redirect-shadowed", 1),
        ("redirect-shadowed", 2),
    ]
