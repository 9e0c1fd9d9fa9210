// Cards can be dragged to another visit: the drop fills in and sends the card's own form.
"use strict";
const columns = document.querySelectorAll(".col");
let dragged = null;

for (const card of document.querySelectorAll(".pers")) {
  card.draggable = true;
  card.addEventListener("dragstart", (event) => {
    dragged = card;
    card.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.dataset.person);
  });
  card.addEventListener("dragend", () => {
    card.classList.remove("dragged");
    columns.forEach((column) => column.classList.remove("over"));
    dragged = null;
  });
}

function optionFor(column) {
  if (!dragged || column.dataset.visit === undefined || column.contains(dragged)) return null;
  const options = dragged.querySelector("select[name=visit]").options;
  return [...options].find((option) => option.value === column.dataset.visit);
}

for (const column of columns) {
  column.addEventListener("dragover", (event) => {
    if (!optionFor(column)) return;
    event.preventDefault();
    column.classList.add("over");
  });
  column.addEventListener("dragleave", (event) => {
    if (!column.contains(event.relatedTarget)) column.classList.remove("over");
  });
  column.addEventListener("drop", (event) => {
    const option = optionFor(column);
    if (!option) return;
    event.preventDefault();
    option.selected = true;
    option.closest("form").requestSubmit();
  });
}
