import type { ComponentType } from 'react';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { addMember, judgingWorld, makeEntrant, makeEntry, makeJudge, refusals, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { commit, decideByRank, open } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { confirmAssignment } from '../commands/confirm-assignment.server.ts';
import { pinByOrganiser } from '../commands/invite-judge.server.ts';
import { planAssignment } from '../queries/assignment.server.ts';
import { getJudgingContest } from '../queries/judging-contest.server.ts';
import * as appeals from './appeals.tsx';
import * as commitment from './commitment.tsx';
import * as contestAdoptions from './contest-adoptions.tsx';
import * as decision from './decision.tsx';
import * as decisions from './decisions.tsx';
import * as assignment from './desk-assignment.tsx';
import * as blindnessEntry from './desk-blindness-entry.tsx';
import * as blindness from './desk-blindness.tsx';
import * as entries from './desk-entries.tsx';
import * as deskEntry from './desk-entry.tsx';
import * as expert from './desk-judge-expert.tsx';
import * as deskJudge from './desk-judge.tsx';
import * as judges from './desk-judges.tsx';
import * as release from './desk-review-release.tsx';
import * as similar from './desk-similar.tsx';
import * as deskVote from './desk-vote.tsx';
import * as minutes from './minutes.tsx';
import * as invitation from './own-invitation.tsx';
import * as judging from './own-judging.tsx';
import * as tie from './own-review-tie.tsx';
import * as review from './own-review.tsx';
import * as publication from './publication.tsx';
import * as standing from './standing.tsx';
import * as unblinding from './unblinding.tsx';

interface Page { loader: unknown; default: unknown }
const locales = ['vi', 'en'] as const;
/** Markup, quotes, a template's braces, Markdown, a mark that turns the reading round, an emoji of several characters. */
const hostile = '<b>"Xanh"</b> & {{cuoc_thi}} {name} **đậm** [x](javascript:alert(1)) \u202Ehtam 👩‍💻';
const shown = '&lt;b&gt;';

/** Draws a page in both languages and holds it to what every page owes its reader. */
function mustStand(page: Page, body: unknown): string {
  const [vi = ''] = locales.map((locale) => {
    const html = drawPage(page.default as ComponentType, { data: body, locale });
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).not.toContain('<b>');
    expect(html).not.toMatch(/href="javascript:/i);
    expect(html).not.toMatch(/undefined|\[object Object\]|NaN/);
    return html;
  });
  return vi;
}

describe('pages of judging, with names that are no names', () => {
  let w: JudgingWorld;
  let params: Record<string, string>;
  let judge: Actor;
  beforeAll(async () => {
    w = await judgingWorld({ entries: 0, judges: 3, contest: { title: `Sáng kiến ${hostile}`, tracks: [`Lĩnh vực ${hostile}`] } });
    judge = await makePerson(w.db, { fullName: `Giám ${hostile}`, unitId: await makeUnit(w.db, { name: `Viện ${hostile}` }) });
    const seat = await makeJudge(w.db, w.contest, judge, { employer: `Cty ${hostile}`, tracks: w.contest.tracks });
    const made = [];
    for (const at of [1, 2, 3, 4]) {
      const owner = await makeEntrant(w.db, { kind: 'ENTERPRISE', fullName: `Chủ bài ${at} ${hostile}`, legalName: `Doanh nghiệp ${at} ${hostile}` });
      made.push(await makeEntry(w.db, w.contest, { owner, title: `Bài ${at} ${hostile}`, parts: { SUMMARY: `Tóm tắt ${hostile}` } }));
    }
    await addMember(w.db, made[0] ?? '', { id: null, fullName: `Đội viên ${hostile}`, email: 'doi@nha-khac.example' });
    await pinByOrganiser(w.ports, w.organiser, w.contest.id, { judgeId: seat, entryId: made[0] ?? '', reason: `Quen biết ${hostile}` });
    const { fingerprint } = await planAssignment(w.db, await getJudgingContest(w.db, w.contest.id), 5);
    expect(refusals(await confirmAssignment(w.ports, w.organiser, w.contest.id, { seed: 5, fingerprint }))).toBe('');
    const own = await w.db.selectFrom('review_assignment').select('id').where('judge_id', '=', seat).executeTakeFirstOrThrow();
    params = { entry: made[0] ?? '', judge: seat, assignment: own.id };
  });
  afterAll(() => w[Symbol.asyncDispose]());

  const desk: [string, Page][] = [['judges', judges], ['judge', deskJudge], ['expert', expert], ['assignment', assignment], ['release', release], ['entries', entries], ['entry', deskEntry], ['similar', similar], ['blindness', blindness], ['blindness of an entry', blindnessEntry]];
  it.each(desk)('%s of the desk takes them for text, and leads back by the one name of the desk', async (_name, page) => {
    const { status, body } = await w.ask(page.loader, w.organiser, params);
    expect(status).toBe(200);
    const html = mustStand(page, body);
    expect(html).toContain(shown);
    expect(html).toContain('href="/contest-desk"');
    expect(wordsOf(html)).toContain('Tổ chức cuộc thi');
    expect(wordsOf(html)).not.toContain('Bàn tổ chức');
    expect(html).toContain(`href="/contest-desk/${w.contest.id}"`);
  });

  const own: [string, Page][] = [['list', judging], ['invitation', invitation], ['review', review], ['tie', tie]];
  it.each(own)('the judge’s own %s takes them for text, and names nobody', async (_name, page) => {
    const { status, body } = await w.ask(page.loader, judge, params);
    expect(status).toBe(200);
    const html = mustStand(page, body);
    for (const secret of ['Chủ bài', 'Doanh nghiệp', 'Đội viên']) expect(html).not.toContain(secret);
  });
});

describe('pages of the results, with names that are no names', () => {
  let w: ResultsWorld;
  beforeAll(async () => {
    w = await resultsWorld({ title: `Sáng kiến ${hostile}`, criteria: [{ title: `Tính mới ${hostile}`, weight: 1 }], prizes: [{ kind: 'FIRST', title: `Giải nhất ${hostile}` }, { kind: 'SECOND', title: `Giải nhì ${hostile}` }, { kind: 'SPECIAL', title: `Giải ${hostile}` }] });
    for (const { id, owner } of w.entries) {
      await w.db.updateTable('entry').set({ title: `Bài ${hostile}` }).where('id', '=', id).execute();
      await w.db.updateTable('user_account').set({ full_name: `Tác giả ${hostile}` }).where('id', '=', owner.id).execute();
    }
    await commit(w);
    await open(w);
    await decideByRank(w);
  });
  afterAll(() => w[Symbol.asyncDispose]());

  const pages: [string, Page][] = [['standing', standing], ['commitment', commitment], ['unblinding', unblinding], ['decisions', decisions], ['decision', decision], ['minutes', minutes], ['publication', publication], ['appeals', appeals], ['adoptions', contestAdoptions], ['vote', deskVote]];
  it.each(pages)('%s takes them for text, and leads back by the one name of the desk', async (_name, page) => {
    const { status, body } = await w.ask(page.loader, w.organiser, { entry: w.entries[0]?.id ?? '' });
    expect(status).toBe(200);
    const html = mustStand(page, body);
    expect(html).toContain(shown);
    expect(wordsOf(html)).toContain('Tổ chức cuộc thi');
    expect(wordsOf(html)).not.toContain('Bàn tổ chức');
  });
});
