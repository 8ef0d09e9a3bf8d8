"""Any bytes at all from a device service: an error of ours, or exactly the images that were signed."""

from contextlib import suppress
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from booth.devices.ports import Cancel, DeviceError, DeviceTimeout
from booth.devices.sbi.fingers import SbiSlap
from booth.devices.sbi.http import Line, ask
from booth.devices.sbi.stream import LiveStream
from booth.domain.fingers import Slap
from tests.unit.devices.sbi_client_stage import PART, STREAM_HEAD, device_of, serving

HEADS = [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", b"HTTP/1.0 200\r\n\r\n"]


@pytest.fixture(scope="module")
def service():
    with serving("slap") as one:
        yield one


@pytest.fixture(scope="module")
def scanner(service):
    return SbiSlap(device_of(service, "slap", new_transaction=lambda: "transaction-1"))


def capture(scanner):
    scanner._device.terms.chain.restart()
    return scanner.capture_slap(Slap.THUMBS, missing=(), timeout=5, cancel=Cancel())


@pytest.fixture(scope="module")
def honest(service, scanner):
    """An answer as bytes, and what it means."""
    kept = []

    def answer(connection, body):
        kept.append(service.capture(connection, body))
        return kept[0]

    service.script["RCAPTURE"] = answer
    return kept, capture(scanner)


@given(head=st.sampled_from(HEADS), data=st.binary(max_size=300))
def test_any_bytes_are_an_answer_or_an_error(service, head, data):
    service.script["ANY"] = head + data
    with suppress(DeviceError):
        ask(service.port, "ANY", "/any", None, Line("Device", Cancel()), wait=30)


@given(head=st.sampled_from(HEADS), data=st.binary(max_size=300))
def test_any_bytes_to_a_capture_are_an_error(service, scanner, head, data):
    service.script["RCAPTURE"] = head + data
    with pytest.raises(DeviceError):
        capture(scanner)


@given(data=st.data())
def test_a_damaged_answer_gives_an_error_or_the_same_images(service, scanner, honest, data):
    (whole, *_), images = honest
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 3))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.just(len(damaged)) | st.integers(0, len(damaged)))
    service.script["RCAPTURE"] = bytes(damaged[:cut])
    try:
        found = capture(scanner)
    except DeviceTimeout:
        raise AssertionError("nothing waits here") from None
    except DeviceError:
        return
    for finger, image in images.items():
        assert np.array_equal(found[finger].pixels, image.pixels)
        assert found[finger].evidence == image.evidence


@cache
def streamed():
    return STREAM_HEAD + PART + PART


@given(data=st.data())
def test_any_stream_ends_without_harm(service, data):
    damaged = bytearray(streamed())
    for _ in range(data.draw(st.integers(0, 5))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    service.script["STREAM"] = bytes(damaged) + data.draw(st.binary(max_size=100))
    frames = []
    line = Line("Device", Cancel())
    stream = LiveStream(service.port, "/stream", b"{}", line, wait=30, on_frame=frames.append)
    stream._thread.join(60)
    assert stream.over
    assert isinstance(stream.error, DeviceError)
    assert all(frame.pixels.ndim == 3 for frame in frames)
