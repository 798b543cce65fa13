import { Presets, SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.js';

/** Shows how far something has come, where somebody is watching. */
export interface Progress {
  readonly update: (done: number, total: number) => void;
  readonly stop: () => void;
}

/**
 * A progress bar on the error output; nothing at all where that is no terminal.
 *
 * @example
 * const progress = progressBar('Importing', terminal);
 * await importFiles(db, paths, { ...options, onProgress: (at) => progress.update(at.bytesRead, at.bytesTotal) });
 * progress.stop();
 */
export function progressBar(label: string, terminal: Terminal): Progress {
  if (!terminal.isWatched) return { update: () => undefined, stop: () => undefined };
  const format = `${label} {bar} {percentage}%, {duration_formatted}`;
  const bar = new SingleBar({ format, clearOnComplete: true, hideCursor: true }, Presets.shades_classic);
  let started = false;
  return {
    update: (done, total) => {
      if (started) bar.update(done);
      else bar.start(total, done);
      started = true;
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}
