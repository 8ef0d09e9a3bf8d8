"""Settings: every key documented once, defaults that survive a round trip, bad values refused by name."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.config import (
    FILE,
    KEYS,
    BadValue,
    ConfigError,
    Settings,
    UnknownKey,
    change_settings,
    parse_settings,
    read_settings,
    settings_text,
    write_settings,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_every_setting_has_one_documented_key_and_no_key_is_without_setting():
    assert [key.name for key in KEYS] == [field.name for field in fields(Settings)]


def test_every_default_is_allowed():
    assert [key.name for key in KEYS if not key.accepts(key.default)] == []


def test_the_file_a_booth_starts_with_holds_only_defaults():
    text = settings_text(Settings())
    assert parse_settings(text) == Settings()
    assert all(key.name in text for key in KEYS)


def test_a_folder_without_a_file_has_defaults(tmp_path: Path):
    assert read_settings(tmp_path) == Settings()


def test_written_settings_are_read_again(tmp_path: Path):
    changed = change_settings(
        Settings(),
        language="en",
        printer='pdf:C:\\bukti "baru"',
        scanner="socket://127.0.0.1:7000",
        allow_emulated=True,
    )
    write_settings(tmp_path, changed)
    assert read_settings(tmp_path) == changed
    assert [p.name for p in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('language = "jv"', "language"),
        ('theme = "pink"', "theme"),
        ('time_zone = "Mars/Base"', "time_zone"),
        ('time_zone = "../etc/passwd"', "time_zone"),
        ('scanner = ""', "scanner"),
        ('scanner_password = "1234"', "scanner_password"),
        ('printer = "pdf:"', "printer"),
        ('printer = "laser"', "printer"),
        ('allow_emulated = "yes"', "allow_emulated"),
        ("allow_emulated = 1", "allow_emulated"),
        ("quality_limit = 101", "quality_limit"),
        ("quality_limit = true", "quality_limit"),
        ("finger_tries = 0", "finger_tries"),
        ("daily_target = 1.5", "daily_target"),
        ("lock_minutes = -1", "lock_minutes"),
        ("camera = 0", "camera"),
    ],
)
def test_a_bad_value_is_refused_by_name_with_what_is_allowed(line: str, key: str):
    with pytest.raises(BadValue) as caught:
        parse_settings(line)
    assert caught.value.params["key"] == key
    assert caught.value.params["allowed"]


def test_an_unknown_key_is_refused_with_the_known_ones():
    with pytest.raises(UnknownKey) as caught:
        parse_settings('scaner = "auto"')
    assert caught.value.params["key"] == "scaner"
    assert "scanner" in str(caught.value.params["known"])


def test_a_file_that_is_no_toml_or_no_text_is_named(tmp_path: Path):
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError) as caught:
        read_settings(tmp_path)
    assert FILE in str(caught.value.params["file"])


@given(st.text())
def test_any_text_is_read_or_refused(text: str):
    try:
        settings = parse_settings(text)
    except ConfigError:
        return
    assert isinstance(settings, Settings)


@given(st.sampled_from(KEYS), st.one_of(st.text(), st.integers(), st.booleans(), st.none(), st.floats()))
def test_any_value_is_taken_or_refused_and_what_is_taken_survives_writing(key: object, value: object):
    name = getattr(key, "name")  # noqa: B009
    try:
        settings = change_settings(Settings(), **{name: value})
    except ConfigError:
        return
    assert parse_settings(settings_text(settings)) == settings


def test_the_zone_is_the_setting_then_the_offices_then_wib():
    assert Settings(time_zone="Asia/Jayapura").zone("Asia/Makassar") == ZoneInfo("Asia/Jayapura")
    assert Settings().zone("Asia/Makassar") == ZoneInfo("Asia/Makassar")
    assert Settings().zone() == ZoneInfo("Asia/Pontianak")
