// Opens a SMART Health Link as a receiver would, by the specification alone:
// reads the QR picture, asks for the manifest, decrypts with WebCrypto.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateRawSync } from 'node:zlib';
const jsQR = createRequire(import.meta.url)('jsqr');

const [, , picture, passcode, most] = process.argv;
const [wide, ...rows] = readFileSync(picture, 'utf8').trim().split('\n'); // one row of 0 and 1 a line
const scale = 4, quiet = 4, size = (Number(wide) + 2 * quiet) * scale;
const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
rows.forEach((row, y) => [...row].forEach((bit, x) => {
  if (bit !== '1') return;
  for (let dy = 0; dy < scale; dy++) for (let dx = 0; dx < scale; dx++) {
    const at = (((y + quiet) * scale + dy) * size + (x + quiet) * scale + dx) * 4;
    pixels.fill(0, at, at + 3);
  }
}));
const text = jsQR(pixels, size, size).data;
const link = text.slice(text.indexOf('shlink:/'));
const payload = JSON.parse(Buffer.from(link.slice('shlink:/'.length), 'base64url').toString());
const ask = { recipient: 'A test' };
if (passcode) ask.passcode = passcode;
if (most) ask.embeddedLengthMax = Number(most);
const answer = await fetch(payload.url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(ask) });
const out = { text, payload, status: answer.status, type: answer.headers.get('content-type') };
out.answer = await answer.json();
if (answer.status === 200) {
  const file = out.answer.files[0];
  out.located = Boolean(file.location);
  const jwe = file.embedded ?? (await (await fetch(file.location)).text());
  const [head, key, iv, body, tag] = jwe.split('.');
  out.head = JSON.parse(Buffer.from(head, 'base64url').toString());
  const secret = await crypto.subtle.importKey('raw', Buffer.from(payload.key, 'base64url'), 'AES-GCM', false, ['decrypt']);
  const plain = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: Buffer.from(iv, 'base64url'), additionalData: Buffer.from(head) }, secret,
    Buffer.concat([Buffer.from(body, 'base64url'), Buffer.from(tag, 'base64url')]));
  out.document = JSON.parse(inflateRawSync(Buffer.from(plain)).toString());
  delete out.answer;
}
console.log(JSON.stringify(out));
