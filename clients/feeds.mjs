// Reads calendar feeds by ical.js, the engine of Thunderbird and Nextcloud, and compares the days.
// A line of FILE is {"feed": iCalendar, "days": [["title", "2026-11-20", cancelled], ...]}.
//
//     node feeds.mjs FILE
import ICAL from 'ical.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

let count = 0;
for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const { feed, days } = JSON.parse(line);
  const calendar = new ICAL.Component(ICAL.parse(feed));
  assert.equal(calendar.getFirstPropertyValue('method'), null);
  const read = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    assert.ok(event.startDate.isDate);
    assert.equal(event.duration.toSeconds(), 86400);
    const cancelled = component.getFirstPropertyValue('status') === 'CANCELLED';
    return [event.summary, event.startDate.toString(), cancelled];
  });
  assert.deepEqual(read.sort(), days.sort());
  count += read.length;
}
assert.ok(count > 0);
console.log(`ical.js reads ${count} events on the days that were meant`);
