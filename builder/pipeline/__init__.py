"""The order of everything.

| stage | module | input/output | fans out |
|---|---|---|---|
| 1 discover | :mod:`builder.content.discover` | reads | |
| 2 read | :mod:`builder.content.source` | reads | each changed file |
| 3 parse | :mod:`builder.content.document` | pure | each changed text |
| 4 compose | :mod:`builder.article.compose` | pure | each changed text, in processes |
| 5 locate, assemble | :mod:`builder.structure` | pure | the one barrier |
| 6 check | :mod:`builder.checks` | pure | |
| 7 emit | :mod:`builder.outputs` | pure | each changed output |
| 8 publish | :mod:`builder.publish` | writes | |

Each command imports the modules of the stages that it needs: starting the program is part of its time.
"""
