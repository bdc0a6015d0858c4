"""The public keys of the record systems that may call, from a JWKS that was configured."""

from collections.abc import Iterator
from typing import Any, cast

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ec import SECP384R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

RSA_BITS_LEAST = 2048
SECRET = frozenset({"d", "p", "q", "dp", "dq", "qi", "k", "oth"})
"""The members of a JWK that hold a secret."""


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """A public key with its id and the one algorithm that it is for."""

    kid: str
    algorithm: str
    key: EllipticCurvePublicKey | RSAPublicKey


def keys_of(tree: Any) -> tuple[tuple[Key, ...], tuple[str, ...]]:
    """The keys of a JWKS that verify signatures, and every reason why one cannot be used."""
    listed = cast("dict[str, Any]", tree).get("keys") if isinstance(tree, dict) else None
    if not isinstance(listed, list) or not listed:
        return (), ("it holds no keys",)
    keys: list[Key] = []
    faults: list[str] = []
    for each in cast("list[Any]", listed):
        found = _key(each)
        if isinstance(found, str):
            faults.append(found)
        elif found.kid in {key.kid for key in keys}:
            faults.append("two of its keys have one kid")
        else:
            keys.append(found)
    return tuple(keys), tuple(faults)


def _key(tree: Any) -> Key | str:
    jwk = cast("dict[str, Any]", tree) if isinstance(tree, dict) else {}
    if not isinstance(jwk.get("kid"), str) or not jwk["kid"]:
        return "a key has no kid"
    if SECRET & jwk.keys():
        return "a key is secret; only public keys belong here"
    if jwk.get("use", "sig") != "sig":
        return "a key is not for signatures"
    try:
        made = jwt.PyJWK.from_dict(jwk, algorithm=_algorithm(jwk)).key
    except (jwt.PyJWTError, ValueError, TypeError, KeyError):
        return "a key cannot be read"
    return next(_allowed(jwk, made), "a key is of another kind, or too short")


def _algorithm(jwk: dict[str, Any]) -> str:
    return "ES384" if jwk.get("kty") == "EC" else "RS384"


def _allowed(jwk: dict[str, Any], made: Any) -> Iterator[Key]:
    algorithm = _algorithm(jwk)
    if jwk.get("alg", algorithm) != algorithm:
        return
    curve = isinstance(made, EllipticCurvePublicKey) and isinstance(made.curve, SECP384R1)
    long = isinstance(made, RSAPublicKey) and made.key_size >= RSA_BITS_LEAST
    if curve or long:
        yield Key(kid=jwk["kid"], algorithm=algorithm, key=made)
