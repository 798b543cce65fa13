import { EMPTY_FORM, type FilledForm } from '../filled-form.js';

/** The form of a step as somebody has sent it, and what is wrong with it. */
export interface SentStep<Act extends string> {
  readonly step: Act;
  readonly filled: FilledForm;
}

/**
 * What the form of a step is filled in with: what was sent, where it was that step.
 *
 * @example
 * filledOf({ step: 'reject', filled }, 'approve') // EMPTY_FORM
 */
export function filledOf<Act extends string>(sent: SentStep<Act> | null, step: Act): FilledForm {
  return sent?.step === step ? sent.filled : EMPTY_FORM;
}
