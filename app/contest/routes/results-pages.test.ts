import { describe, expect, it } from 'vitest';
import { commit, decideByRank, open, publishedWorld, resultsHash } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { wordsOf } from '../../../tests/support/page.tsx';
import type { Actor } from '../../people/actor.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { proposeAdoption } from '../commands/propose-adoption.server.ts';
import * as adoptionState from './adoption-state.tsx';
import * as adoptionSteps from './adoption-steps.tsx';
import * as adoption from './adoption.tsx';
import * as adoptions from './adoptions.tsx';
import * as appeal from './appeal.tsx';
import * as appeals from './appeals.tsx';
import * as commitmentFile from './commitment-file.ts';
import * as commitment from './commitment.tsx';
import * as contestAdoptions from './contest-adoptions.tsx';
import * as decision from './decision.tsx';
import * as decisions from './decisions.tsx';
import * as entryAppeal from './entry-appeal.tsx';
import * as entryGallery from './entry-gallery.tsx';
import * as entryResult from './entry-result.tsx';
import * as minutesFile from './minutes-file.ts';
import * as minutes from './minutes.tsx';
import * as publication from './publication.tsx';
import * as publicAdoption from './public-adoption.tsx';
import * as publicResults from './public-results.tsx';
import * as standing from './standing.tsx';
import * as unblinding from './unblinding.tsx';
import * as verificationFile from './verification-file.ts';
import * as verification from './verification.tsx';

type Route = { loader: unknown; default?: unknown };
const desk: [string, Route][] = [['standing', standing], ['commitment', commitment], ['unblinding', unblinding], ['decisions', decisions], ['publication', publication], ['appeals', appeals], ['adoptions of a contest', contestAdoptions], ['adoptions', adoptions]];

/** A radio stands inside its label. */
const faultsOf = (html: string) => pageFaults(html).filter((fault) => !fault.startsWith('no label: input class="tick" type="radio"'));

/** The page as it would be sent, in both languages; without faults, or the test fails. */
async function shown(w: ResultsWorld, route: Route, as: Actor | null, params: Record<string, string> = {}): Promise<string> {
  const answer = await w.ask(route.loader, as, params, undefined, '/contests/here');
  expect(answer.status).toBe(200);
  const [vi, en] = (['vi', 'en'] as const).map((locale) => renderRoute(route, { data: JSON.parse(JSON.stringify(answer.body)), locale }));
  expect([faultsOf(vi ?? ''), faultsOf(en ?? '')]).toEqual([[], []]);
  return vi ?? '';
}
const identities = (w: ResultsWorld) => w.entries.flatMap(({ owner }, at) => [owner.fullName, owner.id, `Sáng kiến số ${at + 1}`]);
const judgeNames = (w: ResultsWorld) => w.judges.map(({ name }) => name);
const points = /\d+(,\d+)? \(\d/;

describe('before all sheets are locked', () => {
  it('the desk says how many are in, and no score, name or judge to anybody', async () => {
    await using w = await resultsWorld({ unlocked: [3, 5] });
    for (const [, route] of desk) {
      for (const who of [w.organiser, w.publisher, w.auditor]) {
        const html = await shown(w, route, who);
        for (const secretWord of [...identities(w), ...judgeNames(w), 'Nhận xét']) expect(html).not.toContain(secretWord);
        expect(html).not.toMatch(points);
      }
    }
    expect(await shown(w, standing, w.organiser)).toContain('Đã khoá 10 trên 12 phiếu chấm');
    expect(JSON.stringify((await w.ask(standing.loader, w.organiser)).body)).not.toMatch(/"score"|"lines"/);
  });

  it('and a contest without judging has its own words', async () => {
    await using w = await resultsWorld({ sheets: [] });
    await w.db.deleteFrom('review_round').execute();
    for (const [, route] of desk) await shown(w, route, w.organiser);
    expect(await shown(w, standing, w.organiser)).toContain('Chưa phân công chấm');
  });
});

describe('before the commitment', () => {
  it('no page of the desk gives an entry its place, to organisers neither', async () => {
    await using w = await resultsWorld();
    for (const [, route] of desk) {
      expect(await shown(w, route, w.organiser)).not.toMatch(points);
      expect(JSON.stringify((await w.ask(route.loader, w.organiser)).body)).not.toMatch(/"score"|"lines"|"bias"/);
    }
    expect(await shown(w, standing, w.organiser)).toContain('12 phiếu đã khoá cho 4 bài');
  });
});

describe('while identities are closed', () => {
  it('no page, file or number of the desk says who stands behind an entry', async () => {
    await using w = await resultsWorld();
    await commit(w);
    await decideByRank(w);
    const params = { entry: w.entries[0]?.id ?? '' };
    for (const who of [w.organiser, w.publisher, w.auditor]) {
      const seen: string[] = [];
      for (const [, route] of [...desk, ['minutes', minutes] as const]) seen.push(await shown(w, route, who));
      if (who === w.organiser) seen.push(await shown(w, decision, who, params));
      seen.push((await w.ask(commitmentFile.loader, who)).text ?? '');
      for (const text of seen) for (const secretWord of identities(w)) expect(text).not.toContain(secretWord);
    }
  });

  it('opening them shows them to the desk', async () => {
    await using w = await resultsWorld();
    await commit(w);
    await open(w);
    expect(await shown(w, standing, w.organiser)).toContain('Sáng kiến số 1 – Tác Giả Số 1');
  });
});

describe('the standing', () => {
  it('draws every band with its numbers, and says which cross the border', async () => {
    await using w = await resultsWorld({ sheets: [[9, 8, 9], [8, 7, 9], [8, 8, 8], [2, 1, 2]] });
    await commit(w);
    const html = await shown(w, standing, w.organiser);
    expect(html.match(/class="interval"/g)).toHaveLength(4);
    expect(html).toContain('Gần ranh giới giải');
    expect(html).toMatch(/aria-label="Hạng 1, bài /);
    expect(html).toContain('vẫn bằng thì đồng hạng');
  });

  it('shows the leniency of judges to organisers only', async () => {
    await using w = await resultsWorld();
    await commit(w);
    expect(await shown(w, standing, w.organiser)).toContain('Giám khảo Bí Mật 1');
    for (const who of [w.publisher, w.auditor]) {
      const html = await shown(w, standing, who);
      for (const name of judgeNames(w)) expect(html).not.toContain(name);
      const body = JSON.stringify((await w.ask(standing.loader, who)).body);
      for (const secretWord of ['"bias":', ...w.judges.map(({ id }) => id)]) expect(body).not.toContain(secretWord);
    }
  });

  it('names entries that nobody could score, and groups that nobody links', async () => {
    await using w = await resultsWorld({ sheets: [[9, 8], [7, 6], ['x', 'x']] });
    expect(wordsOf(await shown(w, standing, w.organiser))).toContain(`Chưa có điểm: ${w.entries[2]?.number}`);
    await using split = await resultsWorld({ sheets: [[9, null], [null, 8]] });
    for (const [, route] of desk) expect(await shown(split, route, split.organiser)).not.toMatch(points);
    expect(await shown(split, standing, split.organiser)).toContain('Có 2 nhóm bài');
  });
});

describe('deeds by their forms', () => {
  const post = (w: ResultsWorld, route: { action: unknown }, as: Actor, form: Record<string, string>, params: Record<string, string> = {}) => w.ask(route.action, as, params, form);

  it('lead from the commitment to the award', async () => {
    await using w = await resultsWorld();
    const hash = /name="hash" value="(\w{64})"/.exec(await shown(w, commitment, w.organiser))?.[1] ?? '';
    expect((await post(w, commitment, w.organiser, { hash })).status).toBe(303);
    expect((await post(w, commitment, w.organiser, { hash })).status).toBe(409);
    expect((await post(w, unblinding, w.organiser, {})).status).toBe(303);
    for (const at of [0, 1]) expect((await post(w, decision, w.organiser, { verdict: w.contest.prizes[at] ?? '', reason: '', was: '' }, { entry: w.entries[at]?.id ?? '' })).location).toContain('done=saved');
    const form = /name="hash" value="(\w{64})"/.exec(await shown(w, publication, w.publisher))?.[1] ?? '';
    expect(form).toBe(await resultsHash(w));
    expect((await post(w, publication, w.publisher, { hash: form, minutes: 'quá ngắn' })).status).toBe(422);
    expect((await post(w, publication, w.publisher, { hash: form, minutes: 'Thống nhất kết quả của ban giám khảo.' })).status).toBe(303);
    // What comes next after the publication is the award; the minutes are there to be read.
    expect([...(await shown(w, publication, w.organiser)).matchAll(/class="btn btn-primary"[^>]*>(?:<svg.*?<\/svg>)?([^<]+)/g)].map(([, words]) => words)).toEqual(['Ghi nhận đã trao giải']);
    const award = await import('./award.ts');
    expect((await post(w, award, w.organiser, {})).status).toBe(303);
    expect((await post(w, award, w.organiser, {})).status).toBe(409);
    for (const [, route] of [...desk, ['minutes', minutes] as const]) await shown(w, route, w.publisher);
  });

  it('keep what was typed when they are refused', async () => {
    await using w = await resultsWorld();
    await commit(w);
    const refused = await post(w, decision, w.organiser, { verdict: 'NONE', reason: 'ngắn <b>', was: '' }, { entry: w.entries[0]?.id ?? '' });
    expect(refused).toMatchObject({ status: 409, body: { values: { verdict: 'NONE', reason: 'ngắn <b>' } } });
    const page = await w.ask(decision.loader, w.organiser, { entry: w.entries[0]?.id ?? '' });
    const html = renderRoute(decision, { data: page.body, sent: refused.body });
    expect(html).toContain('ngắn &lt;b&gt;');
    expect(faultsOf(html)).toEqual([]);
  });
});

describe('entrants', () => {
  it('see points and words without names, object, and read the answer', async () => {
    await using w = await publishedWorld();
    const [, , third] = w.entries;
    if (!third) throw new Error('no entry');
    const params = { id: third.id };
    const html = await shown(w, entryResult, third.owner, params);
    expect(html).toContain('Nhận xét cho 6 điểm');
    for (const name of [...judgeNames(w), 'Chỉ ban tổ chức']) expect(html).not.toContain(name);
    await shown(w, entryAppeal, third.owner, params);
    expect((await w.ask(entryAppeal.action, third.owner, params, { words: 'ngắn' })).status).toBe(422);
    expect((await w.ask(entryAppeal.action, third.owner, params, { words: 'Đề nghị xem lại <script>alert(1)</script>.' })).status).toBe(303);
    expect((await w.ask(entryAppeal.action, third.owner, params, { words: 'Đề nghị xem lại lần nữa.' }))).toMatchObject({ status: 409, body: { values: { words: 'Đề nghị xem lại lần nữa.' } } });
    expect(await shown(w, appeals, w.organiser)).toContain('Chưa trả lời');
    const { id } = await w.db.selectFrom('result_appeal').select('id').executeTakeFirstOrThrow();
    expect(await shown(w, appeal, w.organiser, { appeal: id })).toContain('&lt;script&gt;');
    expect((await w.ask(appeal.action, w.organiser, { appeal: id }, { outcome: 'DISMISSED', answer: 'Đã xem lại, giữ nguyên kết quả.' })).status).toBe(303);
    await shown(w, appeal, w.auditor, { appeal: id });
    expect(await shown(w, entryResult, third.owner, params)).toContain('Đã xem lại, giữ nguyên kết quả.');
    await shown(w, entryAppeal, third.owner, params);
  });

  it('have a page before the results, and no objection', async () => {
    await using w = await resultsWorld();
    const [first] = w.entries;
    if (!first) throw new Error('no entry');
    const html = await shown(w, entryResult, first.owner, { id: first.id });
    expect(html).toContain('Kết quả chưa được công bố');
    expect(html).not.toMatch(points);
    expect((await w.ask(entryAppeal.loader, first.owner, { id: first.id })).status).toBe(409);
  });

  it('give and take back their consent', async () => {
    await using w = await publishedWorld();
    const [first] = w.entries;
    if (!first) throw new Error('no entry');
    const consent = (deed: string) => w.ask(entryGallery.action, first.owner, { id: first.id }, { deed });
    expect((await consent('steal')).status).toBe(422);
    expect((await consent('give')).status).toBe(303);
    expect(await shown(w, publicResults, null)).toContain('Sáng kiến số 1');
    await shown(w, entryGallery, first.owner, { id: first.id });
    expect((await consent('withdraw')).status).toBe(303);
    expect(await shown(w, publicResults, null)).not.toContain('Sáng kiến số 1');
    await shown(w, entryGallery, first.owner, { id: first.id });
  });
});

describe('everybody', () => {
  it('sees the hash before the identities are open, the file only with the results, and can check it', async () => {
    await using w = await resultsWorld();
    expect(await shown(w, verification, null)).toContain('Chưa có mã cam kết');
    await commit(w);
    const { commitment: hash } = await w.db.selectFrom('review_round').select('commitment').executeTakeFirstOrThrow();
    const html = await shown(w, verification, null);
    expect(html).toContain(hash);
    expect(html).toContain('Chưa mở');
    expect((await w.ask(verificationFile.loader, null, { round: 'preliminary' })).status).toBe(404);
    await using published = await publishedWorld();
    const file = (await published.ask(verificationFile.loader, null, { round: 'preliminary' })).text ?? '';
    expect(await shown(published, verification, null)).toContain(sha256(file));
    expect((await published.ask(verificationFile.loader, null, { round: 'final' })).status).toBe(404);
  });

  it('sees winners by number only until they agree, and nobody who won nothing', async () => {
    await using w = await publishedWorld();
    const html = await shown(w, publicResults, null);
    expect(html).toContain(w.entries[0]?.number);
    expect(html).not.toContain(w.entries[3]?.number);
    for (const secretWord of [...identities(w), ...judgeNames(w)]) expect(html).not.toContain(secretWord);
    await using before = await resultsWorld();
    expect(await shown(before, publicResults, null)).toContain('chưa được công bố');
  });
});

describe('adoption', () => {
  it('has pages for the unit, the desk and everybody', async () => {
    await using w = await publishedWorld();
    const open = await shown(w, publicAdoption, null);
    expect([open.includes('Chưa có đơn vị nhận áp dụng'), open.includes(w.entries[0]?.number ?? ''), open.includes('Tác Giả')]).toEqual([true, true, false]);
    await using before = await resultsWorld();
    expect(await shown(before, publicAdoption, null)).toContain('Chưa có bài nào');
    const leader = await w.person('UNIT_LEADER', w.contest.unitId);
    const proposed = await w.ask(contestAdoptions.action, w.organiser, {}, { entry: w.entries[0]?.id ?? '', unit: w.contest.unitId });
    const id = /adoptions\/(.+)$/.exec(proposed.location ?? '')?.[1] ?? '';
    expect(proposed.status).toBe(303);
    expect((await w.ask(contestAdoptions.action, w.organiser, {}, { entry: w.entries[0]?.id ?? '', unit: w.contest.unitId })).status).toBe(409);
    const ask = (route: { action: unknown }, form: Record<string, string>) => w.ask(route.action, leader, { id }, form, '/contest-desk/here');
    for (const route of [adoptionState, adoptionSteps, adoption] as const) {
      const answer = await w.ask(route.loader, leader, { id }, undefined, '/contest-desk/here');
      expect(faultsOf(renderRoute(route, { data: answer.body }))).toEqual([]);
    }
    expect((await ask(adoptionState, { revision: '1', state: 'PILOT', reason: '' })).status).toBe(303);
    expect(await ask(adoptionState, { revision: '1', state: 'NOT_APPLIED', reason: 'Không đủ kinh phí.' })).toMatchObject({ status: 409, body: { values: { reason: 'Không đủ kinh phí.' } } });
    const benefit = { revision: '2', kind: 'BENEFIT', title: 'Giảm giờ công', on: '2026-11-20', amount: '1.200,5', unit: 'giờ', evidence: 'https://vi-du.invalid/a' };
    expect((await ask(adoptionSteps, { ...benefit, evidence: 'javascript:alert(1)' })).status).toBe(422);
    expect((await ask(adoptionSteps, benefit)).status).toBe(303);
    const html = await shown(w, publicAdoption, null);
    expect(html).toContain('1.200,5 giờ');
    expect(html).toContain('Đang thí điểm');
    expect(await shown(w, adoptions, w.auditor)).toContain('Đang thí điểm');
    expect(await shown(w, adoption, w.auditor, { id })).not.toMatch(/action="\/contest-desk|name="revision"/);
  });

  it('of one contest never takes an entry of another', async () => {
    await using w = await publishedWorld();
    expect((await proposeAdoption(w.ports, w.organiser, { contest: 'another', entry: w.entries[0]?.id ?? '', unit: w.contest.unitId })).ok).toBe(false);
  });
});

it('the minutes are a PDF that carries every Vietnamese letter, a draft before the results', async () => {
  await using w = await resultsWorld();
  expect((await w.ask(minutesFile.loader, w.organiser)).status).toBe(409);
  await commit(w);
  await decideByRank(w);
  for (const step of [async () => {}, () => open(w)]) {
    await step();
    const { status, text } = await w.ask(minutesFile.loader, w.organiser);
    expect([status, text?.slice(0, 5)]).toEqual([200, '%PDF-']);
  }
});
