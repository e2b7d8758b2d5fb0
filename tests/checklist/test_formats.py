"""The forms that a checklist is printed in."""

from __future__ import annotations

import csv
import json
from io import StringIO

from guide_reading import SAMPLE, read

from builder.checklist.formats import FORMATS
from builder.commands.checklist import printed


def test_task_list() -> None:
    lines = printed(read(SAMPLE).published(), "markdown").splitlines()
    assert lines[0] == "# Sign in with Example"
    assert "- [ ] Required: **CHANGE** the default password." in lines
    at = lines.index("- [ ] Open the [console](https://console.example.com) and select `Programs`.")
    assert lines[at + 1] == "  - ![The console](</images/console.png>)"
    assert "- The `Program ID` is shown on the overview." in lines
    assert "  - [ ] **Public**: has no secret." in lines


def test_nested_tasks() -> None:
    text = "## Step 1: A\n- Enter:\n  - Add a name\n## Step 2: B\n- Click. {% optional=true %}\n"
    lines = printed(read(text).published(), "markdown").splitlines()
    assert "  - [ ] Add a name" in lines
    assert "- [ ] Click. *(optional)*" in lines


def test_csv() -> None:
    rows = list(csv.DictReader(StringIO(printed(read(SAMPLE).published(), "csv"))))
    assert len(rows) == 8
    assert rows[1]["step"] == "1"
    assert rows[-1]["collects"] == "tenant"


def test_no_formula_gets_into_a_spreadsheet() -> None:
    text = '## Step 1: A\n- =HYPERLINK("https://example.com")\n## Step 2: B\n- Click.\n'
    assert "\n\"'=HYPERLINK" in printed(read(text).published(), "csv").replace("\r\n", "\n").replace(",\"'=", "\n\"'=")


def test_how_to() -> None:
    data = json.loads(printed(read(SAMPLE).published(), "howto"))
    assert (data["@context"], data["@type"]) == ("https://schema.org", "HowTo")
    assert [section["position"] for section in data["step"]] == [1, 2, 3]
    assert data["step"][1]["itemListElement"][0]["image"] == ["/images/console.png"]
    assert {step["@type"] for section in data["step"] for step in section["itemListElement"]} == {
        "HowToStep",
        "HowToTip",
    }


def test_json_ld_ends_no_script() -> None:
    text = "## Step 1: A\n- Click on `</script>`.\n## Step 2: B\n- Click.\n"
    assert "</script>" not in printed(read(text).published(), "howto")


def test_every_form_is_the_same_twice() -> None:
    data = read(SAMPLE).published()
    assert {name: form(data) for name, form in FORMATS.items()} == {name: form(data) for name, form in FORMATS.items()}
    assert json.loads(printed(data, "json")) == data
