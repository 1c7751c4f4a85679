import { expect, it } from 'vitest';
import { campaignDones, doneNow } from './campaign-done.ts';

it('says what was done last and nothing else that an address claims', () => {
  const actions = ['submit', 'approve', 'launch', 'correct', 'pause', 'resume', 'cancel', 'return', 'edit', 'evaluate'].map((deed) => `campaign.${deed}`);
  for (const [at, done] of campaignDones.entries()) expect(actions.filter((action) => doneNow(done, action) !== null)).toEqual([actions[at]]);
  expect([doneNow(undefined, 'campaign.launch'), doneNow('launched', undefined)]).toEqual([null, null]);
});
