"""Words in a sentence that other programs read: patterns that match anywhere in a block's text."""

from __future__ import annotations

from builder.lint.foreign_rule import ATTRIBUTES, CALLOUT, FORMULA, PARTIAL, ForeignRule, foreign_rule

_EMOJI_NAMES = (
    "warning tada rocket bulb white_check_mark heavy_check_mark information_source memo fire bug sparkles"
    " construction point_right point_down point_left point_up smile smiley smirk star star2 x zap lock unlock key"
    " book books link boom eyes heart thumbsup thumbsdown \\+1 -1 grin grinning joy laughing blush wink"
    " slightly_smiling_face thinking sob cry scream sunglasses sweat_smile sweat heart_eyes relaxed clap wave pray"
    " muscle ok_hand raised_hands raised_hand v metal hammer hammer_and_wrench wrench gear nut_and_bolt package"
    " pencil pencil2 page_facing_up pushpin paperclip clipboard calendar date clock1 hourglass stopwatch alarm_clock"
    " computer desktop_computer iphone phone telephone email envelope mailbox inbox_tray outbox_tray loudspeaker"
    " mega speech_balloon question grey_question exclamation heavy_exclamation_mark bangbang interrobang no_entry"
    " no_entry_sign stop_sign negative_squared_cross_mark ballot_box_with_check heavy_plus_sign heavy_minus_sign"
    " arrow_right arrow_left arrow_up arrow_down recycle art rainbow sunny cloud umbrella snowflake"
    " globe_with_meridians earth_africa earth_americas earth_asia house office hospital school whale octocat penguin"
    " snake crab elephant dog cat beetle ant bee turtle snail apple beer beers coffee pizza cake gift trophy medal"
    " checkered_flag triangular_flag_on_post crossed_flags chart_with_upwards_trend chart_with_downwards_trend"
    " bar_chart mag mag_right microscope telescope satellite battery electric_plug shield rotating_light red_circle"
    " green_circle yellow_circle orange_circle large_blue_circle white_circle black_circle small_blue_diamond"
    " large_blue_diamond moneybag dollar credit_card gem crown 100 1234 one two three four five six seven eight nine"
    " ten hash new free up cool ok sos copyright registered tm lipstick truck ambulance ship airplane car bike label"
    " bookmark seedling wheelchair children_crossing building_construction passport_control triangular_ruler camera"
    " film_strip floppy_disk"
)
_EMOJI = _EMOJI_NAMES.replace(" ", "|")
_ICONS = "(?:material|octicons|fontawesome|simple|fa|fas|far|fab|mdi)-[a-z0-9-]{2,60}"

TEXT_RULES: tuple[ForeignRule, ...] = (
    foreign_rule(
        "shortcode",
        "{{< {{%",
        "text",
        r"\{\{[<%]-?\s*/?\s*[\w./-]+[^\n{}]{0,80}(?:\}\})?",
        "a shortcode",
        "Write a tag: `{% name %}`; your own are files in theme/tags.",
    ),
    foreign_rule(
        "template",
        "{{",
        "text",
        r"\{\{-?\s*(?:site|page|config|params|frontmatter|\.Site|\.Page|\.Params)\.[\w.]{1,60}[^{}\n]{0,60}\}\}",
        "a variable of another template language",
        "Write `{% $name %}`, and define the variable in handrail.yml.",
    ),
    foreign_rule(
        "template-comment", "{#", "text", r"\{#\s[^\n{}]{1,200}\s#\}", "a comment", "Write `<!-- a comment -->`."
    ),
    foreign_rule(
        "attribute-list",
        "{:",
        "text",
        r"\{:\s*(?:[.#][\w-]|[\w-]{1,40}=)[^{}\n]{0,120}\}",
        "an attribute list",
        ATTRIBUTES,
    ),
    foreign_rule(
        "attribute-list-spaced",
        "]{ ){ *{ `{ _{",
        "text",
        r"(?<=[\])*`_])\{\s*(?:[.#][A-Za-z][\w-]*|[a-z][\w-]{1,20}=[\w\"'%.-]{1,40})(?:\s[^{}\n]{0,120})?\}",
        "an attribute list",
        ATTRIBUTES,
    ),
    foreign_rule(
        "expression",
        "{/* {props. {frontmatter. {process.env. {import.meta. {' {\" {`",
        "text",
        r"(?<![\\$\w{%=])\{(?:/\*[^\n]{0,200}?\*/|(?:props|frontmatter|process\.env|import\.meta)\.[\w.]{1,60}|'[^'\n{}]{0,80}'"
        r"|\"[^\"\n{}]{0,80}\"|`[^`\n{}]{0,80}`)\}",
        "a JavaScript expression",
        "Write the text itself, or a variable: `{% $name %}`.",
    ),
    foreign_rule(
        "comment-unclosed",
        "<!--",
        "text",
        r"<!--[^\n]{0,80}",
        "a comment that is never closed",
        "Close it with `-->`.",
    ),
    foreign_rule(
        "image-size",
        (" =",),
        "text",
        r"!\[[^\]\n]{0,100}\]\([^()\s/]{1,200} +=\d{0,5}%?x?\d{0,5}%?\)",
        "an image with a size",
        'Write `{% image src="…" alt="…" width=100 /%}`.',
    ),
    foreign_rule(
        "keys",
        "++",
        "text",
        r"(?<![\w+])\+\+[a-z0-9]{1,20}(?:\+[a-z0-9-]{1,20}){1,4}\+\+(?![\w+])",
        "a key combination",
        "Write **Ctrl+C**, or add a tag for keys to theme/tags.",
    ),
    foreign_rule(
        "include",
        "{{#include {{#rustdoc_include {{#playground {{#title {{#template {{>",
        "text",
        r"\{\{(?:#(?:include|rustdoc_include|playground|title|template)\b|> ?[\w./-])[^{}\n]{0,120}\}\}",
        "an inclusion",
        PARTIAL,
    ),
    foreign_rule(
        "math-inline",
        "$$",
        "text",
        r"(?<=[^$\n\\])\$\$[^$\n]{1,200}\$\$",
        "a formula",
        FORMULA,
    ),
    foreign_rule(
        "footnote-inline",
        "^[",
        "text",
        r"\^\[[^\[\]\n]{1,200}\](?![(\[])",
        "a footnote",
        "Write the remark in brackets.",
    ),
    foreign_rule(
        "role",
        ":`",
        "text",
        r"(?<![\w`]):(?:ref|doc|term|class|func|meth|mod|attr|option|envvar|guilabel|menuselection|kbd|abbr|numref):`[^`\n]{1,200}`",
        "a reStructuredText role",
        "Write a link `[text](/page)`, or **bold** text.",
    ),
    foreign_rule(
        "wiki-link",
        "[[",
        "text",
        r"(?<![\[\\])\[\[[A-Za-z][^\[\]|\n]{0,80}(?:[ /][^\[\]|\n]{1,80}|\|[^\[\]\n]{1,80})\]\](?![(\[])",
        "a wiki link",
        "Write `[text](/page)`.",
    ),
    foreign_rule(
        "highlight",
        "==",
        "text",
        r"(?<![=!<>\w])==(?=[^\s=])[^=\n`]{1,80}(?<=[^\s=])==(?![=\w])",
        "marked text",
        "Write `**bold**`.",
    ),
    foreign_rule(
        "emoji",
        ":",
        "text",
        rf":(?<![\w:]:)(?:{_EMOJI}|{_ICONS}):(?![\w:])",
        "an emoji shortcode",
        'Write the character itself, or an icon: `{% icon iconName="check" /%}`.',
    ),
    foreign_rule(
        "formula",
        "$",
        "text",
        r"\$(?<![\w$\\]\$)(?![\s${(])(?![A-Z_][A-Z0-9_]+\$)(?:[A-Za-z]|\d{0,6}[A-Za-z]|"
        r"(?=[^$\n]{0,100}(?:\\[A-Za-z]|[=^<>+*]|(?<![A-Za-z])[A-Za-z]_[\w{])|[a-zA-Z]{1,3}\([a-z])[^$`\n]{1,100})(?<![\s$])\$(?![\w$])",
        "a formula",
        FORMULA,
    ),
    foreign_rule("formula-code", "$`", "text", r"\$`[^`\n]{1,100}`\$", "a formula", FORMULA),
    foreign_rule(
        "formula-latex",
        "\\( \\[",
        "text",
        r"\\{1,2}\((?=[^()\n]{0,100}(?:\\[A-Za-z]{2}|[_^=]))[^()\n]{1,100}\\{1,2}\)"
        r"|\\{1,2}\[(?=[^\[\]\n]{0,100}(?:\\[A-Za-z]{2}|[_^=]))[^\[\]\n]{1,100}\\{1,2}\]",
        "a formula",
        FORMULA,
    ),
    foreign_rule(
        "subscript",
        "~",
        "text",
        r"~(?<=[A-Za-z0-9)\]]~)(?<!~~)(?:\d{1,3}|[a-z]{1,3}|max|min)~(?![~\w/])|~(?<=[A-Z]~)\d{1,2}~(?=[A-Z])",
        "a subscript",
        "Write the character itself, such as `₂`.",
    ),
    foreign_rule(
        "superscript",
        "^",
        "text",
        r"\^(?<=[A-Za-z0-9)\]]\^)(?:-?\d{1,4}|[a-z]{1,3}|TM|\+|-)\^(?!\w)",
        "a superscript",
        "Write the character itself, such as `²`.",
    ),
    foreign_rule(
        "inserted",
        "++",
        "text",
        r"\+\+(?<![\w+]\+\+)(?=[A-Za-z]{2})[A-Za-z][^+\n`=;()]{1,60}(?<=\w)\+\+(?![\w+])",
        "inserted text",
        "Write `**bold**`.",
    ),
    foreign_rule(
        "review-marks",
        "{++ {-- {~~ {== {>> {+ [-",
        "text",
        r"\{\+\+[^{}\n]{1,120}\+\+\}|\{--[^{}\n]{1,120}--\}|\{~~[^{}\n]{1,120}~~\}|\{==[^{}\n]{1,120}==\}|\{>>[^{}\n]{1,120}<<\}"
        r"|\{\+ [^{}\n]{1,120} \+\}|\[- [^\[\]\n]{1,120} -\]",
        "a review mark",
        "Accept or reject the change, and remove its marks.",
    ),
    foreign_rule(
        "wiki-page",
        "[[",
        "text",
        r"\[\[(?<!\[\[\[)(?<!\\\[\[)(?:[A-Z][\w()./-]{1,60}(?:#[\w -]{1,60})?|[a-z][\w./]{0,40}(?:-[\w./]{1,40}){1,6}"
        r"|[a-z][\w./-]{1,40}#[\w -]{1,60})\]\](?![(\[\]])",
        "a wiki link",
        "Write `[text](/page)`.",
    ),
    foreign_rule(
        "embed", "![[", "text", r"!\[\[[^\[\]\n]{1,120}\]\]", "an embedded file", "Write `![text](/images/file.png)`."
    ),
    foreign_rule(
        "wiki-bold",
        "''",
        "text",
        r"'{3}(?<![\w']'{3})(?=\w)[^'\n`]{1,80}'{3}(?![\w'])",
        "bold text in wiki syntax",
        "Write `**bold**`.",
    ),
    foreign_rule(
        "wiki-address",
        ("[http",),
        "text",
        r"\[https?://[^\s\[\]()|]{4,200} [^\[\]\n]{1,80}\](?![(\[])",
        "a wiki link",
        "Write `[text](https://example.com)`.",
    ),
    foreign_rule(
        "link-confluence",
        "|http",
        "text",
        r"\[[^\[\]|\n]{1,80}\|https?://[^\s\[\]|]{4,200}\](?![(\[])",
        "a Confluence link",
        "Write `[text](https://example.com)`.",
    ),
    foreign_rule(
        "link-asciidoc",
        "xref: link: image: kbd: btn: menu:",
        "text",
        r"(?<![\w:/.])(?:xref:[\w./#-]{1,120}\[[^\]\n]{0,120}\]|link:(?:https?://|[\w./-]{1,60}\.)[^\s\[\]]{1,200}\[[^\]\n]{0,120}\]"
        r"|(?:image|kbd|btn|menu):[\w./-]{0,80}\[[^\]\n]{1,80}\])",
        "an AsciiDoc link",
        "Write `[text](/page)`.",
    ),
    foreign_rule("link-rst", ">`_", "text", r"(?<=>`)__?(?!\w)", "a reStructuredText link", "Write `[text](/page)`."),
    foreign_rule(
        "role-myst",
        "}`",
        "text",
        r"(?<![\w$%{])\{(?:ref|doc|term|numref|eq|math|download|kbd|abbr|sub|sup|cite|menuselection|guilabel|octicon|bdg-[a-z]{3,12}"
        r"|[a-z]{1,6}:[a-z]{3,10})\}(?=`)",
        "a MyST role",
        "Write a link `[text](/page)`, or **bold** text.",
    ),
    foreign_rule(
        "raw-attribute",
        "`{=",
        "text",
        r"(?<=`)\{=[a-z0-9]{2,12}\}",
        "a Pandoc attribute",
        "Remove it: Markdoc doesn't pass on HTML.",
    ),
    foreign_rule(
        "citation",
        "@",
        "text",
        r"\[(?:[^\[\]@\n]{1,40} )?-?@[A-Za-z][\w-]{0,40}(?:19|20)\d\d[a-z]?(?:[,;][^\[\]\n]{0,120})?\](?![(\[:])",
        "a Pandoc citation",
        "Write a link to the source.",
    ),
    foreign_rule(
        "text-directive",
        "[",
        "text",
        r":(?<![\w:]:)(?:abbr|kbd|badge|icon|br|link|term|sup|sub|tip|u|del|ins)\[[^\]\n]{1,120}\]",
        "a directive",
        "Write a tag in its place, or only the words.",
    ),
    foreign_rule(
        "template",
        "{{",
        "text",
        r"\{\{-?\s*(?:\$\w[\w.]{0,60}|(?:product|version|latest|book|block|page|site|docs?|company|app|pkg)(?:[._]\w{1,40}){0,5}"
        r"|[A-Za-z_]\w{0,40}\s*\|\s*\w{2,40}[^{}\n]{0,40}|t\([^{}\n]{1,80}\))\s*-?\}\}",
        "a variable of another template language",
        "Write `{% $name %}`, and define the variable in handrail.yml.",
    ),
    foreign_rule(
        "template",
        "{{",
        "text",
        r"(?<![{$\\])\{\{[-~]?\s*[A-Za-z_]\w{0,40}(?:\.\w{1,40}){1,5}\s*[-~]?\}\}(?!\})|(?<![{$\\])\{\{\{\s*[\w.@/-]{1,80}\s*\}\}\}"
        r"|(?<![{$\\])\{\{[-~]?\s*(?:[#/^][a-z]\w{0,40}(?: [^{}\n]{0,80})?|!--[^\n]{0,100}?--|end\b[^{}\n]{0,40}"
        r"|(?:if|range|with|else|include|template|define|block) [^{}\n]{1,100})\s*[-~]?\}\}",
        "a variable of another template language",
        "Write `{% $name %}`, and define the variable in handrail.yml.",
    ),
    foreign_rule(
        "template-erb",
        "<%",
        "text",
        r"<%[=#-]?\s[^\n]{1,80}?%>",
        "code of another template language",
        "Write the text itself, or a variable: `{% $name %}`.",
    ),
    foreign_rule(
        "instruction",
        "<?",
        "text",
        r"<\?(?:php|xml|=)\s[^\n]{0,80}",
        "a processing instruction",
        "Write code between two lines ```, or remove it.",
    ),
    foreign_rule(
        "kramdown",
        "{::",
        "text",
        r"\{::/?[a-z]{2,20}(?: [^{}\n]{0,80})?\}",
        "a kramdown extension",
        "Remove it; write a comment as `<!-- a comment -->`.",
    ),
    foreign_rule(
        "wiki-slanted",
        "''",
        "text",
        r"'{2}(?<![\w']'{2})(?=[A-Za-z]{2})[^'\n`]{1,80}(?<=\w)'{2}(?![\w'])",
        "italic text in wiki syntax",
        "Write `*slanted*`.",
    ),
    foreign_rule(
        "image-textile",
        ".png .jpg .jpeg .gif .svg",
        "text",
        r"!(?<![\w!\[(]!)[\w./-]{1,100}\.(?:png|jpe?g|gif|svg)(?:\|[\w=,]{1,30})?!(?!\w)",
        "an image of another documentation tool",
        "Write `![text](/images/file.png)`.",
    ),
    foreign_rule(
        "confluence-inline",
        "{info} {warning} {tip} {note} {panel} {quote} {color",
        "text",
        r"\{(info|warning|tip|note|panel|quote|color)(?::[#\w]{1,20})?\}[^{}]{1,400}\{\1\}",
        "a Confluence macro",
        CALLOUT,
    ),
)
