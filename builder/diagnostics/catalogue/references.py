"""Links and images."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        "link-unresolved",
        "A link that leads nowhere",
        "No page of the version has this slug, and no file this name: readers would meet a 404.",
        "Correct the link, or add the page.",
    ),
    Rule(
        "anchor-missing",
        "A link to an anchor that isn't there",
        "The page exists, but has no heading or element with this id: readers land at the top instead.",
        "Link to an anchor that the page has.",
        milder="warning",
    ),
    Rule(
        "link-case",
        "A link in the wrong letter case",
        "It works on some hosts and is broken on others: URLs tell upper from lower case.",
        "Write the link as the page's slug is written.",
    ),
    Rule(
        "link-malformed",
        "A link that is no proper URL",
        "Browsers guess at it, each in its own way.",
        "Write the URL out: https://example.com/path.",
    ),
    Rule(
        "link-label-undefined",
        "A link with a label that nothing defines",
        "Without a definition it is no link: readers see the brackets.",
        "Define the label on a line of its own: [label]: /path, or write the path into the link.",
        "warning",
    ),
    Rule(
        "link-unsafe",
        "A link with a dangerous scheme",
        "javascript:, data:, file: and the like are never published: a reader's click would run the author's program,"
        " or open something on the reader's machine.",
        "Link to a page.",
    ),
    Rule(
        "link-scheme",
        "A link with a scheme that the site does not publish",
        "Links of the web, of mail and of telephones are published. Others, such as vscode:, open a program on the"
        " reader's machine, and do nothing where it is missing.",
        "Link to a page, or allow the scheme in handrail.yml: link_schemes: [vscode].",
    ),
    Rule(
        "link-escapes-root",
        "A link that climbs out of the site",
        "The path has more '..' than there are folders above the page.",
        "Write the path from the version's root: /security/azure.",
    ),
    Rule(
        "link-to-redirect",
        "A link to an old address",
        "It works, by way of a redirect; the page itself can be linked to.",
        "Link to the page's own address.",
        "info",
    ),
    Rule(
        "redirect-invalid",
        "A redirect that can't be read",
        "Each line of the file of redirects is an old address of the site, a colon, and where it leads. In front"
        " matter, 'redirect_from' is an old address or a list of them.",
        "Write it as: /old/page: /new/page",
    ),
    Rule(
        "redirect-duplicate",
        "Two redirects of one address",
        "Only one of them can hold.",
        "Take one of the two out.",
    ),
    Rule(
        "redirect-shadowed",
        "A redirect of what is still there",
        "A page, or a place on it, is never hidden by a redirect: the line does nothing.",
        "Take the line out; or take out what stands there.",
        "warning",
    ),
    Rule(
        "redirect-loop",
        "A redirect that never arrives",
        "One redirect leads to the next, and never to a page.",
        "Let one of them lead to a page.",
    ),
    Rule(
        "redirect-target-missing",
        "A redirect that leads nowhere",
        "No version that has the old address has the new one: readers would be sent from one 404 to another.",
        "Correct the target.",
    ),
    Rule(
        "link-to-draft",
        "A link to a draft",
        "The page is marked as a draft and is not published, so readers would meet a 404.",
        "Publish the page, or take the link out.",
        milder="warning",
    ),
    Rule(
        "link-other-edition",
        "A link to another edition's page",
        "The page belongs to another edition and is not in this one.",
        "Put the link in a tag of that edition, or take it out.",
    ),
    Rule(
        "image-missing",
        "An image that isn't there",
        "No file of the image folders has this name: readers would see a broken picture.",
        "Correct the path, or add the file.",
    ),
    Rule(
        "image-case",
        "An image in the wrong letter case",
        "It shows on some machines and is broken on others: file names tell upper from lower case.",
        "Write the path as the file's name is written.",
    ),
    Rule(
        "image-escapes-root",
        "An image outside the image folders",
        "The path climbs out of the folders that are served: such a file is never published.",
        "Move the file below an image folder.",
    ),
    Rule(
        "image-unsafe",
        "An image with a scheme that is not published",
        "Images are files of the project, or https URLs.",
        "Save the picture below an image folder, and name it by its path.",
    ),
    Rule(
        "image-unreadable",
        "An image file that can't be read",
        "The file is there, but is empty, damaged or refused by the system.",
        "Save the picture anew.",
    ),
)
