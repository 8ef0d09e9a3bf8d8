"""NIK and KK number: hard errors, what is only a question, and the century of a two-digit year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from booth.domain.nik import KkNumber, Nik, NumberError, NumberFault, NumberWarning, Sex, age_on

TODAY = date(2026, 11, 25)
KNOWN = {"620206", "620205"}
HISTORIC = {"910101"}

digits = st.text("0123456789", min_size=16, max_size=16)
niks = st.builds(
    lambda prefix, day, woman, month, year, serial: f"{prefix:06}{day + 40 * woman:02}{month:02}{year:02}{serial:04}",
    st.integers(0, 999_999),
    st.integers(1, 31),
    st.booleans(),
    st.integers(1, 12),
    st.integers(0, 99),
    st.integers(1, 9999),
)


@given(niks)
def test_every_well_formed_number_is_accepted_whole(text):
    nik = Nik.parse(text)
    assert nik.text == str(nik) == text
    assert nik.prefix == text[:6]


@given(niks, st.lists(st.tuples(st.integers(0, 16), st.sampled_from([" ", ".", "-", "\u00a0"])), max_size=5))
def test_what_people_write_between_digits_is_tolerated(text, between):
    written = text
    for place, separator in between:
        written = written[:place] + separator + written[place:]
    assert Nik.parse(written).text == text


@given(digits)
def test_any_sixteen_digits_are_accepted_or_refused_by_one_of_three_rules(text):
    day, month, serial = int(text[6:8]), int(text[8:10]), text[12:]
    sound = (1 <= day <= 31 or 41 <= day <= 71) and 1 <= month <= 12 and serial != "0000"
    if sound:
        assert Nik.parse(text).text == text
        return
    with pytest.raises(NumberError) as caught:
        Nik.parse(text)
    assert caught.value.fault in {NumberFault.DAY, NumberFault.MONTH, NumberFault.SERIAL}


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_an_error_with_words(text):
    for kind in (Nik, KkNumber):
        try:
            digits_only = kind.parse(text).text
        except NumberError as error:
            told = error.text.format(**error.params)
        else:
            told = ""
            assert len(digits_only) == 16
            assert digits_only.isascii()
            assert digits_only.isdigit()
        assert told or digits_only


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", NumberFault.LENGTH),
        ("620206050985001", NumberFault.LENGTH),
        ("62020605098500011", NumberFault.LENGTH),
        ("620206050985000x", NumberFault.NOT_DIGITS),
        ("62020605098500٣1", NumberFault.NOT_DIGITS),  # an Arabic digit is none of ours
        ("6202060009850001", NumberFault.DAY),
        ("6202063209850001", NumberFault.DAY),
        ("6202064009850001", NumberFault.DAY),
        ("6202067209850001", NumberFault.DAY),
        ("6202060500850001", NumberFault.MONTH),
        ("6202060513850001", NumberFault.MONTH),
        ("6202060509850000", NumberFault.SERIAL),
    ],
)
def test_hard_errors(text, fault):
    with pytest.raises(NumberError) as caught:
        Nik.parse(text)
    assert caught.value.fault is fault


def test_a_leading_zero_stays():
    assert Nik.parse("0102060509850001").text == "0102060509850001"


def test_women_have_forty_added_to_the_day():
    assert Nik.parse("6202064509850001").sex is Sex.FEMALE
    assert Nik.parse("6202060509850001").sex is Sex.MALE
    assert Nik.parse("6202064509850001").birth_date(TODAY) == date(1985, 9, 5)
    assert Nik.parse("6202067109850001").birth_date(TODAY) is None  # 31 September


@given(st.dates(date(1900, 1, 1), TODAY), st.booleans())
def test_the_century_of_the_biodata_is_taken(born, woman):
    day = born.day + 40 * woman
    nik = Nik.parse(f"620206{day:02}{born.month:02}{born.year % 100:02}0001")
    assert nik.birth_date(TODAY, born) == born


@given(st.dates(date(1927, 1, 1), TODAY))
def test_without_biodata_the_number_is_of_someone_old_enough(born):
    assume(age_on(born, TODAY) >= 16)
    nik = Nik.parse(f"620206{born.day:02}{born.month:02}{born.year % 100:02}0001")
    found = nik.birth_date(TODAY)
    assert found is not None
    assert age_on(found, TODAY) >= 16
    # Where both centuries are old enough the later is the likelier.
    assert found.year in {born.year, born.year + 100}


@pytest.mark.parametrize(("short", "year"), [("09", 2009), ("10", 2010), ("11", 1911), ("26", 1926), ("27", 1927)])
def test_the_century_turns_at_sixteen(short, year):
    assert Nik.parse(f"6202060101{short}0001").birth_date(TODAY).year == year


def test_a_year_that_agrees_outweighs_a_day_that_does_not():
    """The biodata say 2014, the number 14: not 1914, though the day differs."""
    assert Nik.parse("6202060503140001").birth_date(TODAY, date(2014, 3, 6)) == date(2014, 3, 5)


def test_29_february_exists_in_one_century_only():
    assert Nik.parse("6202062902000001").birth_date(TODAY) == date(2000, 2, 29)  # 1900 was no leap year
    assert Nik.parse("6202062902010001").birth_date(TODAY) is None


def warnings(text: str, born: date | None = date(1985, 9, 5), sex: Sex | None = Sex.MALE) -> list[NumberWarning]:
    return Nik.parse(text).warnings(today=TODAY, born=born, sex=sex, known=KNOWN, historic=HISTORIC)


def test_what_is_unusual_is_only_asked_about():
    assert warnings("6202060509850001") == []
    assert warnings("9101010509850001") == [NumberWarning.PREFIX_HISTORIC]
    assert warnings("9999990509850001") == [NumberWarning.PREFIX_UNKNOWN]
    assert warnings("6202060609850001") == [NumberWarning.BIRTH_DATE_DIFFERS]
    assert warnings("6202063102850001") == [NumberWarning.BIRTH_DATE_DIFFERS]  # 31 February
    assert warnings("6202064509850001") == [NumberWarning.SEX_DIFFERS]
    assert warnings("9999994609850001") == [
        NumberWarning.PREFIX_UNKNOWN,
        NumberWarning.BIRTH_DATE_DIFFERS,
        NumberWarning.SEX_DIFFERS,
    ]
    assert warnings("6202064609850001", None, None) == []  # nothing to compare with


@given(niks, st.dates(date(1900, 1, 1), TODAY), st.sampled_from(Sex))
def test_a_strange_prefix_or_date_never_refuses(text, born, sex):
    assert all(warning.value for warning in warnings(text, born, sex))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("6202061504190012", None),
        ("6202065504190012", NumberFault.DAY),  # no forty for a card
        ("6202060004190012", NumberFault.DAY),
        ("6202061513190012", NumberFault.MONTH),
        ("6202061504190000", NumberFault.SERIAL),
        ("620206150419", NumberFault.LENGTH),
    ],
)
def test_a_family_card_has_a_date_of_issue(text, fault):
    if fault is None:
        assert str(KkNumber.parse(text)) == text
        return
    with pytest.raises(NumberError) as caught:
        KkNumber.parse(text)
    assert caught.value.fault is fault


@given(st.dates(date(1900, 1, 1), date(2010, 12, 31)), st.integers(0, 90))
def test_age_goes_up_on_the_birthday(born, years):
    birthday = (
        date(born.year + years, 3, 1) if (born.month, born.day) == (2, 29) else born.replace(year=born.year + years)
    )
    if (born.month, born.day) == (2, 29) and (born.year + years) % 4 == 0 and (born.year + years) % 100:
        birthday = date(born.year + years, 2, 29)
    assert age_on(born, birthday) == years
    assert age_on(born, date.fromordinal(birthday.toordinal() - 1)) == years - 1
