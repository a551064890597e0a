// Parts of a page that are there as text until somebody wants them: to read
// thousands of boxes into a page takes a slow phone longer than all the rest.
// Without scripts a browser reads them at once, since they stand in a noscript.

// fill reads what a fold holds back; it says whether there was anything.
export function fill(fold: Element): boolean {
  const held = fold.querySelector(":scope > noscript");
  if (!held) return false;
  const box = document.createElement("template");
  box.innerHTML = held.textContent;
  held.replaceWith(box.content);
  return true;
}

// idle does something when the processor has nothing better to do, and soon.
export function idle(work: () => void): void {
  if (window.requestIdleCallback) requestIdleCallback(() => work(), { timeout: 600 });
  else setTimeout(work, 50);
}
