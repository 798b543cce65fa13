import { text } from 'node:stream/consumers';
import { MEASURES, type MeasureName } from './measures/measures.js';

// Takes the name of a measurement and, on its standard input, what it works on as JSON; prints the same way.
const name = process.argv[2] as MeasureName;
const measure = MEASURES[name] as (input: unknown) => Promise<unknown>;
process.stdout.write(JSON.stringify(await measure(JSON.parse(await text(process.stdin)))));
