"""`make bench`: every benchmark, one after the other."""

import sys

from benchmarks import ballot_to_screens, board

sys.exit(ballot_to_screens.main() or board.main())
