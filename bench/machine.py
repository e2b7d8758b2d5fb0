"""Facts about the machine and the run, so that figures can be judged."""

from __future__ import annotations

import datetime
import os
import platform
from pathlib import Path


def facts() -> dict[str, str]:
    """The parts of the machine that the figures depend on."""
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "processors": str(os.cpu_count()),
        "processor": _line(Path("/proc/cpuinfo"), "model name") or platform.processor(),
        "memory": _memory(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "processes that wanted a processor before": f"{os.getloadavg()[0]:.1f}",
    }


def _memory() -> str:
    """``24 GB``; empty where the system does not say."""
    line = _line(Path("/proc/meminfo"), "MemTotal")
    return f"{int(line.split()[0]) / 1_000_000:.0f} GB" if line else ""


def _line(path: Path, key: str) -> str:
    """The value of the first line that begins with the key; empty where the system has no such file."""
    if not path.exists():
        return ""
    lines = path.read_text("utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")
