import type { Localised } from '../platform/i18n/messages.ts';

/** What a command that can be refused for expected reasons hands back: its result, or a sentence per field. */
export type Outcome<Result = unknown> = ({ ok: true } & Result) | Refusal;
export interface Refusal {
  ok: false;
  faults: Record<string, Localised>;
}

export function refuse(field: string, say: Localised): Refusal {
  return { ok: false, faults: { [field]: say } };
}

/** The sentence of a refusal, for a form without a page of its own. */
export function firstFault({ faults }: Refusal): Localised {
  const [fault = { vi: '', en: '' }] = Object.values(faults);
  return fault;
}
