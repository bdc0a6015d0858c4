"""Topics are found by the words that people use."""

import pytest

from corrin.reading.topics import found, near, words

TOPICS = {
    "general_fatigue": ("energy", "tiredness", "lack of energy"),
    "energy_metabolism": ("energy production",),
    "migraine": ("migraine", "headaches"),
    "mouth_ulcers": ("mouth ulcers", "canker sores"),
    "lung_cancer": ("lung cancer",),
    "bowel_cancer": ("bowel cancer",),
    "me_cfs": ("me/cfs",),
}


@pytest.mark.parametrize(
    ("asked", "topics"),
    [
        ("tiredness", ["general_fatigue"]),
        ("does b12 give energy", ["general_fatigue"]),
        ("Does vitamin B12 help with migraines?", ["migraine"]),
        ("ME/CFS", ["me_cfs"]),
        ("mouth_ulcers", ["mouth_ulcers"]),
        ("an ulcer", ["mouth_ulcers"]),
        ("cancer", ["lung_cancer", "bowel_cancer"]),
        ("cancer of the lung", ["lung_cancer"]),
        ("energy production in cells", ["energy_metabolism"]),
        ("tiredness and migraine", ["general_fatigue", "migraine"]),
        ("méxican", []),
        ("?", []),
        ("b12", []),
    ],
)
def test_a_question_finds_what_it_names(asked, topics):
    assert found(asked, TOPICS) == topics


def test_what_is_misspelt_is_told_and_not_guessed():
    assert found("migrane", TOPICS) == []
    assert near("migrane", TOPICS) == ["migraine"]
    assert near("has tirednes an end", TOPICS) == ["tiredness"]
    assert near("xyzzy", TOPICS) == []


def test_words_keep_what_tells_topics_apart():
    assert words("Does the Vitamin B12 CURE mouth_ulcers?") == ("mouth", "ulcer")
    assert words("Ménière's disease") == ("meniere", "disease")
    assert words("what is it") == ("what", "is", "it")


MORE = TOPICS | {"recovery_time": ("recovery", "get better"), "fetal_health": ("birth weight",)}


@pytest.mark.parametrize(
    ("asked", "topics"),
    [
        ("will I get better", ["recovery_time"]),
        ("do migraines get better", ["migraine"]),
        ("is methylcobalamin better than cyanocobalamin", []),
        ("better", []),
        ("which one is best", []),
        ("weight", []),
        ("weight loss", []),
        ("birth weight", ["fetal_health"]),
    ],
)
def test_a_lone_common_word_names_no_topic(asked, topics):
    found_first = found(asked, MORE)

    assert found_first[:1] == topics


def test_near_a_question_are_names_with_a_word_of_it_and_not_with_letters():
    assert near("hair loss", TOPICS | {"food": ("dairy",), "mind": ("memory loss",)}) == []
    assert near("is it better than cyanocobalamin", MORE | {"alcohol": ("beer",)}) == []
    assert near("nitrous oxide", TOPICS | {"viral": ("virus",)}) == []
    assert near("stomach cancer", TOPICS) == ["lung cancer", "bowel cancer"]
