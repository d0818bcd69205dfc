"""The HTTP edge: blueprints by public, a guard in front of all of them."""
