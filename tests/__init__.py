"""A package by name: a library that brings a folder of this name must not hide it."""
