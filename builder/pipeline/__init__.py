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
"""

from builder.pipeline.checking import Checked, Superseded, check_site, settled
from builder.pipeline.emitting import (
    RELOAD_SCRIPT,
    Looks,
    emission_of,
    last_published,
    load_looks,
    publish_site,
    served_emission,
)
from builder.pipeline.explaining import Why, reasons
from builder.pipeline.gathering import Request
from builder.pipeline.ignoring import ignores_of
from builder.pipeline.loading import Loaded, load
from builder.pipeline.standing import keep_standing, still_standing, surroundings

__all__ = [
    "RELOAD_SCRIPT",
    "Checked",
    "Loaded",
    "Looks",
    "Request",
    "Superseded",
    "Why",
    "check_site",
    "emission_of",
    "ignores_of",
    "keep_standing",
    "last_published",
    "load",
    "load_looks",
    "publish_site",
    "reasons",
    "served_emission",
    "settled",
    "still_standing",
    "surroundings",
]
