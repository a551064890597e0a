// The button beside a secret that is shown once: it copies what its data-copy
// names. Where the browser refuses, the text is chosen instead, ready to copy.
import { tr } from "./part/words";

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
  button.addEventListener("click", () => {
    const secret = document.getElementById(button.dataset.copy!)!;
    const said = (ok: boolean): void => {
      button.textContent = ok ? tr("Copied") : tr("Chosen: copy it now");
      if (!ok) getSelection()?.selectAllChildren(secret);
    };
    const copied = (navigator.clipboard as Clipboard | undefined)?.writeText(secret.textContent); // none without https
    if (copied) copied.then(() => { said(true); }, () => { said(false); });
    else said(false);
  });
}
