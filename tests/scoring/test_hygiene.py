"""What the scoring must not pull in."""

import subprocess
import sys

PROBE = """
import sys
from netztui.scoring import advice, axis, change, comparability, points, result, score
from netztui.scoring import response_quality as quality
from netztui.scoring import student_t
found = {"textual", "rich", "click", "sqlite3", "numpy", "scipy"} & set(sys.modules)
sys.exit(", ".join(sorted(found)) or None)
"""


def test_scoring_imports_neither_screens_nor_the_database_nor_number_libraries():
    found = subprocess.run(
        [sys.executable, "-c", PROBE], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr
