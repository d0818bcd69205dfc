"""Promises put to the test by breaking things, each with a control that must fail."""
