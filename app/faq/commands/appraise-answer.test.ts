import { describe, expect, it } from 'vitest';
import { answerDesk, sentences } from '../../../tests/world/answer-desk.ts';
import { auditsOf } from '../../../tests/world/call-desk.ts';
import type { Role } from '../../people/actor.ts';
import { approveAnswer } from './appraise-answer.server.ts';
import { returnAnswer } from './hand-in-answer.server.ts';
import { withdrawAnswer } from './publish-answer.server.ts';
import { renewAnswer } from './renew-answer.server.ts';
import { retireAnswer } from './retire-answer.server.ts';
import { openDraft } from './write-answer.server.ts';

const absent = '018f0000-0000-7000-8000-000000000000';
const wrongHash = '0'.repeat(64);

async function world() {
  const w = await answerDesk();
  /** An answer that waits for its appraisal. */
  const waiting = async () => {
    const id = await w.add();
    await w.must(w.handIn(id));
    return id;
  };
  const approvals = () => w.db.selectFrom('faq_approval').selectAll().execute();
  return { ...w, waiting, approvals };
}

describe('who appraises', () => {
  it.each<Role>(['CONTENT_EDITOR', 'LEARNER', 'CALL_SUPERVISOR', 'AUDITOR', 'SYSTEM_ADMIN', 'TRAINING_ADMIN', 'CAMPAIGN_APPROVER'])('%s does not', async (role) => {
    await using w = await world();
    const id = await w.waiting();
    await expect(w.approve(id, { ...w.reader, grants: [{ role, scope: 'ALL', unitId: null }] })).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await w.approvals()).toEqual([]);
  });

  it('an appraiser who had no hand in it does, and leaves her name, the hash and her note', async () => {
    await using w = await world();
    const id = await w.waiting();
    const { id: versionId, hash } = await w.newest(id);
    expect(await w.approve(id)).toEqual({ ok: true, publishAt: null });
    expect(await w.approvals()).toMatchObject([{ version_id: versionId, hash, approved_by: w.appraiser.id, note: 'Đúng', approved_at: '2026-11-23T01:00:00.000Z', revoked_at: null }]);
    expect((await auditsOf(w.db)('answer')).at(-1)).toEqual({ action: 'answer.approve', actor_id: w.appraiser.id, object_id: id, details: { version: 1, contentHash: hash, note: 'Đúng' } });
  });

  it('somebody who wrote an earlier version may appraise the next', async () => {
    await using w = await world();
    const id = await w.add({}, w.both);
    await w.must(w.handIn(id, w.both));
    for (const step of [w.approve, w.publish]) await w.must(step(id));
    await w.must(openDraft(w.ports, w.editor, id));
    await w.must(w.handIn(id));
    await w.must(w.approve(id, w.both));
  });
});

describe('what is refused', () => {
  it('a page that is not about what was handed in', async () => {
    await using w = await world();
    const id = await w.waiting();
    const sentence = { form: 'Phiên bản đã thay đổi sau khi Anh/Chị mở trang. Vui lòng xem lại nội dung mới.' };
    expect(sentences(await w.approve(id, w.appraiser, wrongHash))).toEqual(sentence);
    const { hash } = await w.newest(id);
    await w.must(returnAnswer(w.ports, w.appraiser, { entryId: id, reason: 'Sai' }));
    await w.must(w.edit(id, { short: 'Đã sửa.' }));
    await w.must(w.handIn(id));
    expect(sentences(await w.approve(id, w.appraiser, hash ?? ''))).toEqual(sentence);
    expect(await w.approvals()).toEqual([]);
  });

  it('a draft, a retired answer, what was never there', async () => {
    await using w = await world();
    const draft = await w.add();
    expect(sentences(await w.approve(draft, w.appraiser, wrongHash))).toEqual({ form: 'Phiên bản chưa được trình, hoặc đã bị trả lại.' });
    const retired = await w.waiting();
    await w.must(retireAnswer(w.ports, w.editor, { entryId: retired, reason: 'Bỏ' }));
    expect(sentences(await w.approve(retired))).toEqual({ form: 'Câu trả lời đã ngừng dùng. Hãy khôi phục trước.' });
    await expect(approveAnswer(w.ports, w.appraiser, { entryId: absent, hash: wrongHash, note: '' })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('a second appraisal, also of two who press at once', async () => {
    await using w = await world();
    const id = await w.waiting();
    const sent = await Promise.all([w.approve(id, w.appraiser), w.approve(id, w.both)]);
    expect(sent.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(sentences(sent.find(({ ok }) => !ok))).toEqual({ form: 'Phiên bản này đã được thẩm định.' });
    expect((await w.approvals()).length).toBe(1);
    expect((await w.audited()).filter((action) => action === 'answer.approve')).toHaveLength(1);
  });
});

describe('an appraisal that was taken back', () => {
  it('stands again for the same words by the same person, with one row and the new note', async () => {
    await using w = await world();
    const id = await w.waiting();
    await w.must(w.approve(id));
    await w.must(returnAnswer(w.ports, w.editor, { entryId: id, reason: 'Xem lại' }));
    expect((await w.approvals())[0]?.revoked_at).not.toBeNull();
    await w.must(w.handIn(id));
    w.clock.pass({ minutes: 1 });
    await w.must(approveAnswer(w.ports, w.appraiser, { entryId: id, hash: (await w.newest(id)).hash ?? '', note: 'Vẫn đúng' }));
    expect(await w.approvals()).toMatchObject([{ note: 'Vẫn đúng', approved_at: '2026-11-23T01:01:00.000Z', revoked_at: null }]);
  });
});

describe('an appraisal of what has a planned moment', () => {
  async function renewed() {
    const w = await world();
    const id = await w.published({ slug: 'muc-2', asOf: '2026-01-10', volatility: 'HIGH', reviewDue: '2026-02-09' });
    await w.must(renewAnswer(w.ports, w.editor, id));
    w.clock.pass({ minutes: 1 });
    return { ...w, id };
  }

  it('that is over shows it now, in the same transaction', async () => {
    await using w = await renewed();
    expect(await w.approve(w.id)).toEqual({ ok: true, publishAt: '2026-11-23T01:01:00.000Z' });
    expect(await w.shown('muc-2')).toMatchObject({ number: 2, asOf: '2026-11-23' });
    expect((await w.audited()).slice(-2)).toEqual(['answer.approve', 'answer.publish']);
  });

  it('that runs into a period with an end is refused whole: no appraisal, no audit row, a sentence for the page', async () => {
    await using w = await renewed();
    await w.must(withdrawAnswer(w.ports, w.editor, { entryId: w.id, withdrawAt: '2026-11-25T08:00:00', reason: 'Chờ' }));
    const before = await w.audited();
    expect(sentences(await w.approve(w.id))).toEqual({ form: 'Thời điểm này nằm trong khoảng công bố từ 23/11/2026 08:00:00 đến 25/11/2026 08:00:00 của phiên bản 1. Hãy huỷ giờ rút hoặc lịch kia trước.' });
    expect([(await w.approvals()).length, await w.audited()]).toEqual([1, before]);
    w.clock.set('2026-11-25T01:00:00.000Z');
    expect(await w.approve(w.id)).toMatchObject({ ok: true });
  });

  it('does not show again what somebody has withdrawn meanwhile: that is for a person to decide', async () => {
    await using w = await renewed();
    await w.must(withdrawAnswer(w.ports, w.editor, { entryId: w.id, withdrawAt: null, reason: 'Sai lệ phí' }));
    w.clock.pass({ minutes: 1 });
    expect(await w.approve(w.id)).toEqual({ ok: true, publishAt: null });
    expect(await w.shown('muc-2')).toBeUndefined();
    await w.must(w.publish(w.id));
    expect(await w.shown('muc-2')).toMatchObject({ number: 2 });
  });

  it('still shows the successor of what was withdrawn, at the moment that is to come', async () => {
    await using w = await world();
    const id = await w.published({ slug: 'muc-2' });
    await w.must(openDraft(w.ports, w.editor, id));
    await w.must(w.edit(id, { short: 'Mức mới.' }));
    await w.db.updateTable('faq_version').set({ planned_publish_at: '2026-12-31T17:00:00.000Z' }).where('number', '=', 2).execute();
    await w.must(withdrawAnswer(w.ports, w.editor, { entryId: id, withdrawAt: null, reason: 'Hết hiệu lực' }));
    await w.must(w.handIn(id));
    expect(await w.approve(id)).toEqual({ ok: true, publishAt: '2026-12-31T17:00:00.000Z' });
    expect([await w.shown('muc-2', '2026-12-31T16:59:59.999Z'), (await w.shown('muc-2', '2026-12-31T17:00:00.000Z'))?.short]).toEqual([undefined, 'Mức mới.']);
  });
});
