import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { roles, type Actor, type Role } from '../../people/actor.ts';
import * as broadcasts from './broadcasts.tsx';
import * as answerRemoval from './campaign-answer-removal.ts';
import * as answers from './campaign-answers.tsx';
import * as approval from './campaign-approval.tsx';
import * as audience from './campaign-audience.tsx';
import * as check from './campaign-check.tsx';
import * as content from './campaign-content.tsx';
import * as correction from './campaign-correction.tsx';
import * as evaluation from './campaign-evaluation.tsx';
import * as goal from './campaign-goal.tsx';
import * as mediumRemoval from './campaign-medium-removal.ts';
import * as medium from './campaign-medium.tsx';
import * as campaignNew from './campaign-new.tsx';
import * as notReached from './campaign-not-reached.ts';
import * as back from './campaign-return.ts';
import * as sheet from './campaign-package-sheet.ts';
import * as broadcastCorrection from './campaign-broadcast-correction.tsx';
import * as schedule from './campaign-schedule.tsx';
import * as slotsConfirmation from './campaign-slots-confirmation.ts';
import * as slotsPlan from './campaign-slots-plan.tsx';
import * as slotsRemoval from './campaign-slots-removal.ts';
import * as slots from './campaign-slots.tsx';
import * as steering from './campaign-steering.tsx';
import * as survey from './campaign-survey.ts';
import * as campaign from './campaign.tsx';
import * as list from './campaigns.tsx';
import * as placeClosing from './place-closing.tsx';
import * as placeNew from './place-new.tsx';
import * as placeReopening from './place-reopening.ts';
import * as place from './place.tsx';
import * as placesImport from './places-import.tsx';
import * as places from './places.tsx';
import * as planEdit from './plan-edit.tsx';
import * as lineDropping from './plan-line-dropping.tsx';
import * as lineNew from './plan-line-new.tsx';
import * as line from './plan-line.tsx';
import * as plan from './plan.tsx';
import * as slot from './slot.tsx';

const see: Role[] = ['CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'CHANNEL_OPERATOR', 'AUDITOR', 'SYSTEM_ADMIN'];
const write: Role[] = ['CAMPAIGN_MAKER'];
const approve: Role[] = ['CAMPAIGN_APPROVER'];
const stop: Role[] = ['CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER'];
const confirm: Role[] = ['CAMPAIGN_MAKER', 'CHANNEL_OPERATOR'];

type Route = { loader?: unknown; action?: unknown };
const params = { medium: 'led', deed: 'pause', entry: 'e', year: '2026', line: 'l', place: 'p', slot: 's' };
/** Who reads a page, and who sends its form. */
const doors: [name: string, route: Route, reads: Role[], sends: Role[] | null][] = [
  ['broadcasts', broadcasts, see, null],
  ['answer-removal', answerRemoval, write, write],
  ['answers', answers, write, write],
  ['approval', approval, approve, approve],
  ['audience', audience, write, write],
  ['check', check, write, write],
  ['content', content, write, write],
  ['correction', correction, stop, stop],
  ['evaluation', evaluation, see, write],
  ['goal', goal, write, write],
  ['medium-removal', mediumRemoval, write, write],
  ['medium', medium, write, write],
  ['new', campaignNew, write, write],
  ['not-reached', notReached, see, null],
  ['package-sheet', sheet, see, null],
  ['broadcast-correction', broadcastCorrection, stop, stop],
  ['return', back, approve, approve],
  ['schedule', schedule, write, write],
  ['slots-confirmation', slotsConfirmation, confirm, confirm],
  ['slots-removal', slotsRemoval, write, write],
  ['slots', slots, see, null],
  ['slots-plan', slotsPlan, write, write],
  ['steering', steering, stop, stop],
  ['survey', survey, write, write],
  ['campaign', campaign, see, null],
  ['list', list, see, null],
  ['place-closing', placeClosing, confirm, confirm],
  ['place-new', placeNew, confirm, confirm],
  ['place-reopening', placeReopening, confirm, confirm],
  ['place', place, confirm, confirm],
  ['places-import', placesImport, confirm, confirm],
  ['places', places, see, null],
  ['plan-edit', planEdit, write, write],
  ['plan-line-dropping', lineDropping, write, write],
  ['plan-line-new', lineNew, write, write],
  ['plan-line', line, write, write],
  ['plan', plan, see, null],
  ['slot', slot, see, confirm],
];

// Nothing is written here, so all doors stand in one installation.
let w: CampaignWorld;
const cast = new Map<string, Actor>();
beforeAll(async () => {
  w = await campaignWorld();
  for (const role of roles) cast.set(role, await w.staff(role));
  cast.set('nobody', w.reader);
});
afterAll(() => w[Symbol.asyncDispose]());

/** For whom a door does not stay shut. */
async function open(route: unknown, form?: Record<string, string>): Promise<string[]> {
  const found: string[] = [];
  for (const [role, person] of cast) if ((await w.ask(route, person, params, form)).status !== 403) found.push(role);
  return found.toSorted();
}
const traces = () => w.db.selectFrom('audit_event').select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();

describe('a door of communication', () => {
  it.each(doors)('%s opens to whom it is for, and to nobody else', async (_name, route, reads, sends) => {
    expect(await open(route.loader)).toEqual(reads.toSorted());
    expect(route.action !== undefined).toBe(sends !== null);
    if (!sends) return;
    const before = await traces();
    expect(await open(route.action, {})).toEqual(sends.toSorted());
    expect(await traces()).toEqual(before);
  });

  it.each(doors.filter(([name]) => !['broadcasts', 'new', 'list', 'place-new', 'places-import', 'places'].includes(name)))('%s says 404 for what is not there, or leads back', async (_name, route) => {
    const all = await w.staff('CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'CHANNEL_OPERATOR');
    const { status } = await w.ask(route.loader, all, { ...params, id: 'khong-co', year: '1999' });
    expect([303, 404]).toContain(status);
  });
});
