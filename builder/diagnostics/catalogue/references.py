"""Links and images."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        code="link-unresolved",
        title="A broken link",
        explanation="The version has no page with this slug, and there is no file of this name: readers would get a"
        " 404.",
        help="Correct the link, or add the page.",
    ),
    Rule(
        code="inventory-link-missing",
        title="A link that another project's inventory doesn't list",
        explanation="The link leads to a site whose inventory the project has, and the inventory doesn't list the "
        "page or the anchor.",
        help="Correct the link, or download the inventory again.",
    ),
    Rule(
        code="inventory-invalid",
        title="An inventory that can't be read",
        explanation="A file under 'inventories' in handrail.yml is neither an 'inventory.json' of Handrail nor an "
        "'objects.inv' of Sphinx.",
        help="Download the inventory again from the other project's documentation.",
    ),
    Rule(
        code="anchor-missing",
        title="A link to a missing anchor",
        explanation="The page exists, but has no heading or element with this id, so the link opens the top of the"
        " page.",
        help="Link to an anchor that the page has.",
        milder="warning",
    ),
    Rule(
        code="link-case",
        title="A link in the wrong letter case",
        explanation="It works on some hosts and is broken on others, because URLs are case-sensitive.",
        help="Write the link in the letter case of the page's slug.",
    ),
    Rule(
        code="link-malformed",
        title="A malformed link",
        explanation="Browsers interpret the link in different ways, or don't read the text as a link at all.",
        help="Write the whole URL: https://example.com/path.",
    ),
    Rule(
        code="link-label-undefined",
        title="A link with an undefined label",
        explanation="Without a definition it is not a link: readers see the brackets.",
        help="Define the label on a line of its own: [label]: /path, or write the path into the link.",
        severity="warning",
    ),
    Rule(
        code="link-unsafe",
        title="A link with a dangerous scheme",
        explanation="Links with javascript:, data:, file: and the like are never published: a click would run code in"
        " the page, or open a file on the reader's machine.",
        help="Link to a page.",
    ),
    Rule(
        code="link-scheme",
        title="A link with a scheme that the site does not publish",
        explanation="Handrail publishes links to the web, to mail addresses and to telephone numbers. Others, such as"
        " vscode:, open a program on the reader's machine, and do nothing if it is not installed.",
        help="Link to a page, or allow the scheme in handrail.yml: link_schemes: [vscode].",
    ),
    Rule(
        code="link-escapes-root",
        title="A link out of the site",
        explanation="The path has more '..' than there are folders above the page.",
        help="Write the path from the version's root: /security/azure.",
    ),
    Rule(
        code="link-to-redirect",
        title="A link to an old address",
        explanation="The link works through a redirect, but could lead to the page directly.",
        help="Link to the page's own address.",
        severity="info",
    ),
    Rule(
        code="redirect-invalid",
        title="A redirect that can't be read",
        explanation="Each line of the redirects file is an old address of the site, a colon, and the address that it "
        "leads to. In front matter, 'redirect_from' is an old address or a list of them.",
        help="Write it as: /old/page: /new/page",
    ),
    Rule(
        code="redirect-duplicate",
        title="Two redirects from one address",
        explanation="Only one of them can be used.",
        help="Remove one of the two.",
    ),
    Rule(
        code="redirect-shadowed",
        title="A redirect from an address that still exists",
        explanation="A redirect never hides a page or an anchor, so the line has no effect.",
        help="Remove the line, or the page or anchor.",
        severity="warning",
    ),
    Rule(
        code="redirect-loop",
        title="A redirect loop",
        explanation="Each redirect leads to another one, and none to a page.",
        help="Make one of them lead to a page.",
    ),
    Rule(
        code="redirect-target-missing",
        title="A redirect to a missing page",
        explanation="No version that has the old address has the new one: readers would be sent from one 404 to"
        " another.",
        help="Correct the target.",
    ),
    Rule(
        code="link-to-draft",
        title="A link to a draft",
        explanation="The page is marked as a draft and is not published, so readers would get a 404.",
        help="Publish the page, or remove the link.",
        milder="warning",
    ),
    Rule(
        code="link-other-edition",
        title="A link to a page of another edition",
        explanation="The page belongs to another edition and is not in this one.",
        help="Put the link in a tag of that edition, or remove it.",
    ),
    Rule(
        code="image-missing",
        title="A missing image",
        explanation="No file in the image folders has this name: readers would see a broken image.",
        help="Correct the path, or add the file.",
    ),
    Rule(
        code="image-case",
        title="An image in the wrong letter case",
        explanation="It is shown on some machines and broken on others, because file names are case-sensitive.",
        help="Write the path in the letter case of the file's name.",
    ),
    Rule(
        code="code-file-missing",
        title="A code file that can't be shown",
        explanation="'file' must be the path of a text file, relative to the folder of handrail.yml.",
        help="Correct the path, or remove the code.",
    ),
    Rule(
        code="code-file-outside",
        title="A code file outside the project",
        explanation="Pages can show files of the project and of the folders in 'code_folders', but never hidden files.",
        help="Add the file's folder to handrail.yml: code_folders: [../examples].",
    ),
    Rule(
        code="code-region-missing",
        title="A region that its file does not have",
        explanation="A region is between two marks of the same name, such as '#region token' and '#endregion token', "
        "or '[START token]' and '[END token]', each in a comment on a line of its own.",
        help="Correct the name, or mark the region in the file.",
    ),
    Rule(
        code="code-lines-missing",
        title="Lines that their file does not have",
        explanation="'lines' counts the lines of the file or of its region from 1: 10-20, or 3,7-9.",
        help="Correct the numbers, or name a region, which stays correct when the file grows.",
    ),
    Rule(
        code="code-file-and-text",
        title="A code block with both a file and lines of its own",
        explanation="A block with 'file' shows that file, so lines between its fences would not be shown.",
        help="Empty the block, or remove 'file'.",
    ),
    Rule(
        code="image-escapes-root",
        title="An image outside the image folders",
        explanation="The path leaves the folders that are served; such a file is never published.",
        help="Move the file below an image folder.",
    ),
    Rule(
        code="image-unsafe",
        title="An image with a scheme that is not published",
        explanation="Images are files of the project, or https URLs.",
        help="Save the image in an image folder, and refer to it by its path.",
    ),
    Rule(
        code="image-script",
        title="An SVG file with a script",
        explanation="A reader who opens the file by itself runs the script with the rights of the site. Such a file is "
        "never published.",
        help="Remove scripts, 'on…' attributes and 'javascript:' links from the file, or export it again without them.",
    ),
    Rule(
        code="image-unreadable",
        title="An image file that can't be read",
        explanation="The file exists, but it is empty or damaged, or the system refuses to read it.",
        help="Save the image again.",
    ),
)
