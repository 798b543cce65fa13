/** What a thread needs that works with typed arrays, which are not in the heap, and with texts that are soon gone. */
export const LITTLE_HEAP = Object.freeze({ maxYoungGenerationSizeMb: 8 });
