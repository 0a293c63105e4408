"""The table of rules: every example does what it is there for, and none is missing."""

from __future__ import annotations

import pytest
from conftest import ROOT

from refextract import extract
from refextract.catalog import Catalog
from refextract.checks.checker import check
from refextract.checks.finding import Finding
from refextract.checks.rules import BY_CODE, RULES, Rule


def found(text: str, rule: Rule) -> list[Finding]:
    """What all rules find in a text, with the options of one."""
    options = dict(zip(rule.options[::2], rule.options[1::2], strict=True))
    as_of = options.get("--as-of", "")
    catalog = Catalog.load(str(ROOT / options["--catalog"])) if "--catalog" in options else None
    today = as_of or "2026-11-23"
    pairs = check(text, extract(text), codes=BY_CODE, today=today, as_of=as_of, catalog=catalog)
    return [finding for finding, _ in pairs]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_wrong_example_has_this_fault_and_no_other(rule: Rule) -> None:
    [finding] = found(rule.wrong, rule)
    assert finding.code == rule.code
    assert (finding.suggestion or "") == rule.suggestion
    assert finding.fixable is rule.fixable
    assert finding.text in rule.wrong


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_right_example_has_a_citation_and_no_fault(rule: Rule) -> None:
    assert extract(rule.right)
    assert found(rule.right, rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_said_in_whole_sentences(rule: Rule) -> None:
    assert rule.meaning.endswith(".")
    assert rule.why.endswith(".")
    assert len(rule.meaning) < 90


def test_no_code_is_there_twice() -> None:
    assert len(BY_CODE) == len(RULES)


def test_the_readme_lists_the_rules() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = readme.partition("| code | what is wrong | |\n")[2].partition("\n\n")[0].splitlines()[1:]
    assert rows == [
        f"| `{rule.code}` | {rule.meaning} | {'`--fix`' if rule.fixable else ''} |"
        for rule in RULES
    ]
