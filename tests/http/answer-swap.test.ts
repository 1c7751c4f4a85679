import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addDocument, addAnswer, approveAnswer, editAnswer, handInAnswer, prepareSuccessors, publishAnswer } from '../../app/faq/index.server.ts';
import { databaseFile, type Db } from '../../db/client.ts';
import { freshDbAt } from '../support/db.ts';
import { testClock } from '../support/clock.ts';
import { cookieOf } from '../support/request.ts';
import { startServer, temporaryFolder } from '../support/server.ts';
import { anAnswer } from '../world/answers.ts';
import { testPorts } from '../world/calls.ts';
import { makePerson } from '../world/people.ts';

const document = 'Thông tư 64/2025/TT-BTC';
const basis = { document, article: null, effectiveFrom: null, effectiveTo: null };

/** Two answers that rest on a document which holds until the end of 2026; one of them has a successor. */
async function fill(db: Db) {
  const ports = testPorts(db, testClock('2026-12-20T01:00:00.000Z'));
  const person = (role: 'CONTENT_EDITOR' | 'ANSWER_APPRAISER' | 'CALL_AGENT') => makePerson(db, { grants: [{ role, scope: 'ALL', unitId: null }] });
  const [editor, appraiser, agent] = [await person('CONTENT_EDITOR'), await person('ANSWER_APPRAISER'), await person('CALL_AGENT')];
  await db.insertInto('faq_topic').values({ key: anAnswer.topic, title: 'Tài khoản', title_en: 'Account', position: 1 }).execute();
  const ok = async <Out extends { ok: boolean }>(outcome: Promise<Out>) => {
    const got = await outcome;
    expect(got).toMatchObject({ ok: true });
    return got as Extract<Out, { ok: true }>;
  };
  const { id: documentId } = await ok(addDocument(ports, editor, { name: document, effectiveFrom: '2025-07-01', effectiveTo: '2026-12-31' }));
  const newest = (id: string) => db.selectFrom('faq_version').selectAll().where('entry_id', '=', id).orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow();
  const appraise = async (id: string) => {
    await ok(handInAnswer(ports, editor, { entryId: id, revision: (await newest(id)).revision }));
    await ok(approveAnswer(ports, appraiser, { entryId: id, hash: (await newest(id)).hash ?? '', note: '' }));
  };
  const publish = async (slug: string) => {
    const { id } = await ok(addAnswer(ports, editor, { fields: { ...anAnswer, question: `Câu ${slug}?`, legalBasis: [basis] }, confirmedBy: null, slug }));
    await appraise(id);
    await ok(publishAnswer(ports, appraiser, { entryId: id, versionId: (await newest(id)).id, publishAt: null, withdrawAt: null }));
    return id;
  };
  const [swapped, flagged] = [await publish('co-ban-ke-tiep'), await publish('khong-co-ban-ke-tiep')];
  await ok(prepareSuccessors(ports, editor, documentId, { entryIds: [swapped], replacement: null, article: null }));
  await ok(editAnswer(ports, editor, swapped, { fields: { ...anAnswer, question: 'Câu của năm mới?', legalBasis: [] }, confirmedBy: null, revision: (await newest(swapped)).revision }));
  await appraise(swapped);
  return { editor, agent, swapped, flagged };
}

it('a running server swaps an answer in the millisecond in which its document lapses, and flags the one without a successor', async () => {
  using folder = temporaryFolder();
  const db = await freshDbAt(databaseFile(folder.path));
  const { editor, agent, swapped, flagged } = await fill(db);
  const [cookie, deskCookie] = [await cookieOf(db, editor.id, { at: '2026-12-31T16:50:00.000Z', expiresAt: '2027-01-01T05:00:00.000Z' }), await cookieOf(db, agent.id, { at: '2026-12-31T16:50:00.000Z', expiresAt: '2027-01-01T05:00:00.000Z' })];
  await db.destroy();
  const setNow = (instant: string) => {
    writeFileSync(join(folder.path, 'next'), instant);
    renameSync(join(folder.path, 'next'), join(folder.path, 'now'));
  };
  setNow('2026-12-31T16:59:59.999Z');
  await using server = await startServer({ dataDir: folder.path, entry: 'tests/support/moved-server.ts', env: { NODE_ENV: 'production', RATE_LIMITS: 'off' } });
  const read = async (id: string) => {
    const text = await (await fetch(`${server.url}/answers/${id}`, { headers: { cookie } })).text();
    return [/Đang công bố phiên bản (\d)/.exec(text)?.[1], text.includes('Căn cứ không còn hiệu lực')] as const;
  };
  /** Twenty readers at once see the same. */
  const readers = async (id: string) => [...new Set((await Promise.all(Array.from({ length: 20 }, () => read(id)))).map(String))];
  const get = async (path: string, headers: Record<string, string> = {}) => (await fetch(`${server.url}${path}`, { headers })).text();
  /** What a citizen reads, what she is offered while she types, and what an agent reads out. */
  const everywhere = async () => {
    const [page, other, offered, copy] = await Promise.all([get('/help/co-ban-ke-tiep'), get('/help/khong-co-ban-ke-tiep'), get('/help/suggestions?q=cau'), get('/desk/answers.json', { cookie: deskCookie, accept: 'application/json' })]);
    const { answers } = JSON.parse((JSON.parse(copy) as { text: string }).text) as { answers: { slug: string; number: number; lapsed: string[] }[] };
    const desk = Object.fromEntries(answers.map(({ slug, number, lapsed }) => [slug, [number, lapsed.length]]));
    return { page: [page.includes('Câu co-ban-ke-tiep?'), page.includes('Câu của năm mới?')], warned: other.includes('đã hết hiệu lực'), offered: [offered.includes('Câu co-ban-ke-tiep?'), offered.includes('Câu của năm mới?')], desk };
  };
  const [before, after] = [
    { page: [true, false], warned: false, offered: [true, false], desk: { 'co-ban-ke-tiep': [1, 0], 'khong-co-ban-ke-tiep': [1, 0] } },
    { page: [false, true], warned: true, offered: [false, true], desk: { 'co-ban-ke-tiep': [2, 0], 'khong-co-ban-ke-tiep': [1, 1] } },
  ];
  expect([await readers(swapped), await readers(flagged)]).toEqual([['1,false'], ['1,false']]);
  expect(await everywhere()).toEqual(before);
  setNow('2026-12-31T17:00:00.000Z');
  expect([await readers(swapped), await readers(flagged)]).toEqual([['2,false'], ['1,true']]);
  expect(await everywhere()).toEqual(after);
  setNow('2026-12-31T16:59:59.999Z');
  expect(await read(swapped)).toEqual(['1', false]);
  expect(await everywhere()).toEqual(before);
});
