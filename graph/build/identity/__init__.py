"""Find what documents name differently and mean the same: actors, persons, drafts."""

from graph.build.identity.identify import FORM, NAME, Identified, identify

__all__ = ["FORM", "NAME", "Identified", "identify"]
