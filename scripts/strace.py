"""`python -m scripts.strace`: install strace, for the test that reads system calls, if allowed.

Where it is not, nothing is said here: that test itself tells why it cannot run.
"""

import shutil
import sys

from scripts import bootstrap

if __name__ == "__main__":
    if sys.platform == "linux" and shutil.which("strace") is None:
        bootstrap.apt_install("strace")
