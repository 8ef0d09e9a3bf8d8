"""Error codes become words, and who a device says it is gets checked."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.ports import (
    Cancel,
    DeviceLost,
    DeviceRefused,
    NoFinger,
)
from booth.devices.sbi.errors import (
    SbiAskew,
    SbiBadSignature,
    SbiExpired,
    SbiForeign,
    SbiGarbled,
    SbiInUse,
    SbiKeyExpired,
    SbiMisunderstood,
    SbiNotForRegistration,
    SbiNothingSeen,
    SbiNotReady,
    SbiNotRegistered,
    SbiOtherVersion,
    SbiReported,
    SbiStandIn,
    SbiTampered,
    SbiUnsigned,
    SbiWrongDevice,
    SbiWrongMaker,
    code_error,
)
from booth.devices.sbi.face import SbiFace
from booth.devices.sbi.http import Address
from booth.domain.fingers import Slap
from tests.unit.devices.sbi_client_lies import NoPause, altering, other_maker, signing, stale, stranger
from tests.unit.devices.sbi_client_stage import (
    asked,
    certificate,
    device_of,
    error_answer,
    http,
    leaf,
    name_of,
    serving,
    slap,
    take,
)


@pytest.fixture
def service():
    with serving() as one:
        yield one


CODES = {
    "100": SbiNotRegistered,
    "101": NoFinger,
    "102": SbiReported,
    "103": SbiTampered,
    "104": SbiReported,
    "105": SbiAskew,
    "106": DeviceLost,
    "107": SbiKeyExpired,
    "108": SbiKeyExpired,
    "109": SbiMisunderstood,
    "112": SbiMisunderstood,
    "123": SbiMisunderstood,
    "202": DeviceLost,
    "503": DeviceLost,
    "701": NoFinger,
    "705": DeviceLost,
    "709": SbiNotForRegistration,
    "801": NoFinger,
    "999": SbiReported,
    "": SbiGarbled,
    "strange": SbiReported,
}


@pytest.mark.parametrize("code", CODES)
def test_codes_become_words(service, code):
    scanner = slap(service)
    service.codes = [code]
    with pytest.raises(CODES[code]) as met:
        take(scanner)
    assert type(met.value) is CODES[code]
    assert len(service.asked("RCAPTURE")) == 1
    assert len(take(scanner)) == 4


def test_unknown_codes_show_the_devices_own_words(service):
    scanner = slap(service)
    service.script["RCAPTURE"] = error_answer("5123", "Lensa\nkotor\x07 " + "x" * 500)
    with pytest.raises(SbiReported) as met:
        take(scanner)
    assert met.value.params["code"] == "5123"
    assert met.value.params["info"].startswith("Lensakotor x")
    assert len(met.value.params["info"]) < 200


def test_nothing_seen_by_a_camera_is_no_finger(service):
    service.codes = ["701"]
    with pytest.raises(SbiNothingSeen):
        SbiFace(device_of(service, "face")).still(timeout=5, cancel=Cancel())


@given(code=st.text(max_size=8), info=st.text(max_size=300))
def test_any_code_has_a_sentence(code, info):
    error = code_error(code, info, "Device", finger=True)
    assert error.text.format(**error.params)


@pytest.mark.parametrize(("code", "error"), [("110", SbiNotReady), ("111", SbiInUse), ("703", SbiInUse)])
def test_a_busy_device_is_asked_again_without_a_word(service, code, error):
    scanner, cancel = slap(service), NoPause()
    service.codes = [code] * 3
    assert len(scanner.capture_slap(Slap.RIGHT_FOUR, missing=(), timeout=5, cancel=cancel)) == 4
    assert cancel.pauses == [0.5] * 3
    transactions = [asked(service, at)["transactionId"] for at in range(4)]
    assert len(set(transactions)) == 4
    service.codes = [code] * 4
    with pytest.raises(error):
        scanner.capture_slap(Slap.RIGHT_FOUR, missing=(), timeout=5, cancel=cancel)


INTRODUCTIONS = {
    "wrong signature": (signing("info", spoil=True), SbiBadSignature),
    "foreign": (signing("info", signer=stranger), SbiForeign),
    "expired": (signing("info", signer=stale), SbiExpired),
    "another maker": (signing("info", signer=other_maker), SbiWrongMaker),
    "none": (signing("info", header={"alg": "none"}), SbiUnsigned),
    "nothing known": (altering("entry", deviceInfo="e30"), SbiWrongDevice),
    "identity of a stranger": (signing("digital_id", signer=stranger), SbiForeign),
    "no maker": (altering("digital_id", deviceProvider=""), SbiWrongMaker),
    "for checking": (altering("info", purpose="Auth"), SbiNotForRegistration),
    "another version": (altering("info", specVersion=["0.9.2"]), SbiOtherVersion),
    "not ready": (altering("info", deviceStatus="Not Ready"), SbiNotReady),
    "nothing connected": (
        lambda s: s.script.update(MOSIPDINFO=http([{"error": {"errorCode": "106", "errorInfo": "Gone"}}])),
        DeviceLost,
    ),
    "HTML": (lambda s: s.script.update(MOSIPDINFO=http(b"<html>")), SbiGarbled),
    "hung up": (lambda s: s.script.update(MOSIPDINFO=lambda *_: b""), DeviceLost),
    "nobody": (lambda s: s.script.update(MOSIPDINFO=http([])), DeviceLost),
}


@pytest.mark.parametrize("lie", INTRODUCTIONS)
def test_a_device_that_introduces_itself_wrongly_is_not_used(service, lie):
    change, error = INTRODUCTIONS[lie]
    device = device_of(service, "slap", connect=False)
    change(service)
    with pytest.raises(error) as met:
        device.connect(NoPause())
    assert type(met.value) is error


def test_another_device_at_the_same_place_is_noticed(service):
    device = device_of(service, "slap")
    service.devices = ("iris",)
    with pytest.raises(SbiWrongDevice):
        device.connect(Cancel())


def test_an_unregistered_device_says_so(service):
    device = device_of(service, "slap", connect=False)

    def unregistered(entry):
        payload = entry["deviceInfo"].split(".")[1]
        return {"deviceInfo": payload, "error": {"errorCode": "100", "errorInfo": "Not registered"}}

    service.alter["entry"] = unregistered
    with pytest.raises(SbiNotRegistered):
        device.connect(Cancel())
    service.alter["entry"] = lambda entry: unregistered(entry) | {"error": None}
    with pytest.raises(SbiUnsigned):
        device.connect(Cancel())


@pytest.mark.parametrize("env", ["Developer", "Staging", "Pre-Production", "None", ""])
def test_a_stand_in_is_refused_unless_allowed(env):
    with serving(env=env) as service:
        device = device_of(service, "slap", connect=False)
        with pytest.raises(SbiStandIn) as met:
            device.connect(Cancel())
        assert isinstance(met.value, DeviceRefused)
        assert device_of(service, "slap", allow_emulated=True).info.emulated


def test_a_busy_device_is_there(service):
    service.alter["info"] = lambda info: info | {"deviceStatus": "Busy"}
    assert device_of(service, "slap").info.serial == "SLAP-0001-0001"


def test_a_chip_signs_the_identity_of_level_one(service):
    """The chip's maker may be another than the device's; for level 0 it may not."""
    chip = certificate(name_of("Chip", "PT Chip"), leaf().issuer, subject_key="chip", issuer_key="maker")
    service.sign["digital_id"] = {"signer": chip, "signed_with": "chip"}
    with pytest.raises(SbiWrongMaker):
        device_of(service, "slap")
    service.alter["info"] = lambda info: info | {"certification": "L1"}
    assert len(take(slap(service))) == 4


def test_newer_services_are_spoken_to_by_serial_number(service):
    service.alter["info"] = lambda info: {
        "deviceInfo": {name: value for name, value in info.items() if name not in {"deviceId", "deviceCode"}}
        | {"specVersion": ["1.0"], "serialNo": "SLAP-0001-0001"},
        "error": {"errorCode": "0"},
    }
    service.alter["element"] = lambda element: element | {"additionalInfo": {"a": "b"}}
    scanner = slap(service)
    assert len(take(scanner, on_preview=lambda _: None)) == 4
    request = asked(service)
    assert (request["specVersion"], request["domainUri"]) == ("1.0", "")
    assert request["bio"][0]["serialNo"] == "SLAP-0001-0001"
    assert request["bio"][0]["bioSubType"] == ""
    assert "deviceId" not in request["bio"][0]
    assert json.loads(service.asked("STREAM")[0][3])["serialNo"] == "SLAP-0001-0001"


def test_the_callback_address_stays_on_this_machine():
    assert Address.of_callback("http://127.0.0.1:4510/sbi/", 4501) == Address(4510, "/sbi/")
    assert Address.of_callback("http://127.0.0.1:4510", 4501) == Address(4510, "/")
    for url in (
        "",
        "http://10.0.0.1:4510/",
        "https://127.0.0.1:4510/",
        "http://127.0.0.1/",
        "http://127.0.0.1:x/",
        "//",
    ):
        assert Address.of_callback(url, 4501) == Address(4501, "/")


def test_what_a_service_says_is_where_it_is_asked(service):
    with serving() as elsewhere:
        for what in ("discovered", "info"):
            service.alter[what] = lambda value: value | {"callbackId": f"http://127.0.0.1:{elsewhere.port}/"}
            elsewhere.alter[what] = service.alter[what]
        take(slap(service))
        assert not service.asked("RCAPTURE")
        assert elsewhere.asked("RCAPTURE")
