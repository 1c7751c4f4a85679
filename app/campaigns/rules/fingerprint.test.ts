import fc from 'fast-check';
import { expect, it } from 'vitest';
import { approvedColumns, canonicalText, type Approvable } from './fingerprint.ts';

const base: Approvable = {
  campaign: Object.fromEntries(approvedColumns.map((column, at) => [column, at])),
  media: [{ medium: 'MESSAGE', when_closed: 'WAIT', content: '{}' }, { medium: 'EMAIL', when_closed: 'WAIT', content: '{}' }],
  recipients: [{ user_id: 'a', wave: 1 }, { user_id: 'b', wave: 2 }],
  slots: [{ place_id: 'p', medium: 'LED', starts_at: '2026-11-23T05:00:00.000Z' }],
  answers: [{ entry_id: 'x' }, { entry_id: 'y' }],
};

it.each(approvedColumns)('another %s is another campaign', (column) => {
  for (const value of ['other', 99, null]) expect(canonicalText({ ...base, campaign: { ...base.campaign, [column]: value } })).not.toBe(canonicalText(base));
});

it.each<[string, Partial<Approvable>]>([
  ['word', { media: [{ medium: 'MESSAGE', when_closed: 'WAIT', content: '{"x":1}' }, ...base.media.slice(1)] }],
  ['channel less', { media: base.media.slice(0, 1) }],
  ['channel that waits otherwise', { media: [base.media[0] ?? ({} as never), { medium: 'EMAIL', when_closed: 'DROP', content: '{}' }] }],
  ['person less', { recipients: base.recipients.slice(1) }],
  ['wave', { recipients: [{ user_id: 'a', wave: 2 }, { user_id: 'b', wave: 2 }] }],
  ['person in the other’s place', { recipients: [{ user_id: 'a', wave: 2 }, { user_id: 'b', wave: 1 }] }],
  ['broadcast less', { slots: [] }],
  ['minute of a broadcast', { slots: [{ place_id: 'p', medium: 'LED', starts_at: '2026-11-23T05:01:00.000Z' }] }],
  ['place', { slots: [{ place_id: 'q', medium: 'LED', starts_at: '2026-11-23T05:00:00.000Z' }] }],
  ['answer less', { answers: base.answers.slice(1) }],
  ['answer none', { answers: [] }],
])('another %s is another campaign', (_what, change) => expect(canonicalText({ ...base, ...change })).not.toBe(canonicalText(base)));

it('is the same in whatever order the rows come, and whatever else a row knows', () => {
  const shuffled = <T>(rows: readonly T[]) => fc.shuffledSubarray([...rows], { minLength: rows.length });
  fc.assert(fc.property(shuffled(base.media), shuffled(base.recipients), shuffled(base.answers), (media, recipients, answers) => {
    expect(canonicalText({ ...base, media, recipients, answers, campaign: { revision: 7, changed_at: 'x', ...base.campaign } })).toBe(canonicalText(base));
  }));
});

it('words cannot be moved from one field into the next without a trace', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '[', ']', '\\', '/', 'ế') });
  fc.assert(fc.property(field, field, field, field, (a, b, c, d) => {
    const of = (medium: string, content: string) => canonicalText({ ...base, media: [{ medium, when_closed: 'WAIT', content }] });
    return (a === c && b === d) === (of(a, b) === of(c, d));
  }));
});

it('a missing column counts as empty, an empty list of answers as none at all', () => {
  const { pulse: _pulse, ...without } = base.campaign as Record<string, string>;
  expect(canonicalText({ ...base, campaign: without })).toBe(canonicalText({ ...base, campaign: { ...base.campaign, pulse: null } }));
  expect(JSON.parse(canonicalText({ ...base, answers: [] }))).toHaveLength(4);
});
