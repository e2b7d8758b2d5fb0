"""Rules about the files, the configuration and the theme of a project."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        code="glossary-invalid",
        title="A glossary that can't be read",
        explanation="Each line of the file that 'markdown.glossary' names is a term, a colon and the term's "
        "definition.",
        help="Write, for example: workspace: The place that the projects of a team share.",
    ),
    Rule(
        code="content-missing",
        title="No content folder",
        explanation="The folder that should hold the pages does not exist, so there is nothing to publish.",
        help="Create the folder, or name the one with your pages in handrail.yml: content: docs",
    ),
    Rule(
        code="content-empty",
        title="No page in the content folder",
        explanation="The content folder has no pages, so there is nothing to publish.",
        help="Add a Markdown file with 'title' in its front matter, or start with 'handrail init'.",
    ),
    Rule(
        code="file-unreadable",
        title="A file that can't be read",
        explanation="The file, folder or link exists, but the system refuses to read it.",
        help="Fix its permissions, or move it out of the content folder.",
    ),
    Rule(
        code="file-not-utf8",
        title="A file that is not UTF-8",
        explanation="Handrail reads text as UTF-8 only: guessing another encoding would publish wrong characters.",
        help="Save the file as UTF-8.",
    ),
    Rule(
        code="file-nul-character",
        title="A file with a NUL character",
        explanation="Text and HTML can't contain NUL characters; a file with one is usually UTF-16, or not text at"
        " all.",
        help="Remove the character, or save the file as UTF-8.",
    ),
    Rule(
        code="file-is-folder",
        title="A folder with the name of a page",
        explanation="A folder whose name ends in .md looks like a page, but is not one.",
        help="Rename the folder.",
    ),
    Rule(
        code="file-name-invalid",
        title="A name that can't be part of a URL",
        explanation="Machines, browsers and logs show such a name in different ways, because it is not UTF-8 or "
        "contains a control character or a backslash. So the file is not published.",
        help="Rename the file or folder.",
    ),
    Rule(
        code="page-not-published",
        title="A file that looks like a page and is not published",
        explanation="Only files that end in .md, .mdoc or .markdoc are pages. In a project with versions, a page must"
        " also be in a version's folder.",
        help="Rename the file, move it into a version, or move it out of the content folder.",
        severity="warning",
    ),
    Rule(
        code="static-not-published",
        title="A static file that is not published",
        explanation="Files in a static root are published at their own addresses. Left out are files that browsers "
        "would run, such as HTML and scripts, and files with a name that Handrail publishes itself.",
        help="Remove the file from the static root, or publish it in another way.",
        severity="info",
    ),
    Rule(
        code="pages-left-out",
        title="Files left out by the configuration",
        explanation="Files that match a pattern of reading.leave_out are not read as pages; the report counts them.",
        help="If you meant to leave them out, do nothing. Otherwise, change the pattern.",
        severity="info",
    ),
    Rule(
        code="version-empty",
        title="A version without pages",
        explanation="A version without pages is left out of the site, since nothing could link to it.",
        help="Add a page, or remove the folder.",
        severity="warning",
    ),
    Rule(
        code="menu-not-read",
        title="A menu that is not read",
        explanation="Handrail reads one menu file directly in a version's folder: menu.md, or else menu.yml, or else "
        "menu.yaml.",
        help="Keep one menu with one of these names.",
        severity="warning",
    ),
    Rule(
        code="pages-vanish",
        title="A build that would remove much of the site",
        explanation="The build would remove more than a third of the published pages, and no redirect leads from them"
        " to another page. A misspelt folder name or the first version folder can cause this. With --strict, nothing "
        "is published.",
        help="Check what is missing. If you want to remove these pages, build once without --strict, "
        "or set severity: pages-vanish: off.",
        severity="warning",
    ),
    Rule(
        code="path-escapes-root",
        title="A symbolic link that leaves the project",
        explanation="Following the link would publish files that are not part of the project.",
        help="Copy the files into the project, or add their folder to shared_folders in handrail.yml.",
    ),
    Rule(
        code="config-invalid",
        title="handrail.yml is not valid YAML",
        explanation="Nothing is built while the configuration can't be read completely.",
        help="Fix the YAML at the place shown.",
    ),
    Rule(
        code="config-unknown-key",
        title="An unknown key",
        explanation="A misspelt key would have no effect, and nobody would notice.",
        help="Correct the key; the manual's page on configuration lists all of them.",
    ),
    Rule(
        code="config-value-invalid",
        title="A value that can't be used",
        explanation="The key exists, but it does not take this value.",
        help="Write a value of the kind that the message names.",
    ),
    Rule(
        code="images-not-scaled",
        title="Images without smaller copies",
        explanation="Handrail makes smaller copies with the package Pillow, which is not installed.",
        help="Install it with pip install 'handrail[images]', or remove 'responsive_images'.",
        severity="warning",
    ),
    Rule(
        code="theme-contrast",
        title="Colours that are hard to read",
        explanation="The contrast between the text and its background is too low for many readers. WCAG 2.2 asks for "
        "at least 4.5:1.",
        help="Choose a darker text in light colours, a lighter one in dark colours (the name with -dark).",
        severity="warning",
    ),
    Rule(
        code="base-url-missing",
        title="No site URL",
        explanation="Site maps, feeds, canonical links and preview images need full URLs, which Handrail knows only "
        "from base_url. Without it, Handrail leaves them out.",
        help="Set base_url in handrail.yml, or build with --base-url. A site that search engines can't see doesn't "
        "need it.",
        severity="info",
    ),
    Rule(
        code="config-names-nothing",
        title="A name in handrail.yml that matches nothing",
        explanation="A pattern of paths or URLs, or the slug of the feed, matches nothing, so it has no effect. "
        "Usually it is misspelt, or the files that it matched have moved.",
        help="Correct it, or remove it.",
        severity="warning",
        milder="info",
    ),
    Rule(
        code="theme-file-unused",
        title="A theme file that is not read",
        explanation="Handrail reads tags/, templates/, static/, messages/ and icons.svg in the project's folder "
        "'theme'; anything else has no effect.",
        help="Move the file to the folder where it belongs, or rename it.",
        severity="warning",
    ),
    Rule(
        code="message-invalid",
        title="A message that can't be used",
        explanation="A file in theme/messages translates the theme's texts by key. Each text has the placeholders of "
        "the English one, and a text with a count has one form for each plural form of the language.",
        help="Compare the file with the theme's English one.",
        severity="warning",
    ),
    Rule(
        code="message-untranslated",
        title="Theme texts that are not translated",
        explanation="Some texts of the theme have no translation into a language of the site, neither in Handrail nor"
        " in the project, so readers see them in English.",
        help="Add the missing texts to a file such as theme/messages/pt.yml.",
        severity="warning",
    ),
    Rule(
        code="translation-stale",
        title="A translation that is behind its original",
        explanation="A section of the original has changed since its translation was recorded in "
        "translations.lock.json.",
        help="Translate the change, then run: handrail check . FILE --update-translations",
        severity="warning",
    ),
    Rule(
        code="translation-unrecorded",
        title="A translation without a record of its original",
        explanation="Without a record in translations.lock.json, Handrail can't find out whether the translation is "
        "behind its original.",
        help="If the translation is up to date, run: handrail check . FILE --update-translations",
        severity="info",
    ),
    Rule(
        code="translation-lock-invalid",
        title="A translation record that can't be read",
        explanation="translations.lock.json is written by 'handrail check --update-translations'.",
        help="Restore the file from version control, or write it again.",
    ),
    Rule(
        code="menu-invalid",
        title="A menu that can't be read",
        explanation="A menu file contains 'site_menu:' with a list of entries; without it, the menu would be empty.",
        help="Write 'site_menu:' and below it the entries, each with a category.",
    ),
    Rule(
        code="menu-unknown-key",
        title="An unknown key in a menu",
        explanation="A misspelt key would have no effect, and nobody would notice.",
        help="Correct the key, or remove it: an entry has category, url, icon and color.",
    ),
    Rule(
        code="menu-entry-invalid",
        title="A menu entry that can't be read",
        explanation="Each entry of site_menu is a mapping with a category, and may have url, icon and color.",
        help="Write it as: - category: Deployment / Security, then url: /deployment/security on the next line.",
    ),
    Rule(
        code="tag-file-invalid",
        title="An invalid tag file",
        explanation="A tag file declares one tag: first its schema as front matter, then its template.",
        help="Correct the file; the manual's page on tags lists what it may contain.",
    ),
    Rule(
        code="theme-template-invalid",
        title="A template that fails",
        explanation="A template of the theme is invalid, or it failed while a page was rendered.",
        help="Correct the file; the manual's page on template values lists the variables of each template.",
    ),
    Rule(
        code="theme-file-invalid",
        title="An invalid static file of the theme",
        explanation="The file can't be read, or static files refer to each other in a circle.",
        help="Correct the file.",
    ),
)
