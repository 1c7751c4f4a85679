import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { answerAppeal, raiseAppeal } from '../../app/contest/commands/appeal.server.ts';
import { decideDuel } from '../../app/contest/commands/decide-duel.server.ts';
import { editRecognition, seenOf } from '../../app/contest/commands/edit-recognition.server.ts';
import { setGalleryConsent } from '../../app/contest/commands/gallery-consent.server.ts';
import { openFinal } from '../../app/contest/commands/open-final.server.ts';
import { proposeAdoption } from '../../app/contest/commands/propose-adoption.server.ts';
import { publishResults } from '../../app/contest/commands/publish-results.server.ts';
import { withdrawForTeam } from '../../app/contest/commands/withdraw-entry.server.ts';
import { withdrawResults } from '../../app/contest/commands/withdraw-results.server.ts';
import { addAdoptionStep, changeAdoptionState } from '../../app/contest/commands/write-adoption.server.ts';
import { writePilot } from '../../app/contest/commands/write-pilot.server.ts';
import { evidencePath } from '../../app/contest/evidence-path.server.ts';
import { roles, type Actor } from '../../app/people/actor.ts';
import { newId } from '../../app/platform/ids.ts';
import type { Db } from '../../db/client.ts';
import { copyOf, type Copy } from '../support/db.ts';
import { openPairs, tenSheets } from './contest-final.ts';
import { addMember, makeEntrant, makeEntry } from './contest-judging.ts';
import { commit, decideByRank, open, resultsHash } from './contest-published.ts';
import { judgedRound, resultsWorld, type MadeEntry, type ResultsWorld } from './contest-results.ts';
import { makePerson, makeUnit } from './people.ts';

/** The states of a contest between which what may be known changes. */
export const phases = ['JUDGED', 'FINAL', 'PUBLIC', 'TAKEN_BACK'] as const;
export type Phase = (typeof phases)[number];

/** What is written nowhere else in the world, so that whoever reads it has read it there. */
export const planted = {
  owner: { fullName: 'Quàng Thị Hoẵng', email: 'hoang.quang@nuoi-ong.example', legalName: 'Công ty cổ phần Nuôi Ong Kẽ Trọ', taxCode: '2799887766' },
  member: { fullName: 'Ksor H’Bia Blao', email: 'blao@nuoi-ong.example' },
  second: { fullName: 'Tráng A Khoảng', email: 'khoang@ben-duc.example' },
  gone: { fullName: 'Lò Văn Cuông', email: 'cuong@noi-khac.example' },
  /** As `judgedRound` writes them. */
  scores: { comment: 'Nhận xét cho', note: 'Chỉ ban tổ chức đọc', reason: 'Căn cứ của' },
  pair: 'Lời thầm khi so cặp',
  objection: 'Lời phản ánh của thí sinh',
  withdrawal: 'Lý do rút bài kể riêng cho ban tổ chức',
  use: { place: 'Bộ phận một cửa Gò Găng', benefit: 'Bớt giờ công ở Gò Găng', shownFile: 'Báo cáo Gò Găng công khai.pdf' },
  hiddenFile: { name: 'Sổ tay Gò Găng nội bộ.pdf', bytes: 'NOI BO GO GANG' },
} as const;

export interface PhasesWorld extends AsyncDisposable {
  w: ResultsWorld;
  /** A database of its own of each phase, with a session for every reader. */
  at: Record<Phase, Copy>;
  dataDir: string;
  people: { judge: Actor; otherJudge: Actor; owner: Actor; member: Actor; rival: Actor; stranger: Actor; leader: Actor; everything: Actor; learner: Actor };
  ids: Record<'entry' | 'other' | 'gone' | 'review' | 'otherReview' | 'seat' | 'otherSeat' | 'member' | 'duel' | 'adoption' | 'step' | 'shown' | 'hidden' | 'appeal' | 'withdrawal' | 'question', string>;
}

async function must<Result extends { ok: boolean }>(outcome: Promise<Result>): Promise<Extract<Result, { ok: true }>> {
  const result = await outcome;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result as Extract<Result, { ok: true }>;
}

/**
 * One contest from its locked sheets to results that are taken back, by the product's own commands: a firm and a team among the entrants, a final whose reasons reach its teams, an entry that was withdrawn,
 * a prize that is tried out with a pilot, a benefit, a file that is shown and one that is not. @returns copies of the database as it was in each phase
 */
export async function phasesWorld(): Promise<PhasesWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'hoc06-phases-'));
  const w = await resultsWorld({ sheets: [], finalists: 8, pairReasons: 'TEAMS', prizes: [{ kind: 'FIRST', title: 'Giải nhất' }, { kind: 'SECOND', title: 'Giải nhì' }] });
  await w.db.deleteFrom('review_round').execute();
  const { owner, member, entries } = await enterAll(w);
  const round = await judgedRound(w.db, w.contest, w.organiser, tenSheets, [], entries);
  const world: ResultsWorld = Object.assign(w, round);
  const leaderUnit = await makeUnit(w.db, { name: 'UBND xã Gò Găng' });
  const people = { judge: world.judges[0]?.person ?? w.organiser, otherJudge: world.judges[1]?.person ?? w.organiser, owner, member, rival: entries[1]?.owner ?? w.organiser, stranger: await makeEntrant(w.db, { fullName: 'Người Ngoài Cuộc' }), leader: await w.person('UNIT_LEADER', leaderUnit), everything: await everythingBut(w.db), learner: await makePerson(w.db, { fullName: 'Người Học Bình Thường' }) };
  const ids = await idsOf(world);
  const at: Partial<Record<Phase, Copy>> = {};
  const keep = async (phase: Phase) => void (at[phase] = await copyOf(w.db));
  await keep('JUDGED');
  await commit(world);
  await must(openFinal(w.ports, w.organiser, w.contest.id));
  const pairs = await openPairs(world);
  for (const pair of pairs.slice(0, 40)) await compare(world, pair);
  ids.duel = pairs.find(({ judge, a, b }) => judge.id === people.judge.id && (a === ids.entry || b === ids.entry))?.id ?? '';
  await keep('FINAL');
  for (const pair of pairs.slice(40)) await compare(world, pair);
  await commit(world);
  await must(withdrawForTeam(w.ports, w.organiser, w.contest.id, { entryId: ids.gone, reason: planted.withdrawal }));
  ids.withdrawal = (await w.db.selectFrom('entry_withdrawal').select('id').executeTakeFirstOrThrow()).id;
  await publish(world);
  await apply(world, { ids, leader: people.leader, unit: leaderUnit, dataDir });
  await must(setGalleryConsent(w.ports, owner, { entry: ids.entry, isGiven: true }));
  await must(raiseAppeal(w.ports, entries[2]?.owner ?? owner, { entry: entries[2]?.id ?? '', words: planted.objection }));
  ids.appeal = (await w.db.selectFrom('result_appeal').select('id').executeTakeFirstOrThrow()).id;
  await keep('PUBLIC');
  await must(answerAppeal(w.ports, w.organiser, { contest: w.contest.id, appeal: ids.appeal, outcome: 'UPHELD', answer: 'Phản ánh đúng.' }));
  await must(withdrawResults(w.ports, w.publisher, { contest: w.contest.id, version: 1, reason: 'Một tệp nộp đúng hạn chưa được chấm.' }));
  await keep('TAKEN_BACK');
  return {
    w: world, at: at as Record<Phase, Copy>, dataDir, people, ids,
    async [Symbol.asyncDispose]() {
      await w[Symbol.asyncDispose]();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Ten entries: a firm with an official in its team, somebody alone, eight that nobody looks for. */
async function enterAll(w: ResultsWorld): Promise<{ owner: Actor; member: Actor; entries: MadeEntry[] }> {
  const owner = await makeEntrant(w.db, { kind: 'ENTERPRISE', ...planted.owner });
  const member = await makePerson(w.db, { ...planted.member, unitId: await makeUnit(w.db, { name: 'Phòng Nuôi Ong Thượng' }) });
  const entries: MadeEntry[] = [];
  const enter = async (by: Actor, title: string, words = 'Tóm tắt của bài.') => {
    const number = `PHA-${String(entries.length + 1).padStart(3, '0')}`;
    entries.push({ id: await makeEntry(w.db, w.contest, { owner: by, number, title, parts: { SUMMARY: words } }), number, owner: by });
  };
  await enter(owner, 'Sáng kiến số 1', `Nhóm ${planted.owner.fullName} (${planted.owner.email}) và ${planted.member.fullName.toUpperCase()} của ${planted.owner.legalName} làm.`);
  await enter(await makeEntrant(w.db, planted.second), 'Sáng kiến số 2', `${planted.second.fullName} làm.`);
  while (entries.length < tenSheets.length - 1) await enter(await makeEntrant(w.db), `Sáng kiến số ${entries.length + 1}`);
  await enter(await makeEntrant(w.db, planted.gone), `Sáng kiến số ${tenSheets.length}`);
  const [looked] = entries;
  if (looked) await w.db.insertInto('eligibility_check').values({ id: newId(), entry_id: looked.id, version: 1, outcome: 'ELIGIBLE', reason: 'Xem lại bản nộp.', checked_by: w.organiser.id, checked_at: '2026-11-21T04:00:00.000Z', reply_until: null }).execute();
  await addMember(w.db, entries[0]?.id ?? '', { id: member.id, ...planted.member });
  return { owner, member, entries };
}

async function everythingBut(db: Db): Promise<Actor> {
  return makePerson(db, { fullName: 'Người Nhiều Vai', unitId: await makeUnit(db, { name: 'Phòng Nhiều Vai' }), grants: roles.filter((role) => !['CONTEST_ORGANISER', 'CONTEST_APPROVER', 'AUDITOR'].includes(role)).map((role) => ({ role, scope: 'ALL', unitId: null })) });
}

const everyId = ['entry', 'other', 'gone', 'review', 'otherReview', 'seat', 'otherSeat', 'member', 'duel', 'adoption', 'step', 'shown', 'hidden', 'appeal', 'withdrawal', 'question'] as const;

/** What is known once judging is over; the rest comes with its phase. */
async function idsOf({ db, entries, judges, contest, organiser }: ResultsWorld): Promise<PhasesWorld['ids']> {
  const ids = Object.fromEntries(everyId.map((name) => [name, 'khong-co'])) as PhasesWorld['ids'];
  const reviewOf = async (judge: string, entry: string) => (await db.selectFrom('review_assignment').select('id').where('judge_id', '=', judge).where('entry_id', '=', entry).executeTakeFirstOrThrow()).id;
  const [entry, other, gone] = [entries[0]?.id ?? '', entries[1]?.id ?? '', entries.at(-1)?.id ?? ''];
  const [seat, otherSeat] = [judges[0]?.id ?? '', judges[1]?.id ?? ''];
  const member = (await db.selectFrom('entry_member').select('id').executeTakeFirstOrThrow()).id;
  await db.insertInto('contest_question').values({ id: 'cau-hoi', contest_id: contest.id, question: 'Một người có thể gửi mấy bài?', asked_by: organiser.id, asked_at: '2026-11-10T03:00:00.000Z' }).execute();
  return Object.assign(ids, { entry, other, gone, seat, otherSeat, member, review: await reviewOf(seat, entry), otherReview: await reviewOf(otherSeat, entry), question: 'cau-hoi' });
}

async function compare(w: ResultsWorld, { id, judge, a, b }: { id: string; judge: Actor; a: string; b: string }): Promise<void> {
  const order = w.entries.map((entry) => entry.id);
  await must(decideDuel(w.ports, judge, id, { winner: order.indexOf(a) < order.indexOf(b) ? 'A' : 'B', reason: planted.pair }));
}

async function publish(w: ResultsWorld): Promise<void> {
  await open(w);
  await decideByRank(w);
  await must(publishResults(w.ports, w.publisher, { contest: w.contest.id, hash: await resultsHash(w), minutes: 'Hội đồng thống nhất kết quả.' }));
}

/** The first prize is tried out: with a pilot, a benefit, a file that everybody may read and one that stays inside. */
async function apply(w: ResultsWorld, { ids, leader, unit, dataDir }: { ids: PhasesWorld['ids']; leader: Actor; unit: string; dataDir: string }): Promise<void> {
  const { use, hiddenFile } = planted;
  await must(editRecognition(w.ports, w.organiser, { contest: w.contest.id, seen: seenOf([]), rows: [{ title: 'Hội đồng tỉnh đang xét', meaning: 'FILED' }] }));
  const { id } = await must(proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: ids.entry, unit }));
  await must(changeAdoptionState(w.ports, leader, { id, revision: 1, state: 'PILOT', reason: '' }));
  await must(writePilot(w.ports, leader, { id, revision: 2, place: use.place, startsOn: '2026-11-01', endsOn: '2026-12-01', measure: 'Thời gian xử lý', unit: 'phút', lessIsBetter: true, baseline: 42, baselineOn: '2026-10-30', result: null, resultOn: null, fileId: null, evidence: null }));
  await must(addAdoptionStep(w.ports, leader, { id, revision: 3, kind: 'BENEFIT', title: use.benefit, on: '2026-11-20', amount: 12, unit: 'giờ', evidence: 'https://vi-du.invalid/bao-cao' }));
  const at = '2026-11-22T03:00:00.000Z';
  for (const [file, name, bytes, shown] of [['minh-chung-1', use.shownFile, 'x', at], ['minh-chung-2', hiddenFile.name, hiddenFile.bytes, null]] as const) {
    await w.db.insertInto('adoption_file').values({ id: file, adoption_id: id, name, kind: 'PDF', bytes: bytes.length, sha256: file, scan: 'CLEAN', uploaded_by: leader.id, uploaded_at: at, shown_at: shown }).execute();
    const path = evidencePath(join(dataDir, 'files'), id, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  const step = await w.db.selectFrom('adoption_step').select('id').where('kind', '=', 'BENEFIT').executeTakeFirstOrThrow();
  Object.assign(ids, { adoption: id, step: step.id, shown: 'minh-chung-1', hidden: 'minh-chung-2' });
}
