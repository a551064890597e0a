// Reads a calendar with ical.js, which knows nothing of us, and prints what a
// calendar program would show: one line for each time an event happens.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const ICAL = createRequire(import.meta.url)('ical.js').default ?? createRequire(import.meta.url)('ical.js');

const root = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], 'utf8')));
for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
console.log(`method ${root.getFirstPropertyValue('method')}`);
for (const part of root.getAllSubcomponents('vevent')) {
  const event = new ICAL.Event(part);
  const alarms = part.getAllSubcomponents('valarm').map((a) => a.getFirstPropertyValue('trigger').toString());
  console.log(`event ${event.uid} ${part.getFirstPropertyValue('status')} sequence=${event.sequence} alarms=${alarms}`);
  const each = event.iterator();
  for (let at = each.next(), n = 0; at && n < 400; at = each.next(), n++) {
    const utc = at.isDate ? at.toString() : at.toJSDate().toISOString();
    console.log(`at ${event.uid} ${at.toString()} ${utc}`);
  }
}
