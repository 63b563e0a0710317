// Selected words of the report become ranges of its text, in code points as the record counts.
const words = document.getElementById("words");
const chosen = document.getElementById("chosen");
const points = (text) => Array.from(text).length;

function offset(node, at) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("p[data-start]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(node, at);
  return Number(paragraph.dataset.start) + points(before.toString());
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
  if (start === null || end === null || end <= start) return;
  words.value = `${start}-${end}`;
  chosen.textContent = range.toString();
  chosen.hidden = false;
});

const card = document.getElementById(document.querySelector(".desk").dataset.event);
addEventListener("load", () => {
  card?.querySelector(".pick")?.click();
  document.activeElement?.blur();
});
