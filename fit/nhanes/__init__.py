"""The population layers: methylmalonic acid, homocysteine and their kin in NHANES.

The data are public but not part of the project: `make fit NHANES=FILE REPEATS=FILE` reads the
file of persons and the file of repeat measurements that are named there.
"""
