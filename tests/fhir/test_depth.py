"""How deep a record is."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrin.errors import Refused
from corrin.fhir.document import document
from corrin.reading.strict import Limits

DEPTH = 6
LIMITS = Limits(size=1_000_000, depth=DEPTH, entries=100_000, string=1_000_000, key=1_000_000)
trees = st.recursive(
    st.integers(0, 9),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.sampled_from("abc"), inside),
    max_leaves=40,
)


def depth_of(tree: Any) -> int:
    if isinstance(tree, dict):
        return 1 + max(map(depth_of, tree.values()), default=0)
    return 1 + max(map(depth_of, tree), default=0) if isinstance(tree, list) else 0


@given(trees, st.integers(0, 14), st.integers(0, 300))
def test_what_keeps_to_the_limit_is_read_fast_and_what_is_deeper_is_refused(tree, more, beside):
    for _ in range(more):
        tree = [tree]
    whole = {"a": tree, "b": [{} for _ in range(beside)]}
    data = json.dumps(whole).encode()

    if depth_of(whole) > DEPTH:
        with pytest.raises(Refused):
            document(data, LIMITS)
    else:
        found = document(data, LIMITS)
        assert found.resource == whole
        assert not found.as_texts
