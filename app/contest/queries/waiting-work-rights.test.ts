import { describe, expect, it } from 'vitest';
import { addMember, makeEntry } from '../../../tests/world/contest-judging.ts';
import { commit } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { roles, type Actor } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import * as adoptions from '../routes/contest-adoptions.tsx';
import * as blindness from '../routes/desk-blindness.tsx';
import * as entries from '../routes/desk-entries.tsx';
import * as notes from '../routes/desk-judge-notes.tsx';
import * as questions from '../routes/desk-questions.tsx';
import * as more from '../routes/desk-reviews-more.tsx';
import { listContestWork } from './waiting-work.server.ts';

const at = '2026-11-20T01:00:00.000Z';
/** A round that lacks a judge, whose judges have written notes, with a question and an entry beside it that nobody looked at. */
const busy = () => resultsWorld({ sheets: [[9, 9, 9], [6, 6, 'x'], [1, 1, 1]] });
const kinds = async (w: ResultsWorld, as: Actor) => (await listContestWork(w.db, as)).map(({ kind }) => kind);
const pages = { adoptions, blindness, entries, notes, questions, 'assignment/more': more } as const;
/** What the pages behind the work of somebody answer. */
async function opened(w: ResultsWorld, as: Actor): Promise<[string, number][]> {
  const work = (await listContestWork(w.db, as)).filter(({ href }) => href.startsWith('/contest-desk/'));
  return Promise.all(work.map(async ({ href }): Promise<[string, number]> => {
    const page = (/^\/contest-desk\/[^/]+\/([^?]+)/.exec(href)?.[1] ?? '') as keyof typeof pages;
    return [page, (await w.ask(pages[page].loader, as, { id: w.contest.id })).status];
  }));
}
const seated = async (w: ResultsWorld, as: Actor, more: object = {}) => w.db.insertInto('judge').values({ id: newId(), contest_id: w.contest.id, user_id: as.id, max_reviews: 5, invited_by: w.organiser.id, invited_at: at, accepted_at: at, declared_at: at, ...more }).execute();

describe('work that waits leads nobody to a closed door', () => {
  it('an organiser finds every page of her work open', async () => {
    await using w = await busy();
    await w.db.insertInto('contest_question').values({ id: newId(), contest_id: w.contest.id, asked_by: null, question: 'Nộp mấy bài?', asked_at: at }).execute();
    const found = await opened(w, w.organiser);
    expect(found.map(([page]) => page).toSorted()).toEqual(['assignment/more', 'notes', 'questions']);
    expect(found.filter(([, status]) => status !== 200)).toEqual([]);
  });

  it('nor says to one with an entry in the contest that it lacks judges, or that they wrote about it', async () => {
    await using w = await busy();
    const member = await w.person('CONTEST_ORGANISER');
    await addMember(w.db, w.entries[1]?.id ?? '', { ...member, email: 'a@x.example' });
    expect(await kinds(w, member)).toEqual([]);
    expect(await kinds(w, w.organiser)).toEqual(['contest.note', 'contest.short']);
    // Of a draft, too: its owner is an entrant.
    await makeEntry(w.db, w.contest, { owner: w.organiser, submittedAt: null, outcome: null });
    expect(await kinds(w, w.organiser)).toEqual([]);
  });

  it('nor to one who sits in the jury, until identities are open', async () => {
    await using w = await busy();
    await seated(w, w.organiser);
    expect((await opened(w, w.organiser)).filter(([, status]) => status !== 200)).toEqual([]);
    expect(await kinds(w, w.organiser)).toEqual([]);
    await commit(w).catch(() => null);
    await w.db.updateTable('review_round').set({ unblinded_at: at }).execute();
    expect(await kinds(w, w.organiser)).toContain('contest.note');
  });

  it.each([['declined', { accepted_at: null, declined_at: at }], ['was taken out', { removed_at: at }]] as const)('but does to one who %s', async (_what, seat) => {
    await using w = await busy();
    await seated(w, w.organiser, seat);
    expect(await kinds(w, w.organiser)).toEqual(['contest.note', 'contest.short']);
  });

  it('an entry or a seat in one contest hides nothing of another', async () => {
    await using w = await busy();
    await using other = await busy();
    await addMember(w.db, w.entries[1]?.id ?? '', { ...w.organiser, email: 'a@x.example' });
    expect(await kinds(other, other.organiser)).toEqual(['contest.note', 'contest.short']);
  });

  it('and is nobody’s who has another role, whatever waits', async () => {
    await using w = await busy();
    for (const role of roles.filter((one) => one !== 'CONTEST_ORGANISER')) expect([role, await kinds(w, await w.person(role))]).toEqual([role, []]);
  });
});

describe('work of a contest that is over', () => {
  it('waits for no organiser', async () => {
    await using w = await busy();
    await w.db.updateTable('contest').set({ closed_at: at }).execute();
    expect(await kinds(w, w.organiser)).toEqual([]);
  });

  it('waits for no judge: neither an invitation nor a sheet that nobody may lock any more', async () => {
    await using w = await resultsWorld({ sheets: [[9, 9, 9]], unlocked: [0] });
    const invited = await w.person('LEARNER');
    await seated(w, invited, { accepted_at: null, declared_at: null });
    const judge = w.judges[0]?.person ?? invited;
    expect([await kinds(w, judge), await kinds(w, invited)]).toEqual([['judge.review'], ['judge.invited']]);
    await w.db.updateTable('contest').set({ closed_at: at }).execute();
    expect([await kinds(w, judge), await kinds(w, invited)]).toEqual([[], []]);
  });
});
