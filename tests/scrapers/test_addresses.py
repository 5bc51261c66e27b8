from __future__ import annotations

import pytest

from scrapers.addresses import AddressGuard, is_localhost, is_public, literal_address


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "::127.0.0.1",
        "2001:db8::1",
        "240.0.0.1",
    ],
)
def test_addresses_inside_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "a.localhost."]
)
def test_every_spelling_of_an_address_is_seen(host: str) -> None:
    assert literal_address(host) == "127.0.0.1"


def test_names_are_no_addresses() -> None:
    assert literal_address("example.org") is None and literal_address("localhost.example.org") is None
    assert literal_address("[::1]") == "::1"
    assert is_localhost("LOCALHOST") and not is_localhost("notlocalhost")


def test_only_what_the_user_named_may_be_private() -> None:
    guard = AddressGuard({"a": frozenset({"intranet:8080"})}, ["http://proxy.lan:3128"])
    assert guard.permits("intranet", 8080, "10.0.0.1")
    assert not guard.permits("intranet", 22, "10.0.0.1")
    assert not guard.permits("elsewhere", 8080, "10.0.0.1")
    assert guard.permits("elsewhere", 8080, "93.184.216.34")
    assert guard.permits("proxy.lan", 3128, "10.0.0.2") and guard.permits("proxy.lan", 0, "10.0.0.2")
    assert not guard.permits("proxy.lan", 22, "10.0.0.2")
