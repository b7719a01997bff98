"""Bytes of a feed to text: which encoding it is in, out of those that feeds are written in."""

from __future__ import annotations

import codecs
import re
from functools import cache

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# "<?xm" in the letters of IBM's mainframes.
_MAINFRAME = re.compile(rb"\x4c\x6f\xa7\x94")
# How "<?" or "<r" begins where letters take more bytes (XML 1.0, appendix F).
_WIDE = (
    (re.compile(rb"<\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0<"), "utf-32-be"),
    (re.compile(rb"<\0[^\0]"), "utf-16-le"),
    (re.compile(rb"\0<\0"), "utf-16-be"),
    (_MAINFRAME, "cp037"),
)
_NAMES = """
    utf-8 ascii latin-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9
    iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 cp1250 cp1251 cp1252 cp1253 cp1254
    cp1255 cp1256 cp1257 cp1258 cp437 cp737 cp775 cp850 cp852 cp855 cp856 cp857 cp858 cp860 cp861 cp862
    cp863 cp864 cp865 cp866 cp869 cp874 cp1125 koi8-r koi8-t koi8-u kz1048 mac-roman mac-cyrillic mac-greek
    mac-iceland mac-latin2 mac-turkish tis-620 gb18030 gbk gb2312 big5 big5hkscs shift_jis cp932 euc_jp
    iso2022_jp euc_kr cp949 johab hz ptcp154
"""
_MAINFRAME_NAMES = "cp037 cp273 cp424 cp500 cp875 cp1026 cp1140"
# Labels of the WHATWG Encoding Standard that Python does not know, past an "x-" before a known one.
_LABELS = {
    "cn-big5": "big5",
    "cseuckr": "euc_kr",
    "cseucpkdfmtjapanese": "euc_jp",
    "csgb2312": "gb2312",
    "csksc56011987": "cp949",
    "csmacintosh": "mac-roman",
    "dos-874": "cp874",
    "gb_2312-80": "gb2312",
    "iso-8859-6-e": "iso8859-6",
    "iso-8859-6-i": "iso8859-6",
    "iso-8859-8-e": "iso8859-8",
    "iso-8859-8-i": "iso8859-8",
    "koi": "koi8-r",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "ks_c_5601-1989": "cp949",
    "ksc_5601": "cp949",
    "logical": "iso8859-8",
    "mac": "mac-roman",
    "mac-ukrainian": "mac-cyrillic",
    "visual": "iso8859-8",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
}
# What a label means in practice is the larger set (WHATWG Encoding).
_LARGER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
}
_USUAL = frozenset({"utf-8", "utf8"})
_SEVEN_BIT = frozenset({"iso2022_jp", "hz"})
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)


def decode(body: bytes, content_type: str | None = None) -> str:
    """Return the text of `body`; see `decoded`."""
    return decoded(body, content_type)[0]


def decoded(body: bytes, content_type: str | None = None) -> tuple[str, bool]:
    """Return the text of `body`, without a byte order mark; what cannot be read becomes U+FFFD. And whether
    the text in UTF-8 is `body`, to the byte.

    A byte order mark decides; then what is valid UTF-8 is UTF-8, whatever it claims; then the content type's
    charset, the XML declaration, as far as they say what can be, a torn letter aside; windows-1252. Only
    well-known encodings are tried.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace"), False
    for start, encoding in _WIDE:
        if start.match(body):
            return body.decode(_code_page(body) or encoding, "replace"), False
    return _by_label(body, content_type or "")


def _by_label(body: bytes, content_type: str) -> tuple[str, bool]:
    charset, declared = _CHARSET.search(content_type[:1000]), _DECLARED.match(body[:1000])
    labels = [charset[1]] if charset else []
    labels += [declared[1].decode("ascii")] if declared else []
    named = dict.fromkeys(encoding for label in labels if (encoding := _known(label)))
    first = [] if _SEVEN_BIT & named.keys() else ["utf-8"]
    for encoding in (*first, *named):
        try:
            return body.decode(encoding), encoding == "utf-8"
        except UnicodeError:
            continue
    # Mostly UTF-8 or what its label says, with a torn letter; or windows-1252 with no label, or a wrong one.
    text = body.decode("utf-8", "replace")
    if _is_slight(_lost(text), _high_bytes(body)):
        return text, False
    text = min((body.decode(encoding, "replace") for encoding in named), key=_lost, default="")
    if _is_slight(_lost(text), len(text) - len(text.encode("ascii", "ignore"))):
        return text, False
    return body.decode("cp1252", "replace"), False


def _lost(text: str) -> int:
    return text.count("\ufffd")


def _is_slight(lost: int, foreign: int) -> bool:
    """Whether what could not be read is damage. Far more of a text is lost where the encoding is another."""
    return lost * 20 < foreign


def _code_page(body: bytes) -> str | None:
    """Which of the mainframes' encodings the XML declaration names; all write its letters alike."""
    if not _MAINFRAME.match(body):
        return None
    declared = _DECLARED.match(body[:1000].decode("cp037").encode("ascii", "replace"))
    return _known(declared[1].decode("ascii"), _MAINFRAME_NAMES) if declared else None


def _known(label: str, names: str = _NAMES) -> str | None:
    """The codec for a label, or None if it is not one that feeds may use (wide ones show by their bytes)."""
    label = label.lower()
    while label.startswith("x-"):
        label = label[2:]
    if label in _USUAL:  # to compare it with all others takes their 60 modules
        return "utf-8"
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except (LookupError, ValueError):
        return None
    return _LARGER.get(name, name) if name in _codecs(names) else None


@cache
def _codecs(names: str) -> frozenset[str]:
    return frozenset(codecs.lookup(name).name for name in names.split())


def _high_bytes(body: bytes) -> int:
    return len(body) - len(body.translate(None, bytes(range(128, 256))))
