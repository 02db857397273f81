// Comparison of Arabic and Latin text, and what makes any text safe to show. Stored text is never altered.

const MARKS = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const LETTERS = {
  "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ۀ": "ه",
  "ە": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك", "ڪ": "ك", "گ": "ك", "چ": "ج", "ڤ": "ف", "پ": "ب", "ژ": "ز", "ء": "",
};
const LETTER = /[أإآٱىیېئؤةۀەہھکڪگچڤپژء]/g;
const DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/g;
const SPACES = /[^\p{L}\p{N}]+/gu;

// The key under which spellings of one name meet: as graph.text.comparison_key, and Latin letters without accents.
function fold(text) {
  return text
    .slice(0, 2000)
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(MARKS, "")
    .replace(/[\u0653-\u0655]/g, "")
    .replace(LETTER, (letter) => LETTERS[letter])
    .replace(DIGIT, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(SPACES, " ")
    .trim()
    .toLowerCase();
}

// A folded word without clitics and article, as far as enough of a word is left: "وللعراق" and "العراق" give "عراق".
function stem(word) {
  let rest = word;
  if (/^[وف]/.test(rest) && /^[وف](ال|لل|بال|كال)/.test(rest) && rest.length > 5) rest = rest.slice(1);
  if (/^[بك]ال/.test(rest) && rest.length > 5) rest = rest.slice(1);
  if (rest.startsWith("لل") && rest.length > 4) return rest.slice(2);
  if (rest.startsWith("ال") && rest.length > 4) return rest.slice(2);
  if (/^al(?=[a-z]{3})/.test(rest) && rest.length > 5) return rest.slice(2);
  return rest;
}

function stems(text) {
  const folded = fold(text);
  return folded ? folded.split(" ").map(stem) : [];
}

// Readings of one word that a person types: as it is, and without one proclitic letter.
function readings(word) {
  const found = new Set([stem(word)]);
  if (/^[وفبكل]/.test(word) && word.length > 3) found.add(stem(word.slice(1)));
  return [...found];
}

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;

// Text as it may be shown: no control characters, no bidi controls that would turn what follows around.
function clean(text) {
  return String(text).replace(CONTROLS, "");
}

function short(text, length) {
  const shown = [...clean(text).slice(0, length * 2 + 2)];
  return shown.length > length ? shown.slice(0, length - 1).join("") + "…" : shown.join("");
}

// For the canvas, where no element isolates a label's direction.
function isolated(text) {
  return "\u2068" + text + "\u2069";
}
