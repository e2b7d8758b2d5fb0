"""The fields that a program follows: controls, action, condition, expected results, and the roles of code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from guide_reading import read

CASES = Path(__file__).with_name("cases") / "details.txt"
LANGUAGES = Path(__file__).with_name("cases") / "details_in_languages.txt"


def cases() -> list[tuple[str, str]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(text.strip(), wanted.strip()) for text, _, wanted in (line.partition("->") for line in lines)]


def item_of(text: str, language: str = "en") -> dict[str, Any]:
    guide = read(f"---\ntitle: A guide\nchecklist: true\n---\n\n- {text}\n- The end.\n", language=language)
    return guide.published()["items"][0]  # type: ignore[no-any-return]


def shown(item: dict[str, Any]) -> str:
    action = item["action"]
    found = [f"ui: {', '.join(item['ui'])}"] if item["ui"] else []
    if action is not None:
        target, value = action["target"] or "", (action["value"] or "").replace("\n", "⏎")
        both = f"{target}={value}" if action["type"] in ("set", "edit") else target or value
        found.append(f"do: {action['type']} {both}")
    found += [f"{name}: {item[name]}" for name in ("when", "owner") if item[name]]
    found += [f"expects: {' / '.join(item['expects'])}"] if item["expects"] else []
    return "; ".join(found)


@pytest.mark.parametrize(("text", "wanted"), cases(), ids=lambda text: str(text)[:50])
def test_fields_of_an_item(text: str, wanted: str) -> None:
    assert shown(item_of(text)) == wanted


def cases_in_languages() -> list[tuple[str, str, str]]:
    found = []
    for line in LANGUAGES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            language, _, rest = line.partition(" | ")
            text, _, wanted = rest.partition("->")
            found.append((language, text.strip(), wanted.strip()))
    return found


@pytest.mark.parametrize(("language", "text", "wanted"), cases_in_languages())
def test_fields_in_other_languages(language: str, text: str, wanted: str) -> None:
    assert shown(item_of(text, language)) == wanted


CODE = """---
title: A guide
checklist: true
---

1. Create `app.py` in `src/`:

   ```python
   print(1)
   ```

2. Open `settings.ini` and add this:

   ```ini
   port = 1
   ```

3. Set the variables in your `.env` file:

   ```bash
   PORT=1
   HOST=localhost
   ```

4. Build it:

   ```sh
   make
   ```

   The output looks like this:

   ```
   done
   ```

5. Install it:

   ```bash
   apt install example
   ```

   or

   ```bash
   dnf install example
   ```

6. Start it:

   ```bash
   ./start.sh
   ```

   ```powershell
   .\\start.ps1
   ```

7. Write a text:

   ```console
   $ cat << END > text
   one
   END
   written
   ```

8. Your folder holds these files:

   ```
   src
   └── app.py
   ```

9. Add the schedule:

   ```
   0 5 * * * /usr/bin/backup
   ```
"""


def test_roles_of_code_and_its_actions() -> None:
    items = {item["seq"]: item for item in read(CODE).published()["items"]}
    by_text = {item["text"].partition(" ")[0]: item for item in items.values()}

    def told(name: str) -> tuple[Any, ...]:
        item = by_text[name]
        codes = [f"{code['role']}{'?' if code['alternative'] else ''}" for code in item["code"]]
        action = item["action"]
        return (codes, action and (action["type"], action["target"], action["value"]))

    assert told("Create") == (["file"], ("file", "src/app.py", "print(1)"))
    assert told("Open") == (["file"], ("edit", "settings.ini", "port = 1"))
    assert told("Set") == (["file"], ("edit", ".env", "PORT=1\nHOST=localhost"))
    assert told("Build")[1] == ("run", None, "make")
    assert told("Install") == (["command", "command?"], ("run", None, "apt install example"))
    assert told("Start") == (["command", "command?"], ("run", None, "./start.sh"))
    assert told("Write")[1] == ("run", None, "cat << END > text\none\nEND")
    assert told("Your")[0] == ["output"]
    assert told("Add")[0] == ["file"]


TABS = """# Set it up

{% steps %}
{% step title="Install" %}
Install the program:

{% tabs %}
{% tab title="Debian" %}
```sh
apt install example
```
{% /tab %}
{% tab title="Fedora" %}
```sh
dnf install example
```
{% /tab %}
{% /tabs %}
{% /step %}
{% /steps %}
"""


def test_code_in_tabs_of_one_item_is_an_alternative() -> None:
    (item,) = read(TABS).published()["items"]
    assert [(code["title"], code["alternative"]) for code in item["code"]] == [("Debian", False), ("Fedora", True)]
    assert item["action"] == {"type": "run", "target": None, "value": "apt install example"}


@pytest.mark.parametrize(
    ("opening", "first", "language", "title"),
    [
        ('js title="app.js"', "a", "js", "app.js"),
        ("js [app.js]", "a", "js", "app.js"),
        ("js:src/app.js", "a", "js", "src/app.js"),
        ('js {1,3} filename="app.js"', "a", "js", "app.js"),
        ("js{1,3}", "a", "js", ""),
        ('js {% title="app.js" %}', "a", "js", "app.js"),
        ("yaml values.yml", "a: 1", "yaml", "values.yml"),
        ("js", "// src/app.js", "js", "src/app.js"),
        ("ini", "# /etc/app.ini", "ini", "/etc/app.ini"),
        ("js", "// This is it.", "js", ""),
        ("bash", "# https://example.com/a.sh", "bash", ""),
    ],
)
def test_titles_of_code(opening: str, first: str, language: str, title: str) -> None:
    text = f"---\ntitle: A guide\nchecklist: true\n---\n\n1. Write the file:\n\n   ```{opening}\n   {first}\n   ```\n"
    (code,) = read(text).published()["items"][0]["code"]
    assert (code["language"], code["title"]) == (language, title)


MKDOCS_TABS = """---
title: Set it up
checklist: true
---

Install the program:

=== "Debian"

    Run it as root:

    ```sh
    apt install example
    ```

=== "Fedora"

    Run it as a user:

    ```sh
    dnf install example
    ```

Start the program.

//// tab | Screen

Press **Start**.

/// note

It takes a minute.

///

////

//// tab | Terminal

Type the name of the program.

////

Close the window.
"""


def test_tabs_of_mkdocs_are_choices() -> None:
    data = read(MKDOCS_TABS).published()
    options = [[(option["label"], len(option["items"])) for option in choice["options"]] for choice in data["choices"]]
    assert options == [[("Debian", 1), ("Fedora", 1)], [("Screen", 2), ("Terminal", 1)]]
    outside = [item["text"] for item in data["items"] if item["choice"] is None]
    assert outside == ["Install the program:", "Start the program.", "Close the window."]
    assert [left["text"] for left in data["leftOut"]].count('=== "Debian"') == 1


COPIED = """---
title: A guide
checklist: true
---
1. Copy the **Client ID** and the client secret from the overview.
2. Copy `config.yml` to the server.
3. Click **Save**.
4. Enter the client ID and the **Client Secret** in the form.

   ```bash
   export REGION=eu
   ```

5. Start the server.

   ```bash
   serve --region "$REGION" --id <client-id>
   ```
"""


def test_values_that_a_step_copies_for_a_later_one() -> None:
    items = read(COPIED).published()["items"]
    assert [item["gives"] for item in items] == [["client-id", "client-secret"], [], [], ["region"], []]
    first, fourth = items[0]["id"], items[3]["id"]
    assert items[3]["needs"] == [
        {"value": "client-id", "from": [first]},
        {"value": "client-secret", "from": [first]},
    ]
    assert items[4]["needs"] == [{"value": "client-id", "from": [first]}, {"value": "region", "from": [fourth]}]
