import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpenToOutside, signInAgainPageFor, signInPageFor } from './outside.ts';

describe('people from outside', () => {
  it.each(['/contests', '/contests/', '/contests/sang-kien/rules/2', '/Contests/x', '/inbox', '/inbox/abc', '/held/1', '/preferences', '/sign-out'])('are known at %s', (path) => expect(isOpenToOutside(path)).toBe(true));
  it.each(['/', '', '/contest-desk', '/contests-x', '/contest', '/courses', '/account', '/account/sessions', '/admin/people', '/help', '/sign-in', '/inboxes', '//contests', '/x/contests', '/%63ontests', 'contests', '/units?next=/contests'])('are nobody at %j', (path) => expect(isOpenToOutside(path)).toBe(false));

  it('are known nowhere that does not begin with one of the open areas', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom('/', '//', 'contests', 'Inbox', 'sign-out', 'admin', '..', '%2f'), fc.string({ maxLength: 8 })), { maxLength: 6 }).map((parts) => parts.join('')), (path) => {
      if (isOpenToOutside(path)) expect(['contests', 'inbox', 'held', 'preferences', 'sign-out']).toContain(path.split('/')[1]?.toLowerCase());
    }));
  });

  it('sign in at the contest, officials at their own page', () => {
    expect(['/contests', '/contests/a/questions', '/contest-desk', '/courses', '/'].map(signInPageFor)).toEqual(['/contests/sign-in', '/contests/sign-in', '/sign-in', '/sign-in', '/sign-in']);
    expect(['SERVICE', 'OPERATOR', 'ADMIN'].map(signInAgainPageFor)).toEqual(['/contests/sign-in', '/sign-in', '/sign-in']);
  });
});
