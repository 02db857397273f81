// The line between network and timeline: dragged, or moved by arrow keys when it has the focus.

const USUAL_SHARE = 57;  // percent, as in the style sheet

function startDivider() {
  const bar = $("divider");
  let share = USUAL_SHARE;
  const put = (next) => {
    share = Math.round(Math.min(82, Math.max(22, next)));
    $("main").style.setProperty("--share", share + "%");
    bar.setAttribute("aria-valuenow", String(share));
  };
  const shareAt = (press) => {
    const box = $("main").getBoundingClientRect();
    return (100 * (press.clientY - box.top)) / box.height;
  };
  bar.addEventListener("keydown", (press) => {
    const step = { ArrowUp: -4, ArrowDown: 4, PageUp: -16, PageDown: 16 }[press.key];
    if (step) { press.preventDefault(); put(share + step); }
  });
  bar.addEventListener("pointerdown", (press) => bar.setPointerCapture(press.pointerId));
  bar.addEventListener("pointermove", (press) => { if (bar.hasPointerCapture(press.pointerId)) put(shareAt(press)); });
  bar.addEventListener("dblclick", () => put(USUAL_SHARE));
}
