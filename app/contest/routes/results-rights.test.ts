import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedWorld } from '../../../tests/world/contest-published.ts';
import type { ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makeOutsider } from '../../../tests/world/contests.ts';
import { roles, type Actor, type Role } from '../../people/actor.ts';
import { proposeAdoption } from '../commands/propose-adoption.server.ts';
import * as deskRecognition from './desk-recognition.tsx';
import * as adoptionShowing from './adoption-file-showing.ts';
import * as adoptionRemoval from './adoption-file-removal.ts';
import * as adoptionFiles from './adoption-files.tsx';
import * as adoptionPilot from './adoption-pilot.tsx';
import * as adoptionRecognition from './adoption-recognition.ts';
import * as adoptionState from './adoption-state.tsx';
import * as adoptionCompletion from './adoption-step-completion.ts';
import * as adoptionSteps from './adoption-steps.tsx';
import * as adoption from './adoption.tsx';
import * as adoptions from './adoptions.tsx';
import * as appeal from './appeal.tsx';
import * as appeals from './appeals.tsx';
import * as award from './award.ts';
import * as commitmentFile from './commitment-file.ts';
import * as commitment from './commitment.tsx';
import * as contestAdoptions from './contest-adoptions.tsx';
import * as decision from './decision.tsx';
import * as decisions from './decisions.tsx';
import * as finalRelease from './final-release.tsx';
import * as final from './final.tsx';
import * as withdrawal from './publication-withdrawal.tsx';
import * as deskVote from './desk-vote.tsx';
import * as entryAppeal from './entry-appeal.tsx';
import * as entryGallery from './entry-gallery.tsx';
import * as entryResult from './entry-result.tsx';
import * as minutesFile from './minutes-file.ts';
import * as minutes from './minutes.tsx';
import * as publication from './publication.tsx';
import * as publicAdoption from './public-adoption.tsx';
import * as publicVote from './public-vote.tsx';
import * as publicResults from './public-results.tsx';
import * as standing from './standing.tsx';
import * as unblinding from './unblinding.tsx';
import * as verificationFile from './verification-file.ts';
import * as verification from './verification.tsx';

const see: Role[] = ['CONTEST_ORGANISER', 'CONTEST_APPROVER', 'AUDITOR', 'SYSTEM_ADMIN'];
const organise: Role[] = ['CONTEST_ORGANISER'];
const both: Role[] = ['CONTEST_ORGANISER', 'CONTEST_APPROVER'];
const lead: Role[] = ['UNIT_LEADER'];
type Route = { loader?: unknown; action?: unknown };
/** Who reads a page, and who sends its form. */
const doors: [name: string, route: Route, reads: Role[], sends: Role[] | null][] = [
  ['standing', standing, see, null],
  ['commitment', commitment, see, organise],
  ['commitment file', commitmentFile, see, null],
  ['unblinding', unblinding, see, organise],
  ['final', final, see, organise],
  ['final release', finalRelease, organise, organise],
  ['withdrawal of the results', withdrawal, ['CONTEST_APPROVER'], ['CONTEST_APPROVER']],
  ['vote', deskVote, see, organise],
  ['decisions', decisions, see, null],
  ['decision', decision, organise, organise],
  ['publication', publication, see, ['CONTEST_APPROVER']],
  ['award', award, both, both],
  ['minutes', minutes, see, null],
  ['minutes file', minutesFile, see, null],
  ['appeals', appeals, see, null],
  ['appeal', appeal, see, organise],
  ['adoptions of a contest', contestAdoptions, see, organise],
  ['adoptions', adoptions, [...see, 'UNIT_LEADER'], null],
  ['adoption', adoption, [...see, 'UNIT_LEADER'], null],
  ['adoption state', adoptionState, lead, lead],
  ['adoption steps', adoptionSteps, lead, lead],
  ['adoption completion', adoptionCompletion, lead, lead],
  ['adoption recognition', adoptionRecognition, lead, lead],
  ['adoption pilot', adoptionPilot, lead, lead],
  ['adoption files', adoptionFiles, lead, lead],
  ['adoption file showing', adoptionShowing, lead, lead],
  ['adoption file removal', adoptionRemoval, lead, lead],
  ['words of recognition', deskRecognition, organise, organise],
];

let w: ResultsWorld;
let params: Record<string, string>;
const cast = new Map<string, Actor>();
// Nothing is written here, so all doors stand in one installation.
beforeAll(async () => {
  w = await publishedWorld();
  const made = await proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: w.entries[0]?.id ?? '', unit: w.contest.unitId });
  for (const role of roles) cast.set(role, role === 'UNIT_LEADER' ? await w.person(role, w.contest.unitId) : await w.person(role));
  cast.set('outside', await makeOutsider(w.db));
  params = { entry: w.entries[0]?.id ?? '', id: made.ok ? made.id : '', step: 's', file: 'f', appeal: 'a', round: 'preliminary' };
});
afterAll(() => w[Symbol.asyncDispose]());

async function openTo(route: unknown, form?: Record<string, string>): Promise<string[]> {
  const found: string[] = [];
  for (const [role, person] of cast) if ((await w.ask(route, person, params, form, '/contest-desk/here')).status !== 403) found.push(role);
  return found.toSorted();
}
const traces = () => w.db.selectFrom('audit_event').select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();

describe('a door of the results', () => {
  it.each(doors)('%s opens to whom it is for, and to nobody else', async (_name, route, reads, sends) => {
    expect(await openTo(route.loader)).toEqual(reads.toSorted());
    expect(route.action !== undefined).toBe(sends !== null);
    expect((await w.ask(route.loader, null, params)).status).toBe(302);
    if (!sends) return;
    const before = await traces();
    // A form that does not fit any of them, but the two that need no words; those are refused for the state of the contest.
    expect(await openTo(route.action, { revision: '-1', hash: 'x'.repeat(65) })).toEqual(sends.toSorted());
    if (route !== award) expect(await traces()).toEqual(before);
  });

  it.each(doors.filter(([name]) => name !== 'adoptions' && name !== 'award' && !name.startsWith('adoption ')))('%s says 404 for what is not there', async (name, route) => {
    const reader = name === 'withdrawal of the results' ? w.publisher : w.organiser;
    expect((await w.ask(route.loader, reader, { ...params, contest: 'khong-co', id: 'khong-co', entry: 'khong-co' })).status).toBe(404);
  });
});

describe('pages of an entry', () => {
  const pages: [string, Route][] = [['result', entryResult], ['appeal', entryAppeal], ['gallery', entryGallery]];

  it.each(pages)('%s opens to its owner; to everybody else the entry is not there', async (_name, route) => {
    const [first] = w.entries;
    if (!first) throw new Error('no entry');
    expect((await w.ask(route.loader, first.owner, { id: first.id })).status).toBe(200);
    for (const stranger of [...cast.values(), w.entries[1]?.owner ?? w.organiser]) expect((await w.ask(route.loader, stranger, { id: first.id })).status).toBe(404);
    expect((await w.ask(route.loader, null, { id: first.id })).status).toBe(302);
    for (const id of ['khong-co', "' or 1=1 --", '../', 'x'.repeat(61)]) expect((await w.ask(route.loader, first.owner, { id })).status).toBe(404);
  });
});

describe('pages for everybody', () => {
  const pages: [string, Route][] = [['results', publicResults], ['verification', verification], ['verification file', verificationFile], ['adoption', publicAdoption], ['vote', publicVote]];

  it.each(pages)('%s needs no account, and no contest that is not published is there', async (_name, route) => {
    for (const who of [null, ...cast.values()]) expect((await w.ask(route.loader, who, params)).status).toBe(200);
    expect((await w.ask(route.loader, null, { ...params, slug: 'khong-co' })).status).toBe(404);
    await w.db.updateTable('contest').set({ published_at: null }).execute();
    expect((await w.ask(route.loader, null, params)).status).toBe(404);
    await w.db.updateTable('contest').set({ published_at: '2026-10-31T02:00:00.000Z' }).execute();
  });
});
