// One section of a report: kept as it is typed, shown as it will be printed, figures put in by name.
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

  text.addEventListener("input", () => { hold(); draw(); keepLater(); complete(); });
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

  // Figures by name
  const list = document.getElementById("names");
  const all = [...document.querySelectorAll("#all-names [data-name]")].map((row) => ({
    name: row.dataset.name, says: row.querySelector("dd").textContent, about: row.closest(".names").dataset.about,
  }));
  let offered = [];
  let at = 0;
  const begun = () => /\{\{\s*([\w.é-]*)$/.exec(text.value.slice(0, text.selectionStart));
  const complete = () => {
    const typed = begun();
    const asked = typed ? typed[1].toLowerCase() : "";
    const first = (one) => (one.name.toLowerCase().startsWith(asked) ? 0 : 1);
    offered = !typed ? [] : all
      .filter((one) => `${one.name} ${one.about}`.toLowerCase().includes(asked))
      .sort((a, b) => first(a) - first(b)).slice(0, 40);
    at = 0;
    drawNames();
  };
  const drawNames = () => {
    list.hidden = !offered.length;
    list.replaceChildren(...offered.map((one, place) => {
      const item = document.createElement("li");
      item.id = `name-${place}`;
      item.role = "option";
      item.setAttribute("aria-selected", place === at);
      const [name, says, about] = ["b", "span", "small"].map((tag) => document.createElement(tag));
      [name.textContent, says.textContent, about.textContent] = [one.name, one.says, one.about];
      item.append(name, says, about);
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); put(one); });
      return item;
    }));
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-controls", "names");
    if (offered.length) { text.setAttribute("aria-activedescendant", `name-${at}`); place(); }
    else text.removeAttribute("aria-activedescendant");
    document.getElementById("names-found").textContent = offered.length ? words.found.replace("%s", offered.length) : "";
  };
  const choose = (step) => { at = (at + step + offered.length) % offered.length; drawNames(); list.children[at].scrollIntoView({ block: "nearest" }); };
  const put = (one) => {
    const start = text.selectionStart - begun()[0].length;
    const rest = /^[\w.é-]*\s*\}{0,2}/.exec(text.value.slice(text.selectionStart))[0].length;
    text.setRangeText(`{{${one.name}}}`, start, text.selectionStart + rest, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    offered = [];
    drawNames();
  };
  // Below the line that is being typed: a copy of the text, as wide, tells how far down that is.
  const place = () => {
    const copy = document.createElement("div");
    const style = getComputedStyle(text);
    for (const name of ["font", "lineHeight", "letterSpacing", "padding", "border", "boxSizing"]) copy.style[name] = style[name];
    Object.assign(copy.style, { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "break-word", width: `${text.clientWidth}px`, top: 0 });
    copy.textContent = text.value.slice(0, text.selectionStart) || " ";
    text.parentElement.append(copy);
    list.style.top = `${Math.min(copy.offsetHeight - text.scrollTop, text.offsetHeight) + 4}px`;
    copy.remove();
  };
  text.addEventListener("keydown", (event) => {
    if (!offered.length) return;
    const deeds = { ArrowDown: () => choose(1), ArrowUp: () => choose(-1), Enter: () => put(offered[at]), Tab: () => put(offered[at]), Escape: () => { offered = []; drawNames(); } };
    if (!deeds[event.key] || event.isComposing) return;
    event.preventDefault();
    deeds[event.key]();
  });
  text.addEventListener("blur", () => { offered = []; drawNames(); });
})();
