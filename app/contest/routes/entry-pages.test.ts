import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { done, entryWorld, tooLate, type EntryWorld } from '../../../tests/world/contest-entries.ts';
import { makeOutsider } from '../../../tests/world/contests.ts';
import { visit } from '../../../tests/world/entry-visits.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { inviteMember } from '../commands/entry-team.server.ts';
import { checkReceiptFile, receiptPublicKey } from '../receipt-signature.server.ts';
import * as check from './entry-check.tsx';
import * as files from './entry-files.tsx';
import * as list from './entries.tsx';
import * as fresh from './entry-new.tsx';
import * as invitation from './invitation.tsx';
import * as key from './receipt-key.ts';
import * as leaving from './entry-leaving.ts';
import * as overview from './entry.tsx';
import * as part from './entry-part.tsx';
import * as receipt from './entry-receipt.tsx';
import * as receiptFile from './entry-receipt-file.ts';
import * as removal from './entry-member-removal.ts';
import * as team from './entry-team.tsx';
import * as withdrawal from './entry-withdrawal.tsx';

type Route = Parameters<typeof visit>[1];
const json = { accept: 'application/json' };
const at = (w: EntryWorld, tail = '') => `/contests/entries/${w.entryId}${tail}`;
const step = (w: EntryWorld, name: string, more: Partial<Parameters<typeof visit>[2]> = {}) => visit(w, (more.form ? part.action : part.loader) as Route, { as: w.lead, path: at(w, `/parts/${name}`), params: { id: w.entryId, part: name }, ...more });

describe('every page of an entry', () => {
  it('can be drawn in both languages, empty and full, open and closed, without a fault', async () => {
    await using w = await entryWorld();
    await w.join({ fullName: 'Lê Quý Đôn' });
    await done(inviteMember(w.ports, w.lead, w.entryId, { email: 'moi@vi-du.invalid', fullName: 'Người "Mới" <b>' }));
    const pages = async () => {
      for (const [module, path, params] of [[overview, '', {}], [team, '/team', {}], [files, '/files', {}], [check, '/check', {}], [withdrawal, '/withdrawal', {}], ...['summary', 'problem', 'data'].map((name) => [part, `/parts/${name}`, { part: name }] as const)] as const) {
        const { body, status } = await visit(w, module.loader as Route, { as: w.lead, path: at(w, path), params: { id: w.entryId, ...params } });
        expect(status).toBe(200);
        for (const locale of ['vi', 'en'] as const) expect([path, pageFaults(renderRoute(module, { data: body, path: at(w, path), locale }))]).toEqual([path, []]);
      }
    };
    await pages();
    await w.fill();
    await w.attach('Thuyết minh (bản 2).pdf');
    await w.handIn();
    await pages();
    w.clock.set(tooLate);
    await pages();
    const { body } = await visit(w, list.loader as Route, { as: w.lead, path: '/contests/entries' });
    expect(pageFaults(renderRoute(list, { data: body, path: '/contests/entries' }))).toEqual([]);
    expect(wordsOf(drawPage(list.default, { data: body }))).toContain('Đã nộp lần 1');
  });

  it('is not there for anybody outside the team, and asks strangers to sign in', async () => {
    await using w = await entryWorld();
    await w.fill();
    await w.handIn();
    const others = [await makeOutsider(w.db), await makePerson(w.db, { grants: [{ role: 'CONTEST_ORGANISER', scope: 'ALL', unitId: null }] })];
    for (const module of [overview, team, files, check, withdrawal, receipt, receiptFile, part] as { loader: unknown }[]) {
      const ask = (as: (typeof others)[number] | null) => visit(w, module.loader as Route, { as, path: at(w), params: { id: w.entryId, part: 'plan', version: '1' } });
      for (const other of others) expect((await ask(other)).status).toBe(404);
      expect((await ask(null)).status).toBe(302);
    }
  });
});

describe('a step', () => {
  it('is saved by its form and by its script, and goes on to the next', async () => {
    await using w = await entryWorld();
    expect(await step(w, 'problem', { form: { body: 'Ngập úng', revision: '0', next: 'on' } })).toMatchObject({ status: 303, location: at(w, '/parts/solution') });
    expect(await step(w, 'plan', { form: { body: 'Kế hoạch', revision: '0' } })).toMatchObject({ status: 303, location: at(w, '/parts/plan?done=saved') });
    expect(await step(w, 'plan', { form: { body: 'Kế hoạch 2', revision: '1' }, headers: json })).toMatchObject({ status: 200, body: { ok: true, revision: 2 } });
    expect(await step(w, 'plan', { form: { body: 'muộn', revision: '1' }, headers: json })).toMatchObject({ status: 409, body: { ok: false, conflict: { body: 'Kế hoạch 2', revision: 2 } } });
  });

  it('shows both texts when another tab was faster, and the second sending replaces what was seen', async () => {
    await using w = await entryWorld();
    await step(w, 'problem', { form: { body: 'tab nhanh <script>', revision: '0' } });
    const refused = await step(w, 'problem', { form: { body: 'tab chậm "có dấu"', revision: '0' } });
    expect(refused.status).toBe(409);
    const { body: data } = await step(w, 'problem');
    const html = renderRoute(part, { data, sent: refused.body, path: at(w, '/parts/problem') });
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain('tab nhanh &lt;script&gt;');
    expect(html).toMatch(/<textarea[^>]*>tab chậm &quot;có dấu&quot;<\/textarea>/);
    expect(html).toMatch(/name="revision" value="1"/);
    expect(await step(w, 'problem', { form: { body: 'tab chậm "có dấu"', revision: '1' } })).toMatchObject({ status: 303 });
  });

  it('says how long a text may be and keeps all of it; ten megabytes are refused unread', async () => {
    await using w = await entryWorld();
    const long = await step(w, 'summary', { form: { title: 'Tên', track: '', entryRevision: '1', body: 'ữ'.repeat(1_501), revision: '0' } });
    expect([long.status, long.faults['body']]).toEqual([422, 'Nhiều nhất 1500 ký tự; Anh/Chị đã viết 1501 ký tự. Chữ đã viết vẫn còn nguyên bên dưới.']);
    expect((long.body as { values: { body: string; title: string } }).values).toMatchObject({ body: 'ữ'.repeat(1_501), title: 'Tên' });
    expect((await step(w, 'problem', { form: { body: 'x'.repeat(10_000_000), revision: '0' } })).status).toBe(413);
    expect(await w.db.selectFrom('entry_part').selectAll().execute()).toEqual([]);
  });

  it.each<[string, [string, string][]]>([['no revision', [['body', 'x']]], ['a revision that is none', [['body', 'x'], ['revision', '-1']]], ['an array for a text', [['body[]', 'x'], ['revision', '0']]], ['nothing', []]])('with %s is refused', async (_what, form) => {
    await using w = await entryWorld();
    expect((await step(w, 'problem', { form })).status).toBe(422);
  });

  it('takes quotes, HTML, decomposed letters and signs as words', async () => {
    await using w = await entryWorld();
    const text = `'; drop table entry; -- "<script>alert(1)</script>" ${'Thuỳ'.normalize('NFD')} 😀\r\n{{ten}}`;
    await step(w, 'problem', { form: { body: text, revision: '0' } });
    expect((await w.db.selectFrom('entry_part').select('body').executeTakeFirstOrThrow()).body).toBe(`'; drop table entry; -- "<script>alert(1)</script>" Thuỳ 😀\n{{ten}}`);
    const { body } = await step(w, 'problem');
    expect(renderRoute(part, { data: body, path: at(w, '/parts/problem') })).not.toContain('<script>alert');
  });

  it('does not exist under another name', async () => {
    await using w = await entryWorld();
    for (const name of ['constructor', 'team', 'SUMMARYX', '__proto__']) expect((await step(w, name)).status).toBe(404);
  });

  it('warns of what looks like a state secret, on the page as saved and as typed', async () => {
    await using w = await entryWorld();
    await step(w, 'problem', { form: { body: 'TUYỆT MẬT', revision: '0' } });
    const { body } = await step(w, 'problem');
    expect(wordsOf(renderRoute(part, { data: body, path: at(w, '/parts/problem') }))).toContain('Có dấu hiệu của bí mật nhà nước');
  });

  it('is kept for its writer when her session has expired, and arrives after she has signed in again', async () => {
    await using w = await entryWorld();
    const person = await makeOutsider(w.db);
    w.clock.pass({ seconds: 1 });
    await step(w, 'problem', { as: w.lead });
    await w.db.updateTable('session').set({ expires_at: w.clock.now().toISOString() }).execute();
    const answer = await step(w, 'problem', { form: { body: 'đang viết dở', revision: '0' } });
    expect([answer.status, answer.location?.includes(encodeURIComponent('/held/'))]).toEqual([303, true]);
    const held = await w.db.selectFrom('held_form').selectAll().executeTakeFirstOrThrow();
    expect([held.user_id, held.path, new URLSearchParams(held.body).get('body')]).toEqual([w.lead.id, at(w, '/parts/problem'), 'đang viết dở']);
    expect((await step(w, 'problem', { form: { body: 'x', revision: '0' }, headers: json })).status).toBe(401);
    expect(person.id).not.toBe(held.user_id);
  });
});

describe('beginning', () => {
  it('leads to the first step, and without a profile to the profile', async () => {
    await using w = await entryWorld();
    const begin = (as: Parameters<typeof visit>[2]['as'], form?: Record<string, string>) => visit(w, (form ? fresh.action : fresh.loader) as Route, { as, path: `/contests/${w.contest.slug}/entries/new`, params: { slug: w.contest.slug }, ...(form ? { form } : {}) });
    expect((await begin(w.lead, { title: '  Một   bài ', track: w.contest.tracks[0] ?? '' })).location).toMatch(/^\/contests\/entries\/[\w-]+\/parts\/summary$/);
    expect((await begin(w.lead, { title: '   ' })).status).toBe(422);
    expect((await begin(w.lead, { title: 'x'.repeat(201) })).status).toBe(422);
    const someone = await makeOutsider(w.db, { isNew: true });
    const { body } = await begin(someone);
    expect(drawPage(fresh.default, { data: body })).toContain('/contests/profile?next=');
    expect((await begin(someone, { title: 'x' })).status).toBe(422);
    w.clock.set(tooLate);
    expect((await begin(w.lead, { title: 'x' })).status).toBe(409);
    expect(wordsOf(drawPage(fresh.default, { data: (await begin(w.lead)).body }))).toContain('Đã hết hạn nộp bài');
  });
});

describe('handing in', () => {
  const send = (w: EntryWorld, more: Record<string, string> = {}) => visit(w, check.action as Route, { as: w.lead, path: at(w, '/check'), params: { id: w.entryId }, form: { key: '01234567890', rulesId: w.contest.rulesId, agreesRules: 'on', agreesData: 'on', ...more } });

  it('needs both boxes, and leads to a receipt that can be downloaded and checked', async () => {
    await using w = await entryWorld();
    await w.fill();
    for (const box of ['agreesRules', 'agreesData']) {
      const refused = await send(w, { [box]: '' });
      expect([refused.status, refused.faults[box]]).toEqual([422, 'Cần đánh dấu đồng ý để tiếp tục.']);
    }
    expect(await send(w)).toMatchObject({ status: 303, location: at(w, '/receipt/1') });
    expect(await send(w)).toMatchObject({ status: 303, location: at(w, '/receipt/1') });
    const file = await visit(w, receiptFile.loader as Route, { as: w.lead, path: at(w, '/receipt/1/file'), params: { id: w.entryId, version: '1' } });
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="bien-nhan-CT\d+-0001-1\.json"/);
    const published = await visit(w, key.loader as Route, { as: null, path: '/contests/receipt-key' });
    const { publicKey } = published.body as { publicKey: string };
    expect(publicKey).toBe(receiptPublicKey(w.ports.secret));
    expect(checkReceiptFile(file.bytes.toString('utf8'), publicKey)).toMatchObject({ ok: true });
    const { body } = await visit(w, receipt.loader as Route, { as: w.lead, path: at(w, '/receipt/1'), params: { id: w.entryId, version: '1' } });
    const html = renderRoute(receipt, { data: body, path: at(w, '/receipt/1') });
    expect([pageFaults(html), html.includes('23/11/2026 08:00:00')]).toEqual([[], true]);
    for (const version of ['2', '0', 'x', '-1']) expect((await visit(w, receipt.loader as Route, { as: w.lead, path: at(w), params: { id: w.entryId, version } })).status).toBe(404);
  });

  it('says what is missing by step, with links that lead somewhere', async () => {
    await using w = await entryWorld();
    const refused = await send(w);
    expect([refused.status, refused.faults['problem']]).toEqual([422, 'Phần này còn trống.']);
    const { body } = await visit(w, check.loader as Route, { as: w.lead, path: at(w, '/check'), params: { id: w.entryId } });
    const html = renderRoute(check, { data: body, sent: refused.body, path: at(w, '/check') });
    for (const field of Object.keys(refused.faults)) expect(html).toContain(`id="${field}"`);
  });

  it('is refused a second late with the reason and the second', async () => {
    await using w = await entryWorld();
    await w.fill();
    w.clock.set(tooLate);
    const refused = await send(w);
    expect([refused.status, refused.faults['late']]).toEqual([409, expect.stringContaining('lúc 01/01/2027 00:00:00')]);
  });
});

describe('the team’s pages', () => {
  it('invite, remove and let go', async () => {
    await using w = await entryWorld();
    const person = await makeOutsider(w.db);
    const invite = (form: Record<string, string>) => visit(w, team.action as Route, { as: w.lead, path: at(w, '/team'), params: { id: w.entryId }, form });
    for (const email of ['', 'x', 'a@b', 'a@vi-du.invalid,b@vi-du.invalid', 'a@vi-du.invalid\nBcc: b@vi-du.invalid', `${'x'.repeat(300)}@vi-du.invalid`]) expect((await invite({ fullName: 'A', email })).status).toBe(422);
    expect(await invite({ fullName: 'A', email: person.email })).toMatchObject({ status: 303, location: at(w, '/team?done=invited') });
    const message = await w.db.selectFrom('message').select('content').where('source_id', 'like', 'entry-invitation:%').executeTakeFirstOrThrow();
    const token = /invitations\/([\w-]+)/.exec(message.content)?.[1] ?? '';
    const answer = (form?: Record<string, string>) => visit(w, (form ? invitation.action : invitation.loader) as Route, { as: person, path: `/contests/invitations/${token}`, params: { token }, ...(form ? { form } : {}) });
    expect(pageFaults(renderRoute(invitation, { data: (await answer()).body, path: `/contests/invitations/${token}` }))).toEqual([]);
    expect((await answer({ answer: 'accept' })).status).toBe(422);
    expect((await answer({ answer: 'maybe', agrees: 'on' })).status).toBe(422);
    expect(await answer({ answer: 'accept', agrees: 'on' })).toMatchObject({ status: 303, location: at(w) });
    expect((await answer()).status).toBe(404);
    expect(await visit(w, leaving.action as Route, { as: w.lead, path: at(w, '/team/leaving'), params: { id: w.entryId }, form: {} })).toMatchObject({ status: 409 });
    const member = await w.db.selectFrom('entry_member').select('id').where('user_id', '=', person.id).executeTakeFirstOrThrow();
    const remove = (as: Parameters<typeof visit>[2]['as']) => visit(w, removal.action as Route, { as, path: at(w), params: { id: w.entryId, member: member.id }, form: {} });
    expect((await remove(person)).status).toBe(403);
    expect((await remove(w.lead)).status).toBe(303);
    expect((await visit(w, overview.loader as Route, { as: person, path: at(w), params: { id: w.entryId } })).status).toBe(404);
  });
});
