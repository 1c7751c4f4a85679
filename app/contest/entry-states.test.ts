import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, type Copy } from '../../tests/support/db.ts';
import { done, entryWorld, inPieces, type EntryWorld } from '../../tests/world/contest-entries.ts';
import { makeOrganiser, makeOutsider } from '../../tests/world/contests.ts';
import { pdf } from '../../tests/world/entry-files.ts';
import type { Db } from '../../db/client.ts';
import type { Actor } from '../people/actor.ts';
import { findAuditBreak } from '../platform/audit.server.ts';
import { isAppError } from '../platform/errors.ts';
import { answerInvitation, handOverLead, inviteMember, leaveTeam, removeMember } from './commands/entry-team.server.ts';
import { eraseAccount } from './commands/erase-account.server.ts';
import { handInEntry } from './commands/hand-in-entry.server.ts';
import { withdrawEntry } from './commands/withdraw-entry.server.ts';
import { removeEntryFile } from './commands/remove-entry-file.server.ts';
import { saveEntryPart } from './commands/save-entry-part.server.ts';
import { nameTie, replyToScreening } from './commands/screen-entry.server.ts';
import { beginUpload, receivePiece, uploadEntryFile } from './commands/upload-entry-file.server.ts';
import { entryFilePath } from './entry-store.server.ts';
import { removeFromDisk } from '../platform/files/disk.server.ts';

const states = ['FRESH', 'FULL', 'HANDED', 'CHANGED', 'WITHDRAWN', 'LATE', 'LATE_HANDED', 'CLOSED', 'ERASED'] as const;
type State = (typeof states)[number];
type Person = 'lead' | 'member' | 'invited' | 'removed' | 'stranger' | 'organiser';

/** An entry in one state, with everybody who may come to its doors. Each deed gets a copy of its own. */
interface Stage {
  w: EntryWorld;
  copy: Copy;
  people: Record<Person, Actor & { email?: string }>;
  ids: { member: string; file: string; open: string; token: string };
}
const part = pdf();

async function stageOf(state: State): Promise<Stage> {
  const w = await entryWorld();
  // Near enough to the end that the invitation outlives it.
  if (state.startsWith('LATE')) w.clock.set('2026-12-31T01:00:00.000Z');
  const { actor: member, memberId } = await w.join({ fullName: 'Lê Quý Đôn' });
  const { actor: removed, memberId: removedId } = await w.join();
  await done(removeMember(w.ports, w.lead, w.entryId, removedId));
  const invited = await makeOutsider(w.db);
  const { token } = await done(inviteMember(w.ports, w.lead, w.entryId, { email: invited.email, fullName: 'Chờ' }));
  const file = await w.attach();
  if (state !== 'FRESH') await w.fill();
  if (!['FRESH', 'FULL', 'LATE'].includes(state)) await done(w.handIn('stage-form'));
  const { fileId: open } = await done(beginUpload(w.ports, w.lead, w.entryId, { name: 'nua.pdf', bytes: part.length + 1, sha256: null }));
  if (state === 'CHANGED') await done(saveEntryPart(w.ports, w.lead, { entryId: w.entryId, part: 'PLAN' }, { body: 'Kế hoạch mới', revision: 1 }));
  if (state === 'WITHDRAWN') await done(withdrawEntry(w.ports, w.lead, w.entryId));
  if (state === 'CLOSED') await w.db.updateTable('contest').set({ closed_at: w.clock.now().toISOString() }).execute();
  if (state === 'ERASED') {
    await done(leaveTeam(w.ports, member, w.entryId));
    await done(eraseAccount(w.ports, w.lead));
  }
  if (state.startsWith('LATE')) w.clock.set('2026-12-31T17:00:00.000Z');
  const people = { lead: w.lead, member, invited, removed, stranger: await makeOutsider(w.db), organiser: await makeOrganiser(w.db) };
  return { w, copy: await copyOf(w.db), people, ids: { member: memberId, file, open, token } };
}

type Deed = (stage: Stage, ports: EntryWorld['ports'], as: Actor) => Promise<unknown>;
const deeds: Record<string, Deed> = {
  'write': ({ w }, ports, as) => saveEntryPart(ports, as, { entryId: w.entryId, part: 'EFFECT' }, { body: `Chữ của ${as.id}`, revision: 0 }),
  'write again': ({ w }, ports, as) => saveEntryPart(ports, as, { entryId: w.entryId, part: 'EFFECT' }, { body: `Chữ của ${as.id}`, revision: 1 }),
  'invite': ({ w }, ports, as) => inviteMember(ports, as, w.entryId, { email: 'moi-nua@vi-du.invalid', fullName: 'Người Mới' }),
  'remove a member': ({ w, ids }, ports, as) => removeMember(ports, as, w.entryId, ids.member),
  'hand the lead over': ({ w, ids }, ports, as) => handOverLead(ports, as, w.entryId, ids.member),
  'leave': ({ w }, ports, as) => leaveTeam(ports, as, w.entryId),
  'hand in': ({ w }, ports, as) => handInEntry(ports, as, { entryId: w.entryId, key: 'another-form', rulesId: w.contest.rulesId }),
  'hand in by the same form': ({ w }, ports, as) => handInEntry(ports, as, { entryId: w.entryId, key: 'stage-form', rulesId: w.contest.rulesId }),
  'withdraw': ({ w }, ports, as) => withdrawEntry(ports, as, w.entryId),
  'attach': ({ w }, ports, as) => uploadEntryFile(ports, as, w.entryId, { name: 'them.pdf', pieces: inPieces(part, 400) }),
  'begin an upload': ({ w }, ports, as) => beginUpload(ports, as, w.entryId, { name: 'khac.pdf', bytes: 10, sha256: null }),
  'go on with an upload': ({ w, ids }, ports, as) => receivePiece(ports, as, { entryId: w.entryId, fileId: ids.open, offset: 0 }, inPieces(part, 400)),
  'take a file out': ({ w, ids }, ports, as) => removeEntryFile(ports, as, w.entryId, ids.file),
  'reply to screening': ({ w }, ports, as) => replyToScreening(ports, as, w.entryId, 'Chúng tôi xin giải trình'),
  'name a tie': ({ w }, ports, as) => nameTie(ports, as, w.entryId, { name: 'Công ty Đối Thủ', reason: 'Cạnh tranh' }),
  'accept': ({ ids }, ports, as) => answerInvitation(ports, as, { token: ids.token, accepts: true, agrees: true }),
  'accept without agreeing': ({ ids }, ports, as) => answerInvitation(ports, as, { token: ids.token, accepts: true, agrees: false }),
  'decline': ({ ids }, ports, as) => answerInvitation(ports, as, { token: ids.token, accepts: false, agrees: false }),
};

/** What came of a deed: `ok`, the fields at which it was refused, or the kind of its error. */
async function cameOf(deed: () => Promise<unknown>): Promise<string> {
  try {
    const out = (await deed()) as { ok: boolean; faults?: Record<string, { vi: string; en: string }> };
    const faults = Object.entries(out.faults ?? {});
    for (const [, say] of faults) expect([say.vi.length > 10, say.en.length > 10]).toEqual([true, true]);
    return out.ok ? 'ok' : faults.map(([field]) => field).join('+');
  } catch (error) {
    if (isAppError(error)) return `!${error.kind}`;
    throw error;
  }
}

const tables = ['entry', 'entry_part', 'entry_member', 'entry_file', 'entry_submission', 'entry_dataset', 'entry_flag', 'contest_consent', 'eligibility_check', 'declared_tie', 'audit_event', 'message', 'user_account', 'job'] as const;
const whole = async (db: Db) => JSON.stringify(await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute())));

const all = (says: string): Record<State, string> => Object.fromEntries(states.map((state) => [state, says])) as Record<State, string>;
const but = (says: string, more: Partial<Record<State, string>>): Record<State, string> => ({ ...all(says), ERASED: '!not-found', ...more });
const empty = 'plan+maturity+effect+legality+data+solution+problem+summary';
const inTime = { LATE: 'late', LATE_HANDED: 'late', CLOSED: 'form' };

/** Lead and member, by state. */
const expected: Record<string, { lead: Record<State, string>; member: Record<State, string> }> = {
  'write': { lead: but('revision', { FRESH: 'ok', ...inTime }), member: but('revision', { FRESH: 'ok', ...inTime }) },
  'write again': { lead: but('ok', { FRESH: 'revision', ...inTime }), member: but('ok', { FRESH: 'revision', ...inTime }) },
  'invite': { lead: but('ok', inTime), member: but('!forbidden', {}) },
  'remove a member': { lead: but('ok', inTime), member: but('!forbidden', {}) },
  'hand the lead over': { lead: but('ok', inTime), member: but('!forbidden', {}) },
  'leave': { lead: but('form', {}), member: but('ok', {}) },
  'hand in': { lead: but('files', { FRESH: `files+${empty}`, ...inTime }), member: but('!forbidden', {}) },
  'hand in by the same form': { lead: but('ok', { FRESH: `files+${empty}`, FULL: 'files', LATE: 'late' }), member: but('ok', { FRESH: '!forbidden', FULL: '!forbidden', LATE: '!forbidden' }) },
  'withdraw': { lead: but('ok', { FRESH: 'form', FULL: 'form', LATE: 'form', WITHDRAWN: 'form', CLOSED: 'form' }), member: but('!forbidden', {}) },
  'attach': { lead: but('ok', inTime), member: but('ok', inTime) },
  'begin an upload': { lead: but('ok', inTime), member: but('ok', inTime) },
  'go on with an upload': { lead: but('ok', inTime), member: but('ok', inTime) },
  'take a file out': { lead: but('ok', inTime), member: but('ok', inTime) },
  'reply to screening': { lead: but('form', {}), member: but('form', {}) },
  'name a tie': { lead: but('ok', { CLOSED: 'form' }), member: but('ok', { CLOSED: 'form' }) },
  'accept': { lead: but('form', {}), member: but('form', {}) },
  'accept without agreeing': { lead: but('form', {}), member: but('form', {}) },
  'decline': { lead: but('form', {}), member: but('form', {}) },
};
const ofInvited: Record<string, Record<State, string>> = {
  'accept': but('ok', inTime),
  'accept without agreeing': but('agrees', inTime),
  'decline': but('ok', {}),
};
const answers = Object.keys(ofInvited);

describe.each(states)('an entry that is %s', (state) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await stageOf(state);
  });
  afterAll(() => stage.w[Symbol.asyncDispose]());

  /** One deed on a fresh copy; what is refused has left no trace. */
  async function attempt(name: string, who: Person): Promise<string> {
    await using db = await stage.copy();
    await removeFromDisk(entryFilePath(stage.w.ports.filesDir, stage.w.entryId, stage.ids.open));
    const before = await whole(db);
    const ports = { ...stage.w.ports, db };
    const came = await cameOf(() => (deeds[name] as Deed)(stage, ports, stage.people[who]));
    if (came !== 'ok') expect([name, who, (await whole(db)) === before]).toEqual([name, who, true]);
    else expect(await findAuditBreak(db)).toBeNull();
    return came;
  }

  it('does what its team may, and refuses the rest without a trace', async () => {
    const came: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    for (const name of Object.keys(deeds)) {
      for (const who of ['lead', 'member'] as const) {
        came[`${name} by ${who}`] = await attempt(name, who);
        wanted[`${name} by ${who}`] = expected[name]?.[who][state] ?? '';
      }
    }
    expect(came).toEqual(wanted);
  });

  it('knows nobody else, but lets whoever was invited answer', async () => {
    for (const name of Object.keys(deeds)) {
      const isAnswer = answers.includes(name);
      const stranger = isAnswer && state !== 'ERASED' ? 'form' : '!not-found';
      for (const who of ['removed', 'stranger', 'organiser'] as const) expect([name, who, await attempt(name, who)]).toEqual([name, who, stranger]);
      expect([name, 'invited', await attempt(name, 'invited')]).toEqual([name, 'invited', isAnswer ? ofInvited[name]?.[state] : '!not-found']);
    }
  });

  it('takes every deed that is sent twice at once for one deed, or refuses the second', async () => {
    await using db = await stage.copy();
    const ports = { ...stage.w.ports, db };
    // Faults of our own come through.
    for (const deed of Object.values(deeds)) await Promise.all([cameOf(() => deed(stage, ports, stage.people.lead)), cameOf(() => deed(stage, ports, stage.people.lead))]);
    const members = await db.selectFrom('entry_member').select(['email', 'is_lead']).where('entry_id', '=', stage.w.entryId).where('removed_at', 'is', null).execute();
    expect([new Set(members.map(({ email }) => email)).size, members.filter(({ is_lead }) => is_lead === 1).length]).toEqual([members.length, state === 'ERASED' ? 0 : 1]);
    const ties = await db.selectFrom('declared_tie').select('name').execute();
    expect(ties.length).toBeLessThanOrEqual(1);
    const versions = (await db.selectFrom('entry_submission').select('version').orderBy('version').execute()).map(({ version }) => version);
    expect(versions).toEqual(versions.map((_one, at) => at + 1));
    expect(await findAuditBreak(db)).toBeNull();
  });
});
