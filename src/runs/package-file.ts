import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the program knows of itself. */
export interface PackageFile {
  /** The folder of package.json. */
  readonly root: string;
  /** Such as `0.2.0`. */
  readonly version: string;
}

let known: PackageFile | undefined;

/**
 * The package of the program: the nearest package.json above this file, so that it is found from the sources
 * and from what is compiled of them. Throws when there is none, as then the program was not installed whole.
 *
 * @example
 * packageFile().version // '0.2.0'
 */
export function packageFile(): PackageFile {
  known ??= findAbove(dirname(fileURLToPath(import.meta.url)));
  return known;
}

function findAbove(folder: string): PackageFile {
  const file = join(folder, 'package.json');
  if (existsSync(file)) {
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version?: string };
    return { root: folder, version: version ?? '0.0.0' };
  }
  const above = dirname(folder);
  if (above === folder) throw new Error('The program has no package.json above it.');
  return findAbove(above);
}
