"""The names of tests as terminologies and laboratories write them."""

import re

BEHIND = re.compile(r"[,;]\s*(?:serum|plasma|serum or plasma|ser/plas)\s*$", re.IGNORECASE)


def component(words: str) -> str:
    """What is measured: LOINC's name before "[Mass/volume] in Serum or Plasma", a laboratory's
    before ", Serum". "Folate, RBC" is not folate, and keeps its specimen."""
    return BEHIND.sub("", words.partition(" [")[0])
