"""``handrail.yml``: its records, the table of its keys, and how it is loaded."""

from builder.config.load import load_config
from builder.config.records import FILE, ExternalConfig, ProjectConfig

__all__ = ["FILE", "ExternalConfig", "ProjectConfig", "load_config"]
