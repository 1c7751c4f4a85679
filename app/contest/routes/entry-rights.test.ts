import { describe, expect, it } from 'vitest';
import { done, entryWorld, type EntryWorld } from '../../../tests/world/contest-entries.ts';
import { makeOutsider } from '../../../tests/world/contests.ts';
import { visit, type Visit } from '../../../tests/world/entry-visits.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Actor, Role } from '../../people/actor.ts';
import { inviteMember, removeMember } from '../commands/entry-team.server.ts';
import * as check from './entry-check.tsx';
import * as bytes from './entry-file-bytes.ts';
import * as file from './entry-file.ts';
import * as fileRemoval from './entry-file-removal.ts';
import * as files from './entry-files.tsx';
import * as leaving from './entry-leaving.ts';
import * as lead from './entry-member-lead.ts';
import * as memberRemoval from './entry-member-removal.ts';
import * as overview from './entry.tsx';
import * as part from './entry-part.tsx';
import * as receipt from './entry-receipt.tsx';
import * as receiptFile from './entry-receipt-file.ts';
import * as team from './entry-team.tsx';
import * as uploads from './entry-uploads.ts';
import * as withdrawal from './entry-withdrawal.tsx';

type Route = Parameters<typeof visit>[1];
interface Door {
  name: string;
  route: unknown;
  more?: Partial<Visit>;
}
const form = (fields: Record<string, string>): Partial<Visit> => ({ form: fields });
const reads: Door[] = Object.entries({ overview, part, team, files, file, bytes, check, receipt, receiptFile, withdrawal }).map(([name, module]) => ({ name, route: module.loader }));
const writes: Door[] = [
  { name: 'a part', route: part.action, more: form({ body: 'x', revision: '0' }) },
  { name: 'an invitation', route: team.action, more: form({ fullName: 'A', email: 'a@vi-du.invalid' }) },
  { name: 'a removal', route: memberRemoval.action, more: form({}) },
  { name: 'a new lead', route: lead.action, more: form({}) },
  { name: 'leaving', route: leaving.action, more: form({}) },
  { name: 'a file', route: files.action, more: { body: '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n%%EOF\n\r\n--b--', headers: { 'content-type': 'multipart/form-data; boundary=b' } } },
  { name: 'a file’s removal', route: fileRemoval.action, more: form({}) },
  { name: 'an upload', route: uploads.action, more: form({ name: 'a.pdf', bytes: '10' }) },
  { name: 'a piece', route: bytes.action, more: { method: 'POST', body: 'x' } },
  { name: 'handing in', route: check.action, more: form({ key: '01234567890', rulesId: 'r', agreesRules: 'on', agreesData: 'on' }) },
  { name: 'a withdrawal', route: withdrawal.action, more: form({}) },
];

/** A whole entry that was handed in, with one file and one other member. */
async function world() {
  const w = await entryWorld();
  const { actor: member, memberId } = await w.join({ fullName: 'Lê Quý Đôn' });
  await w.fill();
  const fileId = await w.attach();
  await done(w.handIn());
  const knock = (as: Actor | null, { route, more = {} }: Door) => visit(w, route as Route, { as, path: `/contests/entries/${w.entryId}`, params: { id: w.entryId, part: 'plan', file: fileId, member: memberId, version: '1' }, ...more });
  return Object.assign(w, { member, memberId, fileId, knock });
}

/** Everything that an entry is, to see whether anything of it has changed. */
async function whole(w: EntryWorld): Promise<string> {
  const tables = ['entry', 'entry_part', 'entry_member', 'entry_file', 'entry_submission', 'entry_dataset', 'contest_consent', 'audit_event'] as const;
  return JSON.stringify(await Promise.all(tables.map((table) => w.db.selectFrom(table).selectAll().execute())));
}

const official = (w: EntryWorld, role: Role) => makePerson(w.db, { grants: [{ role, scope: 'ALL', unitId: null }] });

async function outsiders(w: Awaited<ReturnType<typeof world>>): Promise<[string, Actor][]> {
  const invited = await makeOutsider(w.db);
  await done(inviteMember(w.ports, w.lead, w.entryId, { email: invited.email, fullName: 'Chờ' }));
  const { actor: removed, memberId } = await w.join();
  await done(removeMember(w.ports, w.lead, w.entryId, memberId));
  return [['another contestant', await makeOutsider(w.db)], ['somebody invited', invited], ['a removed member', removed], ['an organiser', await official(w, 'CONTEST_ORGANISER')], ['a publisher', await official(w, 'CONTEST_APPROVER')], ['an administrator', await official(w, 'SYSTEM_ADMIN')], ['an auditor', await official(w, 'AUDITOR')]];
}

describe('an entry is its team’s', () => {
  it('nobody else finds any of its pages', async () => {
    await using w = await world();
    for (const [who, actor] of await outsiders(w)) for (const door of reads) expect([who, door.name, (await w.knock(actor, door)).status]).toEqual([who, door.name, 404]);
  });

  it('nobody else changes anything of it, whatever she sends', async () => {
    await using w = await world();
    const people = await outsiders(w);
    const before = await whole(w);
    for (const [who, actor] of people) for (const door of writes) expect([who, door.name, (await w.knock(actor, door)).status]).toEqual([who, door.name, 404]);
    expect(await whole(w)).toBe(before);
  });

  it('somebody who is not signed in is sent to sign in, and changes nothing', async () => {
    await using w = await world();
    const before = await whole(w);
    for (const door of [...reads, ...writes]) expect([door.name, [302, 303].includes((await w.knock(null, door)).status)]).toEqual([door.name, true]);
    for (const door of writes) {
      const json = await w.knock(null, { ...door, more: { ...door.more, headers: { ...door.more?.headers, accept: 'application/json' } } });
      expect([door.name, json.status]).toEqual([door.name, 401]);
    }
    expect(await whole(w)).toBe(before);
  });

  it('a member reads everything and leaves what is the lead’s to the lead', async () => {
    await using w = await world();
    for (const door of reads) expect([door.name, (await w.knock(w.member, door)).status]).toEqual([door.name, 200]);
    const before = await whole(w);
    for (const name of ['an invitation', 'a removal', 'a new lead', 'handing in', 'a withdrawal']) {
      const door = writes.find((one) => one.name === name);
      if (door) expect([name, (await w.knock(w.member, door)).status]).toEqual([name, 403]);
    }
    expect(await whole(w)).toBe(before);
  });

  it('is not reached through an entry of one’s own: ids of another one mean nothing there', async () => {
    await using w = await world();
    await using other = await world();
    const cross = (route: unknown, params: Record<string, string>, more: Partial<Visit> = {}) => visit(w, route as Route, { as: w.lead, path: '/contests/entries/x', params: { id: w.entryId, ...params }, ...more });
    const before = await whole(other);
    expect((await cross(file.loader, { file: other.fileId })).status).toBe(404);
    expect((await cross(bytes.action, { file: other.fileId }, { method: 'POST', body: 'x' })).status).toBe(404);
    expect((await cross(fileRemoval.action, { file: other.fileId }, form({}))).status).toBe(404);
    expect((await cross(memberRemoval.action, { member: other.memberId }, form({}))).status).toBe(409);
    expect((await cross(lead.action, { member: other.memberId }, form({}))).status).toBe(409);
    expect(await whole(other)).toBe(before);
  });

  it.each(['', '../..', "' or 1=1 --", 'x'.repeat(61), '\u0000', '%2e%2e'])('an id like %j is none', async (id) => {
    await using w = await world();
    for (const door of [...reads, ...writes]) {
      const answer = await visit(w, door.route as Route, { as: w.lead, path: '/contests/entries/x', params: { id, part: 'plan', file: id, member: id, version: '1' }, ...door.more });
      expect([door.name, answer.status]).toEqual([door.name, 404]);
    }
  });
});
