// A little Markdown while an answer streams, built from nodes: no text ever becomes HTML.
// The whole answer is rendered by the server once it is there.

export function showWords(box, text) {
  const blocks = [];
  let list = null;
  for (const line of text.split("\n")) {
    const item = /^\s*(?:[-*]|\d+\.)\s+(.*)$/.exec(line);
    if (item) {
      if (!list) blocks.push((list = document.createElement(/^\s*\d/.test(line) ? "ol" : "ul")));
      const li = document.createElement("li");
      inline(li, item[1]);
      list.append(li);
    } else if (line.trim()) {
      list = null;
      const p = document.createElement("p");
      inline(p, line);
      blocks.push(p);
    }
  }
  box.replaceChildren(...blocks);
}

function inline(parent, text) {
  for (const piece of text.split(/(\*\*[^*]+\*\*|\*[^*]+\*)/)) {
    if (!piece) continue;
    const strong = piece.startsWith("**") && piece.endsWith("**") && piece.length > 4;
    const soft = !strong && piece.startsWith("*") && piece.endsWith("*") && piece.length > 2;
    if (!strong && !soft) {
      parent.append(piece);
      continue;
    }
    const node = document.createElement(strong ? "strong" : "em");
    node.textContent = piece.slice(strong ? 2 : 1, strong ? -2 : -1);
    parent.append(node);
  }
}
