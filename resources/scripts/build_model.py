"""Builds resources/model/model.npz, the language model, from its two sources.

    build_model.py ARPA NGRAM_DIR OUT.npz

ARPA is libime's word model (data/lm_sc.arpa-*.tar.xz, unpacked), NGRAM_DIR holds unigram.tsv, bigram.tsv and
trigram.tsv with character counts of news. Needs a few minutes and 4 GB. What the arrays mean stands in
editor/language/model.py, where the sources come from in resources/model/SOURCES.toml.

The word model has no counts, so the characters' share of it is reckoned from its stationary distribution: how often a
long text written by it would show each character n-gram that lies in a word or across two or three words.
"""

import sys
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import opencc

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Grams = tuple[Ints, Floats]
Words = list[str]

DIGIT, LETTER, HAN_BITS = 1, 2, 14
MASK = (1 << HAN_BITS) - 1
VIRTUAL = 24e6
"""How many characters the word model's text counts for, beside 9.6 million of news: chosen on sentences not counted."""
DISCOUNT = (0.5, 0.9)
LN10 = float(np.log(10))
KEEP_TRIGRAMS, KEEP_BIGRAMS, KEEP_WORD_BIGRAMS = 680_000, 310_000, 720_000
LONGEST = 8
STEP, BOW_STEP, BOW_TOP = 0.08, 0.04, 2.0


def read_arpa(path: Path) -> tuple[Words, Floats, Floats, list[tuple[Ints, Floats, Floats]]]:
    """Words, their log10 probability and back-off weight, then for order 2 and 3: word ids, log10, back-off."""
    words: Words = []
    rows: list[list[tuple[float, ...]]] = [[], [], []]
    number: dict[str, int] = {}
    order = 0
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("\\"):
                order = int(line[1]) if line[1].isdigit() else 0
                continue
            parts = line.rstrip("\n").split("\t")
            if order == 0 or len(parts) < 2:
                continue
            if order == 1:
                number[parts[1]] = len(words)
                words.append(parts[1])
            ids = [number[word] for word in parts[1].split(" ")]
            rows[order - 1].append((*ids, float(parts[0]), float(parts[2]) if len(parts) > 2 else 0.0))
    tables = [np.array(table) for table in rows]
    orders = [(t[:, :-2].astype(np.int64), t[:, -2], t[:, -1]) for t in tables]
    return words, orders[0][1], orders[0][2], orders[1:]


def stationary(log_p: Floats, log_bow: Floats, pairs: Ints, pair_p: Floats) -> Floats:
    """How often each word comes in a long text of the bigram model; sums to one."""
    uni, bow, given = 10**log_p, 10**log_bow, 10**pair_p
    uni /= uni.sum()
    share = uni.copy()
    for _ in range(30):
        explicit = share[pairs[:, 0]] * given
        after = np.bincount(pairs[:, 1], explicit, len(uni))
        rest = (share * bow).sum() - np.bincount(
            pairs[:, 1], (share * bow)[pairs[:, 0]] * uni[pairs[:, 1]], len(uni)
        ).sum()
        after += max(rest, 0.0) * uni
        share = after / after.sum()
    return share


def alphabet(words: Words, share: Floats, news: dict[str, float]) -> dict[str, int]:
    """Characters to ids: 0 unknown, 1 digits, 2 letters; traditional and full-width forms share their plain form's."""
    weight = dict(news)
    for word, p in zip(words, share, strict=True):
        for char in word:
            weight[char] = weight.get(char, 0.0) + p * VIRTUAL
    simple = cast("Any", opencc.OpenCC("t2s")).convert  # opencc has no types
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    ids = dict.fromkeys("0123456789０１２３４５６７８９", DIGIT)
    ids |= dict.fromkeys(letters + "".join(chr(ord(c) + 0xFEE0) for c in letters), LETTER)
    for char in sorted(weight):
        common = simple(char) == char or news.get(char, 0) >= 20
        if common and char not in ids and unfold(char) == char and not char.isspace():
            ids[char] = max(ids.values()) + 1
    for code in (*range(0x21, 0x7F), *range(0x3400, 0xA000), *range(0xFF01, 0xFF5F)):
        char = chr(code)
        if char not in ids:
            ids[char] = ids.get(unfold(char), 0) or ids.get(simple(char), 0)
    return {char: number for char, number in ids.items() if number and ord(char) < 0x10000}


def unfold(char: str) -> str:
    """The full-width form of an ASCII mark as Chinese text writes it; other characters stay."""
    return (
        chr(ord(char) + 0xFEE0)
        if char in "!(),:;?"
        else chr(ord(char) - 0xFEE0)
        if char in "％＋－．／＝＞＜＊～"
        else char
    )


def pack(columns: Ints) -> Ints:
    """Rows of ids as one key each, the first id uppermost."""
    key = np.zeros(len(columns), np.int64)
    for at in range(columns.shape[1]):
        key = (key << HAN_BITS) | columns[:, at]
    return key


def add_up(keys: list[Ints], counts: list[Floats]) -> Grams:
    """Sorted unique keys with their sums."""
    key, where = np.unique(np.concatenate(keys), return_inverse=True)
    return key, np.bincount(where, np.concatenate(counts), len(key)).astype(np.float64)


def news_grams(folder: Path, ids: dict[str, int]) -> list[Grams]:
    """The counted n-grams of orders 1 to 3."""
    out: list[Grams] = []
    for order, name in enumerate(("unigram", "bigram", "trigram"), 1):
        rows = [
            line.split("\t")
            for line in (folder / f"{name}.tsv").read_text("utf-8").split("\n")
            if line.count("\t") == 1
        ]
        rows = [row for row in rows if len(row[0]) == order]
        columns = np.array([[ids.get(c, 0) for c in gram] for gram, _ in rows], np.int64)
        out.append(add_up([pack(columns)], [np.array([float(count) for _, count in rows])]))
    return out


def word_grams(spell: list[list[int]], share: Floats, orders: list[tuple[Ints, Floats, Floats]]) -> list[Grams]:
    """Expected n-grams of the word model, orders 1 to 3, scaled to VIRTUAL characters."""
    length = np.array([len(s) for s in spell])
    scale = VIRTUAL / float((share * length).sum())
    keys: list[list[Ints]] = [[], [], []]
    counts: list[list[Floats]] = [[], [], []]

    def put(order: int, columns: Ints, count: Floats) -> None:
        keys[order - 1].append(pack(columns))
        counts[order - 1].append(count * scale)

    padded = np.zeros((len(spell), LONGEST), np.int64)
    for at, chars in enumerate(spell):
        padded[at, : min(LONGEST, len(chars))] = chars[:LONGEST]
    last = np.array([s[-1] for s in spell], np.int64)
    last2 = np.array([s[-2] if len(s) > 1 else 0 for s in spell], np.int64)
    for order in (1, 2, 3):
        for at in range(LONGEST - order + 1):
            fits = length >= at + order
            put(order, padded[fits, at : at + order], share[fits])
    pairs, pair_p, _ = orders[0]
    a, b = pairs[:, 0], pairs[:, 1]
    joint = share[a] * 10**pair_p
    put(2, np.stack([last[a], padded[b, 0]], 1), joint)
    long = length[b] > 1
    put(3, np.stack([last[a], padded[b, 0], padded[b, 1]], 1)[long], joint[long])
    long = length[a] > 1
    put(3, np.stack([last2[a], last[a], padded[b, 0]], 1)[long], joint[long])
    triples, triple_p, _ = orders[1]
    pair_key = a << 20 | b
    by_key = np.argsort(pair_key)
    found = np.searchsorted(pair_key[by_key], triples[:, 0] << 20 | triples[:, 1])
    together = joint[by_key[np.minimum(found, len(by_key) - 1)]] * 10**triple_p
    single = length[triples[:, 1]] == 1
    columns = np.stack([last[triples[:, 0]], padded[triples[:, 1], 0], padded[triples[:, 2], 0]], 1)
    put(3, columns[single], together[single])
    return [add_up(keys[n], counts[n]) for n in range(3)]


def look_up(grams: Grams, keys: Ints) -> Floats:
    """Counts of keys, 0 where there is none."""
    at = np.minimum(np.searchsorted(grams[0], keys), len(grams[0]) - 1)
    return np.where(grams[0][at] == keys, grams[1][at], 0.0)


def conditional(grams: Grams, below: Grams, lower: Floats, discount: float, keep: int) -> tuple[Grams, Grams]:
    """The `keep` n-grams that say most, with log probability, and the log back-off weight of their contexts.

    `below` counts the contexts, `lower` is each n-gram's log probability without its first character. Absolute
    discounting, interpolated; then made a back-off model, so that what is left out costs least.
    """
    key, count = grams
    contexts, where = np.unique(key >> HAN_BITS, return_inverse=True)
    total = np.maximum(look_up(below, contexts), np.bincount(where, count))[where]
    kept = np.maximum(count - discount, 0.0) / total
    spare = np.maximum(1.0 - np.bincount(where, kept, len(contexts)), 1e-6)[where]
    p_lower = np.exp(lower)
    p = kept + spare * p_lower
    worth = np.where(kept > 0, count * np.log(p / (spare * p_lower)), -1.0)
    best = np.sort(np.argsort(-worth)[:keep])
    taken = np.minimum(np.bincount(where[best], p[best], len(contexts)), 0.9999)
    lower_taken = np.minimum(np.bincount(where[best], p_lower[best], len(contexts)), 0.9999)
    bow = (1.0 - taken) / (1.0 - lower_taken)
    return (key[best], np.log(p[best])), (contexts, np.log(np.maximum(bow, 1e-4)))


def backed_off(keys: Ints, two: Grams, bow: Floats, uni: Floats) -> Floats:
    """Log probability of the second character of each bigram key after the first."""
    at = np.minimum(np.searchsorted(two[0], keys), len(two[0]) - 1)
    return np.where(two[0][at] == keys, two[1][at], bow[keys >> HAN_BITS] + uni[keys & MASK])


def in_bytes(log_p: Floats) -> npt.NDArray[np.uint8]:
    """Log probabilities in steps of STEP."""
    return np.clip(np.round(-log_p / STEP), 0, 255).astype(np.uint8)


def bow_bytes(log_bow: Floats) -> npt.NDArray[np.uint8]:
    """Log back-off weights in steps of BOW_STEP below BOW_TOP."""
    return np.clip(np.round((BOW_TOP - log_bow) / BOW_STEP), 0, 255).astype(np.uint8)


def build(arpa: Path, ngrams: Path, out: Path) -> None:
    """Writes the model."""
    words, log_p, log_bow, orders = read_arpa(arpa)
    share = stationary(log_p, log_bow, orders[0][0], orders[0][1])
    news = {
        r[0]: float(r[1])
        for r in (line.split("\t") for line in (ngrams / "unigram.tsv").read_text("utf-8").split("\n"))
        if len(r) == 2
    }
    ids = alphabet(words, share, news)
    spell = [[ids.get(c, 0) for c in word] for word in words]
    print(len(words), "words", max(ids.values()), "characters")
    merged = [
        add_up([a[0], b[0]], [a[1], b[1]])
        for a, b in zip(news_grams(ngrams, ids), word_grams(spell, share, orders), strict=True)
    ]
    size = max(ids.values()) + 1
    uni = np.full(size, 0.3)
    uni[merged[0][0]] += merged[0][1]
    uni_log = np.log(uni / uni.sum())
    two, bows = conditional(merged[1], merged[0], uni_log[merged[1][0] & MASK], DISCOUNT[0], KEEP_BIGRAMS)
    bow2 = np.zeros(size)
    bow2[bows[0]] = bows[1]
    lower = backed_off(merged[2][0] & (MASK << HAN_BITS | MASK), two, bow2, uni_log)
    three, bow3 = conditional(merged[2], merged[1], lower, DISCOUNT[1], KEEP_TRIGRAMS)
    print(len(two[0]), "bigrams", len(three[0]), "trigrams of characters")
    arrays = char_arrays(ids, uni_log, two, bow2, three, bow3) | word_arrays(words, spell, share, log_bow, orders[0])
    np.savez(out, allow_pickle=False, **arrays)
    for name, array in arrays.items():
        print(f"{name:14}{array.nbytes:>10}")
    print(out.stat().st_size)


def char_arrays(
    ids: dict[str, int], uni: Floats, two: Grams, bow: Floats, three: Grams, bow3: Grams
) -> dict[str, npt.NDArray[np.generic]]:
    """The characters' half: bigrams in rows by their first id, trigrams in rows by their bigram."""
    size = len(uni)
    codes = np.array(sorted(ord(c) for c in ids), np.uint16)
    heads = np.union1d(two[0], np.unique(three[0] >> HAN_BITS))
    p2 = backed_off(heads, two, bow, uni)
    bow_two = np.zeros(len(heads))
    at = np.searchsorted(heads, bow3[0])
    held = (at < len(heads)) & (heads[np.minimum(at, len(heads) - 1)] == bow3[0])
    bow_two[at[held]] = bow3[1][held]
    rows3 = np.bincount(np.searchsorted(heads, three[0] >> HAN_BITS), minlength=len(heads))
    return {
        "codes": codes,
        "ids": np.array([ids[chr(c)] for c in codes], np.uint16),
        "uni": in_bytes(uni),
        "uni_bow": bow_bytes(bow),
        "two_rows": np.bincount(heads >> HAN_BITS, minlength=size).astype(np.uint16),
        "two": (heads & (MASK)).astype(np.uint16),
        "two_p": in_bytes(p2),
        "two_bow": bow_bytes(bow_two),
        "three_rows": rows3.astype(np.uint16),
        "three": (three[0] & (MASK)).astype(np.uint16),
        "three_p": in_bytes(three[1]),
    }


def word_arrays(
    words: Words, spell: list[list[int]], share: Floats, log_bow: Floats, bigrams: tuple[Ints, Floats, Floats]
) -> dict[str, npt.NDArray[np.generic]]:
    """The words' half: words in order of length and spelling, bigrams in rows by their first word, 18 + 6 bits each."""
    fit = [n for n, s in enumerate(spell) if 0 not in s and len(s) <= LONGEST and words[n] != "<unk>"]
    fit.sort(key=lambda n: (len(spell[n]), spell[n], -share[n]))
    fit = [n for at, n in enumerate(fit) if at == 0 or spell[n] != spell[fit[at - 1]]]
    number = np.full(len(words), -1)
    number[fit] = np.arange(len(fit))
    pairs, pair_p, _ = bigrams
    a, b = number[pairs[:, 0]], number[pairs[:, 1]]
    joint = share[pairs[:, 0]] * 10**pair_p
    gain = joint * (pair_p * LN10 - log_bow[pairs[:, 0]] * LN10 - np.log(share[pairs[:, 1]] + 1e-12))
    gain[(a < 0) | (b < 0)] = -1
    best = np.argsort(-gain)[:KEEP_WORD_BIGRAMS]
    best = best[np.lexsort((b[best], a[best]))]
    a, b, p = a[best], b[best], pair_p[best] * LN10
    mine = share[fit] / share[fit].sum()
    bow = (1 - np.minimum(np.bincount(a, np.exp(p), len(fit)), 0.999)) / (
        1 - np.minimum(np.bincount(a, mine[b], len(fit)), 0.999)
    )
    packed = (b << 6 | np.clip(np.round(-p / 0.22), 0, 63).astype(np.int64)).astype("<u4")
    return {
        "word_lengths": np.bincount([len(spell[n]) for n in fit], minlength=LONGEST + 1).astype(np.uint32),
        "word_chars": np.concatenate([spell[n] for n in fit]).astype(np.uint16),
        "word_p": in_bytes(np.log(mine)),
        "word_bow": bow_bytes(np.log(bow)),
        "pair_rows": np.bincount(a, minlength=len(fit)).astype(np.uint16),
        "pairs": packed.view(np.uint8).reshape(-1, 4)[:, :3].copy(),
    }


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    build(*(Path(argument) for argument in sys.argv[1:]))
