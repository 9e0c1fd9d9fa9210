// One section of a report: kept as it is typed, shown as it will be printed.
// The page works without it.
(() => {
  "use strict";
  const form = document.getElementById("writing");
  if (!form) return;
  const words = form.dataset;
  const text = document.getElementById("text");
  const before = form.elements.before;
  const saved = document.getElementById("saved");
  const both = document.getElementById("both");
  const key = `report:${location.pathname}`;
  const store = {
    get() { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    set(value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden */ } },
    remove() { try { localStorage.removeItem(key); } catch { /* forbidden */ } },
  };
  const say = (words) => { saved.textContent = words; };
  const later = (deed, wait) => { let timer; return (now) => { clearTimeout(timer); timer = setTimeout(deed, now ? 0 : wait); }; };
  let kept = text.value;
  let sending = false;

  // Keeping
  const send = async () => {
    if (sending || text.value === kept || !both.hidden) return;
    const typed = text.value;
    sending = true;
    say(words.saving);
    try {
      const answer = await post(form.action || location.href, typed, "application/json");
      if (answer.redirected) { say(words.out); return; }
      const found = await answer.json();
      if (answer.status === 409) ask(found);
      else if (!answer.ok) say(found.refused || words.offline);
      else { kept = typed; before.value = found.before; hold(); say(words.just); if (text.value !== typed) keepLater(); }
    } catch {
      say(words.offline);
      setTimeout(() => keepLater(true), 10000);
    } finally { sending = false; }
  };
  const post = (address, typed, accept) => {
    const fields = new FormData(form);
    fields.set("text", typed);
    fields.delete("preview");
    return fetch(address, { method: "POST", body: new URLSearchParams(fields), headers: { Accept: accept }, keepalive: typed.length < 50000 });
  };
  const hold = () => store.set({ text: text.value, kept, before: before.value });
  const keepLater = later(send, 1200);

  // Two texts
  const ask = ({ theirs, before: mark }) => {
    document.getElementById("theirs").value = theirs;
    both.hidden = false;
    both.dataset.before = mark;
    say(words.both);
    document.getElementById("theirs").focus();
  };
  const takeTheirs = document.getElementById("take-theirs");
  const settle = (chosen) => {
    if (both.dataset.before) before.value = both.dataset.before;
    kept = document.getElementById("theirs").value;
    text.value = chosen;
    both.hidden = true;
    hold();
    draw(true);
    keepLater(true);
    text.focus();
    say(text.value === kept ? words.just : words.saving);
  };
  takeTheirs.hidden = false;
  takeTheirs.addEventListener("click", () => settle(document.getElementById("theirs").value));
  document.getElementById("keep-mine").addEventListener("click", (event) => { event.preventDefault(); settle(text.value); });

  // The preview
  const preview = document.getElementById("preview");
  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    try {
      const answer = await post(words.preview, text.value, "text/html");
      if (answer.ok && !answer.redirected && mine === asked) preview.innerHTML = await answer.text();
    } catch { /* no connection: the last preview stays */ }
  };
  const draw = later(show, 500);
  document.getElementById("preview-button").addEventListener("click", (event) => { event.preventDefault(); draw(true); preview.scrollIntoView({ block: "nearest" }); });

  text.addEventListener("input", () => { hold(); draw(); keepLater(); });
  addEventListener("online", () => keepLater(true));
  addEventListener("pagehide", send);
  addEventListener("storage", (event) => {
    if (event.key !== key || !event.newValue) return;
    const there = JSON.parse(event.newValue);
    if (text.value !== kept || there.text !== there.kept) return;
    text.value = kept = there.kept;
    before.value = there.before;
    draw(true);
  });
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) { event.preventDefault(); hold(); say(words.offline); }
  });

  const left = store.get();
  if (left && left.text !== left.kept && left.text !== text.value) {
    if (left.kept !== kept) before.value = left.before;
    text.value = left.text;
    document.getElementById("restored").hidden = false;
    keepLater(true);
    draw(true);
  } else hold();
})();
