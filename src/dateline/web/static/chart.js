// What both charts share. uPlot draws anew what the server's SVG tells, so that a mouse, a finger and keys can ask it;
// the SVG stays, for paper.
const scheme = matchMedia("(prefers-color-scheme: dark)");
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY = 86400;
const MONTH = 30 * DAY; // uPlot's own, by which it knows that calendar months are meant
const YEAR = 365 * DAY;
const STEPS = [
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3600),
  ...[1, 2, 3, 5, 7, 10, 15].map((days) => days * DAY),
  ...[1, 2, 3, 6].map((months) => months * MONTH),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000].map((years) => years * YEAR),
];
const COUNTS = Array.from({ length: 10 }, (_, power) => [1, 2, 5].map((first) => first * 10 ** power)).flat();
const drawn = new Set();

export const colour = (element, name) => getComputedStyle(element).getPropertyValue(`--${name}`).trim();

function label(seconds, step) {
  const at = new Date(seconds * 1000);
  if (step >= YEAR) return String(at.getUTCFullYear());
  if (step >= MONTH) return at.getUTCMonth() ? MONTHS[at.getUTCMonth()] : String(at.getUTCFullYear());
  if (step >= DAY || seconds % DAY === 0) return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
  return at.toISOString().slice(11, 16);
}

function axes(element, hours) {
  const font = `11px ${colour(element, "sans")}`;
  const stroke = () => colour(element, "faint");
  const line = (width) => ({ stroke: () => colour(element, "line"), width });
  return [
    {
      font, stroke, grid: { show: false }, ticks: { ...line(1), size: 4 }, size: 24, gap: 3, space: 48,
      incrs: (_plot, _axis, first, last) => STEPS.filter((step) => step >= DAY || (hours && last - first < 2 * DAY)),
      values: (_plot, splits, _axis, _space, step) => splits.map((at) => label(at, step)),
    },
    {
      font, stroke, grid: line(1), ticks: { show: false }, gap: 5, space: 26, incrs: COUNTS,
      size: (_plot, labels) => 12 + 7 * Math.max(3, ...(labels ?? []).map((words) => words.length)),
      values: (_plot, splits) => splits.map((count) => count.toLocaleString("en")),
    },
  ];
}

// One stop of the keyboard: arrows go from place to place, and what is there is told as a mouse is told it.
function steps(holder, many, current, go) {
  holder.addEventListener("keydown", (event) => {
    const at = current();
    const next = {
      ArrowRight: at === null ? 0 : at + 1, ArrowLeft: at === null ? many - 1 : at - 1, Home: 0, End: many - 1,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    go(Math.min(many - 1, Math.max(0, next)));
  });
}

// `told` has the words of each place along the time; `idle` those of the whole; `hours` is true where they may be marked.
export function draw(svg, { data, told, idle, height, hours = false, hooks = {}, cursor = {}, ...options }) {
  const holder = document.createElement("div");
  const words = document.createElement("p");
  holder.className = "chart";
  words.className = "note-line chart-told";
  svg.after(holder, words);
  let at = null;
  const show = (index) => {
    at = index;
    words.textContent = index === null ? idle : told[index];
    for (const [name, value] of Object.entries({ valuenow: (index ?? told.length - 1) + 1, valuetext: words.textContent }))
      holder.setAttribute(`aria-${name}`, value);
  };
  const plot = new uPlot({
    width: holder.clientWidth, height, axes: axes(svg, hours), legend: { show: false }, padding: [10, 20, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    ...options,
    cursor: { y: false, points: { show: false }, ...cursor },
    hooks: { ...hooks, setCursor: [(own) => show(own.cursor.idx ?? null)] },
  }, data, holder);
  for (const [name, value] of Object.entries({
    tabindex: 0, role: "slider", "aria-label": svg.closest("figure").querySelector("figcaption").textContent,
    "aria-valuemin": 1, "aria-valuemax": told.length,
  })) holder.setAttribute(name, value);
  svg.parentElement.classList.add("drawn");
  show(null);
  steps(holder, told.length, () => at, (next) => plot.setCursor({ left: plot.valToPos(data[0][next], "x"), top: 0 }));
  holder.addEventListener("blur", () => plot.setCursor({ left: -10, top: -10 }));
  const resized = new ResizeObserver(() => { if (holder.clientWidth) plot.setSize({ width: holder.clientWidth, height }); });
  resized.observe(holder);
  drawn.add({ plot, holder, resized });
  return { plot, holder, current: () => at };
}

scheme.addEventListener("change", () => { for (const { plot } of drawn) plot.redraw(); });
document.addEventListener("htmx:after:swap", () => {
  for (const each of drawn) {
    if (each.holder.isConnected) continue;
    each.resized.disconnect();
    each.plot.destroy();
    drawn.delete(each);
  }
});
