"""What only looks like a time: names, ages, numbers and ordinary words, told by the words around them."""

from __future__ import annotations

from graph.dates.scan import Found, Scan
from graph.model import TimeKind

_QUOTES = frozenset("«»“”\"‘’„'")
_PARENS = {"(": ")", "[": "]"}
_COMMAS = frozenset("،,")
_QUOTED_TITLE = 8  # tokens of a title within quotation marks
_STOPS = frozenset("\n.؟!?؛;:،")
_SHORT = 3
_SENTENCE = 8  # tokens between a verb and its age
_WITHIN_AGE = ("number", "between", "from", "to", "of", "approx", "in", "cardinal", "tens")
_CUES = (
    "in",
    "since",
    "by",
    "until",
    "before",
    "after",
    "from",
    "to",
    "between",
    "part",
    "of",
    "during",
    "approx",
    "date_word",
)


def is_trap(scan: Scan, item: Found) -> bool:
    """Whether the words around an expression show that it is no time."""
    return (
        _in_name(scan, item)
        or _is_age(scan, item)
        or _is_ordinary_word(scan, item)
        or _in_quoted_title(scan, item)
        or _is_count(scan, item)
    )


def _before(scan: Scan, item: Found) -> int:
    """The index of the last word before the expression, quotation marks passed over."""
    index = item.start - 1
    while scan.key(index) in _QUOTES or scan.key(index) in _PARENS:
        index -= 1
    return index


def _bare(rule: str) -> bool:
    """Whether a rule's expression has no year that would mark it as a date of its own."""
    return "year" not in rule and "numeric" not in rule and "since" not in rule and "interval" not in rule


def _in_name(scan: Scan, item: Found) -> bool:
    before = _before(scan, item)
    word = scan.word(before)
    if (
        item.rule == "day-word"
        and scan.key(item.start) == "الغد"
        and scan.has(before - 1, "group_before", "media_before")
    ):
        return True
    if scan.word(item.start).proclitic and scan.key(item.start - 1) not in _QUOTES:
        return False
    if not word.definite and _nameable(item):
        if scan.has(before, "media_before", "title_before") or (
            item.rule != "day-word" and scan.has(before, "place_before")
        ):
            return True
        if (
            (item.rule != "day-word" or scan.word(item.start).stem == "غد")
            and _bare(item.rule)
            and scan.has(before, "group_before")
        ):
            return True
        if _bare(item.rule) and scan.has(before, "event_before") and _calendar_name(item):
            return True
    if scan.has(before, "person_before") and item.rule in ("month", "hijri-month"):
        return True
    if item.rule.startswith("weekday") and "-" not in item.rule and scan.has(before, "weekday_noun_before"):
        return not word.definite
    return _is_media_today(scan, item, before)


def _nameable(item: Found) -> bool:
    """Whether names are made of such an expression: a weekday, a month, a day of a month, a length; "today" alone."""
    if item.rule.startswith("day-word") or "daypart" in item.rule or "clock" in item.rule:
        return item.rule == "day-word"
    return item.rule.startswith(("weekday", "month", "day", "hijri", "season", "length", "numeric", "decade"))


def _calendar_name(item: Found) -> bool:
    return item.rule.startswith(("day-month", "hijri-day"))


def _is_media_today(scan: Scan, item: Found, before: int) -> bool:
    if item.rule != "day-word" or scan.key(item.start) != "اليوم":
        return False
    if scan.has(before, "today_name_alone"):
        return True
    return scan.has(before, "today_name") and scan.has(before - 1, "media_before")


def _is_age(scan: Scan, item: Found) -> bool:
    if item.value is None or item.value.kind is not TimeKind.DURATION:
        return item.rule.startswith("decade") and scan.has(item.end, "age_after")
    if scan.has(item.end, "age_after"):
        return True
    unit = item.value.edtf[-1]
    if unit not in "YM" or "T" in item.value.edtf:
        return False
    for index in range(item.start - 1, item.start - 8, -1):
        if scan.has(index, "age_before", "age_after"):
            return unit == "Y" or scan.key(index).startswith("عمر")
        if scan.key(index) in _PARENS and scan.key(item.end) == _PARENS[scan.key(index)]:
            return unit == "Y"
        if not scan.has(index, *_WITHIN_AGE) and scan.key(index) != "و":
            break
    died = scan.key(item.start - 1) == "عن" and any(scan.has(item.start - step, "died") for step in range(2, _SENTENCE))
    if unit == "Y" and (died or scan.has(item.start - 1, "aged_before")):
        return True
    opened, closed = scan.key(item.start - 1), scan.key(item.end)
    if unit == "Y" and (_PARENS.get(opened) == closed or (opened in _COMMAS and closed in _COMMAS)):
        return True
    return scan.tag(item.start, "approx") == "less" and scan.word(item.start).proclitic == "ل"


def _is_ordinary_word(scan: Scan, item: Found) -> bool:
    start = item.start
    if item.rule == "day-word":
        return _is_no_today(scan, item)
    if item.rule.startswith("weekday") and scan.has(item.end, "weekday_adjective"):
        return True
    if item.rule == "year-relative" and scan.word(start).stem == "عام":
        return scan.has(start - 1, "general_before") and scan.word(start - 1).definite
    if item.rule == "set-every":
        return scan.has(item.end, "fasting_wish")
    if (
        item.rule == "decade-relative"
        or (item.rule == "length" and scan.tag(item.end - 1, "unit_plural") == "decade")
        or scan.tag(item.end - 1, "unit_dual") == "decade"
    ):
        return scan.has(start - 1, "contract_before") or scan.has(start - 2, "contract_before")
    return item.rule.startswith("clock") and scan.has(start - 1, "score_before")


def _is_no_today(scan: Scan, item: Found) -> bool:
    key = scan.key(item.start)
    if key == "اليوم" or key == "باليوم":
        per_day = scan.key(item.start - 1) == "في" or scan.word(item.start).proclitic == "ب"
        return per_day and item.end == item.start + 1
    if key in ("امس", "الامس"):
        return scan.has(item.end, "need_after")
    if scan.word(item.start).stem in ("غدا", "غد"):
        if scan.token(item.start).raw in ("غد", "الغد") and scan.word(item.start).proclitic == "" and key == "غد":
            return not scan.has(item.start - 1, "since", "by", "until", "before", "after", "in", "part")
        predicate = scan.key(item.end + 1)
        became = scan.word(item.end).definite and predicate.endswith("ا") and len(predicate) > _SHORT
        return scan.has(item.end, "became_after") or (became and not scan.token(item.start).raw.endswith("ً"))
    return False


def _in_quoted_title(scan: Scan, item: Found) -> bool:
    """Whether the expression stands in a short quotation that a noun like "novel" opens, or fills one alone."""
    opened = _opening_quote(scan, item)
    if opened is None:
        return False
    alone = opened == item.start - 1 and scan.key(item.end) in _QUOTES
    if alone and _bare(item.rule):
        return True
    return scan.has(opened - 1, "title_before", "quoted_before", "media_before", "group_before") or (
        scan.has(opened - 2, "title_before", "quoted_before")
        and not scan.has(opened - 1, "boundary")
        and scan.key(opened - 1) not in _STOPS
    )


def _opening_quote(scan: Scan, item: Found) -> int | None:
    for index in range(item.start - 1, max(-1, item.start - 1 - _QUOTED_TITLE), -1):
        if scan.key(index) in _STOPS:
            return None
        if scan.key(index) in _QUOTES:
            closing = range(item.end, item.end + _QUOTED_TITLE)
            return index if any(scan.key(after) in _QUOTES for after in closing) else None
    return None


def _is_count(scan: Scan, item: Found) -> bool:
    return item.rule == "year" and scan.word(item.start).digits > 0 and scan.has(item.start - 1, "number_before")


def month_allowed(scan: Scan, found: list[Found]) -> bool:
    """Whether a month's bare name stands as a month: with a cue before it, its noun, or a name that is nothing else."""
    item = found[0]
    if item.rule not in ("month", "hijri-month") or len(found) > 1 or item.end - item.start > 1:
        return True
    if scan.key(item.start).isascii():
        return False
    if _no_month(scan, item.start):
        return False
    attached = scan.word(item.start).proclitic in ("ل", "ب", "ول", "وب") and not scan.has(item.start, "weak_month")
    if scan.has(item.start - 1, *_CUES) or attached:
        return not scan.has(item.start - 1, "approx") or not scan.has(item.start, "weak_month")
    if scan.word(item.start).proclitic == "و" and scan.has(item.start - 1, "month", "hijri"):
        return True
    return not scan.has(item.start, "weak_month") and not scan.has(item.start, "hijri")


def _no_month(scan: Scan, index: int) -> bool:
    """Whether a name is used as a common noun or a person: a zero, a sack of grain, "who practised", a president."""
    stem = scan.word(index).stem
    if stem == "صفر" or scan.has(index + 1, "person_after"):
        return True
    if scan.has(index, "weak_month") and scan.key(index - 1) == "من":
        return True
    return (
        scan.has(index, "hijri") and scan.key(index + 1) == "من" and not scan.has(index + 2, "unit", "number", "this")
    )


def bare_year_allowed(scan: Scan, index: int) -> bool:
    """Whether a four-digit number without a noun of its own is a year by its place: "في 2017", "انتخابات 2014"."""
    value = scan.word(index).value or 0
    after = scan.word(index + 1)
    if scan.has(index + 1, "ce", "hijri_mark") and scan.token(index + 1).start == scan.token(index).end:
        return True
    if not 1900 <= value <= 2049 or scan.has(index + 1, "count_after"):
        return False
    event = scan.has(index - 2, "since", "before", "after", "during") and not scan.has(index - 1, "number_before")
    compared = scan.key(index - 1) == "ب" and scan.key(index - 2) in ("مقارنه", "قياسا")
    cued = scan.has(index - 1, "in", "during") and not scan.has(index - 1, "date_word")
    if not (event or compared or cued or scan.has(index - 1, "year_after_event")):
        return False
    function = scan.has(index + 1, "function")
    counted = after.key.endswith("ا") and not scan.has(index + 1, "boundary") and not function
    if counted and not after.definite and len(after.key) > _SHORT:
        return False
    if 1990 <= value <= 2035 and value != 2000:
        return True
    free = function or after.key.startswith("ال") or not after.key or not after.key[0].isalpha()
    return free or bool(after.proclitic) or after.key.startswith(("و", "ل", "ب", "ي", "ت"))
