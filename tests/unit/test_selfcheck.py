"""`corrin selfcheck` says what the canaries show, and fails where they differ."""

import pytest
from click.testing import CliRunner

from corrin.canaries.selfcheck import Report
from corrin.cli import corrin


@pytest.mark.parametrize(("ok", "code"), [(True, 0), (False, 1)])
def test_the_exit_code_is_that_of_the_report(monkeypatch, ok, code):
    report = Report(text="120 canaries", ok=ok)
    monkeypatch.setattr("corrin.canaries.selfcheck.selfcheck", lambda _: report)
    done = CliRunner().invoke(corrin, ["selfcheck"])

    assert (done.output, done.exit_code) == ("120 canaries\n", code)
