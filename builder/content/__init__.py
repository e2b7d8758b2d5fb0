"""From files to documents: discover, read, parse.

1. :mod:`~builder.content.discover` lists the files (the only walk over the project);
2. :mod:`~builder.content.source` reads one file as text;
3. :mod:`~builder.content.document` parses one text.
"""
