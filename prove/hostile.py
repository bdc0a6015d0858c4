"""The hostile list: one input for each known way to stall, flood or deceive a reader."""

import gzip
import io
import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta

SIZE = 5_000_000
DEEP = 100_000


def _gzip(pieces: Iterable[bytes]) -> bytes:
    """Compressed piece by piece, so that what it unfolds to is never whole in our own memory."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as file:
        for piece in pieces:
            file.write(piece)
    return out.getvalue()


def _bomb() -> bytes:
    return _gzip(b" " * 1_000_000 for _ in range(400))


def _full(head: str, each: str, tail: str) -> bytes:
    """As many items as the size of an input allows."""
    return (head + ",".join([each] * ((SIZE - 200) // (len(each) + 1))) + tail).encode()


def _laughs() -> bytes:
    lines = ["a0: &a0 lol"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines).encode()


def _json(tree: object) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode()


def _bundle(resources: list[object]) -> bytes:
    entries = [{"resource": resource} for resource in resources]
    return _json({"resourceType": "Bundle", "type": "collection", "entry": entries})


def _observation(value: object, **more: object) -> dict[str, object]:
    quantity = {"value": value, "unit": "ng/L"}
    code = {"text": "Vitamin B12"}
    head = {"resourceType": "Observation", "status": "final", "code": code}
    return {**head, "valueQuantity": quantity, **more}


def _request(**more: object) -> bytes:
    phase = {"route": "im", "dose_ug": 1000, "every": {"days": 1}}
    return _json({"start": "2026-12-07", "phases": [phase], **more})


def _days(count: int) -> list[str]:
    """The days of so many results, a day apart, up to the assessment."""
    return [(date(2026, 11, 20) - timedelta(days=n)).isoformat() for n in range(count)]


RESULT = {"name": "B12", "value": 148, "unit": "ng/L"}
MANY = 500
"""About as many entries as are taken of one person."""
PERSON = {
    "one byte too large": lambda: b'{"name": "' + b"x" * (SIZE - 11) + b'"}',
    "far too large": lambda: b'{"name": "' + b"x" * 2 * SIZE + b'"}',
    "as large as may be, one text": lambda: b'{"name": "' + b"x" * (SIZE - 12) + b'"}',
    "as large as may be, four bytes a letter": lambda: (
        b'name: "' + "\U0001f489".encode() * (SIZE // 4 - 5) + b'"'
    ),
    "a file full of results": lambda: _full('{"labs": [', json.dumps(RESULT), "]}"),
    "a file full of words": lambda: _full('{"symptoms": [', '"numb feet"', "]}"),
    "a file full of notes": lambda: _full('{"notes": [', '"he is well"', "]}"),
    "a file full of nulls": lambda: _full('{"labs": [', "null", "]}"),
    "one key very often": lambda: _full("{", '"labs":[]', "}"),
    "very many keys": lambda: _json({f"k{n}": n for n in range(99_000)}),
    "many keys": lambda: _json({f"k{n}": n for n in range(MANY)}),
    "many keys of items": lambda: _json(
        {"conditions": [{"name": "asthma", **{f"k{n}": n for n in range(90)}}] * MANY}
    ),
    "very many results": lambda: _json({"labs": [RESULT] * 20_000}),
    "very many words": lambda: _json({"symptoms": ["numb feet"] * 50_000}),
    "very many unknown words": lambda: _json(
        {"conditions": [f"xyzzy plugh {n}" for n in range(50_000)]}
    ),
    "many results of one analyte": lambda: _json(
        {"labs": [{**RESULT, "value": 100 + n} for n in range(MANY)]}
    ),
    "many results of many days": lambda: _json(
        {"labs": [{**RESULT, "date": day} for day in _days(MANY)]}
    ),
    "many unknown words": lambda: _json({"conditions": [f"xyzzy plugh {n}" for n in range(MANY)]}),
    "many long lines": lambda: _json(
        {"conditions": [f"xyzzy{n} plugh " * 60 for n in range(MANY)]}
    ),
    "a long line of results": lambda: _json({"labs": ["B12 148 ng/L, " * 7_000]}),
    "a long line of words": lambda: _json({"symptoms": ["numb feet and " * 7_000]}),
    "a long line of no": lambda: _json({"symptoms": ["no " * 33_000 + "pallor"]}),
    "a long note": lambda: _json({"notes": "not vegan, mother has PA. " * 3_800}),
    "a long number": lambda: (
        b'{"labs":[{"name":"B12","unit":"ng/L","value":' + b"9" * 99_000 + b"}]}"
    ),
    "a huge exponent": lambda: b'{"labs":[{"name":"B12","unit":"ng/L","value":1e999999999}]}',
    "a huge exponent as text": lambda: _json(
        {"labs": ["B12 1e999999999 ng/L"], "weight_kg": "1e999999"}
    ),
    "a tiny exponent": lambda: b'{"labs":[{"name":"B12","unit":"ng/L","value":1e-999999999}]}',
    "a huge dose": lambda: b"medicines: [hydroxocobalamin 1e999999 mg im every 1e99 days]",
    "not a number": lambda: b'{"labs":[{"name":"B12","value":NaN}],"weight_kg":-Infinity}',
    "a repeated key": lambda: b'{"labs":[{"name":"B12","value":900,"value":90,"unit":"ng/L"}]}',
    "truth as a number": lambda: b'{"age_years": true, "pregnant": 1, "weight_kg": false}',
    "a number as truth": lambda: b'{"lactating": 0.0, "labs": [{"name": "B12", "value": true}]}',
    "a far year": lambda: b'{"birth_date": "0001-01-01", "now": "9999-12-31"}',
    "right to left": lambda: "name: '\u202enim\u202c'\nlabs: [\u200fB12\u200b 148 ng/L]".encode(),
    "marks on marks": lambda: _json({"symptoms": ["numb" + "\u0301" * 90_000]}),
}
REQUEST = {
    "a request full of events": lambda: _request(
        events=[{"date": "2026-12-09", "type": "given"}] * 24_000
    ),
    "very many keys of a request": lambda: _request(**{f"k{n}": n for n in range(99_000)}),
    "a huge interval": lambda: _json(
        {"start": "2026-12-07", "phases": [{"route": "im", "dose_ug": "1e999999", "count": "1e99"}]}
    ),
    "a far start": lambda: _request(start="2200-12-31"),
    "a first start": lambda: _request(start="1900-01-01", stop_after="2200-01-01"),
    "events far apart": lambda: _request(
        events=[{"date": "2199-12-31", "type": "given"}, {"date": "1900-01-01", "type": "pause"}]
    ),
}
FHIR = {
    "a bundle full of results": lambda: _bundle([_observation(148)] * 36_000),
    "many results in a bundle": lambda: _bundle(
        [_observation(100 + n, effectiveDateTime=day) for n, day in enumerate(_days(MANY))]
    ),
    "many references to nothing": lambda: _bundle(
        [_observation(148, hasMember=[{"reference": f"urn:uuid:{n}"} for n in range(50)])] * 500
    ),
    "a huge quantity": lambda: _json(_observation(148)).replace(b"148", b"1e999999999"),
    "a tiny quantity": lambda: _json(_observation(148)).replace(b"148", b"1e-999999999"),
    "an exponent beyond every number": lambda: _json(_observation(148)).replace(
        b"148", b"1e99999999999999999999"
    ),
    "brackets in a text": lambda: _json(_observation(148)).replace(b"final", b"final]}}[{"),
    "a key twice among very many": lambda: _json(_observation(148)).replace(
        b'"status"', b'"id":[' + b"1," * 200_000 + b'1],"id":1,"status"'
    ),
    "a long quantity": lambda: _json(_observation(148)).replace(b"148", b"9" * 99_000),
    "a quantity that is none": lambda: _json(_observation(148)).replace(b"148", b"NaN"),
    "a repeated type": lambda: b'{"resourceType":"Patient","resourceType":"Observation"}',
    "a far birth": lambda: _json(
        {"resourceType": "Patient", "birthDate": "0001-01-01", "deceasedDateTime": "9999"}
    ),
    "references in a ring": lambda: _json(
        {
            "resourceType": "Bundle",
            "type": "collection",
            "entry": [
                {
                    "fullUrl": "urn:uuid:a",
                    "resource": _observation(148, hasMember=[{"reference": "urn:uuid:a"}]),
                }
            ],
        }
    ),
    "contained in itself": lambda: _json(
        {
            "resourceType": "MedicationRequest",
            "medicationReference": {"reference": "#x"},
            "contained": [
                {
                    "resourceType": "Medication",
                    "id": "x",
                    "ingredient": [{"itemReference": {"reference": "#x"}}],
                }
            ],
        }
    ),
    "NDJSON": lambda: b'{"resourceType":"Patient"}\n' * 10_000,
    "depth of entries": lambda: b'{"resourceType":"Bundle","entry":[' * DEEP,
}
BYTES = {
    "nothing": lambda: b"",
    "depth of lists": lambda: b'{"labs": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "depth of mappings": lambda: b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "depth in YAML": lambda: b"- " * DEEP,
    "depth in YAML's brackets": lambda: b"a: " + b"[" * DEEP,
    "a byte order mark": lambda: b"\xef\xbb\xbf" + b'{"sex": "female"}',
    "UTF-16": lambda: '{"sex": "female"}'.encode("utf-16"),
    "UTF-16 without a mark": lambda: '{"sex": "female"}'.encode("utf-16-be"),
    "UTF-32": lambda: '{"sex": "female"}'.encode("utf-32"),
    "a lone surrogate": lambda: b'{"name": "\\ud83d", "notes": "\\udc89\\ud83d"}',
    "a lone surrogate in bytes": lambda: b'{"name": "\xed\xa0\xbd"}',
    "a NUL": lambda: b'{"name": "a\\u0000b", "notes": ["\\u0000"]}',
    "a NUL in bytes": lambda: b'{"name": "a\x00b"}',
    "a gzip bomb": _bomb,
    "a gzip bomb in a gzip": lambda: _gzip([_bomb()]),
    "a gzip that is cut": lambda: _gzip([b'{"resourceType":"Patient"}'])[:-6],
    "a gzip with a wrong sum": lambda: _gzip([b'{"resourceType":"Patient"}'])[:-8] + bytes(8),
    "billion laughs": _laughs,
    "a YAML tag": lambda: b"name: !!python/object/apply:os.system [id]",
    "YAML merge keys": lambda: b"<<: {sex: female}\nlabs: []",
    "YAML documents": lambda: b"---\nsex: f\n" * 20_000,
}
HOSTILE: dict[str, Callable[[], bytes]] = {**BYTES, **PERSON, **REQUEST, **FHIR}
