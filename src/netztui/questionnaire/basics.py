"""What all parts of a questionnaire are made of: models, ids, texts, conditions.

The models are dataclasses whose annotations say what pydantic checks in a file. Loading what has
been checked before does without pydantic: importing it and building its validators would take a
quarter of the time to the first question.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from types import NoneType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    NoReturn,
    Self,
    TypeAlias,
    TypeVar,
    cast,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from netztui.i18n.language import LANGUAGE_CODE

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

TEXT_LIMIT = 2000


class Rule:
    """What pydantic checks beside the type, by the names that its core schemas have for it."""

    def __init__(self, **rules: object) -> None:
        self._rules = rules

    def __get_pydantic_core_schema__(
        self, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        schema: Any = handler(source)
        return cast("CoreSchema", schema | self._rules)


Id: TypeAlias = Annotated[str, Rule(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Language: TypeAlias = Annotated[str, Rule(pattern=LANGUAGE_CODE)]
Sentence: TypeAlias = Annotated[str, Rule(min_length=1, max_length=TEXT_LIMIT)]
Word: TypeAlias = Annotated[str, Rule(min_length=1, max_length=64)]
Number: TypeAlias = Annotated[int, Rule(ge=-(10**9), le=10**9)]

_Entry = TypeVar("_Entry")
Entries: TypeAlias = Annotated[tuple[_Entry, ...], Rule(strict=False)]
"""A tuple that is written as a list."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class StrictModel:
    """A table of a questionnaire file, as a frozen dataclass; the file can have no other keys.

    A key is the name of its field, without the underscore that keeps `is_` and `not_` from being
    words of Python.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "strict": True,
        "allow_inf_nan": False,
        "alias_generator": lambda name: name.rstrip("_"),
    }
    _defaults: ClassVar[dict[str, object]]

    def __init_subclass__(cls) -> None:
        # Methods that `dataclass` writes and compiles for each of 20 classes would take 20 ms.
        dataclass(init=False, repr=False, eq=False)(cls)
        defaults = {one.name: _default(one) for one in fields(cls)}
        cls._defaults = {name: one for name, one in defaults.items() if one is not MISSING}

    def __init__(self, **values: object) -> None:
        complete = self._defaults | values
        if wrong := complete.keys() ^ self.__dataclass_fields__.keys():
            raise TypeError(f"{type(self).__name__}: missing or unknown: {', '.join(wrong)}")
        vars(self).update(complete)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(name)

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(name)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values() == cast("Self", other)._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        values = zip(self.__dataclass_fields__, self._values(), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in values)})"

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self.__dataclass_fields__])

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        schema = handler(source)
        own: Any = handler.resolve_ref_schema(schema)
        own["strict"] = False  # otherwise it would have to be one of these, and no table
        return schema

    @classmethod
    def fields_by_key(cls) -> dict[str, str]:
        """The names of the fields by their keys in a file."""
        return {one.name.rstrip("_"): one.name for one in fields(cls)}

    def written(self) -> dict[str, Any]:
        """Its keys and values as JSON has them, without those that have their default."""
        return {
            key: _written(value)
            for key, name in self.fields_by_key().items()
            if (value := getattr(self, name)) != self._defaults.get(name, MISSING)
        }

    @classmethod
    def from_written(cls, keys: Mapping[str, Any]) -> Self:
        """The model that `written` made `keys` from. Values are not checked.

        Raises AttributeError, KeyError or TypeError if the keys are not those of the model.
        """
        readers, values = _readers(cls), {}  # type: ignore[arg-type]  # takes __hash__ for an instance's
        for key, value in keys.items():
            name, read = readers[key]
            values[name] = value if read is None else read(value)
        return cls(**values)


@dataclass(frozen=True)
class Text:
    """One text in each language of the questionnaire. Plain text: nothing in it is markup."""

    root: Mapping[Language, Sentence]

    def in_language(self, language: str) -> str:
        """The text in `language`, which must be one of the questionnaire's languages."""
        return self.root[language]

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: object, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core.core_schema import no_info_after_validator_function

        name = f"{cls.__module__}.{cls.__qualname__}"
        table = handler.generate_schema(Mapping[Language, Sentence])
        described = {"pydantic_js_updates": {"description": cls.__doc__}}
        return no_info_after_validator_function(cls, table, ref=name, metadata=described)


def _written(value: Any) -> Any:  # noqa: ANN401  # any value of a model
    match value:
        case Text():
            return dict(value.root)
        case StrictModel():
            return value.written()
        case tuple():
            return [_written(one) for one in value]
        case Mapping():
            return {key: _written(one) for key, one in value.items()}
    return value


def _default(one: Field[Any]) -> object:
    """What the field has by default; MISSING if it is required."""
    return one.default if one.default_factory is MISSING else one.default_factory()


_Reader: TypeAlias = Callable[[Any], Any]


@cache
def _readers(model: type[StrictModel]) -> dict[str, tuple[str, _Reader | None]]:
    """The name of the field for each key, and how its value is read if it is not read as it is."""
    hints = get_type_hints(model)
    return {key: (name, _reader(hints[name])) for key, name in model.fields_by_key().items()}


def _reader(hint: Any) -> _Reader | None:  # noqa: ANN401  # any annotation of a field
    """How a value with this annotation is read; None if it is read as it is."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {tuple, Mapping}:
        read = _reader(inner[0] if origin is tuple else inner[1])
        if origin is tuple:
            return lambda values: tuple(values if read is None else map(read, values))
        return read and (lambda values: {key: read(value) for key, value in values.items()})
    if hint is Text:
        return Text
    kinds = [one for one in (hint, *inner) if isinstance(one, type)]
    models = [one for one in kinds if issubclass(one, StrictModel)]
    if len(models) == 1:
        return models[0].from_written
    if models:
        by_kind = {get_args(get_type_hints(one)["kind"])[0]: one for one in models}
        usual = next(iter(by_kind))
        return lambda table: by_kind[table.get("kind", usual)].from_written(table)
    return next((_reader(one) for one in inner if one is not NoneType), None)


class Condition(StrictModel):
    """Tests of the answer to one item, or several conditions joined."""

    item: Id | None = None
    """The id of an item, in show_if an earlier one; one or more tests of its answer go with it."""
    is_: int | str | None = None
    """True if the answer is this value (of a rating, choice or number)."""
    at_least: float | None = None
    """True if the answer is this or more (of a rating or number)."""
    at_most: float | None = None
    """True if the answer is this or less (of a rating or number)."""
    includes: str | None = None
    """True if this option is among those chosen (of choices)."""
    answered: bool | None = None
    """Whether there is an answer; choosing nothing is not an answer."""
    all: Annotated[Entries["Condition"], Rule(min_length=1)] | None = None
    """True if all of these conditions are."""
    any: Annotated[Entries["Condition"], Rule(min_length=1)] | None = None
    """True if at least one of these conditions is."""
    not_: "Condition | None" = None
    """True if this condition is not."""
