import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditHref, auditQuery } from './forms/audit-query.ts';
import { peopleHref, peopleQuery } from './forms/people-query.ts';
import { roleForm } from './forms/roles.ts';
import { peopleMessages } from './messages.ts';
import { accountMessages } from './messages/account.ts';
import { adminMessages } from './messages/admin.ts';
import { auditDetails } from './messages/audit-details.ts';
import { auditContest } from './messages/audit-contest.ts';
import { auditValues } from './messages/audit-values.ts';
import { auditWords } from './messages/audit-words.ts';
import { oversightMessages } from './messages/oversight.ts';
import { orConflict } from './or-conflict.ts';
import { refuse } from './outcome.ts';
import { hashPassword, verifyPassword } from './password.server.ts';
import { clearedSessionCookie, sessionCookieHeader, sessionTokenOf } from './session.server.ts';

const gaps = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();

describe.each([['sign-in', peopleMessages.catalogue], ['account', accountMessages.catalogue], ['administration', adminMessages.catalogue], ['oversight', oversightMessages.catalogue], ['audit', auditWords.catalogue], ['audit of contests', auditContest.catalogue], ['audit details', auditDetails.catalogue], ['audit values', auditValues.catalogue]])('the texts of %s', (_name, catalogue) => {
  it.each(Object.entries(catalogue))('%s is said in both languages with the same gaps, composed, without shouting', (_key, [vi, en]) => {
    expect(gaps(en)).toEqual(gaps(vi));
    for (const text of [vi, en]) expect([text.trim() === text && text.length > 0, text.normalize('NFC') === text, text.includes('!')]).toEqual([true, true, false]);
  });
});

describe('addresses of lists', () => {
  const text = fc.option(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), { nil: undefined });
  const page = fc.integer({ min: 1, max: 100_000 });
  const back = (href: string) => Object.fromEntries(new URL(href, 'http://x').searchParams);

  it('of people carry any search there and back', () => {
    const state = fc.constantFrom('ACTIVE', 'WAITING', 'LOCKED', 'DISABLED', 'LEFT', undefined);
    fc.assert(fc.property(fc.record({ q: text, unit: text, state, page }), (query) => {
      expect(peopleQuery.parse(back(peopleHref(query)))).toEqual(peopleQuery.parse(query));
    }));
  });

  it('of the log carry any filter there and back', () => {
    fc.assert(fc.property(fc.record({ actor: text, object: text, action: text, page }), (query) => {
      expect(auditQuery.parse(back(auditHref('/admin/audit', query)))).toEqual(auditQuery.parse(query));
    }));
  });

  it.each([['0', 1], ['-1', 1], ['1.5', 1], ['x', 1], ['', 1], ['2', 2], ['1e9', 1]])('read page %j as %i', (page, read) => {
    expect([peopleQuery.parse({ page }).page, auditQuery.parse({ page }).page]).toEqual([read, read]);
  });
});

it.each([['', null], [undefined, null], ['u1', 'u1']])('reads the unit %j of a role as %j', (unitId, read) => {
  expect(roleForm.parse({ role: 'AUDITOR', scope: 'ALL', unitId }).unitId).toBe(read);
});

describe('session cookies', () => {
  const token = 'aB-_'.repeat(10) + 'xyz';

  it('come back as they were sent, among any others', () => {
    expect(sessionTokenOf(`a=1; ${sessionCookieHeader(token, true).split(';')[0]}; b=2`)).toBe(token);
  });

  it('are kept from scripts and other sites, and from plain connections when there are others', () => {
    expect(sessionCookieHeader(token, true)).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
    expect(sessionCookieHeader(token, false)).not.toContain('Secure');
    expect(sessionCookieHeader(token, true)).not.toContain('Max-Age');
    expect(clearedSessionCookie(true)).toMatch(/^hoc06_session=; Max-Age=0; Path=\/; HttpOnly; Secure/);
  });

  it('are read only when they look like ours', () => {
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (value) => {
      const read = sessionTokenOf(`hoc06_session=${encodeURIComponent(value)}`);
      return read === null ? !/^[\w-]{43}$/.test(value) : read === value;
    }));
    expect([null, undefined, '', ';;;', 'hoc06_session'].map(sessionTokenOf)).toEqual([null, null, null, null, null]);
  });
});

describe('stored passwords', () => {
  it('fit only what they were made from, in either Unicode form', async () => {
    const hash = await hashPassword('Mưa ở Đồng Văn');
    const fits = await Promise.all(['Mưa ở Đồng Văn', 'Mưa ở Đồng Văn'.normalize('NFD'), 'mưa ở đồng văn', 'Mưa ở Đồng Văn ', ''].map((text) => verifyPassword(hash, text)));
    expect([hash.startsWith('$argon2id$v=19$m=19456,t=2,p=1$'), ...fits]).toEqual([true, true, true, false, false, false]);
  });

  it.each(['', 'none', '$argon2id$', 'Mưa'])('that cannot be read (%j) fit nothing', async (hash) => {
    expect([await verifyPassword(hash, hash), await verifyPassword(hash, '')]).toEqual([false, false]);
  });
});

it('turns a refusal without a page into a conflict that says why', () => {
  const say = { vi: 'Không.', en: 'No.' };
  expect(() => orConflict(refuse('form', say))).toThrow(expect.objectContaining({ kind: 'conflict', say }));
  expect(orConflict({ ok: true, id: 'x' })).toEqual({ ok: true, id: 'x' });
});
