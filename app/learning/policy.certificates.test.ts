import { describe, expect, it } from 'vitest';
import type { Actor, Grant, Role } from '../people/actor.ts';
import { canManageCertificates, canManageCertificatesIn, canSeeCertificatesIn } from './policy.ts';

const actor = (...grants: Grant[]) => ({ grants }) as unknown as Actor;
const everywhere = (role: Role): Grant => ({ role, scope: 'ALL', unitId: null });
const below = (role: Role, unitId: string): Grant => ({ role, scope: 'SUBTREE', unitId });
const path = ['office', 'commune', 'province'];

describe('certificates', () => {
  it.each([
    ['SYSTEM_ADMIN', true, true],
    ['TRAINING_ADMIN', true, true],
    ['UNIT_LEADER', true, false],
    ['AUDITOR', true, false],
    ['CONTENT_EDITOR', false, false],
    ['LEARNER', false, false],
  ] as const)('%s everywhere: sees %s, manages %s', (role, sees, manages) => {
    expect(canSeeCertificatesIn(actor(everywhere(role)), path)).toBe(sees);
    expect(canManageCertificatesIn(actor(everywhere(role)), path)).toBe(manages);
    expect(canManageCertificates(actor(everywhere(role)))).toBe(manages);
  });

  it('ends at the scope', () => {
    expect(canManageCertificatesIn(actor(below('TRAINING_ADMIN', 'commune')), path)).toBe(true);
    expect(canManageCertificatesIn(actor(below('TRAINING_ADMIN', 'other')), path)).toBe(false);
    expect(canSeeCertificatesIn(actor(below('UNIT_LEADER', 'office')), path)).toBe(true);
    expect(canSeeCertificatesIn(actor({ role: 'UNIT_LEADER', scope: 'SELF', unitId: null }), path)).toBe(false);
  });

  it('reaches people without a unit from everywhere only', () => {
    expect(canManageCertificatesIn(actor(everywhere('TRAINING_ADMIN')), [])).toBe(true);
    expect(canManageCertificatesIn(actor(below('TRAINING_ADMIN', 'commune')), [])).toBe(false);
  });

  it('does not mix the scope of one role with the rights of another', () => {
    expect(canManageCertificatesIn(actor(below('TRAINING_ADMIN', 'other'), everywhere('UNIT_LEADER')), path)).toBe(false);
  });
});
