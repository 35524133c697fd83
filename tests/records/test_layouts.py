"""A mapping file, shipped or a user's own, says what each column becomes, or is refused with a clear reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from graph import yamls
from graph.build.importer import ImportReport
from graph.errors import RecordError
from graph.record import Voting
from graph.records.fields import FIELDS
from graph.records.layout import layouts, load_layout
from tests.official import (
    BASE,
    ELEVEN_1946,
    TEN,
    ballot,
    count,
    event,
    found,
    new_store,
    order,
    raw_table,
    table,
    table_of,
    tried,
)

# Shipped


def test_twelve_layouts_come_along() -> None:
    assert len(layouts()) == 12


@pytest.mark.parametrize("name", layouts())
def test_a_layout_that_comes_along(name: str) -> None:
    layout = load_layout(name)
    assert layout.layout == name
    assert layout.about
    assert layout.title
    for spec in layout.tables:
        assert set(spec.only) <= {*spec.header, *spec.columns}
        for column in spec.columns:
            for one in spec.specs(column):
                assert one.ignore or one.to in FIELDS[layout.kind]


# The UN Digital Library's own files, by the columns that it gives


COUNCIL = ("undl_id", "ms_code", "ms_name", "permanent_member", "ms_vote", "date", "resolution", "draft", "meeting", "description", "agenda", "subjects", "vote_note", "total_yes", "total_no", "total_abstentions", "total_non_voting", "total_ms", "modality", "undl_link")  # fmt: skip
ASSEMBLY = ("undl_id", "ms_code", "ms_name", "ms_vote", "date", "session", "resolution", "draft", "committee_report", "meeting", "title", "agenda_title", "subjects", "vote_note", "total_yes", "total_no", "total_abstentions", "total_non_voting", "total_ms", "undl_link")  # fmt: skip
CODES = dict(
    zip(
        ELEVEN_1946,
        ("AUS", "BRA", "CHN", "EGY", "FRA", "MEX", "NLD", "POL", "SUN", "GBR", "USA"),
        strict=True,
    )
)
TODAY = {"CHINA": "CHN", "FRANCE": "FRA", "RUSSIAN FEDERATION": "RUS", "UNITED KINGDOM": "GBR", "UNITED STATES": "USA", **dict(zip(map(str.upper, TEN["2014"]), ("ARG", "AUS", "TCD", "CHL", "JOR", "LTU", "LUX", "NGA", "KOR", "RWA"), strict=True))}  # fmt: skip


def undl_council(path: Path, *more: tuple[str, ...]) -> Path:
    old = [("112233", CODES[who], who, "yes" if who in ("CHINA", "FRANCE", "USSR") else "no", "A" if who == "USSR" else "X" if who == "EGYPT" else "Y", "1946-12-19", "S/RES/15(1946)", "S/339", "S/PV.87", "Greek question", "GREEK QUESTION", "GREECE", "", "9", "0", "1", "1", "11", "By vote", "https://digitallibrary.un.org/record/112233") for who in ELEVEN_1946]  # fmt: skip
    new = [("445566", code, who, "", "A" if who == "RUSSIAN FEDERATION" else "Y", "2014-04-30", "S/RES/2150(2014)", "S/2014/300", "S/PV.7163", "Threats", "THREATS", "", "", "14", "0", "1", "0", "15", "By vote", "") for who, code in TODAY.items()]  # fmt: skip
    return table(path, COUNCIL, [*old, *new, *more])


def test_the_librarys_table_of_the_council(tmp_path: Path) -> None:
    path = undl_council(tmp_path / "sc.csv")
    store, (report,) = new_store(tmp_path / "store", order("undl-sc-votes", path))
    assert report.findings == []
    assert report.tables.unmapped() == []
    assert {step.column for step in report.tables.steps} == set(COUNCIL)
    assert (report.tables.rows, report.tables.votes, report.tables.events) == (26, 26, 2)
    view = store.view()
    assert count(view, "?x a ost:Vote") == 26
    cast = dict(
        table_of(view, f"SELECT ?s ?c {{ ?v ost:in <{BASE}voting/S-RES-15> ; ost:voter ?s ; ost:choice ?c }}")
    )
    assert cast["SUN"] == "Abstain"
    assert cast["EGY"] == "NotVoting"
    assert len(cast) == 11
    outcomes = {
        row[0]: row[1:]
        for row in table_of(
            view,
            "SELECT ?e ?o ?y ?d ?r { ?e a ost:VotingEvent ; ost:outcome ?o ; ost:yes ?y ; ost:on/ost:symbol ?d ; ost:adopts/ost:symbol ?r }",
        )
    }
    assert outcomes == {
        "S-RES-15": ("Adopted", "9", "S/339", "S/RES/15(1946)"),
        "S-RES-2150": ("Adopted", "14", "S/2014/300", "S/RES/2150(2014)"),
    }
    assert count(view, "?x a ost:Veto") == 0


def test_what_is_wrong_in_the_librarys_table(tmp_path: Path) -> None:
    odd = [("7", "CHN", "CHINA", "", "Z", "2014-05-02", "S/RES/2152(2014)", "S/2014/310", "S/PV.7168", "", "", "", "", "1", "0", "0", "0", "15", "By vote", "")]  # fmt: skip
    report = tried("undl-sc-votes", undl_council(tmp_path / "sc.csv", *odd))
    assert ("7", "unreadable-cell", "quarantined") in found(report)
    assert "'Z' is none of 'Y', 'N', 'A', 'X'" in next(
        one.reason for one in report.findings if one.event == "7"
    )
    assert {record.entry.id for record in report.tables.records} == {"112233", "445566"}


def test_the_librarys_table_of_the_assembly(tmp_path: Path) -> None:
    votes = {
        "USSR": ("SUN", "N"),
        "UNITED STATES": ("USA", "Y"),
        "BYELORUSSIAN SSR": ("BLR", "N"),
        "YUGOSLAVIA": ("YUG", "A"),
        "SOUTH AFRICA": ("ZAF", "X"),
    }
    lines = [("99", code, who, how, "1965-12-20", "20", "A/RES/2105(XX)", "A/L.476", "A/6160", "A/PV.1405", "Declaration", "AGENDA", "COLONIES", "", "1", "2", "1", "1", "117", "") for who, (code, how) in votes.items()]  # fmt: skip
    store, (report,) = new_store(
        tmp_path / "store", order("undl-ga-votes", table(tmp_path / "ga.csv", ASSEMBLY, lines))
    )
    assert report.findings == []
    assert report.tables.unmapped() == []
    view = store.view()
    assert table_of(view, "SELECT ?e ?r { ?e a ost:VotingEvent ; ost:adopts/ost:symbol ?r }") == [
        ("A-RES-2105-XX", "A/RES/2105(XX)")
    ]
    cast = dict(table_of(view, "SELECT ?s ?c { ?v a ost:Vote ; ost:voter ?s ; ost:choice ?c }"))
    assert cast == {"SUN": "No", "USA": "Yes", "BLR": "No", "YUG": "Abstain", "ZAF": "NotVoting"}


# A user's own


MINE = """
layout: my-table
about: Votes as my office writes them.
kind: voting
title: My table
body: body/un-security-council
tables:
  - name: votes
    header: [No, Tag, Staat, Stimme]
    columns:
      No: {to: event}
      Tag: {to: date, dates: ["%d.%m.%Y"]}
      Entwurf: {to: draft}
      Staat: {to: voter}
      Stimme: {to: choice, values: {Ja: yes, Nein: no, Enthaltung: abstain}}
      Ergebnis: {to: outcome, values: {angenommen: adopted, abgelehnt: not_adopted}}
      Notiz: {ignore: a remark}
"""


def mine(folder: Path, text: str = MINE) -> Path:
    path = folder / "mine.yml"
    path.write_text(text, "utf-8")
    return path


def my_table(folder: Path) -> Path:
    header = ("No", "Tag", "Entwurf", "Staat", "Stimme", "Ergebnis", "Notiz", "Farbe")
    words = {"y": "Ja", "n": "Nein"}
    votes = ballot(China="n", Russian="n").items()
    return table(
        folder / "mine.csv",
        header,
        [(1, "22.05.2014", "S/2014/348", who, words[how], "abgelehnt", "", "rot") for who, how in votes],
    )


def test_a_mapping_of_ones_own_adds_a_layout(tmp_path: Path) -> None:
    store, (report,) = new_store(tmp_path / "store", order(mine(tmp_path), my_table(tmp_path)))
    assert report.findings == []
    assert report.graph == f"{BASE}graph/record/my-table"
    assert report.tables.unmapped() == ["mine.csv: 'Farbe'"]
    became = {step.column: step.became for step in report.tables.steps}
    assert became["Staat"] == "voter"
    assert became["Notiz"] == "nothing: a remark"
    assert became["Farbe"] == "nothing: the mapping does not name it"
    assert sorted(table_of(store.view(), "SELECT ?s { ?v a ost:Veto ; ost:voter ?s }")) == [
        ("CHN",),
        ("RUS",),
    ]


WRONG: list[tuple[str, str, str, str]] = [
    ("an unknown key", "about:", "colour: red\nabout:", "unknown key 'colour'"),
    ("an unknown key of a column", "{to: draft}", "{to: draft, colour: red}", "unknown key 'tables.0.columns.Entwurf"),
    ("a field that is none", "{to: draft}", "{to: drafts}", "tables votes: columns: Entwurf: 'drafts' is no field of a voting: event, date"),
    ("no field and no reason", "{to: draft}", "{missing: [x]}", "say either `to` (a field) or `ignore` (a reason)"),
    ("a field and a reason", "{to: draft}", "{to: draft, ignore: x}", "say either `to`"),
    ("a bad regular expression", "{to: draft}", "{to: draft, pattern: '(S/'}", "`pattern` is no regular expression: missing ), unterminated subpattern"),
    ("a part that is not picked", "{to: draft}", "{to: draft, pattern: '(?P<a>.)', write: '{b}'}", "`write` asks for {b}, which `pattern` does not name"),
    ("a part of another form", "{to: draft}", "{to: draft, pattern: '(?P<a>.)', write: '{a.b}'}", "`write` asks for {a.b}"),
    ("an open bracket", "{to: draft}", "{to: draft, pattern: '(?P<a>.)', write: '{a'}", "`write` cannot be used: expected '}'"),
    ("a bad pattern of a parameter", "tables:", "parameters: {year: {about: x, pattern: '('}}\ntables:", "parameters.year: `pattern` is no regular expression"),
    ("no body", "body: body/un-security-council", "", "a voting needs `body`"),
    ("no treaty", "kind: voting", "kind: treaty_action", "is no field of a treaty_action"),
    ("parts of no pattern", "{to: draft}", "{to: draft, write: '{b}'}", "`write` puts the parts of a `pattern` together"),
    ("a value that is not allowed", "Ja: yes", "Ja: aye", "tables votes: columns: Stimme: 'aye' is none of yes, no, abstain, not_voting"),
    ("a kind that is none", "kind: voting", "kind: poll", "kind: input should be 'voting'"),
    ("a policy that is none", "title: My", "rules: {tally: ignore}\ntitle: My", "rules.tally: input should be 'quarantine', 'conflict' or 'off'"),
    ("a rule that is none", "title: My", "rules: {taly: off}\ntitle: My", "rules: 'taly' is no rule: unreadable-row, "),
    ("a constant that is none", "title: My", "constants: {outcomes: adopted}\ntitle: My", "constants: outcomes: 'outcomes' is no field of a voting"),
    ("a constant of another value", "title: My", "constants: {outcome: passed}\ntitle: My", "constants: outcome: 'passed' is none of adopted, not_adopted"),
    ("a name with blanks", "layout: my-table", "layout: My Table", "layout: "),
    ("no tables", re.search(r"tables:(.|\n)*", MINE)[0], "", "the key 'tables' is missing"),  # type: ignore[index]
    ("no header", "header: [No, Tag, Staat, Stimme]", "header: []", "tables.0.header: tuple should have at least 1 item"),
    ("no YAML", "kind: voting", "kind: [voting", "mine.yml:5: not YAML: expected"),
    ("a key given twice", "kind: voting", "kind: voting\nkind: case", "mine.yml:2: not YAML: the key 'kind' is given twice"),
    ("a filter on a column that is not read", "header: [No", "only: {Jahr: ['2014']}\n    header: [No", "tables votes: only: 'Jahr' is not in `header`"),
    ("a list", MINE, "- a\n- b\n", "not a list of keys and values"),
    ("nothing", MINE, "", "not a list of keys and values"),
    ("too long", "about:", f"# {'x' * yamls._MAX_BYTES}\nabout:", "longer than "),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "reason"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_mapping_that_is_wrong(old: str, new: str, reason: str, tmp_path: Path) -> None:
    assert old in MINE
    path = mine(tmp_path, MINE.replace(old, new, 1))
    with pytest.raises(RecordError) as caught:
        tried(path, my_table(tmp_path))
    assert reason in str(caught.value)
    assert "mine.yml" in str(caught.value)


NO_TREATY = """
layout: acts
about: Acts.
kind: treaty_action
title: Acts
tables:
  - {name: acts, header: [Who, When], columns: {Who: {to: actor}, When: {to: ratified}}}
"""


def test_a_mapping_of_treaties_asks_which(tmp_path: Path) -> None:
    path = table(tmp_path / "acts.csv", ("Who", "When"), [("France", "2000-06-09")])
    with pytest.raises(RecordError, match="a treaty_action needs the parameter 'treaty'"):
        tried(mine(tmp_path, NO_TREATY), path)
    report = tried(
        mine(tmp_path, NO_TREATY + "parameters: {treaty: {about: which}}\n"),
        path,
        parameters={"treaty": "rome-statute"},
    )
    assert [record.instrument for record in report.tables.records] == [f"{BASE}statute/rome-statute"]  # type: ignore[union-attr]


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(
        RecordError,
        match=r"no layout is called 'sc-vote' \(one of country-codes, .*or a mapping file of your own",
    ):
        tried("sc-vote", my_table(tmp_path))
    (tmp_path / "latin.yml").write_bytes(b"layout: \xe9")
    with pytest.raises(RecordError, match="not UTF-8"):
        tried(tmp_path / "latin.yml", my_table(tmp_path))


def test_yes_and_no_are_words_in_a_mapping(tmp_path: Path) -> None:
    text = MINE.replace(
        "{Ja: yes, Nein: no, Enthaltung: abstain}", "{Yes: yes, No: no, Y: yes, N: no, On: abstain}"
    )
    assert yaml.safe_load("{Yes: no}") == {True: False}
    columns = load_layout(str(mine(tmp_path, text))).tables[0].specs("Stimme")
    assert columns[0].values == {"Yes": "yes", "No": "no", "Y": "yes", "N": "no", "On": "abstain"}


# Tables that do not fit


def fails(match: str, layout: str, *files: Path, **more: object) -> None:
    with pytest.raises(RecordError, match=match):
        tried(layout, *files, **more)


def test_a_header_that_does_not_fit_names_what_it_lacks(tmp_path: Path) -> None:
    path = table(
        tmp_path / "raw.csv", ("Date,", "Resolution", "Vote", "ID"), [("2014-05-22", "", "Yes", "1")]
    )
    fails(
        r"raw\.csv: is no table of votes, for it lacks 'Meeting', 'Draft', 'Outcome results', 'Member State' \(its columns are Date,, Resolution",
        "sc-votes-raw",
        path,
    )


def test_a_table_of_several_that_is_missing(tmp_path: Path) -> None:
    path = table(tmp_path / "votes.csv", ("event", "member", "vote"), [("1", "China", "Yes")])
    fails(
        r"the layout sc-drafts needs a table of drafts as well \(a file with the columns event, date, draft",
        "sc-drafts",
        path,
    )


def test_two_files_of_one_name(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    fails(
        "two files of one name",
        "sc-votes-raw",
        raw_table(tmp_path, [event()]),
        raw_table(tmp_path / "a", [event()]),
    )


def test_parameters(tmp_path: Path) -> None:
    header = ("Participant", "Ratification")
    path = table(tmp_path / "table.csv", header, [("France", "1 Nov 1945")])
    fails("the layout treaty-status needs treaty: .*give --set treaty=", "treaty-status", path)
    fails("has no parameter 'colour'", "treaty-status", path, parameters={"colour": "red"})
    fails(
        "the lexicon has no statute/treaty-of-trees",
        "treaty-status",
        path,
        parameters={"treaty": "treaty-of-trees"},
    )
    given = tried("treaty-status", path, parameters={"treaty": "un-charter"})
    off_name = tried("treaty-status", table(tmp_path / "treaty_1-1.csv", header, [("France", "1 Nov 1945")]))
    for report in (given, off_name):
        assert report.graph == f"{BASE}graph/record/treaty-status-un-charter-ratification"
        assert [record.action for record in report.tables.records] == ["ratified"]  # type: ignore[union-attr]


def test_a_state_that_did_nothing_toward_a_treaty_is_told(tmp_path: Path) -> None:
    path = table(
        tmp_path / "treaty_4-1.csv",
        ("Participant", "Signature", "Accession(a), Succession(d), Ratification"),
        [("France", "11 Dec 1948", ""), ("China", "", "")],
    )
    report = tried("treaty-status", path)
    assert found(report) == {("treaty_4-1.csv 3", "incomplete", "quarantined")}
    assert len(report.tables.records) == 1


def counted(report: ImportReport) -> tuple[int, int, int]:
    return report.tables.rows, report.tables.left_out, len(report.tables.records)


def test_a_declared_filter_leaves_rows_out(tmp_path: Path) -> None:
    header = ("ISO3166-1-Alpha-3", "ISO3166-1-Alpha-2", "M49", "is_independent", "UNTERM English Short")
    path = table(
        tmp_path / "codes.csv",
        header,
        [
            ("FRA", "FR", "250", "Yes", "France"),
            ("ALA", "AX", "248", "Part of FI", "Åland"),
            ("NAM", "NA", "516", "Yes", "Namibia"),
        ],
    )
    assert counted(tried("country-codes", path)) == (3, 1, 2)


def test_a_voting_is_what_its_rows_say(tmp_path: Path) -> None:
    (record,) = tried(
        "sc-votes-raw",
        raw_table(tmp_path, [event(votes=ballot(China="n", Russian="n"), submitted_by="France, Jordan")]),
    ).tables.records
    assert isinstance(record, Voting)
    assert (record.yes, record.no, record.abstained, record.outcome) == (13, 2, 0, "not_adopted")
    assert record.sponsors == (f"{BASE}state/FRA", f"{BASE}state/JOR")
    assert record.subjects == (f"{BASE}state/SYR",)
    assert (record.draft, record.meeting, record.key) == ("S/2014/341", "S/PV.7180", "S-2014-341")
    assert record.entry.rows == "raw.csv 2-16"
