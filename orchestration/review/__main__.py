"""Entry point of `python -m orchestration.review`."""

import sys

from orchestration.review.cli import main

if __name__ == "__main__":
    sys.exit(main())
