"""`python -m tidings`: the command line."""

import sys

from tidings.flows.cli import main

if __name__ == "__main__":
    sys.exit(main())
