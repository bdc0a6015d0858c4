"""How long until a person is well, and whether the interval is short enough.

Between the plan and `corrin.kinetics`: a person becomes a prior, results become measurements, a
regimen a course, and draws become sentences, tables and pictures. A forecast changes no advice.
"""
