"""How cobalamin moves through a person, and what follows: arrays in, arrays out.

The equations stand in docs/model.md under the numbers that the code cites; every value stands in
kinetics.yaml with its source. Nothing here knows of the rest of corrin.
"""
