"""Keys that authors write in YAML, as data: their values, references and meanings.

A table of :class:`~builder.content.keys.kinds.Key` says everything once. From it come

1. the check of a file, with a place for each problem (:mod:`~builder.content.keys.reader`);
2. the JSON Schema that editors complete from (:mod:`~builder.content.keys.schema`);
3. the tables of the manual (:mod:`~builder.content.keys.manual`).

The tables: :mod:`~builder.content.keys.front_matter`, :mod:`~builder.content.keys.menu`, and, for ``handrail.yml``,
:mod:`builder.config.keys`.
"""
