"""Front matter, slugs and addresses."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        code="front-matter-invalid",
        title="Front matter that is not YAML",
        explanation="Handrail doesn't guess at front matter that it can't read: a title could be lost without anybody"
        " noticing. It still uses the lines that are valid by themselves, so the page keeps its address and a draft "
        "stays a draft.",
        help="Fix the YAML at the place shown; a value with a colon in it needs quotes.",
    ),
    Rule(
        code="front-matter-not-mapping",
        title="Front matter that is not a list of keys",
        explanation="Front matter consists of lines such as 'key: value'.",
        help="Write, for example: title: Install",
    ),
    Rule(
        code="front-matter-unclosed",
        title="Front matter without an end",
        explanation="The first line opens front matter, but no second line of three dashes closes it.",
        help="End it with a line of three dashes: ---",
    ),
    Rule(
        code="front-matter-indented-end",
        title="Front matter that ends inside a value",
        explanation="A line of three dashes ends the front matter wherever it is, so the keys after it would be shown"
        " as text.",
        help="Write the dashes in another way inside a value; at the end of the front matter, don't indent them.",
    ),
    Rule(
        code="front-matter-duplicate-key",
        title="A key that is set twice",
        explanation="Only the last of two values is used, and a reader of the source can't see which.",
        help="Remove one of the two.",
    ),
    Rule(
        code="front-matter-missing-field",
        title="A missing field",
        explanation="Each page needs a title: it names the page in menus, search results and browser tabs.",
        help="Add it to the front matter.",
    ),
    Rule(
        code="front-matter-wrong-type",
        title="A field of the wrong kind",
        explanation="The field exists, but its value has the wrong type.",
        help="Write a value of the kind that the message names.",
    ),
    Rule(
        code="front-matter-number-changed",
        title="A number that YAML changes",
        explanation="YAML reads 1.10 as the number 1.1 and 12:30 as 750, and templates show what it reads.",
        help="Put the value in quotes to keep it as it is written.",
        severity="warning",
    ),
    Rule(
        code="front-matter-value-cut",
        title="A value that ends at a #",
        explanation="In YAML, a `#` after a space begins a comment, so the rest of the line is not part of the value.",
        help="Put the value in quotes.",
        severity="warning",
    ),
    Rule(
        code="front-matter-misspelt-key",
        title="A key that looks misspelt",
        explanation="Handrail passes unknown keys on to templates and does nothing else with them. This key looks "
        "like one that Handrail reads. It is an error if that key is 'slug', because the page would have another "
        "address, or one that hides the page, because a draft or a page of one edition would be published.",
        help="Correct the key. To keep it as it is, add it to the schema under 'front_matter' in handrail.yml.",
        milder="warning",
    ),
    Rule(
        code="front-matter-key-ignored",
        title="A key of another program",
        explanation="Other documentation tools read this key. Handrail only passes it on to the project's templates. "
        "It is an error if the key is meant to hide the page. Keys of the project's schema are not reported.",
        help="Use Handrail's own key, or remove this one.",
        milder="warning",
    ),
    Rule(
        code="front-matter-schema",
        title="Front matter that does not fit the project's schema",
        explanation="The key 'front_matter' in handrail.yml is a JSON Schema that the front matter of every page must"
        " match.",
        help="Follow the message, or change the schema.",
    ),
    Rule(
        code="slug-invalid",
        title="A slug that can't be published",
        explanation="A slug is the path of a page below its version; it can't leave the version, or contain "
        "characters that URLs reserve.",
        help="Write a path of at most 32 names, without '..', '\\', '?' and '#', such as /security/azure.",
    ),
    Rule(
        code="slug-duplicate",
        title="Two pages with one address",
        explanation="Two pages of a version have the same slug, and only one of them can be published there.",
        help="Change the slug of one of the two pages.",
    ),
    Rule(
        code="url-vanished",
        title="A published address that is gone",
        explanation="The ledger of URLs lists the address, but the site doesn't have it, and no redirect leads from "
        "it to another page.",
        help="Add 'redirect_from' to the page that replaces it, or remove the line from the ledger.",
    ),
    Rule(
        code="output-collision",
        title="Two files with one name",
        explanation="Two outputs have the same name, names that differ only in letter case, or one is a file where "
        "the other needs a folder.",
        help="Rename one of the two.",
    ),
)
