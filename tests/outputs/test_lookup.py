"""Every file of a site can also be requested by its path alone, with the same content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from driver import Site, image

from builder import pipeline
from builder.outputs import SITE_OUTPUTS, CopyOf, OnDemandOutputs, Output, RenderContext, declare
from builder.outputs.folder_pages import folders
from builder.project.open_project import Options, open_project
from builder.structure.reserved_paths import reserved_file

STEPS = "---\ntitle: Guide\nredirect_from: /old\n---\n\n## Step 1: Do\n\n- Click.\n\n## Step 2: See\n\n- Check it.\n"
VERSIONED = {
    "content/v1/index.md": "---\ntitle: Home\n---\n\n![A](/images/a.png)\n",
    "content/v1/area/guide.md": STEPS,
    "content/v2/index.md": "---\ntitle: Home\n---\n",
    "content/v2/area/deep/page.md": "---\ntitle: Page\n---\n",
    "content/images/a.png": image(),
}
UNVERSIONED = {
    "handrail.yml": "base_url: https://docs.example.com\nfeed: news\n",
    "redirects.yml": "/gone: /v/guide\n",
    "content/index.md": "---\ntitle: Home\n---\n\n![A](/images/a.png)\n",
    "content/v/guide.md": STEPS,
    "content/news/1.md": "---\ntitle: 1\ndate: 2026-01-01\n---\n",
    "content/images/a.png": image(),
}
GUIDE_AT_HOME = {"content/index.md": STEPS}
SITES = {"versioned": VERSIONED, "unversioned": UNVERSIONED, "a guide at home": GUIDE_AT_HOME}


def emission_at(project: Path) -> RenderContext:
    with open_project(Options(project=project, jobs=1, cache=False)) as opened:
        own, engine = opened.project, opened.engine
        loaded = pipeline.load(own, engine)
        results = pipeline.check(own, loaded).results
        return pipeline.render_context(own, engine, loaded, pipeline.theme_of(own, loaded), results)


def made(output: Output) -> tuple[str, bytes]:
    return output.key, output.make.path.encode() if isinstance(output.make, CopyOf) else output.make()


@pytest.mark.parametrize("files", SITES.values(), ids=SITES)
@pytest.mark.parametrize("order", [sorted, lambda paths: sorted(paths, reverse=True)], ids=["forth", "back"])
def test_each_file_is_found_alone(
    tmp_path: Path, files: dict[str, str | bytes], order: Callable[[dict[str, Output]], list[str]]
) -> None:
    emission = emission_at(Site(tmp_path).write(files).root)
    outputs = list(declare(emission))
    declared = {output.path: output for output in outputs}
    assert len(declared) == len(outputs)
    lookup = OnDemandOutputs(emission, SITE_OUTPUTS)
    for path in order(declared):
        found = lookup.find(path)
        assert found is not None, path
        assert made(found) == made(declared[path]), path


@pytest.mark.parametrize(
    "path", ["", "index.htm", "v1/area", "v1/area/", "v1/area/guide", "../a", "v1/../v1/index.html"]
)
def test_no_other_path_is(tmp_path: Path, path: str) -> None:
    assert OnDemandOutputs(emission_at(Site(tmp_path).write(VERSIONED).root), SITE_OUTPUTS).find(path) is None


@pytest.mark.parametrize("files", SITES.values(), ids=SITES)
def test_no_address_can_need_a_folder_where_a_file_is(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    site = emission_at(Site(tmp_path).write(files).root).site
    versions = {version.name for version in site.versions}
    aliases = {alias for version in site.versions for alias in version.aliases}
    addresses = {(page.version, page.slug) for page in site.pages} | site.places.redirects.targets.keys()
    for output in declare(emission_at(tmp_path)):
        first, _, rest = output.path.partition("/")
        version, slug = (first, rest) if first in versions else ("", output.path)
        folder, _, name = slug.rpartition("/")
        if first in aliases or slug == "changes/index.html":
            continue  # no page's address begins so; a page of that slug takes its place
        if name == "index.html" and (version, folder) in addresses - site.places.pages.keys():
            continue  # an address of its own, which is reported as one
        if name.endswith(".md") and (version, slug.removesuffix(".md")) in site.places.pages:
            continue  # a page's Markdown beside its folder, which gives way too
        if name == "index.html" and (version, folder) in folders(emission_at(tmp_path)):
            continue  # a list of a folder, which gives way to anything else at its address
        assert reserved_file(site.places.pages, site.tree.images, version, slug), output.path
        assert reserved_file(site.places.pages, site.tree.images, version, f"{slug}/below"), output.path
    assert not reserved_file(site.places.pages, site.tree.images, "", "release-1.2")
