// What is pasted from Word or from a web page keeps its headings, lists, bold and links, as the marks of a narrative.
// Without this, or where the clipboard has plain text alone, plain text is pasted and cleaned when it is saved.

const LEFT_OUT = /^(STYLE|SCRIPT|META|LINK|TITLE|O:P)$/i;

function marked(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent.replace(/\s+/g, " ");
  if (node.nodeType !== Node.ELEMENT_NODE || LEFT_OUT.test(node.tagName)) return "";
  const inner = Array.from(node.childNodes, marked).join("");
  const words = inner.trim();
  if (!words) return node.tagName === "BR" ? "\n" : inner && " ";
  switch (node.tagName) {
    case "B":
    case "STRONG":
      return inner.includes("**") ? inner : inner.replace(words, () => `**${words}**`);
    case "A": {
      const address = node.getAttribute("href") || "";
      return /^https?:\/\//.test(address) ? `[${words}](${address})` : inner;
    }
    case "H1":
    case "H2":
    case "H3":
    case "H4":
      return `\n\n## ${words.replaceAll("**", "")}\n\n`;
    case "LI": {
      const place = Array.from(node.parentNode.children).indexOf(node) + 1;
      return `\n${node.parentNode.tagName === "OL" ? `${place}.` : "-"} ${words}`;
    }
    case "P":
      return node.className.startsWith("MsoListParagraph") ? `\n${words}` : `\n\n${words}\n\n`;
    case "DIV":
    case "OL":
    case "TR":
    case "UL":
      return `\n\n${inner}\n\n`;
    default:
      return inner;
  }
}

for (const box of document.querySelectorAll("main textarea")) {
  box.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!html) return;
    const page = new DOMParser().parseFromString(html, "text/html");
    const text = marked(page.body).replace(/[ \t]+\n/g, "\n").replace(/\n{3,}/g, "\n\n").trim();
    if (!text) return;
    event.preventDefault();
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
