"""What goes into a packet: the files of one recording, and what the manifest inside says about them."""

from __future__ import annotations

import hashlib
import platform
from typing import TYPE_CHECKING

import msgspec

from booth import __version__
from booth.biometrics.matching import SURE, THRESHOLD
from booth.domain.fingers import CAPTURE_ORDER, Finger
from booth.domain.resident import FIELDS, Kind
from booth.workflow import ink
from booth.workflow.codes import code_label, village_label
from booth.workflow.words import instant
from resources.i18n import catalogue

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import datetime

    from booth.domain.resident import Resident
    from booth.workflow.session import RecordingSession
    from booth.workflow.signing import SignatureWork

FORMAT = 1
LONGEST_EVIDENCE = 128  # characters beside a finger; a hash has 64
# A thumb mark stands in for a signature; the next best finger where both thumbs are missing.
_MARKS = (Finger.LEFT_THUMB, Finger.RIGHT_THUMB, *CAPTURE_ORDER)


def biodata(resident: Resident) -> dict[str, dict[str, str]]:
    """Field → label, value and, for a code, its words: Indonesian, whatever language the screen has."""
    words = catalogue("id")
    row = resident.to_row()
    out = {}
    for field in FIELDS:
        entry = {"label": words.get(field.label, (field.label,))[0], "value": row[field.name]}
        if field.kind is Kind.CODE and row[field.name]:
            entry["text"] = code_label(field.codes, row[field.name])
        elif field.kind is Kind.REGION:
            entry["text"] = village_label(row[field.name])
        out[field.name] = entry
    return out


def packet_files(session: RecordingSession, begun: datetime) -> dict[str, bytes]:
    """Name → bytes of everything but the manifest."""
    document = {
        "format": FORMAT,
        "id": session.id,
        "taken_down_by_hand": session.by_hand,
        "begun_at": instant(begun),
        "biodata": biodata(session.resident),
        "notices": [notice.code for notice in session.notices],
        "corrections": session.corrections.in_packet(),
    }
    files = {
        "recording.json": msgspec.json.format(msgspec.json.encode(document), indent=2),
        "photo.jpg": session.photo.picture(),
    }
    for finger, (wsq, template) in session.fingers.files().items():
        files[f"fingers/{finger.slug}.wsq"] = wsq
        if template:
            files[f"fingers/{finger.slug}.fmr"] = template
    files |= {f"iris/{eye.slug}.iir": record for eye, record in session.iris.records().items()}
    files |= session.documents.files()
    for work in (session.signature, session.confirmation):
        files |= _signature_files(session, work)
    return files


def original_files(session: RecordingSession, packet: Container[str]) -> dict[str, bytes]:
    """Name → bytes of what was taken and is in `packet` only as a smaller picture, or part of one.

    The sensor's pixels of each print, and all that the camera saw. Irises and papers are in the packet as they are.
    """
    captured = session.fingers.captured
    prints = {f"fingers/{f.slug}.png": png for f, png in session.fingers.best_images().items() if f in captured}
    whole = session.photo.whole_picture()
    files = prints if whole is None else prints | {"camera.jpg": whole}
    return {name: data for name, data in files.items() if name not in packet}


def _signature_files(session: RecordingSession, work: SignatureWork) -> dict[str, bytes]:
    name, state = work.purpose.value, work.state()
    if state.strokes:
        drawn = {"svg": ink.to_svg, "png": ink.to_png, "json": ink.to_json}
        return {f"{name}.{kind}": write(state.strokes) for kind, write in drawn.items()}
    mark = thumb_mark(session)
    files = {f"{name}.json": msgspec.json.format(msgspec.json.encode(_signature_about(session, work)), indent=2)}
    return files if mark is None else files | {f"{name}.png": mark[1]}


def thumb_mark(session: RecordingSession) -> tuple[Finger, bytes] | None:
    """The print that stands in for a signature, as PNG; None where no finger could be captured."""
    captured = session.fingers.captured
    for finger in _MARKS:
        image = session.fingers.best_image(finger) if finger in captured else None
        if image is not None:
            return finger, image
    return None


def about(session: RecordingSession) -> dict[str, object]:
    """What the manifest says: devices, quality, exceptions with reasons, verification, work, versions."""
    fingers: dict[str, object] = {}
    devices: set[tuple[str, str]] = set()
    certificates: dict[str, str] = {}
    for finger, state in session.fingers.states().items():
        if state.missing is not None:
            fingers[finger.slug] = {"missing": state.missing.name.lower(), "note": state.note}
        elif state.best is not None:
            best = state.best
            devices.add((best.device, best.serial))
            fingers[finger.slug] = {
                "position": finger.value,
                "quality": best.quality.score,
                "method": best.quality.method.value,
                "tries": len(state.tries),
                "below_limit": not state.passed,
                "limit": state.limit,
                "ppi": best.ppi,
                "width": best.width,
                "height": best.height,
                "device": best.device,
                "serial": best.serial,
                "looks_like": state.doubled.slug if state.doubled else "",
                "kept_because": state.kept,
                **_signed(best.device_quality, best.evidence, certificates),
            }
    verification = {
        finger.slug: {
            "outcome": state.outcomes[-1].name.lower() if state.outcomes else "none",
            "matched": state.matched,
            "score": state.best_score,
            "presentations": len(state.outcomes),
            "outcomes": [outcome.name.lower() for outcome in state.outcomes],
            "scores": list(state.scores),
            "looked_like": [other.slug if other else "" for other in state.others],
        }
        for finger, state in session.verification.states().items()
    }
    irises = _irises(session, devices, certificates)
    figures, shot = session.figures, session.photo.chosen_shot()
    return {
        "by_hand": session.by_hand,
        "notices": [notice.code for notice in session.notices],
        "corrections": len(session.corrections.made),
        "documents": session.documents.about(),
        "devices": [{"name": name, "serial": serial} for name, serial in sorted(devices)],
        "photo": {
            "camera": shot.camera,
            "verdict": shot.verdict.name.lower(),
            "retakes": session.photo.retakes,
            "reason": session.photo.reason,
            **_signed(shot.device_quality, shot.evidence, certificates),
        },
        "fingers": fingers,
        **({"irises": irises} if irises else {}),
        **({"evidence": certificates} if certificates else {}),
        "signature": _signature_about(session, session.signature),
        "confirmation": _signature_about(session, session.confirmation),
        "verification": verification,
        "matching": {
            "methods": list(session.verification.methods),
            "threshold": THRESHOLD,
            "threshold_among_many": SURE,
        },
        "fingers_exchanged": [[a.slug, b.slug] for a, b in session.fingers.exchanged],
        "recorded_before": [
            {
                "recording": before.hit.recording_id,
                "day": before.hit.day,
                "score": before.hit.score,
                "same_nik": before.same_nik,
            }
            for before in session.duplicates.found
        ],
        "verification_reason": session.verification.reason,
        "work": {
            "seconds": round(figures.seconds, 1),
            "finger_retakes": figures.finger_retakes,
            "exceptions": figures.exceptions,
        },
        "versions": {"booth": __version__, "python": platform.python_version(), "system": platform.system()},
    }


def _irises(
    session: RecordingSession, devices: set[tuple[str, str]], certificates: dict[str, str]
) -> dict[str, object]:
    """What was taken of each eye, or why not; nothing where irises are no step and none was taken."""
    out: dict[str, object] = {}
    for eye, state in session.iris.states().items():
        if state.missing is not None:
            out[eye.slug] = {"missing": state.missing.name.lower(), "note": state.note}
        elif state.best is not None:
            best = state.best
            devices.add((best.device, best.serial))
            out[eye.slug] = {
                "position": eye.value,
                "tries": len(state.tries),
                "device": best.device,
                "serial": best.serial,
                **_signed(best.quality, best.evidence, certificates),
            }
    return out


def _signed(quality: int | None, evidence: Mapping[str, str], certificates: dict[str, str]) -> dict[str, object]:
    """What a certified device said and signed. Long texts, alike for all captures, go into `certificates` once."""
    out: dict[str, object] = {}
    if quality is not None:
        out["device_quality"] = quality
    if evidence:
        short = {}
        for name, text in evidence.items():
            if len(text) > LONGEST_EVIDENCE:
                digest = hashlib.sha256(text.encode()).hexdigest()
                certificates[digest] = text
                short[name] = f"sha256:{digest}"
            else:
                short[name] = text
        out["evidence"] = short
    return out


def _signature_about(session: RecordingSession, work: SignatureWork) -> dict[str, object]:
    state = work.state()
    if state.reason is None:
        return {"kind": "strokes", "strokes": len(state.strokes)}
    mark = thumb_mark(session)
    return {
        "kind": "mark" if mark else "none",
        "finger": mark[0].slug if mark else "",
        "reason": state.reason.name.lower(),
        "note": state.note,
    }
