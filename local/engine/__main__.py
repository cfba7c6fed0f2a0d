"""``python -m local.engine``, or ``python local/engine`` from anywhere."""

import sys
from pathlib import Path

# Run by its path, Python puts this directory on the path and not the project's.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from local.engine.server import main

sys.exit(main())
