// Selected words of the report become ranges of its text, in code points as the record counts, in the field that is
// being filled: the one that was entered last, else the first.
const fields = Array.from(document.querySelectorAll("[data-words]"));
const points = (text) => Array.from(text).length;
let into = fields[0];
let before = "";

for (const field of fields) field.addEventListener("focus", () => { into = field; });

function offset(node, at) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("#r1 p[data-start]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(node, at);
  return Number(paragraph.dataset.start) + points(before.toString());
}

// With "and further words", a selection adds to those before it.
document.addEventListener("selectstart", () => {
  before = into?.form.querySelector("[data-further]")?.checked && into.value ? `${into.value},` : "";
});

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!into || !selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
  if (start === null || end === null || end <= start) return;
  into.value = `${before}${start}-${end}`;
  const chosen = into.form.querySelector("[data-chosen]");
  chosen.textContent = range.toString();
  chosen.hidden = false;
});
