import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { publishedWorld } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import type { Actor } from '../../people/actor.ts';
import { answerAppeal, raiseAppeal } from '../commands/appeal.server.ts';
import { closeCall } from '../commands/close-call.server.ts';
import { awardPrizes } from '../commands/publish-results.server.ts';
import { withdrawResults } from '../commands/withdraw-results.server.ts';
import { listAppeals } from '../queries/appeals.server.ts';
import * as result from './entry-result.tsx';
import * as adoption from './public-adoption.tsx';
import * as results from './public-results.tsx';
import * as vote from './public-vote.tsx';
import * as verification from './verification.tsx';

const reason = 'Hết hạn chỉ có hai bài, không đủ để chấm.';
const pages = { results, adoption, vote, verification, result };
/** What pages say while they wait for results. */
const promises = /sẽ công bố tại trang này|Sau khi trao giải|Khi ban tổ chức công bố|Hội đồng đang|chưa có bình chọn|sẽ được công bố|Khi có kết quả mới/i;

async function htmlOf(w: ResultsWorld, name: keyof typeof pages): Promise<string> {
  const entry = w.entries[0];
  const as: Actor | null = name === 'result' ? (entry?.owner ?? null) : null;
  const { status, body } = await w.ask(pages[name].loader, as, name === 'result' ? { id: entry?.id ?? '' } : {});
  expect(status).toBe(200);
  const html = renderRoute(pages[name], { data: JSON.parse(JSON.stringify(body)) });
  expect(pageFaults(html)).toEqual([]);
  return html;
}
const close = (w: ResultsWorld) => closeCall(w.ports, w.organiser, { id: w.contest.id, revision: 1, reason });

describe('a contest that was called off', () => {
  let w: ResultsWorld;
  beforeAll(async () => void (w = await resultsWorld()));
  afterAll(() => w[Symbol.asyncDispose]());

  it.each(Object.keys(pages) as (keyof typeof pages)[])('says so on its page of %s, with the reason, and promises nothing', async (name) => {
    expect(await htmlOf(w, name)).not.toContain('đã dừng');
    await w.db.updateTable('contest').set({ closed_at: w.clock.now().toISOString(), closing_reason: reason }).execute();
    const html = await htmlOf(w, name);
    await w.db.updateTable('contest').set({ closed_at: null, closing_reason: null }).execute();
    expect([html.includes('Cuộc thi đã dừng ngày 23/11/2026 và không có kết quả.'), html.includes(reason), promises.exec(html)?.[0] ?? null]).toEqual([true, true, null]);
  });
});

it('is also one that ended after its results were taken back: no next results are promised', async () => {
  await using w = await publishedWorld();
  const entry = w.entries[3];
  if (!entry) throw new Error('no entry to object with');
  await awardPrizes(w.ports, w.organiser, w.contest.id);
  await raiseAppeal(w.ports, entry.owner, { entry: entry.id, words: 'Đề nghị xem lại điểm của bài.' });
  const [appeal] = await listAppeals(w.db, w.contest.id);
  await answerAppeal(w.ports, w.organiser, { contest: w.contest.id, appeal: appeal?.id ?? '', outcome: 'UPHELD', answer: 'Phản ánh đúng.' });
  expect(await withdrawResults(w.ports, w.publisher, { contest: w.contest.id, version: 1, reason: 'Một tệp nộp đúng hạn chưa được chấm.' })).toEqual({ ok: true });
  for (const name of ['results', 'adoption', 'result'] as const) expect(await htmlOf(w, name)).toMatch(promises);
  expect(await close(w)).toEqual({ ok: true });
  for (const name of Object.keys(pages) as (keyof typeof pages)[]) {
    const html = await htmlOf(w, name);
    expect([name, html.includes(reason), promises.exec(html)?.[0] ?? null]).toEqual([name, true, null]);
  }
});

it('is none while its results stand', async () => {
  await using w = await publishedWorld();
  await w.db.updateTable('contest').set({ closed_at: w.clock.now().toISOString(), closing_reason: reason }).execute();
  for (const name of Object.keys(pages) as (keyof typeof pages)[]) expect(await htmlOf(w, name)).not.toContain('đã dừng');
});
