"""What was corrected stands in the review where it belongs, the new first; the papers stand below."""

from __future__ import annotations

from booth.domain.recording import Step
from booth.ui.operator.review import ReviewScreen
from booth.workflow.documents import DocumentKind
from tests.unit.workflow.stage import PASSWORD
from tests.unit.workflow.test_documents import made


def test_old_and_new_stand_in_the_line_of_the_field(make_bench, with_all_but_word):
    def prepare(session) -> None:
        with_all_but_word(session)
        session.documents.add(DocumentKind.COURT, made())
        for field, text in (("nama_lengkap", "CONTOH BARU"), ("agama", "2"), ("tempat_lahir", "PALANGKARAYA")):
            session.corrections.confirm(session.corrections.propose(field, text, "d1"), PASSWORD)
        session.confirm_biodata([notice.code for notice in session.notices])

    bench = make_bench(Step.REVIEW, prepare)
    screen = bench.screen(ReviewScreen)
    bench.until(lambda: bool(screen._facts.facts))
    facts = dict(screen._facts.facts)
    assert facts["Nama lengkap"] == "CONTOH BARU (sebelumnya: CONTOH SATU)"
    assert facts["Agama"] == "KRISTEN (sebelumnya: ISLAM)"
    assert facts["Lahir"] == "PALANGKARAYA, 05-07-1985 (sebelumnya: SAMPIT)"
    assert facts["Dokumen"] == "Penetapan pengadilan"
    assert facts["NIK"] == "6202 0545 0785 0003"
    assert screen._facts.marked == {"Nama lengkap", "Agama", "Lahir"}


def test_nothing_stands_out_where_nothing_was_corrected(make_bench, with_all_but_word):
    screen = (bench := make_bench(Step.REVIEW, with_all_but_word)).screen(ReviewScreen)
    bench.until(lambda: bool(screen._facts.facts))
    assert screen._facts.marked == frozenset()
    facts = dict(screen._facts.facts)
    assert not any("sebelumnya" in value for value in facts.values())
    assert facts["RT/RW"].count("/") == 1
    assert "Dokumen" not in facts
