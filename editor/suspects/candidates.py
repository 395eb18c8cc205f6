"""What could stand at the improbable places of a text, with what speaks for and against each.

Many texts are worked on at once, for speed; each comes out as it would alone.
"""

from typing import Literal

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.language import lattice, words
from editor.language.alternatives import FAR, Alternatives, alternatives
from editor.language.likeness import shapes, sound_alike
from editor.language.tables import Floats, Ints
from editor.suspects.namesakes import foreign, personal

Row = npt.NDArray[np.generic]
Channel = Literal["looks", "sounds"]
CHANNELS: tuple[Channel, ...] = ("looks", "sounds")

DOUBTFUL = -12.0
"""Places whose three log probabilities sum to more are not looked at."""
SIFTED = 20
KEPT = {"looks": 7, "sounds": 4}
"""Candidates a place after the first and the second look."""
GAIN = {"looks": 2.5, "sounds": 1.5}
"""A candidate must better the log probability by this."""
WINDOW = 6
"""Characters on either side that the word model sees."""
BREAK = "\n\n"
"""Two characters that the model does not know, so that no context reaches over them."""

FEATURES = (
    "all", "all_12", "own",
    "words", "words_12", "least", "was_2", "was_3", "was_word", "now_2", "now_3", "now_word",
    "like", "like_4", "like_7", "same_sound", "near_sound", "like_all",
    "was_rare", "now_rare", "before", "after", "after_8", "after_14", "gap", "gap_4", "first",
    "left_edge", "right_edge", "both_edges", "at_start", "at_end",
    "was_known", "was_known_3", "now_known", "now_known_3", "personal", "foreign",
)  # fmt: skip
"""Log probability gained, by characters (all, own: the place's alone) and by words; likeness; rarity; the longest word
over the place, in the model and in the dictionary, before and after; how far the candidate is before the next; where
the place stands in its text and whether it looks like a name. A number after a name is where the value is cut or from
where it counts."""


class Candidates(Struct):
    """Candidates as parallel arrays: the text's number, the place in it, what could stand there, a row of FEATURES."""

    text: Ints
    at: Ints
    now: list[str]
    heard: list[bool]
    features: Floats


class _Read(Struct):
    """The texts joined by breaks, and what the model says of them.

    `before` is for each place the sum of the three log probabilities that it sways; `starts` and `ends` bound the text
    that a place belongs to.
    """

    source: Alternatives
    joined: str
    ids: Ints
    log_p: Floats
    before: Floats
    number: Ints
    starts: Ints
    ends: Ints


def ideograph(char: str) -> bool:
    """Whether a character is one of the ideographs that candidates are sought for."""
    return "\u4e00" <= char <= "\u9fff"


def _read(texts: list[str]) -> _Read:
    source = alternatives()
    joined = BREAK.join(text.replace("\n", " ") for text in texts)
    ids = source.model.characters.encode(joined)
    log_p = np.where(ids > 0, source.model.characters.log_p(ids), 0.0)
    swayed = np.concatenate([log_p, np.zeros(2)])
    before = swayed[:-2] + swayed[1:-1] + np.where(np.append(ids[1:], 0) > 0, swayed[2:], 0.0)
    lengths = np.array([len(text) for text in texts], np.int64)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths + len(BREAK))])[:-1]
    number = np.repeat(np.arange(len(texts)), lengths + len(BREAK))[: len(joined)]
    return _Read(source, joined, ids, log_p, before, number, starts, starts + lengths)


def candidates(texts: list[str], only: list[frozenset[int]] | None = None) -> Candidates | None:
    """The candidates of all texts, at places of `only` when given; None when there are none."""
    read = _read(texts)
    places = [at for at in np.flatnonzero(read.before < DOUBTFUL).tolist() if ideograph(read.joined[at])]
    if only is not None:
        places = [at for at in places if at - int(read.starts[read.number[at]]) in only[read.number[at]]]
    if not places:
        return None
    looks, sounds = (_best(read, places, channel) for channel in CHANNELS)
    at, columns = np.concatenate([looks[0], sounds[0]]), np.concatenate([looks[1], sounds[1]])
    if not len(at):
        return None
    gaps = np.concatenate([looks[2], sounds[2]])
    heard = [False] * len(looks[0]) + [True] * len(sounds[0])
    number = read.number[at]
    now = [read.source.text[column] for column in columns]
    return Candidates(number, at - read.starts[number], now, heard, _features(read, at, columns, gaps))


def _best(read: _Read, places: list[int], channel: Channel) -> tuple[Ints, Ints, Floats]:
    """The best candidates of each place: places, columns, and how far each is before the next best."""
    source, most = read.source, KEPT[channel]
    row_of = source.like if channel == "looks" else source.heard
    likeness = [row_of(read.joined[at]) for at in places]
    columns = source.sift(read.ids, places, likeness, SIFTED)
    like = np.stack([row[chosen] for row, chosen in zip(likeness, columns, strict=True)]).astype(np.float64)
    at = np.array(places)
    total, _ = source.scores(read.ids, at, source.ids[columns])
    ranked = total + like
    rows = np.arange(len(at))[:, None]
    order = np.argsort(-ranked, axis=1, kind="stable")[:, : most + 1]
    best = ranked[rows, order]
    gaps = np.where(np.arange(most) == 0, best[:, :1] - best[:, 1:2], best[:, :most] - best[:, :1])
    order = order[:, :most]
    good = (total[rows, order] > read.before[at][:, None] + GAIN[channel]) & (like[rows, order] > FAR / 2)
    row, rank = np.nonzero(good)
    return at[row], columns[rows, order][row, rank], gaps[row, rank]


def _windows(read: _Read, at: Ints, now: list[str]) -> list[str]:
    bounds = zip(read.starts[read.number[at]].tolist(), read.ends[read.number[at]].tolist(), strict=True)
    return [
        read.joined[max(low, i - WINDOW) : i] + new + read.joined[i + 1 : min(high, i + 1 + WINDOW)]
        for i, new, (low, high) in zip(at.tolist(), now, bounds, strict=True)
    ]


def _features(read: _Read, at: Ints, columns: Ints, gaps: Floats) -> Floats:
    """One row a candidate, columns as in FEATURES."""
    source, text = read.source, read.joined
    was, now = [text[i] for i in at], [source.text[column] for column in columns]
    total, own = (part[:, 0] for part in source.scores(read.ids, at, source.ids[columns][:, None]))
    gain = total - read.before[at]
    like = (shapes().vectors("".join(was)) * shapes().vectors("".join(now))).sum(1).astype(np.float64)
    sound = np.array([sound_alike(old, new) for old, new in zip(was, now, strict=True)])
    before = read.before[at]
    rows = [
        *(gain, np.minimum(gain, 12), own - read.log_p[at]),
        *_by_word(read, at, now, gain),
        *(like, np.maximum(like - 0.4, 0), np.maximum(like - 0.7, 0), sound == 2, sound == 1, like * gain),
        *(source.model.characters.uni[read.ids[at]], source.model.characters.uni[source.ids[columns]]),
        *(before, total, np.minimum(total, -8), np.minimum(total, -14)),
        *(gaps, np.clip(gaps, 0, 4), gaps > 0),
        *_by_place(read, at, now),
    ]
    return np.stack(rows, axis=1).astype(np.float64)


def _by_word(read: _Read, at: Ints, now: list[str], gain: Floats) -> list[Row]:
    """What the word model says: its gain, and the longest words."""
    model = read.source.model
    here, which = np.unique(at, return_inverse=True)
    old = model.characters.encode_rows(_windows(read, here, [read.joined[i] for i in here]))
    new = model.characters.encode_rows(_windows(read, at, now))
    words_gain = lattice.scores(model.characters, model.words, new)
    words_gain = words_gain - lattice.scores(model.characters, model.words, old)[which]
    place = np.minimum(at - read.starts[read.number[at]], WINDOW)
    old_place = np.minimum(here - read.starts[read.number[here]], WINDOW)
    was_length, was_p = (part[which] for part in lattice.longest(model.words, old, old_place))
    now_length, now_p = lattice.longest(model.words, new, place)
    return [
        *(words_gain, np.minimum(words_gain, 12), np.minimum(gain, words_gain)),
        *(was_length >= 2, was_length >= 3, was_p, now_length >= 2, now_length >= 3, now_p),
    ]


def _by_place(read: _Read, at: Ints, now: list[str]) -> list[Row]:
    """Where the places stand, what the dictionary knows there, and whether they look like names."""
    text = read.joined
    here, which = np.unique(at, return_inverse=True)
    clauses: list[tuple[str, int]] = [_around(read, int(i)) for i in here]
    was_known = np.array([_known(clause, place, clause[place]) for clause, place in clauses])[which]
    spread = [clauses[int(n)] for n in which]
    now_known = np.array([_known(clause, place, new) for (clause, place), new in zip(spread, now, strict=True)])
    person = np.array([personal(clause, place) for clause, place in clauses])[which]
    abroad = np.array([foreign(clause, place) for clause, place in clauses])[which]
    at_start, at_end = at == read.starts[read.number[at]], at == read.ends[read.number[at]] - 1
    left = at_start | np.array([not ideograph(text[i - 1]) for i in at])
    right = at_end | np.array([not ideograph(text[i + 1 : i + 2]) for i in at])
    return [
        *(left, right, left & right, at_start, at_end),
        *(was_known >= 2, was_known >= 3, now_known >= 2, now_known >= 3, person, abroad),
    ]


def _around(read: _Read, at: int) -> tuple[str, int]:
    """The text around a place and where in it the place is."""
    start = max(int(read.starts[read.number[at]]), at - 12)
    return read.joined[start : min(int(read.ends[read.number[at]]), at + 12)], at - start


def _known(text: str, at: int, char: str) -> int:
    """How long the longest word of the dictionary is that would lie over `at` if `char` stood there; at most 4."""
    around = text[max(0, at - 3) : at] + char + text[at + 1 : at + 4]
    place, listed = min(at, 3), words.listed()
    for size in (4, 3, 2):
        for start in range(max(0, place - size + 1), min(place, len(around) - size) + 1):
            if listed.get(around[start : start + size]):
                return size
    return 1
