"""The tags of a site. A tag is one file: its schema on top, its template below.

1. :mod:`~builder.vocabulary.load` reads the files of the themes,
2. :mod:`~builder.vocabulary.tag_file` makes each a :class:`~builder.vocabulary.definition.TagDefinition`,
3. :mod:`~builder.vocabulary.renderer` renders uses of tags as HTML and as plain Markdown;
   :mod:`~builder.vocabulary.code_block` does so for the one thing that isn't a tag.
"""

from builder.vocabulary.additions import NodeAttribute
from builder.vocabulary.call import ChildTag, Render, TagAddress, TagCall, TagRenderError
from builder.vocabulary.code_block import FENCE_ATTRIBUTES, code_block_html
from builder.vocabulary.definition import Icon, TagDefinition, ToneChoice, Vocabulary
from builder.vocabulary.functions import ProjectFunctions
from builder.vocabulary.load import load_vocabulary
from builder.vocabulary.messages import ENGLISH, Messages
from builder.vocabulary.renderer import html_renderer, markdown_renderer

__all__ = [
    "ENGLISH",
    "FENCE_ATTRIBUTES",
    "ChildTag",
    "Icon",
    "Messages",
    "NodeAttribute",
    "ProjectFunctions",
    "Render",
    "TagAddress",
    "TagCall",
    "TagDefinition",
    "TagRenderError",
    "ToneChoice",
    "Vocabulary",
    "code_block_html",
    "html_renderer",
    "load_vocabulary",
    "markdown_renderer",
]
