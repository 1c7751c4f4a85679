import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgingWorld, type JudgingWorld, makeEntrant, makeEntry, makeJudge, refusals } from '../../../tests/world/contest-judging.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { roles } from '../../people/actor.ts';
import * as assignment from './desk-assignment.tsx';
import * as blindCopy from './desk-blind-copy.ts';
import * as blindnessEntry from './desk-blindness-entry.tsx';
import * as blindness from './desk-blindness.tsx';
import * as entries from './desk-entries.tsx';
import * as deskFile from './desk-entry-file.ts';
import * as deskEntry from './desk-entry.tsx';
import * as expert from './desk-judge-expert.tsx';
import * as judgeNew from './desk-judge-new.tsx';
import * as deskJudge from './desk-judge.tsx';
import * as judges from './desk-judges.tsx';
import * as release from './desk-review-release.tsx';
import * as similar from './desk-similar.tsx';
import * as invitation from './own-invitation.tsx';
import * as judging from './own-judging.tsx';
import * as tie from './own-review-tie.tsx';
import * as review from './own-review.tsx';
import * as screening from './own-screening.tsx';

type Route = { loader?: unknown; action?: unknown };
const asScript = { accept: 'application/json' };
const desk: [name: string, route: Route][] = [['entries', entries], ['entry', deskEntry], ['similar', similar], ['judges', judges], ['judge new', judgeNew], ['expert', expert], ['judge', deskJudge], ['assignment', assignment], ['release', release], ['blindness', blindness], ['blindness of an entry', blindnessEntry], ['clean copy', blindCopy], ['original file', deskFile]];

let w: JudgingWorld;
beforeAll(async () => {
  w = await judgingWorld({ entries: 4, judges: 4 });
});
afterAll(() => w[Symbol.asyncDispose]());

describe('the organiser’s pages of judging', () => {
  it.each(desk)('%s opens to organisers alone, and says 404 where nothing is', async (_name, route) => {
    const params = { entry: 'khong-co', judge: 'khong-co', assignment: 'khong-co', file: 'khong-co' };
    for (const role of roles) {
      const person = await w.staff(role);
      const expected = role === 'CONTEST_ORGANISER' ? expect.not.stringMatching(/^403$/) : '403';
      expect([role, String((await w.ask(route.loader, person, params)).status)]).toEqual([role, expected]);
      if (route.action) expect([role, String((await w.ask(route.action, person, params, {})).status)]).toEqual([role, expected]);
    }
    expect((await w.ask(route.loader, w.organiser, { ...params, contest: 'khong-co' }, undefined, '/x?user=khong-co')).status).toBe(404);
  });
});

describe('an organiser who judges the contest', () => {
  it.each(desk)('finds %s closed until identities are opened', async (_name, route) => {
    const person = await w.staff('CONTEST_ORGANISER');
    const seat = await makeJudge(w.db, w.contest, person);
    const params = { entry: w.entries[0] ?? '', judge: w.judges[0]?.id ?? '', assignment: 'khong-co', file: 'khong-co' };
    expect((await w.ask(route.loader, person, params, undefined, `/x?user=${person.id}`)).status).toBe(403);
    await w.db.updateTable('judge').set({ declined_at: '2026-11-23T00:00:00.000Z', accepted_at: null }).where('id', '=', seat).execute();
    expect((await w.ask(route.loader, person, params, undefined, `/x?user=${person.id}`)).status).not.toBe(403);
  });
});

describe('inviting by form', () => {
  it('finds officials by part of a name without marks, by address, and says who is in already', async () => {
    const person = await makePerson(w.db, { fullName: 'Hứa Thị Tìm', email: 'tim@so.example', unitId: await makeUnit(w.db, { name: 'Sở Tìm Kiếm' }) });
    const find = async (q: string) => ((await w.ask(judges.loader, w.organiser, {}, undefined, `/x?q=${encodeURIComponent(q)}`)).body as { found: { id: string; isInvited: boolean; unitName: string }[] }).found;
    expect(await find('hua thi tim')).toEqual([{ id: person.id, fullName: 'Hứa Thị Tìm', email: 'tim@so.example', unitName: 'Sở Tìm Kiếm', isInvited: false }]);
    expect((await find('TIM@so.example')).map(({ id }) => id)).toEqual([person.id]);
    expect((await find(w.judges[0]?.person.fullName ?? ''))[0]?.isInvited).toBe(true);
    expect([await find('%'), await find('a'), await find("' or 1=1 --"), await find('😀')]).toEqual([[], [], [], []]);
    expect((await w.ask(judgeNew.action, w.organiser, {}, { userId: person.id, maxReviews: '5' })).location).toMatch(/judges\?done=invited$/);
    expect(refusals(await w.ask(judgeNew.action, w.organiser, {}, { userId: person.id, maxReviews: '5' }))).toMatch(/đã được mời/);
  });

  it('an expert is first checked, with everything typed kept, then invited', async () => {
    await makeEntry(w.db, w.contest, { owner: await makeEntrant(w.db, { email: 'x@hang-rieng.example' }), number: 'KT-1', outcome: null });
    const form = { email: ' Chuyen.Gia@Hang-Rieng.example ', fullName: 'Cao Bá Quát', employer: 'Hãng riêng', maxReviews: '6' };
    const checked = (await w.ask(expert.action, w.organiser, {}, { ...form, deed: 'check' })).body as { values: Record<string, string>; ties: { number: string; reason: string }[] };
    expect([checked.values['email'], checked.values['maxReviews'], checked.ties.map(({ number, reason }) => `${number} ${reason}`)]).toEqual(['chuyen.gia@hang-rieng.example', '6', ['KT-1 SAME_DOMAIN']]);
    expect(await w.db.selectFrom('user_account').select('id').where('email', '=', 'chuyen.gia@hang-rieng.example').execute()).toEqual([]);
    expect((await w.ask(expert.action, w.organiser, {}, { ...form, deed: 'invite' })).status).toBe(303);
    expect((await w.ask(expert.action, w.organiser, {}, { ...form, deed: 'invite' })).status).toBe(409);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['no address', { email: '' }, /^email: /],
    ['an address that is none', { email: 'a@' }, /^email: /],
    ['a name of signs', { fullName: '<script>' }, /^fullName: /],
    ['no limit', { maxReviews: '0' }, /^maxReviews: Số bài/],
    ['a limit in words', { maxReviews: 'mười' }, /^maxReviews: Số bài/],
    ['an endless employer', { employer: 'x'.repeat(5_000) }, /^employer: /],
  ])('an expert with %s is refused with a sentence', async (_what, changes, said) => {
    const answer = await w.ask(expert.action, w.organiser, {}, { deed: 'invite', email: 'a@b.example', fullName: 'Ai Đó', employer: 'Nơi nào', maxReviews: '3', ...changes });
    expect([answer.status, refusals(answer)]).toEqual([422, expect.stringMatching(said)]);
  });
});

describe('the judge’s way', () => {
  it('from the invitation over the sheet to the lock, by plain forms', async () => {
    await using own = await judgingWorld({ entries: 2, judges: 3 });
    const { person } = own.judges[0] ?? { person: own.organiser };
    const shown = (await own.ask(assignment.loader, own.organiser)).body as { shown: { seed: number; fingerprint: string } };
    expect((await own.ask(assignment.action, own.organiser, {}, { seed: String(shown.shown.seed), fingerprint: shown.shown.fingerprint })).status).toBe(303);
    const list = (await own.ask(judging.loader, person)).body as { contests: { reviews: { id: string; label: string }[] }[] };
    const { id = '', label = '' } = list.contests[0]?.reviews[0] ?? {};
    const scores = Object.fromEntries(own.contest.criteria.flatMap((criterion) => [[`score-${criterion}`, '8'], [`reason-${criterion}`, 'Rõ ràng']]));
    const sheet = { comment: 'Nên thêm số liệu đo được.', note: '', confidence: '4', abstainReason: '', ...scores };
    expect((await own.ask(review.action, person, { assignment: id }, { ...sheet, deed: 'lock', revision: '0' }, undefined, asScript)).text).toContain('"revision":1');
    expect(refusals(await own.ask(review.action, person, { assignment: id }, { ...sheet, deed: 'save', revision: '0' }))).toMatch(/cửa sổ khác/);
    const locked = await own.ask(review.action, person, { assignment: id }, { ...sheet, deed: 'lock', revision: '1' });
    expect([locked.status, locked.location]).toEqual([303, `/judging?done=locked&label=${label}`]);
    expect((await own.ask(review.action, person, { assignment: id }, { ...sheet, revision: '2' }, undefined, asScript)).status).toBe(409);
    expect((await own.ask(tie.action, person, { assignment: id }, { reason: 'muộn' })).status).toBe(409);
  });

  it('keeps everything that was typed when a sheet is refused', async () => {
    await using own = await judgingWorld({ entries: 1, judges: 3 });
    const { person } = own.judges[0] ?? { person: own.organiser };
    const { shown } = (await own.ask(assignment.loader, own.organiser)).body as { shown: { seed: number; fingerprint: string } };
    await own.ask(assignment.action, own.organiser, {}, { seed: String(shown.seed), fingerprint: shown.fingerprint });
    const { contests } = (await own.ask(judging.loader, person)).body as { contests: { reviews: { id: string }[] }[] };
    const [first = ''] = own.contest.criteria;
    const answer = await own.ask(review.action, person, { assignment: contests[0]?.reviews[0]?.id ?? '' }, { deed: 'lock', revision: '0', comment: 'Ngắn', confidence: '', [`score-${first}`]: '99', [`reason-${first}`]: '<b>"Lý do"</b>', constructor: 'x' });
    expect([answer.status, (answer.body as { values: Record<string, string> }).values]).toEqual([422, expect.objectContaining({ comment: 'Ngắn', [`score-${first}`]: '99', [`reason-${first}`]: '<b>"Lý do"</b>' })]);
  });

  it('is closed to everybody else: an assignment, a seat, an entry of others are not found', async () => {
    const stranger = await makeEntrant(w.db);
    await makeJudge(w.db, w.contest, stranger);
    for (const [route, params] of [[review, { assignment: 'a' }], [tie, { assignment: 'a' }], [invitation, { judge: w.judges[0]?.id ?? '' }], [screening, { entry: w.entries[0] ?? '' }]] as const) {
      expect((await w.ask(route.loader, stranger, params)).status).toBe(404);
    }
    const forms: [unknown, Record<string, string>, Record<string, string>][] = [[review.action, { assignment: 'a' }, { deed: 'save', revision: '0' }], [invitation.action, { judge: w.judges[0]?.id ?? '' }, { deed: 'accept', maxReviews: '3' }], [screening.action, { entry: w.entries[0] ?? '' }, { deed: 'name', name: 'Ai', reason: 'x' }]];
    for (const [action, params, form] of forms) expect((await w.ask(action, stranger, params, form)).status).toBe(404);
  });

  it.each<[string, [string, string][], RegExp]>([
    ['names without a reason', [['deed', 'accept'], ['maxReviews', '3'], ['ties', 'Ai đó']], /^tiesReason: /],
    ['a name without end', [['deed', 'accept'], ['maxReviews', '3'], ['ties', 'x'.repeat(201)], ['tiesReason', 'x']], /^ties/],
    ['too many names', [['deed', 'accept'], ['maxReviews', '3'], ['ties', Array.from({ length: 51 }, (_, at) => `Tên ${at}`).join('\n')], ['tiesReason', 'x']], /^ties/],
    ['a limit of none', [['deed', 'accept'], ['maxReviews', '-1']], /^maxReviews: /],
    ['another deed', [['deed', 'judge-all']], /^deed: /],
  ])('an answer with %s is refused', async (_what, form, said) => {
    const judge = w.judges[0];
    const answer = await w.ask(invitation.action, judge?.person ?? w.organiser, { judge: judge?.id ?? '' }, form);
    expect([answer.status, refusals(answer)]).toEqual([422, expect.stringMatching(said)]);
  });

  it('takes tracks as a list', async () => {
    const judge = w.judges[1];
    const answer = await w.ask(invitation.action, judge?.person ?? w.organiser, { judge: judge?.id ?? '' }, [['deed', 'save'], ['maxReviews', '9'], ...w.contest.tracks.map((track): [string, string] => ['tracks[]', track])]);
    expect(answer.status).toBe(303);
    expect(await w.db.selectFrom('judge_preference').select('track_id').where('judge_id', '=', judge?.id ?? '').execute()).toHaveLength(w.contest.tracks.length);
  });
});

describe('screening by form', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['no outcome', { version: '1', reason: 'Đủ mười chữ cái' }, /^outcome: /],
    ['no reason', { version: '1', outcome: 'ELIGIBLE', reason: '   ' }, /^reason: Hãy nêu lý do/],
    ['a day that is none', { version: '1', outcome: 'UNCLEAR', reason: 'Đủ mười chữ cái', replyUntil: '2026-02-30' }, /^replyUntil: /],
    ['no version that was read', { outcome: 'ELIGIBLE', reason: 'Đủ mười chữ cái' }, /^version: /],
    ['no day for a reply', { version: '1', outcome: 'UNCLEAR', reason: 'Đủ mười chữ cái', replyUntil: '' }, /^replyUntil: /],
  ])('a look with %s is refused, and keeps what was typed', async (_what, form, said) => {
    const answer = await w.ask(deskEntry.action, w.organiser, { entry: w.entries[0] ?? '' }, form);
    expect([answer.status, refusals(answer)]).toEqual([422, expect.stringMatching(said)]);
    expect((answer.body as { values: Record<string, string> }).values).toMatchObject(form['reason']?.trim() ? { reason: form['reason'] } : {});
  });

  it('a look is recorded and leads back to the entry', async () => {
    const entry = await makeEntry(w.db, w.contest, { outcome: null });
    expect((await w.ask(deskEntry.action, w.organiser, { entry }, { version: '1', outcome: 'ELIGIBLE', reason: 'Đủ điều kiện dự thi' })).location).toBe(`/contest-desk/${w.contest.id}/entries/${entry}?done=saved`);
    expect((await w.ask(deskEntry.loader, w.organiser, { entry })).body).toMatchObject({ state: 'ELIGIBLE', canLook: true, entry: { id: entry } });
  });
});
