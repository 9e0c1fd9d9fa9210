// A card that is dropped on another place fills in and sends the form that moves by hand.
"use strict";
const form = document.getElementById("move-by-hand");

function columnAt(card, element) {
  const column = element?.closest(".col[data-place], .col[data-table]");
  return column && !column.contains(card) && column.dataset.turn === card.dataset.turn ? column : null;
}

function send(card, column) {
  for (const [name, value] of Object.entries({ ...card.dataset, ...column.dataset })) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  form.requestSubmit();
}

for (const card of document.querySelectorAll(".pers[data-person], .pers[data-guest]")) {
  const handle = document.createElement("span");
  handle.className = "grip";
  handle.setAttribute("aria-hidden", "true");
  card.prepend(handle);
  draggable(card, handle, columnAt, send);
}
