import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerDesk, sentences } from '../../../tests/world/answer-desk.ts';
import { auditsOf } from '../../../tests/world/call-desk.ts';
import { localSecondOf } from '../../platform/local-time.ts';
import type { Role } from '../../people/actor.ts';
import { cancelPublication, keepAnswer, publishAnswer, withdrawAnswer } from './publish-answer.server.ts';

const absent = '018f0000-0000-7000-8000-000000000000';

async function world() {
  const w = await answerDesk();
  const publications = () => w.db.selectFrom('faq_publication').selectAll().orderBy('publish_at').execute();
  const withdraw = (entryId: string, withdrawAt: string | null = null, who = w.editor) => withdrawAnswer(w.ports, who, { entryId, withdrawAt, reason: 'Sai số' });
  const keep = (entryId: string, publicationId: string) => keepAnswer(w.ports, w.editor, { entryId, publicationId });
  const cancel = (entryId: string, publicationId: string) => cancelPublication(w.ports, w.editor, { entryId, publicationId });
  /** An answer that shows version 1, with version 2 appraised. */
  const two = async () => {
    const id = await w.published({ slug: 'muc-2', short: 'Một.' });
    await w.nextVersion(id, { short: 'Hai.' });
    return id;
  };
  return { ...w, publications, withdraw, keep, cancel, two };
}

describe('who publishes', () => {
  it.each<Role>(['LEARNER', 'CALL_AGENT', 'CALL_SUPERVISOR', 'AUDITOR', 'SYSTEM_ADMIN', 'CAMPAIGN_APPROVER'])('%s neither shows nor stops anything', async (role) => {
    await using w = await world();
    const id = await w.two();
    const who = { ...w.reader, grants: [{ role, scope: 'ALL' as const, unitId: null }] };
    const { id: versionId } = await w.newest(id);
    const tries = [publishAnswer(w.ports, who, { entryId: id, versionId, publishAt: null, withdrawAt: null }), w.withdraw(id, null, who), cancelPublication(w.ports, who, { entryId: id, publicationId: 'x' }), keepAnswer(w.ports, who, { entryId: id, publicationId: 'x' })];
    for (const outcome of await Promise.allSettled(tries)) expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'forbidden' } });
    expect(await w.shown('muc-2')).toMatchObject({ short: 'Một.' });
  });

  it('editors and appraisers both do, and both stop a wrong answer', async () => {
    await using w = await world();
    for (const who of [w.editor, w.appraiser]) {
      const id = await w.add();
      await w.must(w.handIn(id));
      await w.must(w.approve(id));
      await w.must(w.publish(id, null, null, who));
      await w.must(w.withdraw(id, null, who));
    }
  });

  it('nothing is published that is not there', async () => {
    await using w = await world();
    const id = await w.published();
    await expect(publishAnswer(w.ports, w.editor, { entryId: absent, versionId: absent, publishAt: null, withdrawAt: null })).rejects.toMatchObject({ kind: 'not-found' });
    expect(sentences(await publishAnswer(w.ports, w.editor, { entryId: id, versionId: absent, publishAt: null, withdrawAt: null }))).toEqual({ form: 'Phiên bản chưa được thẩm định.' });
    for (const refused of [await w.keep(id, absent), await w.cancel(id, absent)]) expect(sentences(refused)).toEqual({ form: 'Không có lần công bố nào như vậy, hoặc đã được huỷ.' });
  });
});

describe('the second', () => {
  it('of now is allowed, the one before is over', async () => {
    await using w = await world();
    const id = await w.two();
    w.clock.set('2026-11-23T01:00:10.500Z');
    expect(sentences(await w.publish(id, '2026-11-23T08:00:10'))).toEqual({ publishAt: 'Thời điểm 23/11/2026 08:00:10 đã qua.' });
    await w.must(w.publish(id, '2026-11-23T08:00:11'));
    expect([await w.shown('muc-2', '2026-11-23T01:00:10.999Z'), await w.shown('muc-2', '2026-11-23T01:00:11.000Z')]).toMatchObject([{ short: 'Một.' }, { short: 'Hai.' }]);
  });

  it('of a withdrawal shows nothing any more, and the millisecond before still everything', async () => {
    await using w = await world();
    const id = await w.published({ slug: 'muc-2' });
    await w.must(w.withdraw(id, '2026-11-23T09:00:00'));
    expect([await w.shown('muc-2', '2026-11-23T01:59:59.999Z') !== undefined, await w.shown('muc-2', '2026-11-23T02:00:00.000Z')]).toEqual([true, undefined]);
  });

  it('at the ends of the calendar is refused or far away, never a crash', async () => {
    await using w = await world();
    const id = await w.two();
    expect(sentences(await w.publish(id, '0000-01-01T00:00:00'))).toHaveProperty('publishAt');
    expect(sentences(await w.publish(id, null, '0001-01-01T00:00:00'))).toHaveProperty('withdrawAt');
    await w.must(w.publish(id, '9999-12-31T23:59:59'));
    expect(await w.shown('muc-2')).toMatchObject({ short: 'Một.' });
  });
});

describe('publishing twice', () => {
  it('of the same moment by two at once is one publication', async () => {
    await using w = await world();
    const id = await w.two();
    const sent = await Promise.all([w.publish(id, '2026-11-24T08:00:00', null, w.editor), w.publish(id, '2026-11-24T08:00:00', null, w.appraiser)]);
    expect(sent.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect((await w.publications()).length).toBe(2);
    expect((await w.audited()).filter((action) => action === 'answer.publish').length).toBe(2);
  });

  it('now and again says that it is shown already, also in the next second', async () => {
    await using w = await world();
    const id = await w.published();
    w.clock.pass({ seconds: 1 });
    expect(sentences(await w.publish(id))).toEqual({ form: expect.stringContaining('đang được công bố') as string });
    expect((await w.publications()).length).toBe(1);
  });

  it('the older version may come back, and the newer after it', async () => {
    await using w = await world();
    const id = await w.two();
    const [first] = await w.publications();
    w.clock.pass({ seconds: 1 });
    await w.must(w.publish(id));
    w.clock.pass({ seconds: 1 });
    await w.must(publishAnswer(w.ports, w.editor, { entryId: id, versionId: first?.version_id ?? '', publishAt: null, withdrawAt: null }));
    expect(await w.shown('muc-2')).toMatchObject({ number: 1 });
    w.clock.pass({ seconds: 1 });
    await w.must(w.publish(id));
    expect(await w.shown('muc-2')).toMatchObject({ number: 2 });
  });
});

describe('taking back', () => {
  it('a plan that has begun in this very millisecond is too late', async () => {
    await using w = await world();
    const id = await w.two();
    await w.must(w.publish(id, '2026-11-23T09:00:00'));
    const [, planned] = await w.publications();
    w.clock.set('2026-11-23T01:59:59.999Z');
    const early = await w.cancel(id, planned?.id ?? '');
    expect(early).toEqual({ ok: true });
    await w.must(w.publish(id, '2026-11-23T09:00:00'));
    w.clock.set('2026-11-23T02:00:00.000Z');
    const running = (await w.publications()).find((row) => row.cancelled_at === null && row.publish_at === '2026-11-23T02:00:00.000Z');
    expect(sentences(await w.cancel(id, running?.id ?? ''))).toEqual({ form: expect.stringContaining('đã bắt đầu') as string });
  });

  it('a withdrawal works until its millisecond, and not for one that was never planned', async () => {
    await using w = await world();
    const id = await w.published({ slug: 'muc-2' });
    const [shown] = await w.publications();
    expect(sentences(await w.keep(id, shown?.id ?? ''))).toEqual({ form: expect.stringContaining('đã được rút') as string });
    await w.must(w.withdraw(id, '2026-11-23T09:00:00'));
    w.clock.set('2026-11-23T01:59:59.999Z');
    await w.must(w.keep(id, shown?.id ?? ''));
    await w.must(w.withdraw(id, '2026-11-23T09:00:00'));
    w.clock.set('2026-11-23T02:00:00.000Z');
    expect(sentences(await w.keep(id, shown?.id ?? ''))).toEqual({ form: expect.stringContaining('đã được rút') as string });
    expect(await w.shown('muc-2')).toBeUndefined();
  });

  it('does not reach the publication of another answer', async () => {
    await using w = await world();
    const [one, other] = [await w.two(), await w.published()];
    await w.must(w.publish(one, '2026-11-24T08:00:00'));
    for (const { id } of await w.publications()) if ((await w.publications()).find((row) => row.id === id)?.entry_id === one) expect([await w.cancel(other, id), await w.keep(other, id)]).toMatchObject([{ ok: false }, { ok: false }]);
    expect((await w.publications()).every(({ cancelled_at }) => cancelled_at === null)).toBe(true);
  });
});

describe('withdrawing', () => {
  it('cannot reach over what is planned after it, and ends exactly where that begins', async () => {
    await using w = await world();
    const id = await w.two();
    await w.must(w.publish(id, '2026-11-24T08:00:00'));
    expect(sentences(await w.withdraw(id, '2026-11-24T08:00:01'))).toEqual({ withdrawAt: expect.stringContaining('24/11/2026 08:00:00') as string });
    await w.must(w.withdraw(id, '2026-11-24T08:00:00'));
    expect(await w.shown('muc-2', '2026-11-24T01:00:00.000Z')).toMatchObject({ short: 'Hai.' });
  });

  it('is put off or brought forward by withdrawing again, and writes every reason down', async () => {
    await using w = await world();
    const id = await w.published({ slug: 'muc-2' });
    for (const moment of ['2026-11-24T08:00:00', '2026-11-25T08:00:00', null]) await w.must(w.withdraw(id, moment));
    expect(await w.shown('muc-2')).toBeUndefined();
    expect((await auditsOf(w.db)('answer')).filter(({ action }) => action === 'answer.withdraw').map(({ details }) => [details['withdrawAt'], details['reason']])).toEqual([['2026-11-24T01:00:00.000Z', 'Sai số'], ['2026-11-25T01:00:00.000Z', 'Sai số'], ['2026-11-23T01:00:00.000Z', 'Sai số']]);
    expect(sentences(await w.withdraw(id))).toEqual({ form: expect.stringContaining('không được công bố') as string });
  });

  it('at a moment that is over is refused, and of what is only planned as well', async () => {
    await using w = await world();
    const id = await w.published();
    expect(sentences(await w.withdraw(id, '2026-11-23T07:59:59'))).toEqual({ withdrawAt: expect.stringContaining('đã qua') as string });
    const planned = await w.add();
    await w.must(w.handIn(planned));
    await w.must(w.approve(planned));
    await w.must(w.publish(planned, '2026-11-24T08:00:00'));
    expect(sentences(await w.withdraw(planned))).toEqual({ form: expect.stringContaining('không được công bố') as string });
  });

  it('makes room: what a period kept out can be published in the same second', async () => {
    await using w = await world();
    const id = await w.two();
    await w.must(w.withdraw(id, '2026-12-01T08:00:00'));
    w.clock.pass({ minutes: 1 });
    expect(sentences(await w.publish(id))).toEqual({ publishAt: expect.stringContaining('nằm trong khoảng') as string });
    await w.must(w.withdraw(id));
    await w.must(w.publish(id));
    expect(await w.shown('muc-2')).toMatchObject({ short: 'Hai.' });
  });
});

it('whatever two people try in whatever order, nothing overlaps, nothing unappraised shows, and every deed that worked is in the log', async () => {
  const step = fc.record({ kind: fc.constantFrom('publish', 'withdraw', 'cancel', 'keep', 'pass'), from: fc.integer({ min: -2, max: 12 }), length: fc.integer({ min: 0, max: 6 }), pick: fc.nat(5), hasEnd: fc.boolean() });
  await using w = await world();
  const minute = 60_000;
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
    const id = await w.published();
    const { id: versionId } = await w.newest(id);
    let done = (await w.audited()).length;
    for (const { kind, from, length, pick, hasEnd } of steps) {
      const local = (minutes: number) => localSecondOf(new Date(w.clock.now().getTime() + minutes * minute).toISOString(), w.ports.timeZone);
      const rows = (await w.publications()).filter((row) => row.entry_id === id);
      const publicationId = rows[pick % rows.length]?.id ?? '';
      if (kind === 'pass') { w.clock.pass({ minutes: 1 + pick }); continue; }
      const outcome = kind === 'publish' ? await publishAnswer(w.ports, w.editor, { entryId: id, versionId, publishAt: local(from), withdrawAt: hasEnd ? local(from + length) : null }) : kind === 'withdraw' ? await w.withdraw(id, hasEnd ? local(from) : null) : kind === 'cancel' ? await w.cancel(id, publicationId) : await w.keep(id, publicationId);
      if (outcome.ok) done += 1;
      expect((await w.audited()).length).toBe(done);
    }
    const open = (await w.publications()).filter((row) => row.entry_id === id && row.cancelled_at === null);
    expect(new Set(open.map((row) => row.publish_at)).size).toBe(open.length);
    for (const row of open) expect(row.withdraw_at === null || row.withdraw_at >= row.publish_at).toBe(true);
    // A period that was given an end is shown to it: nothing begins inside.
    for (const one of open) for (const other of open) if (one.withdraw_at !== null) expect(other.publish_at > one.publish_at && other.publish_at < one.withdraw_at).toBe(false);
  }), { numRuns: 15 });
});
