// Keys of every page, and what htmx needs to know of the session.
const dialog = document.getElementById("keys");
const editable = "input, textarea, select, [contenteditable]";
let going = 0;

document.addEventListener("htmx:config:request", (event) => {
  const { request } = event.detail.ctx;
  request.headers["X-CSRF-Token"] = document.body.dataset.csrf;
  // A filter that is not set stays out of the address.
  if (request.method === "GET" && request.body instanceof FormData)
    for (const [name, value] of Array.from(request.body)) if (value === "") request.body.delete(name);
});
document.addEventListener("submit", (event) => {
  if (event.target.method !== "get") return;
  for (const field of event.target.elements) if (field.name && field.value === "") field.disabled = true;
  setTimeout(() => { for (const field of event.target.elements) field.disabled = false; });
});

document.getElementById("show-keys")?.addEventListener("click", () => dialog.showModal());

const step = (by) => {
  const links = Array.from(document.querySelectorAll("[data-steps] > li > a:first-child"));
  if (!links.length) return;
  const at = links.findIndex((link) => link === document.activeElement || link.parentElement.contains(document.activeElement));
  const next = links[Math.min(links.length - 1, Math.max(0, at + by))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || dialog.open) return;
  if (event.target instanceof Element && event.target.matches(editable)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (going) {
    clearTimeout(going);
    going = 0;
    const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) { event.preventDefault(); link.click(); }
    return;
  }
  switch (event.key) {
    case "?": dialog.showModal(); break;
    case "/": document.getElementById("find-all")?.focus(); break;
    case "g": going = setTimeout(() => { going = 0; }, 1500); break;
    case "j": step(1); break;
    case "k": step(-1); break;
    case "x": document.getElementById("clear")?.click(); break;
    default: {
      // A page's own keys: what can be pressed is pressed, what can be filled is entered. Digits choose in what is open.
      const own = document.querySelector(`main [data-key="${CSS.escape(event.key)}"], main details[open] [data-choice="${CSS.escape(event.key)}"]`);
      if (!own) return;
      if (own.matches("input, select")) own.focus();
      else if (!own.dataset.enter || !own.parentElement.open) own.click();
      if (own.dataset.enter) document.getElementById(own.dataset.enter)?.focus();
    }
  }
  event.preventDefault();
});

addEventListener("beforeprint", () => {
  for (const item of document.querySelectorAll("main details")) item.open = true;
});
if (matchMedia("(max-width: 63.99rem)").matches) {
  const fold = document.querySelector(".fold");
  if (fold) fold.open = false;
}
