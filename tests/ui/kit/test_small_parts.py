"""Sounds that never hold anything up, the heartbeat, help pages, keycaps."""

from __future__ import annotations

import json
import wave

import pytest
from PySide6.QtWidgets import QWidget

from booth.ui.kit import heartbeat, help, keys, language, sound
from booth.ui.kit.sound import Sound, Sounds
from resources import resource


@pytest.mark.parametrize("what", list(Sound))
def test_sounds_are_short(what):
    with resource("sounds", f"{what.value}.wav").open("rb") as file, wave.open(file) as wav:
        assert 0.1 < wav.getnframes() / wav.getframerate() < 1.0


def test_sound_is_played_by_the_command_found(looks, qtbot, tmp_path, monkeypatch):
    log = tmp_path / "played"
    player = tmp_path / "aplay"
    player.write_text(f'#!/bin/sh\necho "$@" >> {log}\n')
    player.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(sound, "_PLAYERS", (("aplay", "-q"),))
    sounds = Sounds()
    sounds.play(Sound.CAPTURE)
    qtbot.waitUntil(lambda: log.exists() and "capture.wav" in log.read_text(), timeout=20_000)
    sounds.mute()
    sounds.play(Sound.DONE)
    sounds.close()
    assert log.read_text().count("\n") == 1


def test_a_player_that_fails_is_not_asked_again(looks, qtbot, monkeypatch):
    monkeypatch.setattr(sound, "_PLAYERS", (("false",),))
    sounds = Sounds()
    sounds.play(Sound.DONE)
    qtbot.waitUntil(lambda: sounds._player is None, timeout=20_000)
    sounds.play(Sound.DONE)
    sounds.play(Sound.REFUSED)
    sounds.close()


def test_no_player_is_silence(looks, monkeypatch):
    monkeypatch.setattr(sound, "_PLAYERS", ())
    sounds = Sounds()
    sounds.play(Sound.CAPTURE)
    sounds.close()


def test_heartbeat_counts_and_writes(qtbot, tmp_path, monkeypatch):
    monkeypatch.delenv("BOOTH_HEARTBEAT", raising=False)
    owner = QWidget()
    qtbot.addWidget(owner)
    assert heartbeat.from_environment(owner) is None
    path = tmp_path / "beats.json"
    monkeypatch.setenv("BOOTH_HEARTBEAT", str(path))
    counting = heartbeat.from_environment(owner)
    qtbot.waitUntil(lambda: counting.figures()["beats"] >= 5)
    heartbeat.write_at_exit(counting)
    figures = json.loads(path.read_text())
    assert figures["beats"] == sum(figures["histogram"].values())
    assert figures["p50_ms"] <= figures["p99_ms"] <= figures["p999_ms"] <= figures["longest_ms"]


def test_keycaps_speak_the_language(looks):
    assert [keys.cap(key) for key in ("Return", "Esc", "Space", "F8", "Ctrl+Shift+Q")] == [
        "Enter", "Esc", "Spasi", "F8", "Ctrl+Shift+Q",
    ]  # fmt: skip
    language.switch(looks, "en")
    assert keys.cap("Space") == "Space"


def test_a_help_page_that_does_not_exist_is_empty(looks):
    assert help.page_text("") == ""
    assert help.page_text("no-such-page") == ""
