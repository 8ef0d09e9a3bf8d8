"""A resident of Mentawa Baru Ketapang who was first registered in Merauke. Nobody real."""

from __future__ import annotations

from datetime import date

import pytest

from booth.domain.resident import Resident


@pytest.fixture
def resident() -> Resident:
    return Resident(
        nik="9101014509850001",
        no_kk="6202061504190012",
        nama_lengkap="SITI CONTOH",
        jenis_kelamin="2",
        tempat_lahir="MERAUKE",
        tanggal_lahir=date(1985, 9, 5),
        golongan_darah="13",
        agama="1",
        status_kawin="2",
        shdk="3",
        pekerjaan="2",
        kewarganegaraan="WNI",
        alamat="JALAN CONTOH NO. 1",
        rt="005",
        rw="002",
        kode_wilayah="6202061001",
    )
