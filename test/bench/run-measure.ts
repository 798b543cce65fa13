import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MeasureInputs, MeasureName, MeasureResult } from './measures/measures.js';

const MEASURE = fileURLToPath(new URL('measure.js', import.meta.url));

/** What holds all rows as objects needs more than Node gives on its own; its memory is not judged. */
const MORE_MEMORY = '--max-old-space-size=16384';
const IN_MEMORY: readonly MeasureName[] = ['plain', 'floor'];

/**
 * Measures in a process of its own. Throws with what the process complained of where it fails.
 *
 * @param folder where the process works; no rule files lie there
 * @example
 * await runMeasure('calculate', { address: 'bench.sqlite' }, folder);
 */
export function runMeasure<Name extends MeasureName>(
  name: Name,
  input: MeasureInputs[Name],
  folder: string,
): Promise<MeasureResult<Name>> {
  const memory = IN_MEMORY.includes(name) ? [MORE_MEMORY] : [];
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [...memory, MEASURE, name],
      { cwd: folder },
      (error, stdout, stderr) => {
        if (error === null) resolve(JSON.parse(stdout));
        else
          reject(new Error(`The measurement "${name}" failed (${error.signal ?? error.code}):\n${stderr}`));
      },
    );
    // What it says on the way, as long measurements do.
    child.stderr?.pipe(process.stderr);
    // Not as an argument, where others could read the password of a server.
    child.stdin?.end(JSON.stringify(input));
  });
}
