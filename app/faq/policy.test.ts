import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../people/actor.ts';
import * as policy from './policy.ts';

const rights: [string, (actor: Actor) => boolean, readonly Role[]][] = [
  ['canWriteAnswers', policy.canWriteAnswers, ['CONTENT_EDITOR']],
  ['canAppraiseAnswers', policy.canAppraiseAnswers, ['ANSWER_APPRAISER']],
  ['canPublishAnswers', policy.canPublishAnswers, ['ANSWER_APPRAISER', 'CONTENT_EDITOR']],
  ['canSeeAnswerDesk', policy.canSeeAnswerDesk, ['ANSWER_APPRAISER', 'AUDITOR', 'CALL_SUPERVISOR', 'CONTENT_EDITOR', 'SYSTEM_ADMIN']],
  ['canTakeCalls', policy.canTakeCalls, ['CALL_AGENT', 'CALL_SUPERVISOR']],
  ['canSuperviseCalls', policy.canSuperviseCalls, ['CALL_SUPERVISOR']],
  ['canWorkTickets', policy.canWorkTickets, ['CALL_SUPERVISOR', 'LEGAL_OFFICER']],
  ['canKeepBodies', policy.canKeepBodies, ['CALL_SUPERVISOR']],
  ['canReceiveTickets', policy.canReceiveTickets, ['CALL_AGENT', 'CALL_SUPERVISOR', 'LEGAL_OFFICER']],
];
const roles: Role[] = ['LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'CHANNEL_OPERATOR', 'ANSWER_APPRAISER', 'CALL_AGENT', 'CALL_SUPERVISOR', 'LEGAL_OFFICER', 'AUDITOR', 'SYSTEM_ADMIN'];

const someone = (...held: Role[]): Actor => ({ id: 'u', fullName: 'Ai Đó', accountKind: 'OPERATOR', unitId: 'd', unitName: 'UBND phường Hoa Lư', grants: held.map((role) => ({ role, scope: 'ALL', unitId: null })), mustChangePassword: false, sessionId: 's', locale: 'vi', theme: 'system' });

describe('who may do what', () => {
  it.each(rights)('%s is for exactly those', (_name, may, held) => {
    const all = roles.map((role) => [role, may(someone(role))] as const);
    expect(all.filter(([, allowed]) => allowed).map(([role]) => role).toSorted()).toEqual([...held].toSorted());
    expect(may(someone())).toBe(false);
  });

  it('nobody who only watches can write, appraise, publish, call or work', () => {
    for (const role of ['AUDITOR', 'SYSTEM_ADMIN'] as const) {
      const who = someone(role);
      for (const may of [policy.canWriteAnswers, policy.canAppraiseAnswers, policy.canPublishAnswers, policy.canTakeCalls, policy.canSuperviseCalls, policy.canWorkTickets, policy.canReceiveTickets]) expect(may(who)).toBe(false);
    }
  });

  it('several roles are the sum of their rights', () => {
    const both = someone('CONTENT_EDITOR', 'ANSWER_APPRAISER');
    expect([policy.canWriteAnswers(both), policy.canAppraiseAnswers(both), policy.canTakeCalls(both)]).toEqual([true, true, false]);
  });

  it('every signed-in official reads internal answers, and no stranger', () => {
    expect([policy.canReadInternalAnswers(someone()), policy.canReadInternalAnswers(null)]).toEqual([true, false]);
  });
});
