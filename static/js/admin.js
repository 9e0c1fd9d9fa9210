// Suggestion fields of the admin say which field they are, even while they are empty.
"use strict";
function nameSuggestionFields() {
  for (const box of document.querySelectorAll(".select2-selection[role=combobox]")) {
    const select = box.closest(".select2-container").previousElementSibling;
    const label = select && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    const shown = box.querySelector(".select2-selection__rendered");
    if (!label || !shown) continue;
    label.id ||= `${select.id}_label`;
    box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
    shown.setAttribute("aria-labelledby", label.id);
  }
}
nameSuggestionFields();
// They appear when the admin's own scripts are ready, and with every line that is added.
new MutationObserver(nameSuggestionFields).observe(document.body, { childList: true, subtree: true });
