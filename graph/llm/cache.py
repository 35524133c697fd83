"""Keep answers in files, so that the same question is asked once."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path

from graph.errors import SettingsError

_MOST_BYTES = 32 * 1024 * 1024


class Cache:
    """Hold answers by the hash of what was asked; only the user who asked can read them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise SettingsError(
                f"the folder for answers cannot be made: {error.strerror}",
                where=str(folder),
                hint="name another one in OSTRAKON_LLM_CACHE",
            ) from error

    def get(self, key: str) -> str | None:
        """Return the answer to a question, None where it was never asked or its file is damaged."""
        try:
            with self._path(key).open("rb") as file:
                entry = json.loads(file.read(_MOST_BYTES))
            answer = entry["answer"]
            whole = entry["key"] == key and entry["sha256"] == _hash(answer)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        return str(answer) if whole else None

    def put(self, key: str, answer: str) -> bool:
        """Keep an answer, whole or not at all; return whether it could be kept."""
        entry = json.dumps({"key": key, "sha256": _hash(answer), "answer": answer})
        path = self._path(key)
        try:
            path.parent.mkdir(exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        except OSError:
            return False
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(entry)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            return False
        return True

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def _hash(answer: str) -> str:
    return hashlib.sha256(answer.encode("utf-8", "surrogatepass")).hexdigest()
