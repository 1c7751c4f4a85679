import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counted } from '../../../tests/support/counted.ts';
import { addMember, judgingWorld, makeEntry, makeEntrant, makeJudge, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { makeContest } from '../../../tests/world/contests.ts';
import { newId } from '../../platform/ids.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { entriesQuery, type EntriesQuery } from '../forms/screening.ts';
import * as deskEntries from '../routes/desk-entries.tsx';
import { renderRoute } from '../../../tests/support/render-route.tsx';
import { hasSeat } from './judges.server.ts';
import { entriesShown, getDeskEntry, getOwnScreening, listHandedIn, listLooks, pageOfEntries } from './screening.server.ts';
import { sameTitle } from '../rules/similar-entries.ts';
import { listSimilar, listSimilarTo, sideBySide } from './similar-entries.server.ts';
import { listTwins } from './twin-entries.server.ts';

const today = '2026-11-23';

let w: JudgingWorld;
const ids: string[] = [];
const ask = (typed: Partial<Record<keyof EntriesQuery, string>> = {}) => pageOfEntries(w.db, w.contest.id, entriesQuery.parse(typed), today);
const numbers = async (typed: Parameters<typeof ask>[0]) => (await ask(typed)).rows.map(({ number }) => number);

async function look(entryId: string, outcome: 'ELIGIBLE' | 'INELIGIBLE' | 'UNCLEAR', more: { at?: string; until?: string | null; repliedAt?: string } = {}): Promise<void> {
  await w.db.insertInto('eligibility_check').values({ id: newId(), entry_id: entryId, outcome, reason: 'Lý do đã ghi', checked_by: w.organiser.id, checked_at: more.at ?? '2026-11-21T03:00:00.000Z', reply_until: more.until === undefined ? '2026-11-30' : more.until, reply: more.repliedAt ? 'Xin giải trình' : null, replied_at: more.repliedAt ?? null }).execute();
}

/** More entries than two pages show, in every state, of two tracks, with entries beside them that the list must not know. */
beforeAll(async () => {
  w = await judgingWorld({ entries: 0, judges: 1 });
  const firm = await makeEntrant(w.db, { kind: 'ENTERPRISE', fullName: 'Người đại diện', legalName: 'Công ty "Tràng An" & <con>' });
  for (let at = 0; at < entriesShown * 2 + 6; at += 1) {
    const title = at === 7 ? 'Bản đồ NGẬP ÚNG <script>alert(1)</script>' : at === 8 ? 'Đường ống nước' : at === 9 ? '100% số hoá_\\' : `Sáng kiến số ${at}`;
    ids.push(await makeEntry(w.db, w.contest, { number: `SK-${String(at + 1).padStart(4, '0')}`, title, trackId: w.contest.tracks[at % 2] ?? null, outcome: null, ...(at === 7 ? { owner: firm } : {}) }));
  }
  const [a, b, c, d, e, f] = ids as [string, string, string, string, string, string];
  await look(a, 'ELIGIBLE', { until: null });
  await look(b, 'INELIGIBLE');
  await look(c, 'INELIGIBLE', { until: '2026-11-22' });
  await look(d, 'UNCLEAR', { until: today });
  await look(e, 'UNCLEAR', { repliedAt: '2026-11-22T01:00:00.000Z' });
  await look(f, 'INELIGIBLE', { at: '2026-11-20T03:00:00.000Z' });
  await look(f, 'ELIGIBLE', { at: '2026-11-22T03:00:00.000Z', until: null });
  await makeEntry(w.db, w.contest, { number: 'SK-9001', submittedAt: null, outcome: null });
  const withdrawn = await makeEntry(w.db, w.contest, { number: 'SK-9002', outcome: null });
  await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-21T03:00:00.000Z' }).where('id', '=', withdrawn).execute();
  await makeEntry(w.db, await makeContest(w.db), { number: 'KH-0001', outcome: null });
});
afterAll(() => w[Symbol.asyncDispose]());

describe('the list for screening', () => {
  it('is in the order of numbers, by pages that hold everything once', async () => {
    const pages = await Promise.all(['1', '2', '3'].map((page) => ask({ page })));
    expect(pages.map(({ rows, count, page, pages: all }) => [rows.length, count, page, all])).toEqual([[50, 106, 1, 3], [50, 106, 2, 3], [6, 106, 3, 3]]);
    const all = pages.flatMap(({ rows }) => rows.map(({ number }) => number));
    expect([new Set(all).size, all]).toEqual([106, all.toSorted()]);
  });

  it.each([['4', 3], ['10000', 3], ['10001', 1], ['0', 1], ['-1', 1], ['1e9', 1], ['x', 1], ['', 1], ['1.5', 1], ["1' or 1=1", 1]])('for page %j comes page %i, never an empty one', async (typed, page) => {
    const found = await ask({ page: typed });
    expect([found.page, found.rows.length > 0, found.count]).toEqual([page, true, 106]);
  });

  it.each<[string, string[]]>([
    ['ngap ung', ['SK-0008']], ['NGẬP ÚNG', ['SK-0008']], ['ngập úng'.normalize('NFD'), ['SK-0008']], ['  bản   đồ ', ['SK-0008']], ['duong ong', ['SK-0009']], ['SK-0042', ['SK-0042']], ['sk 0042', ['SK-0042']],
    ['không có bài nào như vậy', []], ["' or 1=1 --", []], ['KH-0001', []], ['SK-9001', []], ['SK-9002', []], ['Người đại diện', []],
  ])('finds %j', async (q, found) => {
    expect(await numbers({ q })).toEqual(found);
  });

  it('takes signs of patterns as what they are', async () => {
    expect(await numbers({ q: '100%' })).toEqual(await numbers({ q: '100' }));
    // Signs alone leave nothing to look for.
    for (const q of ['%', '_', '\\', '%%%', '*', '🏆']) expect([q, (await ask({ q })).count]).toEqual([q, 106]);
  });

  it('narrows by state: what was looked at last counts, with the day of today', async () => {
    const found = Object.fromEntries(await Promise.all(['ELIGIBLE', 'INELIGIBLE', 'UNCLEAR', 'WAITING', 'REPLIED'].map(async (state) => [state, await numbers({ state })])));
    expect(found).toEqual({ ELIGIBLE: ['SK-0001', 'SK-0006'], INELIGIBLE: ['SK-0003'], UNCLEAR: [], WAITING: ['SK-0002', 'SK-0004'], REPLIED: ['SK-0005'] });
    expect((await ask({ state: 'UNCHECKED' })).count).toBe(100);
    const later = await pageOfEntries(w.db, w.contest.id, entriesQuery.parse({ state: 'UNCLEAR' }), '2026-11-24');
    expect(later.rows.map(({ number }) => number)).toEqual(['SK-0004']);
  });

  it('narrows by everything at once; a track or state that is none narrows to nothing or is left out', async () => {
    expect(await numbers({ state: 'WAITING', track: w.contest.tracks[1] ?? '', q: 'sáng kiến' })).toEqual(['SK-0002', 'SK-0004']);
    expect([(await ask({ track: w.contest.tracks[0] ?? '' })).count, (await ask({ track: 'khong-co' })).count, (await ask({ state: 'BURNT' })).count, (await ask({ q: 'x'.repeat(101) })).count]).toEqual([53, 0, 106, 106]);
  });

  it('names an enterprise by its own name, and costs two statements however many there are', async () => {
    expect((await ask({ q: 'SK-0008' })).rows[0]).toMatchObject({ owner: 'Công ty "Tràng An" & <con>', track: 'Y tế và giáo dục', state: 'UNCHECKED' });
    const { db, count } = counted(w.db);
    await pageOfEntries(db, w.contest.id, entriesQuery.parse({}), today);
    expect(count()).toBe(2);
  });

  it('is drawn with what people typed as text, the page that is shown, and the filter in its links', async () => {
    const { body } = await w.ask(deskEntries.loader, w.organiser, {}, undefined, `/contest-desk/x/entries?q=${encodeURIComponent('NGẬP "úng"')}&page=99`);
    expect(renderRoute(deskEntries, { data: body, path: '/contest-desk/x/entries' })).toContain('value="NGẬP &quot;úng&quot;"');
    const all = renderRoute(deskEntries, { data: (await w.ask(deskEntries.loader, w.organiser, {}, undefined, '/contest-desk/x/entries?page=99')).body, path: '/contest-desk/x/entries' });
    expect([all.includes('SK-0106'), all.includes('106 bài'), all.includes('q=&amp;track=&amp;state=&amp;page=2')]).toEqual([true, true, true]);
    const hostile = renderRoute(deskEntries, { data: (await w.ask(deskEntries.loader, w.organiser, {}, undefined, '/contest-desk/x/entries?q=SK-0008')).body, path: '/contest-desk/x/entries' });
    expect([hostile.includes('<script>alert'), hostile.includes('&lt;script&gt;alert(1)'), hostile.includes('&lt;con&gt;')]).toEqual([false, true, true]);
  });
});

describe('an entry at the desk', () => {
  it('is one that was handed in to this contest', async () => {
    const [first = ''] = ids;
    expect(await getDeskEntry(w.db, w.contest.id, first)).toMatchObject({ number: 'SK-0001', withdrawn: null, files: [] });
    const other = await makeContest(w.db);
    const draft = await makeEntry(w.db, w.contest, { submittedAt: null, outcome: null });
    for (const [contest, entry] of [[other.id, first], ['x', first], [w.contest.id, 'x'], [w.contest.id, ''], [w.contest.id, draft]] as const) await expect(getDeskEntry(w.db, contest, entry)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('has its looks with the newest first, each with who looked', async () => {
    const looks = await listLooks(w.db, ids[5] ?? '');
    expect(looks.map(({ outcome, by, at }) => [outcome, by, at])).toEqual([['ELIGIBLE', 'Kiều Văn Phấn', '2026-11-22T03:00:00.000Z'], ['INELIGIBLE', 'Kiều Văn Phấn', '2026-11-20T03:00:00.000Z']]);
    expect(await listLooks(w.db, 'x')).toEqual([]);
  });

  it('tells its own people no name of whoever looked, and nobody else anything', async () => {
    const owner = await makeEntrant(w.db);
    const [member, invited] = [await makeEntrant(w.db), await makeEntrant(w.db)];
    const entryId = await makeEntry(w.db, w.contest, { owner, number: 'SK-8000', outcome: null, title: 'Riêng' });
    await look(entryId, 'UNCLEAR');
    await addMember(w.db, entryId, member);
    await addMember(w.db, entryId, { ...invited }, null);
    for (const person of [owner, member]) {
      const own = await getOwnScreening(w.db, person.id, entryId);
      expect(own.looks).toEqual([{ outcome: 'UNCLEAR', version: null, isCurrent: true, reason: 'Lý do đã ghi', at: '2026-11-21T03:00:00.000Z', replyUntil: '2026-11-30', reply: null, repliedAt: null }]);
      expect(JSON.stringify(own)).not.toContain('Kiều Văn Phấn');
    }
    for (const person of [invited, await makeEntrant(w.db), w.organiser, { id: '' }]) await expect(getOwnScreening(w.db, person.id, entryId)).rejects.toMatchObject({ kind: 'not-found' });
    await w.db.updateTable('entry_member').set({ removed_at: '2026-11-22T00:00:00.000Z' }).where('user_id', '=', member.id).execute();
    await expect(getOwnScreening(w.db, member.id, entryId)).rejects.toMatchObject({ kind: 'not-found' });
    await w.db.deleteFrom('eligibility_check').where('entry_id', '=', entryId).execute();
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-22T00:00:00.000Z' }).where('id', '=', entryId).execute();
    expect((await listHandedIn(w.db, w.contest.id)).some(({ id }) => id === entryId)).toBe(false);
  });

  it('a seat on the jury is one that was offered and neither declined nor taken back', async () => {
    const people = await Promise.all([0, 1, 2, 3].map(() => w.staff()));
    const seats = await Promise.all(people.slice(0, 3).map((person) => makeJudge(w.db, w.contest, person, { acceptedAt: null })));
    await w.db.updateTable('judge').set({ declined_at: '2026-11-22T00:00:00.000Z' }).where('id', '=', seats[1] ?? '').execute();
    await w.db.updateTable('judge').set({ removed_at: '2026-11-22T00:00:00.000Z' }).where('id', '=', seats[2] ?? '').execute();
    expect(await Promise.all(people.map(({ id }) => hasSeat(w.db, w.contest.id, id)))).toEqual([true, false, false, false]);
    expect(await hasSeat(w.db, (await makeContest(w.db)).id, people[0]?.id ?? '')).toBe(false);
  });
});

describe('entries that are alike', () => {
  const long = 'Người dân phường gửi phản ánh về điểm ngập qua điện thoại và hệ thống chuyển ngay cho đội xử lý của phường trong ngày';

  it('are found by what was handed in last, in pairs, of this contest alone, in statements that do not grow', async () => {
    const [contest, elsewhere] = [await makeContest(w.db), await makeContest(w.db)];
    const make = (of: typeof contest, number: string, words: string) => makeEntry(w.db, of, { number, parts: { SUMMARY: words, SOLUTION: '' }, outcome: null });
    const [one, two] = [await make(contest, 'GN-1', long), await make(contest, 'GN-2', `${long.toUpperCase()}!`)];
    await make(contest, 'GN-3', 'Chợ phiên trực tuyến giúp bà con bán nông sản mà không cần qua thương lái ở xa');
    await make(elsewhere, 'GN-4', long);
    const gone = await make(contest, 'GN-5', long);
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-21T03:00:00.000Z' }).where('id', '=', gone).execute();
    const { db, count } = counted(w.db);
    expect((await listSimilar(db, contest.id)).map(({ one: a, other: b, share }) => [[a.number, b.number].toSorted(), share])).toEqual([[['GN-1', 'GN-2'], 1]]);
    expect(count()).toBe(2);
    expect(await listSimilarTo(w.db, contest.id, one)).toEqual([{ entry: { id: two, number: 'GN-2', title: expect.any(String) }, share: 1 }]);
    // A new version that says something else: the old one counts no more.
    const content = JSON.stringify({ format: 'hoc06.entry/1', entry: { id: two, title: 'Khác' }, parts: { SUMMARY: 'Một ý tưởng khác hẳn về tủ sách của xã và giờ mở cửa cho học sinh' } });
    await w.db.insertInto('entry_submission').values({ id: newId(), entry_id: two, version: 2, submitted_by: w.organiser.id, submitted_at: '2026-11-22T00:00:00.000Z', rules_id: contest.rulesId, content, content_hash: sha256(content), receipt: '{}', signature: 'x' }).execute();
    expect([await listSimilar(w.db, contest.id), await listSimilarTo(w.db, contest.id, one)]).toEqual([[], []]);
  });

  it('stand side by side only when both are of the contest', async () => {
    const [contest, elsewhere] = [await makeContest(w.db), await makeContest(w.db)];
    const [one, two, other] = [await makeEntry(w.db, contest, { parts: { SUMMARY: long } }), await makeEntry(w.db, contest, { parts: { SUMMARY: `Mở đầu khác. ${long}` } }), await makeEntry(w.db, elsewhere, { parts: { SUMMARY: long } })];
    const beside = await sideBySide(w.db, contest.id, one, two);
    expect([beside?.other.id, beside?.left.map(({ text }) => text).join('').includes(long), beside?.right.some(({ isCommon }) => !isCommon)]).toEqual([two, true, true]);
    for (const [a, b] of [[one, one], [one, other], [other, one], [one, 'x'], ['x', one], ['', '']] as const) expect(await sideBySide(w.db, contest.id, a, b)).toBeNull();
  });

  it('an entry whose words were erased is like none', async () => {
    const contest = await makeContest(w.db);
    const [one, erased] = [await makeEntry(w.db, contest, { parts: { SUMMARY: long } }), await makeEntry(w.db, contest, { parts: { SUMMARY: long } })];
    await w.db.updateTable('entry_submission').set({ content: '{}' }).where('entry_id', '=', erased).execute();
    expect([await listSimilar(w.db, contest.id), await listSimilarTo(w.db, contest.id, one), await listSimilarTo(w.db, contest.id, erased)]).toEqual([[], [], []]);
  });
});

describe('twins of an entry', () => {
  it('share a file byte for byte or the title, in this contest and in others; the words need not be alike', async () => {
    await using own = await judgingWorld({ entries: 0, judges: 0 });
    const [title, elsewhere] = ['Bản đồ ngập úng của xã', await makeContest(own.db, { title: 'Sáng kiến năm trước' })];
    const make = (named: string, contest = own.contest) => makeEntry(own.db, contest, { title: named, outcome: null });
    const [entry, sameWords, sameFile, stranger, earlier, draft] = [await make(title), await make('BAN DO ngập úng của Xã'), await make('Trợ lý một cửa'), await make('Cảnh báo cháy rừng'), await make(title, elsewhere), await makeEntry(own.db, own.contest, { title, submittedAt: null, outcome: null })];
    const put = (id: string, entryId: string, hash: string) => own.db.insertInto('entry_file').values({ id, entry_id: entryId, name: `${id}.pdf`, kind: 'PDF', declared_bytes: 1, received_bytes: 1, sha256: hash, uploaded_by: own.organiser.id, begun_at: '2026-11-19T00:00:00.000Z', completed_at: '2026-11-19T00:00:00.000Z' }).execute();
    for (const [id, of, hash] of [['1', entry, 'x'], ['2', sameFile, 'x'], ['3', stranger, 'y'], ['4', earlier, 'x']] as const) await put(id, of, hash);
    const found = new Map((await listTwins(own.db, own.organiser, entry)).map((twin) => [twin.entry.id, [twin.contest.title, ...twin.why]]));
    expect(Object.fromEntries(found)).toEqual({ [sameWords]: [expect.any(String), 'TITLE'], [sameFile]: [expect.any(String), 'FILE'], [earlier]: ['Sáng kiến năm trước', 'FILE', 'TITLE'] });
    expect(await listTwins(own.db, own.organiser, draft)).toEqual([]);
  });

  it('are none for titles of a few letters, or with half of the words in common', () => {
    expect([sameTitle('VNeID', 'VNeID'), sameTitle('Bản đồ số của xã', 'Bản đồ giấy của phường'), sameTitle('', '')]).toEqual([false, false, false]);
    expect(sameTitle('Trợ lý ảo một cửa cấp xã', 'Trợ lý ảo một cửa cấp xã mới')).toBe(true);
  });
});

it('the list for screening finds an entry by its owner, person or firm', async () => {
  expect(await numbers({ q: 'trang an' })).toEqual(['SK-0008']);
});
