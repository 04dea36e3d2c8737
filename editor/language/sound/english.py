# SPDX-License-Identifier: GPL-3.0-or-later
"""Words in Latin letters as phones: English spelling by rules, and letters by their names.

Recognisers invent spellings (Fenton, statseek), so rules are needed anyway; a dictionary would not
know half of the words. Vowels are coarse: they count little.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from editor.language.sound.phones import numbers

if TYPE_CHECKING:
    from editor.language.sound.phones import Phones

_LETTERS = {
    "a": "e i",
    "b": "b i",
    "c": "s i",
    "d": "d i",
    "e": "i",
    "f": "e f",
    "g": "j i",
    "h": "e i ch",
    "i": "a i",
    "j": "j e i",
    "k": "k e i",
    "l": "e l",
    "m": "e m",
    "n": "e n",
    "o": "o u",
    "p": "p i",
    "q": "k y u",
    "r": "a r",
    "s": "e s",
    "t": "t i",
    "u": "y u",
    "v": "v_ i",
    "w": "d a b l y u",
    "x": "e k s",
    "y": "w a i",
    "z": "z i",
    "0": "l i ng",
    "1": "i",
    "2": "a r",
    "3": "s a n",
    "4": "s I",
    "5": "u",
    "6": "l i o u",
    "7": "Q i",
    "8": "b a",
    "9": "J i o u",
}
"""Names of letters in English, and of digits in Chinese."""

_RULES = """
^kn n
^gn n
^wr r
^ps s
^x z
^mc m a k
^sch s k
tch ch
dge j
tion sh E n
ssion sh E n
sion zh E n
(?:ti|ci|si)(?=ou|al|en) sh
ture$ ch E r
sure$ zh E r
que$ k
gue$ g
age$ i j
ate$ e i t
ine$ a i n
ive$ i v_
eigh e i
igh a i
ough o
augh o
ology$ a l o j i
ch(?=[rln]) k
(?<=te)ch k
(?<=ar)ch(?=i) k
ch ch
ck k
ph f
sh sh
th th
^gh g
gh
qu k w
ng(?=[aeiouy]) ng g
ng ng
nk ng k
wh w
sc(?=[eiy]) s
cc(?=[eiy]) k s
c(?=[eiy]) s
gg g
gu(?=[aeiy]) g
g(?=[eiy]) j
dj j
x k s
mb$ m
([bcdfklmnprstvz])\\1 =
er(?![aeiou]) E r
ir(?![aeiou]) E r
ur(?![aeiou]) E r
ear i r
ar(?![aeiou]) a r
or(?![aeiou]) o r
oar o r
our o r
air e r
a(?=[bcdfgklmnpstvz]e$) e i
i(?=[bcdfgklmnpstvz]e$) a i
o(?=[bcdfgklmnpstvz]e$) o u
u(?=[bcdfgklmnpstvz]e$) u
e(?=[bcdfgklmnpstvz]e$) i
a(?=[bcdfgklmnpstvz]ing$) e i
i(?=[bcdfgklmnpstvz]ing$) a i
u(?=[bcdfgklmnpstvz]ing$) u
o(?=[bcdfgklmnpstvz]ing$) o u
(?<=[bcdfgkpstz])le$ E l
(?<=[td])ed$ i d
(?<=[^aeiou])ed$ d
(?<=[aeiouy].)e$
(?<=[aeiouy]..)e$
(?<=[aeiouy]..)es$ z
ee i
ea i
ey$ i
ie$ i
ie i
ei e i
oo u
ou a u
ow$ o u
ow a u
oa o u
oi o i
oy o i
ai e i
ay e i
au o
aw o
eu u
ew u
ue$ u
ui u i
ia i a
io i o
^y y
y$ i
y(?=[aeou]) y
y i
o$ o u
a a
e e
i i
o o
u(?=[^aeiou][^aeiou]|[^aeiou]$) a
u u
b b
c k
d d
f f
g g
h(?=[aeiouy]) h
h
j j
k k
l l
m m
n n
p p
q k
r r
s s
t t
v v_
w w
z z
"""
"""Spelling, and its phones; at each place the first rule that fits. ``=``: as the single letter."""

_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d")
_SHORT = 3
"""Letters of an abbreviation that is spelled out though it has vowels: AGI, API."""
_MOST = 24
"""Letters of a word that are looked at."""


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = (row.partition(" ") for row in _RULES.strip().splitlines())
    return tuple((re.compile(spelling.replace("\\\\", "\\")), names) for spelling, _, names in rows)


@lru_cache(maxsize=8192)
def spoken(word: str) -> Phones:
    """A word as it is most likely spoken: letters and digits without spaces."""
    return readings(word)[0]


@lru_cache(maxsize=4096)
def readings(word: str) -> tuple[Phones, ...]:
    """All ways to speak a word, the likeliest first."""
    word = word[:_MOST]
    pieces = _PIECE.findall(word)
    if not pieces or sum(map(len, pieces)) != len(word):
        return (_read(_ascii(word)),)
    names = re.sub(r"\d", "", word)
    whole = (_read(word.lower()),)
    if len(names) <= 1 or not _VOWEL.search(names):
        return (_spelled(word),)
    if names.isupper():
        letters = (_spelled(word),)
        return letters + whole if len(names) <= _SHORT else whole + letters
    if len(pieces) > 1 and not any(len(piece) == 1 and piece.isupper() for piece in pieces):
        apart = tuple(phone for piece in pieces for phone in readings(piece)[0])
        return tuple(dict.fromkeys((apart, *whole)))
    if word.islower() and len(word) <= _SHORT:
        return (*whole, _spelled(word))
    return whole


def _ascii(word: str) -> str:
    import unicodedata

    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in plain if letter in _LETTERS)


def _spelled(word: str) -> Phones:
    names = (_LETTERS[letter] for letter in word.lower() if letter in _LETTERS)
    return tuple(phone for name in names for phone in numbers(name))


def _read(word: str) -> Phones:
    found: list[int] = []
    for run in re.findall(r"[a-z]+|\d", word):
        found += _spelled(run) if run.isdecimal() else _by_rules(run)
    return tuple(found)


def _by_rules(word: str) -> Phones:
    found: list[int] = []
    place = 0
    while place < len(word):
        for pattern, names in _rules():
            match = pattern.match(word, place)
            if match and match.end() > place:
                if names == "=":
                    place += 1
                    break
                found += numbers(names)
                place = match.end()
                break
        else:
            place += 1
    return tuple(found)
