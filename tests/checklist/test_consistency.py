"""Problems of checklists: one case for each code, and near misses."""

from __future__ import annotations

import pytest
from guide_reading import read

STEPS = "## Step 1: A\n- The **Client ID** is on the overview.\n- Click.\n"
ASK = "\nShare the following with the Example team:\n- Client ID\n"
CASES = {
    "nothing wrong": (STEPS + "## Step 2: B\n- Click.\n" + ASK, []),
    "an instruction in no item": (
        STEPS + "## Step 2: B\n- Click.\n## Names\n- A name.\n- A number.\n- Open it.\n- A letter.\n",
        [],
    ),
    "an instruction in a section that holds nothing to do": (
        STEPS + "## Step 2: B\n- Click.\n## Overview\nClick the blue button to begin.\n",
        [("checklist-not-taken", 7)],
    ),
    "permission to do something": (STEPS + "## Step 2: B\n- Click.\n\nYou can use the other menu too.\n", []),
    "a gap": (STEPS + "## Step 3: C\n- Click.\n", [("checklist-step-gap", 4)]),
    "numbers begin afresh": (STEPS + "## Step 2: B\n- Click.\n# More\n## Step 1: C\n- Click.\n", []),
    "a list of goals": (
        STEPS + "## Step 2: B\n- Click.\n## Names\n- A name.\n- A number.\n- Ensure it scales.\n- A letter.\n",
        [],
    ),
    "numbers inside a step": (
        STEPS
        + "### 1. X\n- Click.\n### 2. Y\n- Click.\n## Step 2: C\n- Click.\n### 1. X\n- Click.\n## Step 3: D\n- Go.\n",
        [],
    ),
    "the number of a thing": (STEPS + '## Step 2: B\n- Write this.\n```json\n"link_token": "1c52mluz"\n```\n', []),
    "output of a program": (
        STEPS + "## Step 2: B\n- Run it.\n```sh\nmake\n```\n\nIt prints:\n\n```text\ntoken: kS8~fL2xQ9aB3\n```\n",
        [],
    ),
    "a step without action": (STEPS + "## Step 2: B\nAll is told.\n", [("checklist-step-empty", 4)]),
    "a step with headings of its own": (STEPS + "## Step 2: B\n### Then\n- Click.\n", []),
    "never located": ("## Step 1: A\n- Click.\n## Step 2: B\n" + ASK, [("checklist-value-unlocated", 6)]),
    "permissions, which are found nowhere": (
        "## Step 1: A\n- Click.\n## Step 2: B\nProvide the following:\n- `s3:GetObject`\n- `s3:ListBucket`\n",
        [],
    ),
    "ways, which are no values": (
        "## Step 1: A\n- Click.\n## Step 2: B\nProvide the key in one of the following ways:\n- A file.\n- A URL.\n",
        [],
    ),
    "used too early": (
        "## Step 1: A\n- Run it.\n```\nrun <client-id>\n```\n## Step 2: B\n- See **Client ID**.\n" + ASK,
        [("checklist-value-before-source", 2)],
    ),
    "a secret shown": (
        STEPS + "## Step 2: B\n- Write this.\n```yaml\nclientSecret: kS8~fL2xQ9\n```\n",
        [("checklist-secret-shown", 5)],
    ),
    "a secret in JSON, twice": (
        STEPS + '## Step 2: B\n- Write this.\n```json\n"api_key": "kS8fL2xQ9", "api_key": "zS8fL2xQ9"\n```\n',
        [("checklist-secret-shown", 5)],
    ),
    "a secret as an example": (
        STEPS + "## Step 2: B\n- Click.\n\nShare the following with the Example team:\n"
        "- `password`: it is on the page (Ex - kS8~fL2xQ9)\n",
        [("checklist-secret-shown", 8)],
    ),
    "an example that is none": (
        STEPS + "## Step 2: B\n- Click.\n\nShare the following with the Example team:\n"
        "- `password`: it is on the page (Ex - <password>)\n- `user name`: it is on the page (Ex - kS8~fL2xQ9)\n",
        [],
    ),
    "its own name": (STEPS + "## Step 2: B\n- Write this.\n```yaml\npassword: my_password1\n```\n", []),
    "located behind the request": (
        "## Step 1: A\n- Click.\n" + ASK + "## Step 2: B\n- The **Client ID** is here.\n",
        [],
    ),
    "explained by the request": (
        "## Step 1: A\n- Click.\n## Step 2: B\n- Click.\n" + ASK.replace("Client ID", "Client ID: it is on the page"),
        [],
    ),
    "used behind its source": (
        STEPS + "- Run it.\n```\nrun <client-id>\n```\n## Step 2: B\n- Click.\n" + ASK,
        [],
    ),
    "a placeholder": (STEPS + '## Step 2: B\n- Write this.\n```yaml\nsecret: "{your_secret}"\n```\n', []),
    "no secret": (STEPS + "## Step 2: B\n- Write this.\n```yaml\ntoken_endpoint: https://example.org/t\n```\n", []),
}


@pytest.mark.parametrize("name", CASES)
def test_review(name: str) -> None:
    text, expected = CASES[name]
    found = read(text).draft.diagnostics
    assert [(one.code, one.line) for one in found] == expected


def test_values_report_their_flow() -> None:
    text = STEPS + "## Step 2: B\n- Run it.\n```\nrun {client_id}\n```\n" + ASK
    (value,) = read(text).draft.values
    assert (value.found_at, value.used_at, value.recipient) == (
        ("a/the-client-id-is-on",),
        ("b/run-it",),
        "the Example team",
    )


def test_an_example_is_split_off_unless_secret() -> None:
    text = (
        STEPS + "## Step 2: B\nShare the following with the Example team:\n"
        "- `tenant`: the tenant's name (Ex - acme)\n- `password`: of the user (Ex - abc)\n"
    )
    tenant, password = read(text).draft.values
    assert (tenant.label, tenant.example, tenant.secret) == ("tenant", "acme", False)
    assert (password.secret, password.example) == (True, None)


@pytest.mark.parametrize(
    ("entry", "label", "example"),
    [
        ("Account type, e.g. `service_account`.", "Account type", "service_account"),
        ("Token URI, https://id.example.com/token by default", "Token URI", None),
        ("Tenant (for example acme)", "Tenant", "acme"),
        ("Tenant, the name of it", "Tenant, the name of it", None),
    ],
)
def test_an_example_after_a_comma(entry: str, label: str, example: str | None) -> None:
    (value,) = read(f"{STEPS}## Step 2: B\nShare the following with the Example team:\n- {entry}\n").draft.values
    assert (value.label, value.example) == (label, example)
