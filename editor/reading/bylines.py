"""Credits in all their forms: 撰稿 俞超, 本报记者龚雯, 记者 李四 通讯员 王 五, 文/图, （记者 张三）."""

from msgspec import Struct

from editor.reading.marks import Marks


class Credit(Struct, frozen=True):
    """One role with its names in a text: `start` and `end` cover both, marks between and brackets around them too.

    `role` is the span of the role's words (empty span when a name stands alone), `names` the span of each name as it
    stands in the text, `said` what each is saved as (许　晓 stands, 许晓 is saved).
    """

    start: int
    end: int
    role: tuple[int, int]
    names: tuple[tuple[int, int], ...]
    said: tuple[str, ...]


def credits_of(text: str, marks: Marks) -> tuple[Credit, ...]:
    """The credits of a CREDIT piece, one per role, in their order; empty when `text` is none."""
    raise NotImplementedError


def credit_at_end(text: str, marks: Marks) -> int | None:
    """Where the credit that closes a body line begins (…描述。 撰稿 俞超), or None; 0 when the whole line is one."""
    raise NotImplementedError
