"""`refextract schema`: the published interface of the record."""

from __future__ import annotations

import json

import pytest
from conftest import CITING, Command
from jsonschema import Draft202012Validator, ValidationError

from refextract.citation import FIELDS, KINDS, Citation, Provision
from refextract.writers.schema import schema


def test_it_is_a_schema_of_the_record(refextract: Command) -> None:
    result = refextract("schema")
    printed = json.loads(result.out)
    assert result.status == 0
    Draft202012Validator.check_schema(printed)
    assert printed == schema(Citation)


def test_every_key_is_always_there_and_no_other() -> None:
    described = schema(Citation)
    assert tuple(described["properties"]) == tuple(described["required"]) == FIELDS
    assert described["additionalProperties"] is False


def test_every_key_is_described() -> None:
    for field in schema(Citation)["properties"].values():
        assert field["description"]
        assert "``" not in field["description"]


def test_values_are_narrowed_to_those_that_occur() -> None:
    described = schema(Citation)
    assert sorted(described["properties"]["kind"]["enum"]) == sorted(KINDS)
    units = described["$defs"]["Provision"]
    assert tuple(units["properties"]) == Provision.__struct_fields__
    assert all(unit == {"type": "string"} for unit in units["properties"].values())


def test_what_the_command_prints_is_valid(refextract: Command) -> None:
    validator = Draft202012Validator(json.loads(refextract("schema").out))
    (record,) = json.loads(refextract("-f", "json", stdin=CITING).out)
    validator.validate(record)
    del record["page"]
    with pytest.raises(ValidationError):
        validator.validate(record)


def test_the_rows_of_unique_have_one_too(refextract: Command) -> None:
    validator = Draft202012Validator(json.loads(refextract("schema", "--unique").out))
    (row,) = json.loads(refextract("-u", "-f", "json", stdin=CITING).out)
    validator.validate(row)
