"""The manual's program follows a guide by using only its checklist, in a separate folder."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from guide_reading import ROOT, read

MANUAL = ROOT / "content/v0.2.x/checklists.md"
GUIDE = """---
title: Set up the counter
---

## 1. Write its settings

Create `settings/counter.ini` with this content:

```ini
start = 3
```

## 2. Run it

Read the settings:

```sh
cat settings/counter.ini
```

The output looks like this:

```text
start = 3
```

{% tabs label="System" %}
{% tab title="Linux" %}
Note the system:

```sh
echo linux > system
```
{% /tab %}
{% tab title="Windows" %}
Note the system:

```sh
echo windows > system
```
{% /tab %}
{% /tabs %}

Open the page of the counter and compare the numbers.
"""


def program() -> str:
    """The program as the manual shows it."""
    text = MANUAL.read_text("utf-8")
    found = re.search(r"```python\n(import json.*?)```", text, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_program_of_the_manual_follows_a_guide(tmp_path: Path) -> None:
    checklist, script, sandbox = tmp_path / "checklist.json", tmp_path / "follow.py", tmp_path / "sandbox"
    sandbox.mkdir()
    checklist.write_text(json.dumps(read(GUIDE).published()), "utf-8")
    script.write_text(program(), "utf-8")
    ran = subprocess.run(
        [sys.executable, str(script), str(checklist), str(sandbox), "Linux"],
        cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    results = json.loads(ran.stdout)["results"]
    assert [(one["itemId"].partition("/")[2][:6], one["status"]) for one in results] == [
        ("create", "pass"),
        ("read-t", "pass"),
        ("the-ou", "notchecked"),
        ("note-t", "pass"),
        ("open-t", "notchecked"),
    ]
    assert (sandbox / "settings/counter.ini").read_text("utf-8") == "start = 3\n"
    assert (sandbox / "system").read_text("utf-8") == "linux\n"


def test_output_that_differs_from_the_guide_fails(tmp_path: Path) -> None:
    data = read(GUIDE.replace("```text\nstart = 3", "```text\nstart = 4")).published()
    namespace: dict[str, object] = {"__name__": "follow"}
    exec(program(), namespace)
    follow, load = namespace["follow"], namespace["load"]
    results = follow(load(data), tmp_path, ("Linux",))  # type: ignore[operator]
    assert [one.status for one in results.results.values()] == ["pass", "fail"]


SESSION_GUIDE = """# Keep a session

1. Make a folder and go there:

   ```console
   $ mkdir inner
   $ cd inner
   ```

2. Choose a name:

   ```sh
   export NAME=counter
   ```

3. Write it down:

   ```sh
   echo $NAME > name
   ```

4. Fill in your own:

   ```sh
   echo <your-name> > name
   ```

5. Copy it to the server:

   ```sh
   scp name root@server:~/
   ```

6. Print it:

   ```console
   $ cat name
   counter
   ```
"""


def test_commands_share_a_session_and_stay_in_it(tmp_path: Path) -> None:
    namespace: dict[str, object] = {"__name__": "follow"}
    exec(program(), namespace)
    follow, load = namespace["follow"], namespace["load"]
    results = follow(load(read(SESSION_GUIDE).published()), tmp_path)  # type: ignore[operator]
    statuses = [one.status for one in results.results.values()]
    assert statuses == ["pass", "pass", "pass", "notchecked", "notchecked", "pass"]
    assert (tmp_path / "inner/name").read_text("utf-8") == "counter\n"


def test_tabs_are_a_choice() -> None:
    (choice,) = read(GUIDE).published()["choices"]
    assert (choice["question"], [option["label"] for option in choice["options"]]) == ("System", ["Linux", "Windows"])
