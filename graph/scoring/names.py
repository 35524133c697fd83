"""Tell which spellings name the same actor when facts are compared.

This is a yardstick, not the lexicon: a change here changes every score that was published.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_SPELLINGS: Final[dict[str, tuple[str, ...]]] = {
    "amnesty international": ("amnesty",),
    "arab league": ("league of arab states",),
    "china": ("people's republic of china",),
    "european union": ("eu",),
    "human rights watch": ("hrw",),
    "international court of justice": ("icj",),
    "international criminal court": ("icc",),
    "iran": ("islamic republic of iran",),
    "ivory coast": ("côte d'ivoire",),
    "myanmar": ("burma",),
    "north korea": ("democratic people's republic of korea", "dprk"),
    "ohchr": ("office of the united nations high commissioner for human rights",),
    "opcw": (
        "organisation for the prohibition of chemical weapons",
        "organization for the prohibition of chemical weapons",
    ),
    "palestine": ("state of palestine",),
    "russia": ("russian federation",),
    "south korea": ("republic of korea",),
    "soviet union": ("ussr",),
    "syria": ("assad regime", "syrian arab republic", "syrian government"),
    "syrian observatory for human rights": ("sohr",),
    "syrian opposition coalition": ("soc",),
    "türkiye": ("turkey", "turkiye"),
    "un general assembly": ("general assembly", "united nations general assembly", "unga"),
    "un human rights council": ("human rights council", "united nations human rights council"),
    "un security council": ("security council", "united nations security council", "unsc"),
    "united kingdom": ("britain", "great britain", "uk"),
    "united nations": ("un",),
    "united states": ("u.s", "united states of america", "us", "usa"),
}
_NAME_OF: Final = {spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings}
_ARTICLES: Final = ("the ", "a ", "an ")
_UNITED_NATIONS: Final = ("un ", "u.n. ", "united nations ")


def key(name: str | None) -> str:
    """Return a name as it is compared: case, article, possessive, closing bracket and end stops aside."""
    folded = unicodedata.normalize("NFKC", name or "").casefold().replace("’", "'")
    plain = _without_bracket(_without_article(" ".join(folded.split()).strip(" .,;:\"'")).removesuffix("'s"))
    known = _NAME_OF.get(plain, plain)
    prefix = next((prefix for prefix in _UNITED_NATIONS if known.startswith(prefix)), "")
    return f"un {known[len(prefix) :]}" if prefix else known


def _without_article(name: str) -> str:
    article = next((article for article in _ARTICLES if name.startswith(article)), "")
    return name[len(article) :]


def _without_bracket(name: str) -> str:
    """Return "UN Women" for "UN Women (New York)"."""
    if not name.endswith(")"):
        return name
    opening = name.find("(", name.rfind(")", 0, -1) + 1)
    return name if opening < 0 else name[:opening].rstrip()
