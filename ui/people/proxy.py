"""What is believed of a request's headers: from the addresses of the settings only."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass

from ui.settings import PREFIX, Settings
from vectorstore.errors import UsageError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Headers = Mapping[str, str]  # names in lower case

# Only a proxy sets these; a browser on this machine never does.
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")


@dataclass(frozen=True, slots=True)
class Proxy:
    """The proxies in front of the server, if any; `header` is the name of the one that names the person."""

    networks: tuple[Network, ...] = ()
    header: str = ""

    def trusts(self, peer: str) -> bool:
        """Whether a connection comes from one of the proxies."""
        address = _address(peer)
        return address is not None and any(address in network for network in self.networks)

    def name(self, peer: str, headers: Headers) -> str:
        """The person that a trusted proxy names; "" where it names none, or it is not trusted."""
        return headers.get(self.header, "").strip() if self.header and self.trusts(peer) else ""

    def client(self, peer: str, headers: Headers) -> str:
        """The address of the browser: as the proxy saw it, else that of the connection."""
        if not self.trusts(peer):
            return peer
        # The last one is the trusted proxy's own word; those before it may be made up by the browser.
        return headers.get("x-forwarded-for", "").rpartition(",")[2].strip() or peer

    def secure(self, peer: str, headers: Headers, scheme: str) -> bool:
        """Whether the browser speaks https."""
        told = headers.get("x-forwarded-proto", "").strip().lower() if self.trusts(peer) else ""
        return (told or scheme) == "https"

    def host(self, peer: str, headers: Headers) -> str:
        """The host that the browser asked, with its port where it is not the usual one."""
        told = headers.get("x-forwarded-host", "").strip() if self.trusts(peer) else ""
        return (told or headers.get("host", "")).lower()


def proxy_of(settings: Settings) -> Proxy:
    """Raises UsageError for an address that is none, or a header without addresses that may set it."""
    header = settings.proxy_header.strip().lower()
    texts = [text.strip() for text in settings.proxy_addresses.split(",") if text.strip()]
    networks = tuple(_network(text) for text in texts)
    if header and not networks:
        raise UsageError(
            f"{PREFIX}PROXY_HEADER cần {PREFIX}PROXY_ADDRESSES đi kèm; hãy ghi địa chỉ của máy chủ trung gian, "
            "ví dụ 10.0.0.5."
        )
    return Proxy(networks, header)


def is_loopback(peer: str) -> bool:
    """'127.0.0.1', '::1'."""
    address = _address(peer)
    return address is not None and address.is_loopback


def local_host(host: str) -> bool:
    """Whether a Host header names this machine as itself: other names may be another site's in disguise."""
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    return name == "localhost" or is_loopback(name.strip("[]"))


def forwarded(headers: Headers) -> bool:
    return any(name in headers for name in FORWARDED)


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise UsageError(
            f"{PREFIX}PROXY_ADDRESSES có “{text}” không phải địa chỉ IP hay dải mạng; hãy ghi như 10.0.0.5 hoặc "
            "10.0.0.0/24."
        ) from error


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    # An IPv4 connection to a socket that speaks both looks like ::ffff:10.0.0.5.
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address
