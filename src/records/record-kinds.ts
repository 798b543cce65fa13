import { choice, optional, QUANTITY_PLACES, type RecordOf, required, SHARE_PLACES } from './field.js';

/**
 * Every kind of input record: the file it comes in, the fields of its key in order, and its fields.
 * Intake, examples in rule files, the store and the API all read this one table.
 *
 * Money fields are in the currency of the record's own `currency` field; where that is empty, in the
 * company's home currency.
 */
export const RECORD_KINDS = {
  payee: {
    file: 'payees',
    key: ['id'],
    fields: {
      id: required('id', 'the payee, as every other file names them'),
      name: required('text', 'the name shown on statements'),
      email: optional('text', 'where the payee is reached'),
      role: optional('text', 'the job the payee does; a fact for conditions'),
      region: optional('text', 'where the payee works'),
      hireDate: optional('date', 'the first day of employment'),
      leaveDate: optional('date', 'the first day after employment'),
      payoutCurrency: optional('currency', "the currency to be paid in; empty where it is the plan's", {
        later: true,
      }),
    },
  },
  team: {
    file: 'teams',
    key: ['id'],
    fields: {
      id: required('id', 'the team'),
      name: required('text', 'the name shown'),
      parent: optional('id', 'the team this one is part of', { references: 'team' }),
    },
  },
  teamParent: {
    file: 'team-parents',
    key: ['team', 'from'],
    fields: {
      team: required('id', 'the team that moves', { references: 'team' }),
      parent: optional('id', 'the team it is part of on these days; empty at the top', {
        references: 'team',
      }),
      from: required(
        'date',
        'the first day; on these days the parent that the team itself names does not count',
      ),
      to: optional('date', 'the first day after; empty while it lasts'),
    },
  },
  membership: {
    file: 'memberships',
    key: ['team', 'payee', 'as', 'from'],
    fields: {
      team: required('id', 'the team', { references: 'team' }),
      payee: required('id', 'the member or manager', { references: 'payee' }),
      as: choice(['member', 'manager'], 'whether the payee is counted in the team or manages it'),
      from: required('date', 'the first day'),
      to: optional('date', 'the first day after; empty while it lasts'),
    },
  },
  assignment: {
    file: 'assignments',
    key: ['payee', 'plan', 'from'],
    fields: {
      payee: required('id', 'the payee on the plan', { references: 'payee' }),
      plan: required('id', 'the plan, as its rule file names it'),
      from: required('date', 'the first day on the plan'),
      to: optional('date', 'the first day no longer on it; empty while it lasts'),
    },
  },
  targetIncentive: {
    file: 'target-incentives',
    key: ['payee', 'from'],
    fields: {
      payee: required('id', 'the payee', { references: 'payee' }),
      from: required('date', 'the first day the amount holds'),
      to: optional('date', 'the first day it no longer holds; empty while it lasts'),
      amount: required('money', "a year's incentive at target"),
      currency: optional('currency', 'the currency of the amount'),
    },
  },
  absence: {
    file: 'absences',
    key: ['payee', 'from'],
    fields: {
      payee: required('id', 'who is away', { references: 'payee' }),
      from: required('date', 'the first day away'),
      to: optional('date', 'the first day back; empty while it lasts'),
      kind: optional('id', 'what kind of absence it is, such as parental or notice, as plans name it'),
    },
  },
  quota: {
    file: 'quotas',
    key: ['payee', 'team', 'quota', 'from'],
    fields: {
      payee: optional('id', 'whose quota it is, unless it is a team’s', { references: 'payee' }),
      team: optional('id', 'the team whose quota it is', { references: 'team' }),
      quota: required('id', 'the quota, as measures name it'),
      from: required('date', 'the first day of the range the amount is for'),
      to: required('date', 'the first day after that range'),
      amount: required(
        'number',
        'the amount for the whole range; money where a currency is given, else units',
        {
          places: QUANTITY_PLACES,
        },
      ),
      currency: optional('currency', 'the currency of the amount; empty for a quota in units'),
      spread: choice(['equal', 'days', 'weights'], 'how the amount is spread over the months of the range'),
      weights: optional('numberList', 'with `weights`: one weight for each equal part of the range'),
    },
  },
  poolWeight: {
    file: 'pool-weights',
    key: ['payee', 'pool', 'from'],
    fields: {
      payee: required('id', 'whose part of the pool it weighs', { references: 'payee' }),
      pool: required('id', 'the pool, as plans name it'),
      from: required('date', 'the first day it holds'),
      to: optional('date', 'the first day it no longer holds; empty while it lasts'),
      weight: required('number', 'the weight on each of these days, such as hours or points; 0 or more', {
        places: QUANTITY_PLACES,
      }),
    },
  },
  objectiveScore: {
    file: 'objective-scores',
    key: ['payee', 'objective', 'from', 'scoredOn'],
    fields: {
      payee: required('id', 'whose score it is', { references: 'payee' }),
      objective: required('id', 'the objective, as plans name it'),
      from: required('date', 'the window it is for: any day of it, such as its first'),
      scoredOn: required('date', 'the day from which on the score counts; the latest of a window holds'),
      score: required('percent', 'how far the objective was met: 100% is in full', { places: SHARE_PLACES }),
      note: optional('text', 'what the score goes by'),
    },
  },
  deal: {
    file: 'deals',
    key: ['id'],
    fields: {
      id: required('id', 'the deal'),
      name: optional('text', 'what people call it'),
      account: optional('text', 'the customer'),
      stage: optional('id', 'the stage of the sale; empty means won'),
      closeDate: required('date', 'the day it was won, or is expected to be'),
      startDate: optional('date', 'the first day of the contract; the close date when empty'),
      currency: optional('currency', 'the currency of its amounts'),
      type: optional('text', 'new, expansion, renewal …'),
      product: optional('text', 'what was sold'),
      region: optional('text', 'where it was sold'),
      segment: optional('text', 'to what kind of customer'),
      channel: optional('text', 'through whom'),
      termMonths: optional('integer', 'the months of the contract; empty with `mrr` means open-ended'),
      tcv: optional('money', 'total contract value'),
      acv: optional('money', 'annual contract value'),
      mrr: optional('money', 'monthly recurring revenue'),
      firstYear: optional('money', "the first year's value"),
      margin: optional('money', 'the margin of the whole deal'),
      quantity: optional('number', 'units sold; 1 when empty', { places: QUANTITY_PLACES }),
      discount: optional('percent', 'the discount given; 0 when empty'),
    },
  },
  amendment: {
    file: 'amendments',
    key: ['deal', 'id'],
    fields: {
      deal: required('id', 'the deal that changes', { references: 'deal' }),
      id: required('id', 'the amendment, unique within its deal'),
      date: required('date', 'the day it takes effect'),
      kind: choice(['amendment', 'cancellation'], 'a cancellation reverses all that is left of the deal'),
      currency: optional('currency', 'the currency of its amounts: that of the deal'),
      amount: optional('money', 'the change of the total contract value, signed'),
      acv: optional('money', 'the change of the annual value; pro rata to `amount` when empty'),
      mrr: optional('money', 'the change of the monthly value; pro rata when empty'),
      firstYear: optional('money', "the change of the first year's value; pro rata when empty"),
      margin: optional('money', 'the change of the margin; pro rata when empty'),
      quantity: optional('number', 'the change of the quantity; 0 when empty', { places: QUANTITY_PLACES }),
    },
  },
  split: {
    file: 'splits',
    key: ['deal', 'payee', 'role', 'from'],
    fields: {
      deal: required('id', 'the deal', { references: 'deal' }),
      payee: required('id', 'who is credited', { references: 'payee' }),
      role: required('id', 'in which role, as the company file names it'),
      share: required('percent', 'the share of the deal', { places: SHARE_PLACES }),
      from: optional('date', 'the first day it holds; empty means from the start'),
      to: optional('date', 'the first day it no longer holds; empty while it lasts'),
    },
  },
  revenueSchedule: {
    file: 'revenue-schedules',
    key: ['deal'],
    fields: {
      deal: required('id', 'the deal whose revenue is generated', { references: 'deal' }),
      method: choice(
        ['months', 'days', 'monthly'],
        'ratable by months, ratable by days, or monthly and open-ended',
      ),
      from: required('date', 'the first day of the service'),
      to: optional('date', 'the first day after the service; empty when open-ended'),
      amount: optional(
        'money',
        'the amount to recognize, per month for `monthly`; the deal’s own when empty',
      ),
      currency: optional('currency', 'the currency of the amount: that of the deal'),
    },
  },
  milestone: {
    file: 'milestones',
    key: ['deal', 'id'],
    fields: {
      deal: required('id', 'the deal', { references: 'deal' }),
      id: required('id', 'the milestone, unique within its deal'),
      date: required('date', 'the day it is reached'),
      share: required('percent', 'the part of the deal’s value recognized on it', { places: SHARE_PLACES }),
    },
  },
  revenueEntry: {
    file: 'revenue-entries',
    key: ['deal', 'id'],
    fields: {
      deal: required('id', 'the deal', { references: 'deal' }),
      id: required('id', 'the entry, unique within its deal'),
      date: required('date', 'the day it is recognized'),
      amount: required('money', 'the revenue recognized, signed'),
      currency: optional('currency', 'the currency of the amount: that of the deal'),
    },
  },
  invoiceLine: {
    file: 'invoice-lines',
    key: ['invoice', 'line'],
    fields: {
      invoice: required('id', 'the invoice'),
      line: required('id', 'the line on it', { fallback: '1' }),
      deal: required('id', 'the deal that is invoiced', { references: 'deal' }),
      date: required('date', 'the date of the invoice'),
      dueDate: optional('date', 'when it is due'),
      amount: required('money', 'the net amount'),
      tax: optional('money', 'the tax on it; 0 when empty'),
      currency: optional('currency', 'the currency: that of the deal'),
    },
  },
  receipt: {
    file: 'receipts',
    key: ['id'],
    fields: {
      id: required('id', 'the receipt'),
      date: required('date', 'the day the cash came in'),
      amount: required('money', 'the cash received, tax included'),
      currency: optional('currency', 'the currency of the amount'),
      account: optional('text', 'who paid'),
    },
  },
  application: {
    file: 'applications',
    key: ['receipt', 'invoice', 'line', 'id'],
    fields: {
      receipt: required('id', 'the receipt that is applied', { references: 'receipt' }),
      invoice: required('id', 'the invoice it pays'),
      line: optional('id', 'the line it pays; empty spreads it over the open amounts of the invoice'),
      id: optional('id', 'tells several applications of one receipt to one line apart'),
      amount: required('money', 'the cash applied, tax included'),
      currency: optional('currency', 'the currency: that of the receipt'),
    },
  },
  refund: {
    file: 'refunds',
    key: ['id'],
    fields: {
      id: required('id', 'the refund'),
      receipt: required('id', 'the receipt it gives back', { references: 'receipt' }),
      date: required('date', 'the day the cash went out'),
      kind: choice(['refund', 'chargeback'], 'why the money went back'),
      invoice: optional(
        'id',
        'the invoice it reopens; empty takes unapplied cash first, then all it was applied to',
      ),
      line: optional('id', 'the line it reopens'),
      amount: required('money', 'the cash given back, tax included'),
      currency: optional('currency', 'the currency: that of the receipt'),
    },
  },
  creditNote: {
    file: 'credit-notes',
    key: ['id'],
    fields: {
      id: required('id', 'the credit note'),
      invoice: required('id', 'the invoice it reduces'),
      line: optional('id', 'the line it reduces; empty spreads it over the lines'),
      date: required('date', 'its date'),
      amount: required('money', 'the net amount'),
      currency: optional('currency', 'the currency: that of the invoice'),
    },
  },
  writeOff: {
    file: 'write-offs',
    key: ['id'],
    fields: {
      id: required('id', 'the write-off'),
      invoice: required('id', 'the invoice that will not be paid'),
      line: optional('id', 'the line; empty spreads it over the open amounts'),
      date: required('date', 'its date'),
      amount: required('money', 'the net amount given up'),
      currency: optional('currency', 'the currency: that of the invoice'),
    },
  },
  fxRate: {
    file: 'fx-rates',
    key: ['from', 'to', 'date'],
    fields: {
      from: required('currency', 'the currency converted'),
      to: required('currency', 'the currency it becomes'),
      date: required('date', 'the first day the rate holds'),
      rate: required('number', 'units of `to` for one unit of `from`'),
    },
  },
} as const;

/** The name of a kind of input record. */
export type RecordKind = keyof typeof RECORD_KINDS;

/** The record of a kind, for example `RecordByKind['split']`. */
export type RecordByKind = {
  readonly [Kind in RecordKind]: RecordOf<(typeof RECORD_KINDS)[Kind]['fields']>;
};

/** Values of the fields that a company file declares for deals, by name, as canonical text. */
export interface ExtraFields {
  readonly extra: Readonly<Record<string, string>>;
}

export type Payee = RecordByKind['payee'];
export type Team = RecordByKind['team'];
export type TeamParent = RecordByKind['teamParent'];
export type Membership = RecordByKind['membership'];
export type Assignment = RecordByKind['assignment'];
export type TargetIncentive = RecordByKind['targetIncentive'];
export type Absence = RecordByKind['absence'];
export type Quota = RecordByKind['quota'];
export type ObjectiveScore = RecordByKind['objectiveScore'];
export type PoolWeight = RecordByKind['poolWeight'];
/** A deal with the fields the company file declares; the only kind that carries such fields. */
export type Deal = RecordByKind['deal'] & ExtraFields;
export type Amendment = RecordByKind['amendment'];
export type Split = RecordByKind['split'];
export type RevenueSchedule = RecordByKind['revenueSchedule'];
export type Milestone = RecordByKind['milestone'];
export type RevenueEntry = RecordByKind['revenueEntry'];
export type InvoiceLine = RecordByKind['invoiceLine'];
export type Receipt = RecordByKind['receipt'];
export type Application = RecordByKind['application'];
export type Refund = RecordByKind['refund'];
export type CreditNote = RecordByKind['creditNote'];
export type WriteOff = RecordByKind['writeOff'];
export type FxRate = RecordByKind['fxRate'];
