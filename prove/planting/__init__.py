"""The ways in which a fact is written as FHIR R4, and what must become of each.

Each takes the soil of one Bundle and gives a `Planted`, or None where nothing is left to plant.
What must become of a fact is said from the standard, not from the reader.
"""

from collections.abc import Callable

from prove.planted import Planted, Soil
from prove.planting import dirty, findings, linked, medicines, others, results

WAYS: tuple[Callable[[Soil], Planted | None], ...] = (
    results.result,
    results.result,
    results.result,
    results.result_beyond_a_bound,
    results.result_as_string,
    results.results_as_components,
    results.results_of_a_panel,
    results.result_twice,
    results.result_withdrawn,
    results.result_without_value,
    results.result_of_another,
    results.result_spoilt,
    findings.condition,
    findings.condition,
    findings.condition_denied,
    findings.condition_over,
    findings.procedure,
    findings.procedure_not_done,
    findings.allergy,
    findings.allergy_denied,
    findings.relative,
    findings.relative_in_error,
    medicines.medicine,
    medicines.medicine,
    medicines.medicine_not_taken,
    medicines.medicine_not_taken,
    medicines.injection,
    others.vital_sign,
    others.other_resource,
    others.other_condition,
    others.broken,
    linked.result_of_nobody_named,
    linked.result_of_the_subject_by_display,
    linked.result_issued_only,
    linked.medicine_that_is_missing,
    linked.medicine_in_error,
    linked.medicine_by_urn,
    linked.condition_without_an_id,
    linked.answers,
    linked.answers_in_error,
    dirty.result_among_local_codes,
    dirty.result_with_its_range,
    dirty.result_still_preliminary,
    dirty.result_of_two_versions,
    dirty.result_that_contradicts_itself,
    dirty.result_without_system,
    dirty.antibody,
    dirty.condition_without_a_dot,
    dirty.condition_of_two_codes,
    dirty.condition_that_ended,
    dirty.condition_only_suspected,
    dirty.condition_of_another,
    dirty.condition_of_an_ambiguous_code,
    dirty.no_known_allergy,
    dirty.vaccine,
    dirty.blood_pressure,
)
"""What is written twice is planted twice as often."""
