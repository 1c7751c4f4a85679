import { describe, expect, it } from 'vitest';
import { answerDesk, sentences } from '../../../tests/world/answer-desk.ts';
import { auditsOf } from '../../../tests/world/call-desk.ts';
import type { Role } from '../../people/actor.ts';
import { renewAnswer } from './renew-answer.server.ts';
import { restoreAnswer, retireAnswer } from './retire-answer.server.ts';
import { openDraft } from './write-answer.server.ts';

const absent = '018f0000-0000-7000-8000-000000000000';
const reason = 'Thủ tục đã bãi bỏ';

async function world() {
  const w = await answerDesk();
  const retire = (entryId: string, who = w.editor) => retireAnswer(w.ports, who, { entryId, reason });
  const restore = (entryId: string, who = w.editor) => restoreAnswer(w.ports, who, entryId);
  const publications = () => w.db.selectFrom('faq_publication').select(['publish_at', 'withdraw_at', 'withdraw_reason', 'cancelled_at']).orderBy('publish_at').execute();
  return { ...w, retire, restore, publications };
}
const now = '2026-11-23T01:00:00.000Z';

describe('retiring', () => {
  it('withdraws what is shown with its reason, cancels what is planned, leaves what is over', async () => {
    await using w = await world();
    const id = await w.published({ slug: 'muc-2' });
    await w.nextVersion(id, { short: 'Hai.' });
    w.clock.pass({ minutes: 1 });
    await w.must(w.publish(id));
    await w.must(w.publish(id, '2026-12-01T08:00:00', '2026-12-02T08:00:00'));
    await w.must(w.retire(id));
    const at = '2026-11-23T01:01:00.000Z';
    expect(await w.publications()).toEqual([
      { publish_at: now, withdraw_at: null, withdraw_reason: null, cancelled_at: null },
      { publish_at: at, withdraw_at: at, withdraw_reason: reason, cancelled_at: null },
      { publish_at: '2026-12-01T01:00:00.000Z', withdraw_at: '2026-12-02T01:00:00.000Z', withdraw_reason: null, cancelled_at: at },
    ]);
    expect((await auditsOf(w.db)('answer')).at(-1)).toEqual({ action: 'answer.retire', actor_id: w.editor.id, object_id: id, details: { reason } });
  });

  it('works for drafts as well, once, also for two at once', async () => {
    await using w = await world();
    const id = await w.add();
    expect((await Promise.all([w.retire(id), w.retire(id, w.appraiser)])).map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(sentences(await w.retire(id))).toEqual({ form: 'Câu trả lời đã ngừng dùng.' });
    expect((await w.audited()).filter((action) => action === 'answer.retire')).toHaveLength(1);
  });

  it.each<Role>(['LEARNER', 'CALL_SUPERVISOR', 'AUDITOR', 'SYSTEM_ADMIN'])('is not for %s', async (role) => {
    await using w = await world();
    const id = await w.published();
    const who = { ...w.reader, grants: [{ role, scope: 'ALL' as const, unitId: null }] };
    await expect(w.retire(id, who)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(w.restore(id, who)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('of nothing is not found', async () => {
    await using w = await world();
    await expect(w.retire(absent)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(w.restore(absent)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('closes every way to write, hand in, appraise, publish and renew', async () => {
    await using w = await world();
    const id = await w.published({ asOf: '2026-01-10', reviewDue: '2027-01-01' });
    const draft = await w.add();
    for (const one of [id, draft]) await w.must(w.retire(one));
    const sentence = { form: 'Câu trả lời đã ngừng dùng. Hãy khôi phục trước.' };
    expect(sentences(await openDraft(w.ports, w.editor, id))).toEqual(sentence);
    expect(sentences(await w.edit(draft, {}))).toEqual(sentence);
    expect(sentences(await w.handIn(draft))).toEqual(sentence);
    expect(sentences(await w.publish(id))).toEqual(sentence);
    expect(sentences(await renewAnswer(w.ports, w.editor, id))).toEqual({ form: 'Chỉ gia hạn rà soát cho câu trả lời đang được công bố.' });
  });
});

describe('bringing back', () => {
  it('shows nothing by itself, now or later, until somebody publishes it', async () => {
    await using w = await world();
    const id = await w.published({ slug: 'muc-2' });
    await w.nextVersion(id, { short: 'Hai.' });
    await w.must(w.publish(id, '2026-12-01T08:00:00'));
    await w.must(w.retire(id));
    w.clock.pass({ minutes: 1 });
    await w.must(w.restore(id));
    expect([await w.shown('muc-2'), await w.shown('muc-2', '2027-01-01T00:00:00.000Z')]).toEqual([undefined, undefined]);
    await w.must(w.publish(id));
    expect(await w.shown('muc-2')).toMatchObject({ short: 'Hai.' });
  });

  it('works once, and not for what is in use', async () => {
    await using w = await world();
    const id = await w.published();
    expect(sentences(await w.restore(id))).toEqual({ form: 'Câu trả lời đang được dùng.' });
    await w.must(w.retire(id));
    expect((await Promise.all([w.restore(id), w.restore(id)])).map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect((await auditsOf(w.db)('answer')).at(-1)).toMatchObject({ action: 'answer.restore', actor_id: w.editor.id, object_id: id });
  });

  it('can go on for ever without a trace of the former times in what is shown', async () => {
    await using w = await world();
    const id = await w.published({ slug: 'muc-2' });
    for (let turn = 0; turn < 5; turn += 1) {
      await w.must(w.retire(id));
      expect(await w.shown('muc-2')).toBeUndefined();
      await w.must(w.restore(id));
      w.clock.pass({ seconds: 1 });
      await w.must(w.publish(id));
      expect(await w.shown('muc-2')).toMatchObject({ number: 1 });
    }
  });
});
