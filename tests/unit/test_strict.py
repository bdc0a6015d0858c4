"""Strict parsing: what is read, what is refused and where, and that neither takes long."""

import gzip
import json
from time import process_time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from corrin.errors import Refused
from corrin.reading.strict import Limits, Parsed, parse


def read(data: bytes | str, **limits: int) -> Parsed:
    return parse(data.encode() if isinstance(data, str) else data, limits=Limits(**limits))


def refusal(data: bytes | str, **limits: int) -> str:
    with pytest.raises(Refused) as caught:
        read(data, **limits)
    (found,) = caught.value.refusals
    assert found.field == "file"
    assert found.accepted
    return f"{found.why} ({found.value})"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("country: NO", {"country": "NO"}),
        ("at: 12:30", {"at": "12:30"}),
        ("age: 010", {"age": "010"}),
        ("on: 2026-11-10", {"on": "2026-11-10"}),
        ("value: 1.50", {"value": "1.50"}),
        ("value: <50", {"value": "<50"}),
        ("value: 1e999", {"value": "1e999"}),
        (
            "a: null\nb: ~\nc:\nd: 'null'\ne: ''",
            {"a": None, "b": None, "c": None, "d": "null", "e": ""},
        ),
        ("pregnant: true", {"pregnant": "true"}),
        ("a: [x, {b: y}]", {"a": ["x", {"b": "y"}]}),
        ("---\na: x\n...\n", {"a": "x"}),
        ("\ufeffa: x", {"a": "x"}),
        ("a: 'naïve ☃ \U0001f489'", {"a": "naïve ☃ \U0001f489"}),
        ("a: |\n  two\n  lines\n", {"a": "two\nlines\n"}),
        ("a: >\n  one\n  line\n", {"a": "one line\n"}),
    ],
)
def test_yaml_is_read_as_it_is_written(text, value):
    parsed = read(text)

    assert (parsed.value, parsed.refused, parsed.kind) == (value, (), "yaml")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1.50}', {"a": "1.50"}),
        ('{"a": -0.0, "b": 1E5}', {"a": "-0.0", "b": "1E5"}),
        ('{"a": true, "b": false, "c": null}', {"a": "true", "b": "false", "c": None}),
        ("\n \ufeff".strip("\ufeff") + '{"a": "x"}', {"a": "x"}),
        ('{"a": {"b": [1, [2]]}}', {"a": {"b": ["1", ["2"]]}}),
        ('{"a": "\\u00e9\\ud83d\\udc89"}', {"a": "é\U0001f489"}),
        ('{"a": ' + "9" * 5000 + "}", {"a": "9" * 5000}),
        ("{}", {}),
    ],
)
def test_json_keeps_every_digit(text, value):
    parsed = read(text)

    assert (parsed.value, parsed.refused, parsed.kind) == (value, (), "json")


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ('{"labs":[{"value":900,"value":90}]}', "labs[0].value", "900 / 90"),
        ('{"sex":"f","sex":"m","sex":"f"}', "sex", "f / m / f"),
        ('{"a":{"b":1,"b":{"c":1}}}', "a.b", "1 / a mapping"),
        ("labs:\n- {value: 900, value: 90}", "labs[0].value", "900 / 90"),
        ("sex: f\nsex: m", "sex", "f / m"),
        ("labs: []\nlabs: [x]", "labs", "a list / a list"),
        ('{"labs":[{"value":NaN}]}', "labs[0].value", "NaN"),
        ('{"labs":[{"value":-Infinity}]}', "labs[0].value", "-Infinity"),
        ('{"labs":[NaN]}', "labs[0]", "NaN"),
        ('{"name":"\\ud800"}', "name", "\\ud800"),
        ('{"name":"a\\u0000b"}', "name", "a\\u0000b"),
        ('{"a\\u0000b":1}', '["a\\u0000b"]', "a\\u0000b"),
        ('{"odd key":NaN}', '["odd key"]', "NaN"),
        ('name: "a\\0b"', "name", "a\\u0000b"),
        ("labs:\n- name: B12\n  comparator: >\n  value: 5", "labs[0].comparator", ">"),
        ("labs:\n- value: >5\n", "labs[0].value", ">"),
        ("a: " + "x" * 11, "a", "x" * 11),
        ("k" * 101 + ": x", "k" * 100, "k" * 100 + "…"),
    ],
)
def test_one_bad_value_is_refused_where_it_stands(text, field, value):
    parsed = read(text, string=10 if text.startswith("a: xx") else 100_000)

    assert [(r.field, r.value) for r in parsed.refused] == [(field, value)]


def test_what_was_refused_is_not_in_the_tree():
    parsed = read('{"labs":[{"name":"B12","value":900,"value":90,"unit":"ng/L"}, NaN], "x": NaN}')

    assert parsed.value == {"labs": [{"name": "B12", "unit": "ng/L"}, None]}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"  \n# only a comment\n", "empty"),
        (b"null", "empty"),
        (b"B12 148 ng/L", "a bare text"),
        (b"name;value\nB12;148\n", "a bare text"),
        (b"- a\n- b", "a bare list"),
        (b"[1, 2]", "a bare list"),
        (b"[]", "a bare list"),
        ("a: x".encode("utf-16"), "UTF-16"),
        ("a: x".encode("utf-16-le"), "NUL bytes"),
        ("a: x".encode("utf-32"), "UTF-32"),
        (b"a: caf\xe9", "not in UTF-8 (byte 7)"),
        (b"a: \xed\xa0\x80", "not in UTF-8"),
        (b"a: x\0", "NUL bytes"),
        (gzip.compress(b"a: x"), "gzip"),
        (b"PK\x03\x04....", "zip"),
        (b"%PDF-1.7", "PDF"),
        (b"<Bundle/>", "XML"),
        (b'{"a": 1}\n{"b": 2}\n', "NDJSON"),
        (b'{"a": 1} {"b": 2}', "NDJSON"),
        (b'{"a": 1} x', "not JSON: Extra data"),
        (b'{"a": 1,}', "not JSON"),
        (b'{"a": 01}', "not JSON"),
        (b'{"a": .5}', "not JSON"),
        (b'{"a": "x\ny"}', "not JSON: Invalid control character"),
        (b'{"a": 1 // no\n}', "not JSON"),
        (b"{'a': 1}", "not JSON"),
        (b"{a: 1}", "not JSON"),
        (b'{"a": "x', "not JSON: Unterminated string"),
        (b'{"a": [1', "not JSON"),
        (b"a: 1\n---\nb: 2", "several documents (line 2)"),
        (b"a: &x 1\nb: *x", "anchors or aliases (line 1)"),
        (b"a: *x", "anchors or aliases"),
        (b"a: !!python/object/apply:os.system [x]", "tags"),
        (b"a: !x y", "tags"),
        (b"<<: {a: 1}", "merges"),
        (b"b: 2\n<<: {a: 1}", "merges"),
        (b"? [a]\n: b", "a key is not a text"),
        (b"a:\n\t- b", "not YAML"),
        (b"a: 'x", "not YAML"),
        (b"a: x: y", "not YAML"),
        (b'a: "\\ud800"', "not YAML"),
        (b"a: x\x07", "control characters"),
    ],
)
def test_a_doubtful_file_is_refused_whole(data, why):
    assert why in refusal(data)


@pytest.mark.parametrize("opening", ["[", "{", '{"a":', "- ", "[?", "{a: ["])
def test_depth_is_refused(opening):
    assert "deep" in refusal(opening * 100_000)


def test_the_deepest_file_that_is_read():
    deep = "[" * 63 + "]" * 63

    assert read(f'{{"a": {deep}}}').refused == ()
    assert "deep" in refusal(f'{{"a": [{deep}]}}')
    assert read(f"a: {deep}").refused == ()
    assert "deep" in refusal(f"a: [{deep}]")


def test_brackets_and_commas_inside_texts_are_not_counted():
    text = json.dumps({"a": '[{,"\\' * 1000})

    assert read(text, depth=2, entries=5).value == {"a": '[{,"\\' * 1000}


@pytest.mark.parametrize("text", ["a: [" + "x, " * 20 + "]", json.dumps({"a": ["x"] * 20})])
def test_more_values_than_the_limit_are_refused(text):
    assert "too many values" in refusal(text, entries=20)


def test_a_file_above_the_size_is_refused_unread():
    assert "too large" in refusal(b"\xff" * 101, size=100)


SLOW = ["[", "{", "- ", "? ", "a: ", "&a ", "'", '"', "#", "a\n", "- a\n", "---\n", "[a,", '"\\"']
SLOW += [
    ",",
    "a:\n ",
    "[],",
    "é",
    "\t",
    " ",
    "|\n",
    "<<",
    "!<",
    "*a ",
    "\\",
    "a: b\n",
    ": ",
    "%a\n",
]


@pytest.mark.parametrize("piece", SLOW)
@pytest.mark.parametrize("before", ["", "a: ", '{"a": ['])
def test_no_repetition_makes_it_slow(piece, before):
    data = (before + piece * 250_000).encode()
    start = process_time()
    answer(data)

    assert process_time() - start < 2


def answer(data: bytes) -> Parsed | Refused:
    try:
        return read(data)
    except Refused as refused:
        return refused


@given(st.binary(max_size=300))
def test_bytes_are_read_or_refused(data):
    assert answer(data)


@given(st.text(alphabet="{}[]:,-?&*!|>'\"%@`#\\ \n\ta0<\ufeffé", max_size=60))
def test_punctuation_is_read_or_refused(text):
    assert answer(text.encode())


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<"), max_size=20)
trees = st.recursive(
    st.none() | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(texts, trees, max_size=5))
def test_what_json_says_is_what_is_read(tree):
    assert read(json.dumps(tree)).value == tree
    assert read(json.dumps(tree, ensure_ascii=False)).value == tree


@given(st.dictionaries(texts, trees, min_size=1, max_size=5))
def test_what_yaml_says_is_what_is_read(tree):
    written = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=False)

    assert read(written).value == tree
