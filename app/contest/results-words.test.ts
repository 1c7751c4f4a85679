import { describe, expect, it } from 'vitest';
import { auditContest } from '../people/messages/audit-contest.ts';
import { auditDetails } from '../people/messages/audit-details.ts';
import { auditValues } from '../people/messages/audit-values.ts';
import { promptAdoptionsJob } from './adoption-jobs.ts';
import { adoptionStates, recognitions } from './rules/adoption.ts';
import { appealOutcomes } from './rules/appeal.ts';

const actions = ['contest.commit', 'contest.unblind', 'contest.decide', 'contest.revoke-decision', 'contest.publish-results', 'contest.award', 'contest.withdraw-results', 'contest.appeal', 'contest.answer-appeal', 'contest.gallery-consent', 'contest.gallery-withdraw', 'adoption.propose', 'adoption.state', 'adoption.recognition', 'adoption.step', 'adoption.step-done'];

describe('what the log says about the results', () => {
  it.each(actions)('%s has words', (action) => {
    expect(Object.hasOwn(auditContest.catalogue, `action.${action}`)).toBe(true);
  });

  it.each(['prize', 'reason', 'contentHash', 'count', 'unitId', 'from', 'to', 'kind', 'title', 'outcome', 'version'])('the detail %s has words', (detail) => {
    expect(Object.hasOwn(auditDetails.catalogue, `detail.${detail}`)).toBe(true);
  });

  it.each([...adoptionStates, ...recognitions, 'MILESTONE', 'BENEFIT', ...appealOutcomes])('the value %s has words', (value) => {
    expect(Object.hasOwn(auditValues.catalogue, `value.${value}`)).toBe(true);
  });
});

it('the job takes nothing and may be tried again', () => {
  expect(promptAdoptionsJob.payload.safeParse({}).success).toBe(true);
  expect(promptAdoptionsJob.maxAttempts).toBeGreaterThan(1);
});
