import { addDays, type CivilDate, isCivilDate, nextMonth } from '../../calendar/civil-date.js';
import { type Problem, problem } from '../../problems/problem.js';
import { isOpen, type WhatIfChoices } from '../../runs/what-if/what-if-choices.js';
import type { SupposedDeal, Supposition } from '../../runs/what-if/what-if-question.js';
import type { EnteredDeal } from './entered-deals.js';
import { fieldLabel } from './field-label.js';

/** What is supposed, as it can be asked, and what stands against asking it. */
export interface EnteredSupposition extends Supposition {
  readonly through: string;
  /** The names of deals by their ids, of those that have one. */
  readonly names: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  /** A problem with what is asked as one with the field of the form. */
  readonly inForm: (found: Problem) => Problem;
}

/** What is filled in for a deal anyway and does not make one of it. */
const NO_DEAL: ReadonlySet<string> = new Set(['outcome', 'fields.currency']);

/**
 * What a form says as a question. What is empty is left out; so far as its days go, it is looked ahead.
 *
 * @param through the day that is chosen, if one is
 * @example
 * enteredSupposition(enteredDeals(form), undefined, choices).deals[0]?.fields // { closeDate: '2026-03-20', … }
 */
export function enteredSupposition(
  entered: readonly EnteredDeal[],
  through: string | undefined,
  choices: WhatIfChoices,
): EnteredSupposition {
  const filled = entered.filter(({ texts }) => [...texts.keys()].some((name) => !NO_DEAL.has(name)));
  const left = filled.filter(({ texts }) => texts.get('outcome') === 'without');
  const supposed = filled.filter(({ texts }) => texts.get('outcome') !== 'without');
  const deals = supposed.map((each) => supposedDeal(each, choices));
  const names = new Map([...choices.deals.flatMap(namedDeal), ...deals.flatMap(namedAnew)]);
  return {
    deals,
    without: left.map(({ texts }) => idOf(texts) ?? ''),
    through: through ?? lastDay(supposed, choices),
    names,
    problems: problemsOf(filled, left, choices),
    inForm: (found) => ({
      ...found,
      message: inWords(found.message),
      ...placed(found.field, supposed, left),
    }),
  };
}

function namedDeal({ id, name }: WhatIfChoices['deals'][number]): readonly (readonly [string, string])[] {
  return name === null ? [] : [[id, name]];
}

/** What is new and has no id gets one by its place. */
function namedAnew({ fields }: SupposedDeal, place: number): readonly (readonly [string, string])[] {
  const { id, name } = fields;
  if (name !== undefined) return [[id ?? `what-if-${place + 1}`, name]];
  return id === undefined ? [[`what-if-${place + 1}`, `New deal ${place + 1}`]] : [];
}

function idOf(texts: EnteredDeal['texts']): string | undefined {
  return texts.get('other') ?? texts.get('fields.id');
}

function supposedDeal({ texts }: EnteredDeal, choices: WhatIfChoices): SupposedDeal {
  const written = [...texts].filter(([name]) => name.startsWith('fields.'));
  const id = idOf(texts);
  const known = choices.deals.find((each) => each.id === id);
  const won = choices.company.stages.find((each) => each.won)?.id;
  const isToWin = known !== undefined && isOpen(known, choices.company.stages) && won !== undefined;
  const seller = texts.get('seller');
  const [date, amount, invoice] = ['date', 'amount', 'invoice'].map((part) => texts.get(`paid.${part}`));
  const isPaid = [date, amount, invoice].some((each) => each !== undefined);
  const [day, revenue] = ['date', 'amount'].map((part) => texts.get(`recognized.${part}`));
  return {
    fields: {
      ...Object.fromEntries(written.map(([name, text]) => [name.slice('fields.'.length), text])),
      ...(id !== undefined && { id }),
      ...(isToWin && { stage: won }),
    },
    ...(seller !== undefined && { splits: [{ payee: seller }] }),
    ...(isPaid && { paid: [{ date: date ?? '', amount: amount ?? '', ...(invoice && { invoice }) }] }),
    ...((day !== undefined || revenue !== undefined) && {
      recognized: [{ date: day ?? '', amount: revenue ?? '' }],
    }),
  };
}

/** The end of the month of the last day that is named, where that is not calculated yet. */
function lastDay(supposed: readonly EnteredDeal[], { deals, through }: WhatIfChoices): CivilDate {
  const days = supposed.flatMap(({ texts }) => [
    texts.get('fields.closeDate') ?? deals.find(({ id }) => id === idOf(texts))?.closeDate ?? '',
    texts.get('paid.date') ?? '',
    texts.get('recognized.date') ?? '',
  ]);
  const last = days.filter((day) => isCivilDate(day)).reduce((a, b) => (a > b ? a : b), through);
  return last > through ? addDays(nextMonth(last), -1) : through;
}

function problemsOf(
  filled: readonly EnteredDeal[],
  left: readonly EnteredDeal[],
  { isCreditedForOthers, isCreditedForOwn }: WhatIfChoices,
): readonly Problem[] {
  const nameless = left.filter(({ texts }) => idOf(texts) === undefined);
  const unnamed = nameless.map(({ row }) =>
    problem('missing-value', 'choose the deal that is not there', { field: `deals.${row}.fields.id` }),
  );
  const isOfNobody = ({ texts }: EnteredDeal) => idOf(texts) === undefined && !texts.has('seller');
  const unsold =
    isCreditedForOthers && !isCreditedForOwn
      ? filled.filter((each) => !left.includes(each) && isOfNobody(each))
      : [];
  const sellers = unsold.map(({ row }) =>
    problem('missing-value', 'choose who of the team sells it', {
      field: `deals.${row}.seller`,
      hint: 'only deals of others count here',
    }),
  );
  if (filled.length > 0) return [...unnamed, ...sellers];
  return [
    problem('missing-value', 'nothing is supposed yet', {
      field: 'deals.0.fields.closeDate',
      hint: 'give a new deal an amount and a close date, or choose one that you have',
    }),
  ];
}

/** A message that begins with the name of a field, with that as the form calls it. */
function inWords(message: string): string {
  return message.replace(/^([a-z]+[A-Z]\w*)(?= is )/, (name) => fieldLabel(name));
}

/** Where in the form stands what a problem names: its rows count those too that are not asked about. */
function placed(
  field: string | undefined,
  supposed: readonly EnteredDeal[],
  left: readonly EnteredDeal[],
): Pick<Problem, 'field'> {
  const [kind, place, ...rest] = field?.split('.') ?? [];
  const named = (kind === 'without' ? left : supposed)[Number(place)];
  if (named === undefined || (kind !== 'without' && kind !== 'deals'))
    return field === undefined ? {} : { field };
  const of = `deals.${named.row}`;
  const name = rest.join('.').replace(/^(paid|recognized)\.0\./, '$1.');
  if (name.startsWith('splits')) return { field: `${of}.seller` };
  if (kind === 'without' || name === 'fields.id') {
    return { field: named.texts.has('other') ? `${of}.other` : `${of}.fields.id` };
  }
  return { field: `${of}.${name}` };
}
