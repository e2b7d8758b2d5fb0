"""Markdoc for Python: parse, validate, transform, render, format.

The functions return the same as those of the same names in the reference implementation (npm ``@markdoc/markdoc``
0.5.10), with exact places in addition.

Docstrings name the part of the language that they implement: MARKDOC 2 is Markdown itself and markdown-it, 3 the syntax
of tags, annotations and values, 4 nodes, schemas and configurations, 5 validation, 6 transformation and HTML, 7 the
options of parsing, 8 formatting.
"""

from __future__ import annotations

from builder.markdoc.config import complete, transform
from builder.markdoc.expander import expand
from builder.markdoc.format.blocks import FormatOptions
from builder.markdoc.format.formatter import format
from builder.markdoc.functions import FUNCTIONS
from builder.markdoc.html import render_html
from builder.markdoc.hypertext import Html
from builder.markdoc.node import Annotation, AttributeSpan, Location, Node, NodeError
from builder.markdoc.nodes import NODES
from builder.markdoc.parser import parse
from builder.markdoc.schema import Attribute, AttributeType, Config, Function, Schema, Slot, Validation
from builder.markdoc.tag import Renderable, Tag
from builder.markdoc.tags import TAGS
from builder.markdoc.transformer import transform_attributes, transform_children, transform_node
from builder.markdoc.validator import ValidationError, validate
from builder.markdoc.values import UNDEFINED, FunctionCall, Variable

__all__ = [
    "FUNCTIONS",
    "NODES",
    "TAGS",
    "UNDEFINED",
    "Annotation",
    "Attribute",
    "AttributeSpan",
    "AttributeType",
    "Config",
    "FormatOptions",
    "Function",
    "FunctionCall",
    "Html",
    "Location",
    "Node",
    "NodeError",
    "Renderable",
    "Schema",
    "Slot",
    "Tag",
    "Validation",
    "ValidationError",
    "Variable",
    "complete",
    "expand",
    "format",
    "parse",
    "render_html",
    "transform",
    "transform_attributes",
    "transform_children",
    "transform_node",
    "validate",
]
