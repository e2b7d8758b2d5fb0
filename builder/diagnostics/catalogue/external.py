"""Links to other sites, which are asked for only by ``check --external``."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        "external-broken",
        "A missing page of another site",
        "The site answers that it has no such page, or the site does not exist.",
        "Correct the URL, link to a copy of the page, or remove the link.",
    ),
    Rule(
        "external-anchor-missing",
        "A missing anchor on another site",
        "The page exists, but has no element with this id, so the link opens the top of the page.",
        "Correct the part after the '#', or remove it.",
        "warning",
    ),
    Rule(
        "external-redirect",
        "A page of another site that has moved",
        "The link works only as long as the other site keeps the redirect.",
        "Link to the new address.",
        "info",
    ),
    Rule(
        "external-redirect-temporary",
        "A page of another site with a temporary redirect",
        "The site asks to keep the old address, which is usual for 'latest' or for the reader's language.",
        "Do nothing if readers should follow the redirect; else link to the page itself.",
        "info",
    ),
    Rule(
        "external-tls",
        "A site whose certificate is not trusted",
        "Browsers warn their users and don't show the page.",
        "Link to another host, or inform the owner of the site.",
    ),
    Rule(
        "external-unavailable",
        "A site that did not answer",
        "It was tried several times: it may be down for a while, or gone.",
        "Check again later; if it still fails, link to another page.",
        "warning",
    ),
    Rule(
        "external-forbidden",
        "A page that is not shown to programs",
        "Many sites refuse programs and answer people, so Handrail can't check the page.",
        "Open the page yourself, then add the URL to 'external.ignore' in handrail.yml.",
        "info",
    ),
    Rule(
        "external-rate-limited",
        "A site that limits requests",
        "It answered 429 even after a pause, so Handrail can't check the page.",
        "Check again later, or set 'external.per_host' to 1.",
        "info",
    ),
    Rule(
        "external-private",
        "A link into a private network",
        "Readers outside can't follow it. Handrail requests such addresses only if 'external.private' is true.",
        "Link to a public page, or add the URL to 'external.ignore' in handrail.yml.",
        "info",
    ),
)
