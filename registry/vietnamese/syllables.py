"""What can be one Vietnamese syllable.

Knows onsets, rimes and which tones a stopped rime takes. Refuses to know meanings: "nghẽm" is a syllable here.
It judges whether a decoded text can be Vietnamese at all, so rare spellings are welcome and foreign ones are not.
"""

from __future__ import annotations

from functools import cache, lru_cache

from registry.vietnamese.letters import split_tone

_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
    op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi uôm
    uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp
    ươt ươu y yêm yên yêng yêt yêu
    """
_AFTER_QU = """
    a ac ach ai an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât âu ây e en eng eo et ê ên ênh êch êt i ich
    in inh ip it iu ơ ơi ơn ơt ôc y yên yêt ynh ych yt
    """
_AFTER_GI = "ên êng êc êt êm êp êu"  # giên, giêng …: written with the i of the onset only
_FRONT = "eêiy"
_STOPS = ("c", "ch", "p", "t")
_STOP_TONES = ("\u0301", "\u0323")  # a stopped syllable is sắc or nặng, nothing else


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """True when `word`, in any case and with its tone on any vowel, is built like a Vietnamese syllable."""
    toneless, tones = split_tone(word.lower())
    if len(tones) > 1 or (toneless.endswith(_STOPS) and tones not in _STOP_TONES):
        return False
    return any(_fits(toneless[: len(onset)], toneless[len(onset) :]) for onset in _onsets_of(toneless))


def _onsets_of(toneless: str) -> list[str]:
    """Every onset the letters may begin with, "" among them."""
    return ["", *(onset for onset in _words(_ONSETS) if toneless.startswith(onset))]


def _fits(onset: str, rime: str) -> bool:
    """True when the rime exists and the onset is spelt as it is before that vowel (c/k, g/gh, ng/ngh)."""
    if onset == "qu":
        return rime in _words(_AFTER_QU)
    if onset == "gi":
        return rime in _words(_AFTER_GI) or (rime in _words(_RIMES) and not rime.startswith(("i", "uy", "y")))
    if rime not in _words(_RIMES):
        return False
    is_front = rime[0] in _FRONT
    if onset in ("k", "gh", "ngh"):
        return is_front
    if onset in ("c", "ng"):
        return not is_front
    if onset == "g":
        return not is_front or rime[0] == "i"
    return not rime.startswith("iê" if onset == "" else "yê")


@cache
def _words(text: str) -> frozenset[str]:
    """The words of one of the lists above."""
    return frozenset(text.split())
