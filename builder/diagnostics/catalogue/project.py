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
        "The folder that should hold the pages is not there, so there is nothing to publish.",
        "Make the folder, or name the one that holds your pages: content: docs in handrail.yml.",
    ),
    Rule(
        "content-empty",
        "No page",
        "The content folder holds no page, so there is nothing to publish.",
        "Add a Markdown file with 'title' in its front matter, or start with 'handrail init'.",
    ),
    Rule(
        "file-unreadable",
        "A file can't be read",
        "The file, folder or link is there, but the system refuses to read it.",
        "Mend its permissions, or take it out of the content.",
    ),
    Rule(
        "file-not-utf8",
        "A file is not UTF-8",
        "Text is read as UTF-8 only: guessing another encoding would publish wrong letters.",
        "Save the file as UTF-8.",
    ),
    Rule(
        "file-nul-character",
        "A file contains a NUL character",
        "Text and HTML have no NUL character; a file that has one is usually UTF-16, or no text at all.",
        "Remove the character, or save the file as UTF-8.",
    ),
    Rule(
        "file-is-folder",
        "A folder has the name of a page",
        "A folder whose name ends in .md looks like a page to people and programs, and is none.",
        "Rename the folder.",
    ),
    Rule(
        "file-name-invalid",
        "A name that no address can have",
        "A name that is not UTF-8, or has a control character or a backslash, is another name on other machines, "
        "in browsers or in logs, so the file is not published.",
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
        "version-empty",
        "A version without a page",
        "A version with nothing in it is left out: nothing could lead to it.",
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
        "A link leaves the project",
        "A symbolic link that leads out of the project would publish files that are none of its business.",
        "Copy the files into the project, or name the folder that they are in: shared_folders in handrail.yml.",
    ),
    Rule(
        "config-invalid",
        "handrail.yml is not good YAML",
        "Nothing is built on a configuration that can't be read whole.",
        "Mend the YAML at the place shown.",
    ),
    Rule(
        "config-unknown-key",
        "A key that isn't known",
        "A misspelt key would silently do nothing.",
        "Correct the key; the manual's page on configuration lists them all.",
    ),
    Rule(
        "config-value-invalid",
        "A value that can't be used",
        "The key is known, but not this kind of value.",
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
        "A key that menus don't have",
        "A misspelt key would silently do nothing.",
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
        "A tag file is wrong",
        "A tag is declared by a file of the theme: its schema as front matter, then its template.",
        "Mend the file; the manual's page on tags says what it may hold.",
    ),
    Rule(
        "theme-template-invalid",
        "A template fails",
        "A template of the theme is not valid, or failed while it was rendered.",
        "Mend the file; the manual's page on themes says what a template is given.",
    ),
    Rule(
        "theme-file-invalid",
        "A static file of the theme is wrong",
        "The file can't be read, or static files refer to each other in a circle.",
        "Mend the file.",
    ),
)
