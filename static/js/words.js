// One key, one comment: each key presses the button that wears it. B blanks out what is selected.
"use strict";
const written = document.getElementById("written");
const hide = document.getElementById("hide");
const keys = document.getElementById("keys");
const keysOn = document.getElementById("keys-on");
const REMEMBERED = "single-keys-off";

if (keys) {
  keys.hidden = false;
  keysOn.checked = localStorage.getItem(REMEMBERED) === null;
  keysOn.addEventListener("change", () => {
    if (keysOn.checked) localStorage.removeItem(REMEMBERED);
    else localStorage.setItem(REMEMBERED, "yes");
    document.body.classList.toggle("keys-off", !keysOn.checked);
  });
  document.body.classList.toggle("keys-off", !keysOn.checked);
  document.body.classList.add("keyed");
}

// The server counts signs, not the units that scripts count in.
const signs = (text) => [...text].length;

function blankOut() {
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  if (!range || selection.isCollapsed || !written.contains(range.commonAncestorContainer)) {
    hide.closest("details").open = true;
    hide.elements.words.focus();
    return;
  }
  const before = document.createRange();
  before.selectNodeContents(written);
  before.setEnd(range.startContainer, range.startOffset);
  hide.elements.start.value = signs(before.toString());
  hide.elements.end.value = signs(before.toString()) + signs(range.toString());
  hide.elements.words.value = range.toString();
  hide.requestSubmit(hide.querySelector("button"));
}

if (hide) {
  // Typed words are hidden wherever they stand.
  hide.elements.words.addEventListener("input", () => {
    hide.elements.start.value = hide.elements.end.value = "";
  });
}

let pressed = false;
addEventListener("pageshow", () => { pressed = false; });
document.addEventListener("keydown", (event) => {
  if (!keysOn || !keysOn.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  const key = event.key.toLowerCase();
  if (key === "?") {
    keys.open = !keys.open;
    keys.querySelector("summary").focus();
    return;
  }
  if (key === "b" && hide) {
    event.preventDefault();
    blankOut();
    return;
  }
  const button = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!button || pressed) return;
  event.preventDefault();
  pressed = true;
  button.click();
});
