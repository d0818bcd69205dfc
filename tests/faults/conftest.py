"""What the faults share: the seed of their chances."""

import os
import random

import pytest


@pytest.fixture
def seed() -> int:
    """What chance is drawn from: another seed each time, printed where the test fails; `SEED` gives it again."""
    drawn = int(os.environ.get("SEED") or random.randrange(1_000_000))
    print(f"SEED={drawn} draws the same again")
    return drawn
