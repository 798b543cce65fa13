import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageFile } from '../../runs/package-file.js';

/** A file that pages are made of. */
export interface PageFile {
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** A hash of what it holds, which is part of its address: another content has another address. */
  readonly hash: string;
}

const require = createRequire(import.meta.url);

/** Where each file is. Styles and pictures are not compiled, so they stay where their source is. */
const PLACES = {
  'style.css': { contentType: 'text/css; charset=utf-8', place: () => ownFile('style.css') },
  'icon.svg': { contentType: 'image/svg+xml', place: () => ownFile('icon.svg') },
  'htmx.js': {
    contentType: 'text/javascript; charset=utf-8',
    place: () => join(require.resolve('htmx.org/package.json'), '../dist/htmx.min.js'),
  },
} as const satisfies Readonly<Record<string, { contentType: string; place: () => string }>>;

/** The name of a file that pages are made of. */
export type PageFileName = keyof typeof PLACES;

const HASH_DIGITS = 12;
const read = new Map<PageFileName, PageFile>();

/** The names of all files. */
export const PAGE_FILE_NAMES = Object.keys(PLACES) as readonly PageFileName[];

/**
 * A file that pages are made of, read once.
 *
 * @example
 * pageFile('style.css').contentType // 'text/css; charset=utf-8'
 */
export function pageFile(name: PageFileName): PageFile {
  const known = read.get(name);
  if (known !== undefined) return known;
  const { contentType, place } = PLACES[name];
  const bytes = new Uint8Array(readFileSync(place()));
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, HASH_DIGITS);
  const file = { contentType, bytes, hash };
  read.set(name, file);
  return file;
}

/**
 * Where a page finds a file. A browser may keep it for ever.
 *
 * @example
 * fileAddress('style.css') // '/files/1f0c9b2a77de/style.css'
 */
export function fileAddress(name: PageFileName): string {
  return `/files/${pageFile(name).hash}/${name}`;
}

function ownFile(name: string): string {
  return join(packageFile().root, 'src/web/files', name);
}
