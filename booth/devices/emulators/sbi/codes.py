"""The error codes of SBI 0.9.5 that the emulated service uses, and their shapes in the answers.

Codes below 113 and 202 are the specification's; the others are those of the reference service.
"""

from __future__ import annotations

SUCCESS = "0"
NOT_REGISTERED = "100"
NOTHING_DETECTED = "101"
NOT_FOUND = "106"
WRONG_COUNT = "109"
NOT_READY = "110"
BUSY = "111"
BAD_TRANSACTION = "112"
COUNT_OF_TYPE = "113"
BAD_TYPE = "114"
BAD_ENVIRONMENT = "115"
COUNT_TOO_LARGE = "116"
BAD_EXCEPTION = "117"
EXCEPTION_OF_SENSOR = "118"
BAD_SUBTYPE = "119"
TYPE_OF_DEVICE = "120"
BAD_PURPOSE = "121"
SUBTYPE_OF_TYPE = "122"
MALFORMED = "123"
NO_DEVICE = "202"
BAD_URL = "500"
NO_DISCOVERY_TYPE = "501"
BAD_DISCOVERY_TYPE = "502"
NOTHING_CONNECTED = "503"
BAD_STATUS = "504"
BAD_SCORE = "505"
BAD_DELAY = "506"
BAD_ORDER = "507"
BAD_PROFILE = "551"
STREAM_NO_ID = "604"
STREAM_UNKNOWN_ID = "605"
STREAM_NOT_READY = "607"
STREAM_TIMEOUT = "609"
STREAM_ENDED = "610"
STREAM_STOPPED = "700"
CAPTURE_TIMEOUT = "701"
OTHER_SENSOR = "702"
CAPTURE_IN_PROGRESS = "703"
CAPTURE_NO_ID = "704"
CAPTURE_UNKNOWN_ID = "705"
CAPTURE_FAILED = "710"
NOT_AN_AUTH_DEVICE = "809"

INFO = {
    SUCCESS: "Success",
    NOT_REGISTERED: "Device not registered",
    NOTHING_DETECTED: "Unable to detect a biometric object",
    NOT_FOUND: "Device not found",
    WRONG_COUNT: "Requested number of biometric (Finger/IRIS) not supported",
    NOT_READY: "Device is not ready",
    BUSY: "Device is busy",
    BAD_TRANSACTION: "Invalid Transaction ID",
    COUNT_OF_TYPE: "Count does not fit the biometric type",
    BAD_TYPE: "Invalid biometric type",
    BAD_ENVIRONMENT: "Invalid environment",
    COUNT_TOO_LARGE: "Count is too large",
    BAD_EXCEPTION: "Invalid exception",
    EXCEPTION_OF_SENSOR: "Exception does not belong to the sensor",
    BAD_SUBTYPE: "Invalid bioSubType",
    TYPE_OF_DEVICE: "Biometric type does not fit the device",
    BAD_PURPOSE: "Invalid purpose",
    SUBTYPE_OF_TYPE: "bioSubType or exception does not fit the biometric type",
    MALFORMED: "Malformed request",
    NO_DEVICE: "No Device Connected.",
    BAD_URL: "Invalid URL or verb",
    NO_DISCOVERY_TYPE: "Missing discovery type",
    BAD_DISCOVERY_TYPE: "Invalid discovery type",
    NOTHING_CONNECTED: "No biometric device connected",
    BAD_STATUS: "Invalid device status",
    BAD_SCORE: "Invalid quality score",
    BAD_DELAY: "Invalid delay",
    BAD_ORDER: "Invalid admin parameter",
    BAD_PROFILE: "Unknown profile",
    STREAM_NO_ID: "Stream: no device id",
    STREAM_UNKNOWN_ID: "Stream: device unknown",
    STREAM_NOT_READY: "Stream: device is not ready",
    STREAM_TIMEOUT: "Stream: time is up",
    STREAM_ENDED: "Stream: ended by the service",
    STREAM_STOPPED: "The live stream was stopped",
    CAPTURE_TIMEOUT: "Capture: time is up",
    OTHER_SENSOR: "The live stream shows another sensor",
    CAPTURE_IN_PROGRESS: "A capture is in progress",
    CAPTURE_NO_ID: "Capture: no device id",
    CAPTURE_UNKNOWN_ID: "Capture: device unknown",
    CAPTURE_FAILED: "Capture failed",
    NOT_AN_AUTH_DEVICE: "CAPTURE is not answered by a registration device",
}


class Refused(Exception):
    """A request is answered by the error `code`; `detail` says which part of it."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


def error_object(code: str, detail: str = "") -> dict[str, str]:
    """`{"errorCode": …, "errorInfo": …}`."""
    return {"errorCode": code, "errorInfo": f"{INFO[code]}: {detail}" if detail else INFO[code]}


def shaped(verb: str, refused: Refused) -> object:
    """The JSON value that tells `refused` to a caller of `verb`."""
    error = error_object(refused.code, refused.detail)
    if verb in {"MOSIPDISC", "MOSIPDINFO", "GET", "POST"}:
        return [{"error": error}]
    if verb in {"RCAPTURE", "CAPTURE"}:
        return {"biometrics": [{"specVersion": "", "data": "", "hash": "", "error": error}]}
    return {"error": error}
