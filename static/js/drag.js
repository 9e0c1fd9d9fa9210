// Dragging by mouse, finger or pen. A finger drags by the handle only, so that the rest scrolls.
"use strict";
/* drop(item, target) is called for the target that targetAt(item, element below) has named. */
function draggable(item, handle, targetAt, drop) {
  let start = null, target = null, moving = false;

  function mark(found) {
    if (found === target) return;
    target?.classList.remove("over");
    found?.classList.add("over");
    target = found;
  }
  function end() {
    item.classList.remove("dragged");
    item.style.transform = "";
    mark(null);
    start = null;
    moving = false;
  }
  function scroll(event) {
    const box = item.closest(".board");
    if (event.clientY < 60) scrollBy(0, -12);
    if (event.clientY > innerHeight - 60) scrollBy(0, 12);
    if (box && event.clientX < 60) box.scrollBy(-12, 0);
    if (box && event.clientX > innerWidth - 60) box.scrollBy(12, 0);
  }

  item.addEventListener("pointerdown", (event) => {
    const byHand = event.pointerType === "mouse" && !event.target.closest("a, button, input, select, summary, textarea, label");
    if (event.button || !(byHand || handle.contains(event.target))) return;
    event.preventDefault();
    start = { x: event.pageX, y: event.pageY, left: item.closest(".board")?.scrollLeft ?? 0 };
    item.setPointerCapture(event.pointerId);
  });
  item.addEventListener("pointermove", (event) => {
    if (!start) return;
    const left = (item.closest(".board")?.scrollLeft ?? 0) - start.left;
    const x = event.pageX - start.x + left, y = event.pageY - start.y;
    if (!moving && Math.hypot(x, y) < 6) return;
    moving = true;
    item.classList.add("dragged");
    item.style.transform = `translate(${x}px, ${y}px)`;
    mark(targetAt(item, document.elementFromPoint(event.clientX, event.clientY)) ?? null);
    scroll(event);
  });
  item.addEventListener("pointerup", () => {
    const found = moving ? target : null;
    if (start) end();
    if (found) drop(item, found);
  });
  item.addEventListener("pointercancel", end);
  item.addEventListener("selectstart", (event) => { if (start) event.preventDefault(); });
  addEventListener("keydown", (event) => { if (event.key === "Escape" && start) end(); });
}
