// Counts along while people are ticked: what offering them a place would make of places and mix.
const form = document.getElementById("choice");
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);

function show() {
  const ticked = [...form.querySelectorAll("input[data-counts]:checked")];
  const places = form.querySelector(".places-words .would");
  const taken = Number(places.dataset.taken) + ticked.length;
  const total = places.dataset.total;
  const words = total ? places.dataset.words : places.dataset.wordsWithout;
  places.textContent = ticked.length ? fill(words, { n: taken, total }) : "";
  places.parentElement.classList.toggle("over", total !== "" && taken > Number(total));
  for (const gap of form.querySelectorAll("[data-bar]")) {
    const more = ticked.filter((box) => box.dataset.counts.split(" ").includes(gap.dataset.bar));
    const then = Number(gap.dataset.now) + more.length;
    const share = Math.min(100, Math.round((100 * then) / Number(gap.dataset.scale)));
    gap.querySelector(".then").setAttribute("width", share);
    const said = gap.querySelector(".would");
    said.textContent = more.length ? fill(said.dataset.words, { n: then, wanted: gap.dataset.wanted }) : "";
  }
}

form?.addEventListener("change", show);
if (form) show();
