// What places are called, in the language of the page, as the ticked list has
// it. The list is read as text: most people never open it.

export interface Listed {
  names: Map<string, string>; // of every cell and every zone that is cut into cells, by its box
  rows: Map<string, string>; // the same without the side
  ticked: string[];
}

const box = /<tr[^>]* data-name="([^"]*)"|value="([^"]*)" aria-label="([^"]*)"( checked)?/g;

export function readList(text: string): Listed {
  const out: Listed = { names: new Map(), rows: new Map(), ticked: [] };
  let row = "";
  for (const [, name, id, label, ticked] of text.matchAll(box)) {
    if (id === undefined) {
      row = plain(name);
      continue;
    }
    out.names.set(id, plain(label));
    out.rows.set(id, row);
    if (ticked) out.ticked.push(id);
  }
  return out;
}

const plain = (s: string): string => (s.includes("&") ? new DOMParser().parseFromString(s, "text/html").body.textContent : s);
