import type { NextStep } from './next-step.js';

/**
 * What is to be done next, as a link where there is somewhere to do it.
 *
 * @example
 * <NextStepLink step={nextStep(status, { firstOpen, batch, format })} />
 */
export function NextStepLink({ step }: { readonly step: NextStep | null }) {
  if (step === null) return null;
  return step.href === null ? (
    <span class="one-line quiet">{step.text}</span>
  ) : (
    <a class="one-line" href={step.href}>
      {step.text}
    </a>
  );
}
