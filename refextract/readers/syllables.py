"""Which words can be Vietnamese: the syllables that its spelling allows.

A syllable is an onset, a rime and at most one tone. The rimes are those of the orthography taught
in schools (quốc ngữ), with a few of loan words; one that ends in c, ch, p or t bears only the acute
or the dot. A wrong guess at an encoding breaks this at once, which is what tells encodings apart.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import normalize

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_STOPPED_TONES: Final = "\u0301\u0323"
"""Acute and dot below."""

_ONSET: Final = re.compile(r"ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx]|(?=.)")

_RIMES: Final = frozenset(
    normalize("NFD", rime)
    for rime in """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng êc
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong oong ooc op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn
    oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ôông ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uêt uên uơ uôc uôi uôm uôn uông uôt uy
    uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu ưm
    ưn ơng y yêm yên yêng yêt yêu
    """.split()
)


@lru_cache(maxsize=1 << 16)
def is_syllable(word: str) -> bool:
    """Say whether a word is spelled as Vietnamese is.

    Args:
        word: letters only, composed or decomposed, in lower case, in capitals, or with a capital
            first letter; any other mixture is none.

    >>> is_syllable("Nghị"), is_syllable("QUYẾT"), is_syllable("ngừơi"), is_syllable("ViÖt")
    (True, True, True, False)
    """
    letters = normalize("NFC", word)
    if not (letters.islower() or letters.isupper() or letters[1:].islower()):
        return False
    parts = normalize("NFD", letters.lower())
    tones = [char for char in parts if char in _TONES]
    if len(tones) > 1:
        return False
    bare = "".join(char for char in parts if char not in _TONES)
    # A final stop cuts the voice off, which leaves only two of the tones.
    if tones and bare.endswith(("c", "ch", "p", "t")) and tones[0] not in _STOPPED_TONES:
        return False
    onset = _ONSET.match(bare)
    if onset is None:
        return False
    # What looks like the onset gi may be g with a rime in i: gì, giếng.
    return bare[onset.end() :] in _RIMES or (bare.startswith("g") and bare[1:] in _RIMES)
