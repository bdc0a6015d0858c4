"""The proof: what attacks corrin as a whole, and the figures that must hold.

`make prove` runs everything at full count and prints one table; each module runs alone too, as
`python -m prove.fuzz --count 20000 --seed 1`, and ends with 1 where its bar is missed. The tests
in tests/proof run the same code with small counts, and each plants the fault that its figure
must catch. Not part of the package.
"""
