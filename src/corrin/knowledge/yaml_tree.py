"""YAML text into plain lists, mappings and strings, and nothing else.

Every scalar stays the string that was written (`NO` is not false, `1e3` is not a float); only an
empty scalar, `~` or `null` without quotes is None. What could be read in two ways is a fault: a
key written twice, a key that other YAML readers take for something else than a string, anchors,
aliases and tags. Faults do not stop the reading, so that one pass finds all of them.
"""

import re
from collections.abc import Iterator

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from corrin.knowledge.scalars import Fault, Tree
from corrin.reading.strict import NULLS, Limits

NOT_A_STRING = re.compile(
    r"(y|n|yes|no|on|off|true|false|null|~|[-+]?[0-9][0-9_]*|[-+]?[0-9.]+(e[-+]?[0-9]+)?)?",
    re.IGNORECASE,
)
"""What YAML 1.1 reads as a boolean, a number or null when it stands without quotes."""


DEEPEST = Limits().depth


class _TooDeep(Exception):
    """Raised with the fault; what is nested further is not looked at."""


def read(text: str) -> tuple[Tree, list[Fault]]:
    """The tree of one document, and its faults; the path of a fault is its line."""
    faults: list[Fault] = []
    events = _not_too_deep(iter(yaml.CBaseLoader(text).get_event, None))
    try:
        tree = _document(events, faults)
    except yaml.YAMLError as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        wrong = f"It is not YAML: {str(error).splitlines()[0]}."
        return None, [Fault((f"line {mark.line + 1 if mark else 1}",), wrong, "Write plain YAML.")]
    except _TooDeep as error:
        return None, [*error.args]
    return tree, faults


def _not_too_deep(events: Iterator[Event]) -> Iterator[Event]:
    depth = 0
    for event in events:
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            depth += 1
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise _TooDeep(_fault(event, "It is nested too deeply.", "Write it flat."))
        yield event


def _document(events: Iterator[Event], faults: list[Fault]) -> Tree:
    tree: Tree = None
    documents = 0
    for event in events:
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                faults.append(_fault(event, "A second document begins.", "Leave out `---`."))
        elif isinstance(event, NodeEvent):
            tree = _node(event, events, faults)
    return tree


def _node(event: Event, events: Iterator[Event], faults: list[Fault]) -> Tree:
    if isinstance(event, AliasEvent):
        faults.append(
            _fault(event, "An alias repeats something written elsewhere.", "Write it out.")
        )
        return None
    if isinstance(event, NodeEvent) and event.anchor is not None:
        faults.append(_fault(event, f"An anchor, `&{event.anchor}`.", "Leave it out."))
    if isinstance(event, ScalarEvent):
        if event.tag is not None:
            faults.append(_fault(event, f"A tag, `{event.tag}`.", "Leave it out."))
        return None if event.implicit[0] and event.value in NULLS else event.value
    if isinstance(event, SequenceStartEvent):
        return _sequence(events, faults)
    return _mapping(events, faults)


def _sequence(events: Iterator[Event], faults: list[Fault]) -> Tree:
    items: list[Tree] = []
    while not isinstance(event := next(events), SequenceEndEvent):
        items.append(_node(event, events, faults))
    return items


def _mapping(events: Iterator[Event], faults: list[Fault]) -> Tree:
    entries: dict[str, Tree] = {}
    while not isinstance(event := next(events), MappingEndEvent):
        key = _key(event, events, faults)
        value = _node(next(events), events, faults)
        if key in entries:
            faults.append(_fault(event, f"The key `{key}` is written twice.", "Keep one of them."))
        entries[key] = value
    return entries


def _key(event: Event, events: Iterator[Event], faults: list[Fault]) -> str:
    if not isinstance(event, ScalarEvent):
        faults.append(_fault(event, "A key is not a string.", "Write a plain word as the key."))
        _node(event, events, faults)
        return ""
    if event.implicit[0] and NOT_A_STRING.fullmatch(event.value):
        wrong = f"The key `{event.value}` is not a string to every reader of YAML."
        faults.append(_fault(event, wrong, f'Write another key, or "{event.value}" in quotes.'))
    return event.value


def _fault(event: Event, wrong: str, write: str) -> Fault:
    return Fault((f"line {event.start_mark.line + 1}",), wrong, write)
