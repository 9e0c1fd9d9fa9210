// Wishes can be dragged into order; the lists beside the visits stay what is sent, and say the same.
"use strict";
const list = document.querySelector(".order ol");
const rest = list.querySelector(".rest");
const rows = [...list.querySelectorAll("[data-visit]")];
const choiceOf = (row) => document.getElementById(row.dataset.visit);
const rankOf = (row) => Number(choiceOf(row).value) || 0;
const inOrder = () => rows.filter(rankOf).sort((one, other) => rankOf(one) - rankOf(other));

function draw() {
  list.append(...inOrder(), rest, ...rows.filter((row) => !rankOf(row)));
  for (const row of rows) {
    const choice = choiceOf(row);
    row.querySelector(".small").textContent = choice.value && choice.selectedOptions[0].text;
  }
}

function drop(row, target) {
  const before = rankOf(row), ranked = inOrder().filter((other) => other !== row);
  const at = ranked.indexOf(target);
  if (target === rest) ranked.push(row);
  else if (at >= 0) ranked.splice(at + (before && before < rankOf(target) ? 1 : 0), 0, row);
  else choiceOf(row).value = "";
  ranked.forEach((each, index) => { choiceOf(each).value = index + 1; });
  draw();
}

function rowAt(row, element) {
  const found = element?.closest(".order li");
  return found === row ? null : found;
}

for (const row of rows) {
  draggable(row, row.querySelector(".grip"), rowAt, drop);
  choiceOf(row).addEventListener("change", draw);
}
document.querySelector(".order").hidden = rows.length < 2;
draw();
