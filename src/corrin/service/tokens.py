"""Who calls: the token of a CDS client, verified by the keys configured for its issuer.

Nothing in a token says where a key comes from: `jku`, `jwk` and `x5u` are never followed. Whatever
is wrong is told in the same words, so that a caller learns nothing from it.
"""

import json
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from heapq import heappop, heappush
from typing import Any, cast

import jwt
from jwt.utils import base64url_decode

from corrin.service.settings import Issuer

BEARER = "bearer "
LONGEST = 8_192
"""Characters of the longest token that is looked at."""
LEEWAY_SECONDS = 60
LIVES_SECONDS_MOST = 3_600
"""How far a token may reach into the future: as long as its `jti` is remembered."""
REMEMBERED_MOST = 100_000
"""Of each issuer, so that one that calls often does not shut out another."""
CLAIMS = ("iss", "aud", "exp", "iat", "jti")
REFUSED_HEADERS = frozenset({"crit", "jwk", "x5u", "x5c", "b64", "zip", "enc"})


class NotTrusted(Exception):
    """The call is not one that is answered."""


class Replayed:
    """The tokens of one issuer that were used, each kept by its digest until it has expired."""

    def __init__(self) -> None:
        self._used: set[bytes] = set()
        self._ends: list[tuple[float, bytes]] = []

    def use(self, jti: str, until: float, now: float) -> None:
        """Note that a token is used.

        Raises:
            NotTrusted: it was used before, or too many are in use to remember another.
        """
        while self._ends and self._ends[0][0] < now:
            self._used.discard(heappop(self._ends)[1])
        mark = sha256(jti.encode("utf-8", "surrogatepass")).digest()
        if len(self._used) >= REMEMBERED_MOST or mark in self._used:
            raise NotTrusted
        self._used.add(mark)
        heappush(self._ends, (until, mark))


class Tokens:
    """Verifies the tokens of the configured issuers."""

    def __init__(self, issuers: tuple[Issuer, ...], now: Callable[[], datetime]) -> None:
        self._issuers = {issuer.iss: issuer for issuer in issuers}
        self._now = now
        self._replayed = {iss: Replayed() for iss in self._issuers}

    def issuer(self, authorization: str | None, audience: str) -> Issuer:
        """The issuer of a call.

        Args:
            authorization: the header as it was sent.
            audience: the address that was called, as clients know it.

        Raises:
            NotTrusted: there is no token, or one that does not hold in every respect.
        """
        token = _bearer(authorization)
        try:
            return self._verified(token, audience)
        except (jwt.PyJWTError, ValueError, TypeError, KeyError, RecursionError, OverflowError):
            raise NotTrusted from None

    def _verified(self, token: str, audience: str) -> Issuer:
        header, claims = _parts(token)
        issuer = self._issuers[_text(claims["iss"])]
        kid, algorithm = _text(header["kid"]), _text(header["alg"])
        if REFUSED_HEADERS & header.keys() or header.get("typ", "").upper() != "JWT":
            raise NotTrusted
        key = next((k for k in issuer.keys if (k.kid, k.algorithm) == (kid, algorithm)), None)
        if key is None:
            raise NotTrusted
        jwt.decode(
            token,
            key.key,
            algorithms=[key.algorithm],
            options={
                "require": list(CLAIMS),
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
            audience=audience,
            issuer=issuer.iss,
        )
        self._timely(issuer.iss, claims)
        return issuer

    def _timely(self, iss: str, claims: dict[str, Any]) -> None:
        """That a token is of now, and is used for the first time."""
        now = self._now().timestamp()
        expires, issued = _number(claims["exp"]), _number(claims["iat"])
        begins = _number(claims.get("nbf", issued))
        alive = expires + LEEWAY_SECONDS > now and expires > issued
        begun = max(issued, begins) <= now + LEEWAY_SECONDS
        if not (alive and begun and expires <= now + LIVES_SECONDS_MOST):
            raise NotTrusted
        self._replayed[iss].use(_text(claims["jti"]), expires + LEEWAY_SECONDS, now)


def _bearer(authorization: str | None) -> str:
    if authorization is None or not authorization.lower().startswith(BEARER):
        raise NotTrusted
    token = authorization[len(BEARER) :]
    if len(token) > LONGEST or not token.isascii():
        raise NotTrusted
    return token


def _parts(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims as they are written, before anything is believed; no key twice."""
    pieces = token.split(".")
    if len(pieces) != len(("header", "claims", "signature")):
        raise NotTrusted
    header, claims = (
        json.loads(base64url_decode(piece), object_pairs_hook=_once) for piece in pieces[:2]
    )
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise NotTrusted
    return cast("dict[str, Any]", header), cast("dict[str, Any]", claims)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotTrusted
    return found


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise NotTrusted
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotTrusted
    return float(value)
