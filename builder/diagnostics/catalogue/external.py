"""Links to other sites, which are asked for only by ``check --external``."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        code="external-broken",
        title="A missing page of another site",
        explanation="The site answers that it has no such page, or the site does not exist.",
        help="Correct the URL, link to a copy of the page, or remove the link.",
    ),
    Rule(
        code="external-anchor-missing",
        title="A missing anchor on another site",
        explanation="The page exists, but has no element with this id, so the link opens the top of the page.",
        help="Correct the part after the '#', or remove it.",
        severity="warning",
    ),
    Rule(
        code="external-redirect",
        title="A page of another site that has moved",
        explanation="The link works only as long as the other site keeps the redirect.",
        help="Link to the new address.",
        severity="info",
    ),
    Rule(
        code="external-redirect-temporary",
        title="A page of another site with a temporary redirect",
        explanation="The other site asks to keep the old address. This is usual for 'latest' or for the reader's "
        "language.",
        help="Do nothing if readers should follow the redirect; otherwise, link to the page itself.",
        severity="info",
    ),
    Rule(
        code="external-tls",
        title="A site whose certificate is not trusted",
        explanation="Browsers warn their users and don't show the page.",
        help="Link to another host, or inform the owner of the site.",
    ),
    Rule(
        code="external-unavailable",
        title="A site that did not answer",
        explanation="Handrail tried several times. The site may be down for a while, or gone.",
        help="Check again later; if it still fails, link to another page.",
        severity="warning",
    ),
    Rule(
        code="external-forbidden",
        title="A page that refuses requests from programs",
        explanation="Many sites answer browsers but refuse other programs, so Handrail can't check the page.",
        help="Open the page yourself, then add the URL to 'external.ignore' in handrail.yml.",
        severity="info",
    ),
    Rule(
        code="external-rate-limited",
        title="A site that limits requests",
        explanation="It answered 429 even after a pause, so Handrail can't check the page.",
        help="Check again later, or set 'external.per_host' to 1.",
        severity="info",
    ),
    Rule(
        code="external-private",
        title="A link into a private network",
        explanation="Readers outside can't follow it. Handrail requests such addresses only if 'external.private' is"
        " true.",
        help="Link to a public page, or add the URL to 'external.ignore' in handrail.yml.",
        severity="info",
    ),
)
