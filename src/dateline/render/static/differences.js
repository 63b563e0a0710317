"use strict";
(() => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const wide = matchMedia("(min-width: 64rem)");
  const rows = Array.from(document.querySelectorAll(".pair"));
  const articles = Array.from(document.querySelectorAll(".reading"));
  const links = Array.from(document.querySelectorAll(".chooser a"));
  const cells = Array.from(document.querySelectorAll(".tally a"));
  const select = document.querySelector(".steps select");
  const where = document.querySelector(".where");
  const home = new Map(rows.map((row) => [row, row.closest(".reading")]));
  const order = new Map(rows.map((row, at) => [row, at]));
  const words = new Map(); // a difference's number: the words of gold and of the prediction
  for (const [side, name] of [["g", "gold-hot"], ["o", "ours-hot"]]) {
    for (const word of document.querySelectorAll(`.w[data-${side}]`)) {
      for (const key of word.dataset[side].split(" ")) words.set(key, [...(words.get(key) || []), [word, name]]);
    }
  }

  // The fragment is the whole state: what is chosen, and where one is.
  const NAMES = ["field", "kind", "type", "report", "at"];
  const read = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    return Object.fromEntries(NAMES.map((name) => [name, given.get(name) || ""]));
  };
  const written = (state) => {
    const given = new URLSearchParams(NAMES.filter((name) => state[name]).map((name) => [name, state[name]]));
    return "#" + given.toString();
  };

  const fits = (row, { field, kind, type }) =>
    (!field || row.dataset.field === field) && (!type || row.dataset.type === type) &&
    (kind ? row.dataset.kind === kind : row.dataset.kind !== "right");

  let lit = [];
  const light = (row) => {
    for (const [item, name] of lit) item.classList.remove(name);
    for (const article of document.querySelectorAll(".lit")) article.classList.remove("lit");
    lit = row ? words.get(row.id.slice(1)) || [] : [];
    for (const [item, name] of lit) item.classList.add(name);
    if (row) home.get(row).classList.add("lit");
    return lit.length ? lit[0][0] : null;
  };

  const bring = (item) => {
    const pane = item && item.closest(".pane");
    if (!pane) return;
    if (pane.scrollHeight <= pane.clientHeight) {
      if (pane.classList.contains("events")) item.scrollIntoView({ block: "nearest" });
      return;
    }
    const box = item.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    if (box.top >= frame.top + 8 && box.bottom <= frame.bottom - 8) return;
    const top = pane.scrollTop + box.top - frame.top - frame.height / 3;
    pane.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
  };

  let matched = [], current = null;
  const count = (counted, key) => counted.set(key, (counted.get(key) || 0) + 1);

  // Numbers follow the other choices: those of the table the type, those of the types the table, those of documents both.
  const renumber = (state) => {
    const table = new Map(), types = new Map(), reports = new Map();
    for (const row of rows) {
      const { field, kind, type } = row.dataset;
      if (fits(row, { ...state, type: "" })) { count(types, ""); if (type) count(types, type); }
      if (fits(row, state)) count(reports, home.get(row).id.slice(1));
      if (state.type && type !== state.type) continue;
      count(table, field + "\n" + kind);
      count(table, "\n" + kind);
      if (kind !== "right") { count(table, field + "\n"); count(table, "\n"); }
    }
    for (const cell of cells) {
      const { field, kind } = cell.dataset;
      cell.querySelector(".number").textContent = table.get(field + "\n" + kind) || 0;
      if (cell.hasAttribute("aria-label"))
        cell.setAttribute("aria-label", `${field}, ${kind}: ${table.get(field + "\n" + kind) || 0}`);
      cell.setAttribute("href", written({ field, kind, type: state.type }));
      if (field === state.field && kind === state.kind) cell.setAttribute("aria-current", "true");
      else cell.removeAttribute("aria-current");
    }
    for (const link of links) {
      const own = reports.get(link.dataset.report) || 0;
      link.querySelector(".number").textContent = own;
      link.setAttribute("href", written({ ...state, report: link.dataset.report, at: "" }));
      link.parentElement.hidden = !own && Boolean(state.field || state.kind || state.type);
    }
    for (const option of select ? select.options : []) {
      const own = types.get(option.value) || 0;
      option.textContent = `${option.dataset.name} (${own})`;
    }
    if (select) select.value = state.type;
  };

  const tell = (state) => {
    const at = matched.indexOf(current);
    const total = matched.length.toLocaleString("en");
    if (!matched.length) where.textContent = "No such error";
    else if (at < 0) where.textContent = `${total} ${state.kind === "right" ? "values" : "errors"}`;
    else where.textContent = `${(at + 1).toLocaleString("en")} of ${total}: ${current.dataset.field} ${current.dataset.kind}`;
  };

  let numbered = null;
  const apply = () => {
    const state = read();
    matched = rows.filter((row) => fits(row, state));
    const filtered = Boolean(state.field || state.kind || state.type);
    const choice = written({ ...state, at: "", report: "" });
    if (numbered !== choice) renumber(state);
    numbered = choice;
    document.body.classList.toggle("filtered", filtered);
    if (current) current.setAttribute("aria-pressed", "false");
    current = rows.find((row) => row.id === "d" + state.at) || null;
    const chosen = (current && home.get(current)) || articles.find((article) => article.id === "r" + state.report) ||
      (matched.length ? home.get(matched[0]) : articles[0]);
    const shown = new Set(matched);
    for (const article of articles) article.hidden = article !== chosen;
    for (const card of chosen ? chosen.querySelectorAll(".card") : []) {
      let any = false;
      for (const row of card.querySelectorAll(".pair")) {
        row.classList.toggle("match", shown.has(row));
        any = any || shown.has(row) || row === current;
      }
      card.hidden = filtered && !any;
    }
    for (const link of links) {
      if (chosen && "r" + link.dataset.report === chosen.id) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (current) current.setAttribute("aria-pressed", "true");
    bring(light(current));
    tell(state);
  };

  // A step changes the address without a new entry in its history; a choice makes one.
  const go = (row) => {
    location.replace(written({ ...read(), report: "", at: row.id.slice(1) }));
    apply();
    row.focus({ preventScroll: true });
    if (wide.matches) row.closest(".panes").scrollIntoView({ block: "start" });
    bring(row);
  };

  const step = (by) => {
    if (!matched.length) return;
    const at = matched.indexOf(current);
    if (at >= 0) return go(matched[Math.min(matched.length - 1, Math.max(0, at + by))]);
    const shown = articles.findIndex((article) => !article.hidden);
    const from = current ? order.get(current) : rows.findIndex((row) => articles.indexOf(home.get(row)) >= shown);
    const beyond = matched.filter((row) => (order.get(row) >= from) === by > 0);
    go((by > 0 ? beyond[0] : beyond[beyond.length - 1]) || matched[by > 0 ? matched.length - 1 : 0]);
  };

  addEventListener("hashchange", apply);
  if (select)
    select.addEventListener("change", () => { location.hash = written({ ...read(), type: select.value, report: "", at: "" }); });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const row = event.target.closest(".pair"), button = event.target.closest("[data-step]");
    const word = event.target.closest(".text .w");
    if (row) return go(row);
    if (button) return step(Number(button.dataset.step));
    if (!word) return;
    const cites = [word.dataset.g, word.dataset.o].filter(Boolean).join(" ").split(" ");
    const own = cites.map((key) => document.getElementById("d" + key));
    go(own.find((item) => matched.includes(item)) || own[0]);
  });
  document.addEventListener("pointerover", (event) => {
    const row = event.pointerType !== "touch" && event.target instanceof Element && event.target.closest(".pair");
    if (row) light(row);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.target instanceof Element && event.target.closest(".pair")) light(current);
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof Element)) return;
    const { key, target } = event;
    const onRow = target.closest(".pair");
    if (target.closest("select, input")) return;
    const by = key === "n" || (onRow && key === "ArrowDown") ? 1 : key === "p" || (onRow && key === "ArrowUp") ? -1 : 0;
    if (by) {
      event.preventDefault();
      step(by);
    } else if (key === "Escape" && current) {
      const report = home.get(current).id.slice(1);
      location.replace(written({ ...read(), at: "", report }));
      apply();
    }
  });
  if (!wide.matches) document.querySelector(".chooser details").open = false;
  apply();
  if (current) go(current);
})();
