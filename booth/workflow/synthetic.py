"""Residents of two kecamatan that nobody ever was, for the demonstration and for tests.

Families with plausible ages, names and numbers; everything follows from a seed. Mixed in is what a booth meets in life:
NIK of other places and of former times, people already recorded, children, first-timers of 16, families of another
kecamatan.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import count as numbers
from random import Random
from typing import TYPE_CHECKING, Any

from booth.domain.nik import WOMAN_DAY_OFFSET, Sex, age_on
from booth.domain.resident import FIELD_NAMES, MaritalStatus, RegisterStatus, Resident
from booth.workflow.codes import historic_prefixes, kecamatan, regencies, villages
from resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HOME = ("620206", "620205")
"""Mentawa Baru Ketapang and Baamang: the two booths of Kotawaringin Timur."""
_NEIGHBOURS = ("620201", "620202", "620208", "620209", "620212")
_ELSEWHERE = ("6271", "6301", "6371", "3578", "3374", "3515", "6202", "6201", "7371")  # regencies people come from

# Every so many families one has …
_OTHER_KECAMATAN = 17
_FIRST_TIMER = 9
_WIDOW = 12
_SINGLE = 14
_GRANDMOTHER = 8

_HEAD, _WIFE, _CHILD, _PARENT = "1", "3", "4", "7"  # codes of the list shdk
_SHARE_RECORDED = 0.3
_STREETS = (
    "JALAN MERDEKA",
    "JALAN PELITA",
    "JALAN MELATI",
    "JALAN KENANGA",
    "JALAN CUT NYAK DIEN",
    "JALAN AHMAD YANI",
    "JALAN MUCHRAN ALI",
    "GANG DAMAI",
    "GANG RUKUN",
    "GANG KELUARGA",
    "JALAN POROS DESA",
)
_BLOOD = {"13": 55, "1": 11, "2": 12, "3": 4, "4": 18}
_WORK_MEN = {"15": 25, "88": 18, "9": 16, "19": 12, "5": 6, "20": 8, "13": 4, "81": 4, "11": 3, "84": 3, "35": 1}
_WORK_WOMEN = {"2": 60, "15": 12, "88": 9, "65": 5, "5": 4, "74": 2, "84": 5, "20": 3}
_SCHOOL, _NONE, _RETIRED, _HOUSEHOLD = "3", "1", "4", "2"  # codes of the list pekerjaan, as the two above


@dataclass
class _Person:
    sex: Sex
    born: date
    relation: str
    marital: MaritalStatus
    name: str


def synthetic_residents(*, seed: int, count: int, today: date) -> list[Resident]:
    """`count` residents in families, the same for the same arguments; from about 60 on every kind is among them."""
    maker = _Maker(Random(seed), today)  # noqa: S311  (a demonstration, not a secret)
    residents: list[Resident] = []
    for number in numbers():
        if len(residents) >= count:
            break
        residents += maker.family(number)
    return residents[:count]


def write_csv(residents: Iterable[Resident], path: Path) -> None:
    """Write the file that `booth residents import` takes. Raises `OSError`."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELD_NAMES, lineterminator="\n")
        writer.writeheader()
        writer.writerows(resident.to_row() for resident in residents)


class _Maker:
    """Makes families; keeps the numbers already given, so that none is given twice."""

    def __init__(self, rng: Random, today: date) -> None:
        self._rng = rng
        self._today = today
        self._given: set[str] = set()
        self._villages = {code: [v for v in villages() if v[:6] == code] for code in (*HOME, *_NEIGHBOURS)}

    def family(self, number: int) -> list[Resident]:
        rng = self._rng
        where = rng.choice(_NEIGHBOURS) if number % _OTHER_KECAMATAN == 3 else HOME[number % len(HOME)]
        culture = _weighted(rng, {name: c["weight"] for name, c in _cultures().items()})
        people = self._people(number, culture)
        shared = {
            "no_kk": self._card(where),
            "agama": _weighted(rng, _cultures()[culture]["religions"]),
            "alamat": f"{rng.choice(_STREETS)} NO. {rng.randint(1, 180)}",
            "rt": f"{rng.randint(1, 40):03}",
            "rw": f"{rng.randint(1, 12):03}",
            "kode_wilayah": rng.choice(self._villages[where]),
            "kewarganegaraan": "WNI",
        }
        return [self._resident(person, where, shared) for person in people]

    def _people(self, number: int, culture: str) -> list[_Person]:
        rng = self._rng
        age = rng.randint(24, 68)
        if number % _SINGLE == 5:
            return [self._person(rng.choice(list(Sex)), rng.randint(18, 30), _HEAD, MaritalStatus.SINGLE, culture)]
        if number % _WIDOW == 7:
            mother = self._person(Sex.FEMALE, max(age, 40), _HEAD, MaritalStatus.WIDOWED, culture)
            return [mother, *self._children(number, mother, culture)]
        father = self._person(Sex.MALE, age, _HEAD, MaritalStatus.MARRIED, culture)
        mother = self._person(Sex.FEMALE, max(19, age - rng.randint(-2, 8)), _WIFE, MaritalStatus.MARRIED, culture)
        people = [father, mother, *self._children(number, mother, culture)]
        if number % _GRANDMOTHER == 2:
            people.append(self._person(Sex.FEMALE, age + rng.randint(20, 27), _PARENT, MaritalStatus.WIDOWED, culture))
        return people

    def _children(self, number: int, mother: _Person, culture: str) -> list[_Person]:
        rng = self._rng
        age = age_on(mother.born, self._today)
        # Children leave the card when they marry; most have by 26.
        ages = [a for a in range(age - 36, age - 18) if 0 <= a <= 26 and rng.random() < 0.16]
        if number % _FIRST_TIMER == 0 and age - 36 <= 16 <= age - 19:
            ages = [a for a in ages if abs(a - 16) > 1] + [16]
        children = (
            self._person(rng.choice(list(Sex)), a, _CHILD, MaritalStatus.SINGLE, culture)
            for a in sorted(ages, reverse=True)
        )
        return list(children)

    def _person(self, sex: Sex, age: int, relation: str, marital: MaritalStatus, culture: str) -> _Person:
        rng, names = self._rng, _cultures()[culture]
        kind = "male" if sex is Sex.MALE else "female"
        first = rng.choice(names[kind])
        second = rng.choice(names[f"{kind}_second"])
        name = first if relation == _PARENT or rng.random() < 0.12 else f"{first} {second}"
        return _Person(sex, self._birthday(age), relation, marital, name)

    def _birthday(self, age: int) -> date:
        """A birth date that makes `age` full years today, whatever the calendar."""
        newest = self._today.replace(year=self._today.year - age, day=min(self._today.day, 28))
        return newest - timedelta(days=self._rng.randint(0, 360))

    def _resident(self, person: _Person, where: str, shared: dict[str, str]) -> Resident:
        rng, age = self._rng, age_on(person.born, self._today)
        prefix = self._prefix(where, age)
        recorded = age >= 17 and rng.random() < _SHARE_RECORDED
        own = {
            "nik": self._nik(prefix, person),
            "nama_lengkap": person.name,
            "jenis_kelamin": person.sex.value,
            "tempat_lahir": _birthplace(prefix),
            "tanggal_lahir": person.born,
            "golongan_darah": _weighted(rng, _BLOOD),
            "status_kawin": person.marital.value,
            "shdk": person.relation,
            "pekerjaan": self._work(person, age),
            "status_rekam": (RegisterStatus.RECORDED if recorded else RegisterStatus.NOT_RECORDED).value,
        }
        return Resident(**{**shared, **own})

    def _work(self, person: _Person, age: int) -> str:
        if age < 6:
            return _NONE
        if age < 19:
            return _SCHOOL
        if age > 64:
            return _RETIRED if person.sex is Sex.MALE else _HOUSEHOLD
        return _weighted(self._rng, _WORK_MEN if person.sex is Sex.MALE else _WORK_WOMEN)

    def _prefix(self, where: str, age: int) -> str:
        """Where the person was first registered: mostly here; children nearly always."""
        rng = self._rng
        chance = rng.random() * (0.5 if age < 17 else 1)
        if chance < 0.78:
            return where
        if chance < 0.86:
            return rng.choice((*HOME, *_NEIGHBOURS))
        if chance < 0.96:
            regency = rng.choice(_ELSEWHERE)
            return rng.choice([code for code in kecamatan() if code.startswith(regency)])
        return rng.choice(list(historic_prefixes()))

    def _nik(self, prefix: str, person: _Person) -> str:
        day = person.born.day + (WOMAN_DAY_OFFSET if person.sex is Sex.FEMALE else 0)
        return self._numbered(f"{prefix}{day:02}{person.born:%m%y}")

    def _card(self, where: str) -> str:
        issued = self._today - timedelta(days=self._rng.randint(30, 15 * 365))
        return self._numbered(f"{where}{issued:%d%m%y}")

    def _numbered(self, start: str) -> str:
        """`start` with the first serial not given yet."""
        serial = next(n for n in numbers(1) if f"{start}{n:04}" not in self._given)
        number = f"{start}{serial:04}"
        self._given.add(number)
        return number


def _birthplace(prefix: str) -> str:
    """The seat of the regency as people say it: Sampit for Kotawaringin Timur."""
    if prefix.startswith("6202"):
        return "SAMPIT"
    name = regencies().get(prefix[:4]) or historic_prefixes().get(prefix, "")
    return name.removeprefix("Kabupaten ").removeprefix("Kota ").upper()


def _weighted(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


@cache
def _cultures() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resource("demo", "names.json").read_text("utf-8"))
    return found
