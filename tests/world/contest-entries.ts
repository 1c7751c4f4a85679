import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../../db/client.ts';
import type { Actor } from '../../app/people/actor.ts';
import { handInEntry } from '../../app/contest/commands/hand-in-entry.server.ts';
import { saveEntryPart } from '../../app/contest/commands/save-entry-part.server.ts';
import { startEntry } from '../../app/contest/commands/start-entry.server.ts';
import { answerInvitation, inviteMember } from '../../app/contest/commands/entry-team.server.ts';
import { uploadEntryFile, type FilePorts } from '../../app/contest/commands/upload-entry-file.server.ts';
import { entryParts, type EntryPart } from '../../app/contest/rules/entry-parts.ts';
import { newId } from '../../app/platform/ids.ts';
import { testClock, type TestClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { testPorts } from './calls.ts';
import { makeContest, makeOutsider, type ContestTraits, type MadeContest } from './contests.ts';
import { pdf } from './entry-files.ts';

export const entrySecret = 'a secret of thirty-two characters';
/** The last thousandth of a second that counts in the usual contest. */
export const lastMoment = '2026-12-31T16:59:59.999Z';
export const tooLate = '2026-12-31T17:00:00.000Z';

/** A step that must succeed. */
export async function done<Out extends { ok: boolean }>(outcome: Promise<Out>): Promise<Extract<Out, { ok: true }>> {
  const got = await outcome;
  if (!got.ok) throw new Error(JSON.stringify(got));
  return got as Extract<Out, { ok: true }>;
}

export async function* inPieces(bytes: Buffer, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export interface EntryWorld extends AsyncDisposable {
  db: Db;
  clock: TestClock;
  contest: MadeContest;
  ports: FilePorts & { secret: string };
  lead: Actor & { email: string };
  entryId: string;
  /** Fills in every part. */
  fill(): Promise<void>;
  handIn(key?: string): ReturnType<typeof handInEntry>;
  join(traits?: Parameters<typeof makeOutsider>[1]): Promise<{ actor: Actor & { email: string }; memberId: string }>;
  attach(name?: string, bytes?: Buffer): Promise<string>;
}

/** A contest that takes entries, and one that somebody from outside has begun. */
export async function entryWorld(traits: ContestTraits = {}): Promise<EntryWorld> {
  const [db, clock] = [await freshDb(), testClock()];
  const folder = mkdtempSync(join(tmpdir(), 'hoc06-entries-'));
  const ports = { ...testPorts(db, clock), secret: entrySecret, filesDir: join(folder, 'files'), scanner: { CLAMAV_HOST: undefined, CLAMAV_PORT: 3310 } };
  const [contest, lead] = [await makeContest(db, traits), await makeOutsider(db, { fullName: 'Đoàn Thị Điểm' })];
  const { id: entryId } = await done(startEntry(ports, lead, { slug: contest.slug, title: 'Bản đồ ngập úng', trackId: contest.tracks[0] ?? null }));
  const handIn = (key: string = newId()) => handInEntry(ports, lead, { entryId, key, rulesId: contest.rulesId });
  return {
    db,
    clock,
    contest,
    ports,
    lead,
    entryId,
    fill: () => fillEntry(ports, lead, entryId),
    handIn,
    async join(who = {}) {
      const actor = await makeOutsider(db, who);
      const { memberId, token } = await done(inviteMember(ports, lead, entryId, { email: actor.email, fullName: actor.fullName }));
      await done(answerInvitation(ports, actor, { token, accepts: true, agrees: true }));
      return { actor, memberId };
    },
    attach: async (name = 'thuyet-minh.pdf', bytes = pdf()) => (await done(uploadEntryFile(ports, lead, entryId, { name, pieces: inPieces(bytes, 64) }))).fileId,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What `fillEntry` writes. */
export const wordsOfParts: Readonly<Record<EntryPart, string>> = {
  SUMMARY: 'Bản đồ điểm ngập lấy từ phản ánh của người dân và dữ liệu mở của tỉnh.',
  PROBLEM: 'Người dân không biết đường nào ngập trước khi ra khỏi nhà.',
  SOLUTION: 'Phản ánh được gộp theo điểm, đối chiếu với dữ liệu mở của tỉnh rồi hiện trên bản đồ.',
  DATA: 'Dữ liệu mở của tỉnh về giao thông, thoát nước và phản ánh hiện trường.',
  LEGALITY: 'Chỉ dùng dữ liệu mở, không có dữ liệu cá nhân.',
  EFFECT: 'Giảm số lượt đi vào đường ngập và số phản ánh trùng.',
  MATURITY: 'Đã chạy thử tại ba phường trong quý III.',
  PLAN: 'Hoàn thiện trong sáu tháng, bàn giao cho đơn vị quản lý giao thông.',
};

/** Writes something into every part of an entry. */
export async function fillEntry(ports: FilePorts, actor: Actor, entryId: string): Promise<void> {
  for (const part of entryParts) await done(saveEntryPart(ports, actor, { entryId, part }, { body: wordsOfParts[part], revision: 0 }));
}
