import type { InputText } from '../engine/fold/input-text.js';

const NEXT_DEAL = bytesOf(',["');
const NEXT_TERMS = bytesOf(']],');
const END = bytesOf(']]],');

/**
 * A list of what is held or became payable of deals on its way into a text, in the form of `writeReleases`: what
 * follows on each other with the same terms stands together.
 *
 * @example
 * const list = new ReleaseList('held', text);
 * list.beginDeal(head);
 * text.add('D-1","50.00",[20260210]]');
 * list.end();
 */
export class ReleaseList {
  readonly #name: Uint8Array;
  /** What stood before the deals that were written last. */
  #head: Uint8Array | null = null;

  constructor(
    name: string,
    readonly text: InputText,
  ) {
    this.#name = bytesOf(`"${name}":[`);
  }

  /** Begins the list of another statement. */
  begin(): void {
    this.#head = null;
  }

  /** Writes all that stands before the id of a deal. */
  beginDeal(head: Uint8Array): void {
    if (head === this.#head) {
      this.text.addAll(NEXT_DEAL);
      return;
    }
    this.text.addAll(this.#head === null ? this.#name : NEXT_TERMS);
    this.text.addAll(head);
    this.#head = head;
  }

  /** Ends the list with a comma; writes nothing where there was no deal. */
  end(): void {
    if (this.#head !== null) this.text.addAll(END);
  }
}

/**
 * Text that is written again and again, as its bytes.
 *
 * @example
 * text.addAll(bytesOf('","'));
 */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
