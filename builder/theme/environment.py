"""Input: the templates of the theme; the project's templates override those that ship."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from builder.content.inside import OutsideError
from builder.content.source import leaves_project, read_whole
from builder.content.unread import printable, wrong_name
from builder.content.unsafe_text import harmful_in_html
from builder.diagnostics.diagnostic import Diagnostic
from builder.diagnostics.outcome import Outcome
from builder.diagnostics.place import diagnostic_at, in_file
from builder.digests import running_digest, text_digest
from builder.errors import TemplateRenderError
from builder.regular_file import files_below
from builder.structure.navigation import NavEntry
from builder.theme.changes_context import ChangesView
from builder.theme.context import ListingView, NotFoundView, PageView, RedirectView
from builder.vocabulary import Icon, Messages, Vocabulary
from builder.vocabulary.icons import icon_drawer
from builder.vocabulary.sandbox import BoundedEnvironment
from builder.vocabulary.template_code import TemplateCode

_HELP = "Fix the file; the manual's page on template values lists the variables of each template."


class Theme:
    """The templates of a site. Each is compiled on first use."""

    def __init__(
        self, environment: Environment, files: Mapping[str, str], vocabulary: Vocabulary, own: Collection[str] = ()
    ) -> None:
        """``own`` are the names of the project's templates."""
        self._environment = environment
        self._own = own
        self._vocabulary = vocabulary
        self.files = files
        """The digest of each template, by name."""
        self.digest = _digest(files, vocabulary)
        """Digest of all templates, icons and words: equal digests and views give equal pages."""

    def words(self, language: str) -> Messages:
        """The words of the theme in a language of the site."""
        return self._vocabulary.messages.get(language) or self._vocabulary.words

    def compile_all(self) -> None:
        """Compile every template as if each were used now."""
        for name in self.files:
            self._environment.get_template(name)

    def page(self, view: PageView) -> str:
        """The whole HTML of one page. Raises :class:`TemplateRenderError`, as do the other methods."""
        return self._render("page.html", self._variables(view))

    def redirect(self, view: RedirectView) -> str:
        """The whole HTML of a redirecting page."""
        return self._render("redirect.html", self._variables(view))

    def not_found(self, view: NotFoundView) -> str:
        """The whole HTML of ``404.html``."""
        return self._render("not_found.html", self._variables(view))

    def changes(self, view: ChangesView) -> Markup:
        """The text of a version's list of changes, for the body of a page."""
        return Markup(self._render("changes.html", self._variables(view)))

    def listing(self, view: ListingView) -> Markup:
        """The list of what is in a folder, for the body of a page."""
        return Markup(self._render("listing.html", self._variables(view)))

    def navigation(self, entries: Sequence[NavEntry]) -> Markup:
        """A menu as nested lists: for one branch, or for the whole of ``menu.html``."""
        return Markup(self._render("navigation.html", {"entries": entries}))

    def _variables(self, view: PageView | ChangesView | ListingView | RedirectView | NotFoundView) -> dict[str, object]:
        found = {name: getattr(view, name) for name in view.__struct_fields__}
        return {**found, "t": self.words(view.site.language)}

    def _render(self, name: str, variables: Mapping[str, object]) -> str:
        try:
            if isinstance(self._environment, BoundedEnvironment):
                self._environment.begin()
            html = self._environment.get_template(name).render(variables)
        except Exception as error:  # A template of the project may fail in any way.
            failed, line = _place_of(error, self.files) or (name, 0)
            message = f"The template '{failed}' failed: {error}"
            raise TemplateRenderError(_template_diagnostic(failed, message, line)) from error
        harmful = harmful_in_html(html) if self._own else ""
        if harmful:
            message = f"The template '{name}' writes the address '{harmful[:60]}', which is never published."
            raise TemplateRenderError(_template_diagnostic(name, message, 0))
        return html


def load_theme(themes: Sequence[Path], vocabulary: Vocabulary, shared: Sequence[str] = ()) -> Outcome[Theme]:
    """The templates below ``templates/`` of each theme folder; a later one overrides by name.

    ``vocabulary`` has the icons and words that they show.
    """
    sources: dict[str, str] = {}
    overriding: set[str] = set()
    found: list[Diagnostic] = []
    for index, theme in enumerate(themes):
        for file in sorted(path for path in files_below(theme / "templates") if path.name.endswith(".html")):
            name = file.relative_to(theme / "templates").as_posix()
            if wrong_name(name):
                name = printable(name)
                found.append(_template_diagnostic(name, f"The template '{name}' has a name that can't be used.", 1))
                continue
            try:
                text = read_whole(theme.parent, f"{theme.name}/templates/{name}", shared).decode("utf-8")
            except OutsideError:
                found.append(leaves_project(f"{theme.name}/templates/{name}"))
                continue
            except (OSError, UnicodeDecodeError):
                found.append(_template_diagnostic(name, f"The template '{name}' can't be read as UTF-8 text.", 1))
                continue
            # A copy of a shipped template is as safe as the original, and renders as fast.
            if index and sources.get(name) != text:
                overriding.add(name)
            sources[name] = text
    environment = _environment(sources, vocabulary.icons, has_own=bool(overriding))
    found.extend(_syntax_errors(environment, sorted(overriding)))
    files = {name: text_digest(text) for name, text in sorted(sources.items())}
    return Outcome(Theme(environment, files, vocabulary, sorted(overriding)), tuple(found))


def _environment(sources: Mapping[str, str], icons: Mapping[str, Icon], *, has_own: bool) -> Environment:
    # If the project has its own templates, all templates run in the sandbox, because they extend each other.
    kind: type[Environment] = BoundedEnvironment if has_own else Environment
    environment = kind(
        # Tracebacks name the template's file, which shows where it failed.
        loader=FunctionLoader(lambda name: (sources[name], name, None) if name in sources else None),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=TemplateCode("page-own" if has_own else "page"),
        auto_reload=False,
        keep_trailing_newline=True,
    )
    environment.globals["draw"] = icon_drawer(icons)
    return environment


def _syntax_errors(environment: Environment, names: Sequence[str]) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for name in names:
        try:
            environment.get_template(name)
        except TemplateSyntaxError as error:
            message = f"The template '{name}' is not valid: {error.message}"
            found.append(_template_diagnostic(name, message, error.lineno))
        except TemplateError as error:
            found.append(_template_diagnostic(name, f"The template '{name}' is not valid: {error.message}", 1))
    return found


def _place_of(error: Exception, names: Container[str]) -> tuple[str, int] | None:
    """Name and line of the innermost template in which an error arose; ``None`` without one."""
    place, step = None, error.__traceback__
    while step is not None:
        name = step.tb_frame.f_code.co_filename
        if name in names:
            place = name, step.tb_lineno
        step = step.tb_next
    return place


def _digest(files: Mapping[str, str], vocabulary: Vocabulary) -> str:
    state, icons = running_digest(), vocabulary.icons
    for language, words in sorted(vocabulary.messages.items()):
        state.update(f"{language}\0{sorted(words.theme.items())}\0".encode())
    for name in sorted(files):
        state.update(f"{name}\0{files[name]}\0".encode())
    for name in sorted(icons):
        state.update(f"{name}\0{icons[name]}\0".encode())
    return state.hexdigest()


def _template_diagnostic(name: str, message: str, line: int) -> Diagnostic:
    path = f"theme/templates/{name}"
    column = 1 if line else 0
    return diagnostic_at("theme-template-invalid", in_file(path, line, column), message, subject=name, help=_HELP)
