// The map of actors. As on a map, the most important names show first and zooming in brings the others: there are
// never more on the screen than it can hold, whatever the size of the corpus. All others are faint dots.

const SHAPES = {
  Person: "dot", Country: "square", Government: "hexagon", Organization: "diamond", ArmedForce: "triangle",
  ArmedGroup: "triangleDown", Group: "ellipse", Office: "star",
};
const VIS_SHAPES = { ...SHAPES, Group: "dot" };
let colours = {};
let network = null;
let nodeSet = null;
let edgeSet = null;
let shown = new Set();
let hovered = null;
let keyFocus = null;
let drawnScale = 0;
let focusView = null;

const at = (id) => (focusView && focusView.spots.get(id)) || NODES[id];

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (key) => style.getPropertyValue("--" + key).trim();
  colours = { ties: {}, communities: [] };
  for (const key of ["ink", "soft", "other", "faint", "paper", "accent", "dots", "halo"]) colours[key] = read(key);
  for (const kind of KINDS) colours.ties[kind] = read(kind);
  for (const kind of Object.keys(SHAPES)) colours[kind] = read("actor-" + kind.toLowerCase());
  for (let number = 0; number < 10; number += 1) colours.communities.push(read("community-" + number));
  colours.font = getComputedStyle(document.body).fontFamily;
}

function shapeIcon(kind) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "shape");
  svg.setAttribute("aria-hidden", "true");
  const points = { square: "2,2 14,2 14,14 2,14", hexagon: "4,2 12,2 16,8 12,14 4,14 0,8", diamond: "8,0 16,8 8,16 0,8", triangle: "8,1 16,15 0,15", triangleDown: "8,15 16,1 0,1", star: "8,0 10,6 16,6 11,9.5 13,16 8,12 3,16 5,9.5 0,6 6,6" }[SHAPES[kind]];
  const shape = document.createElementNS(space, points ? "polygon" : "circle");
  for (const [key, value] of Object.entries(points ? { points } : { cx: 8, cy: 8, r: kind === "Group" ? 5 : 7 })) shape.setAttribute(key, value);
  shape.style.fill = `var(--actor-${kind.toLowerCase()})`;
  svg.append(shape);
  return svg;
}

function startNetwork() {
  readColours();
  nodeSet = new vis.DataSet();
  edgeSet = new vis.DataSet();
  network = new vis.Network($("network"), { nodes: nodeSet, edges: edgeSet }, { ...read("options"), interaction: { ...read("options").interaction, keyboard: false, hoverConnectedEdges: false } });
  network.on("beforeDrawing", drawDots);
  network.on("afterDrawing", drawLabels);
  network.on("click", clicked);
  network.on("doubleClick", (press) => { if (typeof press.nodes[0] === "number") openDossier(press.nodes[0]); });
  network.on("hoverNode", (over) => { hovered = over.node; showTooltip(over.node, over.pointer.DOM); });
  network.on("blurNode", () => { hovered = null; $("tooltip").hidden = true; });
  network.on("hoverEdge", (over) => showTieTooltip(over.edge, over.pointer.DOM));
  network.on("blurEdge", () => { $("tooltip").hidden = true; });
  network.on("dragStart", () => { $("tooltip").hidden = true; });
  network.on("dragEnd", (drag) => {
    for (const [id, place] of Object.entries(network.getPositions(drag.nodes))) {
      if (focusView) focusView.spots.set(id[0] === "e" ? id : Number(id), place);
      else Object.assign(NODES[id], place);
    }
    movedByReader = true;
    redrawSoon();
  });
  const redrawSoon = debounce(() => drawNetwork(), 120);
  network.on("zoom", () => { $("tooltip").hidden = true; movedByReader = true; rescale(); redrawSoon(); });
  network.on("animationFinished", redrawSoon);
  network.on("resize", debounce(resized, 120));
}

function resized() {
  const { clientWidth: width, clientHeight: height } = $("network");
  if (fitted && fitted.width === width && fitted.height === height) return;
  if (movedByReader) { arrangeFocus(); drawNetwork(); }
  else fitNetwork(false);
}

function chooseShown() {
  if (focusView) return new Set([...focusView.spots.keys()].filter((id) => typeof id === "number"));
  const box = $("network");
  const from = network.DOMtoCanvas({ x: -20, y: -20 });
  const to = network.DOMtoCanvas({ x: box.clientWidth + 20, y: box.clientHeight + 20 });
  const inView = ranked().filter((id) => NODES[id].x >= from.x && NODES[id].x <= to.x && NODES[id].y >= from.y && NODES[id].y <= to.y);
  const chosen = new Set(inView.slice(0, room()));
  for (const id of state.actor) chosen.add(id);
  if (keyFocus !== null) chosen.add(keyFocus);
  return chosen;
}

function pairsAmong(chosen) {
  const pairs = new Map();
  TIES.forEach((tie, number) => {
    if (!view.weight[number] || !chosen.has(tie.from) || !chosen.has(tie.to)) return;
    const key = tie.from * NODES.length + tie.to;
    if (!pairs.has(key)) pairs.set(key, { a: tie.from, b: tie.to, weight: 0, ties: [] });
    pairs.get(key).weight += view.weight[number];
    pairs.get(key).ties.push(number);
  });
  return [...pairs.values()].sort((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b);
}

// The ties worth drawing: the strongest of each actor, then the strongest of all; of what is opened, its own.
function chooseTies(chosen) {
  const strongest = pairsAmong(chosen);
  if (focusView) return strongest.filter((pair) => focusView.pairs(pair.a, pair.b));
  const budget = chosen.size * [0.8, 1, 1.25, 1.3, 1.4][state.detail - 1];
  const own = new Map();
  const kept = new Set();
  for (const pair of strongest) {
    if (!own.has(pair.a) || !own.has(pair.b)) kept.add(pair);
    own.set(pair.a, true);
    own.set(pair.b, true);
  }
  for (const pair of strongest) if (kept.size < budget) kept.add(pair);
  return [...kept];
}

const radius = (id, most) => {
  const largest = Math.min(24, 12 + Math.min($("network").clientWidth, 2 * $("network").clientHeight) / 60);
  return 5 + (largest - 5) * Math.sqrt(view.count[id] / Math.max(4, most));
};
const EVENNESS = { Group: 0.75, Country: 0.84 };  // squares look larger than dots of the same reach
const fillOf = (id) => (state.communities ? (NODES[id].community < 0 ? colours.other : colours.communities[NODES[id].community % 10]) : colours[actors[id].k]) || colours.faint;

function drawNetwork() {
  if (!network || !$("network").clientWidth) return;
  shown = chooseShown();
  drawnScale = network.getScale();
  const most = [...shown].reduce((top, id) => Math.max(top, view.count[id]), 1);
  const nodes = [...shown].map((id) => nodeOf(id, most));
  const pairs = chooseTies(shown);
  const apart = focusView || pairs.reduce((sum, pair) => sum + pair.ties.length, 0) <= 70;
  const edges = pairs.flatMap((pair) => edgesOf(pair, apart));
  addEventNodes(nodes, edges);
  replace(nodeSet, nodes);
  replace(edgeSet, edges);
  network.unselectAll();
  const total = view.count.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  $("network-note").textContent = total ? `${t("shown")} ${num([...shown].filter((id) => view.count[id]).length)} ${t("of")} ${num(total)}` : t("noActors");
}

function replace(set, items) {
  const wanted = new Set(items.map((item) => item.id));
  const gone = set.getIds().filter((id) => !wanted.has(id));
  if (gone.length) set.remove(gone);
  if (items.length) set.update(items);
}

function nodeOf(id, most) {
  const fill = fillOf(id);
  const chosen = state.sel && ["actor", "tie", "path"].includes(state.sel.type) && (state.sel.n === id || state.sel.m === id);
  const border = chosen ? colours.ink : colours.paper;
  return {
    id, x: at(id).x, y: at(id).y, shape: VIS_SHAPES[actors[id].k] || "dot", size: ((EVENNESS[actors[id].k] || 1) * radius(id, most)) / drawnScale,
    borderWidth: chosen ? 3 : 1.5, borderWidthSelected: 3,
    color: { background: fill, border, highlight: { background: fill, border: colours.ink }, hover: { background: fill, border: colours.ink } },
  };
}

// A pair's ties, one line for each kind; where the map is full, one line in the colour of the most frequent kind.
function edgesOf(pair, apart) {
  const kinds = pair.ties.map((number) => TIES[number]).sort((a, b) => view.weight[b.number] - view.weight[a.number]);
  const lines = kinds.slice(0, apart ? 3 : 1);
  return lines.map((tie, place) => {
    const bend = lines.length === 1 ? 0 : [0, 0.14, -0.14][place];
    const weight = lines.length === 1 ? pair.weight : view.weight[tie.number];
    const colour = colours.ties[tie.kind];
    return {
      id: "t" + tie.number, from: tie.from, to: tie.to, width: Math.min(7, 0.8 + 1.1 * Math.sqrt(weight)) / drawnScale,
      color: { color: colour, highlight: colour, hover: colour, opacity: focusView ? 0.85 : state.communities ? 0.25 : 0.6 }, hoverWidth: 1.5 / drawnScale, selectionWidth: 0,
      smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false,
    };
  });
}

// The events of what is opened, as diamonds joined to those who took part.
function addEventNodes(nodes, edges) {
  if (!focusView) return;
  for (const number of focusView.events) {
    const colour = colours.ties[events[number].kind];
    const alone = focusView.events.length === 1 && state.sel.type === "event";
    nodes.push({
      id: "e" + number, shape: "diamond", size: (alone ? 15 : 9) / drawnScale, borderWidth: 1.5, ...focusView.spots.get("e" + number),
      color: { background: colour, border: colours.paper, highlight: { background: colour, border: colours.ink }, hover: { background: colour, border: colours.ink } },
    });
    for (const end of shown) {
      if (alone || state.sel.type === "tie") edges.push({ id: "e" + number + "-" + end, from: "e" + number, to: end, dashes: alone ? false : [4 / drawnScale, 4 / drawnScale], width: (alone ? 2 : 1) / drawnScale, smooth: false, color: { color: colour, opacity: 0.6 } });
    }
  }
}

// While zooming, sizes follow at once so that they stay the same on the screen; who is shown follows when it settles.
function rescale() {
  const scale = network.getScale();
  if (Math.abs(Math.log(scale / drawnScale)) < 0.12) return;
  const by = drawnScale / scale;
  nodeSet.update(nodeSet.get().map((node) => ({ id: node.id, size: node.size * by })));
  edgeSet.update(edgeSet.get().map((edge) => ({ id: edge.id, width: edge.width * by })));
  drawnScale = scale;
}

function updateNetwork() {
  if (!fitted && fitNetwork(false)) return;
  if (keyFocus !== null && focusView && !focusView.spots.has(keyFocus)) keyFocus = null;
  arrangeFocus();
  drawNetwork();
}
