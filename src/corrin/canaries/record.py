"""Write what the canaries show now into their record, to be read in the difference and reviewed.

Run `python -m corrin.canaries.record` after a change of advice that is meant, and read every
line that changes before it is kept: the record is only worth what its review was.
"""

from pathlib import Path

import msgspec
import yaml
from msgspec.structs import replace

from corrin.canaries.panel import PANEL, Canary, Firing, Panel, decode
from corrin.canaries.selfcheck import Seen, look
from corrin.care.guideline import Guideline
from corrin.domain.knowledge import Knowledge


def rewrite(path: Path, knowledge: Knowledge) -> None:
    """Record in a panel file what fires now; people and reviewed words stay as they are.

    Raises:
        ValueError: a canary cannot be read; nothing is written.
    """
    text = path.read_text(encoding="utf-8")
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    people = decode(text)
    guidelines = {name: Guideline.of(knowledge, name) for name in knowledge.packs}
    seen = [look(c, people, knowledge, guidelines) for c in people.people]
    if faults := [
        f"{c.id}: {s.fault}" for c, s in zip(people.people, seen, strict=True) if s.fault
    ]:
        raise ValueError("; ".join(faults))
    now = tuple(_now(c, s) for c, s in zip(people.people, seen, strict=True))
    path.write_text(head + written(replace(people, people=now)), encoding="utf-8")


def written(people: Panel) -> str:
    """A panel as text, one short block for each person."""
    tree = msgspec.to_builtins(people)
    for canary in tree["people"]:
        for key in [key for key, value in canary.items() if not value]:
            del canary[key]
    return yaml.safe_dump(
        tree, default_flow_style=None, sort_keys=False, allow_unicode=True, width=100
    )


def _now(canary: Canary, seen: Seen) -> Canary:
    fires: Firing = {}
    for table, rule in sorted(seen.fires):
        fires[table] = (*fires.get(table, ()), rule)
    regimen, product, schedule = seen.offer
    return replace(canary, fires=fires, regimen=regimen, product=product, schedule=schedule)


if __name__ == "__main__":
    from corrin.knowledge import load

    rewrite(PANEL, load.knowledge())
