"""``python -m generator`` is the same as ``gongkai``."""

from generator.cli import main

raise SystemExit(main())
