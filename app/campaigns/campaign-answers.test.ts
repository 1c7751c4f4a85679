import { describe, expect, it } from 'vitest';
import { answerDesk, sentences } from '../../tests/world/answer-desk.ts';
import { makePerson } from '../../tests/world/people.ts';
import { withdrawAnswer } from '../faq/commands/publish-answer.server.ts';
import { approveCampaign } from './commands/approve-campaign.server.ts';
import { insertAnswer, releaseAnswer, requireAnswer, type InsertInto } from './commands/campaign-answers.server.ts';
import { submitCampaign } from './commands/submit-campaign.server.ts';
import { addCampaign, editMessage, editSchedule } from './commands/write-campaign.server.ts';
import { mediumWith } from './rules/answer-words.ts';

async function world() {
  const w = await answerDesk();
  const [maker, approver] = [await makePerson(w.db, { grants: [{ role: 'CAMPAIGN_MAKER', scope: 'ALL', unitId: null }] }), await makePerson(w.db, { grants: [{ role: 'CAMPAIGN_APPROVER', scope: 'ALL', unitId: null }] })];
  const made = await addCampaign(w.ports, maker, { code: 'TT-2026-01', name: 'Thử', model: 27, contentSource: 'Sở', goal: 'x', measure: 'x', baseline: null, target: 80, after: 14, topic: 'SECURITY', isDuty: false, isDrill: false, urgency: 'NORMAL', urgentReason: null });
  const id = made.ok ? made.id : '';
  const row = () => w.db.selectFrom('campaign').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const insert = async (entryId: string, into: InsertInto) => insertAnswer({ ...w.ports, baseUrl: 'https://hoc06.vi-du.vn' }, maker, id, { revision: (await row()).revision, entryId, into });
  const require = async (entryId: string) => requireAnswer(w.ports, maker, id, { revision: (await row()).revision, entryId });
  const schedule = async () => editSchedule(w.ports, maker, id, { revision: (await row()).revision, sendAt: '2026-11-25T09:00', notAfter: '2026-11-30T09:00', stagger: 0, closed: {} });
  const submit = async () => submitCampaign(w.ports, maker, { id, revision: (await row()).revision });
  const words = async (medium: string) => JSON.parse((await w.db.selectFrom('campaign_medium').select('content').where('medium', '=', medium).executeTakeFirstOrThrow()).content) as Record<string, unknown>;
  return { ...w, maker, approver, id, row, insert, require, schedule, submit, words };
}

describe('words of an answer in a campaign', () => {
  it('go below what a medium says already, and list the answer', async () => {
    await using w = await world();
    const entry = await w.published({ slug: 'muc-2' });
    await w.must(w.insert(entry, 'MESSAGE'));
    expect(await w.words('MESSAGE')).toMatchObject({ vi: { subject: 'Đăng ký tài khoản mức 2 ở đâu?', body: expect.stringContaining('[Xem câu trả lời đầy đủ](/help/muc-2)') as string }, link: '/help/muc-2' });
    await w.must(editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: { vi: { subject: 'Của tôi', body: 'Lời của tôi.' } }, channels: [], sms: '' }));
    await w.must(w.insert(entry, 'MESSAGE'));
    expect(await w.words('MESSAGE')).toMatchObject({ vi: { subject: 'Của tôi', body: expect.stringMatching(/^Lời của tôi\.\n\n\*\*Đăng ký/) as string } });
    for (const medium of ['LED', 'LOUDSPEAKER', 'POSTER', 'CRAWL'] as const) await w.must(w.insert(entry, medium));
    expect(await w.words('LOUDSPEAKER')).toMatchObject({ infoType: 'POLICY', script: expect.stringMatching(/^Hỏi: Đăng ký.*\nTrả lời: Quý vị/) as string });
    expect((await w.words('LED'))['pages']).toEqual(['Quý vị đến Công an xã, phường hoặc nơi làm thẻ căn cước, mang thẻ còn hạn và điện thoại của mình.']);
    expect(await w.db.selectFrom('campaign_answer').selectAll().execute()).toEqual([{ campaign_id: w.id, entry_id: entry }]);
    expect(sentences(await w.insert(entry, 'CRAWL'))).toEqual({});
    expect(sentences(await w.insert(entry, 'CRAWL'))).toEqual({});
    expect(sentences(await w.insert(entry, 'CRAWL'))['entry']).toContain('không vừa');
  });

  it('are taken only from what is published, and for the public only from public answers', async () => {
    await using w = await world();
    const draft = await w.add();
    expect(sentences(await w.insert(draft, 'MESSAGE'))['entry']).toContain('chưa được công bố');
    const internal = await w.published({ audience: 'INTERNAL' });
    expect(sentences(await w.insert(internal, 'LED'))['entry']).toContain('nội bộ');
    await w.must(w.insert(internal, 'MESSAGE'));
    expect(sentences(await w.require('khong-co'))).toHaveProperty('entry');
    expect(await w.db.selectFrom('campaign_medium').select('medium').execute()).toEqual([{ medium: 'MESSAGE' }]);
    await expect(requireAnswer(w.ports, w.editor, w.id, { revision: 0, entryId: draft })).rejects.toThrow();
  });

  it('leave nothing behind when they are refused: no list, no new version, and what was handed in stays so', async () => {
    await using w = await world();
    const draft = await w.add();
    await w.must(editMessage(w.ports, w.maker, w.id, { revision: 0, content: { vi: { subject: 'Của tôi', body: 'Lời.' } }, channels: [], sms: '' }));
    await w.must(w.schedule());
    await w.must(w.submit());
    const before = await w.row();
    for (const into of ['MESSAGE', 'LED'] as const) expect(sentences(await w.insert(draft, into))['entry']).toContain('chưa được công bố');
    expect(sentences(await w.insert(await w.published({ audience: 'INTERNAL', slug: 'noi-bo' }), 'LED'))['entry']).toContain('nội bộ');
    expect(sentences(await w.insert('khong-co', 'MESSAGE'))).toHaveProperty('entry');
    expect(await w.db.selectFrom('campaign_answer').selectAll().execute()).toEqual([]);
    expect(await w.row()).toEqual(before);
    expect(await approveCampaign(w.ports, w.approver, { id: w.id, hash: before.submitted_hash ?? '', note: '' })).toMatchObject({ ok: true });
  });

  it('are refused when the message would be longer than any mail, before an approval stumbles over it', async () => {
    await using w = await world();
    const entry = await w.published({ slug: 'muc-2' });
    const content = { vi: { subject: 'Của tôi', body: 'ă'.repeat(19_990) } };
    await w.must(editMessage(w.ports, w.maker, w.id, { revision: 0, content, channels: [], sms: '' }));
    expect(sentences(await w.insert(entry, 'MESSAGE'))['entry']).toContain('không vừa');
    expect(await w.words('MESSAGE')).toEqual(content);
    await w.must(w.schedule());
    await w.must(w.submit());
    expect(await approveCampaign(w.ports, w.approver, { id: w.id, hash: (await w.row()).submitted_hash ?? '', note: '' })).toMatchObject({ ok: true, isLaunched: true });
  });

  it('keep what a form of a medium holds', () => {
    const words = { question: 'Q', short: 'S', path: '/help/a', script: 'X', board: ['B'] };
    expect(mediumWith('LED', { seconds: 9, pages: ['A'] }, words)).toEqual({ seconds: 9, pages: 'A\nB' });
    expect(mediumWith('POSTER', { headline: 'H', text: 'T', link: '/verify' }, words)).toEqual({ headline: 'H', link: '/verify', text: 'T\n\nS' });
  });
});

describe('answers that a campaign needs', () => {
  it('must be shown at the moment of sending, when it is handed in and when it is approved', async () => {
    await using w = await world();
    const entry = await w.add({ slug: 'muc-2' });
    await w.must(editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: { vi: { subject: 'A', body: 'B' } }, channels: [], sms: '' }));
    await w.must(w.require(entry));
    await w.must(w.schedule());
    // Its maker may not see drafts, so not even by their question.
    expect(sentences(await w.submit())['form']).toContain('không được công bố vào lúc gửi: “…”');
    for (const step of [w.handIn, w.approve]) await w.must(step(entry));
    await w.must(w.publish(entry, '2026-11-25T09:00:01'));
    expect(sentences(await w.submit())['form']).toContain('không được công bố vào lúc gửi');
    await w.must(w.publish(entry, '2026-11-25T09:00:00'));
    await w.must(w.submit());
    const { submitted_hash: hash } = await w.row();
    w.clock.set('2026-11-25T01:59:59.000Z');
    const approve = () => approveCampaign(w.ports, w.approver, { id: w.id, hash: hash ?? '', note: '' });
    await w.db.updateTable('faq_publication').set({ cancelled_at: 'now' }).execute();
    expect(sentences(await approve())['form']).toContain('không được công bố vào lúc gửi');
    await w.db.updateTable('faq_publication').set({ cancelled_at: null }).execute();
    expect(await approve()).toMatchObject({ ok: true, isLaunched: true });
  });

  it('are part of what an approver answers for', async () => {
    await using w = await world();
    const [one, other] = [await w.published(), await w.published()];
    await w.must(w.insert(one, 'MESSAGE'));
    await w.must(w.schedule());
    await w.must(w.submit());
    const { submitted_hash: hash } = await w.row();
    await w.db.insertInto('campaign_answer').values({ campaign_id: w.id, entry_id: other }).execute();
    expect(sentences(await approveCampaign(w.ports, w.approver, { id: w.id, hash: hash ?? '', note: '' }))['form']).toContain('đã thay đổi');
    await w.must(releaseAnswer(w.ports, w.maker, w.id, { revision: (await w.row()).revision, entryId: other }));
    expect((await w.row()).submitted_hash).toBeNull();
    await w.must(w.submit());
    await w.must(withdrawAnswer(w.ports, w.appraiser, { entryId: one, withdrawAt: null, reason: 'Sai' }));
    expect(sentences(await approveCampaign(w.ports, w.approver, { id: w.id, hash: (await w.row()).submitted_hash ?? '', note: '' }))['form']).toContain('không được công bố');
  });
});
