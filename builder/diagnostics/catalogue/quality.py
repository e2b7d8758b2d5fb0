"""Rules of things that work and should be better: images, links, menus, and the text itself."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        code="link-leaves-version",
        title="A link into another version",
        explanation="This version has the page too, but the link leads readers to the page for another version.",
        help="Remove the version from the link.",
        severity="info",
    ),
    Rule(
        code="link-with-credentials",
        title="A link with a user name or password",
        explanation="The part before '@' in a URL is published with the page, and sent to the site by everybody who "
        "follows the link. 'check --external' does not send it.",
        help="Write the URL without it, and change the password.",
        severity="warning",
    ),
    Rule(
        code="link-absolute-to-self",
        title="A full URL to a page of this site",
        explanation="It leads away from a preview or a copy of the site, and is not checked when pages move.",
        help="Write only the path: /security/azure.",
        severity="warning",
    ),
    Rule(
        code="link-text-empty",
        title="A link without text",
        explanation="Nobody can see it, and a screen reader has nothing to read.",
        help="Write a text for the link, or remove it.",
        severity="warning",
    ),
    Rule(
        code="mended-elsewhere",
        title="A link or image that is correct in another version",
        explanation="The same text on the same page of another version has a target that works, so the fix was made "
        "there but not here.",
        help="Use the target of the other version, if it is correct for this one.",
        severity="info",
    ),
    Rule(
        code="menu-target-missing",
        title="A menu entry with a missing page",
        explanation="No page of the version has this address, so readers can't follow the entry.",
        help="Correct the 'url', or remove the entry.",
    ),
    Rule(
        code="page-not-in-menu",
        title="A page that is not in the menu",
        explanation="The version has a menu file, but no entry leads to the page, so readers find it only by its "
        "address or by search.",
        help="Add an entry, or mark the page as a draft.",
        severity="info",
    ),
    Rule(
        code="image-type-mismatch",
        title="An image with the wrong file extension",
        explanation="Servers announce the type of a file by its name, and some browsers refuse a file of another type.",
        help="Rename the file, or save it in the format that its name says.",
        severity="warning",
    ),
    Rule(
        code="image-too-large",
        title="A large image file",
        explanation="It makes the page slow. 'image_max_bytes' in handrail.yml sets the limit.",
        help="Reduce its size, or use a format that compresses better.",
        severity="warning",
    ),
    Rule(
        code="image-unused",
        title="An image that no page shows",
        explanation="It is not published, and no text refers to it. Someone may still take it for part of the"
        " documentation.",
        help="Delete the file, or use it.",
        severity="info",
    ),
    Rule(
        code="image-other-version",
        title="An image of another version",
        explanation="The page belongs to one version and the image's folder to another, so it may show something that "
        "readers won't see.",
        help="Copy the image into the version's own folder.",
        severity="info",
    ),
    Rule(
        code="image-duplicate",
        title="One image under two names",
        explanation="Two files of a version have the same content: when one is updated, the other is forgotten.",
        help="Keep one of the two, and use it in both places.",
        severity="info",
    ),
    Rule(
        code="alt-missing",
        title="An image without alternative text",
        explanation="Readers who can't see the image get no information about it.",
        help="Describe in 'alt' what the image shows.",
        severity="warning",
    ),
    Rule(
        code="alt-useless",
        title="An alternative text that says nothing about its image",
        explanation="Screen readers read out a file name, or the word 'image'.",
        help="Describe in 'alt' what the image shows.",
        severity="warning",
    ),
    Rule(
        code="alt-duplicate",
        title="Two images with one alternative text",
        explanation="Readers who can't see the images can't tell them apart.",
        help="Describe in each 'alt' what its own image shows.",
        severity="info",
    ),
    Rule(
        code="heading-order",
        title="A heading that skips a level",
        explanation="Outlines and screen readers go from level to level, so a gap looks like a missing section.",
        help="Use the level after that of the heading above.",
        severity="warning",
    ),
    Rule(
        code="heading-h1-duplicate",
        title="Two main headings",
        explanation="A page has one title; another heading of the first level does not start a section of it.",
        help="Make it a heading of the second level.",
        severity="warning",
    ),
    Rule(
        code="anchor-duplicate",
        title="Two elements with one id",
        explanation="A link to the id leads to the first of the two elements, and no link can lead to the other.",
        help="Change the id of one of the two.",
        severity="warning",
    ),
    Rule(
        code="page-empty",
        title="A page without content",
        explanation="The page has front matter, but no content after it.",
        help="Write the page, or mark it as a draft.",
        severity="info",
    ),
    Rule(
        code="placeholder-left",
        title="A placeholder in the text",
        explanation="The text contains TODO or filler text, and readers see it.",
        help="Write the missing text.",
        severity="warning",
    ),
    Rule(
        code="html-as-text",
        title="HTML in a page",
        explanation="Markdoc doesn't read HTML or the components of other documentation tools, so readers see them as"
        " text.",
        help="Write it in Markdown or with a tag. Write HTML that readers should see as code.",
        severity="warning",
    ),
    Rule(
        code="foreign-syntax",
        title="Syntax of another documentation tool",
        explanation="Other documentation tools read this syntax and Markdoc doesn't, so readers see it as text. Each "
        "construct is reported once per page.",
        help="Write it as the message says. Write syntax that readers should see as code.",
        severity="warning",
    ),
    Rule(
        code="markdown-not-read",
        title="Markdown with a small mistake",
        explanation="Because of a mistake, such as a missing space or a marker that is never closed, readers see the "
        "Markdown as text.",
        help="Write it as the message says. Put a backslash before a character that readers should see.",
        severity="warning",
    ),
    Rule(
        code="bidi-control",
        title="An invisible character that reorders the text",
        explanation="Readers see the characters after it in another order than programs read them, so that code can "
        "look harmless and do something else.",
        help="Remove it.",
    ),
    Rule(
        code="hidden-character",
        title="An invisible character",
        explanation="Readers who copy the code copy the character too, and the code may fail without a visible "
        "reason. In a sentence, such characters can hide text that programs read and people don't see.",
        help="Remove it.",
        severity="warning",
    ),
    Rule(
        code="fence-drawn-elsewhere",
        title="A diagram that is shown as code",
        explanation="Other documentation tools draw a diagram or a formula from its source; Handrail shows the source.",
        help="Add an image of it, or accept that readers see the source.",
        severity="info",
    ),
    Rule(
        code="fence-language-misspelt",
        title="A misspelt language of a code block",
        explanation="The word after the fence differs by one letter from the name of a language, so the code is shown"
        " without colours.",
        help="Correct the name.",
        severity="warning",
    ),
    Rule(
        code="fence-language-unknown",
        title="A language that is not highlighted",
        explanation="The word after the fence is not the name of a language that Handrail can highlight, so the code "
        "is shown without colours.",
        help="Write the name of a similar language, or text if the code has no language.",
        severity="info",
    ),
    Rule(
        code="fence-unclosed",
        title="A code block that is never closed",
        explanation="Everything to the end of the page, or of the list item or quotation, is shown as code, and "
        "nothing in it is checked.",
        help="Close it with a line of as many backquotes as its first line has.",
    ),
    Rule(
        code="fence-words-ignored",
        title="Words after the language of a code block",
        explanation="Handrail reads only the language there. Write titles and lines to highlight as an annotation.",
        help='Write, for example: {% title="server.yaml" lines="2,4-6" %}',
        severity="warning",
    ),
    Rule(
        code="fence-lines-missing",
        title="Highlighted lines that the code block does not have",
        explanation="The attribute 'lines' counts the lines of the block from 1.",
        help="Correct the numbers.",
        severity="warning",
    ),
    Rule(
        code="table-row-too-long",
        title="A table row with more cells than the header",
        explanation="Markdown shows as many cells as the header has; the text of the other cells is not on the page.",
        help="Write a pipe that is part of the text as `\\|`, also in code, or add a column to the header.",
    ),
    Rule(
        code="table-not-read",
        title="A table that is not read as one",
        explanation="The line of dashes has a different number of cells from the header above it, so readers see "
        "pipes and dashes.",
        help="Give the line of dashes one part for each cell of the header.",
    ),
    Rule(
        code="table-code-divided",
        title="Code that a pipe splits",
        explanation="In a table, a pipe ends the cell even between backticks: readers see one half of the code in "
        "each cell.",
        help="Write the pipe as `\\|`.",
        severity="warning",
    ),
    Rule(
        code="remark-shown",
        title="A comment that readers see",
        explanation="A comment such as `[//]: # (text)` is a link definition that no link uses. This one is not read as"
        " a definition, because it directly follows a line of text or contains brackets.",
        help="Put a blank line before it, or write it between <!-- and -->.",
        severity="warning",
    ),
    Rule(
        code="secret-exposed",
        title="A key that looks real",
        explanation="A published key can be used by anyone who reads the page.",
        help="Revoke the key and write a placeholder: <your-token>.",
        severity="warning",
    ),
    Rule(
        code="partial-unused",
        title="A partial that no page includes",
        explanation="It is not published, and edits to it have no effect.",
        help="Delete the file, or include it.",
        severity="info",
    ),
    Rule(
        code="partial-twin",
        title="Two partials with almost the same name",
        explanation="Their names differ only in letter case, hyphens or underscores, so one is easily taken for the"
        " other.",
        help="Rename one of the two, or merge them.",
        severity="info",
    ),
    Rule(
        code="ignore-invalid",
        title="An ignore comment that can't be read",
        explanation="It suppresses nothing: it needs codes that exist, and a reason.",
        help="Write: <!-- handrail-ignore link-unresolved: the page is made by another build -->",
    ),
    Rule(
        code="ignore-unused",
        title="An ignore comment that suppresses nothing",
        explanation="The problem that it was meant for is fixed; if it stays, it could hide the next one.",
        help="Remove it.",
        severity="warning",
    ),
)
