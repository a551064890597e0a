// Texts of scripts in the language of the page. The English text is the key,
// as it is on the server; a page in another language carries the texts of its
// scripts in #script-words. Placeholders are %s, in order.

let said: Record<string, string> | undefined;

export function tr(text: string, ...args: (string | number)[]): string {
  said ??= JSON.parse(document.getElementById("script-words")?.textContent ?? "{}") as Record<string, string>;
  let i = 0;
  return (said[text] ?? text).replace(/%s/g, () => String(args[i++] ?? ""));
}
