import { describe, expect, it } from 'vitest';
import { answerDesk, sentences } from '../../tests/world/answer-desk.ts';
import { anAnswer } from '../../tests/world/answers.ts';
import { approveAnswer } from './commands/appraise-answer.server.ts';
import { handInLoaded, returnAnswer } from './commands/hand-in-answer.server.ts';
import { cancelPublication, keepAnswer, publishAnswer, withdrawAnswer } from './commands/publish-answer.server.ts';
import { renewAnswer } from './commands/renew-answer.server.ts';
import { restoreAnswer, retireAnswer } from './commands/retire-answer.server.ts';
import { addAnswer, discardDraft, openDraft } from './commands/write-answer.server.ts';

describe('the life of an answer', () => {
  it('goes from draft to the public with two people, every deed in the log', async () => {
    await using w = await answerDesk();
    const id = await w.add({ slug: 'muc-2' });
    await w.must(w.edit(id, { short: 'Quý vị đến Công an cấp xã.' }));
    expect(await w.shown('muc-2')).toBeUndefined();
    await w.must(w.handIn(id));
    expect(sentences(await w.publish(id))['form']).toContain('chưa được thẩm định');
    await w.must(w.approve(id));
    await w.must(w.publish(id));
    expect(await w.shown('muc-2')).toMatchObject({ number: 1, short: 'Quý vị đến Công an cấp xã.' });
    expect(await w.audited()).toEqual(['answer.create', 'answer.edit', 'answer.submit', 'answer.approve', 'answer.publish']);
  });

  it('gets a code from its question that nobody else has', async () => {
    await using w = await answerDesk();
    for (let copy = 0; copy < 3; copy += 1) await w.add();
    expect((await w.db.selectFrom('faq_entry').select('slug').orderBy('slug').execute()).map(({ slug }) => slug)).toEqual(['dang-ky-tai-khoan-muc-2-o-dau', 'dang-ky-tai-khoan-muc-2-o-dau-2', 'dang-ky-tai-khoan-muc-2-o-dau-3']);
    expect(sentences(await addAnswer(w.ports, w.editor, { ...w.written(), slug: 'dang-ky-tai-khoan-muc-2-o-dau' }))).toHaveProperty('slug');
    for (const slug of ['suggestions', 'topics']) expect(sentences(await addAnswer(w.ports, w.editor, { ...w.written(), slug }))).toEqual({ slug: `Mã ${slug} là địa chỉ của một trang có sẵn. Chọn mã khác.` });
    const named = await w.add({ question: 'Suggestions?' });
    expect((await w.db.selectFrom('faq_entry').select('slug').where('id', '=', named).executeTakeFirst())?.slug).toBe('suggestions-2');
    expect(await w.add({ question: '🙂 ???' })).toBeTruthy();
  });

  it('has one draft at a time, and a draft can be thrown away', async () => {
    await using w = await answerDesk();
    const id = await w.published({ slug: 'muc-2' });
    await w.must(openDraft(w.ports, w.editor, id));
    await w.must(openDraft(w.ports, w.second, id));
    expect((await w.newest(id)).number).toBe(2);
    await w.must(discardDraft(w.ports, w.second, id, 0));
    expect((await w.newest(id)).number).toBe(1);
    const first = await w.add();
    expect(sentences(await discardDraft(w.ports, w.editor, first, 0))['form']).toContain('phiên bản đầu tiên');
    expect(sentences(await discardDraft(w.ports, w.editor, id, 0))['form']).toContain('Không có bản nháp');
  });

  it('is retired with everything it shows and plans, and brought back showing nothing', async () => {
    await using w = await answerDesk();
    const id = await w.published({ slug: 'muc-2' });
    await w.nextVersion(id, { short: 'Khác.' });
    await w.must(w.publish(id, '2026-12-24T08:00:00'));
    await w.must(retireAnswer(w.ports, w.appraiser, { entryId: id, reason: 'Quy định bãi bỏ' }));
    expect(await w.shown('muc-2')).toBeUndefined();
    expect(sentences(await retireAnswer(w.ports, w.appraiser, { entryId: id, reason: 'x' }))['form']).toContain('đã ngừng dùng');
    for (const refused of [await openDraft(w.ports, w.editor, id), await w.publish(id)]) expect(sentences(refused)['form']).toContain('đã ngừng dùng');
    await w.must(restoreAnswer(w.ports, w.editor, id));
    expect([await w.shown('muc-2'), await w.shown('muc-2', '2026-12-25T00:00:00.000Z')]).toEqual([undefined, undefined]);
  });
});

describe('two editors at once', () => {
  it('the second is told who saved when, and every save is kept', async () => {
    await using w = await answerDesk();
    const id = await w.add();
    await w.must(w.edit(id, { place: 'Công an phường' }, w.second, 0));
    const late = await w.edit(id, { fee: 'Không thu phí' }, w.editor, 0);
    expect(sentences(late)['revision']).toMatch(/^Đỗ Thị Ấm đã lưu bản nháp này lúc 23\/11\/2026 08:00:00/);
    expect((await w.newest(id)).place).toBe('Công an phường');
    await w.must(w.edit(id, { place: 'Công an phường', fee: 'Không thu phí' }));
    const saves = await w.db.selectFrom('faq_draft_save').select(['revision', 'saved_by']).orderBy('revision').execute();
    expect(saves.map(({ revision, saved_by }) => [revision, saved_by])).toEqual([[0, w.editor.id], [1, w.second.id], [2, w.editor.id]]);
  });
});

describe('four eyes', () => {
  it('nobody appraises what she wrote or handed in, by the page or by the database', async () => {
    await using w = await answerDesk();
    const id = await w.add();
    await w.must(w.edit(id, { fee: 'Không thu phí' }, w.both));
    await w.must(w.handIn(id));
    expect(sentences(await w.approve(id, w.both))['form']).toContain('người thẩm định khác');
    const { id: versionId, hash } = await w.newest(id);
    const put = (approvedBy: string | null, of = hash ?? '') => w.db.insertInto('faq_approval').values({ id: `${approvedBy}${of}`, version_id: versionId, hash: of, approved_by: approvedBy, note: '', approved_at: 'now' }).execute();
    await expect(put(w.both.id)).rejects.toThrow('FAQ_FOUR_EYES');
    await expect(put(w.editor.id)).rejects.toThrow('FAQ_FOUR_EYES');
    await expect(put(w.appraiser.id, 'x')).rejects.toThrow('FAQ_STALE_APPROVAL');
    for (const person of [w.editor, w.reader]) await expect(w.approve(id, person)).rejects.toThrow();
    await expect(w.edit(id, {}, w.appraiser)).rejects.toThrow();
  });

  it('what was handed in stays as it was, whoever tries', async () => {
    await using w = await answerDesk();
    await w.db.insertInto('legal_document').values({ id: 'd', name: 'Luật Căn cước' }).execute();
    const id = await w.published({ legalBasis: [{ document: 'Luật Căn cước', article: null, effectiveFrom: null, effectiveTo: null }] });
    expect(sentences(await w.edit(id, { fee: '1 đồng' }))['form']).toContain('Không có bản nháp');
    await expect(w.db.updateTable('faq_version').set({ short: 'Khác' }).execute()).rejects.toThrow('FAQ_FROZEN');
    await expect(w.db.updateTable('faq_version').set({ hash: null, submitted_at: null }).execute()).rejects.toThrow('FAQ_FROZEN');
    await expect(w.db.deleteFrom('faq_legal_basis').execute()).rejects.toThrow('FAQ_FROZEN');
    await expect(w.db.updateTable('faq_legal_basis').set({ article: 'Điều 1' }).execute()).rejects.toThrow('FAQ_FROZEN');
    expect(sentences(await returnAnswer(w.ports, w.editor, { entryId: id, reason: 'x' }))['form']).toContain('đã được công bố');
  });

  it('an approval falls when the version is handed back, and stands again when the same words come again', async () => {
    await using w = await answerDesk();
    const id = await w.add();
    await w.must(w.handIn(id));
    const { hash } = await w.newest(id);
    await w.must(w.approve(id));
    await w.must(returnAnswer(w.ports, w.appraiser, { entryId: id, reason: 'Thiếu nơi làm' }));
    expect(await w.newest(id)).toMatchObject({ hash: null, returned_reason: 'Thiếu nơi làm' });
    expect(sentences(await w.publish(id))['form']).toContain('chưa được thẩm định');
    expect(sentences(await approveAnswer(w.ports, w.appraiser, { entryId: id, hash: hash ?? '', note: '' }))['form']).toContain('chưa được trình');
    await w.must(w.handIn(id));
    await w.must(w.approve(id));
    expect(sentences(await w.approve(id))['form']).toContain('đã được thẩm định');
    await w.must(w.publish(id));
  });

  it('a basis added behind the program’s back makes the approval impossible', async () => {
    await using w = await answerDesk();
    const id = await w.add();
    await w.must(w.handIn(id));
    const version = await w.newest(id);
    await w.db.insertInto('legal_document').values({ id: 'd', name: 'Luật lạ' }).execute();
    await w.db.insertInto('faq_legal_basis').values({ version_id: version.id, position: 9, document_id: 'd', article: null }).execute();
    expect(sentences(await w.approve(id))['form']).toContain('đã thay đổi');
  });
});

describe('unsure facts', () => {
  it('are never handed in, and are raised only with the name of a source', async () => {
    await using w = await answerDesk();
    const id = await w.add({ confidence: 'C' });
    expect(sentences(await w.handIn(id))['form']).toContain('mức C');
    expect(sentences(await w.edit(id, { confidence: 'A' }))).toEqual({ confirmedBy: expect.stringContaining('nguồn xác nhận') as string });
    await w.must(w.edit(id, { confidence: 'B', sources: [...anAnswer.sources, 'Công an tỉnh trả lời ngày 20/11/2026'] }, w.editor, 0, 'Công an tỉnh trả lời ngày 20/11/2026'));
    await w.must(w.handIn(id));
    const { details } = await w.db.selectFrom('audit_event').select('details').where('action', '=', 'answer.edit').executeTakeFirstOrThrow();
    expect(JSON.parse(details)).toMatchObject({ from: 'C', to: 'B', source: 'Công an tỉnh trả lời ngày 20/11/2026' });
  });
});

describe('publishing to the second', () => {
  it('switches at its second and is withdrawn at its second', async () => {
    await using w = await answerDesk();
    const id = await w.published({ slug: 'le-phi', short: 'Thu một nửa.' });
    await w.nextVersion(id, { short: 'Thu cả.' });
    await w.must(w.publish(id, '2027-01-01T00:00:00', '2027-02-01T00:00:01'));
    const at = async (moment: string) => (await w.shown('le-phi', moment))?.short;
    expect(await Promise.all(['2026-12-31T16:59:59.999Z', '2026-12-31T17:00:00.000Z', '2027-01-31T17:00:00.999Z', '2027-01-31T17:00:01.000Z'].map(at))).toEqual(['Thu một nửa.', 'Thu cả.', 'Thu cả.', undefined]);
  });

  it('refuses what is over, upside down, doubled, and what overlaps', async () => {
    await using w = await answerDesk();
    const id = await w.published();
    expect(sentences(await w.publish(id))['form']).toContain('đang được công bố');
    await w.nextVersion(id, { short: 'Hai.' });
    expect(sentences(await w.publish(id, '2026-11-23T07:59:59'))['publishAt']).toContain('đã qua');
    expect(sentences(await w.publish(id, '2026-11-23T09:00:00', '2026-11-23T09:00:00'))['withdrawAt']).toContain('sau giờ công bố');
    await w.must(w.publish(id, '2026-12-01T08:00:00', '2026-12-10T08:00:00'));
    expect(sentences(await w.publish(id, '2026-12-01T08:00:00'))['publishAt']).toContain('đúng lúc 01/12/2026 08:00:00');
    expect(sentences(await w.publish(id, '2026-12-05T08:00:00'))['publishAt']).toContain('nằm trong khoảng');
    expect(sentences(await w.publish(id, '2026-11-25T08:00:00', '2026-12-01T08:00:01'))['withdrawAt']).toContain('chạm vào');
    await w.must(w.publish(id, '2026-11-25T08:00:00', '2026-12-01T08:00:00'));
    await w.must(w.publish(id, '2026-12-10T08:00:00'));
  });

  it('a plan can be cancelled until it begins, a withdrawal until it comes', async () => {
    await using w = await answerDesk();
    const id = await w.published({ slug: 'muc-2' });
    await w.nextVersion(id, { short: 'Hai.' });
    await w.must(w.publish(id, '2026-11-24T08:00:00'));
    const [running, planned] = await w.db.selectFrom('faq_publication').select('id').orderBy('publish_at').execute();
    const cancel = (publicationId = '') => cancelPublication(w.ports, w.editor, { entryId: id, publicationId });
    expect(sentences(await cancel(running?.id))['form']).toContain('đã bắt đầu');
    await w.must(cancel(planned?.id));
    expect(sentences(await cancel(planned?.id))['form']).toContain('Không có lần công bố');
    await w.must(withdrawAnswer(w.ports, w.editor, { entryId: id, withdrawAt: '2026-11-24T08:00:00', reason: 'Chờ quy định' }));
    await w.must(keepAnswer(w.ports, w.editor, { entryId: id, publicationId: running?.id ?? '' }));
    w.clock.pass({ days: 2 });
    expect(await w.shown('muc-2')).toMatchObject({ number: 1 });
    await w.must(withdrawAnswer(w.ports, w.editor, { entryId: id, withdrawAt: null, reason: 'Sai số điện thoại' }));
    expect(await w.shown('muc-2')).toBeUndefined();
    expect(sentences(await withdrawAnswer(w.ports, w.editor, { entryId: id, withdrawAt: null, reason: 'x' }))['form']).toContain('không được công bố');
    expect(sentences(await keepAnswer(w.ports, w.editor, { entryId: id, publicationId: running?.id ?? '' }))['form']).toContain('đã được rút');
  });

  it('shows no version of another entry', async () => {
    await using w = await answerDesk();
    const [one, other] = [await w.published(), await w.published()];
    expect(sentences(await publishAnswer(w.ports, w.editor, { entryId: one, versionId: (await w.newest(other)).id, publishAt: null, withdrawAt: null }))['form']).toContain('chưa được thẩm định');
  });
});

describe('a review without a change', () => {
  it('is a version of its own that a second person appraises, and takes over at once', async () => {
    await using w = await answerDesk();
    const id = await w.published({ slug: 'muc-2', asOf: '2026-01-10', volatility: 'HIGH', reviewDue: '2026-02-09' });
    expect(await w.shown('muc-2')).toMatchObject({ isOverdue: true });
    await w.must(renewAnswer(w.ports, w.both, id));
    expect(await w.shown('muc-2')).toMatchObject({ number: 1, isOverdue: true });
    expect(sentences(await w.approve(id, w.both))['form']).toContain('người thẩm định khác');
    w.clock.pass({ minutes: 5 });
    await w.must(w.approve(id));
    expect(await w.shown('muc-2')).toMatchObject({ number: 2, asOf: '2026-11-23', reviewDue: '2026-12-23', isOverdue: false });
    expect(sentences(await renewAnswer(w.ports, w.editor, id))['form']).toContain('trong ngày hôm nay');
  });

  it('is refused for what is not shown, has a draft, or rests on what does not hold any more', async () => {
    await using w = await answerDesk();
    expect(sentences(await renewAnswer(w.ports, w.editor, await w.add()))['form']).toContain('đang được công bố');
    const id = await w.published({ asOf: '2026-01-10', reviewDue: '2027-01-01' });
    await w.must(openDraft(w.ports, w.editor, id));
    expect(sentences(await renewAnswer(w.ports, w.editor, id))['form']).toContain('bản nháp');
    await w.db.insertInto('legal_document').values({ id: 'd', name: 'Thông tư cũ', effective_to: '2026-10-31' }).execute();
    const lapsed = await w.published({ asOf: '2026-01-10', reviewDue: '2027-01-01', legalBasis: [{ document: 'Thông tư cũ', article: null, effectiveFrom: null, effectiveTo: null }] });
    expect(sentences(await renewAnswer(w.ports, w.editor, lapsed))['form']).toContain('không còn hiệu lực');
  });
});

it('an answer that does not fit is refused field by field', async () => {
  await using w = await answerDesk();
  const said = async (changes: Parameters<typeof w.written>[0]) => sentences(await addAnswer(w.ports, w.editor, { ...w.written(changes), slug: '' }));
  expect(await said({ topic: 'khong-co', transferTo: 'khong-co', related: ['khong-co'], sources: [], asOf: '2026-11-24', reviewDue: '2026-12-01' })).toEqual({
    topic: expect.any(String) as string, transferTo: expect.any(String) as string, related: expect.any(String) as string, sources: expect.any(String) as string, asOf: expect.stringContaining('24/11/2026') as string,
  });
  expect(await said({ short: 'một '.repeat(67), variants: ['Hỏi gì', 'HỎI  GÌ'], body: '<img src=x onerror=alert(1)>' })).toEqual({ short: expect.stringContaining('67') as string, variants: expect.stringContaining('HỎI  GÌ') as string, body: expect.stringContaining('HTML') as string });
  expect(await said({ body: '[x](javascript:alert(1))' })).toHaveProperty('body');
  expect(await said({ body: '[x](http://vi-du.invalid)' })).toHaveProperty('body');
  expect(await said({ body: '![x](https://vi-du.invalid/a.png)' })).toHaveProperty('body');
  expect(await said({ body: '>'.repeat(500) })).toHaveProperty('body');
  expect(await said({ body: 'ă'.repeat(10_001) })).toHaveProperty('body');
  expect(await said({ reviewDue: '2028-01-01' })).toHaveProperty('reviewDue');
  expect(await said({ reviewDue: anAnswer.asOf })).toHaveProperty('reviewDue');
  expect(await said({ legalBasis: [{ document: 'Luật chưa có', article: null, effectiveFrom: null, effectiveTo: null }] })).toEqual({ legalBasis: expect.stringContaining('Luật chưa có') as string });
  expect(await w.db.selectFrom('faq_entry').select('id').execute()).toEqual([]);
});

it('hands in what was loaded and not written on, topic by topic', async () => {
  await using w = await answerDesk();
  const mine = await w.add();
  for (const [slug, confidence] of [['a', 'A'], ['b', 'B'], ['c', 'C']] as const) {
    const id = await w.add({ slug, confidence });
    await w.db.deleteFrom('faq_author').where('version_id', '=', (await w.newest(id)).id).execute();
  }
  expect(sentences(await handInLoaded(w.ports, w.editor, 'khong-co'))['form']).toContain('Không có bản nháp');
  expect(await handInLoaded(w.ports, w.editor, 'tai-khoan')).toEqual({ ok: true, count: 2 });
  expect((await w.newest(mine)).hash).toBeNull();
  await expect(handInLoaded(w.ports, w.appraiser, null)).rejects.toThrow();
});
