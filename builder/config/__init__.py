"""``handrail.yml``: its records, the table of its keys, and how it is loaded."""

from builder.config.load import load_config
from builder.config.records import FILE, ProjectConfig, ExternalConfig

__all__ = ["FILE", "ProjectConfig", "ExternalConfig", "load_config"]
