"""Who answers for a task: one main owner, shares that add up, and nobody who watches over himself (checks P9, P17).

Pure: judges names, posts and shares as they are written, whatever the spelling. Does not know cells nor who is in the
registry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from registry.rules.policy import Finding
from registry.vietnamese import fold, number_in_text, strip_honorific

ONE_OWNER, OWN_WATCH = "P9", "P17"
_WHOLE = Decimal(100)  # per cent
_PARTS = re.compile(r"\s*[,;\n]\s*|\s+-\s+")
_KINDS = re.compile(r"\b(?:thuong truc|lanh dao|tap the)\b")
_LEVEL = r"(?:huyen|tinh|xa|thi tran|thanh pho|thi xa|phuong)"
_LEADS = r"(?:bi thu|chu tich|truong|chanh|giam doc|chu nhiem|thu truong|uy vien|thanh vien)(?: thuong truc)?"
_FEWEST_LETTERS = 3  # of a collective's own name; "TT" alone says nothing


def shares_of(shares: Sequence[Decimal | None]) -> Finding | None:
    """Where somebody has a share, everybody has one and they add up to 100 per cent."""
    known = [share for share in shares if share is not None]
    if not known or (len(known) == len(shares) and sum(known) == _WHOLE):
        return None
    if len(known) < len(shares):
        message = "Có người chưa ghi tỷ lệ. Ghi tỷ lệ của mọi người đồng chủ trì, cộng lại bằng 100%, hoặc bỏ hết."
    else:
        total = number_in_text(sum(known, Decimal()), unit="%")
        message = f"Tỷ lệ của những người đồng chủ trì cộng lại là {total}, phải bằng 100%."
    return Finding(ONE_OWNER, "shares-not-whole", "co_owners", message)


def own_watch_of(supervisor: str, official: str, post: str, attached: Iterable[str] = ()) -> Finding | None:
    """Nobody supervises their own task: by name however it is spelt, or by a post they hold."""
    if not supervisor:
        return None
    watcher = _words(supervisor)
    person = next((name for name in (official, *attached) if name and _is_named(name, watcher)), "")
    if person:
        return _own_watch(f"{person} vừa được giao việc vừa theo dõi việc đó.")
    if official and len(watcher) <= len(post) and watcher in _posts(post):
        return _own_watch(f"{official} giữ chức vụ “{supervisor}”, tức là tự theo dõi việc của mình.")
    return None


def collective_watch_of(supervisor: str, collective: str) -> Finding | None:
    """A collective that is watched by itself or by somebody who leads it (Thường trực HĐND by its Chủ tịch)."""
    names = _name_of(collective)
    if names is None or not names.search(_words(supervisor)):
        return None
    return _own_watch(f"“{supervisor}” thuộc chính tập thể được giao việc ({collective}).")


def _is_named(name: str, words: str) -> bool:
    """True when a name stands among folded words; most names fall at their last word."""
    return _words(name.rsplit(" ", 1)[-1]) in words and f" {_words(name)} " in f" {words} "


def _own_watch(what: str) -> Finding:
    return Finding(OWN_WATCH, "supervises-own-task", "supervisor", f"{what} Chọn người theo dõi khác.")


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> str:
    """A name or post without honorific, as folded words."""
    return re.sub(r"\W+", " ", fold(strip_honorific(text))).strip()


@lru_cache(maxsize=1 << 14)
def _posts(post: str) -> frozenset[str]:
    """The posts a text names, and the whole of it."""
    return frozenset(_words(part) for part in (post, *_PARTS.split(post)) if part)


@lru_cache(maxsize=1 << 14)
def _name_of(collective: str) -> re.Pattern[str] | None:
    """A post that leads the collective, or the collective itself: "chu tich hdnd", never "chu tich hdnd xa"."""
    whole = _words(collective)
    own = " ".join(_KINDS.sub(" ", whole).split())
    found = re.fullmatch(rf"(.+?)(?: ({_LEVEL}))?", own)
    if found is None or len(found[1]) < _FEWEST_LETTERS:
        return None
    alone = rf"|{re.escape(found[1])}(?! {_LEVEL}\b)" if found[2] else ""
    return re.compile(rf"^{re.escape(whole)}\b|\b{_LEADS} (?:{re.escape(own)}{alone})\b")
