"""B44: what schemathesis reports is read whole, and a run that shows too little is none."""

from collections import Counter

from prove import contract
from prove.contract import Run, read
from prove.planted_service import FAULTS


def event(code: int, **checks: str) -> dict:
    said = [
        {
            "name": name,
            "status": outcome,
            "failure_info": {"failure": {"operation": "GET /x", "message": "why"}},
        }
        for name, outcome in checks.items()
    ]
    recorder = {
        "cases": {"a": {}},
        "interactions": {"a": {"response": {"status_code": code}}},
        "checks": {"a": said},
    }
    return {"ScenarioFinished": {"recorder": recorder}}


def test_every_check_of_a_report_counts():
    run = read([event(200, sound="success"), event(418, status="failure")], 1)

    assert (run.cases, run.statuses) == (2, Counter({200: 1, 418: 1}))
    assert run.failures == ("status: GET /x: why",)


def test_a_run_that_breaks_off_without_a_failure_is_one():
    assert read([], 2).failures == ("schemathesis ended with 2",)


def measured(monkeypatch, sound: Run, found: bool = True) -> tuple[str, ...]:
    def asked(_program: str, _address: str, _examples: int, path: str | None = None) -> Run:
        if path is None:
            return sound
        return Run(1, Counter(), ("found",) if found else ())

    monkeypatch.setattr(contract, "asked", asked)
    monkeypatch.setattr(contract, "serving", lambda _command: _Nothing())
    return contract.measured("st", 1).faults


class _Nothing:
    def __enter__(self) -> str:
        return ""

    def __exit__(self, *_: object) -> None:
        return None


def test_the_bar_is_met_only_by_enough_cases_with_enough_good_answers(monkeypatch):
    whole = Run(2_000, Counter({200: 200, 400: 1_800}), ())

    assert measured(monkeypatch, whole) == ()
    assert len(measured(monkeypatch, whole._replace(cases=1_999))) == 1
    assert len(measured(monkeypatch, whole._replace(statuses=Counter({400: 2_000})))) == 1
    assert measured(monkeypatch, whole._replace(failures=("x",))) == ("x",)


def test_a_planted_fault_that_is_not_found_misses_the_bar(monkeypatch):
    whole = Run(2_000, Counter({200: 2_000}), ())

    assert len(measured(monkeypatch, whole, found=False)) == len(FAULTS)
