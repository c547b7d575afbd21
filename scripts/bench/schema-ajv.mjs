// What one event costs ajv in node, in processor time, from bytes to verdict; best of several rounds. Arguments: schema, NDJSON file.
// Run by scripts/bench/schema, which sets AJV_HOME to a node_modules with ajv in it.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(process.env.AJV_HOME + '/');
const Ajv = require('ajv').default;
const formats = require('ajv-formats').default;
const ajv = new Ajv({ strict: false });
formats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(process.argv[2], 'utf8')));
const bytes = readFileSync(process.argv[3]);
const events = [];
for (let from = 0; from < bytes.length; ) {
    const to = bytes.indexOf(10, from);
    events.push(bytes.subarray(from, to));
    from = to + 1;
}
let best = Infinity;
for (let round = 0; round < 6; round++) {
    const began = process.cpuUsage();
    for (const event of events) {
        if (!validate(JSON.parse(event.toString('utf8')))) throw new Error('an event of the benchmark does not conform');
    }
    const used = process.cpuUsage(began);
    best = Math.min(best, (used.user + used.system) / events.length);
}
console.log(JSON.stringify({ ajv: require('ajv/package.json').version, node: process.version, microseconds: +best.toFixed(2) }));
