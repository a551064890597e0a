// Reads the server with the SMART client, as an app of others would: the
// statement, a patient, their observations page by page, a plan with its goals.
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const NodeAdapter = require('fhirclient/lib/adapters/NodeAdapter').default;
const Client = require('fhirclient/lib/Client').default;

const [, , base, patient] = process.argv;
const environment = new NodeAdapter({ request: { headers: {} }, response: {}, storage: {} });
const client = new Client(environment, { serverUrl: base, tokenResponse: { patient } });
const out = { release: await client.getFhirRelease(), patient: (await client.patient.read()).id };
const rows = await client.patient.request('Observation?_count=10&code=http://loinc.org|72514-3', { pageLimit: 0, flat: true });
out.observations = rows.length;
out.values = client.byCode(rows, 'code')['72514-3'].map((o) => o.valueQuantity?.value).filter((v) => v !== undefined).sort();
const plan = await client.request(`CarePlan?patient=${patient}`, { resolveReferences: ['goal', 'subject'], flat: true });
out.goal = plan[0].goal.map((g) => g.description?.text);
out.subject = plan[0].subject.id;
try {
  await client.request('Observation?colour=red');
} catch (error) {
  out.refused = String(error.message);
}
console.log(JSON.stringify(out));
