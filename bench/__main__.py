"""Run the measurements of this folder, each in a process of its own: one does not warm another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOT_MEASUREMENTS = {"__init__", "__main__"}


def main() -> int:
    known = sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NOT_MEASUREMENTS)
    wanted = sys.argv[1:] or known
    unknown = [name for name in wanted if name not in known]
    if unknown:
        sys.exit(f"There is no measurement '{unknown[0]}'. There are: {', '.join(known)}.")
    return max(subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=HERE.parent).returncode for name in wanted)


if __name__ == "__main__":
    sys.exit(main())
