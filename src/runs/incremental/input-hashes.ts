import { hash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.js';

/**
 * The hashes of what the results of all payees are made from, and the one that follows from them. They are kept as the
 * bytes that this one is of, so that of all payees only those are written out again who have changed.
 *
 * @example
 * const hashes = new InputHashes([['ada', '5f0c…'], ['bo', '91aa…']]);
 * hashes.correct([['bo', '77e1…']]);
 * hashes.whole // the hash of a run over these two
 */
export class InputHashes {
  /** The canonical JSON of all payees with their hashes. */
  readonly #json: Buffer;
  readonly #spans = new Map<string, HashSpan>();

  /** @param hashes in the order of payees */
  constructor(hashes: readonly (readonly [payee: string, hash: string])[]) {
    const parts = hashes.map((each) => canonicalJson(each));
    this.#json = Buffer.from(`[${parts.join(',')}]`);
    let end = 0;
    for (const [place, [payee, own]] of hashes.entries()) {
      // Before a payee's part stands the bracket of all, or the comma after the part before.
      end += 1 + Buffer.byteLength(parts[place] ?? '');
      const to = end - '"]'.length;
      this.#spans.set(payee, { from: to - own.length, to });
    }
  }

  /** Of a payee; `undefined` where there is none. */
  of(payee: string): string | undefined {
    const span = this.#spans.get(payee);
    return span === undefined ? undefined : this.#json.toString('latin1', span.from, span.to);
  }

  /** Takes other hashes for payees it has. Throws for one that is not in the run, and for a hash of another length. */
  correct(changed: readonly (readonly [payee: string, hash: string])[]): void {
    for (const [payee, own] of changed) {
      const span = this.#spans.get(payee);
      if (span === undefined) throw new Error(`${payee} is not in the run.`);
      if (own.length !== span.to - span.from) throw new RangeError(`${own} is no hash as the others are.`);
      this.#json.write(own, span.from, 'latin1');
    }
  }

  /** The hash of all of them: that of their canonical JSON, in the order of payees. */
  get whole(): string {
    return hash('sha256', this.#json);
  }
}

/** Where a hash stands in the bytes. */
interface HashSpan {
  readonly from: number;
  readonly to: number;
}
