// Small ways to make elements. Labels go through textContent alone: nothing that an article says becomes markup.

const $ = (id) => document.getElementById(id);

// el("button.primary", {onclick}, child, ...): children are elements or text; null ones are left out.
function el(kind, attributes, ...children) {
  const [tag, ...styles] = kind.split(".");
  const made = document.createElement(tag);
  if (styles.length) made.className = styles.join(" ");
  if (tag === "button") made.type = "button";
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "text") made.textContent = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  add(made, ...children);
  return made;
}

function add(parent, ...children) {
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : clean(child));
  }
  return parent;
}

const bdi = (text, attributes) => el("bdi", attributes, short(text, 300));

const actorLink = (number) =>
  el("button.link", { onclick: () => select({ type: "actor", n: number }), "data-actor": actors[number].id }, bdi(name(actors[number])));
const placeLink = (number) =>
  el("button.link", { onclick: () => select({ type: "place", n: number }) }, bdi(name(places[number])));
const eventLink = (number) =>
  el("button.link", { onclick: () => select({ type: "event", n: number }), "data-event": events[number].id }, bdi(name(events[number])));

const joined = (items, separator) => items.flatMap((item, place) => (place ? [separator, item] : [item]));
const commas = (items) => joined(items, "\u2060" + (lang === "ar" ? "، " : ", "));  // no line begins with a comma

let toastTimer = 0;
function toast(text) {
  $("toast").textContent = text;
  $("toast").classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => $("toast").classList.remove("shown"), 2500);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { readonly: true, "aria-hidden": "true", class: "offscreen" });
    area.value = text;
    (document.querySelector("dialog[open]") || document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) return toast(t("copyFailed"));
  }
  return toast(t("copied"));
}

function save(fileName, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = el("a", { href: address, download: fileName });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  toast(t("saved") + ": " + fileName);
}

function openDialog(title, ...content) {
  const dialog = $("dialog");
  dialog.replaceChildren(
    el("div.dialog-head", null, el("h2", { id: "dialog-title" }, title), el("button", { id: "dialog-close", onclick: () => dialog.close() }, t("close"))),
    el("div.dialog-body", { tabindex: "0", role: "region", "aria-labelledby": "dialog-title" }, ...content),
  );
  if (!dialog.open) dialog.showModal();
  dialog.querySelector(".dialog-body").scrollTop = 0;
}

function translatePage() {
  for (const [key, put] of [
    ["t", (node, text) => { node.textContent = text; }],
    ["tLabel", (node, text) => node.setAttribute("aria-label", text)],
    ["tPlaceholder", (node, text) => node.setAttribute("placeholder", text)],
  ]) {
    const attribute = key.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());
    for (const node of document.querySelectorAll(`[data-${attribute}]`)) put(node, t(node.dataset[key]));
  }
  document.title = t("title");
  $("language").textContent = lang === "ar" ? "English" : "العربية";
  $("language").lang = lang === "ar" ? "en" : "ar";
  $("language").dir = lang === "ar" ? "ltr" : "rtl";
}

const debounce = (run, wait) => {
  let timer = 0;
  return (...values) => { clearTimeout(timer); timer = setTimeout(() => run(...values), wait); };
};
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
