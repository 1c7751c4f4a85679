import { describe, expect, it } from 'vitest';
import { reportWorld, type ReportWorld } from '../../tests/world/monthly-reports.ts';
import * as modelPage from './routes/model.tsx';
import * as assignmentPage from './routes/model-assignment.tsx';
import * as assignmentsPage from './routes/model-assignments.tsx';
import * as modelsPage from './routes/models.tsx';
import * as monthlyPage from './routes/monthly.tsx';
import * as approvalPage from './routes/monthly-approval.tsx';
import * as carrying from './routes/monthly-carrying-over.ts';
import * as checkPage from './routes/monthly-check.tsx';
import * as docx from './routes/monthly-document-docx.ts';
import * as drafts from './routes/monthly-drafts.ts';
import * as figures from './routes/monthly-figures.ts';
import * as fileRoute from './routes/monthly-file.ts';
import * as fileRemoval from './routes/monthly-file-removal.ts';
import * as filesPage from './routes/monthly-files.tsx';
import * as headerPage from './routes/monthly-header.tsx';
import * as linePage from './routes/monthly-line.tsx';
import * as partPage from './routes/monthly-part.tsx';
import * as receipts from './routes/monthly-receipts.ts';
import * as reportPage from './routes/monthly-report.tsx';
import * as stepPage from './routes/monthly-step.tsx';
import * as summaryPage from './routes/monthly-summary.tsx';
import * as versionPage from './routes/monthly-version.tsx';
import * as wallPage from './routes/monthly-wall.tsx';

const cast = ['focal', 'leader', 'standing', 'auditor', 'admin', 'foreignFocal', 'foreignLeader', 'trainer', 'reader', 'nobody'] as const;
type Who = (typeof cast)[number];
const all = (status: number, but: Partial<Record<Who, number>> = {}): Record<Who, number> => ({ ...(Object.fromEntries(cast.map((who) => [who, status])) as Record<Who, number>), nobody: 302, ...but });
const sees = all(200, { trainer: 403, reader: 403 });
const seesOne = { ...sees, foreignFocal: 404, foreignLeader: 404 };
const writes = all(403, { focal: 200, foreignFocal: 404 });
const governs = all(403, { standing: 200 });

/** What each of the cast is answered, by a loader, or by an action when there is a form. */
async function answers(world: ReportWorld, route: unknown, params: Record<string, string>, form?: Record<string, string>) {
  const found = {} as Record<Who, number>;
  for (const who of cast) found[who] = (await world.ask(route, who === 'nobody' ? null : world[who], params, form)).status;
  return found;
}

describe('visits', () => {
  it.each<[string, { loader: unknown }, Record<string, string>, Record<Who, number>]>([
    ['the register', modelsPage, {}, sees], ['a model', modelPage, { number: '28' }, sees], ['giving a model', assignmentsPage, { number: '28' }, governs], ['the list', monthlyPage, {}, sees], ['the consolidation', summaryPage, {}, sees], ['the wall', wallPage, {}, sees],
    ['a report', reportPage, {}, seesOne], ['its header', headerPage, {}, writes], ['its part', partPage, { part: 'next' }, writes], ['its line', linePage, { number: '28' }, writes], ['its files', filesPage, { number: '28' }, writes], ['its check', checkPage, {}, writes],
    ['a version that there is not', versionPage, { version: '1' }, all(404, { trainer: 403, reader: 403 })], ['a file that there is not', fileRoute, { file: 'f' }, all(404, { trainer: 403, reader: 403 })],
    ['its approval', approvalPage, {}, all(403, { leader: 303, foreignLeader: 404 })], ['a step', stepPage, { step: 'receive' }, all(403, { focal: 303, leader: 303, standing: 303, foreignFocal: 404, foreignLeader: 404 })],
    ['an old link to a button', carrying, {}, all(403, { focal: 303, foreignFocal: 303 })], ['an old link to counting', figures, {}, all(403, { focal: 303, foreignFocal: 303 })], ['an old link to beginning', drafts, {}, all(403, { focal: 303, foreignFocal: 303 })], ['an old link to receiving', receipts, {}, all(403, { standing: 303 })],
  ])('of %s are for whom they are', async (_name, route, params, expected) => {
    await using world = await reportWorld();
    expect(await answers(world, route.loader, { report: world.id, ...params })).toEqual(expected);
  });

  it('of its document are for whoever sees the report', async () => {
    await using world = await reportWorld();
    for (const who of ['foreignFocal', 'foreignLeader', 'trainer', 'reader'] as const) expect((await world.ask(docx.loader, world[who], { report: world.id })).status).toBe(seesOne[who]);
    expect((await world.ask(docx.loader, null, { report: world.id })).status).toBe(302);
  });

  it('of ending an assignment are the standing agency’s', async () => {
    await using world = await reportWorld();
    const assignment = await world.assign(world.units.other, 28);
    expect(await answers(world, assignmentPage.loader, { number: '28', assignment })).toEqual(governs);
    for (const params of [{ number: '27', assignment }, { number: '28', assignment: 'x' }, { number: '28', assignment: "' or 1=1" }, { number: '0', assignment }]) expect((await world.ask(assignmentPage.loader, world.standing, params)).status).toBe(404);
  });
});

describe('forms', () => {
  const refused = all(403);
  it.each<[string, { action: unknown }, Record<string, string>, Record<string, string>, Record<Who, number>]>([
    ['giving a model', assignmentsPage, { number: '28' }, { unit: 'khong-co', role: 'LEAD', from: '2026-11-01', note: '' }, { ...refused, standing: 422 }],
    ['ending one', assignmentPage, { number: '28', assignment: 'x' }, { on: '2026-11-23' }, { ...refused, standing: 404 }],
    ['beginning', drafts, {}, { unit: 'khong-co', month: '2026-12' }, { ...refused, focal: 404, foreignFocal: 404 }],
    ['a part', partPage, { part: 'next' }, { revision: '9', text: 'x' }, { ...refused, focal: 409, foreignFocal: 404 }],
    ['the header', headerPage, {}, { revision: '9' }, { ...refused, focal: 409, foreignFocal: 404 }],
    ['a line', linePage, { number: '28' }, { revision: '9', status: 'BLOCKED' }, { ...refused, focal: 409, foreignFocal: 404 }],
    ['handing in', checkPage, {}, { revision: '9' }, { ...refused, focal: 409, foreignFocal: 404 }],
    ['approving', approvalPage, {}, { revision: '9' }, { ...refused, leader: 409, foreignLeader: 404 }],
    ['accepting', stepPage, { step: 'accept' }, { revision: '9' }, { ...refused, standing: 409, foreignFocal: 404, foreignLeader: 404 }],
    ['sending back', stepPage, { step: 'send-back' }, { revision: '9', reason: 'Một lý do đủ dài' }, { ...refused, leader: 409, foreignFocal: 404, foreignLeader: 404 }],
    ['taking back', stepPage, { step: 'take-back' }, { revision: '9' }, { ...refused, focal: 409, foreignFocal: 404, foreignLeader: 404 }],
    ['carrying over', carrying, {}, {}, { ...refused, focal: 409, foreignFocal: 404 }],
    ['taking a file out', fileRemoval, { file: 'x' }, {}, { ...refused, focal: 404, foreignFocal: 404 }],
    ['receiving', receipts, {}, { month: '2026-12' }, { ...refused, standing: 303 }],
  ])('of %s are taken from whom they are, and change nothing else', async (_name, route, params, form, expected) => {
    await using world = await reportWorld();
    const before = await world.row();
    const { nobody: stranger, ...found } = await answers(world, route.action, { report: world.id, ...params }, form);
    const { nobody: _, ...known } = expected;
    expect(found).toEqual(known);
    expect([302, 303]).toContain(stranger);
    expect(await world.row()).toEqual(before);
  });
});
