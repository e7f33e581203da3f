"""The pages and the server of a room."""

import pytest

for library in ("httptools", "starlette", "uvicorn"):
    pytest.importorskip(library, reason="needs the extra “room”")
