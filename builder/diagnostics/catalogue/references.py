"""Links and images."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        "link-unresolved",
        "A broken link",
        "The version has no page with this slug, and there is no file of this name: readers would get a 404.",
        "Correct the link, or add the page.",
    ),
    Rule(
        "anchor-missing",
        "A link to a missing anchor",
        "The page exists, but has no heading or element with this id, so the link opens the top of the page.",
        "Link to an anchor that the page has.",
        milder="warning",
    ),
    Rule(
        "link-case",
        "A link in the wrong letter case",
        "It works on some hosts and is broken on others, because URLs are case-sensitive.",
        "Write the link in the letter case of the page's slug.",
    ),
    Rule(
        "link-malformed",
        "A malformed link",
        "Browsers guess what is meant, each in its own way, or the text is not a link at all.",
        "Write the URL out: https://example.com/path.",
    ),
    Rule(
        "link-label-undefined",
        "A link with an undefined label",
        "Without a definition it is not a link: readers see the brackets.",
        "Define the label on a line of its own: [label]: /path, or write the path into the link.",
        "warning",
    ),
    Rule(
        "link-unsafe",
        "A link with a dangerous scheme",
        "Links with javascript:, data:, file: and the like are never published: a click would run the author's "
        "program, or open something on the reader's machine.",
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
        "A link out of the site",
        "The path has more '..' than there are folders above the page.",
        "Write the path from the version's root: /security/azure.",
    ),
    Rule(
        "link-to-redirect",
        "A link to an old address",
        "It works through a redirect, but can go to the page directly.",
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
        "Two redirects from one address",
        "Only one of them can be used.",
        "Remove one of the two.",
    ),
    Rule(
        "redirect-shadowed",
        "A redirect from an address that still exists",
        "A redirect never hides a page or an anchor, so the line has no effect.",
        "Remove the line, or the page or anchor.",
        "warning",
    ),
    Rule(
        "redirect-loop",
        "A redirect loop",
        "Each redirect leads to another one, and none to a page.",
        "Make one of them lead to a page.",
    ),
    Rule(
        "redirect-target-missing",
        "A redirect to a missing page",
        "No version that has the old address has the new one: readers would be sent from one 404 to another.",
        "Correct the target.",
    ),
    Rule(
        "link-to-draft",
        "A link to a draft",
        "The page is marked as a draft and is not published, so readers would meet a 404.",
        "Publish the page, or remove the link.",
        milder="warning",
    ),
    Rule(
        "link-other-edition",
        "A link to a page of another edition",
        "The page belongs to another edition and is not in this one.",
        "Put the link in a tag of that edition, or remove it.",
    ),
    Rule(
        "image-missing",
        "A missing image",
        "No file in the image folders has this name: readers would see a broken image.",
        "Correct the path, or add the file.",
    ),
    Rule(
        "image-case",
        "An image in the wrong letter case",
        "It is shown on some machines and broken on others, because file names are case-sensitive.",
        "Write the path in the letter case of the file's name.",
    ),
    Rule(
        "image-escapes-root",
        "An image outside the image folders",
        "The path leaves the folders that are served; such a file is never published.",
        "Move the file below an image folder.",
    ),
    Rule(
        "image-unsafe",
        "An image with a scheme that is not published",
        "Images are files of the project, or https URLs.",
        "Save the image in an image folder, and refer to it by its path.",
    ),
    Rule(
        "image-unreadable",
        "An image file that can't be read",
        "The file exists, but it is empty or damaged, or the system refuses to read it.",
        "Save the image again.",
    ),
)
