import { groupedAmount } from '../../money/readable-amount.js';
import type { PayTable } from './pay-table.js';
import type { DocumentPayee, PlanDocument } from './plan-document.js';
import type { TermsPart } from './plan-terms.js';
import type { WorkedExample, WorkedLevel, WorkedPay } from './worked-examples.js';

/**
 * The document of a plan as Markdown.
 *
 * @example
 * planDocumentText(planDocument(rules)).split('\n')[0] // '# Enterprise account executive, 2026'
 */
export function planDocumentText(document: PlanDocument): string {
  const { plan, title, hash, from, through, currency, payFrequency, payee, terms } = document;
  const sections = [
    `# ${escaped(title ?? plan)}`,
    bullets([
      `Plan \`${plan}\`, in force ${daysText(from, through)}.`,
      `Paid ${payFrequency}, in ${currency}.`,
      ...terms.sentences.map(escaped),
    ]),
    payee === null ? '' : payeeText(payee, currency),
    '## What counts',
    ...terms.measures.map(partText),
    '## What it pays',
    ...terms.components.map(partText),
    ...levelsText(document.levels, currency),
    ...examplesText(document.examples, currency),
    '## Acceptance',
    `This is version \`${hash}\` of the plan. It is accepted with \`attain plan accept ${plan}\`; another version needs another acceptance.`,
  ];
  return `${sections.filter((each) => each !== '').join('\n\n')}\n`;
}

function payeeText(payee: DocumentPayee, currency: string): string {
  const { name, id, from, through, targetIncentive, quotas } = payee;
  const held = Object.entries(quotas).map(
    ([quota, amount]) => `Quota of a full window, ${quota}: ${groupedAmount(amount)}.`,
  );
  return [
    `## For ${escaped(name)}`,
    bullets([
      `${escaped(name)} (${id}) is on the plan ${daysText(from, through)}.`,
      ...(targetIncentive === null
        ? []
        : [`Target incentive of a year: ${groupedAmount(targetIncentive)} ${currency}.`]),
      ...held,
    ]),
  ].join('\n\n');
}

function daysText(from: string, through: string | null): string {
  return through === null ? `from ${from} on` : `from ${from} through ${through}`;
}

function partText({ id, sentences, table }: TermsPart): string {
  const parts = [`### ${id}`, bullets(sentences.map(escaped)), table === null ? '' : tableText(table)];
  return parts.filter((each) => each !== '').join('\n\n');
}

function levelsText(levels: readonly WorkedLevel[], currency: string): readonly string[] {
  if (levels.length === 0) return [];
  const measures = [...new Set(levels.map(({ measure }) => measure))];
  return [
    '## What one window pays',
    `Calculated with one deal and nothing else, in ${currency}.`,
    ...measures.map((measure) => {
      const own = levels.filter((each) => each.measure === measure);
      const names = (own[0]?.pay ?? []).map(({ component }) => component);
      return tableText({
        titles: ['Attainment', `Credited in ${measure}`, ...names, 'Earned'],
        rows: own.map(({ level, quota, credited, pay, earned }) => [
          `${level} of ${groupedAmount(quota)}`,
          ...[credited, ...pay.map((each) => each.earned), earned].map(groupedAmount),
        ]),
      });
    }),
  ];
}

function examplesText(examples: readonly WorkedExample[], currency: string): readonly string[] {
  if (examples.length === 0) return [];
  const lines = examples.flatMap(({ it, payees }) =>
    payees.map(({ payee, pay, earned, payable }) => {
      const whose = payees.length > 1 ? `, ${payee}` : '';
      return `It ${escaped(it)}${whose}: earned ${groupedAmount(earned)}${partsText(pay)}, payable ${groupedAmount(payable)}.`;
    }),
  );
  return ['## Examples', `Calculated by the engine that pays, in ${currency}.`, bullets(lines)];
}

function partsText(pay: readonly WorkedPay[]): string {
  const earning = pay.filter(({ earned }) => /[1-9]/.test(earned));
  if (pay.length < 2 || earning.length === 0) return '';
  return ` (${earning.map(({ component, earned }) => `${component} ${groupedAmount(earned)}`).join(', ')})`;
}

function tableText({ titles, rows }: PayTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

function bullets(sentences: readonly string[]): string {
  return sentences.map((each) => `- ${each}`).join('\n');
}

function cell(text: string): string {
  return escaped(text).replaceAll('|', '\\|');
}

/** What somebody wrote into a plan is shown as it is, and neither as HTML nor on more than one line. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
