import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { commit, hashNow, open } from '../../../tests/world/contest-published.ts';
import { resultsWorld } from '../../../tests/world/contest-results.ts';
import { refusals } from '../../../tests/world/campaigns.ts';
import { findAuditBreak } from '../../platform/audit.server.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { readCommitment } from '../queries/commitment.server.ts';
import { findRound, getContestHead, type Round } from '../queries/contest-round.server.ts';
import { commitRound, unblindRound } from './commit-round.server.ts';

const traces = async (w: Awaited<ReturnType<typeof resultsWorld>>) => (await w.db.selectFrom('audit_event').select('action').orderBy('seq').execute()).map(({ action }) => action);

describe('the commitment', () => {
  it('is refused before every sheet is locked, and leaves nothing behind', async () => {
    await using w = await resultsWorld({ unlocked: [4] });
    expect(refusals(await commitRound(w.ports, w.organiser, { contest: w.contest.id, hash: await hashNow(w) }))).toContain('Chưa khoá hết phiếu');
    expect(await w.db.selectFrom('review_round').select(['commitment', 'committed_at']).executeTakeFirst()).toEqual({ commitment: null, committed_at: null });
    expect(await traces(w)).toEqual([]);
  });

  it('is made once, over what the organiser has seen', async () => {
    await using w = await resultsWorld();
    expect(refusals(await commitRound(w.ports, w.organiser, { contest: w.contest.id, hash: '0'.repeat(64) }))).toContain('đã đổi');
    const hash = await hashNow(w);
    await commit(w);
    expect(await w.db.selectFrom('review_round').select('commitment').executeTakeFirstOrThrow()).toEqual({ commitment: hash });
    expect(refusals(await commitRound(w.ports, w.organiser, { contest: w.contest.id, hash }))).toContain('trước đó');
    expect(await traces(w)).toEqual(['contest.commit']);
    expect(await findAuditBreak(w.db)).toBeNull();
  });

  it('waits for reviews that link the jury', async () => {
    await using w = await resultsWorld({ sheets: [[9, null], [null, 8]] });
    expect(refusals(await commitRound(w.ports, w.organiser, { contest: w.contest.id, hash: await hashNow(w) }))).toContain('so sánh');
  });

  it('is not made by an entrant of the contest', async () => {
    await using w = await resultsWorld();
    await w.db.updateTable('entry').set({ owner_id: w.organiser.id }).where('id', '=', w.entries[3]?.id ?? '').execute();
    expect(refusals(await commitRound(w.ports, w.organiser, { contest: w.contest.id, hash: await hashNow(w) }))).toContain('có bài trong cuộc thi');
  });

  it('belongs to organisers', async () => {
    await using w = await resultsWorld();
    for (const other of [w.publisher, w.auditor, await w.person('SYSTEM_ADMIN')]) await expect(commitRound(w.ports, other, { contest: w.contest.id, hash: '' })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(commitRound(w.ports, w.organiser, { contest: 'khong-co', hash: '' })).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the file behind it', () => {
  const fileOf = async (w: Awaited<ReturnType<typeof resultsWorld>>, secret = w.ports.secret) => readCommitment(w.db, secret, await getContestHead(w.db, w.contest.id), (await findRound(w.db, w.contest.id)) as Round);

  it('hashes to it byte by byte, holds every locked score, and names nobody', async () => {
    await using w = await resultsWorld({ sheets: [[9, 8, 'x'], [7, 6, 8]] });
    const { file, hash } = await fileOf(w);
    expect(sha256(file)).toBe(hash);
    expect(sha256(`${file} `)).not.toBe(hash);
    const parsed = JSON.parse(file) as { sheets: { entry: string; abstained: boolean; scores: Record<string, number> }[] };
    expect(parsed.sheets.map(({ scores }) => Object.values(scores)).flat().toSorted()).toEqual([6, 6, 7, 7, 8, 8, 8, 8, 9, 9]);
    expect(parsed.sheets.filter(({ abstained }) => abstained)).toHaveLength(1);
    for (const secretWord of ['Giám khảo', 'Tác Giả', 'Sáng kiến số', 'Nhận xét', 'Chỉ ban tổ chức', ...w.judges.map(({ id }) => id), ...w.entries.map(({ id }) => id)]) expect(file).not.toContain(secretWord);
  });

  it('cannot be guessed without the secret of the installation', async () => {
    await using w = await resultsWorld();
    expect((await fileOf(w)).hash).not.toBe((await fileOf(w, 'another secret')).hash);
  });

  it('is the same however often it is read', async () => {
    await using w = await resultsWorld();
    expect(await fileOf(w)).toEqual(await fileOf(w));
  });
});

describe('opening the identities', () => {
  it('is refused before the commitment, done once after it, and leaves its trace', async () => {
    await using w = await resultsWorld();
    expect(refusals(await unblindRound(w.ports, w.organiser, w.contest.id))).toContain('công bố mã cam kết trước');
    await commit(w);
    await open(w);
    expect(await w.db.selectFrom('review_round').select('unblinded_at').executeTakeFirst()).toEqual({ unblinded_at: '2026-11-23T01:00:00.000Z' });
    expect(refusals(await unblindRound(w.ports, w.organiser, w.contest.id))).toContain('trước đó');
    expect(await traces(w)).toEqual(['contest.commit', 'contest.unblind']);
  });

  it.each([
    ['a score', `update score set value = 10 where rowid in (select min(rowid) from score)`],
    ['a prize', `update contest_prize set count = 9 where position = 0`],
    ['a weight', `update criterion set weight = 0.9 where position = 0`],
    ['an assignment', `update review_assignment set released_at = '2026-11-23T00:00:00.000Z'`],
  ])('is refused when %s was changed behind the back of the program', async (_what, change) => {
    await using w = await resultsWorld();
    await commit(w);
    for (const trigger of ['score_frozen_update', 'criterion_frozen', 'review_assignment_kept']) await sql.raw(`drop trigger ${trigger}`).execute(w.db);
    await sql.raw(change.replace('rowid in (select min(rowid) from score)', `assignment_id = (select min(assignment_id) from score)`)).execute(w.db);
    expect(refusals(await unblindRound(w.ports, w.organiser, w.contest.id))).toMatch(/không còn khớp|cam kết trước/);
    expect(await w.db.selectFrom('review_round').select('unblinded_at').executeTakeFirst()).toEqual({ unblinded_at: null });
  });

  it('belongs to organisers', async () => {
    await using w = await resultsWorld();
    await commit(w);
    for (const other of [w.publisher, w.auditor]) await expect(unblindRound(w.ports, other, w.contest.id)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
