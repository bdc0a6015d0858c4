"""The numbers by which courses are dated, out of the knowledge."""

from datetime import date

from corrin.care.schedule_dates import DAY
from corrin.domain.knowledge import Knowledge
from corrin.domain.schedule import CountBounds, SchedulingRules

COUNTED = {
    "haemoglobin": "haemoglobin",
    "platelets": "platelets",
    "neutrophils": "neutrophils",
    "leucocytes": "white_cells",
    "lymphocytes": "lymphocytes",
}
"""What a blood count may say, and the analyte in whose unit it does."""


def earliest_and_latest(knowledge: Knowledge) -> tuple[date, date]:
    """The first and the last day that an assessment or a start may have."""
    first = int(knowledge.settings["schedule_year_earliest"].value)
    last = int(knowledge.settings["schedule_year_latest"].value)
    return date(first, 1, 1), date(last + 1, 1, 1) - DAY


def scheduling_rules(knowledge: Knowledge) -> SchedulingRules:
    """What the settings, the limits of doses and the bounds of analytes say of schedules.

    Raises:
        KeyError: the knowledge lacks one of the settings or analytes.
    """

    def setting(name: str) -> int:
        return int(knowledge.settings[f"schedule_{name}"].value)

    earliest, latest = earliest_and_latest(knowledge)
    counted = ((name, knowledge.analytes[of]) for name, of in COUNTED.items())
    return SchedulingRules(
        open_ended_months=setting("open_ended_months"),
        non_response_weeks=setting("non_response_weeks"),
        block_longest_interval_days=setting("block_interval_days_most"),
        tablets_dose_micrograms=knowledge.settings["schedule_tablets_micrograms"].value,
        tablets_every_days=setting("tablets_every_days"),
        most_doses=setting("doses_most"),
        most_events=setting("events_most"),
        most_work=setting("work_most"),
        longest_interval_days=setting("interval_days_most"),
        longest_interval_months=setting("interval_months_most"),
        earliest=earliest,
        latest=latest,
        dose_limits=knowledge.dose_limits,
        count_bounds=tuple(
            CountBounds(name, analyte.hard_low, analyte.hard_high)
            for name, analyte in counted
            if analyte.hard_low is not None and analyte.hard_high is not None
        ),
    )
