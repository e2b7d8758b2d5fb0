"""Files, configuration, theme: what a project is made of."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        code="glossary-invalid",
        title="A glossary that can't be read",
        explanation="The file of 'markdown.glossary' holds a term and its definition on each line.",
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
        title="A file contains a NUL character",
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
        explanation="A name that is not UTF-8, or that contains a control character or a backslash, changes between "
        "machines, browsers and logs, so the file is not published.",
        help="Rename the file or folder.",
    ),
    Rule(
        code="page-not-published",
        title="A file that looks like a page and is not published",
        explanation="Only files that end in .md, .mdoc or .markdoc are pages, and in a project with versions only "
        "those in the folder of a version.",
        help="Rename the file, move it into a version, or move it out of the content folder.",
        severity="warning",
    ),
    Rule(
        code="static-not-published",
        title="A static file that is not published",
        explanation="Files of a static root are published at their own addresses, except those that browsers would "
        "run, such as HTML and scripts, and those whose names the site needs for itself.",
        help="Remove the file from the static root, or publish it by other means.",
        severity="info",
    ),
    Rule(
        code="pages-left-out",
        title="Files left out by the configuration",
        explanation="Files that match a pattern of reading.leave_out are not read as pages; the report counts them.",
        help="Nothing, if that is meant.",
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
        explanation="A version has one menu: menu.md, else menu.yml, else menu.yaml, directly in its folder.",
        help="Keep one menu with one of these names.",
        severity="warning",
    ),
    Rule(
        code="pages-vanish",
        title="A build that would remove much of the site",
        explanation="More than a third of the pages that are published now would be gone, and no redirect leads from "
        "them to another page. A misspelt folder or a first version folder can do that; --strict publishes nothing"
        " then.",
        help="Check what is missing. If you want to remove these pages, build once without --strict, "
        "or set severity: pages-vanish: off.",
        severity="warning",
    ),
    Rule(
        code="path-escapes-root",
        title="A link out of the project",
        explanation="A symbolic link out of the project would publish files that are not part of it.",
        help="Copy the files into the project, or name the folder that they are in: shared_folders in handrail.yml.",
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
        title="Images that are published as they are",
        explanation="Smaller copies are made by the package Pillow, which is not installed.",
        help="Install it with pip install 'handrail[images]', or remove 'responsive_images'.",
        severity="warning",
    ),
    Rule(
        code="theme-contrast",
        title="Colours that are hard to read",
        explanation="The text and its ground differ too little for many readers. WCAG 2.2 asks for a contrast of at "
        "least 4.5:1.",
        help="Choose a darker text in light colours, a lighter one in dark colours (the name with -dark).",
        severity="warning",
    ),
    Rule(
        code="base-url-missing",
        title="No URL of the site",
        explanation="Site maps, feeds, canonical links and images for previews contain full URLs, which Handrail knows "
        "only from base_url. Without it they are left out.",
        help="Set base_url in handrail.yml, or build with --base-url. A site that search engines can't see needs none.",
        severity="info",
    ),
    Rule(
        code="config-names-nothing",
        title="A name in handrail.yml that matches nothing",
        explanation="A pattern of paths or URLs, or the slug of the feed, has no effect: most are misspelt, or what "
        "they matched has moved.",
        help="Correct it, or remove it.",
        severity="warning",
        milder="info",
    ),
    Rule(
        code="theme-file-unused",
        title="A file of the theme that is not read",
        explanation="The project's folder 'theme' holds tags/, templates/, static/, messages/ and icons.svg; anything "
        "else has no effect.",
        help="Move the file where it is read, or rename it.",
        severity="warning",
    ),
    Rule(
        code="message-invalid",
        title="A message that can't be used",
        explanation="A file of theme/messages holds words of the theme by key: texts with the placeholders of the "
        "English ones, and for counts one text for each plural form of the language.",
        help="Compare the file with the English one of the theme.",
        severity="warning",
    ),
    Rule(
        code="message-untranslated",
        title="Words of the theme that are not translated",
        explanation="Neither the theme that comes with Handrail nor the project has all words of the theme in a "
        "language of the site, so readers see the others in English.",
        help="Add a file such as theme/messages/pt.yml with the missing words.",
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
        explanation="Without a record in translations.lock.json, Handrail can't find out when the translation is "
        "behind its original.",
        help="If the translation is up to date, run: handrail check . FILE --update-translations",
        severity="info",
    ),
    Rule(
        code="translation-lock-invalid",
        title="A record of translations that can't be read",
        explanation="translations.lock.json is written by 'handrail check --update-translations'.",
        help="Restore the file from version control, or write it again.",
    ),
    Rule(
        code="menu-invalid",
        title="A menu that can't be read",
        explanation="A menu file is a 'site_menu:' with a list of entries; anything else would leave the menu empty.",
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
        explanation="A tag is declared by a file of the theme: its schema as front matter, then its template.",
        help="Correct the file; the manual's page on tags lists what it may contain.",
    ),
    Rule(
        code="theme-template-invalid",
        title="A template that fails",
        explanation="A template of the theme is invalid, or failed while a page was rendered.",
        help="Correct the file; the manual's page on themes lists what a template is given.",
    ),
    Rule(
        code="theme-file-invalid",
        title="An invalid static file of the theme",
        explanation="The file can't be read, or static files refer to each other in a circle.",
        help="Correct the file.",
    ),
)
