"""Front matter, slugs and addresses."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        "front-matter-invalid",
        "Front matter that is not YAML",
        "What can't be read is not guessed at: a title would silently vanish.",
        "Mend the YAML at the place shown; a value with a colon in it needs quotes.",
    ),
    Rule(
        "front-matter-not-mapping",
        "Front matter that is no list of keys",
        "The front matter must be 'key: value' lines.",
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
        "A key stands twice",
        "Of two values for one key only the last counts, and a reader of the source can't see which.",
        "Take one of the two out.",
    ),
    Rule(
        "front-matter-missing-field",
        "A field is missing",
        "Each page needs a title: it names the page in menus, search results and browser tabs.",
        "Add it to the front matter.",
    ),
    Rule(
        "front-matter-wrong-type",
        "A field of the wrong kind",
        "The field is there, but its value is not of the kind that it must be.",
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
        "A key that is almost one that is read",
        "Keys that the program does not know go to the templates and do nothing else; this one looks like a slip. "
        "It is an error where the key would have kept the page from somebody: a draft or a page of one edition "
        "would be published.",
        "Correct the key; to keep it as it is, name it in the schema of 'front_matter' in handrail.yml.",
        milder="warning",
    ),
    Rule(
        "front-matter-schema",
        "Front matter that the project's schema refuses",
        "The key 'front_matter' of handrail.yml holds a JSON Schema that every page must meet.",
        "Write what the message asks for, or change the schema.",
    ),
    Rule(
        "slug-invalid",
        "A slug that can't be published",
        "A slug is the page's path below its version; it can't climb out of it or hold characters that URLs reserve.",
        "Write a path of at most 32 names, without '..', '\\', '?' and '#', such as /security/azure.",
    ),
    Rule(
        "slug-duplicate",
        "Two pages at one address",
        "Two pages of a version have the same slug; only one can stand there.",
        "Give one of the two pages another slug.",
    ),
    Rule(
        "url-vanished",
        "An address that was published and is gone",
        "The ledger of URLs has it, the site has not, and nothing leads from it to another page.",
        "Add 'redirect_from' to the page that took its place; or take the line out of the ledger.",
    ),
    Rule(
        "output-collision",
        "Two files at one place",
        "Two things would be published under one name, under names that differ only in letter case, "
        "or one as a file where the other needs a folder.",
        "Rename one of the two.",
    ),
)
