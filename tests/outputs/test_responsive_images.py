"""Smaller copies of images: which there are, what pages say of them, and when they are made again."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from driver import Site, image

from builder.content import scaled_images
from builder.content.images import ImageInfo
from builder.content.scaled_images import MOST_PIXELS, ResponsiveImages
from builder.project import inputs, loaded_site

PAGE = "---\ntitle: A\n---\n\n![Wide](/images/wide.png)\n\n![Small](/images/small.png)\n\n![Odd](/images/odd.png)\n"
FILES: dict[str, str | bytes] = {
    "handrail.yml": "responsive_images: {format: webp, widths: [100, 200]}\n",
    "content/index.md": PAGE,
    "content/images/wide.png": image(400, 40),
    "content/images/small.png": image(60, 20),
    "content/images/odd.png": image(150, 3)[:-30],
}


@pytest.fixture
def pillow() -> Any:
    return pytest.importorskip("PIL.Image", reason="needs the extra 'images'")


def copies(site: Site) -> dict[str, bytes]:
    return {path: data for path, data in site.published().items() if path.startswith("assets/images/")}


def test_each_image_has_copies_that_are_no_wider_than_itself(site: Callable[[], Site], pillow: Any) -> None:
    built = site().write(FILES).build("--keep-going")
    page = built.page("index.html")
    wide, small, odd = re.findall(r"<img [^>]*>", page)
    assert re.sub(r"\.[0-9a-f]{8}-", ".DIGEST-", wide) == (
        '<img src="/images/wide.png" width="400" height="40" srcset="/assets/images/wide.DIGEST-100.webp 100w, '
        '/assets/images/wide.DIGEST-200.webp 200w" sizes="(max-width: 450px) 100vw, 400px" alt="Wide" loading="lazy" '
        'decoding="async">'
    )
    assert small.count("60w") == 1
    assert re.findall(r"(\d+)w", odd) == ["100", "150"]
    made = copies(built)
    assert len(made) == 5
    for path, data in made.items():
        assert f"/{path} " in page
        if "odd" not in path:
            opened = pillow.open(io.BytesIO(data))
            assert (opened.format, opened.width) == ("WEBP", int(path.rpartition("-")[2].removesuffix(".webp")))
    # A damaged file is published as it is; browsers recognise it by its content.
    assert {data for path, data in made.items() if "odd" in path} == {FILES["content/images/odd.png"]}
    assert built.published()["images/wide.png"] == FILES["content/images/wide.png"]


def test_copies_are_the_same_in_every_build_and_made_once(
    site: Callable[[], Site], pillow: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = site().write(FILES).build("--keep-going")
    before = copies(built)
    built.build("--keep-going", "--no-cache", "-o", str(built.root / "other"))
    again = {path: data for path, data in built.published("other").items() if path.startswith("assets/images/")}
    assert again == before
    monkeypatch.setattr("builder.outputs.site_context.scaled_image", lambda *_: pytest.fail("made again"))
    built.edit("content/index.md", "title: A", "title: B").build("--keep-going")
    assert copies(built) == before


def test_avif_and_other_images(site: Callable[[], Site], pillow: Any) -> None:
    built = site().write({**FILES, "handrail.yml": "responsive_images: {format: avif, quality: 50}\n"})
    made = copies(built.build("--keep-going"))
    assert {path.rpartition(".")[2] for path in made} == {"avif"}
    assert all(data[4:8] == b"ftyp" for path, data in made.items() if "odd" not in path)


def test_without_the_key_nothing_changes(site: Callable[[], Site]) -> None:
    built = site().write({**FILES, "handrail.yml": "title: A\n"}).build("--keep-going")
    assert copies(built) == {}
    assert "srcset" not in built.page("index.html")


def test_without_pillow_the_originals_are_published(site: Callable[[], Site], monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (inputs, loaded_site):
        monkeypatch.setattr(module, "can_scale", lambda: False)
    built = site().write(FILES)
    found = [problem["code"] for problem in built.problems()]
    assert "images-not-scaled" in found
    assert copies(built.build("--keep-going")) == {}
    assert "srcset" not in built.page("index.html")


@pytest.mark.parametrize(
    ("info", "widths"),
    [
        ({"width": 1000, "height": 10}, (480, 960, 1000)),
        ({"width": 5000, "height": 10}, (480, 960, 1600)),
        ({"width": 480, "height": 10}, (480,)),
        ({"width": 20_000, "height": 20_000}, ()),
        ({"width": 0, "height": 0}, ()),
        ({"width": 900, "height": 9, "type": "gif"}, ()),
        ({"width": 900, "height": 9, "type": "svg"}, ()),
        ({"width": 900, "height": 9, "is_animated": True}, ()),
    ],
)
def test_absurd_and_animated_images_have_no_copies(info: dict[str, Any], widths: tuple[int, ...]) -> None:
    assert MOST_PIXELS < 20_000 * 20_000
    found = ImageInfo(**{"digest": "d", "type": "png", "size": 1, **info})
    assert ResponsiveImages().widths_of(found) == widths


def test_a_file_with_more_pixels_than_its_head_says_is_not_unpacked(
    pillow: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scaled_images, "MOST_PIXELS", 100)
    (tmp_path / "a.png").write_bytes(image(40, 40))
    made = scaled_images.scaled_image(tmp_path, "a.png", (), 10, ResponsiveImages())
    assert made == image(40, 40)
