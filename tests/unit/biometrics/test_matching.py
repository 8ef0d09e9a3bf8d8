"""The same finger matches, another does not, and where NBIS is missing nobody guesses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from booth.biometrics import nbis
from booth.biometrics.images import ImageRejected
from booth.biometrics.matching import THRESHOLD, FingerSample, Outcome, compare, verify
from booth.biometrics.templates import TemplateRejected, extract
from booth.domain.fingers import Finger


@pytest.fixture(scope="module")
def records(prints):
    return {name: extract(pixels, 500, Finger.RIGHT_INDEX) for name, pixels in prints.items()}


def test_two_impressions_of_a_finger_are_alike_and_two_fingers_are_not(records):
    assert compare(records["012_2_1"], records["012_2_4"]) >= 2 * THRESHOLD
    assert compare(records["012_7_1"], records["012_7_4"]) >= 2 * THRESHOLD
    assert compare(records["012_2_1"], records["012_7_1"]) < THRESHOLD


def test_our_record_carries_all_that_nbis_compares_by(prints, records):
    """Through our record the score is the one NBIS gives for its own minutiae."""
    import io

    import nbis as library
    from PIL import Image

    settings = library.NbisExtractorSettings(
        min_quality=0.0, get_center=False, check_fingerprint=False, compute_nfiq2=False, ppi=500.0
    )
    extractor = library.new_nbis_extractor(settings)
    found = []
    for name in ("012_2_1", "012_2_4"):
        file = io.BytesIO()
        Image.fromarray(prints[name]).save(file, "PNG")
        found.append(extractor.extract_minutiae(file.getvalue()))
    assert compare(records["012_2_1"], records["012_2_4"]) == found[0].compare(found[1])


def test_the_best_of_all_tries_decides(prints):
    gallery = [FingerSample(prints["012_7_1"], 500), FingerSample(prints["012_2_4"], 500)]
    found = verify(FingerSample(prints["012_2_1"], 500), gallery)
    assert (found.outcome, found.matched, found.best) == (Outcome.MATCHED, True, 1)
    assert found.score >= THRESHOLD


def test_another_finger_does_not_match(prints):
    found = verify(FingerSample(prints["012_2_1"], 500), [FingerSample(prints["012_7_1"], 500)])
    assert (found.outcome, found.matched) == (Outcome.DIFFERENT, False)


def test_a_print_without_minutiae_matches_nothing(stripes, prints):
    found = verify(FingerSample(stripes, 500), [FingerSample(prints["012_2_1"], 500), FingerSample(stripes, 500)])
    assert (found.score, found.outcome) == (0, Outcome.DIFFERENT)


def test_without_nbis_the_outcome_says_so(prints, monkeypatch):
    monkeypatch.setattr(nbis, "_load", lambda: (None, "libopencv_core.so.406: cannot open shared object file"))
    sample = FingerSample(prints["012_2_1"], 500)
    found = verify(sample, [sample])
    assert (found.outcome, found.matched, found.best) == (Outcome.UNAVAILABLE, False, -1)
    with pytest.raises(nbis.NbisMissing) as caught:
        compare(extract(prints["012_2_1"], 500, Finger.RIGHT_INDEX), b"")
    assert "libopencv_core" in caught.value.hint


def test_bad_input_is_refused(prints, records):
    with pytest.raises(TemplateRejected):
        compare(records["012_2_1"], b"FMR")
    with pytest.raises(ImageRejected):
        verify(FingerSample(np.zeros((200, 200), np.uint8), 500), [FingerSample(prints["012_2_1"], 500)])
    with pytest.raises(ValueError, match="nothing to compare"):
        verify(FingerSample(prints["012_2_1"], 500), [])


def test_threads_get_the_same_scores_as_one_alone(records):
    """Bozorth3 keeps its tables in globals; several windows may ask at once."""
    pairs = [(a, b) for a in records.values() for b in records.values()] * 4
    alone = [compare(a, b) for a, b in pairs]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda pair: compare(*pair), pairs)) == alone
