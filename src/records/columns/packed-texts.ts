/** Many texts in one, in UTF-8: that of a number lies from `starts[number]` up to `starts[number + 1]`. */
export interface PackedTexts {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}
