"""Run `python -m extract.curation`."""

from extract.curation.cli import main

raise SystemExit(main())
