import { expect, it } from 'vitest';
import { done, entryWorld } from '../../../tests/world/contest-entries.ts';
import { withdrawEntry } from './withdraw-entry.server.ts';
import { handOverLead, inviteMember } from './entry-team.server.ts';
import { removeEntryFile } from './remove-entry-file.server.ts';

it('the log outlives an erasure: it names neither entrants nor their files', async () => {
  await using w = await entryWorld();
  const fileId = await w.attach('Đoàn Thị Điểm.pdf');
  await done(inviteMember(w.ports, w.lead, w.entryId, { email: 'moi@vi-du.invalid', fullName: 'Người Mới' }));
  const { memberId, actor } = await w.join({ fullName: 'Phan Huy Chú' });
  await w.fill();
  await done(w.handIn());
  await done(removeEntryFile(w.ports, w.lead, w.entryId, fileId));
  await done(withdrawEntry(w.ports, w.lead, w.entryId));
  await done(handOverLead(w.ports, w.lead, w.entryId, memberId));
  const rows = await w.db.selectFrom('audit_event').selectAll().execute();
  expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['entry.create', 'entry.add-file', 'entry.invite', 'external-account.create', 'entry.join', 'entry.submit', 'entry.remove-file', 'entry.withdraw', 'entry.hand-over']));
  expect(new Set(rows.map((row) => row.actor_name))).toEqual(new Set(['Người dự thi']));
  for (const trace of [w.lead.fullName, actor.fullName, 'Người Mới', '.pdf', 'moi@']) expect(JSON.stringify(rows)).not.toContain(trace);
});
