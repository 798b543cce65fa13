import { describeCondition } from '../../conditions/describe-condition.js';
import type { Measure } from '../../engine/measure.js';
import type { CompiledPlan } from '../compile-plan.js';
import type { SourceBlock, SourceTree } from '../source-text.js';
import { mechanismTerms } from './mechanism-terms.js';
import { modifierTerms, planLimitTerms } from './modifier-terms.js';
import type { PayTable } from './pay-table.js';
import { asBlock, asList, blockIn, restWords, scalarIn, targetWords, writtenWords } from './written-words.js';

/** What a part of a plan says, in words. */
export interface TermsPart {
  readonly id: string;
  readonly sentences: readonly string[];
  readonly table: PayTable | null;
}

/** What a plan says, in words. */
export interface PlanTerms {
  readonly sentences: readonly string[];
  /** What is counted. */
  readonly measures: readonly TermsPart[];
  /** The ways to earn. */
  readonly components: readonly TermsPart[];
}

/**
 * The terms of a plan in words, from its file. What no sentence is made for is told in the words of the file, so
 * that nothing is left out.
 *
 * @example
 * planTerms(compiled).components[0]?.sentences
 */
export function planTerms({ plan, source }: CompiledPlan): PlanTerms {
  const written = asBlock(source.tree);
  return {
    sentences: wholeTerms(written),
    measures: plan.measures.map((measure) => {
      const own = blockIn(written['measures'], measure.id);
      return { id: measure.id, sentences: measureTerms(measure, own), table: null };
    }),
    components: plan.components.map((component) => {
      const own = blockIn(written['components'], component.id);
      const { sentences, table } = mechanismTerms(component, own);
      const settles =
        component.settles === 'asEarned'
          ? 'It is posted as it is earned.'
          : 'It is posted when the window is over.';
      return {
        id: component.id,
        sentences: [...sentences, settles, ...modifierTerms(component, own)],
        table,
      };
    }),
  };
}

const TOLD = [
  'language',
  'plan',
  'title',
  'effective',
  'corrects',
  'currency',
  'payFrequency',
  'measures',
  'components',
  'examples',
  'cap',
  'floor',
  'draw',
  'guarantee',
  'payCap',
];

/** What holds for the whole plan, besides its head. */
function wholeTerms(written: SourceBlock): readonly string[] {
  const rest = restWords(written, TOLD).replace(/^; /, '');
  const over = planLimitTerms(written);
  const pay = (key: string, word: string) =>
    asList(written[key]).map((each) => {
      const block = asBlock(each);
      return `${word} ${targetWords(block['amount'])}${restWords(block, ['amount'])}.`;
    });
  return [
    ...over,
    ...pay('guarantee', 'A pay period pays at least'),
    ...pay('draw', 'A draw tops each pay period up to'),
    ...pay('payCap', 'A pay period pays at most'),
    ...(rest === '' ? [] : [`Besides: ${rest}.`]),
  ];
}

const BASES = {
  booked: 'as deals are booked, amended and cancelled',
  recognized: 'as revenue is recognized',
  collected: 'as cash is collected, net of tax',
} as const;

function measureTerms({ basis, when, credit, factors }: Measure, written: SourceBlock): readonly string[] {
  const roles = credit.roles.join(', ');
  const of =
    credit.kind === 'own'
      ? `the payee’s shares as ${roles}`
      : `what the payee’s teams hold as ${roles}${credit.self ? ', with the payee’s own' : ''}`;
  const quota = written['quota'];
  const factored = asList(written['factors']).map((each, place) => {
    const condition = factors[place]?.when ?? null;
    const where = condition === null ? 'Always' : `Where ${describeCondition(condition.tree)}`;
    return `${where}${restWords(asBlock(each), ['when']).replace(/^;/, ',')} times.`;
  });
  return [
    `Counts ${amountWords(written['amount'])} of ${of}, ${BASES[basis]}.`,
    ...(when === null ? [] : [`Only where ${describeCondition(when.tree)}.`]),
    ...factored,
    `It starts anew with each ${writtenWords(written['window'])}.`,
    ...(quota === undefined ? [] : [`It is held against the quota ${writtenWords(quota)}.`]),
    WITHOUT_QUOTA[scalarIn(written, 'withoutQuota') ?? 'problem'] ?? '',
    ...['ramp', 'windfall'].flatMap((key) =>
      written[key] === undefined ? [] : [`${capital(writtenWords({ [key]: written[key] }))}.`],
    ),
  ];
}

const WITHOUT_QUOTA: Readonly<Record<string, string>> = {
  problem: 'A window that needs a quota and has none is incomplete until one is loaded.',
  nothing: 'A window without quota has no attainment.',
  onTarget: 'A window without quota pays as just below 100%.',
};

const AMOUNTS: Readonly<Record<string, string>> = {
  tcv: 'the total contract value',
  acv: 'the annual contract value',
  mrr: 'the monthly recurring revenue',
  firstYear: 'the value of the first year',
  margin: 'the margin',
  quantity: 'the quantity',
  count: 'the number of deals',
  amount: 'the amount',
};

function amountWords(written: SourceTree | undefined): string {
  if (written === undefined) return 'the amount';
  if (typeof written === 'string') return AMOUNTS[written] ?? writtenWords(written);
  return `the ${writtenWords(asBlock(written)['field'])}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
