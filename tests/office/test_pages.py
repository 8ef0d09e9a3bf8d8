"""The officers' pages: nobody without a login, slow for guessers, right in numbers, whole in both languages."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.i18n import LANGUAGES
from sync.office.accounts import FREE_ATTEMPTS, LONGEST_WAIT, SESSION_VALID
from sync.office.day_view import DAYS_SHOWN, view_day
from sync.office.words import number, translator

PASSWORD = "rahasia-kantor"


class Officer:
    """A browser without script: keeps cookies."""

    def __init__(self, running) -> None:
        self.running = running
        self.cookies: dict[str, str] = {}

    def ask(self, method, path, fields=None, headers=None):
        connection = self.running.connect()
        all_headers = {"Host": f"127.0.0.1:{self.running.port}", **(headers or {})}
        if self.cookies:
            all_headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if fields is not None:
            body = fields if isinstance(fields, bytes) else urlencode(fields)
            all_headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection.request(method, path, body, all_headers)
        response = connection.getresponse()
        self.set_cookies = [value for name, value in response.getheaders() if name.lower() == "set-cookie"]
        for each in self.set_cookies:
            name, _, value = each.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
            if not self.cookies[name]:
                del self.cookies[name]
        text = unescape(response.read().decode())
        connection.close()
        return response, text

    def get(self, path="/", **headers):
        return self.ask("GET", path, headers=headers)

    def log_in(self, login="admin", password=PASSWORD, **headers):
        return self.ask("POST", "/login", {"login": login, "password": password}, headers)


@pytest.fixture
def officer(serve):
    running = serve()
    running.office.accounts.add("admin", PASSWORD, running.clock())
    return Officer(running)


def test_nothing_without_a_login(officer):
    response, text = officer.get("/?day=2026-11-25")
    assert (response.status, response.getheader("location"), text) == (303, "/login", "")
    response, text = officer.get("/login")
    assert response.status == 200
    assert "Kata sandi" in text


def test_a_session_from_login_to_logout(officer):
    response, _ = officer.log_in()
    assert (response.status, response.getheader("location")) == (303, "/")
    (cookie,) = officer.set_cookies
    assert cookie.startswith("__Host-session=")
    for guard in ("HttpOnly", "Secure", "SameSite=strict", "Path=/"):
        assert guard in cookie
    token = officer.cookies["__Host-session"]
    assert officer.get()[0].status == 200
    files = b"".join(path.read_bytes() for path in officer.running.folder.root.glob("ledger.db*"))
    assert token.encode() not in files
    officer.ask("POST", "/logout", {})
    assert "__Host-session" not in officer.cookies
    officer.cookies["__Host-session"] = token
    assert officer.get()[0].status == 303


def test_a_session_ends_by_itself(officer):
    officer.log_in()
    officer.running.clock.now += SESSION_VALID
    assert officer.get()[0].status == 303


def test_no_hint_which_part_was_wrong(officer):
    answers = [officer.log_in("admin", "wrong"), officer.log_in("nobody", "wrong"), officer.log_in("", "")]
    assert {response.status for response, _ in answers} == {401}
    assert (
        len({re.sub(r'value="[^"]*"|autofocus', "", text) for _, text in answers}) <= 2
    )  # the login stands in the form again
    assert all("Nama masuk atau kata sandi salah" in text for _, text in answers)
    assert not officer.cookies


@pytest.mark.parametrize("login", ["admin", "nobody"])
def test_guessing_slows_down_also_for_who_guesses_right(officer, login):
    for _ in range(FREE_ATTEMPTS):
        assert officer.log_in(login, "wrong")[0].status == 401
    response, text = officer.log_in(login)
    assert response.status == 429
    wait = int(response.getheader("retry-after"))
    assert str(wait) in text
    officer.running.clock.pass_(seconds=wait)
    assert officer.log_in(login)[0].status == (303 if login == "admin" else 401)


def test_the_wait_doubles_up_to_a_limit(officer):
    clock = officer.running.clock
    waits = []
    for _ in range(FREE_ATTEMPTS + 10):
        response, _ = officer.log_in("admin", "wrong")
        while response.status == 429:
            waits.append(int(response.getheader("retry-after")))
            clock.pass_(seconds=waits[-1])
            response, _ = officer.log_in("admin", "wrong")
    assert waits[:4] == [2, 4, 8, 16]
    assert max(waits) == LONGEST_WAIT.total_seconds()


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_forms_from_elsewhere_are_refused(officer, headers):
    assert officer.log_in(**headers)[0].status == 403
    assert officer.ask("POST", "/logout", {}, headers)[0].status == 403
    own = {"Origin": f"https://127.0.0.1:{officer.running.port}", "Sec-Fetch-Site": "same-origin"}
    assert officer.log_in(**own)[0].status == 303


def test_odd_forms_are_refused(officer):
    assert officer.ask("POST", "/login", b"x" * 5000)[0].status == 413
    assert officer.ask("POST", "/login", b"{}", {"Content-Type": "application/json"})[0].status == 415
    assert officer.ask("POST", "/login", b"a=1&" * 20)[0].status == 400


def test_what_is_typed_is_shown_and_never_run(officer):
    response, _ = officer.ask("POST", "/login", {"login": "<script>alert(1)</script>", "password": "x"})
    assert response.status == 401
    connection = officer.running.connect()
    body = urlencode({"login": '"><script>', "password": "x"})
    connection.request("POST", "/login", body, {"Content-Type": "application/x-www-form-urlencoded"})
    raw = connection.getresponse().read()
    connection.close()
    assert b"<script" not in raw


def test_guards_on_every_page(officer):
    officer.log_in()
    for path in ("/", "/login", "/static/office.css", "/static/Regular.ttf"):
        response, _ = officer.ask("HEAD" if path.endswith("ttf") else "GET", path)
        assert response.status == 200, path
        assert "default-src 'none'" in response.getheader("content-security-policy")
        assert response.getheader("x-content-type-options") == "nosniff"


def test_pages_ask_nobody_else_and_need_no_script(officer):
    officer.log_in()
    for path in ("/", "/login", "/static/office.css"):
        _, text = officer.get(path)
        assert "http://" not in text
        assert "https://" not in text
        assert "<script" not in text
        assert "style=" not in text


@pytest.mark.parametrize("path", ["/static/../keys.ttf", "/static/Black.ttf", "/static/..%2fInter-Bold.ttf"])
def test_only_our_fonts(officer, path):
    assert officer.get(path)[0].status == 404


def test_the_day_counts_per_booth_and_hour(officer):
    one, other = officer.running.booth("Baamang 1"), officer.running.booth("Ketapang 1")
    for n, (hour, day) in enumerate([(8, "2026-11-25"), (8, "2026-11-25"), (10, "2026-11-25"), (9, "2026-11-24")]):
        one.deliver(b"%d" % n, hour=hour, day=day)
    other.deliver(b"other", hour=20, day="2026-11-25")
    view = view_day(officer.running.office, None, translator("en"))
    assert (view.day, view.count, view.total) == ("2026-11-25", 4, 5)
    assert view.title == "Wednesday, 25-11-2026"
    hours = [bar.hour for bar in view.bars]
    assert hours == list(range(8, 21))
    rows = {row.name: row for row in view.rows}
    assert {hours[at]: n for at, n in enumerate(rows["Baamang 1"].cells) if n} == {8: 2, 10: 1}
    assert {hours[at]: n for at, n in enumerate(rows["Ketapang 1"].cells) if n} == {20: 1}
    assert (rows["Baamang 1"].day, rows["Baamang 1"].total) == (3, 4)
    assert (view.peak.hour, view.peak.count) == (8, 2)
    assert [(row.day, row.count, row.current) for row in view.days] == [
        ("2026-11-25", 4, True),
        ("2026-11-24", 1, False),
    ]
    officer.log_in()
    _, text = officer.get("/?day=2026-11-24")
    assert re.search(r'id="day-count">1<', text)
    assert re.search(r'id="total">5<', text)


def test_the_newest_day_is_not_one_of_the_future(officer):
    booth = officer.running.booth()
    booth.deliver(b"a", day="2026-11-20")
    booth.deliver(b"b", day="2031-01-01")  # a booth whose clock is wrong
    assert view_day(officer.running.office, None, translator("id")).day == "2026-11-20"


def test_last_contact_in_words(officer):
    booth = officer.running.booth()
    running, clock = officer.running, officer.running.clock

    def contact():
        (row,) = view_day(running.office, None, translator("en")).rows
        return row.contact.name, row.last

    assert contact() == ("FRESH", "Just now")
    clock.pass_(minutes=1)
    assert contact() == ("FRESH", "1 minute ago")
    clock.pass_(minutes=9)
    assert contact() == ("FRESH", "10 minutes ago")
    clock.pass_(hours=3)
    assert contact() == ("QUIET", "25-11-2026 10.00")
    booth.ask("GET", "/v1/counts")
    assert contact() == ("FRESH", "Just now")
    clock.pass_(hours=30)
    assert contact()[0] == "LATE"
    running.office.booths.revoke(booth.id, clock())
    assert contact() == ("REVOKED", "Revoked on 26-11-2026")


def test_conflicts_are_shown(officer):
    booth = officer.running.booth("Baamang 1")
    receipt = booth.deliver(b"one")
    booth.offer(booth.manifest(b"two", id=receipt.id))
    officer.log_in()
    _, text = officer.get()
    assert receipt.id in text
    assert "Bentrokan" in text


def test_empty_office(officer):
    officer.log_in()
    _, text = officer.get()
    assert "booth-office enrol" in text
    assert "Belum ada perekaman yang diterima" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages(officer, language):
    response, _ = officer.get(f"/login?lang={language}")
    assert (response.status, response.getheader("location")) == (303, "/login")
    officer.log_in()
    response, _ = officer.get(f"/?lang={language}&day=2026-11-24")
    assert response.getheader("location") == "/?day=2026-11-24"
    _, text = officer.get()
    assert f'<html lang="{language}">' in text
    assert ("Rekap harian" if language == "id" else "Daily summary") in text


def test_numbers():
    assert (number(1234567, "id"), number(1234567, "en"), number(999, "id")) == ("1.234.567", "1,234,567", "999")


def test_only_the_newest_days_are_listed(officer):
    booth = officer.running.booth()
    for n in range(DAYS_SHOWN + 3):
        booth.deliver(b"%d" % n, day=f"2026-11-{n + 1:02d}")
    view = view_day(officer.running.office, None, translator("id"))
    assert [row.day[-2:] for row in view.days] == [f"{n:02d}" for n in range(DAYS_SHOWN + 3, 3, -1)]


@pytest.fixture(scope="module")
def logged_in(served):
    served.office.accounts.add("admin", PASSWORD, served.clock())
    officer = Officer(served)
    officer.log_in()
    return officer


@given(day=st.one_of(st.text(max_size=20), st.dates().map(str)), language=st.text(max_size=5))
def test_any_day_and_language_give_a_page(logged_in, day, language):
    response, _ = logged_in.get(f"/?day={quote(day)}&lang={quote(language)}")
    assert response.status in {200, 303}


@given(cookie=st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126, exclude_characters=";"), max_size=60))
def test_no_made_up_cookie_gets_in(served, cookie):
    officer = Officer(served)
    officer.cookies = {"__Host-session": cookie, "language": cookie}
    assert officer.get()[0].status == 303
