"""The static part of JavaScript in configurations and MDX: literals, constants, the ends of expressions."""
