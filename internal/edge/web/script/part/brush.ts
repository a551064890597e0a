// The pain scale and the qualities of the form: what a new mark gets.

import type { Mark } from "./drawing";

export function brushOf(form: HTMLFormElement): Mark {
  const pain = form.querySelector<HTMLInputElement>("[name=pain]:checked");
  const quality = [...form.querySelectorAll<HTMLInputElement>("[name=quality]:checked")].map((q) => q.value).sort();
  return { pain: Number(pain?.value ?? 5), quality };
}

export function setBrush(form: HTMLFormElement, mark: Mark): void {
  for (const p of form.querySelectorAll<HTMLInputElement>("[name=pain]")) p.checked = Number(p.value) === mark.pain;
  for (const q of form.querySelectorAll<HTMLInputElement>("[name=quality]")) q.checked = mark.quality.includes(q.value);
}
