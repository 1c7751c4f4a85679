import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { done, entryWorld } from '../../../tests/world/contest-entries.ts';
import { makeJudge, refusals } from '../../../tests/world/contest-judging.ts';
import { makeContest, makeOrganiser, makeOutsider } from '../../../tests/world/contests.ts';
import { visit, type Visit } from '../../../tests/world/entry-visits.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Actor, Role } from '../../people/actor.ts';
import { listCopies } from '../queries/blind-copies.server.ts';
import { listBlindness } from '../queries/blindness.server.ts';
import { getBlindEntry } from '../queries/blind-entry.server.ts';
import { filesOf, fileToSend, originalToSend } from '../queries/entry-files.server.ts';
import { listFlags, listLockedFiles } from '../queries/flags.server.ts';
import { getDeskEntry } from '../queries/screening.server.ts';
import * as clearing from '../routes/desk-clearing.tsx';
import * as deskEntry from '../routes/desk-entry.tsx';
import { clearFlag, releaseFile } from './clear-flag.server.ts';
import { eraseAccount } from './erase-account.server.ts';
import { saveEntryPart } from './save-entry-part.server.ts';

type Route = Parameters<typeof visit>[1];
const note = 'Đã đối chiếu: đây là tên một vở kịch.';

/** An entry that was handed in with a marking of secrets and a file in which the scanner found something. */
async function world() {
  const w = await entryWorld();
  await w.fill();
  await done(saveEntryPart(w.ports, w.lead, { entryId: w.entryId, part: 'PROBLEM' }, { body: 'Trích:\nMẬT\nhết trích <b>&amp;</b>', revision: 1 }));
  const fileId = await w.attach('Số liệu "quý".pdf');
  await done(w.handIn());
  await w.db.updateTable('entry_file').set({ scan: 'QUARANTINED', scan_note: 'Win.Test.EICAR_HDB-1' }).where('id', '=', fileId).execute();
  const organiser = await makeOrganiser(w.db);
  const { id: flagId } = await w.db.selectFrom('entry_flag').select('id').executeTakeFirstOrThrow();
  const place = { contestId: w.contest.id, entryId: w.entryId };
  const clear = (more: Partial<Parameters<typeof clearFlag>[2]> = {}, as: Actor = organiser) => clearFlag(w.ports, as, { ...place, flagId, note, ...more });
  const release = (more: Partial<Parameters<typeof releaseFile>[2]> = {}, as: Actor = organiser) => releaseFile(w.ports, as, { ...place, fileId, note, ...more });
  const log = async () => (await w.db.selectFrom('audit_event').select(['action', 'actor_id', 'object_id', 'details']).where('action', 'in', ['entry.clear-flag', 'entry.release-file']).orderBy('seq').execute());
  const path = `/contest-desk/${w.contest.id}/entries/${w.entryId}/clearing`;
  const go = (as: Actor | null, form?: Record<string, string>, more: Partial<Visit> = {}) => visit(w, (form ? clearing.action : clearing.loader) as Route, { as, path, params: { contest: w.contest.id, entry: w.entryId }, ...(form ? { form } : {}), ...more });
  return Object.assign(w, { organiser, fileId, flagId, place, clear, release, log, path, go });
}

describe('a marking of secrets', () => {
  it('is cleared by a named organiser with her reason, once', async () => {
    await using w = await world();
    expect((await listFlags(w.db, w.entryId)).map(({ marks, lines, cleared }) => [marks, lines, cleared])).toEqual([['MẬT', ['MẬT'], null]]);
    await done(w.clear());
    expect(await listFlags(w.db, w.entryId)).toMatchObject([{ version: 1, cleared: { by: 'Kiều Văn Phấn', at: w.clock.now().toISOString(), note } }]);
    expect(refusals(await w.clear({ note: 'Lần thứ hai, lý do khác' }))).toBe('form: Dấu hiệu này không còn ở đây hoặc đã có người gỡ.');
    expect(await listFlags(w.db, w.entryId)).toMatchObject([{ cleared: { note } }]);
    expect(await w.log()).toMatchObject([{ action: 'entry.clear-flag', actor_id: w.organiser.id, object_id: w.entryId, details: JSON.stringify({ note }) }]);
  });

  it('two organisers who clear it together leave one name and one row', async () => {
    await using w = await world();
    const other = await makeOrganiser(w.db);
    const came = await Promise.all([w.clear(), w.clear({}, other)]);
    expect([came.map(({ ok }) => ok).toSorted(), (await w.log()).length]).toEqual([[false, true], 1]);
  });

  it('of a version that is handed in again comes anew: what was cleared was that version', async () => {
    await using w = await world();
    await done(w.clear());
    await done(saveEntryPart(w.ports, w.lead, { entryId: w.entryId, part: 'PLAN' }, { body: 'Kế hoạch mới\nTỐI MẬT', revision: 1 }));
    await w.db.updateTable('entry_file').set({ scan: 'CLEAN' }).execute();
    await done(w.handIn());
    expect((await listFlags(w.db, w.entryId)).map(({ version, marks, cleared }) => [version, marks, cleared !== null])).toEqual([[2, 'TỐI MẬT, MẬT', false], [1, 'MẬT', true]]);
  });

  it('stays readable at the desk after the words of the entry are erased', async () => {
    await using w = await world();
    await done(eraseAccount(w.ports, w.lead));
    expect(await listFlags(w.db, w.entryId)).toMatchObject([{ marks: 'MẬT', lines: [], cleared: null }]);
    expect((await w.go(w.organiser)).status).toBe(200);
  });
});

describe('a file in quarantine', () => {
  it('is opened by nobody until an organiser answers for it, then by its team, the desk and the judges’ copies', async () => {
    await using w = await world();
    const open = async () => {
      const team = await fileToSend(w.db, w.lead, w.entryId, w.fileId).then(() => 'sent', (error: { kind: string }) => error.kind);
      const desk = await originalToSend(w.db, w.entryId, w.fileId).then(() => 'sent', (error: { kind: string }) => error.kind);
      const { files } = await getDeskEntry(w.db, w.contest.id, w.entryId);
      const blind = await getBlindEntry(w.db, w.entryId, true, '[…]');
      return { team, desk, isSafe: files[0]?.isSafe, copies: (await listCopies(w.db, w.entryId)).length, waiting: blind.waitingFiles, state: (await listBlindness(w.db, w.contest.id))[0]?.state, scan: (await filesOf(w.db, w.lead, w.entryId))[0]?.scan };
    };
    expect(await open()).toEqual({ team: 'forbidden', desk: 'forbidden', isSafe: false, copies: 0, waiting: 0, state: 'READY', scan: 'QUARANTINED' });
    await done(w.release());
    expect(await open()).toEqual({ team: 'sent', desk: 'sent', isSafe: true, copies: 1, waiting: 1, state: 'COPY', scan: 'RELEASED' });
    expect(await listLockedFiles(w.db, w.entryId)).toMatchObject([{ name: 'Số liệu _quý_.pdf', found: 'Win.Test.EICAR_HDB-1', released: { by: 'Kiều Văn Phấn', note } }]);
    expect(await w.log()).toMatchObject([{ action: 'entry.release-file', actor_id: w.organiser.id, details: JSON.stringify({ fileName: 'Số liệu _quý_.pdf', note }) }]);
  });

  it('no longer stands in the way of handing in once somebody answers for it', async () => {
    await using w = await world();
    await done(saveEntryPart(w.ports, w.lead, { entryId: w.entryId, part: 'PLAN' }, { body: 'Kế hoạch mới', revision: 1 }));
    expect(refusals(await w.handIn())).toBe('files: Có tệp bị cách ly vì nghi mã độc: hãy xoá tệp đó.');
    await done(w.release());
    expect(await w.handIn()).toMatchObject({ ok: true, version: 2 });
  });

  it('is not released twice, nor when it never was in quarantine, nor by an id of another entry', async () => {
    await using w = await world();
    const gone = 'form: Tệp này không bị cách ly, hoặc đã có người cho dùng.';
    await done(w.release());
    for (const fileId of [w.fileId, 'khong-co', '', "' or 1=1 --", w.entryId]) expect(refusals(await w.release({ fileId }))).toBe(gone);
    await using other = await world();
    expect(refusals(await w.release({ fileId: other.fileId }))).toBe(gone);
    await other.db.updateTable('entry_file').set({ scan: 'UNSCANNED' }).execute();
    expect(refusals(await other.release())).toBe(gone);
    expect([(await w.log()).length, (await other.log()).length]).toEqual([1, 0]);
  });

  it('that lies in the draft alone is the team’s own: nobody at the desk answers for it', async () => {
    await using w = await world();
    const draft = await w.attach('nhap.pdf');
    await w.db.updateTable('entry_file').set({ scan: 'QUARANTINED' }).where('id', '=', draft).execute();
    expect((await listLockedFiles(w.db, w.entryId)).map(({ id }) => id)).toEqual([w.fileId]);
    expect((await w.release({ fileId: draft })).ok).toBe(false);
  });
});

describe('who may say so', () => {
  const roles: Role[] = ['LEARNER', 'UNIT_LEADER', 'CONTENT_EDITOR', 'CAMPAIGN_APPROVER', 'CONTEST_APPROVER', 'AUDITOR', 'SYSTEM_ADMIN'];

  it('is an organiser of no entry and no seat on the jury, and nobody else', async () => {
    await using w = await world();
    const { actor: member } = await w.join();
    const judge = await makeOrganiser(w.db);
    await makeJudge(w.db, w.contest, judge);
    const people = [...(await Promise.all(roles.map((role) => makePerson(w.db, { grants: [{ role, scope: 'ALL', unitId: null }] })))), w.lead, member, await makeOutsider(w.db), judge];
    for (const person of people) for (const deed of [w.clear, w.release]) await expect(deed({}, person)).rejects.toMatchObject({ kind: 'forbidden' });
    const entrant: Actor = { ...w.lead, grants: [{ role: 'CONTEST_ORGANISER', scope: 'ALL', unitId: null }] };
    for (const deed of [w.clear, w.release]) expect(refusals(await deed({}, entrant))).toMatch(/^form: .{10,}/);
    expect(await w.log()).toEqual([]);
  });

  it('finds nothing by an address of another contest or an entry that was never handed in', async () => {
    await using w = await world();
    const elsewhere = await makeContest(w.db);
    for (const deed of [w.clear, w.release]) {
      await expect(deed({ contestId: elsewhere.id })).rejects.toMatchObject({ kind: 'not-found' });
      await expect(deed({ contestId: 'x' })).rejects.toMatchObject({ kind: 'not-found' });
      await expect(deed({ entryId: 'x' })).rejects.toMatchObject({ kind: 'not-found' });
    }
    await w.db.updateTable('entry').set({ submitted_at: null }).execute();
    for (const deed of [w.clear, w.release]) await expect(deed()).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the page', () => {
  it('shows both with a form, takes a reason, and shows whose it is afterwards', async () => {
    await using w = await world();
    const before = renderRoute(clearing, { data: (await w.go(w.organiser)).body, path: w.path });
    expect([pageFaults(before), before.match(/<textarea/g)?.length, before.includes('<q>MẬT</q>'), before.includes('EICAR')]).toEqual([[], 2, true, true]);
    for (const [deed, id] of [['flag', w.flagId], ['file', w.fileId]] as const) expect(await w.go(w.organiser, { deed, id, note })).toMatchObject({ status: 303, location: `${w.path}?done=cleared` });
    const after = renderRoute(clearing, { data: (await w.go(w.organiser, undefined, { path: `${w.path}?done=cleared` })).body, path: w.path });
    expect([pageFaults(after), after.includes('<textarea'), after.includes('Đã ghi kết luận.'), after.split(note).length - 1]).toEqual([[], false, true, 2]);
    expect((await w.go(w.organiser, { deed: 'flag', id: w.flagId, note })).status).toBe(409);
  });

  it('refuses what is none with a sentence at its field, and keeps what was typed', async () => {
    await using w = await world();
    const hostile: [Record<string, string>, field: string][] = [
      [{ deed: 'flag', note: 'ngắn' }, 'note'],
      [{ deed: 'flag', note: '          ' }, 'note'],
      [{ deed: 'file', note: '' }, 'note'],
      [{ deed: 'flag', note: 'x'.repeat(1_001) }, 'note'],
      [{ deed: 'burn', note }, 'deed'],
      [{ note }, 'deed'],
      [{ deed: 'flag', note, id: '' }, 'id'],
      [{ deed: 'flag', note, id: 'x'.repeat(61) }, 'id'],
    ];
    for (const [fields, field] of hostile) {
      const answer = await w.go(w.organiser, { id: w.flagId, ...fields });
      expect([fields, answer.status, (answer.faults[field] ?? '').length > 10, (answer.body as { values: { note: string } }).values.note]).toEqual([fields, 422, true, fields['note']]);
    }
    expect(await w.log()).toEqual([]);
  });

  it('is led to from the entry, which speaks of what nobody has looked at only', async () => {
    await using w = await world();
    const entryPage = async () => renderRoute(deskEntry, { data: (await visit(w, deskEntry.loader as Route, { as: w.organiser, path: '/contest-desk', params: { contest: w.contest.id, entry: w.entryId } })).body, path: '/contest-desk' });
    const before = await entryPage();
    expect([pageFaults(before), before.includes('id="flags"'), before.split(`href="${w.path}"`).length - 1]).toEqual([[], true, 2]);
    await done(w.clear());
    await done(w.release());
    const after = await entryPage();
    expect([after.includes('id="flags"'), after.includes(w.path), after.includes(`/files/${w.fileId}"`)]).toEqual([false, false, true]);
  });

  it('says so when nothing was flagged', async () => {
    await using w = await world();
    await w.db.deleteFrom('entry_flag').execute();
    await w.db.updateTable('entry_file').set({ scan: 'CLEAN' }).execute();
    const html = renderRoute(clearing, { data: (await w.go(w.organiser)).body, path: w.path });
    expect([pageFaults(html), html.includes('Bài này không có dấu mật, không có tệp bị nghi mã độc'), html.includes('<textarea')]).toEqual([[], true, false]);
  });
});
