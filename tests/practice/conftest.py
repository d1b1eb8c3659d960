"""No test leaves answers behind."""

import pytest


@pytest.fixture(autouse=True)
def _keep_no_answers(monkeypatch):
    monkeypatch.setenv("RECTUTOR_KEEP_ANSWERS", "0")
