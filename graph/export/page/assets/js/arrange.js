// Where actors stand in the frame at hand. The layout knows neither window nor font: its order along each axis is
// kept, but distances are stretched where the important actors crowd and pressed together where nobody stands, until
// their names have room and the map fills its frame, be it a wide screen or a phone.

const FIT_SCALE = 0.3;  // canvas units are smaller than pixels: vis-network zooms no closer than 10
const EVENNESS_OF_SPREAD = 0.6;
const SETTLING_ROUNDS = 160;

const ranked = () => NODES.map((node) => node.id).filter((id) => view.count[id]).sort((a, b) => view.count[b] - view.count[a] || a - b);
const room = () => {
  const box = $("network");
  return Math.max(8, Math.round(((box.clientWidth * box.clientHeight) / 10000) * [0.35, 0.6, 1, 1.5, 2.2][state.detail - 1]));
};

for (const node of NODES) node.laid = [node.x, node.y];

// A growing map from layout to pixels around 0: `EVENNESS_OF_SPREAD` by rank among `values`, the rest by distance.
function spreadOver(values, length) {
  const knots = [...new Set(values)].sort((a, b) => a - b);
  const [least, most] = [knots[0], knots[knots.length - 1]];
  if (least === most) return (value) => Math.max(-length / 2, Math.min(length / 2, (value - least) * 0.3));
  const goal = knots.map((value, place) =>
    length * (EVENNESS_OF_SPREAD * (place / (knots.length - 1)) + (1 - EVENNESS_OF_SPREAD) * ((value - least) / (most - least)) - 0.5));
  const slope = length / (most - least);
  return (value) => {
    if (value <= least) return goal[0] + (value - least) * slope;
    if (value >= most) return goal[goal.length - 1] + (value - most) * slope;
    let [low, high] = [0, knots.length - 1];
    while (high - low > 1) { const middle = (low + high) >> 1; if (knots[middle] <= value) low = middle; else high = middle; }
    return goal[low] + ((value - knots[low]) / (knots[high] - knots[low])) * (goal[high] - goal[low]);
  };
}

// The room that an actor and its name need around its middle, in pixels.
function nameBox(id, most) {
  const size = radius(id, most);
  const half = Math.max(size, labelWidth(short(name(actors[id]), 26), size) / 2) + 5;
  return { left: half, right: half, up: size + 4, down: size + 22 };
}

function settle(points, boxes, width, height) {
  for (let round = 0; round < SETTLING_ROUNDS; round += 1) {
    let moved = false;
    for (let i = 0; i < points.length; i += 1) {
      for (let j = 0; j < i; j += 1) moved = part(points[i], points[j], boxes[i], boxes[j]) || moved;
    }
    points.forEach((point, place) => {
      const box = boxes[place];
      point.x = Math.min(width / 2 - box.right, Math.max(box.left - width / 2, point.x));
      point.y = Math.min(height / 2 - box.down, Math.max(box.up - height / 2, point.y));
    });
    if (!moved) return;
  }
}

// Move two apart along the axis that asks for less; whoever stands above or to the left stays so.
function part(one, other, box, otherBox) {
  const [dx, dy] = [one.x - other.x, one.y - other.y];
  const lackX = dx >= 0 ? box.left + otherBox.right - dx : box.right + otherBox.left + dx;
  const lackY = dy >= 0 ? box.up + otherBox.down - dy : box.down + otherBox.up + dy;
  if (lackX <= 0 || lackY <= 0) return false;
  const alongX = lackX < lackY * 1.6;
  const by = (0.52 * (alongX ? lackX : lackY) + 0.2) / 2 * ((alongX ? dx : dy) >= 0 ? 1 : -1);
  if (alongX) { one.x += by; other.x -= by; } else { one.y += by; other.y -= by; }
  return true;
}

function arrangeActors(which, width, height) {
  const most = which.reduce((top, id) => Math.max(top, view.count[id]), 1);
  const [inner, high] = [Math.max(80, width - 150), Math.max(60, height - 80)];
  const few = Math.min(1, (which.length + 1) / 8);  // a handful need not stand at the edges
  const toX = spreadOver(which.map((id) => NODES[id].laid[0]), inner * Math.max(0.4, few));
  const toY = spreadOver(which.map((id) => NODES[id].laid[1]), high * Math.max(0.4, few));
  for (const node of NODES) { node.x = toX(node.laid[0]) / FIT_SCALE; node.y = toY(node.laid[1]) / FIT_SCALE; }
  const points = which.map((id) => ({ x: NODES[id].x * FIT_SCALE, y: NODES[id].y * FIT_SCALE }));
  settle(points, which.map((id) => nameBox(id, most)), width - 12, height - 12);
  which.forEach((id, place) => Object.assign(NODES[id], { x: points[place].x / FIT_SCALE, y: points[place].y / FIT_SCALE }));
}

let fitted = null;  // the frame's size when the map was last made to fill it
let movedByReader = false;  // then the view stays as it is until it is asked to fit

// Whether there was anything to fit.
function fitNetwork(animated) {
  const which = ranked().slice(0, room());
  const { clientWidth: width, clientHeight: height } = $("network");
  if (!which.length || !width) return false;
  fitted = { width, height };
  movedByReader = false;
  arrangeActors(which, width, height);
  moveTo({ x: 0, y: 0 }, FIT_SCALE, animated);
  return true;
}

function moveTo(position, scale, animated) {
  network.moveTo({ position, scale, animation: animated && !calm() ? { duration: 350, easingFunction: "easeInOutQuad" } : false });
  if (!animated || calm()) { arrangeFocus(); drawNetwork(); }
}

function zoomBy(factor) {
  movedByReader = true;
  moveTo(network.getViewPosition(), Math.min(8, Math.max(0.02, network.getScale() * factor)), true);
}
