"""A hand that edits a project at random: pages, partials, pictures, menus, tags, templates, configuration."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from driver import image

VERSIONS = ("v1.0.x", "v1.1.x", "v2.0.x")
NAMES = ("install", "upgrade", "sso/azure", "sso/google", "backup", "faq", "limits", "sso/index", "new/guide")
PARTIALS = ("warning", "support", "sso/values")
IMAGES = ("one.png", "two.png", "sub/three.png")

BLOCKS: tuple[Callable[[random.Random], str], ...] = (
    lambda dice: f"Words that change: {dice.randrange(1000)}, and *some* `code`.",
    lambda dice: f"## Part {dice.randrange(4)}",
    lambda dice: (
        f"## Step {dice.randrange(1, 6)}: Do it\n\n- Click on `Button {dice.randrange(9)}`.\n- Copy the `Key`."
    ),
    lambda dice: (
        f'{{% note %}}\nMind {dice.randrange(9)}.\n\n{{% partial file="/{dice.choice(PARTIALS)}.md" /%}}\n{{% /note %}}'
    ),
    lambda dice: f'{{% partial file="/{dice.choice(PARTIALS)}.md" variables={{kind: "{dice.choice("ab")}"}} /%}}',
    lambda dice: f'{{% image src="/images/{dice.choice(IMAGES)}" alt="Picture {dice.randrange(5)}" /%}}',
    lambda dice: f"![A picture](/images/{dice.choice(IMAGES)})",
    lambda dice: f"See [there](/{dice.choice(NAMES)}) and [here](/{dice.choice(NAMES)}#part-{dice.randrange(4)}).",
    lambda dice: f"To [the other](/{dice.choice(VERSIONS)}/{dice.choice(NAMES)}).",
    lambda dice: f"Release {{% $release %}} of {{% $version.name %}}, {{% $kind{dice.randrange(2)} %}}.",
    lambda dice: f'{{% stamp word="w{dice.randrange(4)}" /%}}',
    lambda dice: "```sh\nrun --now\n```",
    lambda dice: "| a | b |\n|---|---|\n| 1 | 2 |",
    lambda dice: f"{{% if equals($kind0, {dice.randrange(2)}) %}}\nOnly then.\n{{% /if %}}",
    lambda dice: f"{{% broken {dice.randrange(3)} %}}",
)


class Editor:
    """Makes a project and changes it, by a seed's will alone."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.dice = random.Random(seed)
        self.done: list[str] = []
        self.aside: list[tuple[Path, Path]] = []
        """Pages that were moved to come back: from where, to where."""

    def begin(self) -> None:
        """A small project of three versions, the later ones mostly like the first."""
        self._configure()
        self._stamp()
        for name in PARTIALS:
            self.write(f"content/partials/{name}.md", f"Partial of {name}: {{% $kind %}}.\n")
        for number, name in enumerate(IMAGES):
            self.write(f"content/images/{name}", image(number + 2, 3))
        for name in NAMES[:-1]:
            text = self.page(name)
            for version in VERSIONS:
                self.write(f"content/{version}/{name}.md", text if self.dice.random() < 0.7 else self.page(name))
        for version in VERSIONS:
            self.write(f"content/{version}/index.md", f"---\ntitle: Home of {version}\nslug: /\n---\n\nHome.\n")

    def edit(self, kinds: Sequence[Callable[[Editor], None]]) -> None:
        """One change of some kind."""
        self.dice.choice(kinds)(self)

    def say(self, words: str) -> None:
        self.done.append(words)

    def write(self, path: str, content: str | bytes) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())

    def page(self, name: str) -> str:
        dice = self.dice
        head = [f"title: {name.title()} {dice.randrange(3)}", f"slug: /{name.removesuffix('/index')}"]
        if dice.random() < 0.2:
            head.append(f"redirect_from: /old/{dice.randrange(6)}")
        if dice.random() < 0.1:
            head.append("draft: true")
        if dice.random() < 0.2:
            head.append(f"description: About {dice.randrange(9)}.")
        blocks = [dice.choice(BLOCKS)(dice) for _ in range(dice.randrange(1, 6))]
        return "---\n" + "\n".join(head) + "\n---\n\n" + "\n\n".join(blocks) + "\n"

    def pages(self) -> list[Path]:
        return sorted((self.root / "content").glob("v*/**/*.md"))

    def any_page(self) -> Path:
        return self.dice.choice(self.pages())

    def _configure(self) -> None:
        dice = self.dice
        lines = [
            f"title: Site {dice.randrange(3)}",
            f"base_url: https://docs{dice.randrange(2)}.example.com{dice.choice(('', '/base'))}",
            f"variables: {{release: {dice.randrange(3)}, kind0: {dice.randrange(2)}, kind1: b}}",
        ]
        if dice.random() < 0.3:
            lines.append(f"theme: {{colors: {{accent: '#{dice.randrange(0x100, 0x1000):03x}'}}}}")
        if dice.random() < 0.3:
            lines.append("edit_url: https://example.com/edit/")
        if dice.random() < 0.3:
            lines.append("checklist: {verbs: [frobnicate, click]}")
        if dice.random() < 0.2:
            lines.append("search: false")
        if dice.random() < 0.2:
            lines.append("changes: false")
        if dice.random() < 0.3:
            lines.append(f"language: {dice.choice(('de', 'ar'))}")
        self.write("handrail.yml", "\n".join(lines) + "\n")

    def change_page(self) -> None:
        page = self.any_page()
        blocks = page.read_text().split("\n\n")
        blocks.insert(self.dice.randrange(1, len(blocks) + 1), self.dice.choice(BLOCKS)(self.dice))
        if self.dice.random() < 0.4:
            del blocks[self.dice.randrange(1, len(blocks))]
        page.write_text("\n\n".join(blocks).rstrip() + "\n")
        self.say(f"change {page.relative_to(self.root)}")

    def rewrite_page(self) -> None:
        page = self.any_page()
        page.write_text(self.page(page.stem))
        self.say(f"rewrite {page.relative_to(self.root)}")

    def same_change_everywhere(self) -> None:
        name = self.dice.choice(NAMES)
        text = self.page(name)
        for version in VERSIONS:
            self.write(f"content/{version}/{name}.md", text)
        self.say(f"write {name} in every version")

    def add_page(self) -> None:
        path = f"content/{self.dice.choice(VERSIONS)}/{self.dice.choice(NAMES)}-{self.dice.randrange(4)}.md"
        self.write(path, self.page(Path(path).stem))
        self.say(f"add {path}")

    def delete_page(self) -> None:
        pages = [page for page in self.pages() if page.name != "index.md"]
        if len(pages) > 6:
            page = self.dice.choice(pages)
            page.unlink()
            self.say(f"delete {page.relative_to(self.root)}")

    def rename_page(self) -> None:
        page = self.any_page()
        new = page.with_name(f"renamed-{self.dice.randrange(9)}.md")
        page.rename(new)
        self.say(f"rename {page.relative_to(self.root)} to {new.name}")

    def touch_page(self) -> None:
        page = self.any_page()
        page.write_bytes(page.read_bytes())
        self.say(f"save {page.relative_to(self.root)} as it was")

    def change_partial(self) -> None:
        name = self.dice.choice(PARTIALS)
        self.write(f"content/partials/{name}.md", self.dice.choice(BLOCKS)(self.dice) + "\n")
        self.say(f"change partial {name}")

    def delete_partial(self) -> None:
        name = self.dice.choice(PARTIALS)
        (self.root / f"content/partials/{name}.md").unlink(missing_ok=True)
        self.say(f"delete partial {name}")

    def change_image(self) -> None:
        name = self.dice.choice(IMAGES)
        self.write(f"content/images/{name}", image(self.dice.randrange(1, 9), self.dice.randrange(1, 9)))
        self.say(f"change picture {name}")

    def rename_image(self) -> None:
        name = self.dice.choice(IMAGES)
        old = self.root / "content/images" / name
        if old.exists():
            old.rename(old.with_name(self.dice.choice(("ONE.png", "one.png", "two.png", "other.png"))))
            self.say(f"rename picture {name}")

    def versions(self) -> list[str]:
        """Names of the folders that there are; other edits rename them."""
        return sorted(folder.name for folder in (self.root / "content").glob("v*"))

    def change_menu(self) -> None:
        dice = self.dice
        folder = self.root / "content" / dice.choice(self.versions())
        menu = folder / dice.choice(("menu.yml", "menu.yml", "menu.md"))
        if menu.exists() and dice.random() < 0.3:
            menu.unlink()
            self.say(f"delete {menu.relative_to(self.root)}")
            return
        names = dice.sample(NAMES, 3)
        lines = []
        for name in names:
            above = dice.choice(("", "Guides / ", "Guides / First / "))
            lines.append(
                f"  - category: {above}{name.title().replace('/', ' ')} {dice.randrange(2)}\n    url: /{name}\n"
            )
            if dice.random() < 0.2:
                lines.append("    icon: star\n")
        text = "site_menu:\n" + "".join(lines)
        menu.write_text(f"---\n{text}---\n" if menu.suffix == ".md" else text)
        self.say(f"{menu.relative_to(self.root)}: {names}")

    def change_redirects(self) -> None:
        dice = self.dice
        old = [f"/{dice.choice(('', f'{dice.choice(VERSIONS)}/'))}was/{number}" for number in range(dice.randrange(4))]
        lines = [f"{address}: /{dice.choice((*NAMES, 'was/0', 'was/1'))}" for address in dict.fromkeys(old)]
        lines.append(f"/{dice.choice(NAMES)}#part-{dice.randrange(4)}: /{dice.choice(NAMES)}")
        self.write("redirects.yml", "\n".join(lines) + "\n")
        self.say("change redirects")

    def change_tag(self) -> None:
        own = self.root / "theme/tags/stamp.html"
        if own.exists() and self.dice.random() < 0.2:
            own.unlink()
            self.say("delete tag stamp")
            return
        self._stamp()
        self.say("change tag stamp")

    def _stamp(self) -> None:
        self.write(
            "theme/tags/stamp.html",
            '---\ndescription: Stamp.\nattributes:\n  word: {type: String}\nexample: |\n  {% stamp word="a" /%}\n---\n'
            f"<b>{self.dice.randrange(9)} {{{{ word }}}}</b>\n",
        )

    def change_template(self) -> None:
        self.write("theme/templates/contents.html", f"<p>{self.dice.randrange(9)}</p>\n")
        self.say("change template contents")

    def restore_template(self) -> None:
        shutil.rmtree(self.root / "theme/templates", ignore_errors=True)
        self.say("remove own templates")

    def change_static(self) -> None:
        self.write("theme/static/own.txt", f"{self.dice.randrange(9)}\n")
        self.say("change static file")

    def configure(self) -> None:
        self._configure()
        self.say("change configuration")

    def new_version(self) -> None:
        version = f"v3.{self.dice.randrange(2)}.x"
        others = [name for name in self.versions() if name != version]
        if others:
            content = self.root / "content"
            shutil.copytree(content / self.dice.choice(others), content / version, dirs_exist_ok=True)
            self.say(f"new version {version}")

    def end_version(self) -> None:
        for path in sorted((self.root / "content").glob("v3.*")):
            shutil.rmtree(path)
            self.say(f"end version {path.name}")

    def swap_two_pages(self) -> None:
        first, second = self.any_page(), self.any_page()
        texts = first.read_bytes(), second.read_bytes()
        second.write_bytes(texts[0])
        first.write_bytes(texts[1])
        self.say(f"swap {first.relative_to(self.root)} and {second.relative_to(self.root)}")


EDITS: tuple[Callable[[Editor], None], ...] = (
    *(Editor.change_page,) * 5,
    *(Editor.rewrite_page,) * 2,
    Editor.same_change_everywhere,
    *(Editor.add_page,) * 2,
    *(Editor.delete_page,) * 2,
    *(Editor.rename_page,) * 2,
    Editor.touch_page,
    *(Editor.change_partial,) * 3,
    Editor.delete_partial,
    *(Editor.change_image,) * 2,
    Editor.rename_image,
    *(Editor.change_menu,) * 2,
    Editor.change_redirects,
    Editor.change_tag,
    Editor.change_template,
    Editor.restore_template,
    Editor.change_static,
    Editor.configure,
    Editor.new_version,
    Editor.end_version,
    Editor.swap_two_pages,
)
