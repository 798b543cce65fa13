import type { HeldItem } from '../../runs/held/payee-held.js';

/**
 * What a held amount waits for, without the open invoices, which are told beside it: a text for each share that has
 * not come all the way.
 *
 * @example
 * waitsTexts(item) // [{ text: '78,150.00 USD of 312,600.00 USD collected', share: '50%', reached: '25%' }]
 */
export function waitsTexts({ shares, invoices }: Pick<HeldItem, 'shares' | 'invoices'>): readonly {
  readonly text: string;
  readonly share: string;
  readonly reached: string;
}[] {
  const isInvoice = (part: string) => invoices.some(({ invoice }) => part.startsWith(`${invoice} open with`));
  return shares
    .filter(({ reached }) => reached !== '100%')
    .map(({ because, share, reached }) => {
      const parts = because.split('; ').filter((part) => !isInvoice(part));
      return { text: parts.length === 0 ? because : parts.join('; '), share, reached };
    });
}
