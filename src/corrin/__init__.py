"""Personal vitamin B12 plans, from guidelines that can be read and checked."""

__version__ = "0.1.0"
