import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLeaks, type Door, type Reader, type Secrets } from '../../../tests/world/blindness.ts';
import { compareAll, finalWorld, openPairs, type OpenPair } from '../../../tests/world/contest-final.ts';
import { commit, open, publishedWorld } from '../../../tests/world/contest-published.ts';
import type { ResultsWorld } from '../../../tests/world/contest-results.ts';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { roles, type Actor } from '../../people/actor.ts';
import { answerAppeal, raiseAppeal } from '../commands/appeal.server.ts';
import * as appeals from './appeals.tsx';
import * as entryResult from './entry-result.tsx';
import * as finalRelease from './final-release.tsx';
import * as final from './final.tsx';
import * as duelFile from './own-duel-file.ts';
import * as duelTie from './own-duel-tie.tsx';
import * as duel from './own-duel.tsx';
import * as judging from './own-judging.tsx';
import * as withdrawal from './publication-withdrawal.tsx';
import * as publication from './publication.tsx';
import * as publicResults from './public-results.tsx';
import * as standing from './standing.tsx';
import * as unblinding from './unblinding.tsx';
import * as verification from './verification.tsx';

type Route = { loader: unknown; default?: unknown };
const faultsOf = (html: string) => pageFaults(html).filter((fault) => !fault.startsWith('no label: input class="tick" type="radio"'));

async function shown(w: ResultsWorld, route: Route, as: Actor | null, params: Record<string, string> = {}, path = '/contests/here'): Promise<string> {
  const answer = await w.ask(route.loader, as, params, undefined, path);
  expect(answer.status).toBe(200);
  const [vi, en] = (['vi', 'en'] as const).map((locale) => renderRoute(route, { data: JSON.parse(JSON.stringify(answer.body)), locale }));
  expect([faultsOf(vi ?? ''), faultsOf(en ?? '')]).toEqual([[], []]);
  return vi ?? '';
}

describe('pages of a final', () => {
  let w: ResultsWorld;
  let pair: OpenPair;
  beforeAll(async () => {
    w = await finalWorld({ isOpened: false });
  });
  afterAll(() => w[Symbol.asyncDispose]());

  it('show what would be opened, to organisers, and the step on the way to the results', async () => {
    const html = await shown(w, final, w.organiser);
    expect(html).toContain('Mở chung kết');
    expect(html).toContain('84');
    expect(await shown(w, final, w.auditor)).not.toContain('Lượt so sánh');
    expect(await shown(w, standing, w.auditor)).toContain(`/contest-desk/${w.contest.id}/final`);
    expect(await shown(w, unblinding, w.organiser)).toContain('Thiết kế có chung kết theo cặp');
    expect((await w.ask(final.action, w.organiser, {}, {})).status).toBe(303);
    expect((await w.ask(final.action, w.organiser, {}, {})).status).toBe(409);
  });

  it('lead a judge from pair to pair, and keep what was chosen', async () => {
    [pair] = (await openPairs(w)) as [OpenPair];
    expect(await shown(w, judging, pair.judge)).toContain(`/judging/duels/${pair.id}`);
    const html = await shown(w, duel, pair.judge, { duel: pair.id });
    expect(html).toMatch(/Bài [A-H] và bài [A-H]/);
    await shown(w, duelTie, pair.judge, { duel: pair.id });
    expect((await w.ask(duel.action, pair.judge, { duel: pair.id }, { reason: 'x' })).status).toBe(422);
    expect((await w.ask(duel.action, pair.judge, { duel: pair.id }, { winner: 'C' })).status).toBe(422);
    expect((await w.ask(duel.action, pair.judge, { duel: pair.id }, { winner: 'B', reason: '<b>rõ hơn</b>' })).location).toMatch(/^\/judging\/duels\//);
    const decided = await shown(w, duel, pair.judge, { duel: pair.id });
    expect(decided).toContain('&lt;b&gt;rõ hơn&lt;/b&gt;');
    expect(decided).not.toContain('name="winner"');
    expect((await w.ask(duel.action, pair.judge, { duel: pair.id }, { winner: 'A' })).status).toBe(409);
    expect((await w.ask(duelTie.action, pair.judge, { duel: pair.id }, { side: 'c', reason: 'x' })).status).toBe(422);
  });

  it('show progress while it runs, and let an organiser take pairs back with a reason', async () => {
    expect(await shown(w, final, w.organiser)).toContain('Đã so 1 trên 84 lượt');
    expect(await shown(w, standing, w.publisher)).toContain('Chung kết: đã so 1 trên 84 lượt');
    expect(await shown(w, finalRelease, w.organiser)).toContain('Giám khảo Bí Mật 1');
    const judge = w.judges[2]?.id ?? '';
    expect((await w.ask(finalRelease.action, w.organiser, {}, { judge, reason: 'ngắn' })).status).toBe(422);
    expect((await w.ask(finalRelease.action, w.organiser, {}, { judge, reason: 'Giám khảo đi công tác' })).status).toBe(303);
    expect((await w.ask(finalRelease.action, w.organiser, {}, { judge, reason: 'Giám khảo đi công tác' }))).toMatchObject({ status: 409, body: { values: { reason: 'Giám khảo đi công tác' } } });
  });

  it('tell nothing to anybody whom it does not concern: every role on every page, with every form', async () => {
    const waiting = await openPairs(w);
    const own = waiting[0] ?? pair;
    const other = waiting.find(({ judge }) => judge.id !== own.judge.id) ?? pair;
    const entrants: Secrets = Object.fromEntries(w.entries.flatMap(({ id, number, owner }, at) => [[`id ${at}`, id], [`number ${at}`, number], [`owner ${at}`, owner.fullName], [`account ${at}`, owner.id]]));
    const jury = (but: string): Secrets => Object.fromEntries(w.judges.filter(({ person }) => person.id !== but).flatMap(({ id, name, person }, at) => [[`judge ${at}`, name], [`seat ${at}`, id], [`judge account ${at}`, person.id]]));
    const choices: Secrets = { choice: '"winner":"B"', reason: 'rõ hơn' };
    const doors: Door[] = [
      { name: 'judging', route: judging, queries: ['done=compared', 'page=2', 'sort=owner'] },
      ...[own.id, other.id, pair.id, 'khong-co', "' or 1=1"].flatMap((id): Door[] => [
        { name: `duel ${id.slice(-4)}`, route: duel, params: { duel: id }, queries: ['beside=x', 'format=csv'], forms: [{}, { winner: 'X' }, { winner: 'A', reason: 'x'.repeat(3_000) }] },
        { name: `tie ${id.slice(-4)}`, route: duelTie, params: { duel: id }, forms: [{}, { side: 'b' }] },
        ...['1', '0', 'x', w.entries[0]?.id ?? ''].map((file): Door => ({ name: `file ${file}`, route: duelFile, params: { duel: id, side: 'a', file } })),
      ]),
    ];
    const desk: Door[] = [{ name: 'final', route: final, forms: [{}] }, { name: 'release', route: finalRelease, forms: [{}] }];
    const readers: Reader[] = [
      { name: 'judge', person: own.judge, secrets: { ...entrants, ...jury(own.judge.id), ...(own.judge.id === pair.judge.id ? {} : choices) } },
      { name: 'entrant', person: w.entries[0]?.owner ?? w.auditor, secrets: { ...jury(''), ...choices } },
      ...(await Promise.all(roles.filter((role) => !['CONTEST_ORGANISER'].includes(role)).map(async (role): Promise<Reader> => ({ name: role, person: await w.person(role), secrets: { ...jury(''), ...choices } })))),
    ];
    const { leaks, asked, statuses } = await findLeaks(w.ask, readers, [...doors, ...desk]);
    expect(leaks).toEqual([]);
    expect(asked).toBeGreaterThan(300);
    expect([...statuses]).toEqual(expect.arrayContaining([200, 403, 404, 422]));
    expect((await findLeaks(w.ask, [{ name: 'organiser', person: w.organiser, secrets: choices }], desk)).leaks).toEqual([]);
  });

  it('draw the ranking with its errors once it is committed', async () => {
    await compareAll(w, w.entries.map(({ id }) => id));
    await commit(w);
    const html = await shown(w, final, w.auditor);
    expect(html).toContain('Kết quả chung kết');
    expect(html).toMatch(/\d ± \d/);
    expect(await shown(w, final, w.organiser)).toContain('Tiến độ của giám khảo');
    expect(await shown(w, finalRelease, w.organiser)).toContain('Không giám khảo nào có lượt cần thu hồi');
    await open(w);
    expect(await shown(w, standing, w.organiser)).toContain('theo lựa chọn của giám khảo giữa từng cặp');
  });
});

describe('pages of results that are taken back', () => {
  it('lead from the finding to the withdrawal, and say everywhere what happened', async () => {
    await using w = await publishedWorld();
    const [, , third] = w.entries;
    if (!third) throw new Error('no entry');
    expect((await w.ask(withdrawal.loader, w.publisher)).status).toBe(409);
    await raiseAppeal(w.ports, third.owner, { entry: third.id, words: 'Đề nghị xem lại điểm của bài.' });
    const { id: appeal } = await w.db.selectFrom('result_appeal').select('id').executeTakeFirstOrThrow();
    await answerAppeal(w.ports, w.organiser, { contest: w.contest.id, appeal, outcome: 'UPHELD', answer: 'Khiếu nại đúng.' });
    expect(await shown(w, appeals, w.auditor)).toContain('Chấp nhận khiếu nại');
    const link = `/contest-desk/${w.contest.id}/results/withdrawal`;
    expect([await shown(w, publication, w.publisher), await shown(w, publication, w.organiser)].map((html) => html.includes(link))).toEqual([true, false]);
    expect(await shown(w, withdrawal, w.publisher)).toContain(third.number);
    const send = (form: Record<string, string>) => w.ask(withdrawal.action, w.publisher, {}, form);
    expect((await send({ version: '1', reason: 'ngắn' })).status).toBe(422);
    expect(await send({ version: '2', reason: 'Một tệp <b>chưa</b> được chấm.' })).toMatchObject({ status: 409, body: { values: { reason: 'Một tệp <b>chưa</b> được chấm.' } } });
    expect((await send({ version: '1', reason: 'Một tệp <b>chưa</b> được chấm.' })).status).toBe(303);
    expect((await send({ version: '1', reason: 'Một tệp <b>chưa</b> được chấm.' })).status).toBe(409);
    for (const html of [await shown(w, publicResults, null), await shown(w, verification, null), await shown(w, entryResult, third.owner, { id: third.id })]) {
      expect(html).toContain('Một tệp &lt;b&gt;chưa&lt;/b&gt; được chấm.');
      expect(html).not.toContain('Giải nhất');
    }
    expect(await shown(w, publication, w.publisher)).toContain('Kết quả lần 1 được thu hồi');
    expect(await shown(w, publicResults, null)).toContain('Kết quả mới sẽ được công bố tại trang này');
    expect(await shown(w, publicResults, null)).not.toContain(third.owner.fullName);
  });
});
