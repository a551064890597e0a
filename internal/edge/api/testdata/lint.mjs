// Lints an OpenAPI description with Redocly's recommended rules and prints one
// line for each problem.
import { createRequire } from 'node:module';
const { createConfig, lintFromString } = createRequire(import.meta.url)('@redocly/openapi-core');
import { readFileSync } from 'node:fs';

const config = await createConfig({ extends: ['recommended-strict'], rules: { 'no-server-example.com': 'off', 'info-license-strict': 'error' } });
for (const p of await lintFromString({ source: readFileSync(process.argv[2], 'utf8'), config, absoluteRef: 'openapi.json' })) {
  console.log(`${p.severity} ${p.ruleId}: ${p.message} at ${p.location[0]?.pointer}`);
}
