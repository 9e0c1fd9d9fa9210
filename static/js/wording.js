// The wording of a message: read on a phone as it is typed, placeholders put in by a button.
// The page works without it.
(() => {
  "use strict";
  const form = document.getElementById("wording");
  if (!form) return;
  const fields = form.querySelectorAll("[data-completes]");
  const preview = document.getElementById("preview");
  let last = document.getElementById("id_text");
  fields.forEach((field) => field.addEventListener("focus", () => { last = field; }));

  document.querySelectorAll("#all-names [data-name]").forEach((row) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...row.querySelector("dt").childNodes);
    button.title = form.dataset.put;
    button.addEventListener("click", () => { last.focus(); last.dispatchEvent(new CustomEvent("put", { detail: row.dataset.name })); });
    row.querySelector("dt").append(button);
  });

  let asked = 0;
  let timer;
  const draw = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (answer.ok && !answer.redirected && mine === asked) preview.innerHTML = await answer.text();
    } catch { /* no connection: the last preview stays */ }
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(draw, 400); };
  fields.forEach((field) => field.addEventListener("input", later));
  document.getElementById("reader")?.addEventListener("change", draw);
  document.getElementById("preview-button").addEventListener("click", (event) => { event.preventDefault(); draw(); preview.scrollIntoView({ block: "nearest" }); });
})();
