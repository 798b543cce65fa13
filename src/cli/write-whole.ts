import { rename, rm, writeFile } from 'node:fs/promises';

/**
 * Writes a file so that nobody ever sees a part of it, and so that one that was there stays until the new one is
 * whole.
 *
 * @example
 * await writeWhole('statement.pdf', bytes);
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.part`;
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
