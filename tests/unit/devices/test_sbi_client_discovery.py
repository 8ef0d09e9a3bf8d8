"""Devices are found among other programs, and by what they are."""

import json
import socket
import threading
from contextlib import contextmanager, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.ports import Cancel, Cancelled, DeviceKind, DeviceMissing
from booth.devices.registry import find_scanner
from booth.devices.sbi import discovery as sbi_discovery
from booth.devices.sbi.capture import CaptureChain
from booth.devices.sbi.discovery import ASK_WAIT, discover
from booth.devices.sbi.errors import SbiForeign, SbiGarbled, SbiNoTrust, SbiStandIn
from booth.devices.sbi.find import find_sbi_camera, find_sbi_finger, find_sbi_iris, list_sbi
from booth.devices.sbi.fingers import SbiSingle, SbiSlap
from booth.devices.sbi.http import Address, Line
from booth.devices.sbi.messages import (
    choose_version,
    peek_digital_id,
    read_biometrics,
    read_data,
    read_devices,
    read_fault,
    read_info,
    read_infos,
    read_score,
    read_time,
)
from tests.unit.devices.sbi_client_stage import DEVICES, Clock, http, maker_ca, pem, root, serving


@pytest.fixture(autouse=True)
def nobody_met(monkeypatch):
    monkeypatch.setattr(sbi_discovery, "_met", set())


@pytest.fixture
def trust(tmp_path):
    (tmp_path / "all.pem").write_bytes(pem(root()) + pem(maker_ca()))
    return tmp_path


@pytest.fixture
def at_the_service_time(monkeypatch):
    """The booth's clock shows what the certificates of the tests are made for."""
    from tests.unit.devices.sbi_client_stage import NOW

    real = sbi_module().Terms
    monkeypatch.setattr(sbi_module(), "Terms", lambda *args: real(*args, now=lambda: NOW))


def sbi_module():
    from booth.devices.sbi import find as sbi

    return sbi


def seen(*ports, **more):
    return [(one.id.type, one.id.serial) for one in discover(Line("Device", Cancel(), **more), ports=ports)]


@contextmanager
def other_program(answer):
    """Takes calls and answers with bytes, or with None says nothing."""
    server = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve():
        with suppress(OSError):
            while True:
                connection, _ = server.accept()
                with connection, suppress(OSError):
                    connection.recv(65_536)
                    if answer is None:
                        over.wait(30)
                    else:
                        connection.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1]
    finally:
        over.set()
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(5)


def test_all_devices_of_all_services():
    with serving("slap", "face") as one, serving("iris") as other:
        expected = {("Finger", DEVICES["slap"][0]), ("Face", DEVICES["face"][0]), ("Iris", DEVICES["iris"][0])}
        assert set(seen(one.port, other.port)) == expected


OTHERS = {
    "HTML": http(b"<!doctype html><title>Printer</title>"),
    "JSON": http({"name": "something else"}),
    "a number": http(7),
    "strings": http(["a", "b"]),
    "no such page": http(b"Not found", status=b"404 Not Found"),
    "SSH": b"SSH-2.0-OpenSSH_9.2p1\r\n",
    "noise": bytes(range(256)) * 40,
    "nothing": b"",
    "more than a discovery": http(b"[" + b" " * 300_000 + b"]"),
    "devices that are none": http([{"deviceId": "1", "digitalId": "?"}, {"digitalId": [1]}, {"digitalId": "e30"}, 5]),
    "only an error": http([{"error": {"errorCode": "503", "errorInfo": "Nothing connected"}}]),
}


@pytest.mark.parametrize("other", OTHERS)
def test_other_programs_are_passed_over(other):
    with other_program(OTHERS[other]) as port, serving("slap") as service:
        found = {serial for _, serial in seen(port, service.port)} - {""}
        assert found == {DEVICES["slap"][0]}


def test_a_program_that_says_nothing_is_not_waited_for_once_the_device_is_found():
    with other_program(None) as port, serving("slap") as service:
        clock = Clock(step=0.01)
        start = clock.now
        found = discover(Line("Device", Cancel(), clock), good=lambda _: True, ports=[port, service.port])
        assert [one.id.serial for one in found] == [DEVICES["slap"][0]]
        assert clock.now - start < ASK_WAIT


def test_a_program_that_says_nothing_is_not_waited_for_long():
    with other_program(None) as port:
        clock = Clock(step=0.1)
        start = clock.now
        assert seen(port, monotonic=clock) == []
        assert clock.now - start <= 3.0


def test_discovery_can_be_cancelled():
    with other_program(None) as port:
        cancel = Cancel()
        threading.Timer(0.05, cancel.cancel).start()
        with pytest.raises(Cancelled):
            discover(Line("Device", cancel), ports=[port])


def test_where_devices_were_met_is_asked_first():
    with serving("slap") as known, serving("face") as other:
        assert seen(known.port)
        found = discover(Line("Device", Cancel()), good=lambda _: True, ports=[other.port, known.port])
        assert [one.address.port for one in found] == [known.port]
        assert not other.requests
        # Somebody else is wanted: all are asked.
        found = discover(
            Line("Device", Cancel()), good=lambda one: one.id.type == "Face", ports=[other.port, known.port]
        )
        assert len(found) == 2
        assert other.requests
    assert seen(known.port) == []


def test_newer_services_are_found():
    with serving("slap") as service:
        service.script["MOSIPDISC"] = service.unknown
        service.script["SBIDISC"] = service.discovery
        service.alter["discovered"] = lambda found: found | {"deviceId": None, "serialNo": DEVICES["slap"][0]}
        assert seen(service.port) == [("Finger", DEVICES["slap"][0])]
        assert [verb for verb, *_ in service.requests] == ["MOSIPDISC", "SBIDISC"]


def test_a_verb_refused_with_status_200(monkeypatch):
    with serving("slap") as service:
        service.script["MOSIPDISC"] = http({"error": {"errorCode": "500", "errorInfo": "Invalid URL"}})
        service.script["SBIDISC"] = service.discovery
        assert len(seen(service.port)) == 1


def use(trust, service, find, serial="", **more):
    settings = {"trust": trust, "allow_emulated": False, "chain": CaptureChain(), "cancel": Cancel()} | more
    return find(serial, ports=[service.port], **settings)


def test_devices_are_chosen_by_kind_and_number(trust, at_the_service_time):
    with serving("single", "slap", "iris", "face") as service:
        assert type(use(trust, service, find_sbi_finger)) is SbiSlap
        assert type(use(trust, service, find_sbi_finger, "SNGL-0001-0001")) is SbiSingle
        assert use(trust, service, find_sbi_iris).info.kind is DeviceKind.IRIS
        camera = use(trust, service, find_sbi_camera)
        assert camera.info.kind is DeviceKind.CAMERA
        assert camera.info.port == "sbi:FACE-0001-0001"
        assert camera.check(cancel=Cancel()).details["maker"] == "PT Sidik Makmur"
        for serial in ("FACE-0001-0001", "NONE"):
            with pytest.raises(DeviceMissing):
                use(trust, service, find_sbi_finger, serial)


def test_one_that_is_not_believed_does_not_hide_another(trust, at_the_service_time):
    with serving("slap", "single") as service:
        real = service.info_entry
        service.info_entry = lambda name: real(name) if name == "single" else {"deviceInfo": "e30.e30.e30"}
        assert type(use(trust, service, find_sbi_finger)) is SbiSingle


def test_without_trust_nobody_is_used(tmp_path, at_the_service_time):
    with serving("slap") as service:
        for folder in (None, tmp_path):
            with pytest.raises(SbiNoTrust):
                use(folder, service, find_sbi_finger)
    with pytest.raises(DeviceMissing):  # nobody there: no word about certificates
        use(None, service, find_sbi_finger)


def test_the_most_telling_fault_is_raised(trust, at_the_service_time):
    with serving("slap", "single", env="Staging") as service, pytest.raises(SbiStandIn):
        use(trust, service, find_sbi_finger)


def test_the_list_says_what_is_wrong_with_each(trust, at_the_service_time):
    with serving("slap", "iris", "face") as service:
        service.alter["entry"] = lambda entry: entry
        real = service.info_entry
        service.info_entry = lambda name: real(name) if name != "iris" else {"deviceInfo": "e30.e30.e30"}
        found = list_sbi(trust=trust, allow_emulated=False, cancel=Cancel(), ports=[service.port])
        assert [one.info.kind for one in found] == [DeviceKind.FINGER, DeviceKind.IRIS, DeviceKind.CAMERA]
        assert found[0].error is found[2].error is None
        assert found[1].error is not None
        found = list_sbi(trust=None, allow_emulated=False, cancel=Cancel(), ports=[service.port])
        assert [type(one.error) for one in found] == [SbiNoTrust] * 3
        assert [one.info.serial for one in found] == [DEVICES[name][0] for name in ("slap", "iris", "face")]


def test_a_stranger_in_the_list(tmp_path, at_the_service_time):
    (tmp_path / "root.pem").write_bytes(pem(root()))  # without the maker's
    with serving("slap") as service:
        (one,) = list_sbi(trust=tmp_path, allow_emulated=False, cancel=Cancel(), ports=[service.port])
        assert type(one.error) is SbiForeign


def test_scanners_are_looked_for_there_too(trust, at_the_service_time, monkeypatch):
    from booth.devices import registry

    with serving("slap") as service:
        monkeypatch.setattr(sbi_discovery, "PORTS", [service.port])
        monkeypatch.setattr(sbi_module(), "PORTS", [service.port])
        monkeypatch.setattr(
            find_sbi_finger, "__kwdefaults__", find_sbi_finger.__kwdefaults__ | {"ports": [service.port]}
        )
        monkeypatch.setattr(registry, "serial_ports", lambda _="": [])
        monkeypatch.setattr(registry, "plugged_readers", lambda: [])
        for port in ("sbi", "sbi:SLAP-0001-0001", "auto", "auto:SLAP-0001-0001"):
            scanner = find_scanner(port, allow_emulated=False, cancel=Cancel(), trust=trust)
            assert scanner.info.serial == "SLAP-0001-0001"
        service.alter["digital_id"] = lambda made: made | {"type": "Iris"}
        with pytest.raises(DeviceMissing):
            find_scanner("auto", allow_emulated=False, cancel=Cancel(), trust=trust)


READERS = [read_devices, read_infos, read_info, read_biometrics, read_data, read_fault]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["error", "errorCode", "errorInfo", "biometrics", "data", "hash", "deviceInfo", "digitalId"]
            )
            | st.text(max_size=5),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=100))
def test_any_answer_is_read_or_refused(body):
    for read in READERS:
        with suppress(SbiGarbled):
            read(body, "Device")


@given(st.text(max_size=40))
def test_any_packed_identity_is_read_or_refused(packed):
    with suppress(SbiGarbled):
        peek_digital_id(packed, "Device")


@given(st.text(max_size=12) | st.integers() | st.floats() | st.none())
def test_scores_are_numbers_from_nought_to_a_hundred(value):
    score = read_score(value)
    assert score is None or 0.0 <= score <= 100.0


@pytest.mark.parametrize(
    ("value", "score"),
    [
        ("0", 0.0),
        ("100", 100.0),
        ("44.00", 44.0),
        (78, 78.0),
        (78.5, 78.5),
        ("100.1", None),
        ("-0", None),
        ("1e1", None),
    ]
    + [(one, None) for one in ("", " ", "NaN", "inf", "٤٤", "0x10", "1_0", "+5", ".5", None)],
)
def test_which_scores(value, score):
    assert read_score(value) == score


@given(st.text(max_size=30))
def test_any_time_is_read_or_none(text):
    found = read_time(text)
    assert found is None or found.tzinfo is not None


def test_the_version_both_know():
    assert choose_version(["0.9.2", "0.9.5", "1.0"]) == "0.9.5"
    assert choose_version(["1.0"]) == "1.0"
    assert choose_version(["1.0.0", "2.0"]) == "1.0.0"
    assert choose_version([]) is None


def test_a_single_sub_id_and_version_may_come_bare():
    (device,) = read_devices(b'[{"deviceSubId": 0, "specVersion": "0.9.5", "deviceId": 4}]', "Device")
    assert (device.sub_ids, device.versions) == (("0",), ("0.9.5",))


@given(st.text(max_size=40) | st.from_regex(r"\Ahttp://127\.0\.0\.1:[0-9]{0,6}[^ ]{0,10}\Z"))
def test_any_callback_stays_on_this_machine(url):
    address = Address.of_callback(url, 4501)
    assert 0 < address.port <= 65_535
    assert address.base.startswith("/")
    assert address.base.endswith("/")
    assert " " not in address.base
