import type { CivilDate } from '../calendar/civil-date.js';

/** The types a fact can have; it decides how a condition compares its values. */
export type FactType = 'text' | 'number' | 'percent' | 'money' | 'date' | 'boolean';

/** A stage of the sale, as the company's pipeline knows it. */
export interface Stage {
  readonly id: string;
  /** The fraction of such deals that are won, as canonical decimal text. */
  readonly probability: string;
  /** Whether a deal in this stage is won, so that it is booked on its close date. */
  readonly won: boolean;
  readonly forecast: string | null;
  readonly haircut: string | null;
}

/** A field of the company's own that deals carry and that conditions and measures may name. */
export interface DealField {
  readonly name: string;
  readonly type: FactType;
}

/** What the shares of a deal in an overlay role may sum to at most. */
export interface OverlayLimit {
  readonly role: string;
  /** A decimal fraction: `'1.5'` is 150 %. */
  readonly share: string;
}

/** Whether something has to be done, or may be. */
export type Requirement = 'required' | 'optional';

/** What holds for all plans: `rules/company.yaml`, decoded. */
export interface Company {
  readonly name: string;
  /** ISO 4217; the currency of every amount that names none. */
  readonly homeCurrency: string;
  /** 1 to 12; fiscal quarters, halves and years are counted from it. */
  readonly fiscalYearStartMonth: number;
  /** The first day of some two-week pay period; the others follow from it. */
  readonly biweeklyFrom: CivilDate;
  readonly weekStartsOn: 'monday' | 'sunday';
  /** The months that an open-ended monthly deal is expected to last; values such a deal. */
  readonly expectedRelationshipMonths: number;
  /** Whether the cost of a contract that is of use for a year at most is expensed at once; a component may say otherwise. */
  readonly costExpedient: boolean;
  /** Whether managers have to approve statements before a pay period is submitted. */
  readonly managerApproval: {
    readonly usual: Requirement;
    /** By the ids of pay groups for which it is otherwise. */
    readonly byPayGroup: Readonly<Record<string, Requirement>>;
  };
  readonly stages: readonly Stage[];
  readonly dealFields: readonly DealField[];
  /** Roles whose shares of a deal must sum to 100 %. */
  readonly fullRoles: readonly string[];
  /** Roles whose shares may exceed or fall short of 100 %. */
  readonly overlayRoles: readonly string[];
  /** What the shares of some of those may sum to at most, as a decimal fraction. */
  readonly overlayLimits: readonly OverlayLimit[];
}
