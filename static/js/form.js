// Keeps what is typed: on this phone at once, on the server soon after. The form works without it.
(() => {
  "use strict";
  const store = {
    get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden */ } },
    remove(key) { try { localStorage.removeItem(key); } catch { /* forbidden */ } },
  };
  const forget = document.querySelector("[data-forget]");
  if (forget) store.remove(forget.dataset.forget);
  const form = document.getElementById("feedback");
  if (!form) return;

  const key = form.dataset.key || location.pathname;
  const words = form.dataset;
  const saved = document.getElementById("saved");
  const bar = document.getElementById("progress");
  const fields = () => [...new FormData(form)].filter(([name, value]) => name.startsWith("q") && value);
  let savedAt = 0;
  let changes = 0;
  let timer = 0;

  const say = (text) => { saved.textContent = text; };
  const tick = () => {
    if (!savedAt) return;
    const seconds = Math.round((Date.now() - savedAt) / 1000);
    if (seconds < 2) say(words.just);
    else if (seconds < 100) say(words.seconds.replace("%s", seconds));
    else say(words.minutes.replace("%s", Math.round(seconds / 60)));
  };

  const put = (pairs) => {
    for (const control of form.elements) {
      if (!control.name || !control.name.startsWith("q")) continue;
      const values = pairs.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
      else if (values.length || control.tagName !== "SELECT") control.value = values[0] || "";
    }
    draw();
  };

  const rowsOf = (box) => [...box.querySelectorAll(".opts")];
  const chosen = (row) => row.querySelector("input:checked");
  const isAnswered = (box) =>
    [...box.querySelectorAll("input, textarea")].some((one) => (/radio|checkbox/.test(one.type) ? one.checked : one.value.trim()));
  const name = (box) => {
    const said = box.querySelector(".said");
    if (!said) return;
    said.textContent = rowsOf(box).map(chosen).map((one) => (one ? one.nextElementSibling.textContent : "")).filter((text) => text.includes("·")).join(" → ");
  };
  const draw = () => {
    const boxes = [...form.querySelectorAll(".q")];
    boxes.forEach(name);
    if (!bar) return;
    const answered = boxes.filter(isAnswered).length;
    bar.value = answered;
    bar.setAttribute("aria-label", words.progress.replace("%1", answered).replace("%2", bar.max));
  };

  // Ticking "I can't say" clears the ratings above it; afterwards it speaks of the rows left empty.
  const settle = (target) => {
    const box = target.closest(".q");
    const cant = box && box.querySelector(".cant input");
    if (!cant || !cant.checked) return;
    const given = rowsOf(box).map(chosen);
    if (target === cant) given.forEach((one) => { if (one) one.checked = false; });
    else if (given.every(Boolean)) cant.checked = false;
  };

  const keep = (isSafe) => store.set(key, { fields: fields(), isSafe });
  const send = async () => {
    if (!words.draft || !changes) return;
    if (!navigator.onLine) { savedAt = 0; say(words.offline); return; }
    const sent = changes;
    say(words.saving);
    try {
      const answer = await fetch(words.draft, {
        method: "POST", body: new URLSearchParams(fields()), credentials: "omit", keepalive: true,
      });
      if (!answer.ok) throw new Error(answer.status);
      savedAt = Date.now();
      if (sent === changes) { changes = 0; keep(true); }
      tick();
    } catch {
      savedAt = 0;
      say(words.offline);
      later(15000);
    }
  };
  const later = (delay) => { clearTimeout(timer); timer = setTimeout(send, delay); };

  form.addEventListener("input", (event) => {
    settle(event.target);
    changes += 1;
    keep(false);
    draw();
    later(1200);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!navigator.onLine) { event.preventDefault(); savedAt = 0; say(words.waiting); }
  });
  addEventListener("online", () => later(0));
  addEventListener("offline", () => { savedAt = 0; say(words.offline); });
  addEventListener("pagehide", () => { if (changes) send(); });
  addEventListener("storage", (event) => {
    if (event.key === key && event.newValue) { put(JSON.parse(event.newValue).fields); }
  });

  const kept = store.get(key);
  if (kept && !kept.isSafe && !words.refused) {
    put(kept.fields);
    document.getElementById("restored").hidden = false;
    changes = 1;
    later(0);
  }
  draw();
  setInterval(tick, 1000);
})();
