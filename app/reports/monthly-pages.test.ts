import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../tests/support/page.tsx';
import { temporaryFolder } from '../../tests/support/server.ts';
import { requestContext } from '../../tests/support/context.ts';
import { office, pdf } from '../../tests/world/entry-files.ts';
import { reportWorld, type ReportWorld } from '../../tests/world/monthly-reports.ts';
import type { Actor } from '../people/actor.ts';
import { listFiles } from './queries/report-content.server.ts';
import * as approvalPage from './routes/monthly-approval.tsx';
import * as carrying from './routes/monthly-carrying-over.ts';
import * as checkPage from './routes/monthly-check.tsx';
import * as drafts from './routes/monthly-drafts.ts';
import * as figures from './routes/monthly-figures.ts';
import * as fileRoute from './routes/monthly-file.ts';
import * as fileRemoval from './routes/monthly-file-removal.ts';
import * as filesPage from './routes/monthly-files.tsx';
import * as headerPage from './routes/monthly-header.tsx';
import * as linePage from './routes/monthly-line.tsx';
import * as partPage from './routes/monthly-part.tsx';
import * as reportPage from './routes/monthly-report.tsx';
import * as stepPage from './routes/monthly-step.tsx';
import * as versionPage from './routes/monthly-version.tsx';

const see = async (world: ReportWorld, module: { loader: unknown; default: () => unknown }, as: Actor, params: Record<string, string> = {}, path?: string) => {
  const { body, status, location } = await world.ask(module.loader, as, { report: world.id, ...params }, undefined, path);
  if (status !== 200) throw new Error(`${status} ${location}`);
  return drawPage(module.default as never, { data: body });
};
const send = (world: ReportWorld, module: { action: unknown }, as: Actor, params: Record<string, string>, form: Record<string, string> | [string, string][] | FormData, context = {}) => world.ask(module.action, as, { report: world.id, ...params }, form, undefined, context);

describe('who sees a report', () => {
  it('the unit and those above it, the standing agency and those who only read; for others it does not exist', async () => {
    await using world = await reportWorld();
    const status = async (as: Actor | null) => (await world.ask(reportPage.loader, as, { report: world.id })).status;
    for (const as of [world.focal, world.leader, world.standing, world.auditor, world.admin]) expect(await status(as)).toBe(200);
    for (const as of [world.foreignFocal, world.foreignLeader]) expect(await status(as)).toBe(404);
    for (const as of [world.trainer, world.reader]) expect(await status(as)).toBe(403);
    expect(await status(null)).toBe(302);
    for (const report of ['x', "' or 1=1", '😀']) expect((await world.ask(reportPage.loader, world.standing, { report })).status).toBe(404);
  });

  it('the forms are those of whoever writes', async () => {
    await using world = await reportWorld();
    for (const [module, params] of [[partPage, { part: 'direction' }], [headerPage, {}], [linePage, { number: '28' }], [filesPage, { number: '28' }], [checkPage, {}]] as const) {
      expect((await world.ask(module.loader, world.focal, { report: world.id, ...params })).status).toBe(200);
      for (const as of [world.leader, world.standing, world.auditor, world.admin]) expect((await world.ask(module.loader, as, { report: world.id, ...params })).status).toBe(403);
      expect((await world.ask(module.loader, world.foreignFocal, { report: world.id, ...params })).status).toBe(404);
    }
    expect((await world.ask(linePage.loader, world.focal, { report: world.id, number: '1' })).status).toBe(404);
    expect((await world.ask(partPage.loader, world.focal, { report: world.id, part: 'header' })).status).toBe(404);
    expect((await world.ask(stepPage.loader, world.standing, { report: world.id, step: 'constructor' })).status).toBe(404);
  });
});

describe('writing a report', () => {
  it('goes part by part to the check and to the leader', async () => {
    await using world = await reportWorld();
    const { focal, leader } = world;
    const tasks = await see(world, reportPage, focal);
    expect(tasks).toContain(`/reports/monthly/${world.id}/lines/28`);
    expect(wordsOf(tasks)).toContain('Hạn: trước ngày 15/12/2026');
    expect(wordsOf(await see(world, checkPage, focal))).toContain('Còn thiếu');
    expect((await send(world, headerPage, focal, {}, { revision: '0', sign: '1/BC', place: 'Hoa Lư', onBehalf: '', signerTitle: 'CHỦ TỊCH' })).location).toMatch(/done=saved$/);
    for (const part of ['direction', 'next']) expect((await send(world, partPage, focal, { part }, { revision: '0', text: 'Đã làm\r\nnhiều việc' })).location).toMatch(/done=saved$/);
    for (const number of ['27', '28', '41']) expect((await send(world, linePage, focal, { number }, { revision: '0', status: 'IN_PROGRESS', quantity: '1.250,5', target: '2500', measure: 'người' })).location).toMatch(/done=saved$/);
    const check = await see(world, checkPage, focal);
    expect(wordsOf(check)).toContain('1.250,5 / 2.500 người Đạt 50% chỉ tiêu');
    const revision = /name="revision" value="(\d+)"/.exec(check)?.[1] ?? '';
    expect((await send(world, checkPage, focal, {}, { revision })).location).toMatch(/done=handed-in$/);
    expect((await world.ask(partPage.loader, focal, { report: world.id, part: 'next' })).status).toBe(409);
    expect(wordsOf(await see(world, reportPage, leader))).toContain('Xem và duyệt');
    const approval = await see(world, approvalPage, leader);
    expect((await send(world, approvalPage, leader, {}, { revision: /name="revision" value="(\d+)"/.exec(approval)?.[1] ?? '' })).location).toMatch(/done=approved$/);
    expect((await world.ask(approvalPage.loader, leader, { report: world.id })).location).toBe(`/reports/monthly/${world.id}`);
    expect(wordsOf(await see(world, versionPage, world.standing, { version: '1' }))).toContain('SHA-256');
    expect((await world.ask(versionPage.loader, world.standing, { report: world.id, version: '2' })).status).toBe(404);
  });

  it('in two tabs shows both texts, and takes the next saving', async () => {
    await using world = await reportWorld();
    await send(world, partPage, world.focal, { part: 'next' }, { revision: '0', text: 'Bản của tab một' });
    const refused = await send(world, partPage, world.focal, { part: 'next' }, { revision: '0', text: 'Bản của tab hai' });
    expect(refused.status).toBe(409);
    const { body } = await world.ask(partPage.loader, world.focal, { report: world.id, part: 'next' });
    const shown = drawPage(partPage.default, { data: body, answer: refused.body });
    expect(wordsOf(shown)).toContain('Bản đang lưu');
    expect(shown).toContain('Bản của tab một');
    expect(shown).toMatch(/<textarea[^>]*>Bản của tab hai/);
    expect(shown).toContain('name="revision" value="1"');
    const line = await send(world, linePage, world.focal, { number: '28' }, { revision: '0', status: 'COMPLETED', quantity: '5' });
    expect(line.location).toMatch(/done=saved$/);
    const second = await send(world, linePage, world.focal, { number: '28' }, { revision: '0', status: 'BLOCKED', quantity: '6' });
    expect(wordsOf(drawPage(linePage.default, { data: (await world.ask(linePage.loader, world.focal, { report: world.id, number: '28' })).body, answer: second.body }))).toContain('Đã hoàn thành');
  });

  it.each<[Record<string, string>, string]>([
    [{ quantity: '-1' }, 'quantity'], [{ quantity: '1e9' }, 'quantity'], [{ quantity: '=1+1' }, 'quantity'], [{ quantity: '1.25.3' }, 'quantity'], [{ target: '0' }, 'target'], [{ status: 'DONE' }, 'status'], [{ link: 'javascript:alert(1)' }, 'link'],
    [{ link: 'data:text/html,x' }, 'link'], [{ measure: 'x'.repeat(61) }, 'measure'], [{ measure: 'a\nb' }, 'measure'], [{ evidence: 'x'.repeat(3_001) }, 'evidence'], [{ revision: 'x' }, 'revision'],
  ])('refuses a line with %j and keeps what was typed', async (bad, field) => {
    await using world = await reportWorld();
    const { status, body } = await send(world, linePage, world.focal, { number: '28' }, { revision: '0', status: 'IN_PROGRESS', comment: 'giữ lại', ...bad });
    expect([status, Object.keys((body as { faults: object }).faults)]).toEqual([422, [field]]);
    expect((body as { values: object }).values).toMatchObject({ comment: 'giữ lại', ...bad });
  });

  it('keeps hostile texts as texts, and NFD as NFC', async () => {
    await using world = await reportWorld();
    await send(world, partPage, world.focal, { part: 'direction' }, { revision: '0', text: `<script>alert("x")</script> ${'Hoà'.normalize('NFD')} 😀` });
    const shown = await see(world, checkPage, world.focal);
    expect(shown).toContain('&lt;script&gt;');
    expect(shown).not.toContain('<script>alert');
    expect(wordsOf(shown)).toContain('Hoà');
    const long = await send(world, partPage, world.focal, { part: 'next' }, { revision: '0', text: 'x'.repeat(10_001) });
    expect(long.status).toBe(422);
    const huge = await send(world, partPage, world.focal, { part: 'next' }, { revision: '0', text: 'x'.repeat(10_000_000) });
    expect(huge.status).toBe(413);
  });

  it('begins, carries over and counts with one button each; a GET on them leads back', async () => {
    await using world = await reportWorld();
    expect((await send(world, drafts, world.focal, {}, { unit: world.units.ward, month: '2026-12' })).location).toBe(`/reports/monthly/${world.id}?done=started`);
    expect((await send(world, drafts, world.focal, {}, { unit: world.units.ward, month: '2027-02' })).status).toBe(409);
    expect((await send(world, drafts, world.focal, {}, { unit: world.units.ward, month: '2026-13' })).status).toBe(422);
    expect((await send(world, carrying, world.focal, {}, {})).status).toBe(409);
    expect((await send(world, figures, world.focal, {}, {})).location).toMatch(/done=counted$/);
    expect((await send(world, figures, world.leader, {}, {})).status).toBe(403);
    for (const route of [carrying, figures]) expect((await world.ask(route.loader, world.focal, { report: world.id })).location).toBe(`/reports/monthly/${world.id}`);
  });
});

describe('files', () => {
  const form = (name: string, bytes: Buffer) => { const sent = new FormData(); sent.set('file', new File([new Uint8Array(bytes)], name)); return sent; };

  it('go up and come down as they were, only for whoever may read the report', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const context = { env: { ...requestContext(world.db, world.clock).env, DATA_DIR: folder.path } };
    expect((await send(world, filesPage, world.focal, { number: '28' }, form('minh "chứng".pdf', pdf()), context)).location).toMatch(/done=uploaded$/);
    const [file] = await listFiles(world.db, world.id);
    const answer = await world.take(fileRoute.loader, world.leader, { report: world.id, file: file?.id ?? '' }, context);
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf())).toBe(true);
    expect([answer.headers.get('content-disposition')?.startsWith('attachment'), answer.headers.get('content-security-policy'), answer.headers.get('x-content-type-options')]).toEqual([true, "sandbox; default-src 'none'", 'nosniff']);
    expect((await world.ask(fileRoute.loader, world.foreignLeader, { report: world.id, file: file?.id ?? '' }, undefined, undefined, context)).status).toBe(404);
    expect((await world.ask(fileRoute.loader, world.leader, { report: world.id, file: 'x' }, undefined, undefined, context)).status).toBe(404);
    expect((await send(world, fileRemoval, world.focal, { file: file?.id ?? '' }, {})).location).toMatch(/done=removed$/);
    expect(wordsOf(await see(world, filesPage, world.focal, { number: '28' }))).toContain('Chưa có tệp nào');
  });

  it('of the wrong kind come back with a sentence', async () => {
    await using world = await reportWorld();
    using folder = temporaryFolder();
    const context = { env: { ...requestContext(world.db, world.clock).env, DATA_DIR: folder.path } };
    for (const [name, bytes] of [['a.pptx', office('pptx')], ['a.pdf', office('docx')], ['a.exe', Buffer.from('MZ')]] as const) {
      const { status, body } = await send(world, filesPage, world.focal, { number: '28' }, form(name, bytes), context);
      expect([status, Object.keys((body as { faults: object }).faults)]).toEqual([422, ['file']]);
    }
    expect((await send(world, filesPage, world.focal, { number: '28' }, new FormData(), context)).status).toBe(422);
    expect((await send(world, filesPage, world.focal, { number: '28' }, { file: 'x' }, context)).status).toBe(422);
  });
});

describe('steps of the standing agency', () => {
  it('have a page each; one that no longer fits leads back to the report', async () => {
    await using world = await reportWorld();
    await world.fill();
    await world.walk('HAND_IN', 'SUBMIT');
    const step = (name: string, form: Record<string, string>, as = world.standing) => send(world, stepPage, as, { step: name }, form);
    const revision = async () => String((await world.row()).revision);
    expect(wordsOf(await see(world, stepPage, world.standing, { step: 'receive' }))).toContain('cơ quan thường trực đã nhận báo cáo');
    expect((await step('receive', { revision: await revision() })).location).toMatch(/done=received$/);
    expect((await world.ask(stepPage.loader, world.standing, { report: world.id, step: 'receive' })).location).toBe(`/reports/monthly/${world.id}`);
    expect((await step('return', { revision: await revision(), reason: 'ngắn' })).body).toMatchObject({ ok: false, values: { reason: 'ngắn' } });
    expect((await step('return', { revision: '0', reason: 'Cần bổ sung số liệu' })).status).toBe(409);
    expect((await step('return', { revision: await revision(), reason: 'Cần bổ sung số liệu mô hình 28' })).location).toMatch(/done=returned$/);
    expect((await step('accept', { revision: await revision() }, world.leader)).status).toBe(403);
    expect(wordsOf(await see(world, reportPage, world.focal))).toContain('Cần bổ sung số liệu mô hình 28');
  });
});
