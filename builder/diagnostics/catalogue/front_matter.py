"""Front matter, slugs and addresses."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        "front-matter-invalid",
        "Front matter that is not YAML",
        "Front matter that can't be read is not guessed at: a title could be lost without notice.",
        "Fix the YAML at the place shown; a value with a colon in it needs quotes.",
    ),
    Rule(
        "front-matter-not-mapping",
        "Front matter that is not a list of keys",
        "Front matter consists of lines such as 'key: value'.",
        "Write, for example: title: Install",
    ),
    Rule(
        "front-matter-unclosed",
        "Front matter without an end",
        "The first line opens front matter, but no second line of three dashes closes it.",
        "End it with a line of three dashes: ---",
    ),
    Rule(
        "front-matter-indented-end",
        "Front matter that ends inside a value",
        "A line of three dashes ends the front matter wherever it is, so the keys after it would be shown as text.",
        "Write the dashes in another way inside a value; at the end of the front matter, don't indent them.",
    ),
    Rule(
        "front-matter-duplicate-key",
        "A key that is set twice",
        "Only the last of two values is used, and a reader of the source can't see which.",
        "Remove one of the two.",
    ),
    Rule(
        "front-matter-missing-field",
        "A missing field",
        "Each page needs a title: it names the page in menus, search results and browser tabs.",
        "Add it to the front matter.",
    ),
    Rule(
        "front-matter-wrong-type",
        "A field of the wrong kind",
        "The field exists, but its value has the wrong type.",
        "Write a value of the kind that the message names.",
    ),
    Rule(
        "front-matter-number-changed",
        "A number that is not kept as it is written",
        "YAML reads 1.10 as the number 1.1 and 12:30 as 750, and templates show what it reads.",
        "Put the value in quotes to keep it as it is written.",
        "warning",
    ),
    Rule(
        "front-matter-misspelt-key",
        "A key that looks misspelt",
        "Templates get the keys that Handrail doesn't know, and nothing else reads them; this one is almost the "
        "name of a key that Handrail reads. It is an error where the key would have kept the page from somebody: "
        "a draft or a page of one edition would be published.",
        "Correct the key; to keep it as it is, name it in the schema of 'front_matter' in handrail.yml.",
        milder="warning",
    ),
    Rule(
        "front-matter-schema",
        "Front matter that does not fit the project's schema",
        "The key 'front_matter' of handrail.yml holds a JSON Schema that the front matter of every page must meet.",
        "Follow the message, or change the schema.",
    ),
    Rule(
        "slug-invalid",
        "A slug that can't be published",
        "A slug is the path of a page below its version; it can't leave the version, or contain characters that "
        "URLs reserve.",
        "Write a path of at most 32 names, without '..', '\\', '?' and '#', such as /security/azure.",
    ),
    Rule(
        "slug-duplicate",
        "Two pages with one address",
        "Two pages of a version have the same slug, and only one of them can be published there.",
        "Change the slug of one of the two pages.",
    ),
    Rule(
        "url-vanished",
        "A published address that is gone",
        "The ledger of URLs lists the address, but the site doesn't have it, and no redirect leads from it to "
        "another page.",
        "Add 'redirect_from' to the page that replaces it, or remove the line from the ledger.",
    ),
    Rule(
        "output-collision",
        "Two files with one name",
        "Two outputs have the same name, names that differ only in letter case, or one is a file where the other "
        "needs a folder.",
        "Rename one of the two.",
    ),
)
