"""Which encoding a page is in: what is read under the labels of the web, and whether a label can be true."""

from __future__ import annotations

import codecs

_TO_TELL_BY = 20_000
_MOST_TORN = 20  # high bytes for each letter that cannot be read: with more of them a label is a lie
_SEVEN_BIT = "iso2022_jp"
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What browsers read for each codec, by Python's name for it (WHATWG Encoding Standard); no others are used.
_READ_AS = {
    "utf-8": "utf-8", "utf-16": "utf-16-le", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be",
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254",
    "tis-620": "cp874", "iso8859-11": "cp874", "cp874": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030",
    "big5": "big5hkscs", "cp950": "big5hkscs", "big5hkscs": "big5hkscs",
    **dict.fromkeys(("cp932", "shift_jis", "shift_jis_2004", "shift_jisx0213"), "cp932"),
    **dict.fromkeys(("euc_jp", "euc_jis_2004", "euc_jisx0213"), "euc_jp"),
    "iso2022_jp": _SEVEN_BIT, "euc_kr": "cp949", "cp949": "cp949",
    "koi8-r": "koi8_r", "koi8-u": "koi8_u", "cp866": "cp866", "mac-roman": "mac_roman",
    "mac-cyrillic": "mac_cyrillic",
    **{f"cp125{n}": f"cp125{n}" for n in range(9)},
    **{f"iso8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
}  # fmt: skip
# Labels of that standard that Python does not know.
_LABELS = {
    "x-sjis": "cp932", "windows-31j": "cp932", "windows-949": "cp949", "windows-874": "cp874",
    "dos-874": "cp874", "x-gbk": "gbk", "gb_2312-80": "gb2312", "csgb2312": "gb2312", "cn-big5": "big5",
    "x-x-big5": "big5", "x-euc-jp": "euc_jp", "cseucpkdfmtjapanese": "euc_jp", "cseuckr": "cp949",
    "csksc56011987": "cp949", "ks_c_5601-1989": "cp949", "ksc_5601": "cp949", "koi": "koi8-r",
    "koi8": "koi8-r", "koi8-ru": "koi8-u", "mac": "mac-roman", "x-mac-roman": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic", "x-mac-ukrainian": "mac-cyrillic", "x-cp1250": "cp1250",
    "x-cp1251": "cp1251", "x-cp1252": "cp1252", "logical": "iso8859-8", "visual": "iso8859-8",
    "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8", "unicode-1-1-utf-8": "utf-8",
}  # fmt: skip


def known(label: str) -> str | None:
    """Return the codec for a label or a codec's name, None if it is not one that pages are written in."""
    label = label.strip().lower()
    if label in {"utf-8", "utf8"}:
        return "utf-8"
    try:
        return _READ_AS.get(codecs.lookup(_LABELS.get(label, label)).name)
    except (LookupError, ValueError):
        return None


def text_as_stated(body: bytes, charset: str | None) -> str | None:
    """Return the text of a page in the encoding that HTTP names, which counts for more than what the page
    says of itself.

    None where HTTP names none, and where bytes are UTF-8 or begin with a byte order mark, which says better.
    A label that cannot be true counts for nothing, since servers put one on all that they have: the bytes are
    UTF-8 but for a few, or much of them is nothing that it could stand for.
    """
    encoding = known(charset) if charset else None
    if encoding is None or body.startswith(_MARKS):
        return None
    if encoding.startswith("utf-16"):
        text = body.decode(encoding, "replace")
        return text if "<" in text else None
    if encoding != _SEVEN_BIT and is_utf8(body):
        return None
    for codec in (encoding,) if encoding == _SEVEN_BIT else ("utf-8", encoding):
        text = body.decode(codec, "replace")
        if text.count("\ufffd") * _MOST_TORN <= _high_bytes(body):
            return text
    return None


def is_utf8(body: bytes) -> bool:
    """Whether bytes are UTF-8, but for a letter that is cut off at their end."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(body) - 4 and not body[: error.start].isascii()
    return True


def likely(body: bytes) -> str:
    """Return the codec that bytes look most like, among those that pages are written in."""
    from charset_normalizer import from_bytes

    best = from_bytes(body[:_TO_TELL_BY]).best()
    alike = [codec for name in best.could_be_from_charset if (codec := known(name))] if best else []
    return alike[0] if alike and "cp1252" not in alike else "cp1252"


def _high_bytes(body: bytes) -> int:
    return len(body) - len(body.translate(None, bytes(range(128, 256))))
