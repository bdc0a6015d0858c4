"""Proofs that the program does what is said of it: each prints its figure and its bar."""
