"""How the service is set up: one TOML file, overridden by the environment, checked as a whole.

Every fault is named at once, with what would be accepted. Without a file the service listens on
this machine only and asks nobody for a token; with issuers it asks everybody.
"""

import ipaddress
import json
import tomllib
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import msgspec

from corrin.errors import Refusal, Refused
from corrin.fhir_out import BASE
from corrin.fhir_out.frame import BASE_ACCEPTED, is_base
from corrin.knowledge import load
from corrin.service.keys import Key, keys_of

ENVIRONMENT = {
    "CORRIN_HOST": ("listen", "host"),
    "CORRIN_PORT": ("listen", "port"),
    "CORRIN_EXTERNAL": ("listen", "external"),
    "CORRIN_CANONICAL": ("canonical", ""),
    "CORRIN_GUIDELINE": ("guideline", ""),
    "CORRIN_FEEDBACK": ("feedback", ""),
    "CORRIN_FEEDS": ("feeds", ""),
}
"""The variables that override a value of the file, and where it stands there."""
TOP = (
    *("listen", "canonical", "guideline", "feedback", "feeds", "forecasts"),
    *("cors", "issuers", "limits"),
)
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
HTTPS = "https"
SQLITE = b"SQLite format 3\0"
"""How the file of a database begins."""
FORECASTING = ("numpy", "scipy", "numba")
PORTS = range(1, 1 << 16)


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one request may cost, and how many are worked on at once."""

    bytes: int = 2_000_000
    """A record of 2,000 entries has 1.7 MB."""
    depth: int = 64
    values: int = 100_000
    marks: int = 150_000
    """Brackets and commas of a body; a record of 2 MB has 130,000."""
    flawed: int = 20_000
    """Values of a body that is not plainly sound, into which the strict parser looks."""
    entries: int = 2_000
    seconds: int = 10
    """For the body of a request to arrive."""
    header_bytes: int = 16_384
    feeds: int = 100_000
    """Calendar feeds that are kept; another one is answered 503."""
    answers: int = 100_000
    """Answers of clinicians that are kept; for another one that came first is forgotten."""
    at_once: int = 5
    """More are answered 503 before any work."""


class Issuer(msgspec.Struct, frozen=True, kw_only=True):
    """A record system whose calls are trusted, by the keys that were configured for it."""

    iss: str
    keys: tuple[Key, ...]
    guideline: str | None = None


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The whole configuration, once it has been checked."""

    host: str = "127.0.0.1"
    port: int = 8000
    external: str = "http://127.0.0.1:8000"
    """The address under which clients know the service, without a slash at its end."""
    canonical: str = BASE
    """Under which canonical names and identifier systems stand in what is written as FHIR."""
    guideline: str = "general"
    feedback: str | None = None
    """The SQLite file that keeps what clinicians answered; None keeps it until the end only."""
    feeds: str | None = None
    """The SQLite file that keeps the calendar feeds; None keeps them until the end only."""
    forecasts: bool = False
    """Whether a plan is given with a forecast where one is asked for: it takes seconds, and nobody
    else is answered meanwhile."""
    origins: tuple[str, ...] = ()
    """The origins of pages that may call the service (CORS)."""
    issuers: tuple[Issuer, ...] = ()
    limits: Limits = Limits()
    demo: bool = False
    """Whether the demonstration patients are served."""

    @property
    def open_to_all(self) -> bool:
        """Whether no token is asked for: on this machine only."""
        return not self.issuers


def read_settings(
    path: Path | None, environment: Mapping[str, str], *, demo: bool = False
) -> Settings:
    """The settings of a file and of the environment.

    Raises:
        Refused: they cannot be used; every fault is named.
    """
    refusals: list[Refusal] = []
    tree = _tree(path) if path is not None else {}
    for name, (section, key) in ENVIRONMENT.items():
        if name in environment:
            _put(tree, section, key, environment[name])
    known = Known(tree, refusals, path.parent if path else Path())
    settings = known.settings(demo=demo)
    refusals += _together(settings)
    if refusals:
        raise Refused(refusals)
    return settings


def _tree(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        why = error.strerror or "it cannot be read"
        raise Refused([_fault("file", str(path), why, "a TOML file")]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused([_fault("file", str(path), f"it is not TOML: {error}", "TOML")]) from None


def _put(tree: dict[str, Any], section: str, key: str, value: str) -> None:
    if not key:
        tree[section] = value
    elif isinstance(inside := tree.setdefault(section, {}), dict):
        cast("dict[str, Any]", inside)[key] = value


def _fault(field: str, value: object, why: str, accepted: str) -> Refusal:
    said = None if value is None else str(value)
    return Refusal(field=field, value=said, why=why, accepted=accepted)


class Known:
    """Reads a tree of settings; what cannot be used is noted and replaced by the default."""

    def __init__(self, tree: dict[str, Any], refusals: list[Refusal], folder: Path) -> None:
        self._tree = tree
        self._refusals = refusals
        self._folder = folder

    def settings(self, *, demo: bool) -> Settings:
        top = self._tree
        self._only(top, "", TOP)
        listen = self._section(top, "listen", ("host", "port", "external"))
        cors = self._section(top, "cors", ("origins",))
        plain = Settings()
        host = self._text(listen, "listen.host", plain.host)
        port = self._number(listen, "listen.port", plain.port)
        external = self._external(listen, f"http://{_in_url(host)}:{port}")
        return Settings(
            host=host,
            port=port,
            external=external,
            canonical=self._canonical(top, f"{external}/fhir" if "external" in listen else BASE),
            guideline=self._text(top, "guideline", plain.guideline),
            feedback=self._path(top, "feedback"),
            feeds=self._path(top, "feeds"),
            forecasts=self._truth(top, "forecasts", plain.forecasts),
            origins=tuple(self._origins(cors)),
            issuers=tuple(self._issuers(top)),
            limits=self._limits(top),
            demo=demo,
        )

    def _refuse(self, field: str, value: object, why: str, accepted: str) -> None:
        self._refusals.append(_fault(field, value, why, accepted))

    def _only(self, tree: Mapping[str, Any], where: str, known: tuple[str, ...]) -> None:
        for key in tree:
            if key not in known:
                field = f"{where}.{key}" if where else key
                self._refuse(field, None, "there is no such setting", ", ".join(known))

    def _section(
        self, tree: Mapping[str, Any], name: str, known: tuple[str, ...]
    ) -> Mapping[str, Any]:
        found = tree.get(name, {})
        if not isinstance(found, dict):
            self._refuse(name, found, "it is not a table", f"[{name}]")
            return {}
        section = cast("dict[str, Any]", found)
        self._only(section, name, known)
        return section

    def _text(self, tree: Mapping[str, Any], field: str, default: str) -> str:
        value = tree.get(field.rpartition(".")[2], default)
        if not isinstance(value, str) or not value:
            self._refuse(field, value, "it is not a text", "a text in quotes")
            return default
        return value

    def _truth(self, tree: Mapping[str, Any], field: str, default: bool) -> bool:
        value = tree.get(field, default)
        if not isinstance(value, bool):
            self._refuse(field, value, "it is neither true nor false", "true or false")
            return default
        return value

    def _path(self, tree: Mapping[str, Any], field: str) -> str | None:
        if field not in tree:
            return None
        path = self._folder / self._text(tree, field, field)
        if not _can_be_kept(path):
            accepted = "an SQLite file, or a new one in a folder that is there"
            self._refuse(field, tree[field], "nothing can be kept there", accepted)
            return None
        return str(path)

    def _number(
        self, tree: Mapping[str, Any], field: str, default: int, most: int = PORTS[-1]
    ) -> int:
        value = tree.get(field.rpartition(".")[2], default)
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value[:10])
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
            self._refuse(field, value, "it is not a possible number", f"1 to {most}")
            return default
        return value

    def _external(self, listen: Mapping[str, Any], default: str) -> str:
        url = self._text(listen, "listen.external", default)
        parts = _split(url)
        plain = parts is not None and not (parts.path or parts.query or parts.fragment)
        if parts is None or parts.scheme not in ("http", HTTPS) or not parts.hostname or not plain:
            self._refuse(
                "listen.external", url, "it is not the address of a server", "https://host[:port]"
            )
            return default
        return url

    def _canonical(self, top: Mapping[str, Any], default: str) -> str:
        base = self._text(top, "canonical", default)
        if not is_base(base):
            self._refuse("canonical", base, "it cannot begin a canonical name", BASE_ACCEPTED)
            return BASE
        return base

    def _origins(self, cors: Mapping[str, Any]) -> Iterator[str]:
        found = cors.get("origins", [])
        if not isinstance(found, list):
            self._refuse("cors.origins", found, "it is not a list", '["https://ehr.example"]')
            return
        for origin in cast("list[Any]", found):
            parts = _split(origin) if isinstance(origin, str) else None
            if parts is None or not parts.hostname or f"{parts.scheme}://{parts.netloc}" != origin:
                self._refuse("cors.origins", origin, "it is not an origin", "https://ehr.example")
            else:
                yield origin

    def _limits(self, tree: Mapping[str, Any]) -> Limits:
        names = tuple(field.name for field in msgspec.structs.fields(Limits))
        section = self._section(tree, "limits", names)
        plain = Limits()
        values: dict[str, int] = {}
        for name in names:
            default: int = getattr(plain, name)
            most = MOST.get(name, default * MUCH)
            values[name] = self._number(section, f"limits.{name}", default, most)
        return Limits(**values)

    def _issuers(self, tree: Mapping[str, Any]) -> Iterator[Issuer]:
        found = tree.get("issuers", [])
        if not isinstance(found, list):
            self._refuse("issuers", found, "it is not a list of tables", "[[issuers]]")
            return
        seen: set[str] = set()
        for index, each in enumerate(cast("list[Any]", found)):
            where = f"issuers[{index}]"
            if not isinstance(each, dict):
                self._refuse(where, each, "it is not a table", "[[issuers]]")
                continue
            table = cast("dict[str, Any]", each)
            self._only(table, where, ("iss", "jwks", "guideline"))
            iss = self._text(table, f"{where}.iss", "?")
            if iss in seen:
                self._refuse(f"{where}.iss", iss, "it is given twice", "each issuer once")
            seen.add(iss)
            yield Issuer(
                iss=iss,
                keys=self._keys(table, where),
                guideline=self._text(table, f"{where}.guideline", "?")
                if "guideline" in table
                else None,
            )

    def _keys(self, table: Mapping[str, Any], where: str) -> tuple[Key, ...]:
        """The keys of a JWKS file, which stands beside the configuration."""
        path = self._folder / self._text(table, f"{where}.jwks", "?")
        try:
            tree = json.loads(path.read_bytes())
        except (OSError, ValueError):
            self._refuse(f"{where}.jwks", path.name, "it cannot be read as JSON", "a JWKS file")
            return ()
        keys, faults = keys_of(tree)
        for why in faults:
            self._refuse(f"{where}.jwks", path.name, why, "EC P-384 (ES384) or RSA (RS384) keys")
        return keys


MUCH = 50
"""How much a limit may be raised above its default."""
MOST = {"depth": 64, "seconds": 60, "at_once": 64}


def _can_be_kept(path: Path) -> bool:
    """Whether a path is that of an SQLite file, or could be."""
    try:
        with path.open("rb") as file:
            return file.read(len(SQLITE)) in (SQLITE, b"")
    except FileNotFoundError:
        return path.parent.is_dir()
    except OSError:
        return False


def _split(url: str) -> Any:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.username is None and parts.password is None else None


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def on_this_machine(host: str) -> bool:
    """Whether only this machine can reach an address that is listened on."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _together(settings: Settings) -> Iterator[Refusal]:
    """What each setting alone would allow, and all of them, or the knowledge, do not."""
    packs = load.knowledge().packs
    own = [("guideline", settings.guideline)]
    own += [
        (f"issuers[{index}].guideline", issuer.guideline)
        for index, issuer in enumerate(settings.issuers)
        if issuer.guideline is not None
    ]
    for field, pack in own:
        if pack not in packs:
            yield _fault(field, pack, "there is no such guideline", ", ".join(packs))
    if settings.forecasts and any(find_spec(name) is None for name in FORECASTING):
        yield _fault("forecasts", "true", "corrin[forecast] is not installed", "false")
    if on_this_machine(settings.host):
        return
    if settings.open_to_all:
        yield _fault(
            "listen.host",
            settings.host,
            "beyond this machine nobody is served without a token, and no issuer is configured",
            "127.0.0.1, or [[issuers]] with iss and jwks",
        )
    if _split(settings.external).scheme != HTTPS:
        yield _fault(
            "listen.external",
            settings.external,
            "beyond this machine clients come by https",
            "the https address under which clients know the service",
        )
    if settings.demo:
        yield _fault("--demo", None, "demonstration patients are for this machine", "127.0.0.1")
