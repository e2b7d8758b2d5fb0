"""The language: tags, attributes, variables, partials. The ids are those of the reference implementation."""

from builder.diagnostics.catalogue.rule import Rule

RULES = (
    Rule(
        code="parse-error",
        title="A tag that can't be read",
        explanation="The text between {% and %} is not a valid tag.",
        help="Correct the tag at the place shown.",
    ),
    Rule(
        code="tag-unfinished",
        title="An incomplete tag",
        explanation="A tag is written between {% and %}. With only one of the two, readers see it as text.",
        help="Add the missing half, or write the text as code: `{%`.",
    ),
    Rule(
        code="tag-not-read",
        title="A tag where tags are not read",
        explanation="Handrail doesn't read tags and variables in the alternative text of an image or the title of a "
        "link: it publishes them as text.",
        help="Write plain text.",
    ),
    Rule(
        code="fence-tag-error",
        title="A code block's annotation that can't be read",
        explanation="The text between {% and %} after the language of the code block is not a valid annotation.",
        help="Correct the annotation.",
    ),
    Rule(
        code="missing-opening",
        title="A closing tag without an opening",
        explanation="No tag of this name is open here.",
        help="Remove the closing tag, or open the tag before it.",
    ),
    Rule(
        code="missing-closing",
        title="A tag that is never closed",
        explanation="Everything after it becomes part of it.",
        help="Write its closing tag, or end it with '/%}' if it has no content.",
    ),
    Rule(
        code="duplicate-attribute",
        title="An attribute set twice",
        explanation="Only the last value is used.",
        help="Remove one of the two.",
        severity="warning",
    ),
    Rule(
        code="no-inline-annotations",
        title="An annotation on its own",
        explanation="An annotation must be on the line of its block.",
        help="Move it to the end of the line before.",
    ),
    Rule(
        code="href-format-invalid",
        title="A tag in a URL",
        explanation="Handrail doesn't read tags and variables in a URL: it publishes them as text.",
        help="Write the whole URL.",
    ),
    Rule(
        code="table-syntax",
        title="Something other than a list in a table",
        explanation="The rows of a {% table %} are lists, with a line of three dashes between two rows.",
        help="Indent the content of a cell below the cell's own line.",
    ),
    Rule(
        code="tag-undefined",
        title="An unknown tag",
        explanation="Its content is shown as if the tag were not there.",
        help="Correct its name, or add a file for it to theme/tags.",
    ),
    Rule(
        code="node-undefined",
        title="An unknown node",
        explanation="The configuration has no schema for it.",
        help="Add a schema for it.",
    ),
    Rule(
        code="tag-placement-invalid",
        title="A tag in the wrong place",
        explanation="Some tags must be on a line of their own, others inside a line of text.",
        help="Move the tag.",
    ),
    Rule(
        code="tag-selfclosing-has-children",
        title="Content in a tag that takes none",
        explanation="The tag does not show its content.",
        help="Write it as {% name /%}.",
    ),
    Rule(
        code="slot-undefined",
        title="An unknown slot",
        explanation="The tag has no slot of this name.",
        help="Correct its name.",
    ),
    Rule(
        code="slot-missing-required", title="A missing slot", explanation="The tag requires this slot.", help="Add it."
    ),
    Rule(
        code="attribute-undefined",
        title="An unknown attribute",
        explanation="It has no effect.",
        help="Correct its name, or remove it.",
    ),
    Rule(
        code="attribute-type-invalid",
        title="An attribute of the wrong type",
        explanation="The tag expects a value of another type.",
        help="Write a value of the type that the message names.",
    ),
    Rule(
        code="attribute-value-invalid",
        title="An attribute with an invalid value",
        explanation="The tag takes certain values only.",
        help="Use one of the values that the message names.",
    ),
    Rule(
        code="attribute-missing-required",
        title="A missing attribute",
        explanation="The tag requires this attribute.",
        help="Add it.",
    ),
    Rule(
        code="else-without-if",
        title="An else without effect",
        explanation="'{% else /%}' divides the content of the '{% if %}' that it is directly in. Elsewhere both show.",
        help="Put it between the halves of the 'if'.",
    ),
    Rule(
        code="tag-empty",
        title="A tag that shows nothing",
        explanation="The tag has neither content nor an attribute to show in its place.",
        help="Add its content, or remove the tag.",
        severity="warning",
    ),
    Rule(
        code="icon-undefined",
        title="An unknown icon",
        explanation="Neither Handrail nor the project's theme/icons.svg has an icon of this name, so another icon is "
        "shown in its place.",
        help="Correct its name, or add the icon to theme/icons.svg.",
        severity="warning",
    ),
    Rule(
        code="variable-undefined",
        title="An unknown variable",
        explanation="Nothing is shown in its place.",
        help="Correct its name, or define it under 'variables' in handrail.yml.",
    ),
    Rule(
        code="function-undefined",
        title="An unknown function",
        explanation="Nothing is shown in its place.",
        help="Correct its name.",
    ),
    Rule(
        code="parameter-undefined",
        title="An unknown parameter",
        explanation="The function does not take it.",
        help="Remove it.",
    ),
    Rule(
        code="parameter-type-invalid",
        title="A parameter of the wrong type",
        explanation="The function expects a value of another type.",
        help="Write a value of the type that the message names.",
    ),
    Rule(
        code="parameter-missing-required",
        title="A missing parameter",
        explanation="The function requires it.",
        help="Add it.",
    ),
    Rule(
        code="child-invalid",
        title="An element in the wrong place",
        explanation="The element around it is not meant to contain it. It is still shown.",
        help="Move it out.",
        severity="info",
    ),
    Rule(
        code="partial-recursive",
        title="A partial that includes itself",
        explanation="A partial that includes itself, directly or through another one, would never end.",
        help="Remove the inner 'partial' tag.",
    ),
    Rule(
        code="partial-variable-unused",
        title="A variable that the partial does not use",
        explanation="The page passes it, but it changes nothing: its name may be misspelt.",
        help="Remove it, or correct its name.",
        severity="warning",
    ),
    Rule(
        code="footnote-undefined",
        title="A reference to a missing footnote",
        explanation="The text has no footnote with this label, so readers see the brackets.",
        help="Correct the label, or add the footnote: `[^label]: text`.",
        severity="warning",
    ),
    Rule(
        code="footnote-unused",
        title="A footnote that nothing refers to",
        explanation="It is not on the page.",
        help="Refer to it with `[^label]`, or remove it.",
        severity="warning",
    ),
    Rule(
        code="footnote-duplicate",
        title="Two footnotes with one label",
        explanation="Only the first one is on the page.",
        help="Give one of the two another label.",
        severity="warning",
    ),
)
