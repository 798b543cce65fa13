import { createHash } from 'node:crypto';

/** A stream whose bytes are hashed as they are read. */
export interface HashedStream {
  readonly stream: ReadableStream<Uint8Array>;
  /** The SHA-256 of all bytes, of which it reads those that nobody has read; `null` where reading was given up. */
  readonly hash: () => Promise<string | null>;
}

/**
 * Hashes a stream while somebody else reads it.
 *
 * @example
 * const { stream, hash } = hashedStream(body);
 */
export function hashedStream(source: ReadableStream<Uint8Array>): HashedStream {
  const digest = createHash('sha256');
  let atEnd: string | null = null;
  const hashing = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      digest.update(chunk);
      controller.enqueue(chunk);
    },
    flush() {
      atEnd = digest.digest('hex');
    },
  });
  const stream = source.pipeThrough(hashing);
  return {
    stream,
    async hash() {
      if (atEnd === null && !stream.locked) await stream.pipeTo(new WritableStream());
      return atEnd;
    },
  };
}
