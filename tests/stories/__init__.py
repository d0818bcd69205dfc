"""The day as its people live it."""
