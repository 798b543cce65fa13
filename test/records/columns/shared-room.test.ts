import { describe, expect, it } from 'vitest';
import { SharedRoom } from '../../../src/records/columns/shared-room.js';

describe('room that another thread shares', () => {
  it('has what is put there side by side, whatever it is', () => {
    const room = new SharedRoom();
    const bytes = room.bytes(Uint8Array.of(1, 2, 3));
    const amounts = room.float64(Float64Array.of(12.5, -1));
    const days = room.int32(Int32Array.of(20_260_210));
    const starts = room.uint32(Uint32Array.of(0, 4_000_000_000));
    expect([...bytes, ...amounts, ...days, ...starts]).toEqual([
      1, 2, 3, 12.5, -1, 20_260_210, 0, 4_000_000_000,
    ]);
    expect(new Set([bytes, amounts, days, starts].map(({ buffer }) => buffer)).size).toBe(1);
    expect(bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('grows where it is too little, and what was put there before stays as it is', () => {
    const room = new SharedRoom();
    const first = room.int32(Int32Array.of(7));
    const many = room.float64(new Float64Array(100_000).fill(3));
    expect([first[0], many.length, many[99_999]]).toEqual([7, 100_000, 3]);
  });

  it('is used again once it is cleared', () => {
    const room = new SharedRoom();
    const before = room.int32(Int32Array.of(1, 2));
    room.clear();
    const after = room.int32(Int32Array.of(3));
    expect([...before]).toEqual([3, 2]);
    expect(after.buffer).toBe(before.buffer);
  });
});
