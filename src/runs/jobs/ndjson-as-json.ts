const LINE_BREAK = 0x0a;
const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, 0x0d]);
const COMMA = Buffer.from(',');

/** More line breaks than these between two values are not kept waiting for the second. */
const MOST_WAITING_BREAKS = 65_536;

/**
 * Makes a JSON array of lines of JSON as they come in. Each value stays on its line and at its column, so that
 * problems name the place in the text that was sent; on the first line alone, columns count one more.
 *
 * @example
 * ndjsonAsJson(body) // '{"id":"a"}\n{"id":"b"}\n' becomes '[{"id":"a"},\n{"id":"b"}]'
 */
export async function* ndjsonAsJson(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const joiner = new LineJoiner();
  yield Buffer.from('[');
  for await (const chunk of chunks) yield joiner.join(chunk);
  yield Buffer.from(']');
}

/** Holds back the line breaks after a value until it is known whether another value, and so a comma, comes. */
class LineJoiner {
  #isFirst = true;
  #betweenValues = true;
  #breaks = 0;
  #indent: number[] = [];

  join(chunk: Uint8Array): Buffer {
    const parts: Uint8Array[] = [];
    let start = 0;
    for (let position = 0; position < chunk.length; position += 1) {
      const byte = chunk[position] ?? 0;
      if (!this.#betweenValues) {
        if (byte !== LINE_BREAK) continue;
        parts.push(chunk.subarray(start, position));
        this.#betweenValues = true;
      }
      if (byte === LINE_BREAK) parts.push(this.#addBreak());
      else if (BLANKS.has(byte)) this.#indent.push(byte);
      else {
        parts.push(this.#beginValue());
        start = position;
      }
    }
    if (!this.#betweenValues) parts.push(chunk.subarray(start));
    return Buffer.concat(parts);
  }

  #addBreak(): Uint8Array {
    this.#indent = [];
    this.#breaks += 1;
    return this.#breaks < MOST_WAITING_BREAKS ? Buffer.alloc(0) : this.#takeBreaks();
  }

  #beginValue(): Uint8Array {
    const comma = this.#isFirst ? [] : [COMMA];
    const parts = [...comma, this.#takeBreaks(), Buffer.from(this.#indent)];
    this.#isFirst = false;
    this.#betweenValues = false;
    this.#indent = [];
    return Buffer.concat(parts);
  }

  #takeBreaks(): Buffer {
    const breaks = Buffer.alloc(this.#breaks, LINE_BREAK);
    this.#breaks = 0;
    return breaks;
  }
}
