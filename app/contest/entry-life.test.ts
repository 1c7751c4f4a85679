import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryWorld, inPieces, type EntryWorld } from '../../tests/world/contest-entries.ts';
import { makeOutsider } from '../../tests/world/contests.ts';
import { pdf } from '../../tests/world/entry-files.ts';
import type { Actor } from '../people/actor.ts';
import { findAuditBreak } from '../platform/audit.server.ts';
import { isAppError } from '../platform/errors.ts';
import { sha256 } from '../platform/signing.server.ts';
import { answerInvitation, handOverLead, inviteMember, leaveTeam, removeMember } from './commands/entry-team.server.ts';
import { handInEntry } from './commands/hand-in-entry.server.ts';
import { withdrawEntry } from './commands/withdraw-entry.server.ts';
import { saveEntryPart } from './commands/save-entry-part.server.ts';
import { beginUpload, receivePiece } from './commands/upload-entry-file.server.ts';
import { checkReceiptFile, receiptFile, receiptPublicKey } from './receipt-signature.server.ts';

/** A deed that may be refused; only a fault of our own is one. */
async function tryTo<Out>(deed: () => Promise<Out>): Promise<Out | null> {
  try {
    return await deed();
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

type TeamDeed = { kind: 'invite' | 'accept' | 'decline' | 'remove' | 'lead' | 'leave'; by: number; whom: number };
const teamDeed: fc.Arbitrary<TeamDeed> = fc.record({ kind: fc.constantFrom('invite', 'accept', 'decline', 'remove', 'lead', 'leave'), by: fc.nat(3), whom: fc.nat(3) });

async function doInTeam(w: EntryWorld, people: readonly (Actor & { email: string })[], tokens: Map<string, string>, { kind, by, whom }: TeamDeed): Promise<void> {
  const [actor, other] = [people[by], people[whom]];
  if (!actor || !other) return;
  const row = await w.db.selectFrom('entry_member').select('id').where('email', '=', other.email).where('removed_at', 'is', null).executeTakeFirst();
  const memberId = row?.id ?? 'nobody';
  const token = tokens.get(actor.email) ?? 'none';
  if (kind === 'invite') {
    const sent = await inviteMember(w.ports, actor, w.entryId, { email: other.email, fullName: other.fullName });
    if (sent.ok) tokens.set(other.email, sent.token);
  } else if (kind === 'accept' || kind === 'decline') await answerInvitation(w.ports, actor, { token, accepts: kind === 'accept', agrees: true });
  else if (kind === 'remove') await removeMember(w.ports, actor, w.entryId, memberId);
  else if (kind === 'lead') await handOverLead(w.ports, actor, w.entryId, memberId);
  else await leaveTeam(w.ports, actor, w.entryId);
}

describe('whatever a team does', () => {
  it('it has exactly one lead, who belongs to it and owns the entry, and nobody is in it twice', async () => {
    await fc.assert(fc.asyncProperty(fc.array(teamDeed, { maxLength: 14 }), async (deeds) => {
      await using w = await entryWorld();
      const people = [w.lead, await makeOutsider(w.db), await makeOutsider(w.db), await makeOutsider(w.db)];
      const tokens = new Map<string, string>();
      for (const deed of deeds) {
        await tryTo(() => doInTeam(w, people, tokens, deed));
        const team = await w.db.selectFrom('entry_member').selectAll().where('entry_id', '=', w.entryId).where('removed_at', 'is', null).execute();
        const leads = team.filter((member) => member.is_lead === 1);
        const { owner_id } = await w.db.selectFrom('entry').select('owner_id').where('id', '=', w.entryId).executeTakeFirstOrThrow();
        expect(leads.map(({ user_id, accepted_at }) => [user_id, accepted_at !== null])).toEqual([[owner_id, true]]);
        expect(new Set(team.map(({ email }) => email)).size).toBe(team.length);
        for (const { accepted_at, token_hash } of team) expect(accepted_at === null).toBe(token_hash !== null);
      }
      expect(await findAuditBreak(w.db)).toBeNull();
    }), { numRuns: 12 });
  });
});

type EntryDeed = { kind: 'write' | 'hand-in' | 'withdraw' | 'wait'; text: string; key: number; minutes: number };
const entryDeed: fc.Arbitrary<EntryDeed> = fc.record({ kind: fc.constantFrom('write', 'hand-in', 'hand-in', 'withdraw', 'wait'), text: fc.constantFrom('một', 'hai', 'ba'), key: fc.nat(5), minutes: fc.nat(20) });
const close = '2026-12-31T16:59:59.999Z';
/** Handed in and taken back twice within one millisecond. */
const atOnce: EntryDeed[] = (['hand-in', 'withdraw', 'hand-in', 'withdraw'] as const).map((kind, at) => ({ kind, text: 'một', key: at, minutes: 0 }));

describe('whatever is done with an entry', () => {
  it('its versions have no gaps, differ from the one before unless it was withdrawn, came in time, and each proves itself', async () => {
    await fc.assert(fc.asyncProperty(fc.array(entryDeed, { maxLength: 14 }), async (deeds) => {
      await using w = await entryWorld();
      await w.fill();
      w.clock.set('2026-12-31T16:20:00.000Z');
      let withdrawals = 0;
      for (const { kind, text, key, minutes } of deeds) {
        if (kind === 'wait') w.clock.pass({ minutes });
        else if (kind === 'withdraw') withdrawals += (await withdrawEntry(w.ports, w.lead, w.entryId)).ok ? 1 : 0;
        else if (kind === 'hand-in') {
          const handed = await handInEntry(w.ports, w.lead, { entryId: w.entryId, key: `form-${key}`, rulesId: w.contest.rulesId });
          if (handed.ok && handed.isNew) expect(w.clock.now().toISOString() <= close).toBe(true);
        } else {
          const { revision } = await w.db.selectFrom('entry_part').select('revision').where('part', '=', 'PLAN').executeTakeFirstOrThrow();
          await saveEntryPart(w.ports, w.lead, { entryId: w.entryId, part: 'PLAN' }, { body: text, revision });
        }
      }
      await expectProven(w, withdrawals);
      expect(await w.db.selectFrom('entry_withdrawal').select('version').execute()).toHaveLength(withdrawals);
    }), { numRuns: 20, examples: [[atOnce]] });
  });
});

async function expectProven(w: EntryWorld, withdrawals: number): Promise<void> {
  const rows = await w.db.selectFrom('entry_submission').selectAll().orderBy('version').execute();
  expect(rows.map(({ version }) => version)).toEqual(rows.map((_row, at) => at + 1));
  const repeated = rows.filter((row, at) => at > 0 && row.content_hash === rows[at - 1]?.content_hash).length;
  expect(repeated).toBeLessThanOrEqual(withdrawals);
  for (const row of rows) {
    expect(row.submitted_at <= close).toBe(true);
    expect(sha256(row.content)).toBe(row.content_hash);
    expect(checkReceiptFile(receiptFile(row), receiptPublicKey(w.ports.secret)).ok).toBe(true);
  }
  const { submitted_at } = await w.db.selectFrom('entry').select('submitted_at').where('id', '=', w.entryId).executeTakeFirstOrThrow();
  expect(submitted_at).toBe(rows.at(-1)?.submitted_at ?? null);
  expect(await findAuditBreak(w.db)).toBeNull();
}

describe('however an upload is cut and broken', () => {
  it('the file is the same in the end', async () => {
    const piece = fc.record({ size: fc.integer({ min: 1, max: 120 }), breaksAfter: fc.option(fc.nat(119), { nil: null }), lies: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      await using w = await entryWorld();
      const bytes = pdf();
      const begun = await beginUpload(w.ports, w.lead, w.entryId, { name: 'a.pdf', bytes: bytes.length, sha256: null });
      if (!begun.ok) throw new Error('the upload was not begun');
      const put = (offset: number, source: AsyncIterable<Uint8Array>) => receivePiece(w.ports, w.lead, { entryId: w.entryId, fileId: begun.fileId, offset }, source);
      let at = 0;
      for (const { size, breaksAfter, lies } of [...pieces, { size: bytes.length, breaksAfter: null, lies: false }]) {
        if (at >= bytes.length) break;
        if (lies) expect((await put(at + 1, inPieces(bytes.subarray(at, at + size)))).ok).toBe(false);
        const part = bytes.subarray(at, at + size);
        if (breaksAfter !== null && breaksAfter < part.length) {
          await expect(put(at, broken(part.subarray(0, breaksAfter)))).rejects.toThrow('the line broke');
          at += breaksAfter;
        } else {
          expect(await put(at, inPieces(part))).toMatchObject({ ok: true });
          at += part.length;
        }
      }
      expect(await w.db.selectFrom('entry_file').select(['sha256', 'received_bytes', 'kind']).executeTakeFirst()).toEqual({ sha256: sha256(bytes), received_bytes: bytes.length, kind: 'PDF' });
    }), { numRuns: 15 });
  });
});

async function* broken(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
  throw new Error('the line broke');
}
