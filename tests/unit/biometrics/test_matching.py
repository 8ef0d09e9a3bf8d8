"""The same finger matches, another does not, with NBIS and without."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from booth.biometrics import nbis
from booth.biometrics.images import ImageRejected
from booth.biometrics.matching import (
    LEAST_CLEAR,
    SURE,
    SURE_TEMPLATES,
    THRESHOLD,
    FingerSample,
    Method,
    Outcome,
    available_methods,
    identify,
    likeness,
    prepare,
    search,
    verify,
)
from booth.biometrics.templates import TemplateRejected, extract, parse_template
from booth.domain.fingers import Finger
from tests.unit.biometrics.peers import compare


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


@pytest.fixture(params=Method)
def method(request):
    return request.param


def test_the_best_of_all_tries_decides(prints, method):
    gallery = [FingerSample(prints["012_7_1"], 500), FingerSample(prints["012_2_4"], 500)]
    found = verify(FingerSample(prints["012_2_1"], 500), gallery, method)
    assert (found.outcome, found.matched, found.best, found.reliable) == (Outcome.MATCHED, True, 1, True)
    assert found.score >= SURE


def test_a_print_with_little_to_see_is_bad_and_not_somebody_else(prints, method):
    smudge = np.full((357, 326), 255, np.uint8)
    smudge[150:200, 150:190] = prints["012_2_1"][150:200, 150:190]
    good, bad = FingerSample(prints["012_2_4"], 500), FingerSample(smudge, 500)
    assert not verify(bad, [good], method).reliable
    assert not verify(good, [bad], method).reliable
    assert verify(good, [bad, good], method).reliable
    prepared = prepare(bad, method)
    assert prepared.ridges.clear < LEAST_CLEAR
    assert identify(prepared, {Finger.LEFT_INDEX: [prepare(FingerSample(prints["012_7_1"], 500), method)]}) is None


def test_another_finger_does_not_match(prints, method):
    found = verify(FingerSample(prints["012_2_1"], 500), [FingerSample(prints["012_7_1"], 500)], method)
    assert (found.outcome, found.matched) == (Outcome.DIFFERENT, False)


def test_a_print_without_minutiae_has_no_minutiae_in_common(stripes, prints):
    found = verify(FingerSample(stripes, 500), [FingerSample(prints["012_2_1"], 500)])
    assert found.outcome is Outcome.DIFFERENT


def test_the_order_of_the_two_hardly_matters(prints, method):
    a, b = (prepare(FingerSample(prints[name], 500), method) for name in ("012_2_1", "012_2_4"))
    assert likeness(a, b) == likeness(a, b) == pytest.approx(likeness(b, a), rel=0.3)


def test_a_finger_is_found_among_many(prints, method):
    galleries = {
        Finger.LEFT_INDEX: [prepare(FingerSample(prints["012_7_1"], 500), method)],
        Finger.RIGHT_INDEX: [prepare(FingerSample(prints["012_2_1"], 500), method)],
        Finger.RIGHT_THUMB: [],
    }
    probe = prepare(FingerSample(prints["012_2_4"], 500), method)
    assert identify(probe, galleries) is Finger.RIGHT_INDEX
    del galleries[Finger.RIGHT_INDEX]
    assert identify(probe, galleries) is None
    assert identify(probe, {}) is None


def test_a_search_among_templates_names_the_finger_and_nobody_else(records):
    templates = {name: parse_template(record) for name, record in records.items()}
    found = search(templates.pop("012_2_1"), templates.items())
    assert [name for name, _ in found] == ["012_2_4"]
    assert found[0][1] >= SURE_TEMPLATES


def test_without_nbis_the_ridges_alone_decide(prints, monkeypatch):
    monkeypatch.setattr(nbis, "_load", lambda: (None, "libopencv_core.so.406: cannot open shared object file"))
    assert available_methods() == (Method.PORTABLE,)
    probe = FingerSample(prints["012_2_1"], 500)
    assert verify(probe, [FingerSample(prints["012_2_4"], 500)]).matched
    assert not verify(probe, [FingerSample(prints["012_7_4"], 500)]).matched
    with pytest.raises(nbis.NbisMissing) as caught:
        prepare(probe, Method.NBIS)
    assert "libopencv_core" in caught.value.hint


@pytest.mark.parametrize("size", [(80, 80), (80, 700), (192, 192), (288, 256), (1200, 1200)])
def test_odd_images_are_compared_without_complaint(prints, method, size):
    rng = np.random.default_rng(1)
    height, width = size
    odd = {
        "dot": np.pad(np.zeros((1, 1), np.uint8), ((0, height - 1), (0, width - 1)), constant_values=255),
        "slope": np.tile(np.linspace(0, 255, width).astype(np.uint8), (height, 1)),
    }
    if height * width < 100_000:  # NBIS takes seconds for much noise
        odd["noise"] = rng.integers(0, 256, size, np.uint8)
    real = prepare(FingerSample(prints["012_2_1"], 500), method)
    for pixels in odd.values():
        one = prepare(FingerSample(pixels, 500), method)
        assert likeness(one, real) < THRESHOLD
        assert likeness(real, one) < THRESHOLD
        assert likeness(one, one) >= 0


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
