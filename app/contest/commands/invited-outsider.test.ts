import { expect, it } from 'vitest';
import { done, entryWorld } from '../../../tests/world/contest-entries.ts';
import { codeOf } from '../sign-in-code.server.ts';
import type { Actor } from '../../people/actor.ts';
import { answerInvitation, inviteMember } from './entry-team.server.ts';
import { requestCode } from './request-code.server.ts';
import { saveEntryPart } from './save-entry-part.server.ts';
import { signInByCode } from './sign-in-by-code.server.ts';

it('somebody invited who had no account proves her address by a code, joins and writes', async () => {
  await using w = await entryWorld();
  const email = 'moi@vi-du.invalid';
  const { token } = await done(inviteMember(w.ports, w.lead, w.entryId, { email: 'Moi@vi-du.invalid', fullName: 'Người Mới' }));
  const { id } = await requestCode(w.ports, { email, locale: 'vi', address: '127.0.0.1' });
  await done(signInByCode(w.ports, { id, code: codeOf(w.ports.secret, id) }, { userAgent: 'test', address: '127.0.0.1' }));
  const account = await w.db.selectFrom('user_account as u').innerJoin('external_account as x', 'x.user_id', 'u.id').select(['u.id', 'u.full_name', 'x.verified_at']).where('u.email', '=', email).executeTakeFirstOrThrow();
  expect(account.verified_at).toBe(w.clock.now().toISOString());
  const person: Actor = { ...w.lead, id: account.id, fullName: account.full_name };
  await expect(saveEntryPart(w.ports, person, { entryId: w.entryId, part: 'PLAN' }, { body: 'x', revision: 0 })).rejects.toMatchObject({ kind: 'not-found' });
  expect(account.full_name).toBe('moi');
  expect(await w.db.selectFrom('audit_event').select(['action', 'object_id']).where('action', '=', 'external-account.create').execute()).toEqual([{ action: 'external-account.create', object_id: account.id }]);
  await done(answerInvitation(w.ports, person, { token, accepts: true, agrees: true }));
  await done(saveEntryPart(w.ports, person, { entryId: w.entryId, part: 'PLAN' }, { body: 'x', revision: 0 }));
  expect(await w.db.selectFrom('user_account as u').innerJoin('entry_member as m', 'm.user_id', 'u.id').select(['u.full_name', 'm.full_name as member']).where('u.email', '=', email).executeTakeFirst()).toEqual({ full_name: 'Người Mới', member: 'Người Mới' });
  expect(await w.db.selectFrom('user_account').select('id').where('email', '=', email).execute()).toHaveLength(1);
});
