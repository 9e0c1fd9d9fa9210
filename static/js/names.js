// A long list of names gets a field that hides those that do not match.
"use strict";
for (const list of document.querySelectorAll("[data-filter]")) {
  const label = document.createElement("label");
  const field = document.createElement("input");
  field.type = "search";
  field.autocomplete = "off";
  label.className = "finder";
  label.append(list.dataset.filter, field);
  list.querySelector("legend").after(label);
  const rows = [...list.querySelectorAll(".guest-choice")];
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLocaleLowerCase();
    for (const row of rows) {
      const named = row.querySelector("label").textContent.toLocaleLowerCase().includes(wanted);
      row.hidden = !named && row.querySelector("select").value === "";
    }
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
