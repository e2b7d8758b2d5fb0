"""The language: tags, attributes, variables, partials. The ids are those of the reference implementation."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        "parse-error",
        "A tag that can't be read",
        "What stands between {% and %} does not follow the language's grammar.",
        "Mend the tag at the place shown.",
    ),
    Rule(
        "tag-unfinished",
        "Half a tag",
        "A tag stands between {% and %}; with one of the two alone readers see it as it is written.",
        "Write the other half, or put the sign into code: `{%`.",
    ),
    Rule(
        "fence-tag-error",
        "A code block's annotation that can't be read",
        "What stands between {% and %} behind the opening of the code block does not follow the grammar.",
        "Mend the annotation.",
    ),
    Rule(
        "missing-opening",
        "A closing tag without an opening",
        "The tag that is open here is another one, or none is.",
        "Take the closing tag out, or open the tag before it.",
    ),
    Rule(
        "missing-closing",
        "A tag that is never closed",
        "Everything behind it becomes part of it.",
        "Write its closing tag, or close it at once with '/%}' if it holds nothing.",
    ),
    Rule(
        "duplicate-attribute", "An attribute set twice", "The last one counts.", "Take one of the two out.", "warning"
    ),
    Rule(
        "no-inline-annotations",
        "An annotation on its own",
        "An annotation belongs on the line that it annotates; alone on a line it annotates nothing.",
        "Put it at the end of the line before.",
    ),
    Rule(
        "href-format-invalid",
        "A tag inside a URL",
        "URLs are fixed texts: a variable or tag in one is published as it stands.",
        "Write the URL out.",
    ),
    Rule(
        "table-syntax",
        "Something else than a list in a table",
        "The rows of a {% table %} are lists, with a line of three dashes between them.",
        "Indent what belongs to a cell below the cell's own line.",
    ),
    Rule(
        "tag-undefined",
        "A tag that isn't known",
        "Its content is shown as if the tag were not there.",
        "Correct its name, or add a file for it to theme/tags.",
    ),
    Rule(
        "node-undefined", "A node that isn't known", "The configuration has no schema for it.", "Add a schema for it."
    ),
    Rule(
        "tag-placement-invalid",
        "A tag in the wrong place",
        "Some tags stand on lines of their own only, some inside a line only.",
        "Move it.",
    ),
    Rule(
        "tag-selfclosing-has-children",
        "Content in a tag that has none",
        "The tag shows nothing that stands in it.",
        "Write it as {% name /%}.",
    ),
    Rule("slot-undefined", "A slot that isn't known", "The tag has no slot of this name.", "Correct its name."),
    Rule("slot-missing-required", "A slot is missing", "The tag needs it.", "Add it."),
    Rule(
        "attribute-undefined", "An attribute that isn't known", "It does nothing.", "Correct its name, or take it out."
    ),
    Rule(
        "attribute-type-invalid",
        "An attribute of the wrong type",
        "The tag expects another kind of value.",
        "Write a value of the type that the message names.",
    ),
    Rule(
        "attribute-value-invalid",
        "An attribute's value that can't be",
        "The tag takes certain values only.",
        "Choose one of those that the message names.",
    ),
    Rule("attribute-missing-required", "An attribute is missing", "The tag can't do without it.", "Add it."),
    Rule(
        "variable-undefined",
        "A variable that isn't known",
        "Nothing is shown in its place.",
        "Correct its name, or define it under 'variables' in handrail.yml.",
    ),
    Rule("function-undefined", "A function that isn't known", "Nothing is shown in its place.", "Correct its name."),
    Rule("parameter-undefined", "A parameter that isn't known", "The function does not take it.", "Take it out."),
    Rule(
        "parameter-type-invalid",
        "A parameter of the wrong type",
        "The function expects another kind of value.",
        "Write a value of the type that the message names.",
    ),
    Rule("parameter-missing-required", "A parameter is missing", "The function can't do without it.", "Add it."),
    Rule(
        "child-invalid",
        "An element where it does not belong",
        "The element round it is not meant to hold it; it is shown all the same.",
        "Move it out.",
        "info",
    ),
    Rule(
        "partial-recursive",
        "A partial in itself",
        "A partial that includes itself, by any way, would never end.",
        "Take the inner 'partial' tag out.",
    ),
    Rule(
        "footnote-undefined",
        "A reference to no footnote",
        "Readers see the brackets: the text has no footnote with this label.",
        "Correct the label, or add the footnote: [^label]: text",
        "warning",
    ),
    Rule(
        "footnote-unused",
        "A footnote that nothing refers to",
        "It is not on the page.",
        "Refer to it with [^label], or remove it.",
        "warning",
    ),
    Rule(
        "footnote-duplicate",
        "Two footnotes with one label",
        "Only the first one is on the page.",
        "Give one of the two another label.",
        "warning",
    ),
)
