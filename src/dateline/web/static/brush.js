// The timeline as a brush: drag over it to choose days; [ and ] move what is chosen.
const DAY = 86400000;
const form = document.getElementById("filters");
const from = document.getElementById("from");
const to = document.getElementById("to");
let begun = null;

const days = () => document.querySelector("#brush .days");
const iso = (time) => new Date(time).toISOString().slice(0, 10);

const place = (svg, x) => {
  const box = svg.getBoundingClientRect();
  return Math.min(1, Math.max(0, (x - box.left) / box.width));
};

const choose = (first, last) => {
  from.value = first;
  to.value = last;
  form.dispatchEvent(new Event("change", { bubbles: true }));
};

document.addEventListener("pointerdown", (event) => {
  const svg = event.target instanceof Element && event.target.closest("#brush .days");
  if (!svg || event.button) return;
  event.preventDefault();
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  mark.setAttribute("class", "brushed");
  mark.setAttribute("height", "66");
  svg.append(mark);
  begun = { svg, mark, at: place(svg, event.clientX), moved: false };
});
addEventListener("pointermove", (event) => {
  if (!begun) return;
  const now = place(begun.svg, event.clientX);
  if (Math.abs(now - begun.at) > 0.004) begun.moved = true;
  begun.mark.setAttribute("x", `${Math.min(now, begun.at) * 100}%`);
  begun.mark.setAttribute("width", `${Math.abs(now - begun.at) * 100}%`);
});
addEventListener("pointerup", (event) => {
  if (!begun) return;
  const { svg, mark, at, moved } = begun;
  begun = null;
  mark.remove();
  if (!moved) return;
  // The click that follows would open the bar under the pointer.
  svg.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
  const now = place(svg, event.clientX);
  const first = Date.parse(svg.dataset.first), span = Number(svg.dataset.span);
  const day = (share) => iso(first + Math.min(span - 1, Math.floor(share * span)) * DAY);
  choose(day(Math.min(at, now)), day(Math.max(at, now)));
});

document.addEventListener("keydown", (event) => {
  if (!["[", "]"].includes(event.key) || event.target.matches("input, select, textarea")) return;
  const svg = days();
  if (!svg) return;
  const end = Date.parse(svg.dataset.first) + (Number(svg.dataset.span) - 1) * DAY;
  const last = to.value ? Date.parse(to.value) : end;
  const first = from.value ? Date.parse(from.value) : last;
  const by = (event.key === "[" ? -1 : 1) * (last - first + DAY);
  event.preventDefault();
  choose(iso(first + by), iso(last + by));
});
