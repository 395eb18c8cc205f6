"""Why the engine decided as it did, a line for each decision, in the order of the raw text."""

from collections.abc import Iterable

from editor.core.evidence import Evidence, HeadMatch, Reason, Seam
from editor.core.raw import RawText

_SHOWN = 10
"""How many characters of a text are shown."""


def explained(raw: RawText, evidence: Evidence) -> str:
    """Lines FILE:LINE: decision, what it is about, and the evidence: code, its weight in log-odds, its details."""
    lines = [(seam.left, _seam(raw, seam)) for seam in evidence.seams]
    lines += [(head.span[0], _head(raw, head)) for head in evidence.heads]
    lines += [(span[0], f"note: {_shown(raw, span)}{_reasons([reason])}") for span, reason in evidence.notes]
    return "".join(f"{raw.name}:{raw.line_at(at).number}: {line}\n" for at, line in sorted(lines))


def _seam(raw: RawText, seam: Seam) -> str:
    upper = raw.text[max(0, seam.left - _SHOWN) : seam.left].split("\n")[-1]
    lower = raw.text[seam.right : seam.right + _SHOWN].split("\n")[0]
    chances = ", ".join(f"{kind} {chance:.0%}" for kind, chance in seam.chance.items())
    return f"{seam.kind} ({chances}): {upper.strip()} ‖ {lower.strip()}{_reasons(seam.reasons)}"


def _head(raw: RawText, head: HeadMatch) -> str:
    rivals = "".join(f", {ident} {score:.2f}" for ident, score in head.rivals)
    where = f"{head.article or '-'} {head.confidence:.0%}{rivals}"
    return f"head ({where}): {_shown(raw, head.span)}{_reasons(head.reasons)}"


def _shown(raw: RawText, span: tuple[int, int]) -> str:
    text = " ".join(raw.text[span[0] : span[1]].split())
    return text if len(text) <= 2 * _SHOWN else text[: 2 * _SHOWN] + "…"


def _reasons(reasons: Iterable[Reason]) -> str:
    told = [f"{r.code} {r.weight:+.1f}" + (f" ({', '.join(r.args)})" if r.args else "") for r in reasons]
    return f" [{'; '.join(told)}]" if told else ""
