"""``handrail.yml``: its records, the table of its keys, and how it is loaded."""

from builder.config.load import load_config
from builder.config.records import FILE, Config, ExternalConfig

__all__ = ["FILE", "Config", "ExternalConfig", "load_config"]
