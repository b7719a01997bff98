"""Dates as each language of the edition writes them, whatever the machine's locale says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}


def long_date(moment: datetime, language: str) -> str:
    """The date and time of day as a reader of that language writes it."""
    if language == "ja":
        return f"{moment.year}年{moment.month}月{moment.day}日 {moment.hour}時{moment.minute:02}分"
    month = month_name(moment, language)
    joiner = {"fr": " à ", "ar": " - "}.get(language, ", ")
    clock = (
        f"{moment.hour}h{moment.minute:02}" if language == "fr" else f"{moment.hour:02}:{moment.minute:02}"
    )
    return f"{moment.day} {month} {moment.year}{joiner}{clock}"


def month_name(moment: datetime, language: str = "en") -> str:
    """The month's name."""
    return _MONTHS[language].split()[moment.month - 1]
