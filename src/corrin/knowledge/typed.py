"""Trees into the types of the domain, and every reason why one does not fit.

`reader(type)` gives a function that turns a tree (what YAML or JSON says) into a value of that
type. It reads what authors write, where every scalar is a string, and what `plain` gives, which
is what the compiled knowledge holds. A tree that does not fit raises `Unfit` with all its faults,
not only the first. Nothing is guessed: an unknown key is a fault, and so is a word that does not
stand in a closed list.

Where a field may hold one of several types, the keys tell which one is meant: `{days: 7}` or
`{months: 2}`; a type without keys is meant by its name: `never`.
"""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin

from msgspec import NODEFAULT, Struct

from corrin.domain.rule import Citation, Condition
from corrin.knowledge.scalars import (
    SCALARS,
    Fault,
    Read,
    Tree,
    Unfit,
    condition,
    one_of,
    shown,
    text,
    unfit,
)

CONDITION = get_args(Condition)[1]


@cache
def reader(wanted: Any) -> Read:
    """The function that reads a tree as the type wanted."""
    if wanted in SCALARS:
        return SCALARS[wanted]
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin is Literal:
        return _of_words(arguments)
    if origin in (UnionType, Union):
        return _of_union(arguments)
    if origin is tuple and arguments[-1] is not ...:
        return _of_row(arguments)
    if origin in (tuple, frozenset):
        return _of_list(arguments[0], origin)
    if origin is dict:
        return _of_mapping(*arguments)
    if isinstance(wanted, type) and issubclass(wanted, Struct):
        return _of_struct(wanted)
    raise TypeError(f"no way to read {wanted}")


def plain(value: object) -> object:
    """A value as a tree that its reader takes back; what equals its default is left out."""
    if isinstance(value, Struct):
        names, defaults = value.__struct_fields__, _defaults(type(value))
        held = {name: getattr(value, name) for name in names}
        tree = {n: plain(each) for n, each in held.items() if each != defaults.get(n, NODEFAULT)}
        return tree if names else _name(type(value))
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in cast(Mapping[str, object], value).items()}
    if isinstance(value, tuple):
        return [plain(item) for item in cast(tuple[object, ...], value)]
    if isinstance(value, frozenset):
        return sorted(map(str, cast(frozenset[object], value)))
    if isinstance(value, Decimal):
        return format(value, "f")
    return value if value is None or isinstance(value, str | int) else str(value)


def _of_words(words: tuple[str, ...]) -> Read:
    closed = {str(word): word for word in words}

    def read(tree: Tree) -> object:
        if isinstance(tree, str | int) and str(tree) in closed:
            return closed[str(tree)]
        raise unfit(f"{shown(tree)} is not in the list.", one_of(str(tree), closed))

    return read


# --- several values -----------------------------------------------------------------------------


def _of_list(wanted: object, container: Callable[[Iterable[object]], object]) -> Read:
    read_item = reader(wanted)

    def read(tree: Tree) -> object:
        if not isinstance(tree, list):
            raise unfit(f"{shown(tree)} is not a list.", "Write `[one, two]` or lines with `- `.")
        if read_item is text and (texts := _texts(tree)) is not None:
            return container(texts)
        try:
            return container(map(read_item, tree))
        except Unfit:
            raise Unfit(
                *_faults((str(n), read_item, item) for n, item in enumerate(tree, 1))
            ) from None

    return read


def _of_row(wanted: tuple[object, ...]) -> Read:
    readers = [reader(item) for item in wanted]

    def read(tree: Tree) -> object:
        if not isinstance(tree, list) or len(tree) != len(readers):
            wrong = f"{shown(tree)} is not a list of {len(readers)}."
            raise unfit(wrong, f"Write {len(readers)} things in brackets.")
        return tuple(read_item(item) for read_item, item in zip(readers, tree, strict=True))

    return read


def _of_mapping(wanted_key: object, wanted: object) -> Read:
    read_key, read_item = reader(wanted_key), reader(wanted)

    def read(tree: Tree) -> object:
        if not isinstance(tree, dict):
            raise unfit(f"{shown(tree)} is not a mapping.", "Write `{key: value}`.")
        if read_key is text and read_item is text:
            keys, texts = _texts(tree), _texts(tree.values())
            if keys is not None and texts is not None:
                return dict(zip(keys, texts, strict=True))
        try:
            return {read_key(key): read_item(item) for key, item in tree.items()}
        except Unfit:
            keys = _faults((key, read_key, key) for key in tree)
            items = _faults((key, read_item, item) for key, item in tree.items())
            raise Unfit(*keys, *items) from None

    return read


def _texts(trees: Iterable[Tree]) -> list[str] | None:
    """Many texts at once, as `text` reads each; None where one of them is not a text."""
    try:
        found = [*map(str.strip, cast(Iterable[str], trees))]
    except TypeError:
        return None
    return found if all(found) else None


def _of_union(arguments: tuple[object, ...]) -> Read:
    if CONDITION in arguments:
        read_some: Read = condition
    else:
        options = [argument for argument in arguments if argument is not type(None)]
        read_some = reader(options[0]) if len(options) == 1 else _of_choice(options)
    if type(None) not in arguments:
        return read_some
    return lambda tree: None if tree is None else read_some(tree)


def _of_choice(options: list[Any]) -> Read:
    """One of several types: the one that has these keys, or, without keys, this name."""
    without_keys = {_name(option): option for option in options if not option.__struct_fields__}
    with_keys = {option: ({*_required(option)}, {*option.__struct_fields__}) for option in options}
    accepted = [
        *without_keys,
        *(f"{{{', '.join(keys)}: …}}" for keys, _ in with_keys.values() if keys),
    ]

    def read(tree: Tree) -> object:
        if isinstance(tree, dict):
            for option, (required, keys) in with_keys.items():
                if required <= tree.keys() <= keys:
                    return reader(option)(tree)
        elif tree in without_keys:
            return without_keys[tree]()
        raise unfit(f"{shown(tree)} is none of the choices.", f"Write {' or '.join(accepted)}.")

    return read


def _of_struct(wanted: type[Any]) -> Read:
    readers: dict[str, Read] = {}
    required = frozenset(_required(wanted))
    expand = SHORTHAND.get(wanted)

    def explain(tree: dict[str, Tree]) -> Unfit:
        unknown = [
            Fault((key,), f"The key `{key}` is not known.", one_of(key, readers))
            for key in tree
            if key not in readers
        ]
        missing = [
            Fault((key,), f"The key `{key}` is missing.", f"Write `{key}: …`.")
            for key in _required(wanted)
            if key not in tree
        ]
        known = ((key, readers[key], item) for key, item in tree.items() if key in readers)
        return Unfit(*unknown, *missing, *_faults(known))

    def read(tree: Tree) -> object:
        if expand is not None:
            tree = expand(tree)
        if not isinstance(tree, dict):
            raise unfit(f"{shown(tree)} is not a mapping.", f"Write the keys of {_name(wanted)}.")
        if not readers:
            said = wanted.__annotations__
            names = wanted.__struct_fields__
            readers.update({name: reader(_annotation(wanted, said[name])) for name in names})
        try:
            values = {key: readers[key](item) for key, item in tree.items()}
        except (KeyError, Unfit):
            raise explain(tree) from None
        if not values.keys() >= required:
            raise explain(tree)
        try:
            return wanted(**values)
        except ValueError as error:
            raise unfit(str(error), "Write values that go together.") from None

    return read


def _citation(tree: Tree) -> Tree:
    return {"document": tree} if isinstance(tree, str) else tree


SHORTHAND: dict[type, Callable[[Tree], Tree]] = {Citation: _citation}
"""What authors may write shorter than the keys of the type."""


def _faults(items: Iterable[tuple[str, Read, Tree]]) -> list[Fault]:
    """Every fault of several trees, each with the step that leads to it."""
    faults: list[Fault] = []
    for step, read, tree in items:
        try:
            read(tree)
        except Unfit as error:
            faults += (fault.inside(step) for fault in error.faults)
    return faults


def _annotation(owner: type, annotation: Any) -> Any:
    """The annotation of a field, with names in quotes looked up in the module of its class."""
    if isinstance(annotation, str):
        return getattr(sys.modules[owner.__module__], annotation)
    if get_origin(annotation) is tuple and isinstance(get_args(annotation)[0], str):
        if annotation == CONDITION:
            return annotation
        inner, *rest = get_args(annotation)
        return tuple[(_annotation(owner, inner), *rest)]
    return annotation


def _required(wanted: type[Struct]) -> list[str]:
    defaults = _defaults(wanted)
    return [name for name in wanted.__struct_fields__ if name not in defaults]


def _defaults(wanted: type[Struct]) -> dict[str, Any]:
    """The fields that need not be said, with what is then taken."""
    defaults = wanted.__struct_defaults__
    last = wanted.__struct_fields__[len(wanted.__struct_fields__) - len(defaults) :]
    return {name: said for name, said in zip(last, defaults, strict=True) if said is not NODEFAULT}


def _name(wanted: type) -> str:
    """`AfterDoses` as authors write it: `after_doses`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", wanted.__name__).lower()
