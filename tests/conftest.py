"""How property tests run: fixed and short here, long and random at night.

pytest tests/property --hypothesis-profile=night
"""

from hypothesis import HealthCheck, Phase, settings

settings.register_profile("check", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("proof", derandomize=True, deadline=None, max_examples=5_000)
settings.register_profile("night", deadline=None, max_examples=10_000, print_blob=True)
settings.register_profile(
    "mutants",
    parent=settings.get_profile("check"),
    phases=(Phase.explicit, Phase.generate),  # an example is enough, and need not be a small one
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("check")
