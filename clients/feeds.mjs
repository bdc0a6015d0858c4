// Reads calendar feeds by ical.js, the engine of Thunderbird and Nextcloud, and compares instants.
// A line of FILE is {"planted": name or null, "by": who must find it, "feed": iCalendar,
// "events": [["title", "2026-11-20" or "2026-11-20T09:30:00Z", cancelled], ...]}.
//
//     node feeds.mjs FILE
import ICAL from 'ical.js';
import { readFileSync } from 'node:fs';

function zonesOf(calendar) {
  const zones = new Map();
  for (const component of calendar.getAllSubcomponents('vtimezone')) {
    const zone = new ICAL.Timezone(component);
    zones.set(zone.tzid, zone);
  }
  return zones;
}

function begins(event, zones) {
  const start = event.startDate;
  if (start.isDate) return start.toString();
  const tzid = event.component.getFirstProperty('dtstart').getParameter('tzid');
  const zone = tzid === undefined ? start.zone : zones.get(tzid);
  if (zone === undefined) throw new Error(`no VTIMEZONE for ${tzid}`);
  const here = start.clone();
  here.zone = zone;
  return here.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

function* faults({ feed, events }) {
  const calendar = new ICAL.Component(ICAL.parse(feed));
  if (calendar.getFirstPropertyValue('method') !== null) yield 'a METHOD';
  const zones = zonesOf(calendar);
  for (const { component } of zones.values()) {
    if (component.getAllSubcomponents().some((one) => one.hasProperty('rdate'))) {
      yield 'a zone of dates';
    }
  }
  const read = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const seconds = event.duration.toSeconds();
    const long = event.startDate.isDate ? 86400 : 0;
    const cancelled = component.getFirstPropertyValue('status') === 'CANCELLED';
    return [event.summary, begins(event, zones), cancelled, ...(seconds === long ? [] : [seconds])];
  });
  const [found, meant] = [read, events].map((rows) => rows.map((row) => JSON.stringify(row)).sort());
  const odd = found.findIndex((one, index) => one !== meant[index]);
  if (odd >= 0) yield `${found[odd]} in place of ${meant[odd]}`;
  if (found.length < meant.length) yield `${meant.length - found.length} events are missing`;
}

const counts = { events: 0, planted: 0, faults: 0 };
for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const row = JSON.parse(line);
  const found = [...faults(row)];
  if (row.planted === null) {
    counts.events += row.events.length;
    counts.faults += found.length;
    for (const one of found) console.log(`ical.js: ${one}`);
  } else if (row.by.includes('ical.js')) {
    counts.planted += 1;
    if (found.length === 0) {
      counts.faults += 1;
      console.log(`ical.js does not find ${row.planted}`);
    }
  }
}
console.log(
  `ical.js reads ${counts.events} events and ${counts.planted} planted faults: ` +
    `${counts.faults} disagreements`,
);
process.exit(counts.events > 0 && counts.planted > 0 && counts.faults === 0 ? 0 : 1);
