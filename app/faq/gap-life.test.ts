import { describe, expect, it } from 'vitest';
import { makeAnswer } from '../../tests/world/answers.ts';
import { call } from '../../tests/world/calls.ts';
import { ask, gapDesk } from '../../tests/world/gaps.ts';
import { makeSession, makeUnit } from '../../tests/world/people.ts';
import { makeTicket } from '../../tests/world/tickets.ts';
import { newId } from '../platform/ids.ts';
import { decideGap } from './commands/decide-gap.server.ts';
import { gapPage, listGaps } from './queries/gaps.server.ts';
import { getTicket, listTickets } from './queries/tickets.server.ts';
import { listQuery } from './forms/tickets.ts';
import * as decision from './routes/gap-decision.tsx';
import * as list from './routes/gaps.tsx';

const all = { signal: '', topic: '', spikes: false } as const;
describe('gaps', () => {
  it('join every sign that an answer was missing, put wordings together and leave out what was answered', async () => {
    await using w = await gapDesk();
    const { versionId } = await makeAnswer(w.db, { question: 'Phí cấp đổi thẻ căn cước là bao nhiêu?' });
    await ask(w.db, 'Đổi số điện thoại VNeID', { at: w.ago(1) });
    await ask(w.db, 'doi so dien thoai vneid', { at: w.ago(2), source: 'DESK' });
    await ask(w.db, 'đổi số điện thoại trên vneid', { at: w.ago(9), results: 4, outcome: 'AGAIN' });
    await ask(w.db, 'cấp đổi thẻ căn cước', { at: w.ago(1), results: 2, opened: versionId });
    await ask(w.db, 'câu của tháng trước nữa', { at: w.ago(31) });
    await ask(w.db, '???', { at: w.ago(1) });
    await w.db.insertInto('faq_feedback').values({ id: newId(), version_id: versionId, is_helpful: 0, reason: 'OUTDATED', comment: 'Mức phí cũ', source: 'PUBLIC', at: w.ago(1) }).execute();
    const rows = await w.gaps();
    expect(rows.map((row) => [row.words, row.count, row.signals, row.thisWeek, row.weekBefore])).toEqual([
      ['doi so dien thoai vneid', 3, { NO_RESULT: 1, NO_CLICK: 1, DESK: 1 }, 2, 1],
      ['Phí cấp đổi thẻ căn cước là bao nhiêu?', 1, { NOT_HELPFUL: 1 }, 1, 0],
    ]);
    expect(rows[1]?.near).toMatchObject({ topic: 'tai-khoan' });
    expect((await w.gaps({ ...all, signal: 'DESK' })).length).toBe(1);
    expect((await w.gaps({ ...all, topic: 'tai-khoan' })).length).toBe(1);
    expect((await w.gaps({ ...all, spikes: true })).length).toBe(0);
    expect((await gapPage(w.db, 'phi cap doi the can cuoc la bao nhieu', w.moment(), 'vi'))?.comments).toMatchObject([{ comment: 'Mức phí cũ', reason: 'OUTDATED' }]);
  });

  it('count results that nobody opened only when the asker says that none fits, or asks again', async () => {
    await using w = await gapDesk();
    const { versionId } = await makeAnswer(w.db);
    await ask(w.db, 'không nói gì', { at: w.ago(1), results: 2 });
    await ask(w.db, 'đã đủ', { at: w.ago(1), results: 2, outcome: 'ENOUGH' });
    await ask(w.db, 'mở rồi hỏi lại', { at: w.ago(1), results: 2, outcome: 'AGAIN', opened: versionId });
    await ask(w.db, 'chẳng câu nào', { at: w.ago(1), results: 2, outcome: 'NONE' });
    await ask(w.db, 'thay lời khác', { at: w.ago(1), results: 2, outcome: 'AGAIN' });
    expect((await w.gaps()).map(({ words, signals }) => [words, signals])).toEqual([['chẳng câu nào', { NO_CLICK: 1 }], ['thay lời khác', { NO_CLICK: 1 }]]);
  });

  it('show a spike, and communes only with ten askings', async () => {
    await using w = await gapDesk();
    const [big, small] = [await makeUnit(w.db, { name: 'Phường Lớn' }), await makeUnit(w.db, { name: 'Xã Nhỏ' })];
    for (let at = 0; at < 10; at += 1) await ask(w.db, 'mất sim có mất VNeID không', { at: w.ago(1), unitId: big });
    for (let at = 0; at < 9; at += 1) await ask(w.db, 'mất sim có mất VNeID không', { at: w.ago(1), unitId: small });
    expect((await w.gaps({ ...all, spikes: true })).map((row) => row.isSpike)).toEqual([true]);
    // Nine alone could be subtracted from the total, so the ten join them.
    expect((await gapPage(w.db, 'mat sim co mat vneid khong', w.moment(), 'vi'))?.communes).toEqual({ shown: [], rest: 19 });
  });

  it('can be seen for one commune, from ten askings of one question on, and not where the rest could be subtracted', async () => {
    await using w = await gapDesk();
    const [big, second, small] = [await makeUnit(w.db, { name: 'Phường Lớn' }), await makeUnit(w.db, { name: 'Phường Hai' }), await makeUnit(w.db, { name: 'Xã Nhỏ' })];
    const times = async (count: number, words: string, unitId: string) => {
      for (let at = 0; at < count; at += 1) await ask(w.db, words, { at: w.ago(1), unitId });
    };
    await times(11, 'mất sim', big);
    await times(10, 'quên mật khẩu', big);
    await times(9, 'quên mật khẩu', small);
    await times(9, 'đổi thẻ', second);
    const of = async (commune: string) => (await w.gaps({ ...all, commune })).map((row) => row.words);
    expect([await of(big), await of(second), await of(small), (await of('')).length, await of('none')]).toEqual([['mất sim'], [], [], 3, []]);
    expect((await listGaps(w.db, w.moment(), all)).communes).toEqual([{ id: big, name: 'Phường Lớn' }]);
  });

  it('become a draft with the words of those who asked, once; they come back when asked after its publication', async () => {
    await using w = await gapDesk();
    await makeAnswer(w.db);
    for (const words of ['Đổi số điện thoại VNeID', 'Đổi số điện thoại VNeID', 'đổi số điện thoại trên vneid thế nào']) await ask(w.db, words, { at: w.ago(1) });
    const asked = await makeTicket(w.db, w.clock, w.agent, { kind: 'QUESTION', summary: 'Đổi số điện thoại trên VNeID' });
    const made = await decideGap(w.ports, w.editor, 'doi so dien thoai vneid', { resolution: 'DRAFT', topic: 'tai-khoan' });
    const entryId = made.ok ? made.entryId : null;
    expect(await w.db.selectFrom('faq_version').select(['question', 'variants', 'hash', 'confidence']).where('entry_id', '=', entryId).executeTakeFirstOrThrow()).toEqual({ question: 'Đổi số điện thoại VNeID', variants: '["đổi số điện thoại trên vneid thế nào"]', hash: null, confidence: 'C' });
    expect(await decideGap(w.ports, w.editor, 'doi so dien thoai vneid', { resolution: 'DRAFT', topic: 'tai-khoan' })).toMatchObject({ ok: false });
    w.clock.pass({ days: 1 });
    await ask(w.db, 'Đổi số điện thoại VNeID', { at: w.moment().at });
    expect(await w.gaps()).toEqual([]);
    const seen = { actor: w.officer, secret: 'test-secret', now: w.moment().at, ...w.moment() };
    expect((await listTickets(w.db, seen, listQuery.parse({ view: 'answerable' }))).count).toBe(0);
    const { versionId } = await makeAnswer(w.db, { entryId: entryId ?? '', question: 'Đổi số điện thoại VNeID?', publishAt: w.moment().at });
    await w.db.updateTable('faq_publication').set({ created_at: w.moment().at }).where('version_id', '=', versionId).execute();
    w.clock.pass({ minutes: 1 });
    const after = { ...seen, now: w.moment().at };
    expect((await listTickets(w.db, after, listQuery.parse({ view: 'answerable' }))).rows.map((row) => row.id)).toEqual([asked]);
    expect((await getTicket(w.db, asked, after)).found).toBe('Đổi số điện thoại VNeID?');
    expect((await w.gaps()).map((row) => row.count)).toEqual([1]);
  });

  it('add their words to the next draft of an answer, and change nothing that is shown', async () => {
    await using w = await gapDesk();
    const { entryId, versionId, slug } = await makeAnswer(w.db, { legalBasis: [{ document: 'Luật Căn cước', article: 'Điều 3', effectiveFrom: null, effectiveTo: null }] });
    await ask(w.db, 'làm mức hai ở xã nào cũng được à', { at: w.ago(1) });
    expect(await decideGap(w.ports, w.editor, 'lam muc hai o xa nao cung duoc a', { resolution: 'LINKED', slug: 'khong-co' })).toMatchObject({ ok: false, faults: { slug: {} } });
    expect(await decideGap(w.ports, w.editor, 'lam muc hai o xa nao cung duoc a', { resolution: 'LINKED', slug })).toEqual({ ok: true, entryId });
    const versions = await w.db.selectFrom('faq_version').select(['id', 'number', 'variants', 'hash']).where('entry_id', '=', entryId).orderBy('number').execute();
    expect(versions.map((row) => [row.number, JSON.parse(row.variants), row.hash === null])).toEqual([[1, ['Làm định danh mức 2 chỗ nào'], false], [2, ['Làm định danh mức 2 chỗ nào', 'làm mức hai ở xã nào cũng được à'], true]]);
    expect(versions[0]?.id).toBe(versionId);
    expect((await w.db.selectFrom('faq_legal_basis').select('article').where('version_id', '=', versions[1]?.id ?? '').execute()).length).toBe(1);
    w.clock.pass({ minutes: 1 });
    await ask(w.db, 'cấp mức hai cho người già ở nhà', { at: w.ago(0.0001) });
    await decideGap(w.ports, w.editor, 'cap muc hai cho nguoi gia o nha', { resolution: 'LINKED', slug });
    expect((await w.db.selectFrom('faq_version').select('revision').where('entry_id', '=', entryId).orderBy('number').execute()).map((row) => row.revision)).toEqual([0, 1]);
  });

  it('come in pages of which none is out of reach', async () => {
    await using w = await gapDesk();
    // Wordings without a word in common, so that each is a question of its own.
    for (let at = 0; at < 27; at += 1) await ask(w.db, `ma${String.fromCharCode(97 + at % 26)}${at > 25 ? 'x' : ''}q`, { at: w.ago(1) });
    const on = async (page: number) => listGaps(w.db, w.moment(), { ...all, page });
    const [one, two, beyond] = [await on(1), await on(2), await on(99)];
    expect([one.rows.length, two.rows.length, one.count, one.pages, beyond.page]).toEqual([25, 2, 27, 2, 2]);
    expect(new Set([...one.rows, ...two.rows].map((row) => row.fold)).size).toBe(27);
  });

  it('are closed with a reason by editors only, and the address takes anything', async () => {
    await using w = await gapDesk();
    await ask(w.db, '<b>xổ số hôm nay</b>', { at: w.ago(1) });
    const token = async (who = w.editor) => makeSession(w.db, { ...who, sessionId: newId() }, w.clock.now().toISOString());
    const send = async (form: Record<string, string>, who = w.editor) => (await call(decision.action as never, { db: w.db, clock: w.clock, path: '/answers/gaps/decision', token: await token(who), form })).status;
    const see = async (route: unknown, path: string, who = w.editor) => (await call(route as never, { db: w.db, clock: w.clock, path, token: await token(who) })).status;
    const [{ fold: q } = { fold: '' }] = await w.gaps();
    expect([await see(list.loader, '/answers/gaps?signal=x&topic=%27--&spikes=1&done=constructor'), await see(list.loader, '/answers/gaps', w.agent), await see(decision.loader, `/answers/gaps/decision?q=${encodeURIComponent(q)}`), await see(decision.loader, '/answers/gaps/decision?q=%25'), await see(decision.loader, '/answers/gaps/decision')]).toEqual([200, 403, 200, 404, 404]);
    expect([await send({ q, resolution: 'CLOSED', reason: ' ' }), await send({ q, resolution: 'OPENED' }), await send({ q, resolution: 'DRAFT', topic: 'khong-co' }), await send({ q: 'khong co', resolution: 'CLOSED', reason: 'Không thuộc phạm vi' }), await send({ q, resolution: 'CLOSED', reason: 'Không thuộc phạm vi' }, w.officer)]).toEqual([422, 422, 422, 409, 403]);
    expect([await send({ q, resolution: 'CLOSED', reason: 'Không thuộc phạm vi' }), (await w.gaps()).length]).toEqual([303, 0]);
    expect(await w.db.selectFrom('audit_event').select(['action', 'object_type']).where('object_type', '=', 'gap').execute()).toEqual([{ action: 'gap.closed', object_type: 'gap' }]);
  });
});
