"""Where the browser and the stores must be there, as in continuous integration, a test without its system fails."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get("WAQAI_SYSTEMS") == "required":
        report.outcome = "failed"
        report.longrepr = f"skipped, though every system is required: {report.longrepr}"
    return report
