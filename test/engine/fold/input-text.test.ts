import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputText } from '../../../src/engine/fold/input-text.js';
import { formatMinorUnits } from '../../../src/money/minor-units.js';
import { holds } from '../../property/seed.js';

function written(write: (text: InputText) => void): string {
  const text = new InputText();
  write(text);
  return Buffer.from(text.bytes).toString();
}

const amounts = fc.oneof(
  fc.integer({ min: -2_000, max: 2_000 }),
  fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
);

test('amounts are written as everywhere else', () => {
  holds(
    'amounts written as bytes',
    fc.property(
      amounts,
      fc.constantFrom(['USD', 2] as const, ['JPY', 0] as const, ['KWD', 3] as const),
      (minor, [currency, digits]) => {
        expect(written((text) => text.addMinor(minor, digits))).toBe(
          formatMinorUnits(BigInt(minor), currency),
        );
      },
    ),
    { runs: 1_000 },
  );
});

test('texts are written as JSON does', () => {
  for (const id of ['D-1', 'a "b"', 'c\\d', 'e\u001ff', 'Ä-4 😀', '']) {
    const bytes = Buffer.from(id);
    expect(`"${written((text) => text.addJson(bytes, 0, bytes.length))}"`).toBe(JSON.stringify(id));
  }
});
