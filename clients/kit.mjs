// Talks to a running `corrin serve --demo` as any FHIR client would, by fhir-kit-client.
//
//     node kit.mjs BASE        for example http://127.0.0.1:8000/fhir
import { Client } from 'fhir-kit-client';
import assert from 'node:assert/strict';

const client = new Client({ baseUrl: process.argv[2] });

const statement = await client.capabilityStatement();
assert.equal(statement.fhirVersion, '4.0.1');

const patient = await client.read({ resourceType: 'Patient', id: 'amina' });
assert.equal(patient.name[0].family, 'Yusuf');

const search = { resourceType: 'Observation', searchParams: { patient: 'amina' } };
const found = await client.resourceSearch(search);
assert.equal(found.total, 3);
const posted = await client.resourceSearch({ ...search, options: { postSearch: true } });
assert.deepEqual(posted, found);

const conditions = await client.resourceSearch({ ...search, resourceType: 'Condition' });
const record = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [{ resource: patient }, ...found.entry, ...conditions.entry].map(({ resource }) => ({
    resource,
  })),
};
const carePlan = await client.operation({
  name: '$apply',
  resourceType: 'PlanDefinition',
  input: {
    resourceType: 'Parameters',
    parameter: [
      { name: 'subject', valueString: 'Patient/amina' },
      { name: 'data', resource: record },
    ],
  },
});
assert.equal(carePlan.resourceType, 'CarePlan');
assert.equal(carePlan.intent, 'proposal');

const missing = await client.read({ resourceType: 'Patient', id: 'nobody' }).catch((e) => e);
assert.equal(missing.response.status, 404);
assert.equal(missing.response.data.resourceType, 'OperationOutcome');
console.log('fhir-kit-client reads the capability statement, $apply, a read and three searches');
