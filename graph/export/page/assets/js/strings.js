// Words, numbers and dates in the reader's language.

const STRINGS = JSON.parse(document.getElementById("strings").textContent);
const DAY = 86400000;
let lang = "ar";
let locale = "ar";
let formats = {};

function setLanguage(next) {
  lang = next === "en" ? "en" : "ar";
  locale = (navigator.languages || []).find((name) => name.split("-")[0] === lang) || lang;
  const day = { timeZone: "UTC" };
  formats = {
    number: new Intl.NumberFormat(locale),
    day: new Intl.DateTimeFormat(locale, { ...day, year: "numeric", month: "long", day: "numeric" }),
    month: new Intl.DateTimeFormat(locale, { ...day, year: "numeric", month: "long" }),
    monthOnly: new Intl.DateTimeFormat(locale, { ...day, month: "short" }),
    monthShort: new Intl.DateTimeFormat(locale, { ...day, year: "2-digit", month: "short" }),
    year: new Intl.DateTimeFormat(locale, { ...day, year: "numeric" }),
    dayOnly: new Intl.DateTimeFormat(locale, { ...day, day: "numeric" }),
    collator: new Intl.Collator(locale),
  };
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === "ar" ? "rtl" : "ltr";
}

const t = (key) => STRINGS[lang][key] ?? key;
const num = (value) => formats.number.format(value);
const percent = (value) => new Intl.NumberFormat(locale, { style: "percent" }).format(value / 100);

const parseDay = (text) => Date.parse(text + "T00:00:00Z");
const isoDay = (time) => new Date(time).toISOString().slice(0, 10);
const isoMonth = (time) => new Date(time).toISOString().slice(0, 7);
const dayText = (time) => formats.day.format(new Date(time));

// A time as its bounds allow: a day, a month, a year, or an interval with open ends.
function whenText(when) {
  if (!when) return t("unknownDate");
  const [edtf, first, last] = when;
  if (edtf && /^\d{4}$/.test(edtf)) return formats.year.format(new Date(parseDay(edtf + "-01-01")));
  if (edtf && /^\d{4}-\d{2}$/.test(edtf)) return formats.month.format(new Date(parseDay(edtf + "-01")));
  if (first && first === last) return dayText(parseDay(first));
  const from = first ? dayText(parseDay(first)) : "…";
  const to = last ? dayText(parseDay(last)) : "…";
  return from + " – " + to;
}

const name = (thing) => clean(untimed(thing, (lang === "en" ? thing.en || thing.ar : thing.ar || thing.en) || thing.id));
const otherName = (thing) => clean(untimed(thing, (lang === "en" ? thing.ar : thing.en) || ""));

// Labels of events end in their date and factuality, which the page shows beside them, in the reader's own calendar
// and digits: in Arabic text a date like 2024-08-15 would also be read from the wrong end.
const NOTE = / \((?:\d{4}|\.\.)[^()\p{L}]*(?:, [^()]*)?\)$/u;
const STATUS = / \([^()\d]*\)$/;
const untimed = (thing, label) => {
  if (!(thing instanceof EventRecord)) return label;
  const rest = label.replace(NOTE, "");
  return rest === label && thing.f !== "Actual" ? label.replace(STATUS, "") : rest;
};
