"""Conditions and calls that can't be read: comparisons, operators and filters of other languages."""

from __future__ import annotations

import re

from builder.article.syntax_parts import NAME, OPERAND, SyntaxAdvice


def comparison(content: str, masked: str) -> SyntaxAdvice | None:
    """``$a == "x"``: how it is written, if the text has it."""
    found = re.search(rf"({OPERAND})[ \t]*(===?|!==?|<>|<=|>=|<(?!/)|>)[ \t]*({OPERAND})?", content)
    if found is None or (found[2] in ("<", ">") and not _is_condition(content)):
        return None
    left, sign, right = found[1], found[2], (found[3] or '"…"').replace("'", '"')
    if not _is_condition(content) and not left.startswith("$"):
        return SyntaxAdvice(
            "An attribute and its value have one '=' between them.", f"Write `{left}={right}`.", *found.span(2)
        )
    equal = f"equals({_dollared(left)}, {right})"
    if sign in ("==", "==="):
        return SyntaxAdvice(f"There is no '{sign}' in tags.", f"Write `{equal}`.", *found.span(2))
    if sign in ("!=", "!==", "<>"):
        return SyntaxAdvice(f"There is no '{sign}' in tags.", f"Write `not({equal})`.", *found.span(2))
    return SyntaxAdvice(
        f"There is no '{sign}' in tags.",
        "Values can only be compared for equality: `equals($a, 1)`.",
        *found.span(2),
    )


def operator(content: str, masked: str) -> SyntaxAdvice | None:
    """``$a and $b``, ``not $a``: how it is written, if the text has it."""
    found = re.search(
        rf"({OPERAND}(?:\([^()]{{0,200}}\))?)\s+(and|or|&&|\|\|)\s+({OPERAND}(?:\([^()]{{0,200}}\))?)", content
    )
    if found is not None:
        name = {"&&": "and", "||": "or"}.get(found[2], found[2])
        return SyntaxAdvice(
            f"'{found[2]}' is a function, not an operator.", f"Write `{name}({found[1]}, {found[3]})`.", *found.span(2)
        )
    negated = re.search(rf"(?:\bnot\s+|!)({OPERAND})", masked) if _is_condition(content) else None
    if negated is not None:
        value = _dollared(content[negated.start(1) : negated.end(1)])
        return SyntaxAdvice("'not' is a function.", f"Write `not({value})`.", *negated.span())
    return None


def filter_pipe(content: str, masked: str) -> SyntaxAdvice | None:
    """``$a | upper``: how it is written, if the text has it."""
    at = masked.find("|")
    if at < 0:
        return None
    return SyntaxAdvice(
        "Tags have no filters ('|').",
        'Call a function: `default($name, "value")`.',
        at,
        at + 1,
    )


def bare_condition(content: str, masked: str) -> SyntaxAdvice | None:
    """``{% if name %}``: how it is written, if the text has it."""
    found = re.match(rf"\s*(if|else|elseif)\s+({NAME}(?:\.{NAME}){{0,8}})\s*/?\s*\Z", masked)
    if found is None:
        return None
    slash = " /" if found[1] != "if" else ""
    name = "else" if found[1] == "elseif" else found[1]
    return SyntaxAdvice(
        f"The condition '{found[2]}' is neither a variable nor a function.",
        f"A variable begins with '$': `{{% {name} ${found[2]}{slash} %}}`.",
        *found.span(2),
    )


def bare_argument(content: str, masked: str) -> SyntaxAdvice | None:
    """``equals($a, x)``: how it is written, if the text has it."""
    found = re.search(rf"[(,]\s*({NAME})\s*(?=[,)])", masked)
    while found is not None and (found[1] in ("true", "false", "null") or "(" not in masked[: found.start() + 1]):
        found = re.compile(found.re.pattern).search(masked, found.end())
    if found is None:
        return None
    return SyntaxAdvice(
        f"'{found[1]}' is neither a variable nor text.",
        f"A variable begins with '$': `${found[1]}`; text is in double quotes: `\"{found[1]}\"`.",
        *found.span(1),
    )


def _is_condition(content: str) -> bool:
    return re.match(r"\s*(?:if|else|elseif)\b", content) is not None


# Rules: each gets the text, and the text with its strings masked.


def _dollared(operand: str) -> str:
    return operand if operand[0] in "$\"'" else f"${operand}"
