"""What clinicians answered to cards: kept once each, without anything that names a person.

The id of a card carries which card it was and, by a keyed digest, of whom. So nothing is written
when a card is shown, and an answer to it can still be counted. The key lies beside the answers; a
person cannot be found from a digest without both.
"""

import hashlib
import secrets
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec

from corrin.domain.card import Card

OVERRIDES_TO_BE_QUIET = 2
CLOCKS_DIFFER = timedelta(days=1)
KEY_BYTES = 32
CARD_BYTES, PERSON_BYTES, CALL_BYTES = 4, 6, 6
VERSION_AND_VARIANT = (0xF << 76) | (0x3 << 62)
VERSION_8 = (0x8 << 76) | (0x2 << 62)
TABLES = """
CREATE TABLE IF NOT EXISTS secret (
  one INTEGER PRIMARY KEY CHECK (one = 1), key BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS answer (
  uuid TEXT PRIMARY KEY,
  card TEXT NOT NULL,
  person TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'overridden')),
  reason TEXT,
  at TEXT NOT NULL
) STRICT;
"""
KEEP = """
INSERT INTO answer (uuid, card, person, outcome, reason, at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (uuid) DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason,
at = excluded.at WHERE excluded.at > answer.at
"""
KEPT = "SELECT outcome, at FROM answer WHERE uuid = ?"
FORGET = """
DELETE FROM answer WHERE rowid IN (SELECT rowid FROM answer ORDER BY rowid LIMIT ?)
RETURNING uuid, card, person
"""


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """What a clinician did about a card."""

    uuid: str
    overridden: bool
    reason: str | None = None
    at: datetime


class Feedback:
    """The answers, in one SQLite file, or in memory until the service ends.

    No more are kept than `most`: those that came first make room.
    """

    def __init__(self, path: str | None, cards: Mapping[str, Card], most: int) -> None:
        self._most = most
        self._by_mark = {_card_mark(name): name for name in cards}
        self._store = sqlite3.connect(path or ":memory:", check_same_thread=False)
        self._store.execute("PRAGMA synchronous = FULL")
        with self._store:
            self._store.executescript(TABLES)
        self._key = self._own_key()
        self._overridden: defaultdict[tuple[str, str], dict[str, datetime]] = defaultdict(dict)
        self._forget()
        rows = self._store.execute("SELECT uuid, card, person, outcome, at FROM answer")
        for uuid, card, person, outcome, at in rows:
            self._note(uuid, card, person, outcome == "overridden", datetime.fromisoformat(at))

    def _own_key(self) -> bytes:
        with self._store:
            self._store.execute(
                "INSERT OR IGNORE INTO secret VALUES (1, ?)", (secrets.token_bytes(KEY_BYTES),)
            )
        return bytes(self._store.execute("SELECT key FROM secret").fetchone()[0])

    def uuid(self, card: str, person: str, call: str) -> str:
        """The id of a card shown of a person in one call; the same call gives the same id."""
        rest = self._digest(f"{card} {person} {call}", CALL_BYTES)
        return uuid_of(card, bytes.fromhex(self._person_mark(person)) + rest)

    def _person_mark(self, person: str) -> str:
        """Of whom, as far as the bits of a UUID leave room for it."""
        mark = self._digest(person, PERSON_BYTES)
        return _cleared(mark).hex()

    def _digest(self, words: str, size: int) -> bytes:
        return hashlib.blake2b(words.encode(), key=self._key, digest_size=size).digest()

    def keep(self, answers: Iterable[Answered]) -> None:
        """Keep some answers; one that was kept before, or is older than it, changes nothing.

        Raises:
            LookupError: an answer is about no card of this service.
        """
        rows = [(one, *self._told(one.uuid)) for one in answers]
        with self._store:
            for one, card, person in rows:
                outcome = "overridden" if one.overridden else "accepted"
                at = one.at.astimezone(UTC).isoformat()
                self._store.execute(KEEP, (one.uuid, card, person, outcome, one.reason, at))
        for one, card, person in rows:
            outcome, at = self._store.execute(KEPT, (one.uuid,)).fetchone()
            self._note(one.uuid, card, person, outcome == "overridden", datetime.fromisoformat(at))
        self._forget()

    def _forget(self) -> None:
        """Let those that came first go, as far as there are more than are kept."""
        count = self._store.execute("SELECT count(*) FROM answer").fetchone()[0]
        if count <= self._most:
            return
        with self._store:
            gone = self._store.execute(FORGET, (count - self._most,)).fetchall()
        for uuid, card, person in gone:
            self._silence(uuid, card, person)

    def _told(self, uuid: str) -> tuple[str, str]:
        """The card and the mark of the person that an id carries."""
        made = UUID(uuid).bytes
        card = self._by_mark[made[:CARD_BYTES]]
        return card, made[CARD_BYTES : CARD_BYTES + PERSON_BYTES].hex()

    def _note(self, uuid: str, card: str, person: str, overridden: bool, at: datetime) -> None:
        if overridden:
            self._overridden[person, card][uuid] = at
        else:
            self._silence(uuid, card, person)

    def _silence(self, uuid: str, card: str, person: str) -> None:
        """Count an answer no more among the overrides."""
        known = self._overridden.get((person, card), {})
        known.pop(uuid, None)
        if not known:
            self._overridden.pop((person, card), None)

    def is_quiet(self, card: Card, person: str, now: datetime) -> bool:
        """Whether a card was overridden so often of a person that it stays silent for a time.

        An answer of the future does not count, or a clock ahead would make it quiet for ever.
        """
        times = self._overridden.get((self._person_mark(person), card.id), {})
        begin = now - timedelta(days=card.quiet_days)
        end = now + CLOCKS_DIFFER
        return sum(begin <= at <= end for at in times.values()) >= OVERRIDES_TO_BE_QUIET

    def close(self) -> None:
        self._store.close()


def uuid_of(card: str, rest: bytes = bytes(PERSON_BYTES + CALL_BYTES)) -> str:
    """The id of a card with what else it carries: without it, of nobody and of no call."""
    return str(UUID(int=_as_version_8(int.from_bytes(_card_mark(card) + rest))))


def _card_mark(card: str) -> bytes:
    return hashlib.blake2b(card.encode(), digest_size=CARD_BYTES).digest()


def _cleared(mark: bytes) -> bytes:
    """The mark of a person as it comes out of a UUID, whose version lies in its bits."""
    shift = 8 * CALL_BYTES
    whole = _as_version_8(int.from_bytes(mark) << shift)
    return (whole >> shift).to_bytes(PERSON_BYTES)


def _as_version_8(value: int) -> int:
    """An integer of 128 bits with the version and variant of RFC 9562 in their places."""
    return value & ~VERSION_AND_VARIANT | VERSION_8
