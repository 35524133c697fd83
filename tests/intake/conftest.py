from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.intake import Refused, take
from graph.model import Document

Taken = tuple[list[Document], list[Refused]]


def taken(*paths: Path, **options: str) -> Taken:
    """Return what is taken of these paths, and what is refused."""
    found = list(take(paths, **options))  # type: ignore[arg-type]
    documents = [one for one in found if isinstance(one, Document)]
    return documents, [one for one in found if isinstance(one, Refused)]


@pytest.fixture(scope="session")
def take_all() -> Callable[..., Taken]:
    return taken
