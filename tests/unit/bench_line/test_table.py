"""What is asked for and what is printed."""

import pytest

from tests.bench.line.lines import LINES
from tests.bench.line.peers import PEERS, Peer
from tests.bench.line.table import FULL_PEERS, QUICK_PEERS, WAITING, Row, plan, printed


def test_everything_quick_is_the_default():
    asked = plan({})
    assert (asked.full, list(asked.names), asked.at_once) == (False, [*LINES, WAITING], 3)
    assert asked.peers == QUICK_PEERS


def test_chosen_lines_without_peers():
    asked = plan({"LINE_FULL": "1", "LINE_ONLY": "bbr,dead", "LINE_PEERS": "0", "LINE_AT_ONCE": "1"})
    assert (asked.full, list(asked.names), asked.peers, asked.at_once) == (True, ["bbr", "dead"], {}, 1)


def test_a_line_that_there_is_not():
    with pytest.raises(ValueError, match="no such line: bright"):
        plan({"LINE_ONLY": "bright"})


def test_every_line_has_peers_that_there_are():
    for peers in (QUICK_PEERS, FULL_PEERS):
        assert peers.keys() == LINES.keys()
        assert {name for names in peers.values() for name in names} <= PEERS.keys()


def test_a_peer_says_what_it_lacks():
    assert Peer("one", (), (), ("/nowhere/at/all",)).missing() == "/nowhere/at/all"
    assert Peer("one", (), (), ("sh", "/")).missing() == ""


def test_columns_are_as_wide_as_their_widest():
    cells = ("a line", "bbr", "ours", "0.930", "1.050", "8", "200/200", "344", "≥ 0.93", "ok")
    head, row = printed([Row((0, 0), cells)]).splitlines()
    assert head.index("share") == row.index("0.930")
    assert row.endswith("≥ 0.93  ok")
