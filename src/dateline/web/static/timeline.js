// The timeline: drag over it to choose days, a bar to choose its own; [ and ] move what is chosen.
import { colour, draw } from "./chart.js";

const DAY = 86400000;
const form = document.getElementById("filters");
const from = document.getElementById("from");
const to = document.getElementById("to");

const days = () => document.querySelector("#brush .days");
const iso = (time) => new Date(time).toISOString().slice(0, 10);
const begin = (svg) => Date.parse(svg.dataset.first);
const end = (svg) => begin(svg) + (Number(svg.dataset.span) - 1) * DAY;

const choose = (first, last) => {
  from.value = first;
  to.value = last;
  form.dispatchEvent(new Event("change", { bubbles: true }));
};

// uPlot hears mice alone.
function fingers(plot) {
  const { over } = plot;
  let begun = null;
  const place = (event) => Math.min(over.clientWidth, Math.max(0, event.clientX - over.getBoundingClientRect().left));
  const mark = (left, right, done) =>
    plot.setSelect({ left: Math.min(left, right), width: Math.abs(right - left), top: 0, height: over.clientHeight }, done);
  over.addEventListener("pointerdown", (event) => { begun = event.pointerType === "mouse" ? null : place(event); });
  over.addEventListener("pointermove", (event) => { if (begun !== null) mark(begun, place(event), false); });
  over.addEventListener("pointerup", (event) => {
    if (begun !== null && Math.abs(place(event) - begun) > 4) mark(begun, place(event), true);
    begun = null;
  });
  over.addEventListener("pointercancel", () => { begun = null; mark(0, 0, false); });
}

// Moments in seconds, as uPlot counts.
const barsOf = (svg) => Array.from(svg.querySelectorAll("a"), (link) => {
  const { first, last, count } = link.dataset;
  const start = Date.parse(first) / 1000;
  const length = (Date.parse(last) + DAY) / 1000 - start;
  return { first, last, start, length, count: Number(count), told: link.querySelector("title").textContent };
});

function show() {
  const svg = days();
  if (!svg || svg.parentElement.classList.contains("drawn")) return;
  const bars = barsOf(svg);
  const bounds = [begin(svg) / 1000, (end(svg) + DAY) / 1000];
  const most = Math.max(...bars.map((bar) => bar.count));
  const width = Math.min(...bars.map((bar) => bar.length)) * 0.86;
  const day = (plot, left) => Math.floor((plot.posToVal(left, "x") * 1000) / DAY) * DAY;
  const dated = (plot, left) => iso(Math.min(end(svg), Math.max(begin(svg), day(plot, left))));
  const { plot, holder, current } = draw(svg, {
    height: 110,
    data: [bars.map((bar) => bar.start + bar.length / 2), bars.map((bar) => bar.count)],
    told: bars.map((bar) => bar.told),
    idle: `${svg.getAttribute("aria-label")}. Drag to choose days.`,
    scales: { x: { range: () => bounds }, y: { range: () => [0, most] } },
    cursor: { drag: { x: true, y: false, setScale: false } },
    series: [{}, {
      fill: () => colour(svg, "soft"), width: 0, points: { show: false },
      paths: uPlot.paths.bars({
        size: [0.86, Infinity, 2],
        disp: { x0: { unit: 1, values: () => bars.map((bar) => bar.start) }, size: { unit: 1, values: () => [width] } },
      }),
    }],
    hooks: {
      setSelect: [(own) => {
        const { left, width } = own.select;
        if (width) choose(dated(own, left), dated(own, left + width - 0.01));
      }],
    },
  });
  const chooseBar = () => { if (current() !== null) choose(bars[current()].first, bars[current()].last); };
  plot.over.addEventListener("click", chooseBar);
  holder.addEventListener("keydown", (event) => { if (event.key === "Enter") chooseBar(); });
  fingers(plot);
}

show();
document.addEventListener("htmx:after:swap", show);

document.addEventListener("keydown", (event) => {
  if (!["[", "]"].includes(event.key) || event.target.matches("input, select, textarea")) return;
  const svg = days();
  if (!svg) return;
  const last = to.value ? Date.parse(to.value) : end(svg);
  const first = from.value ? Date.parse(from.value) : last;
  const by = (event.key === "[" ? -1 : 1) * (last - first + DAY);
  event.preventDefault();
  choose(iso(first + by), iso(last + by));
});
