"""The static part of JavaScript that configurations and MDX use: literals, constants, the ends of expressions."""
