// A card that is dropped on another place fills in and sends its own form.
"use strict";
const optionFor = (card, column) =>
  [...card.querySelector("select[name=place]").options].find((option) => option.value === column.dataset.place);

function columnAt(card, element) {
  const column = element?.closest(".col[data-place]");
  return column && !column.contains(card) && optionFor(card, column) ? column : null;
}

for (const card of document.querySelectorAll(".pers")) {
  const handle = document.createElement("span");
  handle.className = "grip";
  handle.setAttribute("aria-hidden", "true");
  card.prepend(handle);
  draggable(card, handle, columnAt, (dropped, column) => {
    const option = optionFor(dropped, column);
    option.selected = true;
    option.closest("form").requestSubmit();
  });
}
