"""The same page in other languages: the switcher, the links for search engines, and the note on fallbacks."""

from __future__ import annotations

from builder.outputs.folder_pages import folder_url
from builder.outputs.render_context import RenderContext
from builder.structure.page import Page
from builder.structure.version import Version
from builder.theme import context
from builder.theme.direction import direction_of

ANY_LANGUAGE = "x-default"
"""The tag of the page for readers of all other languages:
https://developers.google.com/search/docs/specialty/international.
"""


class Languages:
    """The links between the languages of a site; there are none in a site with one language."""

    def __init__(self, emission: RenderContext) -> None:
        self._emission = emission
        self._codes = emission.site.settings.languages
        self._translations = emission.site.translations if self._codes else None
        self._titles = {code: language_title(emission, code) for code in self._codes}
        self._by_release = {(v.release, v.language): v for v in emission.site.versions} if self._codes else {}

    def links(self, page: Page) -> tuple[context.LanguageLink, ...]:
        """The same page in each language; the home of the language if it doesn't have the page's version."""
        return tuple(self._link(code, page, page.version) for code in self._codes)

    def homes(self, version: str) -> tuple[context.LanguageLink, ...]:
        """The home of a version in each language."""
        return tuple(self._link(code, None, version) for code in self._codes)

    def alternates(self, page: Page) -> tuple[context.Alternate, ...]:
        """The translations of a page, itself among them, with absolute URLs if the site's is known."""
        if self._translations is None or page.is_fallback:
            return ()
        emission = self._emission
        version = emission.site.version(page.version)
        found = []
        for code in self._codes:
            other = self._by_release.get((version.release, code))
            same = page if code == version.language else self._translations.find(page, other.name) if other else None
            if same is not None and not same.is_fallback:
                url = emission.absolute(same.url) or emission.href(same.url)
                found.append(context.Alternate(code, url))
                if code == self._codes[0]:
                    found.insert(0, context.Alternate(ANY_LANGUAGE, url))
        return tuple(found) if len(found) > 2 or (len(found) == 2 and found[0].language != ANY_LANGUAGE) else ()

    def notices(self, page: Page) -> tuple[context.Notice, ...]:
        """The note on a page that is not translated, or whose original has changed since."""
        emission = self._emission
        words = emission.words_of(page.version)
        if page.is_fallback:
            return (context.Notice("info", words("not_translated")),)
        if not emission.site.settings.translated or not emission.site.sections_behind(page):
            return ()
        original = emission.site.translations.original(page)
        link = context.LinkView(words("see_original"), emission.href(original.url)) if original is not None else None
        return (context.Notice("info", words("behind_original"), link),)

    def _link(self, code: str, page: Page | None, version: str) -> context.LanguageLink:
        emission, site = self._emission, self._emission.site
        here = site.version(version)
        other = self._by_release.get((here.release, code)) or self._default(code)
        target = None
        if page is not None and self._translations is not None and other is not None and other.release == here.release:
            target = page if code == here.language else self._translations.find(page, other.name)
        url = target.url if target is not None else folder_url(other.name if other is not None else "", "")
        return context.LanguageLink(
            language=code,
            title=self._titles[code],
            url=emission.href(url),
            direction=direction_of(code),
            is_current=code == here.language,
        )

    def _default(self, code: str) -> Version | None:
        own = [version for version in self._emission.site.versions if version.language == code]
        return next((version for version in own if version.is_default), own[0] if own else None)


def language_title(emission: RenderContext, code: str) -> str:
    """The name of a language in itself."""
    given = emission.site.settings.language_titles.get(code)
    return given or emission.theme.words(code).own_name
