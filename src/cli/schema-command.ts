import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { planJsonSchema } from '../rules/json-schema.js';
import type { Session } from './session.js';

/**
 * Adds `attain schema [file]`: writes the JSON Schema of plan files, for editors.
 *
 * @example
 * addSchemaCommand(session);
 */
export function addSchemaCommand(session: Session): void {
  session.program
    .command('schema')
    .argument('[file]', 'where to write it', 'rules/plan.schema.json')
    .description('write the JSON Schema of plan files, by which editors complete and check them')
    .action(async (file: string) => {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, planJsonSchema());
      session.print({ file }, () => `Wrote ${file}.`);
    });
}
