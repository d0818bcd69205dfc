"""Rules as plain functions and frozen dataclasses: standard library only, and time is an argument."""
