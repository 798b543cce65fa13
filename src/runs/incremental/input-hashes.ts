import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.js';

/**
 * The hashes of what the results of all payees are made from, and the one that follows from them.
 *
 * @example
 * const hashes = new InputHashes([['ada', '5f0c…'], ['bo', '91aa…']]);
 * hashes.with([['bo', '77e1…']]).whole // the hash of a run over these two
 */
export class InputHashes {
  readonly #places: ReadonlyMap<string, number>;
  readonly #hashes: readonly string[];
  /** As JSON, so that what has not changed is not written out again. */
  readonly #parts: readonly string[];

  /** @param hashes in the order of payees, or what is known already with other hashes in the same places */
  constructor(hashes: readonly (readonly [payee: string, hash: string])[] | InputHashesAs) {
    if ('places' in hashes) {
      this.#places = hashes.places;
      this.#hashes = hashes.hashes;
      this.#parts = hashes.parts;
      return;
    }
    this.#places = new Map(hashes.map(([payee], place) => [payee, place]));
    this.#hashes = hashes.map(([, hash]) => hash);
    this.#parts = hashes.map((each) => canonicalJson(each));
  }

  /** Of a payee; `undefined` where there is none. */
  of(payee: string): string | undefined {
    const place = this.#places.get(payee);
    return place === undefined ? undefined : this.#hashes[place];
  }

  /** The same, with other hashes for payees it has. */
  with(changed: readonly (readonly [payee: string, hash: string])[]): InputHashes {
    const hashes = [...this.#hashes];
    const parts = [...this.#parts];
    for (const each of changed) {
      const place = this.#places.get(each[0]);
      if (place === undefined) throw new Error(`${each[0]} is not in the run.`);
      hashes[place] = each[1];
      parts[place] = canonicalJson(each);
    }
    return new InputHashes({ places: this.#places, hashes, parts });
  }

  /** The hash of all of them: that of their canonical JSON, in the order of payees. */
  get whole(): string {
    return createHash('sha256')
      .update(`[${this.#parts.join(',')}]`)
      .digest('hex');
  }
}

interface InputHashesAs {
  readonly places: ReadonlyMap<string, number>;
  readonly hashes: readonly string[];
  readonly parts: readonly string[];
}
