import { expect, it } from 'vitest';
import { campaignDeeds, doneByLog, evaluationDeeds, namesOf, placeDeeds, planDeeds } from './done-by-log.ts';

it('a page says what was done last, and nothing else that its address claims', () => {
  const actions = [...Object.values(campaignDeeds), ...Object.values(planDeeds), ...Object.values(placeDeeds), ...Object.values(evaluationDeeds), 'plan.create', 'campaign.edit'];
  for (const deeds of [campaignDeeds, planDeeds, placeDeeds, evaluationDeeds] as Record<string, string>[]) {
    for (const name of namesOf(deeds)) expect(actions.filter((action) => doneByLog(deeds, name, { action }) !== null)).toEqual([deeds[name]]);
  }
  expect([doneByLog(planDeeds, 'saved', null), doneByLog(planDeeds, undefined, { action: 'plan.edit' })]).toEqual([null, null]);
});
