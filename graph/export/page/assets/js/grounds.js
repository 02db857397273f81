// Why something was read as it was, in the reader's language: the grounds are kept as the stages wrote them, in terse
// English with their rules' names. What is not in the list of phrases is shown as it was written.

let grounds = null;

function groundText(text) {
  grounds ||= STRINGS.grounds.map(([pattern, ar, en]) => [new RegExp(pattern), { ar, en }]);
  return text.split("; ").map(groundPart).filter(Boolean).join(lang === "ar" ? "؛ " : "; ");
}

function groundPart(part) {
  for (const [pattern, said] of grounds) {
    const found = pattern.exec(part);
    if (found) return said[lang].replace(/([$%])(\d)/g, (_, kind, place) => (kind === "%" ? classInLowerCase(found[place]) : digits(found[place])));
  }
  const rule = /^([a-z]+(?:-[a-z]+)*)(?:\(([a-z-]+)\))?$/.exec(part);
  return rule ? `${t("timeWords")}: ${[rule[1], rule[2]].filter(Boolean).map(ruleText).join(lang === "ar" ? "، " : ", ")}` : part;
}

const ruleText = (rule) => [...new Set(rule.split("-").map((word) => STRINGS.rules[word]?.[lang === "ar" ? 0 : 1] ?? word))].filter(Boolean).join(" + ");
const digits = (text = "") => (/^\d+$/.test(text) ? num(Number(text)) : text);

function classInLowerCase(id = "") {
  const found = CORE.classes.find((entry) => entry.id.toLowerCase() === id);
  return found ? found[lang] : id;
}
