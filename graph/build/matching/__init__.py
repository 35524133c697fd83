"""Find the event of the official record that a report in a text is about."""

from graph.build.matching.match import FORM, NAME, match_reports

__all__ = ["FORM", "NAME", "match_reports"]
