// Names put in as one types: data-open ("{{" or "{") opens the list that data-completes names by id.
// The names stand in #all-names; without a script they are read there and typed.
(() => {
  "use strict";
  const found = document.getElementById("names-found");
  const all = [...document.querySelectorAll("#all-names [data-name]")].map((row) => ({
    name: row.dataset.name, says: row.dataset.says || row.querySelector("dd").textContent, about: row.closest("[data-about]").dataset.about,
  }));
  const complete = (text) => {
    const list = document.getElementById(text.dataset.completes);
    const [open, close] = [text.dataset.open || "{", text.dataset.close || "}"];
    const begins = new RegExp(`${open.replaceAll("{", "\\{")}\\s*([\\w.é-]*)$`);
    const rest = new RegExp(`^[\\w.é-]*\\s*\\}{0,${close.length}}`);
    let offered = [];
    let at = 0;
    const begun = () => begins.exec(text.value.slice(0, text.selectionStart));
    const offer = () => {
      const typed = begun();
      const asked = typed ? typed[1].toLowerCase() : "";
      const first = (one) => (one.name.toLowerCase().startsWith(asked) ? 0 : 1);
      offered = !typed ? [] : all
        .filter((one) => `${one.name} ${one.about}`.toLowerCase().includes(asked))
        .sort((a, b) => first(a) - first(b)).slice(0, 40);
      at = 0;
      draw();
    };
    const draw = () => {
      list.hidden = !offered.length;
      list.replaceChildren(...offered.map((one, place) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${place}`;
        item.role = "option";
        item.setAttribute("aria-selected", place === at);
        const [name, says, about] = ["b", "span", "small"].map((tag) => document.createElement(tag));
        [name.textContent, says.textContent, about.textContent] = [one.name, one.says, one.about];
        item.append(name, says, about);
        item.addEventListener("pointerdown", (event) => { event.preventDefault(); put(one.name); });
        return item;
      }));
      text.setAttribute("aria-autocomplete", "list");
      text.setAttribute("aria-controls", list.id);
      if (offered.length) { text.setAttribute("aria-activedescendant", `${list.id}-${at}`); place(); }
      else text.removeAttribute("aria-activedescendant");
      found.textContent = offered.length ? text.form.dataset.found.replace("%s", offered.length) : "";
    };
    const choose = (step) => { at = (at + step + offered.length) % offered.length; draw(); list.children[at].scrollIntoView({ block: "nearest" }); };
    const put = (name) => {
      const typed = begun();
      const start = text.selectionStart - (typed ? typed[0].length : 0);
      const end = typed ? text.selectionStart + rest.exec(text.value.slice(text.selectionStart))[0].length : text.selectionEnd;
      text.setRangeText(`${open}${name}${close}`, start, end, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
      shut();
    };
    const shut = () => { offered = []; draw(); };
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
    list.tabIndex = 0; // it scrolls; the text keeps the focus all the same
    list.addEventListener("mousedown", (event) => event.preventDefault());
    text.addEventListener("input", offer);
    text.addEventListener("keydown", (event) => {
      if (!offered.length) return;
      const deeds = { ArrowDown: () => choose(1), ArrowUp: () => choose(-1), Enter: () => put(offered[at].name), Tab: () => put(offered[at].name), Escape: shut };
      if (!deeds[event.key] || event.isComposing) return;
      event.preventDefault();
      deeds[event.key]();
    });
    text.addEventListener("blur", shut);
    text.addEventListener("put", (event) => put(event.detail));
  };
  document.querySelectorAll("[data-completes]").forEach(complete);
})();
