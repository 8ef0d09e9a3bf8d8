"""What is not the office's word to this booth, or not whole, changes nothing and keeps nothing else out."""

from __future__ import annotations

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booth.domain.resident import FIELD_NAMES
from booth.store.errors import DiskFull
from booth.store.residents import Residents
from booth.workflow import news
from booth.workflow.errors import LetterUnfitting, OfficeTrouble
from booth.workflow.news import news_waiting, take_in_news
from sync import inbox
from sync.errors import LetterDamaged, StatementRefused
from tests.unit.workflow.office_news import NEW, SECOND, lies, line, named, register
from tests.unit.workflow.stage import RESIDENT

STRANGER = Ed25519PrivateKey.generate()
OTHER = str(pyrage.x25519.Identity.generate().to_public())


@pytest.fixture(autouse=True)
def vault(login):
    """The technician's, whose login tells the office the key of this booth."""
    return login("tek").vault


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"key": STRANGER}, StatementRefused),
        ({"booth": "mentawa-1"}, StatementRefused),
        ({"office": "katingan"}, StatementRefused),
        ({"recipient": OTHER}, StatementRefused),
        ({"inside": (0, 8)}, LetterDamaged),
        ({"inside": (3, 9)}, LetterDamaged),
        ({"fields": ("nik", *FIELD_NAMES[2:])}, LetterDamaged),
        ({"fields": FIELD_NAMES, "lines": [["x"]]}, LetterDamaged),
        ({"lines": [line(NEW), ["d", RESIDENT.nik]]}, LetterDamaged),
        ({"sealed": b"age-encryption.org/v1\nnothing"}, LetterDamaged),
    ],
    ids=["key", "booth", "office", "recipient", "version", "base", "fields", "line", "gone", "sealed"],
)
def test_what_is_wrong_is_refused_and_nothing_is_changed(booth, vault, writer, wrong, error):
    before = register(vault)
    given = {"lines": [line(NEW)], "fields": FIELD_NAMES} | wrong
    if len(given["fields"]) != len(FIELD_NAMES):
        given["lines"] = [["r", *line(NEW)[2:]]]
    writer.letter(9, **given)
    with pytest.raises(OfficeTrouble) as caught:
        take_in_news(booth, vault)
    assert isinstance(caught.value.error, error)
    assert register(vault) == before
    assert vault.national.count() == 0
    assert vault.settings.get(news.REGISTER) is None
    assert lies(booth) == ["9.letter.refused"]
    assert vault.audit.recent(1)[0].event == "register.refused"
    assert not news_waiting(booth)
    writer.letter(10, lines=[line(SECOND)])
    assert take_in_news(booth, vault).version == 10
    assert lies(booth) == []


def test_changes_to_another_version_are_refused_and_others_asked_for(booth, vault, writer):
    writer.letter(7, lines=[line(RESIDENT)])
    take_in_news(booth, vault)
    writer.letter(9, 8, [line(NEW)])
    with pytest.raises(LetterUnfitting):
        take_in_news(booth, vault)
    assert register(vault) == named(RESIDENT)
    assert lies(booth) == ["9.letter.refused"]
    assert inbox.taken(booth.outbox).number == 7


def test_a_letter_that_is_refused_keeps_no_other_out(booth, vault, writer):
    writer.letter(7, lines=[line(RESIDENT)], key=STRANGER)
    writer.letter(8, lines=[line(NEW)])
    with pytest.raises(OfficeTrouble):
        take_in_news(booth, vault)
    assert register(vault) == named(NEW)


def test_bytes_that_this_disk_damaged_are_fetched_again(booth, vault, writer):
    cover = writer.letter(7, lines=[line(NEW)])
    sealed = cover.with_suffix(".sealed")
    sealed.write_bytes(b"x" + sealed.read_bytes()[1:])
    with pytest.raises(OfficeTrouble) as caught:
        take_in_news(booth, vault)
    assert isinstance(caught.value.error, LetterDamaged)
    assert lies(booth) == []  # not kept as refused: the same bytes are good when they come again


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(data=st.data())
def test_a_letter_altered_anywhere_changes_nothing(booth, vault, writer, data):
    before = register(vault)
    cover = writer.letter(7, lines=[line(NEW)])
    path = data.draw(st.sampled_from([cover, cover.with_suffix(".sealed")]))
    raw = bytearray(path.read_bytes())
    end = raw.find(b'"signature"') if path == cover else len(raw)  # its last character has bits that mean nothing
    raw[int(data.draw(st.floats(0, 1, exclude_max=True)) * end)] ^= data.draw(st.integers(1, 255))
    path.write_bytes(raw)
    with pytest.raises(OfficeTrouble):
        take_in_news(booth, vault)
    assert register(vault) == before


def test_a_full_disk_leaves_the_letter_for_another_time(booth, vault, writer, monkeypatch):
    before = register(vault)
    writer.letter(7, lines=[line(NEW)])

    def full(*_):
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(Residents, "renew", full)
        with pytest.raises(DiskFull):
            take_in_news(booth, vault)
    assert register(vault) == before
    assert news_waiting(booth)
    assert take_in_news(booth, vault).version == 7
