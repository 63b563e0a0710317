"use strict";
(() => {
  const wide = matchMedia("(min-width: 64rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const peek = document.querySelector(".peek");
  const indexes = new WeakMap();
  let held = null; // what a click or Enter keeps lit
  let waiting = 0;

  // Words and controls of one article by the key that joins them.
  const index = (article) => {
    let found = indexes.get(article);
    if (!found) {
      found = { words: new Map(), controls: new Map(), marks: new Map() };
      const enter = (map, keys, item) => {
        for (const key of keys.split(" ")) map.set(key, [...(map.get(key) || []), item]);
      };
      for (const word of article.querySelectorAll(".w[data-f]")) enter(found.words, word.dataset.f, word);
      for (const mark of article.querySelectorAll("[data-e]")) enter(found.marks, mark.dataset.e, mark);
      for (const control of article.querySelectorAll("button[data-f]")) found.controls.set(control.dataset.f, control);
      indexes.set(article, found);
    }
    return found;
  };

  // What is lit is kept in a list: a long report has too many words to be searched at every move of the mouse.
  let lit = [];
  const light = (item, name) => {
    item.classList.add(name);
    lit.push([item, name]);
  };
  const dim = () => {
    for (const [item, name] of lit) item.classList.remove(name);
    lit = [];
  };
  const clear = () => {
    dim();
    for (const article of document.querySelectorAll(".lit")) article.classList.remove("lit");
    peek.replaceChildren();
  };

  // Far away it jumps, and looks again: paragraphs out of view have only a guessed height.
  const bring = (item, tries = 3) => {
    const pane = item && item.closest(".pane");
    if (!pane || !wide.matches || pane.scrollHeight <= pane.clientHeight) return;
    const box = item.getBoundingClientRect(), frame = pane.getBoundingClientRect();
    if (box.top >= frame.top + 24 && box.bottom <= frame.bottom - 24) return;
    const top = pane.scrollTop + box.top - frame.top - frame.height / 3;
    const far = Math.abs(top - pane.scrollTop) > 2 * frame.height;
    pane.scrollTo({ top, behavior: far || calm.matches ? "auto" : "smooth" });
    if (far && tries) requestAnimationFrame(() => bring(item, tries - 1));
  };

  // What a control is about: a field its own words, an event the words of all its fields.
  const keysOf = (control) => {
    if (!control.classList.contains("pick")) return [control.dataset.f];
    return Array.from(control.closest(".card").querySelectorAll("button[data-f]"), (item) => item.dataset.f);
  };

  const tell = (control, word) => {
    peek.replaceChildren();
    if (!word) return;
    const what = document.createElement("span");
    what.className = "what";
    const card = control.closest(".card");
    const type = card.querySelector(".type");
    const label = control.querySelector(".label");
    what.textContent = [type && type.textContent, label && label.textContent].filter(Boolean).join(": ");
    const around = document.createRange();
    const paragraph = word.closest("p");
    around.selectNodeContents(paragraph);
    around.setEndBefore(word);
    const before = around.toString();
    around.selectNodeContents(paragraph);
    around.setStartAfter(word);
    const after = around.toString();
    const strong = document.createElement("b");
    strong.textContent = word.textContent;
    const cut = (text, end) => (text.length <= 110 ? text : end ? text.slice(0, 110) + "…" : "…" + text.slice(-110));
    peek.append(what, cut(before, false), strong, cut(after, true));
  };

  const showControl = (control, scroll) => {
    dim();
    const article = control.closest(".reading");
    const { words, marks } = index(article);
    article.classList.add("lit");
    const card = control.closest(".card");
    light(card, "active");
    light(control, "on");
    for (const key of keysOf(control)) for (const word of words.get(key) || []) light(word, "on");
    const own = words.get(control.dataset.f) || [];
    for (const word of own) light(word, "hot");
    for (const mark of marks.get(card.id) || []) light(mark, "on");
    tell(control, own[0]);
    clearTimeout(waiting);
    if (scroll) bring(own[0]);
    else waiting = setTimeout(() => bring(own[0]), 160);
  };

  const showWord = (word, scroll) => {
    dim();
    const article = word.closest(".reading");
    const { words, controls } = index(article);
    article.classList.add("lit");
    const keys = word.dataset.f.split(" ");
    let first = null;
    for (const key of keys) {
      for (const other of words.get(key) || []) light(other, "on");
      const control = controls.get(key);
      if (!control) continue;
      light(control, "on");
      light(control.closest(".card"), "active");
      if (!first || control.classList.contains("pick")) first = control;
    }
    light(word, "hot");
    if (!first) return;
    tell(first, word);
    clearTimeout(waiting);
    if (scroll) bring(first);
    else waiting = setTimeout(() => bring(first), 160);
  };

  const show = (item, scroll) => {
    if (item.matches("button[data-f]")) showControl(item, scroll);
    else if (item.matches(".w[data-f]")) showWord(item, scroll);
    else {
      const card = document.getElementById(item.dataset.e.split(" ")[0]);
      if (card) showControl(card.querySelector(".pick"), scroll);
    }
  };

  const hold = (item) => {
    if (held && held.matches("button")) held.setAttribute("aria-pressed", "false");
    if (held) held.classList.remove("held");
    held = held === item ? null : item;
    if (!held) return clear();
    held.classList.add("held");
    if (held.matches("button")) held.setAttribute("aria-pressed", "true");
    show(held, true);
  };

  const live = (target) => target instanceof Element && target.closest(".reading [data-f], .reading [data-e]");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const item = live(event.target);
    if (item) show(item, false);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "touch" || !live(event.target) || live(event.relatedTarget)) return;
    clearTimeout(waiting);
    if (held) show(held, false);
    else clear();
  });
  document.addEventListener("focusin", (event) => {
    const item = live(event.target);
    if (item && item.matches(":focus-visible")) show(item, true);
  });

  document.addEventListener("click", (event) => {
    const item = live(event.target);
    if (!item) return;
    if (item.matches("button")) return hold(item);
    const id = item.dataset.e ? item.dataset.e.split(" ")[0] : (item.getAttribute("href") || "").slice(1);
    const card = id && document.getElementById(id);
    if (!card) return hold(item);
    event.preventDefault();
    const pick = card.querySelector(".pick");
    if (held !== pick) hold(pick);
    pick.focus({ preventScroll: wide.matches });
    bring(card);
    if (!wide.matches) card.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
  });

  const step = (items, current, key) => {
    const at = items.indexOf(current);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 };
    return items[Math.min(items.length - 1, Math.max(0, to[key]))];
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof Element)) return;
    const { target, key } = event;
    const card = target.closest(".card");
    const text = target.closest(".text");
    if (key === "Escape" && target.closest(".reading")) {
      if (held) hold(held);
      clear();
      if (card && !target.matches(".pick") && card.querySelector(".pick")) card.querySelector(".pick").focus();
      else if (text) text.focus();
    } else if (card && ["ArrowDown", "ArrowUp", "Home", "End"].includes(key)) {
      const picks = Array.from(card.closest(".events").querySelectorAll(".pick"));
      const next = step(picks, card.querySelector(".pick"), key);
      event.preventDefault();
      if (next) { next.focus({ preventScroll: wide.matches }); bring(next.closest(".card")); }
    } else if (text && ["ArrowLeft", "ArrowRight", "Home", "End"].includes(key)) {
      const next = step(Array.from(text.querySelectorAll(".w[data-f]")), target, key);
      event.preventDefault();
      if (next) { next.focus({ preventScroll: wide.matches }); showWord(next, true); bring(next); }
    } else if (text && key === "Enter" && target.matches(".w") && !target.matches("a")) hold(target);
  });

  // Several reports: one at a time, chosen by the address's fragment.
  const chooser = document.querySelector(".chooser");
  if (chooser) {
    const articles = Array.from(document.querySelectorAll(".reading"));
    const links = Array.from(chooser.querySelectorAll("a"));
    const choose = () => {
      const id = /^#(r\d+)/.exec(location.hash);
      const chosen = (id && articles.find((article) => article.id === id[1])) || articles[0];
      held = null;
      clear();
      for (const article of articles) article.hidden = article !== chosen;
      for (const link of links) {
        if (link.hash === "#" + chosen.id) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
      }
    };
    addEventListener("hashchange", () => { choose(); scrollTo(0, 0); });
    const find = chooser.querySelector("input");
    find.addEventListener("input", () => {
      const wanted = find.value.toLocaleLowerCase();
      for (const link of links)
        link.parentElement.hidden = !link.textContent.toLocaleLowerCase().includes(wanted);
    });
    if (!wide.matches) chooser.querySelector("details").open = false;
    choose();
  }

  addEventListener("beforeprint", () => {
    for (const item of document.querySelectorAll("details.codes")) item.open = true;
  });
})();
