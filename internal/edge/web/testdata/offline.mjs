// Runs the program for browsers in Node: the first line of the input says where
// it is and what came along; each further line is one request, and is answered
// by one line.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { brotliDecompressSync } from "node:zlib";
import vm from "node:vm";

let opened = false;
for await (const line of createInterface({ input: process.stdin })) {
  const said = JSON.parse(line);
  if (opened) {
    console.log(JSON.stringify(globalThis.unknotAnswer(said.method, said.path, said.kind, said.body)));
    continue;
  }
  vm.runInThisContext(readFileSync(said.folder + "/glue.js", "utf8"));
  const go = new globalThis.Go();
  const ready = new Promise((resolve) => { globalThis.unknotReady = resolve; });
  const { instance } = await WebAssembly.instantiate(brotliDecompressSync(readFileSync(said.folder + "/program.wasm.br")), go.importObject);
  void go.run(instance);
  await ready;
  console.log(JSON.stringify(globalThis.unknotOpen(said.kit, said.knowledge, said.figure, said.texts, said.fresh)));
  opened = true;
}
process.exit(0);
