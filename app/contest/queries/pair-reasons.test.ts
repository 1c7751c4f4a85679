import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { leaksIn } from '../../../tests/world/blindness.ts';
import { finalWorld, openPairs } from '../../../tests/world/contest-final.ts';
import { commit, decideByRank, open, resultsHash } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsTraits, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { decideDuel } from '../commands/decide-duel.server.ts';
import { writeScoreSheet } from '../commands/write-score-sheet.server.ts';
import { publishResults } from '../commands/publish-results.server.ts';
import * as ownDuel from '../routes/own-duel.tsx';
import * as result from '../routes/entry-result.tsx';
import type { Feedback } from './feedback.server.ts';
import { listPairReasons } from './pair-reasons.server.ts';

const entryAt = (w: ResultsWorld, at: number) => w.entries[at] ?? { id: '', number: '', owner: w.auditor };
const pairsOf = async (w: ResultsWorld, at: number) => ((await w.ask(result.loader, entryAt(w, at).owner, { id: entryAt(w, at).id })).body as { feedback: Feedback | null }).feedback?.pairs;

/** Judges who say in every pair by name, number, title and letter whom they mean, and who they are. */
async function talkative(traits: ResultsTraits = {}): Promise<ResultsWorld> {
  const w = await finalWorld(traits);
  const order = w.entries.map(({ id }) => id);
  const labels = new Map((await w.db.selectFrom('finalist').select(['entry_id', 'label']).execute()).map((row) => [row.entry_id, row.label]));
  for (const { id, judge, a, b } of await openPairs(w)) {
    const [first, second] = [order.indexOf(a), order.indexOf(b)];
    const [better, other] = first < second ? [a, b] : [b, a];
    const about = w.entries.find((entry) => entry.id === other);
    const reason = `Tôi là ${judge.fullName}. Bài ${labels.get(better)} hơn bài ${labels.get(other)} (${about?.number}, Sáng kiến số ${order.indexOf(other) + 1}, ${about?.owner.fullName}): có số liệu.`;
    expect(await decideDuel(w.ports, judge, id, { winner: better === a ? 'A' : 'B', reason: first === 7 || second === 7 ? '' : reason })).toMatchObject({ ok: true });
  }
  await commit(w);
  return w;
}
async function publish(w: ResultsWorld): Promise<void> {
  await open(w);
  await decideByRank(w);
  expect(await publishResults(w.ports, w.publisher, { contest: w.contest.id, hash: await resultsHash(w), minutes: 'Hội đồng thống nhất.' })).toEqual({ ok: true });
}

describe('the reasons of a final whose terms give them to its teams', () => {
  let w: ResultsWorld;
  beforeAll(async () => void (w = await talkative({ pairReasons: 'TEAMS' })), 60_000);
  afterAll(() => w[Symbol.asyncDispose]());

  it('are nobody’s before the results are public', async () => {
    expect(await pairsOf(w, 0)).toBeUndefined();
    await publish(w);
    expect(await pairsOf(w, 0)).toHaveLength(3 * 6);
  });

  it('say which entry is meant and no more: neither a judge, nor another entry by letter, number, title or people', async () => {
    const labels = (await w.db.selectFrom('finalist').select('label').execute()).map(({ label }) => label);
    for (const at of [0, 3, 6]) {
      const pairs = (await pairsOf(w, at)) ?? [];
      const others = w.entries.filter((_entry, place) => place !== at);
      const secrets = Object.fromEntries([...w.judges.map(({ name }, place) => [`judge ${place}`, name]), ...others.flatMap(({ number, owner }) => [[`number ${number}`, number], [`owner ${number}`, owner.fullName]])]);
      expect([at, leaksIn(JSON.stringify(pairs), secrets)]).toEqual([at, []]);
      for (const { chosen, reason } of pairs) {
        const [better, other] = chosen === 'THIS' ? ['[bài này]', '[bài kia]'] : ['[bài kia]', '[bài này]'];
        // Her own number, title and name, which the judge wrote down, are hers to read.
        expect(reason).toContain(`Tôi là [đã ẩn]. ${better} hơn ${other}`);
        expect(labels.filter((label) => new RegExp(`bài ${label}\\b`, 'i').test(reason))).toEqual([]);
        for (const place of others.keys()) if (place !== at && chosen === 'THIS') expect(reason).not.toContain(`Sáng kiến số ${place + 1},`);
      }
    }
  });

  it('stand in an order that tells neither the pair nor the judge, the favourable ones first', async () => {
    const pairs = (await pairsOf(w, 3)) ?? [];
    expect(pairs.map(({ chosen }) => chosen)).toEqual([...Array<string>(9).fill('THIS'), ...Array<string>(9).fill('OTHER')]);
    for (const chosen of ['THIS', 'OTHER']) expect(pairs.filter((pair) => pair.chosen === chosen).map(({ reason }) => reason)).toEqual(pairs.filter((pair) => pair.chosen === chosen).map(({ reason }) => reason).toSorted());
  });

  it('are a card of the result of finalists, and of nobody else', async () => {
    const html = async (at: number) => renderRoute(result, { data: JSON.parse(JSON.stringify((await w.ask(result.loader, entryAt(w, at).owner, { id: entryAt(w, at).id })).body)) });
    const [first, silent, none] = [await html(0), await html(7), await html(9)];
    expect([first, silent, none].map(pageFaults)).toEqual([[], [], []]);
    expect([first, silent, none].map((page) => page.includes('Lý do của giám khảo ở chung kết'))).toEqual([true, true, false]);
    expect(silent).toContain('Không giám khảo nào ghi lý do');
    expect(await listPairReasons(w.db, w.contest.id, entryAt(w, 9).id)).toBeNull();
    expect((await w.ask(result.loader, entryAt(w, 1).owner, { id: entryAt(w, 0).id })).status).toBe(404);
  });
});

it('are not given by any other contest, and judges are told beside the field which it is', async () => {
  await using w = await talkative();
  await publish(w);
  expect([await pairsOf(w, 0), await listPairReasons(w.db, w.contest.id, entryAt(w, 0).id)]).toEqual([null, null]);
  for (const [pairReasons, says] of [['NONE', 'người dự thi không đọc được'], ['TEAMS', 'Cùng với kết quả, người dự thi của bài đọc được']] as const) {
    await using running = await finalWorld({ pairReasons });
    const [pair] = await openPairs(running);
    const { body } = await running.ask(ownDuel.loader, pair?.judge ?? null, { duel: pair?.id ?? '' });
    expect(renderRoute(ownDuel, { data: JSON.parse(JSON.stringify(body)) })).toContain(says);
  }
});

it('a judge who names herself or a colleague on a sheet is not named to the entrant', async () => {
  await using w = await resultsWorld({ unlocked: [0] });
  const { id } = await w.db.selectFrom('review_assignment as a').innerJoin('score_sheet as s', 's.assignment_id', 'a.id').select('a.id').where('s.locked_at', 'is', null).executeTakeFirstOrThrow();
  const words = 'Giám Khảo Bí Mật 1 và GIAM KHAO BI MAT 2 đều thấy rõ; hỏi thêm ở gk@vien.example.';
  const typed = Object.fromEntries(w.contest.criteria.flatMap((criterion) => [[`score-${criterion}`, '9'], [`reason-${criterion}`, words]]));
  const person = w.judges[0]?.person ?? w.auditor;
  const { revision } = await w.db.selectFrom('score_sheet').select('revision').where('assignment_id', '=', id).executeTakeFirstOrThrow();
  expect(await writeScoreSheet(w.ports, person, id, { deed: 'lock', revision, comment: words, note: '', confidence: 3, abstainReason: '', typed })).toMatchObject({ ok: true });
  await commit(w);
  await publish(w);
  const told = JSON.stringify((await w.ask(result.loader, entryAt(w, 0).owner, { id: entryAt(w, 0).id })).body);
  expect(told.match(/\[đã ẩn\] và \[đã ẩn\] đều thấy rõ; hỏi thêm ở \[đã ẩn\]/g)).toHaveLength(1 + w.contest.criteria.length);
  expect(leaksIn(told, Object.fromEntries(w.judges.map(({ name }) => [name, name])))).toEqual([]);
});
