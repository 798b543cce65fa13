import type { FilledForm } from '../filled-form.js';
import type { PersonText } from '../finance/person-text.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { ApprovalsView, ShownPeriod } from './approvals-view.js';

/** What waits for somebody, as the page shows it. */
export interface ShownApprovals {
  readonly view: ApprovalsView;
  readonly page: number;
  readonly filled: FilledForm;
  readonly names: ReadonlyMap<string, string>;
  readonly person: PersonText;
  readonly format: ReaderFormat;
}

/** The statements of a period that can be looked at. */
export type ApprovalsOfPeriod = ShownApprovals & { readonly shown: ShownPeriod };
