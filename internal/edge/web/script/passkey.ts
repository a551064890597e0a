// Passkeys: the buttons show only where the browser can do it; everything else
// on these pages works without.

// Newer than the types that the compiler knows.
interface Keys {
  parseCreationOptionsFromJSON(o: unknown): PublicKeyCredentialCreationOptions;
  parseRequestOptionsFromJSON(o: unknown): PublicKeyCredentialRequestOptions;
}
const keys = window.PublicKeyCredential as unknown as Keys | undefined;

async function post(path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(path, { method: "POST", body: body === undefined ? undefined : JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

async function add(): Promise<void> {
  const publicKey = keys!.parseCreationOptionsFromJSON(await post("/passkey/add"));
  await post("/passkey/added", await navigator.credentials.create({ publicKey }));
}

async function signIn(): Promise<void> {
  const publicKey = keys!.parseRequestOptionsFromJSON(await post("/sign-in/passkey"));
  await post("/sign-in/passkey/done", await navigator.credentials.get({ publicKey }));
  location.assign("/");
}

for (const box of document.querySelectorAll<HTMLElement>("[data-passkey]")) {
  box.hidden = !keys?.parseCreationOptionsFromJSON;
  if (box.hidden) continue;
  const status = box.querySelector<HTMLElement>("[role=status]")!;
  box.querySelector("button")!.addEventListener("click", async () => {
    status.textContent = "";
    try {
      await (box.dataset.passkey === "add" ? add() : signIn());
      status.textContent = "Done.";
    } catch (e) {
      status.textContent = e instanceof DOMException ? "This was stopped. Nothing has changed." : String((e as Error).message);
    }
  });
}
