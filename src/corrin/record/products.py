"""One product that its words name twice: "B-complex 50 mcg B12", "multivitamin with B12"."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from corrin.domain.knowledge import Knowledge
from corrin.domain.person import Statement
from corrin.record.doses import with_groups

SEVERAL_VITAMINS = "b12_low_dose"
"""The group of products that hold a little vitamin B12 among other things."""
B12 = "b12_unspecified"


def each_product_once(stated: tuple[Statement, ...], knowledge: Knowledge) -> tuple[Statement, ...]:
    """The statements, with a product of several vitamins and the B12 in it as one.

    It counts as the product, with the dose of B12; a dose that treats counts as B12 itself.
    """
    given = [one for one in stated if one.present and not one.allergy]
    b12 = {(one.source, one.words): one for one in given if one.concept == B12}
    products = {
        (one.source, one.words): one
        for one in given
        if b12 and one.concept != B12 and SEVERAL_VITAMINS in with_groups(one.concept, knowledge)
    }
    return tuple(_as_one(stated, products, b12, knowledge)) if products else stated


def _as_one(
    stated: tuple[Statement, ...],
    products: Mapping[tuple[str, str], Statement],
    b12: Mapping[tuple[str, str], Statement],
    knowledge: Knowledge,
) -> Iterator[Statement]:
    treats = knowledge.settings["treating_dose_micrograms"].value
    for one in stated:
        product = products.get((one.source, one.words))
        within = b12.get((one.source, one.words))
        if product is None or within is None or (one is not product and one is not within):
            yield one
            continue
        dose = product.dose or within.dose
        if one is (within if dose is not None and dose.micrograms >= treats else product):
            yield replace(
                one,
                dose=dose,
                route=product.route or within.route,
                since=product.since or within.since,
                until=product.until or within.until,
            )
