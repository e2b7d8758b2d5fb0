"""Links to other sites, which are asked for only by ``check --external``."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        "external-broken",
        "A page of another site that is not there",
        "The site says that it has no such page, or there is no such site.",
        "Correct the URL, link to a copy of the page, or take the link out.",
    ),
    Rule(
        "external-anchor-missing",
        "An anchor that a page of another site does not have",
        "The page is there, but holds no element with this id: readers land at its top.",
        "Correct the part behind the '#', or take it out.",
        "warning",
    ),
    Rule(
        "external-redirect",
        "A URL of another site that moved for good",
        "It works for as long as the other site keeps the redirect.",
        "Link to the new address.",
        "info",
    ),
    Rule(
        "external-redirect-temporary",
        "A URL of another site that leads elsewhere for now",
        "The site asks that the old address be kept, as one does for 'latest' or the reader's language.",
        "Nothing, if the target is what readers shall see; else link to the page itself.",
        "info",
    ),
    Rule(
        "external-tls",
        "A site whose certificate can't be trusted",
        "Browsers warn their users and don't show the page.",
        "Link to another host, or tell the site's owner.",
    ),
    Rule(
        "external-unavailable",
        "A site that did not answer",
        "It was tried several times: it may be out of order for a while, or gone.",
        "Look again later; if it stays so, link to another page.",
        "warning",
    ),
    Rule(
        "external-forbidden",
        "A page that is not shown to programs",
        "Many sites refuse programs and answer people: nothing is known of the page.",
        "Look yourself, then name the URL under 'external.ignore' in handrail.yml.",
        "info",
    ),
    Rule(
        "external-rate-limited",
        "A site that was asked too often",
        "It answered 429, also after a pause: nothing is known of the page.",
        "Look again later, or set 'external.per_host' to 1.",
        "info",
    ),
    Rule(
        "external-private",
        "A link into the own network",
        "Readers outside can't follow it. Such addresses are asked only if 'external.private' is true.",
        "Link to a public page, or name the URL under 'external.ignore' in handrail.yml.",
        "info",
    ),
)
