"""How the numbers of the kinetic model were set, from data named on the command line."""
