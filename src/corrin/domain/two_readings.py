"""A dose that can be read in two ways: 1.000 mg, or 1000 mg where a point means thousands."""

import re
from decimal import Decimal

EITHER = re.compile(r"(?<![0-9.,])([1-9][0-9]{0,2})\.([0-9]{3})(?![0-9.,])\s*([^\W\d]*)")
POINT = "its point could mean thousands or a decimal"


def two_readings(printed: str) -> str | None:
    """Both readings of a printed dose, such as "1 mg or 1000 mg"; None where there is only one."""
    found = EITHER.search(printed)
    if found is None:
        return None
    whole, thousands, unit = found.groups()
    small = f"{Decimal(f'{whole}.{thousands}').normalize():f}"
    return f"{small} {unit} or {whole}{thousands} {unit}"
