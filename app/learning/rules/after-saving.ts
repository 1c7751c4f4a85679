import type { AnswerFields, ResponseFault } from './question-response.ts';

type Saved = { ok: true } | { ok: false; reason: 'over'; isTimeUp: boolean } | { ok: false; reason: 'invalid'; fault: ResponseFault };

/** Where a form without a script goes after saving: on, back, or to the same question with what was wrong. */
export function afterSaving(attemptId: string, form: { q: number; go: 'next' | 'stay' | 'previous'; fields: AnswerFields }, result: Saved): string {
  const attempt = `/attempts/${attemptId}`;
  if (result.ok) return `${attempt}?q=${form.q + steps[form.go]}`;
  if (result.reason === 'over') return `${attempt}/result${result.isTimeUp ? '?late=1' : ''}`;
  return `${attempt}?${new URLSearchParams({ ...typedPlaces(form.fields), q: String(form.q), fault: result.fault }).toString()}`;
}

const steps = { next: 1, stay: 0, previous: -1 } as const;

/** Only places are sent back: they are short, and the one kind of answer that a careful person can get refused. */
function typedPlaces(fields: AnswerFields): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => /^place-\d$/.test(field[0]) && typeof field[1] === 'string' && /^\d?$/.test(field[1])));
}
