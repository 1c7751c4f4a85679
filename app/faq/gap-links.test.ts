import { beforeEach, describe, expect, it } from 'vitest';
import { makeAnswer } from '../../tests/world/answers.ts';
import { aCall } from '../../tests/world/call-desk.ts';
import { ask, gapDesk } from '../../tests/world/gaps.ts';
import { makeTicket } from '../../tests/world/tickets.ts';
import { newId } from '../platform/ids.ts';
import { fold } from '../platform/text/fold.ts';
import { saveCall } from './commands/call-save.server.ts';
import { decideGap, type GapDecision } from './commands/decide-gap.server.ts';
import { publishAnswer } from './commands/publish-answer.server.ts';
import { retireAnswer } from './commands/retire-answer.server.ts';
import { discardDraft } from './commands/write-answer.server.ts';
import { answerForm } from './forms/answer-form.ts';
import { listQuery } from './forms/tickets.ts';
import { newestText } from './queries/desk-entry.server.ts';
import { gapPage } from './queries/gaps.server.ts';
import { getTicket, listTickets } from './queries/tickets.server.ts';

const question = 'Mất sim có mất VNeID không?';
const folded = 'mat sim co mat vneid khong';
let w: Awaited<ReturnType<typeof gapDesk>>;
beforeEach(async () => {
  w = await gapDesk();
  return () => w.db.destroy();
});
const decide = (decision: GapDecision, of = folded) => decideGap(w.ports, w.editor, of, decision);
const reader = () => ({ actor: w.officer, secret: 'test-secret', now: w.moment().at, ...w.moment() });
const answerable = async () => (await listTickets(w.db, reader(), listQuery.parse({ view: 'answerable' }))).rows.map(({ id }) => id);
/** Asked anew a minute after whatever was done before. */
const askLater = async (words = question) => {
  w.clock.pass({ minutes: 1 });
  await ask(w.db, words, { at: w.moment().at, results: 2, outcome: 'NONE' });
};
const unhelpful = (versionId: string, comment: string | null = null) =>
  w.db.insertInto('faq_feedback').values({ id: newId(), version_id: versionId, is_helpful: 0, reason: 'UNCLEAR', comment, source: 'PUBLIC', at: w.moment().at }).execute();

describe('a gap for which there was an answer all along', () => {
  it('lets who waits be told at once, in the words that are shown', async () => {
    const { slug } = await makeAnswer(w.db, { question: 'Thuê bao bị mất thì tài khoản ra sao?' });
    await ask(w.db, question, { at: w.ago(1) });
    const waits = await makeTicket(w.db, w.clock, w.agent, { kind: 'QUESTION', summary: question });
    expect([await answerable(), (await getTicket(w.db, waits, reader())).found]).toEqual([[], null]);
    expect(await decide({ resolution: 'LINKED', slug })).toMatchObject({ ok: true });
    expect([await answerable(), (await getTicket(w.db, waits, reader())).found]).toEqual([[waits], 'Thuê bao bị mất thì tài khoản ra sao?']);
  });

  it('lets nobody be told what was withdrawn or is not shown yet, until the second in which it is', async () => {
    const { slug } = await makeAnswer(w.db, { publishAt: '2026-11-23T01:00:01.000Z' });
    await ask(w.db, question, { at: w.ago(1) });
    const waits = await makeTicket(w.db, w.clock, w.agent, { kind: 'QUESTION', summary: question });
    await decide({ resolution: 'LINKED', slug });
    expect(await answerable()).toEqual([]);
    w.clock.pass({ seconds: 1 });
    expect(await answerable()).toEqual([waits]);
    await w.db.updateTable('faq_publication').set({ withdraw_at: '2026-11-23T01:00:02.000Z' }).execute();
    w.clock.pass({ seconds: 1 });
    expect([await answerable(), (await getTicket(w.db, waits, reader())).found]).toEqual([[], null]);
  });

  it('is a gap again for who asks later, when the answer had those words already', async () => {
    const { slug, versionId } = await makeAnswer(w.db, { question });
    await ask(w.db, question, { at: w.ago(1), results: 3, outcome: 'NONE' });
    await decide({ resolution: 'LINKED', slug });
    expect((await w.db.selectFrom('faq_version').select('id').execute()).map(({ id }) => id)).toEqual([versionId]);
    expect(await w.gaps()).toEqual([]);
    await askLater();
    expect((await w.gaps()).map(({ count }) => count)).toEqual([1]);
  });

  it('waits quietly for the draft with the new words, and is a gap again when that is thrown away', async () => {
    const { slug, entryId } = await makeAnswer(w.db);
    await ask(w.db, question, { at: w.ago(1) });
    await decide({ resolution: 'LINKED', slug });
    await askLater();
    expect(await w.gaps()).toEqual([]);
    expect(await discardDraft(w.ports, w.editor, entryId, 0)).toEqual({ ok: true });
    expect((await w.gaps()).map(({ words }) => words)).toEqual([question]);
  });

  it('is a gap again once its answer is retired, also one that was never published', async () => {
    await makeAnswer(w.db);
    await ask(w.db, question, { at: w.ago(1) });
    const made = await decide({ resolution: 'DRAFT', topic: 'tai-khoan' });
    await askLater();
    expect(await w.gaps()).toEqual([]);
    const appraiser = await w.person('ANSWER_APPRAISER');
    expect(await retireAnswer(w.ports, appraiser, { entryId: made.ok ? (made.entryId ?? '') : '', reason: 'Trùng với câu khác' })).toEqual({ ok: true });
    expect((await w.gaps()).map(({ words }) => words)).toEqual([question]);
  });

  it('cannot be linked to an answer out of use, nor by words that nobody asked', async () => {
    const { slug } = await makeAnswer(w.db);
    await w.db.updateTable('faq_entry').set({ retired_at: w.ago(1) }).where('slug', '=', slug).execute();
    await ask(w.db, question, { at: w.ago(1) });
    expect(await decide({ resolution: 'LINKED', slug })).toMatchObject({ ok: false, faults: { slug: {} } });
    for (const of of ['', ' ', '%', `${folded}' or '1'='1`, '__proto__']) expect(await decide({ resolution: 'CLOSED', reason: 'Không' }, of)).toMatchObject({ ok: false, faults: { form: {} } });
    expect(await w.db.selectFrom('gap').selectAll().execute()).toEqual([]);
  });
});

describe('what readers found not helpful', () => {
  it('is decided together with the same question as others typed it', async () => {
    const { slug, versionId } = await makeAnswer(w.db, { question });
    for (const words of ['mất sim có mất vneid không', 'MAT SIM CO MAT VNEID KHONG']) await ask(w.db, words, { at: w.ago(1) });
    await unhelpful(versionId, 'Không nói rõ sim trả sau');
    expect((await w.gaps()).map(({ count, signals }) => [count, signals])).toEqual([[3, { NO_RESULT: 2, NOT_HELPFUL: 1 }]]);
    expect((await gapPage(w.db, folded, w.moment(), 'vi'))?.comments).toMatchObject([{ comment: 'Không nói rõ sim trả sau' }]);
    await decide({ resolution: 'LINKED', slug });
    expect(await w.gaps()).toEqual([]);
  });

  it('counts once for every version of one question, and no more once it is older than thirty days', async () => {
    const { entryId, versionId } = await makeAnswer(w.db, { question });
    const second = await makeAnswer(w.db, { entryId, question: 'Mất sim có mất VNeID không', publishAt: w.ago(2) });
    await unhelpful(versionId);
    await unhelpful(second.versionId);
    expect((await w.gaps()).map(({ count }) => count)).toEqual([2]);
    w.clock.pass({ days: 30 });
    expect(await w.gaps()).toEqual([]);
  });

  it('returns for the version that was published because of it, not before', async () => {
    const { slug, entryId, versionId } = await makeAnswer(w.db, { question });
    await ask(w.db, 'mất sim trả sau có mất vneid không', { at: w.ago(1) });
    await unhelpful(versionId);
    await decide({ resolution: 'LINKED', slug });
    w.clock.pass({ minutes: 1 });
    await unhelpful(versionId);
    expect(await w.gaps()).toEqual([]);
    await w.db.deleteFrom('faq_author').execute();
    const { id } = await w.db.selectFrom('faq_version').select('id').where('entry_id', '=', entryId).where('hash', 'is', null).executeTakeFirstOrThrow();
    await w.db.updateTable('faq_version').set({ hash: 'x', submitted_at: w.moment().at }).where('id', '=', id).execute();
    await w.db.insertInto('faq_approval').values({ id: newId(), version_id: id, hash: 'x', approved_by: null, note: '', approved_at: w.moment().at }).execute();
    const published = await publishAnswer(w.ports, await w.person('ANSWER_APPRAISER'), { entryId, versionId: id, publishAt: null, withdrawAt: null });
    expect(published).toMatchObject({ ok: true });
    expect((await w.gaps()).map(({ signals }) => signals)).toEqual([{ NOT_HELPFUL: 1 }]);
  });
});

describe('a call without an answer', () => {
  it.each(['😡😡', '???', '…', '👨‍👩‍👧', '\u0301', '   ', '—!'])('is refused when all that was written down is %j', async (words) => {
    const saved = await saveCall(w.ports, w.agent, aCall({ question: words, wrap: 'NOT_FOUND' }));
    expect(saved).toMatchObject({ ok: false, faults: { question: {} } });
    expect([await w.db.selectFrom('faq_search').selectAll().execute(), await w.db.selectFrom('call_record').selectAll().execute()]).toEqual([[], []]);
  });

  it('stands among the gaps by its words, and leaves them when it ends otherwise after all', async () => {
    const wrapped = { question: '😡 Mất sim <b>có</b> mất VNeID không', wrap: 'NOT_FOUND' } as const;
    expect(await saveCall(w.ports, w.agent, aCall(wrapped))).toMatchObject({ ok: true });
    expect((await w.gaps()).map(({ fold, words, signals }) => [fold, words, signals])).toEqual([['mat sim b co b mat vneid khong', wrapped.question, { DESK: 1 }]]);
    expect(await saveCall(w.ports, w.agent, aCall({ ...wrapped, revision: 2, wrap: 'ANSWERED' }))).toMatchObject({ ok: true });
    expect(await w.gaps()).toEqual([]);
  });
});

describe('the draft that a gap becomes', () => {
  it('bears each wording once and at most forty of them', async () => {
    await makeAnswer(w.db);
    await ask(w.db, question, { at: w.ago(1) });
    for (const words of ['Mất sim, có mất VNeID không', 'mất sim có mất vneid không?!']) await ask(w.db, words, { at: w.ago(1) });
    for (let at = 0; at < 45; at += 1) await ask(w.db, `mất sim có mất vneid không ${String.fromCharCode(98 + (at % 20)).repeat(2 + Math.floor(at / 20))}`, { at: w.ago(1) });
    const draft = await drafted();
    expect([draft.variants.length, new Set(draft.variants).size]).toEqual([40, 40]);
  });

  it('can be saved as it stands by its own form, however long and broken the words were', async () => {
    await makeAnswer(w.db);
    await ask(w.db, `${'Mất sim '.repeat(250)}`, { at: w.ago(1), source: 'DESK' });
    await ask(w.db, `mất sim\n${'mất sim\n'.repeat(250)}`, { at: w.ago(1), source: 'DESK' });
    const made = await decide({ resolution: 'DRAFT', topic: 'tai-khoan' }, fold('mất sim '.repeat(250)));
    const draft = await newestText(w.db, made.ok ? (made.entryId ?? '') : '');
    expect(answerForm.safeParse({ ...draft.typed, revision: '0' }).success).toBe(true);
  });

  it.each<[string, string, string]>([
    ['several lines', 'Mất sim\nthì làm gì\t trước?', 'Mất sim thì làm gì trước?'],
    ['two hundred signs, of which the last takes two places', `Mất sim ${'x'.repeat(191)}😀 nữa`, `Mất sim ${'x'.repeat(191)}`],
    ['no letter that a code can be made of', '我的 сим?', '我的 сим?'],
  ])('takes words of %s as one whole line', async (_what, words, expected) => {
    await makeAnswer(w.db);
    await ask(w.db, words, { at: w.ago(1), source: 'DESK' });
    expect(await drafted(words)).toEqual({ question: expected, variants: [] });
  });
});

/** The draft that an editor makes of a question. */
async function drafted(words = question): Promise<{ question: string; variants: string[] }> {
  const made = await decide({ resolution: 'DRAFT', topic: 'tai-khoan' }, fold(words));
  const draft = await w.db.selectFrom('faq_version').select(['question', 'variants']).where('entry_id', '=', made.ok ? made.entryId : '').executeTakeFirstOrThrow();
  return { ...draft, variants: JSON.parse(draft.variants) as string[] };
}
