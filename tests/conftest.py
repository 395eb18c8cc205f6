"""How all tests are run: what a property needs of time is the machine's matter, not the program's."""

from hypothesis import HealthCheck, settings

settings.register_profile("chaiban", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("chaiban")
