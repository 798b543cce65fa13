import type { CreditingExplanation } from '../engine/explain/explain-crediting.js';
import { alignedTable, atBothEnds, plainLine, wrapped } from '../ledger/text-layout.js';
import type { TextStyle } from '../ledger/text-page.js';
import { groupedAmount } from '../money/readable-amount.js';
import type { DealExplanationDocument } from '../runs/explain-deal.js';
import type { LineExplanationDocument } from '../runs/explain-statement-line.js';

const WIDTH = 100;
const INDENT = '  ';

/**
 * How a line came about as text: what was looked at, in order, and the summands of its amount.
 *
 * @example
 * console.log(lineExplanationText(explained, PLAIN_STYLE));
 */
export function lineExplanationText(explained: LineExplanationDocument, style: TextStyle): string {
  const { line, period, currency, sentences, leaves, total, equalsStored } = explained;
  const what = `${line.id}: ${groupedAmount(total)} ${currency}`;
  const of = `${line.component}, ${period}${line.deal === null ? '' : `, deal ${plainLine(line.deal)}`}`;
  const sums = [
    ...leaves.map(({ text, amount }) => [plainLine(text), groupedAmount(amount)]),
    ['', groupedAmount(total)],
  ];
  const columns = [
    { title: '', align: 'left', shrinks: true },
    { title: '', align: 'right' },
  ] as const;
  const [, ...rows] = alignedTable(columns, sums, WIDTH - INDENT.length);
  const sum = rows.at(-1) ?? '';
  const rule = `${INDENT}${' '.repeat(sum.length - sum.trimStart().length)}${'─'.repeat(sum.trimStart().length)}`;
  return [
    ...atBothEnds(what, of, WIDTH).map(style.heading),
    ...sentences.flatMap((sentence) => listed(plainLine(sentence))),
    '',
    ...rows.slice(0, -1).map((row) => INDENT + row),
    rule,
    INDENT + sum,
    ...(equalsStored
      ? []
      : [
          style.warning(
            'Calculating it again gave another amount than the stored one: a fault of the program.',
          ),
        ]),
  ].join('\n');
}

function listed(sentence: string): readonly string[] {
  return wrapped(sentence, WIDTH - 2 * INDENT.length).map(
    (line, number) => `${number === 0 ? '· ' : INDENT}${line}`,
  );
}

/**
 * How a deal was credited as text, payee by payee.
 *
 * @example
 * console.log(dealExplanationText(explained, PLAIN_STYLE));
 */
export function dealExplanationText(explained: DealExplanationDocument, style: TextStyle): string {
  const { deal, name, account, stage, closeDate, splits, payees } = explained;
  const about = [name, account].filter((each) => each !== null).join(', ');
  const shares = splits.map(({ payee, role, share, from, to, territory }) => {
    const days = from === null && to === null ? '' : `, ${from ?? ''} to before ${to ?? 'ever'}`;
    const by = territory === null ? '' : `, by the territory ${territory}`;
    return `${INDENT}${payee} holds ${share} as ${role}${days}${by}`;
  });
  return [
    ...atBothEnds(plainLine(`DEAL ${deal}`), plainLine(about), WIDTH).map(style.heading),
    `Closed on ${closeDate}, stage ${stage ?? 'won'}.`,
    ...(shares.length === 0 ? ['Nobody holds a share of it.'] : shares),
    ...payees.flatMap(({ payee, name: payeeName, crediting }) => [
      '',
      style.heading(plainLine(`${payeeName} (${payee})`)),
      ...(crediting.length === 0 ? [`${INDENT}is on no plan`] : crediting.flatMap(creditingText)),
    ]),
  ].join('\n');
}

function creditingText({
  assignment,
  measure,
  event,
  date,
  credited,
  reasons,
}: CreditingExplanation): readonly string[] {
  const where =
    event === null ? `${measure}, ${assignment}` : `${measure}, ${assignment}: ${event} on ${date}`;
  return [
    plainLine(`${INDENT}${credited ? '✓' : '✗'} ${where}`),
    ...reasons.flatMap((reason) =>
      wrapped(plainLine(reason), WIDTH - 6).map((line) => `${INDENT}    ${line}`),
    ),
  ];
}
