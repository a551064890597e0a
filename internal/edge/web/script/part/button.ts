import { tr } from "./words";

// button is a button that does something, with a longer name for those who
// hear it; pressed says that it can be on or off, and which it is.
export function button(text: string, label: string, pressed: boolean | undefined, press: () => void): HTMLButtonElement {
  const b = document.createElement("button");
  b.type = "button";
  b.textContent = text;
  b.setAttribute("aria-label", label);
  if (pressed !== undefined) b.setAttribute("aria-pressed", String(pressed));
  b.addEventListener("click", press);
  return b;
}

// markRow is a line of the list of marks, to be changed or removed.
export function markRow(pain: number, words: string, on: boolean, change: () => void, remove: () => void): HTMLLIElement {
  const li = document.createElement("li");
  const dot = document.createElement("span");
  dot.className = "dot";
  dot.textContent = String(pain);
  dot.dataset.pain = String(Math.max(1, Math.round(pain)));
  const text = document.createElement("span");
  text.textContent = words;
  const act = document.createElement("span");
  act.className = "act";
  act.append(button(tr("Change"), tr("Change %s", words), on, change), button(tr("Remove"), tr("Remove %s", words), undefined, remove));
  li.append(dot, text, act);
  return li;
}
