// How a toll rose: each report's count when it was published, and what was the highest by then, from low to high.
import { colour, draw } from "./chart.js";

const counted = (number) => number.toLocaleString("en");
const ranged = ({ low, best, high }) => counted(best) + (low === high ? "" : ` (${counted(low)} to ${counted(high)})`);

// Reports of one moment stand at one place.
function moments(svg) {
  const found = new Map();
  for (const mark of svg.querySelectorAll("g[data-at]")) {
    const { at, low, best, high } = mark.dataset;
    const report = {
      low: Number(low), best: Number(best), high: Number(high), chosen: mark.classList.contains("chosen"),
      told: mark.querySelector("title").textContent,
    };
    found.set(Number(at), [...(found.get(Number(at)) ?? []), report]);
  }
  return Array.from(found, ([at, reports]) => ({ at, reports }));
}

function risen(places) {
  const highest = { low: 0, best: 0, high: 0 };
  return places.map(({ reports }) => {
    for (const name of Object.keys(highest)) highest[name] = Math.max(highest[name], ...reports.map((each) => each[name]));
    return { ...highest };
  });
}

const marks = (svg, places) => (plot) => {
  const { ctx } = plot, hue = colour(svg, "hue"), ratio = uPlot.pxRatio;
  const y = (count) => plot.valToPos(count, "y", true);
  ctx.save();
  Object.assign(ctx, { strokeStyle: hue, lineWidth: 1.6 * ratio });
  for (const { at, reports } of places)
    for (const { low, best, high, chosen } of reports) {
      const x = plot.valToPos(at, "x", true);
      ctx.beginPath();
      ctx.moveTo(x, y(low));
      ctx.lineTo(x, y(high));
      ctx.stroke();
      ctx.beginPath();
      ctx.arc(x, y(best), 4.5 * ratio, 0, 2 * Math.PI);
      ctx.fillStyle = chosen ? hue : colour(svg, "paper");
      ctx.fill();
      ctx.stroke();
    }
  ctx.restore();
};

for (const svg of document.querySelectorAll("svg.toll")) {
  const places = moments(svg), soFar = risen(places), times = places.map((place) => place.at);
  const stepped = (width, hue) => ({ stroke: hue, width, paths: uPlot.paths.stepped({ align: 1 }), points: { show: false } });
  const aside = Math.max(3600, (times.at(-1) - times[0]) * 0.04), most = Math.max(1, soFar.at(-1).high);
  draw(svg, {
    height: 190, hours: true,
    data: [times, ...["low", "high", "best"].map((name) => soFar.map((each) => each[name]))],
    told: places.map(({ reports }, at) => `${reports.map((each) => `${each.told}, ${ranged(each)}`).join("; ")}. Highest so far: ${ranged(soFar[at])}`),
    idle: `Highest so far: ${ranged(soFar.at(-1))}. Point at a report, or step with the arrow keys.`,
    scales: { x: { range: () => [times[0] - aside, times.at(-1) + aside] }, y: { range: () => [0, most] } },
    series: [
      {}, stepped(1, () => colour(svg, "faint")), stepped(1, () => colour(svg, "faint")), stepped(2, () => colour(svg, "hue")),
    ],
    bands: [{ series: [2, 1], fill: () => `${colour(svg, "hue")}22` }],
    cursor: {
      drag: { x: false, y: false },
      move: (plot, left, top) => [left < 0 ? left : plot.valToPos(times[plot.posToIdx(left)], "x"), top],
    },
    hooks: { draw: [marks(svg, places)] },
  });
}
