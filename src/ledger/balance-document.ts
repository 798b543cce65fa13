import { z } from 'zod';
import type { Balance } from '../engine/pay/balance.js';
import { ratio } from '../money/ratio.js';

const integer = z
  .string()
  .regex(/^-?\d+$/)
  .transform(BigInt);

const balanceSchema = z.strictObject({
  earned: integer,
  payable: integer,
  held: integer,
  guaranteed: integer,
  drawn: integer,
  adjusted: integer.default(0n),
  recovered: integer,
  paid: integer,
  carried: integer,
  advances: z.array(
    z
      .strictObject({
        key: z.string(),
        owed: integer,
        from: z.string().nullable(),
        upTo: z.tuple([integer, integer]),
        forgivenOn: z.string().nullable(),
      })
      .transform(({ key, owed, from, upTo: [numerator, denominator], forgivenOn }) => ({
        key,
        owed,
        recovery: { from, upTo: ratio(numerator, denominator), forgivenOn },
      })),
  ),
});

/**
 * Writes the balances of a payee in one currency as JSON; amounts are texts of digits, in minor units.
 *
 * @example
 * writeBalance(ZERO_BALANCE) // '{"earned":"0","payable":"0",…,"advances":[]}'
 */
export function writeBalance({ advances, ...amounts }: Balance): string {
  const { earned, payable, held, guaranteed, drawn, adjusted, recovered, paid, carried } = amounts;
  const sums = { earned, payable, held, guaranteed, drawn, adjusted, recovered, paid, carried };
  return JSON.stringify({
    ...Object.fromEntries(Object.entries(sums).map(([name, amount]) => [name, `${amount}`])),
    advances: advances.map(({ key, owed, recovery: { from, upTo, forgivenOn } }) => ({
      key,
      owed: `${owed}`,
      from,
      upTo: [`${upTo.numerator}`, `${upTo.denominator}`],
      forgivenOn,
    })),
  });
}

/**
 * Reads what {@link writeBalance} wrote. Throws what is no such document: nobody but the program writes one.
 *
 * @example
 * readBalance(writeBalance(ZERO_BALANCE)) // equals ZERO_BALANCE
 */
export function readBalance(document: string): Balance {
  return balanceSchema.parse(JSON.parse(document));
}
