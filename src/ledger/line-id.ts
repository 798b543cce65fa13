/** What the id of a line says: whose it is, when it was posted, and which it is. */
export interface LineName {
  readonly payee: string;
  readonly period: string;
  readonly number: number;
}

/**
 * The id of a line, which `explain` takes.
 *
 * @example
 * lineId({ payee: 'ada', period: '2026-03', number: 1 }) // 'ada.2026-03.1'
 */
export function lineId({ payee, period, number }: LineName): string {
  return `${payee}.${period}.${number}`;
}

/**
 * What an id of a line says; `null` where it is none. The id of a payee may have dots of its own.
 *
 * @example
 * readLineId('ada.2026-03.1') // { payee: 'ada', period: '2026-03', number: 1 }
 */
export function readLineId(id: string): LineName | null {
  const [, payee, period, number] = /^(.+)\.([^.]+)\.([1-9]\d{0,9})$/s.exec(id) ?? [];
  if (payee === undefined || period === undefined || number === undefined) return null;
  return { payee, period, number: Number(number) };
}
