"""Slips wait in the vault, oldest first, and nothing of them is on the disk in clear."""

from __future__ import annotations


def test_slips_come_back_in_order_and_go(vault):
    first = vault.spool.add("Proof", '{"a": 1}', actor="ani")
    second = vault.spool.add("Proof", '{"a": 2}', actor="budi")
    assert [(each.id, each.actor, each.slip, each.tries, each.mark) for each in vault.spool.all()] == [
        (first, "ani", '{"a": 1}', 0, ""),
        (second, "budi", '{"a": 2}', 0, ""),
    ]
    assert vault.spool.remove(first)
    assert not vault.spool.remove(first)
    assert [each.id for each in vault.spool.all()] == [second]
    assert vault.spool.get(first) is None


def test_a_mark_and_tries_are_noted(vault):
    number = vault.spool.add("Proof", "{}", actor="ani")
    assert vault.spool.mark(number, "printing", tried=1)
    assert vault.spool.mark(number, "cut off")
    kept = vault.spool.get(number)
    assert kept is not None
    assert (kept.mark, kept.tries) == ("cut off", 1)
    assert not vault.spool.mark(number + 1, "printing")


def test_an_id_is_never_given_twice(vault):
    first = vault.spool.add("Proof", "{}", actor="ani")
    vault.spool.remove(first)
    assert vault.spool.add("Proof", "{}", actor="ani") > first
    assert not vault.spool.mark(first, "again")
