// The map: incidents as points sized by the killed and coloured by family, clustered where they are many, and areas
// where only a province or a country is told. What it shows follows the filters.
import { AttributionControl, Map, NavigationControl, ScaleControl } from "./vendor/maplibre-gl.mjs";

const holder = document.getElementById("map");
const pointed = document.getElementById("pointed");
const dark = matchMedia("(prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const FAMILIES = ["violence", "demonstrations", "state", "words"];
const TYPES = {};
const METRES_A_PIXEL = 78271.517; // on the equator at zoom 0
const placed = location.hash.includes("map="); // the address says where to look
let shown = { type: "FeatureCollection", features: [] };
let asked = null;
let loading = null;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const hue = () => ["match", ["get", "family"], ...FAMILIES.flatMap((name) => [name, colour(name)]), colour("words")];
const size = ["interpolate", ["linear"], ["sqrt", ["get", "killed"]], 0, 4.5, 3, 8, 10, 15, 30, 26];
const reach = ["interpolate", ["exponential", 2], ["zoom"], 0, ["get", "reach"], 22, ["*", ["get", "reach"], 2 ** 22]];
const letters = (extra) => ({ "text-font": ["sans-serif"], "text-size": 11, "text-max-width": 8, ...extra });

function style(ground, tiles) {
  const sources = {
    land: { type: "geojson", data: ground.land, maxzoom: 8 },
    borders: { type: "geojson", data: ground.borders, maxzoom: 8 },
    countries: { type: "geojson", data: ground.countries },
    cities: { type: "geojson", data: ground.cities },
    incidents: {
      type: "geojson", data: shown, cluster: true, clusterRadius: 42, clusterMaxZoom: 9,
      clusterProperties: { killed: ["+", ["get", "killed"]] },
    },
    chosen: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
  };
  if (tiles) sources.tiles = { type: "raster", tiles: [tiles], tileSize: 256 };
  const single = ["!", ["has", "point_count"]];
  const words = { "text-color": colour("soft"), "text-halo-color": colour("land"), "text-halo-width": 1.2 };
  return {
    version: 8,
    sources,
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("sea") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land"), "fill-antialias": true } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": colour("border"), "line-width": 1.1 } },
      ...(tiles ? [{ id: "tiles", type: "raster", source: "tiles" }] : []),
      {
        id: "countries", type: "symbol", source: "countries", maxzoom: 6.5,
        filter: [">", ["get", "size"], ["interpolate", ["linear"], ["zoom"], 0, 260, 2, 60, 4, 4, 6, 0]],
        layout: letters({ "text-field": ["get", "name"], "text-letter-spacing": 0.06 }), paint: words,
      },
      {
        id: "cities", type: "symbol", source: "cities", minzoom: 4,
        filter: [">", ["get", "people"], ["interpolate", ["linear"], ["zoom"], 4, 3000, 7, 400]],
        layout: letters({ "text-field": ["get", "name"], "text-size": 10.5 }), paint: words,
      },
      {
        id: "areas", type: "circle", source: "incidents", filter: ["all", single, [">", ["get", "reach"], 0]],
        paint: {
          "circle-radius": reach, "circle-color": hue(), "circle-opacity": ["case", ["get", "area"], 0.12, 0.05],
          "circle-stroke-color": hue(), "circle-stroke-width": 1, "circle-stroke-opacity": 0.45, "circle-pitch-scale": "map",
        },
      },
      {
        id: "clusters", type: "circle", source: "incidents", filter: ["has", "point_count"],
        paint: {
          "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "point_count"]], 1, 11, 20, 22, 150, 38],
          "circle-color": colour("card"), "circle-opacity": 0.94,
          "circle-stroke-color": ["case", [">", ["get", "killed"], 0], colour("violence"), colour("soft")],
          "circle-stroke-width": ["interpolate", ["linear"], ["sqrt", ["get", "killed"]], 0, 1.2, 40, 5],
        },
      },
      {
        id: "counts", type: "symbol", source: "incidents", filter: ["has", "point_count"],
        layout: letters({ "text-field": ["get", "point_count_abbreviated"], "text-size": 11.5, "text-allow-overlap": true }),
        paint: { "text-color": colour("ink") },
      },
      {
        id: "points", type: "circle", source: "incidents", filter: single,
        paint: {
          "circle-radius": size, "circle-color": hue(), "circle-opacity": ["case", ["get", "area"], 0.15, 0.78],
          "circle-stroke-color": ["case", ["get", "area"], hue(), colour("card")], "circle-stroke-width": 1.2,
        },
      },
      {
        id: "chosen", type: "circle", source: "chosen",
        paint: { "circle-radius": 13, "circle-opacity": 0, "circle-stroke-color": colour("focus"), "circle-stroke-width": 3 },
      },
    ],
  };
}

const ground = await (await fetch(holder.dataset.ground)).json();
const types = await (await fetch("/api/v1/types")).json();
for (const type of types) TYPES[type.name] = type.family;

const map = new Map({
  container: holder, style: style(ground, holder.dataset.tiles), center: [30, 28], zoom: 1.4, minZoom: 0.6, maxZoom: 14,
  hash: "map", attributionControl: false, dragRotate: false, pitchWithRotate: false, fadeDuration: calm.matches ? 0 : 150,
  renderWorldCopies: true,
});
globalThis.datelineMap = map; // for those who measure it
map.touchZoomRotate.disableRotation();
map.addControl(new NavigationControl({ showCompass: false }), "top-right");
map.addControl(new ScaleControl({ maxWidth: 90 }), "bottom-left");
map.addControl(new AttributionControl({ compact: true, customAttribution: ground.about }), "bottom-right");
dark.addEventListener("change", () => map.setStyle(style(ground, holder.dataset.tiles), { diff: false }));

function features(points) {
  return points.id.map((id, at) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [points.lon[at], points.lat[at]] },
    properties: {
      id, family: TYPES[points.type[at]] || "words", killed: points.killed[at] || 0, area: points.area[at],
      reach: ((points.radius_km[at] || 0) * 1000) / METRES_A_PIXEL / Math.max(0.1, Math.cos((points.lat[at] * Math.PI) / 180)),
    },
  }));
}

function fit(list) {
  if (!list.length || placed) return;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { geometry: { coordinates: [lon, lat] } } of list) {
    west = Math.min(west, lon); east = Math.max(east, lon); south = Math.min(south, lat); north = Math.max(north, lat);
  }
  map.fitBounds([[west, south], [east, north]], { padding: 50, maxZoom: 6, animate: false });
}

async function load() {
  const query = document.getElementById("found").dataset.query;
  if (query === asked) return;
  asked = query;
  loading?.abort();
  loading = new AbortController();
  holder.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(`/api/v1/incidents/points?${query}`, { signal: loading.signal });
    if (!answer.ok) throw new Error(`the points cannot be had: ${answer.status}`);
    const first = !shown.features.length;
    shown = { type: "FeatureCollection", features: features(await answer.json()) };
    if (first) fit(shown.features);
    await map.getSource("incidents")?.setData(shown);
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  } finally {
    holder.removeAttribute("aria-busy");
  }
}

const mark = (lon, lat) => map.getSource("chosen")?.setData({
  type: "FeatureCollection",
  features: lon === undefined ? [] : [{ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: {} }],
});

let waiting = 0;
async function point(id) {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const answer = await fetch(`/incident/${id}/card`, { headers: { "HX-Request": "true" } });
    // Made by the server's templates, in which every text is escaped.
    if (answer.ok) pointed.innerHTML = await answer.text();
  }, 60);
}

map.on("load", () => {
  load();
  if (holder.clientWidth < 640) holder.querySelector(".maplibregl-compact-show")?.classList.remove("maplibregl-compact-show");
});
map.on("mouseenter", "points", (event) => { map.getCanvas().style.cursor = "pointer"; point(event.features[0].properties.id); });
map.on("mouseleave", "points", () => { map.getCanvas().style.cursor = ""; clearTimeout(waiting); pointed.replaceChildren(); });
map.on("click", "points", (event) => { location.href = `/incident/${event.features[0].properties.id}`; });
map.on("click", "clusters", async (event) => {
  const { geometry, properties } = event.features[0];
  const zoom = await map.getSource("incidents").getClusterExpansionZoom(properties.cluster_id);
  map.easeTo({ center: geometry.coordinates, zoom: zoom + 0.3, animate: !calm.matches });
});
for (const name of ["pointerover", "focusin"])
  document.addEventListener(name, (event) => {
    const row = event.target instanceof Element && event.target.closest("#found .incident[data-lon]");
    mark(...(row ? [Number(row.dataset.lon), Number(row.dataset.lat)] : []));
  });

document.addEventListener("htmx:after:swap", load);
document.addEventListener("htmx:after:history:push", () => map._hash?._updateHash?.());
document.getElementById("box-here").addEventListener("click", () => {
  const box = map.getBounds();
  const within = (value, most) => Math.max(-most, Math.min(most, value)).toFixed(3);
  const world = box.getEast() - box.getWest() >= 360;
  document.getElementById("box").value = world ? "" : [
    within(box.getWest(), 180), within(box.getSouth(), 90), within(box.getEast(), 180), within(box.getNorth(), 90),
  ].join(",");
  document.getElementById("filters").dispatchEvent(new Event("change", { bubbles: true }));
});
