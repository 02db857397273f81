"""The ways in which the pages of the development set write a day."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from hijridate import Gregorian

EGYPT = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
LEVANT = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
MAGHREB = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
MOROCCO = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
WEEKDAYS = ["الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
ENGLISH_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
FRENCH_DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


def _hijri(date: datetime.date) -> str:
    day = Gregorian(date.year, date.month, date.day).to_hijri()
    return f"{day.day} {day.month_name('ar')} {day.year}"


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


DATE_STYLES: dict[str, Callable[[datetime.date], str]] = {
    "iso": lambda date: date.isoformat(),
    "path": lambda date: f"{date:%Y/%m/%d}",
    "slash": lambda date: f"{date.day}/{date.month}/{date.year}",
    "slash_dmy": lambda date: f"{date:%d/%m/%Y}",
    "slash_ymd": lambda date: f"{date:%Y/%m/%d}",
    "dash_dmy": lambda date: f"{date:%d-%m-%Y}",
    "dots": lambda date: f"{date:%d.%m.%Y}",
    "dotted": lambda date: f"{date:%d.%m.%Y}",
    "egypt": lambda date: f"{date.day} {EGYPT[date.month - 1]} {date.year}",
    "egypt_n": lambda date: f"{date.day} {EGYPT[date.month - 1]} {date.year}".translate(EASTERN),
    "egypt_nd": lambda date: f"{date.day} {EGYPT[date.month - 1]} {date.year}",
    "egypt_day": lambda date: f"{date.day} - {EGYPT[date.month - 1]} - {date.year}",
    "egypt_comma": lambda date: f"{EGYPT[date.month - 1]} {date.day}, {date.year}",
    "dash_abbr": lambda date: f"{date.day}-{ENGLISH[date.month - 1][:3]}-{date.year!s}",
    "weekday_egypt": lambda date: f"{WEEKDAYS[date.weekday()]} {date.day} {EGYPT[date.month - 1]} {date.year}",
    "weekday_dash": lambda date: f"{WEEKDAYS[date.weekday()]} {date.day}-{date.month}-{date.year}",
    "weekday_dual": lambda date: (
        f"{WEEKDAYS[date.weekday()]}، {date:%d} {EGYPT[date.month - 1]} / {LEVANT[date.month - 1]} {date.year}"
    ),
    "weekday_lev": lambda date: f"{WEEKDAYS[date.weekday()]} {date:%d} {LEVANT[date.month - 1]} {date.year}",
    "weekday_maghreb": lambda date: f"{WEEKDAYS[date.weekday()]}, {date:%d} {MAGHREB[date.month - 1]} {date.year}",
    "weekday_morocco": lambda date: f"{WEEKDAYS[date.weekday()]}، {date.day} {MOROCCO[date.month - 1]}، {date.year}",
    "time_weekday": lambda date: f"08:32 م | {WEEKDAYS[date.weekday()]} {date:%d} {EGYPT[date.month - 1]} {date.year}",
    "dual": lambda date: f"{date.day} {EGYPT[date.month - 1]}/ {LEVANT[date.month - 1]} {date.year}",
    "plain_month": lambda date: f"{date.day} {LEVANT[date.month - 1]} {date.year}",
    "lev_n": lambda date: f"{date.day} {LEVANT[date.month - 1]} {date.year}",
    "n_n": lambda date: f"{date.day} - {date.month} - {date.year}",
    "maghreb": lambda date: f"{date.day} {MAGHREB[date.month - 1]} {date.year}",
    "morocco": lambda date: f"{date.day} {MOROCCO[date.month - 1]} {date.year}",
    "morocco_day": lambda date: f"{WEEKDAYS[date.weekday()]} {date.day} {MOROCCO[date.month - 1]} {date.year}",
    "gmt": lambda date: f"{_ordinal(date.day)}, {ENGLISH[date.month - 1]} {date.year} GMT",
    "hijri": lambda date: _hijri(date),
    "hijri_iso": lambda date: f"{_hijri(date)} هـ",
    "greek": lambda date: (
        f"{WEEKDAYS[date.weekday()]} {date.day} {LEVANT[date.month - 1]}/{EGYPT[date.month - 1]} {date.year}"
    ),
    "en_long": lambda date: f"{ENGLISH[date.month - 1]} {date.day}, {date.year}",
    "fr": lambda date: f"{date.day} {FRENCH[date.month - 1]} {date.year}",
    "iso_time": lambda date: f"{date.isoformat()} 14:22:09",
    "isoz": lambda date: f"{date.isoformat()}T14:22:00Z",
    "en_dmy": lambda date: f"{date:%d} {ENGLISH[date.month - 1][:3]} {date.year}",
    "en_week": lambda date: f"{ENGLISH_DAYS[date.weekday()]}, {ENGLISH[date.month - 1]} {date.day}, {date.year}",
    "fr_week": lambda date: f"{FRENCH_DAYS[date.weekday()]} {date.day} {FRENCH[date.month - 1]} {date.year}",
    "gulfdash": lambda date: f"{date.day}-{EGYPT[date.month - 1]}-{date.year}",
    "levslash": lambda date: f"{date.day} {LEVANT[date.month - 1]}/{EGYPT[date.month - 1]} {date.year}",
    "day_comma": lambda date: f"{WEEKDAYS[date.weekday()]}، {date.day} {EGYPT[date.month - 1]}، {date.year}",
    "egypt_monthfirst": lambda date: f"{WEEKDAYS[date.weekday()]}، {EGYPT[date.month - 1]} {date.day}، {date.year}",
    "hijri_paren": lambda date: f"{date.day} {EGYPT[date.month - 1]} {date.year}م ـ {_hijri(date)} هـ",
    "none": lambda date: "قبل يوم",
}
