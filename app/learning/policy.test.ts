import { expect, test } from 'vitest';
import type { Actor, Role } from '../people/actor.ts';
import { roles } from '../people/actor.ts';
import { canEditContent, canReleaseContent } from './policy.ts';

const actor = (...own: Role[]): Actor => ({ id: 'a', fullName: 'A', accountKind: 'OPERATOR', unitId: null, unitName: null, grants: own.map((role) => ({ role, scope: 'ALL', unitId: null })), mustChangePassword: false, sessionId: 's', locale: 'vi', theme: 'system' });

test('content is seen by editors and system administrators, and released by editors', () => {
  expect(roles.filter((role) => canEditContent(actor(role)))).toEqual(['CONTENT_EDITOR', 'SYSTEM_ADMIN']);
  expect(roles.filter((role) => canReleaseContent(actor(role)))).toEqual(['CONTENT_EDITOR']);
  expect([canEditContent(actor()), canReleaseContent(actor())]).toEqual([false, false]);
});
