"""Who is answered: one token that holds in every respect, and no other; all others alike."""

import base64
import hashlib
import hmac
import json
import time
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from corrin.service import Settings
from corrin.service.keys import keys_of
from corrin.service.settings import Issuer
from tests.service.client import NOW, Client
from tests.service.people import b12, call, prefetch

EXTERNAL = "https://cds.example.org"
HOST = "cds.example.org"
HOOK = "/cds-services/corrin-b12"
ISS, OTHER = "https://ehr.example.org", "https://other.example.org"
EC = ec.generate_private_key(ec.SECP384R1())
RSA = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
STRANGER = ec.generate_private_key(ec.SECP384R1())
SMALL_CURVE = ec.generate_private_key(ec.SECP256R1())


def jwk(key: Any, kid: str, algorithm: str) -> dict[str, Any]:
    made = jwt.get_algorithm_by_name(algorithm).to_jwk(key.public_key(), as_dict=True)
    return {**made, "kid": kid, "alg": algorithm, "use": "sig"}


KEYS, FAULTS = keys_of({"keys": [jwk(EC, "ec", "ES384"), jwk(RSA, "rsa", "RS384")]})
OTHER_KEYS, _ = keys_of({"keys": [jwk(STRANGER, "ec", "ES384")]})
SETTINGS = Settings(
    external=EXTERNAL,
    guideline="uk",
    issuers=(Issuer(iss=ISS, keys=KEYS), Issuer(iss=OTHER, keys=OTHER_KEYS)),
)


def claims(**changed: Any) -> dict[str, Any]:
    now = int(NOW.timestamp())
    made = {
        "iss": ISS,
        "aud": f"{EXTERNAL}{HOOK}",
        "exp": now + 300,
        "iat": now,
        "jti": "8a1c5d7e",
        **changed,
    }
    return {name: value for name, value in made.items() if value is not ...}


def token(
    made: dict[str, Any] | None = None,
    key: Any = EC,
    algorithm: str = "ES384",
    **headers: Any,
) -> str:
    kid = {"ES384": "ec", "RS384": "rsa"}.get(algorithm, "ec")
    return jwt.encode(made or claims(), key, algorithm=algorithm, headers={"kid": kid, **headers})


def by_hand(header: Any, body: Any, signature: bytes = b"x" * 96) -> str:
    def part(value: Any) -> str:
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    return f"{part(header)}.{part(body)}.{part(signature)}"


def pem(key: Any) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def hs_with_public_key(algorithm: str) -> str:
    """The public key taken for a shared secret: the confusion of RFC 8725, 2.1."""
    header, body = {"alg": algorithm, "typ": "JWT", "kid": "ec"}, claims()
    head = by_hand(header, body).rpartition(".")[0]
    digest = {"HS256": hashlib.sha256, "HS384": hashlib.sha384}[algorithm]
    signature = hmac.new(pem(EC), head.encode(), digest).digest()
    return f"{head}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


NOW_SECONDS = int(NOW.timestamp())
GOOD_HEADER = {"alg": "ES384", "typ": "JWT", "kid": "ec"}
PRIVATE = EC.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def changed_payload() -> str:
    head, _, signature = token().split(".")
    body = base64.urlsafe_b64encode(json.dumps(claims(jti="other")).encode()).rstrip(b"=")
    return f"{head}.{body.decode()}.{signature}"


def repeated_claim() -> str:
    body = json.dumps(claims())[:-1] + f', "iss": "{ISS}"}}'
    return by_hand(GOOD_HEADER, body.encode())


# Each is what stands behind "Bearer "; not one may be answered otherwise than the next.
HOSTILE: dict[str, Any] = {
    "none": lambda: by_hand({"alg": "none", "typ": "JWT", "kid": "ec"}, claims(), b""),
    "None": lambda: by_hand({"alg": "None", "typ": "JWT", "kid": "ec"}, claims(), b""),
    "no algorithm": lambda: by_hand({"typ": "JWT", "kid": "ec"}, claims()),
    "a list of algorithms": lambda: by_hand({**GOOD_HEADER, "alg": ["ES384"]}, claims()),
    "HS256 with the public key": lambda: hs_with_public_key("HS256"),
    "HS384 with the public key": lambda: hs_with_public_key("HS384"),
    "HS256 with the kid as secret": lambda: jwt.encode(
        claims(), "e" * 32, algorithm="HS256", headers={"kid": "ec"}
    ),
    "ES256": lambda: token(key=SMALL_CURVE, algorithm="ES256"),
    "RS256": lambda: token(key=RSA, algorithm="RS256", kid="rsa"),
    "PS384": lambda: token(key=RSA, algorithm="PS384", kid="rsa"),
    "ES384 with the kid of the RSA key": lambda: token(kid="rsa"),
    "RS384 with the kid of the EC key": lambda: token(key=RSA, algorithm="RS384", kid="ec"),
    "a key of nobody": lambda: token(key=STRANGER),
    "the key of another issuer": lambda: token(claims(), key=STRANGER),
    "another issuer with this one's key": lambda: token(claims(iss=OTHER)),
    "an issuer of nobody": lambda: token(claims(iss="https://nobody.example")),
    "an issuer with a slash": lambda: token(claims(iss=f"{ISS}/")),
    "an issuer in capitals": lambda: token(claims(iss=ISS.upper())),
    "an issuer that is a list": lambda: by_hand(GOOD_HEADER, claims(iss=[ISS])),
    "no issuer": lambda: token(claims(iss=...)),
    "no kid": lambda: by_hand({"alg": "ES384", "typ": "JWT"}, claims()),
    "a kid of nobody": lambda: token(kid="other"),
    "a kid that is a path": lambda: token(kid="../../../../dev/null"),
    "a kid that is SQL": lambda: token(kid="ec' OR '1'='1"),
    "a kid that is an address": lambda: token(kid="http://169.254.169.254/"),
    "a kid that is a number": lambda: by_hand({**GOOD_HEADER, "kid": 1}, claims()),
    "jwk in the header": lambda: token(key=STRANGER, jwk=jwk(STRANGER, "ec", "ES384")),
    "x5u in the header": lambda: token(x5u="http://127.0.0.1:9/cert"),
    "x5c in the header": lambda: token(x5c=["MIIB"]),
    "crit in the header": lambda: token(crit=["exp"]),
    "b64 in the header": lambda: by_hand({**GOOD_HEADER, "b64": False, "crit": ["b64"]}, claims()),
    "jku of the caller, key of the caller": lambda: token(
        key=STRANGER, jku="http://127.0.0.1:9/keys"
    ),
    "another type": lambda: token(typ="at+jwt"),
    "no type": lambda: by_hand({"alg": "ES384", "kid": "ec"}, claims()),
    "another service": lambda: token(claims(aud=f"{EXTERNAL}/cds-services/other")),
    "the service by its host": lambda: token(claims(aud=EXTERNAL)),
    "the discovery": lambda: token(claims(aud=f"{EXTERNAL}/cds-services")),
    "the service with a slash": lambda: token(claims(aud=f"{EXTERNAL}{HOOK}/")),
    "the service by http": lambda: token(claims(aud=f"http://{HOST}{HOOK}")),
    "no audience": lambda: token(claims(aud=...)),
    "an empty list of audiences": lambda: token(claims(aud=[])),
    "expired": lambda: token(claims(exp=NOW_SECONDS - 61, iat=NOW_SECONDS - 300)),
    "never expires": lambda: token(claims(exp=...)),
    "expires in a year": lambda: token(claims(exp=NOW_SECONDS + 31_536_000)),
    "expires before it begins": lambda: token(claims(exp=NOW_SECONDS + 10, iat=NOW_SECONDS + 20)),
    "an expiry in words": lambda: by_hand(GOOD_HEADER, claims(exp="tomorrow")),
    "an expiry that is true": lambda: token(claims(exp=True)),
    "an expiry beyond all numbers": lambda: by_hand(
        GOOD_HEADER, json.dumps(claims()).replace(str(NOW_SECONDS + 300), "1e999").encode()
    ),
    "issued tomorrow": lambda: token(claims(iat=NOW_SECONDS + 86_400, exp=NOW_SECONDS + 90_000)),
    "not issued": lambda: token(claims(iat=...)),
    "not before tomorrow": lambda: token(claims(nbf=NOW_SECONDS + 86_400)),
    "no jti": lambda: token(claims(jti=...)),
    "an empty jti": lambda: token(claims(jti="")),
    "a jti that is a number": lambda: token(claims(jti=1)),
    "changed after it was signed": changed_payload,
    "no signature": lambda: token().rpartition(".")[0] + ".",
    "half a signature": lambda: token()[:-20],
    "a claim twice": repeated_claim,
    "four parts": lambda: token() + ".x",
    "two parts": lambda: token().rpartition(".")[0],
    "no parts": lambda: "x",
    "nothing": lambda: "",
    "a body that is a list": lambda: by_hand(GOOD_HEADER, [1]),
    "a header that is a list": lambda: by_hand([1], claims()),
    "a body that is not JSON": lambda: by_hand(GOOD_HEADER, b"{"),
    "a body that is deep": lambda: by_hand(GOOD_HEADER, b"[" * 3_000),
    "a body that is not UTF-8": lambda: by_hand(GOOD_HEADER, b'{"iss": "\xff"}'),
    "not base64": lambda: "ab*.cd*.ef*",
    "a megabyte": lambda: "x" * 1_048_576,
    "the private key": lambda: PRIVATE.decode().replace("\n", ""),
    "letters beyond ASCII": lambda: token() + "é",
}


def asked(client: Client, authorization: str | None) -> Any:
    headers = {"host": HOST}
    if authorization is not None:
        headers["authorization"] = authorization
    return client.post(HOOK, call("patient-view", prefetch(b12(120))), **headers)


NO_TOKEN = asked(Client(SETTINGS), None)


def test_there_are_enough_hostile_tokens():
    assert len(HOSTILE) >= 50
    assert FAULTS == ()


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_token_is_answered_like_none_at_all(case):
    answer = asked(Client(SETTINGS), f"Bearer {HOSTILE[case]()}")

    assert answer.status == 401
    assert answer.body == NO_TOKEN.body
    assert answer.headers.keys() == NO_TOKEN.headers.keys()


@pytest.mark.parametrize("authorization", ["", "Basic eDp5", "Bearer", "bearer x", "Token x"])
def test_what_is_no_token_is_answered_alike(authorization):
    answer = asked(Client(SETTINGS), authorization)

    assert (answer.status, answer.body) == (401, NO_TOKEN.body)


@pytest.mark.parametrize(("key", "algorithm"), [(EC, "ES384"), (RSA, "RS384")])
def test_a_token_that_holds_is_answered(key, algorithm):
    made = token(key=key, algorithm=algorithm, jku="https://ehr.example.org/keys")

    assert asked(Client(SETTINGS), f"Bearer {made}").status == 200


def test_an_audience_may_be_one_of_several():
    made = token(claims(aud=["https://else.example", f"{EXTERNAL}{HOOK}"]))

    assert asked(Client(SETTINGS), f"Bearer {made}").status == 200


def test_a_token_is_used_once_until_it_has_expired():
    client = Client(SETTINGS)
    made = f"Bearer {token()}"

    assert asked(client, made).status == 200
    assert asked(client, made).status == 401
    client.now += timedelta(seconds=359)
    assert asked(client, made).status == 401


def test_a_minute_between_clocks_is_forgiven_and_no_more():
    late = claims(exp=NOW_SECONDS - 59, iat=NOW_SECONDS - 300)
    early = claims(iat=NOW_SECONDS + 59)

    assert asked(Client(SETTINGS), f"Bearer {token(late)}").status == 200
    assert asked(Client(SETTINGS), f"Bearer {token(early)}").status == 200


def test_a_token_is_for_the_route_that_it_names():
    client = Client(SETTINGS)
    made = token(claims(aud=f"{EXTERNAL}{HOOK}/feedback"))

    assert asked(client, f"Bearer {made}").status == 401


SECRET_JWK = {**jwk(EC, "ec", "ES384"), "d": "c2VjcmV0"}
BAD_KEYS: dict[str, Any] = {
    "no keys": {},
    "an empty list": {"keys": []},
    "a key without kid": {"keys": [{**jwk(EC, "ec", "ES384"), "kid": ""}]},
    "a secret key": {"keys": [SECRET_JWK]},
    "a shared secret": {"keys": [{"kty": "oct", "k": "c2VjcmV0", "kid": "a"}]},
    "another curve": {"keys": [jwk(SMALL_CURVE, "ec", "ES256")]},
    "a key for encryption": {"keys": [{**jwk(EC, "ec", "ES384"), "use": "enc"}]},
    "two of one kid": {"keys": [jwk(EC, "ec", "ES384"), jwk(STRANGER, "ec", "ES384")]},
    "no key at all": {"keys": [{"kid": "ec", "kty": "EC"}]},
}


@pytest.mark.parametrize("case", BAD_KEYS)
def test_a_key_that_must_not_be_used_is_named(case):
    assert keys_of(BAD_KEYS[case])[1] != ()


def test_replay_is_remembered_without_end_of_memory(monkeypatch):
    """When no more can be remembered nobody is let in: forgetting would let a replay in."""
    monkeypatch.setattr("corrin.service.tokens.REMEMBERED_MOST", 3)
    client = Client(SETTINGS)
    answers = [
        asked(client, f"Bearer {token(claims(jti=str(number)))}").status for number in range(5)
    ]

    assert answers == [200, 200, 200, 401, 401]
    client.now += timedelta(seconds=400)
    later = claims(jti="later", exp=NOW_SECONDS + 700, iat=NOW_SECONDS + 400)
    assert asked(client, f"Bearer {token(later)}").status == 200


def test_an_issuer_that_calls_often_does_not_shut_out_another(monkeypatch):
    monkeypatch.setattr("corrin.service.tokens.REMEMBERED_MOST", 3)
    client = Client(SETTINGS)
    for number in range(4):
        last = asked(client, f"Bearer {token(claims(jti=str(number)))}")
    others = token(claims(iss=OTHER, jti="0"), STRANGER)

    assert last.status == 401
    assert asked(client, f"Bearer {others}").status == 200
    assert asked(client, f"Bearer {others}").status == 401


def test_verifying_takes_no_time_worth_naming():
    client = Client(SETTINGS)
    begun = time.perf_counter()
    for _ in range(20):
        asked(client, f"Bearer {'x' * 1_000_000}")

    assert time.perf_counter() - begun < 2
