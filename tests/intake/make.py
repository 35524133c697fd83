"""Make small files of every kind."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ENGLISH = "Russia and China vetoed a draft resolution of the Security Council on Thursday, diplomats said.\n"
OTHER = "France accused the Syrian government of torture on Monday, and Syria denied it in a letter to the court.\n"
FRENCH = "La Russie a opposé son veto au projet de résolution du Conseil de sécurité sur la Syrie, a déclaré l'ambassadeur.\n"

Placed = tuple[float, float, float, str]  # from the left, from the foot, size, text


def put(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    """Write files below a folder and return it."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def zipped(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def lines(*documents: Mapping[str, Any]) -> str:
    return "".join(json.dumps(document) + "\n" for document in documents)


def pdf(*pages: Sequence[Placed]) -> bytes:
    """Return a PDF with these texts in Helvetica, written by hand so that each place is known."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for page in pages:
        content = b"\n".join(_shown(*placed) for placed in page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _file(objects)


def column(
    *texts: str, x: float = 72, top: float = 760, size: float = 11, leading: float = 14
) -> list[Placed]:
    """Return lines one below the other; an empty one leaves a gap."""
    return [(x, top - leading * at, size, text) for at, text in enumerate(texts) if text]


def _shown(x: float, y: float, size: float, text: str) -> bytes:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    return b"BT /F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET" % (size, x, y, escaped)


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
