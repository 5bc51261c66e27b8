"""No page, feed, redirect or name of the public web leads a crawl inside; decided on the address connected to.

All of it happens in a network namespace without a route out, which the test makes for itself.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from tests.faults.address_cases import PUBLIC, TARGETS, WAYS
from tests.faults.namespace import run_inside, why_not

REASON = why_not()
# One of the two addresses of `both.example`: public, but not there.
NOWHERE = "8.8.8.8"


@pytest.mark.skipif(REASON is not None, reason=REASON or "")
def test_nothing_leads_inside(tmp_path: Path) -> None:
    told = json.loads(run_inside("tests.faults.inside_addresses", str(tmp_path)))
    sent, control = told["sent"], told["control"]
    assert set(sent["came"]) == {PUBLIC}, sent
    tried = {
        ast.literal_eval(line.removeprefix("connect "))[0] for line in sent["watched"] if line.startswith("connect")
    }
    assert tried <= {PUBLIC, NOWHERE} and PUBLIC in tried, tried
    assert not [line for line in sent["watched"] if line.startswith("read")]
    assert sum(sent["ends"].values()) > 3 * len(TARGETS) and len(WAYS) == 7
    assert "10.1.2.3" in control["came"], "the listener does not listen"
    assert any("10.1.2.3" in line for line in control["watched"]), "the watch does not watch"
