"""An item of a person file that names its thing by a code: `{code: A10BA02, system: ATC}`."""

from corrin.person_file.details import Item
from corrin.reading.strict import shown
from corrin.record.coded import A_SYSTEM, Coded

NOT_KNOWN = "not a code that is known here; write the name beside it"
NAMED = "the code is not known; the name was read"


def name_by_code(item: Item, coded: Coded) -> bool:
    """Give an item the name of what its code stands for; False where it then says nothing.

    A name that stands beside the code is what is read.
    """
    code, system = item.keys.get("code"), item.keys.get("system")
    named = not item.keys.keys().isdisjoint(("name", "substance"))
    if code is None:
        if system is not None:
            item.unread("system", "a terminology without a code")
        return True
    if system is None:
        item.refuse("system", "the code has no terminology", A_SYSTEM)
        return False
    name = coded.name_of(system, code) if coded.is_system(system) else None
    if name is None and not coded.is_system(system):
        item.unread("system", f"not a terminology that is known here: {A_SYSTEM}")
    elif name is None:
        item.unread("code", NAMED if named else NOT_KNOWN)
    if name is not None and not named:
        item.keys["name"] = name
    elif name is None and not named:
        item.open = False
        item.file.report.settle(item.path, "not_understood", f"the code {shown(code)} is not known")
        item.file.incomplete.add(item.list_name)
    return item.open
