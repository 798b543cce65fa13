import { statSync } from 'node:fs';
import { UsageError } from './usage-error.js';

/**
 * Throws a {@link UsageError} unless there is a folder of that name.
 *
 * @example
 * requireFolder('rules');
 */
export function requireFolder(folder: string): void {
  if (!isFolder(folder))
    throw new UsageError(`there is no folder ${folder}`, 'name the folder of the rule files');
}

/**
 * Whether there is a folder of that name.
 *
 * @example
 * isFolder('rules') // true
 */
export function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
