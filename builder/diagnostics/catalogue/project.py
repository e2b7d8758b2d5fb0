"""Files, configuration, theme: what a project is made of."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        "glossary-invalid",
        "A glossary that can't be read",
        "The file of 'markdown.glossary' holds a term and its definition on each line.",
        "Write, for example: workspace: The place that the projects of a team share.",
    ),
    Rule(
        "content-missing",
        "No content folder",
        "The folder that should hold the pages does not exist, so there is nothing to publish.",
        "Create the folder, or name the one with your pages in handrail.yml: content: docs",
    ),
    Rule(
        "content-empty",
        "No page in the content folder",
        "The content folder has no pages, so there is nothing to publish.",
        "Add a Markdown file with 'title' in its front matter, or start with 'handrail init'.",
    ),
    Rule(
        "file-unreadable",
        "A file that can't be read",
        "The file, folder or link exists, but the system refuses to read it.",
        "Fix its permissions, or move it out of the content folder.",
    ),
    Rule(
        "file-not-utf8",
        "A file that is not UTF-8",
        "Handrail reads text as UTF-8 only: guessing another encoding would publish wrong characters.",
        "Save the file as UTF-8.",
    ),
    Rule(
        "file-nul-character",
        "A file contains a NUL character",
        "Text and HTML can't contain NUL characters; a file with one is usually UTF-16, or not text at all.",
        "Remove the character, or save the file as UTF-8.",
    ),
    Rule(
        "file-is-folder",
        "A folder with the name of a page",
        "A folder whose name ends in .md looks like a page, but is not one.",
        "Rename the folder.",
    ),
    Rule(
        "file-name-invalid",
        "A name that can't be part of a URL",
        "A name that is not UTF-8, or that contains a control character or a backslash, changes between machines, "
        "browsers and logs, so the file is not published.",
        "Rename the file or folder.",
    ),
    Rule(
        "page-not-published",
        "A file that looks like a page and is not published",
        "Only files that end in .md, .mdoc or .markdoc are pages, and in a project with versions only those in the "
        "folder of a version.",
        "Rename the file, move it into a version, or move it out of the content folder.",
        "warning",
    ),
    Rule(
        "static-not-published",
        "A static file that is not published",
        "Files of a static root are published at their own addresses, except those that browsers would run, such as "
        "HTML and scripts, and those whose names the site needs for itself.",
        "Remove the file from the static root, or publish it by other means.",
        "info",
    ),
    Rule(
        "pages-left-out",
        "Files left out by the configuration",
        "Files that a pattern of reading.leave_out fits are not read as pages; the report says how many they are.",
        "Nothing, if that is meant.",
        "info",
    ),
    Rule(
        "pattern-fits-nothing",
        "A pattern that fits no file",
        "A pattern that fits nothing does nothing: it is misspelt, or the files are gone.",
        "Correct the pattern, or remove it.",
        "warning",
    ),
    Rule(
        "version-empty",
        "A version without pages",
        "A version without pages is left out of the site, since nothing could link to it.",
        "Add a page, or remove the folder.",
        "warning",
    ),
    Rule(
        "menu-not-read",
        "A menu that is not read",
        "A version has one menu: menu.md, else menu.yml, else menu.yaml, directly in its folder.",
        "Keep one menu, named so.",
        "warning",
    ),
    Rule(
        "pages-vanish",
        "A build that would remove much of the site",
        "More than a third of the pages that are published now would be gone, and no redirect leads on from them. "
        "A misspelt folder or a first version folder can do that; --strict publishes nothing then.",
        "Look at what is missing; if it is meant, build once without --strict, or set severity: pages-vanish: off.",
        "warning",
    ),
    Rule(
        "path-escapes-root",
        "A link out of the project",
        "A symbolic link out of the project would publish files that are not part of it.",
        "Copy the files into the project, or name the folder that they are in: shared_folders in handrail.yml.",
    ),
    Rule(
        "config-invalid",
        "handrail.yml is not valid YAML",
        "Nothing is built while the configuration can't be read completely.",
        "Fix the YAML at the place shown.",
    ),
    Rule(
        "config-unknown-key",
        "An unknown key",
        "A misspelt key would have no effect, and nobody would notice.",
        "Correct the key; the manual's page on configuration lists all of them.",
    ),
    Rule(
        "config-value-invalid",
        "A value that can't be used",
        "The key exists, but it does not take this value.",
        "Write a value of the kind that the message names.",
    ),
    Rule(
        "menu-invalid",
        "A menu that can't be read",
        "A menu file is a 'site_menu:' with a list of entries; anything else would leave the menu empty.",
        "Write 'site_menu:' and below it the entries, each with a category.",
    ),
    Rule(
        "menu-unknown-key",
        "An unknown key in a menu",
        "A misspelt key would have no effect, and nobody would notice.",
        "Correct the key, or remove it: an entry has category, url, icon and color.",
    ),
    Rule(
        "menu-entry-invalid",
        "A menu entry that can't be read",
        "Each entry of site_menu is a mapping with a category, and may have url, icon and color.",
        "Write it as: - category: Deployment / Security, then url: /deployment/security on the next line.",
    ),
    Rule(
        "tag-file-invalid",
        "An invalid tag file",
        "A tag is declared by a file of the theme: its schema as front matter, then its template.",
        "Correct the file; the manual's page on tags lists what it may contain.",
    ),
    Rule(
        "theme-template-invalid",
        "A template that fails",
        "A template of the theme is invalid, or failed while a page was rendered.",
        "Correct the file; the manual's page on themes lists what a template is given.",
    ),
    Rule(
        "theme-file-invalid",
        "An invalid static file of the theme",
        "The file can't be read, or static files refer to each other in a circle.",
        "Correct the file.",
    ),
)
