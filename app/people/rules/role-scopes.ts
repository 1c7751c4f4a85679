import type { Grant, Role } from '../actor.ts';

/** Which scopes a role makes sense with. Everybody is a learner, so that role is not handed out. */
export const scopesOf: Readonly<Record<Role, readonly Grant['scope'][]>> = {
  LEARNER: ['SELF'],
  UNIT_LEADER: ['SUBTREE'],
  TRAINING_ADMIN: ['SUBTREE', 'ALL'],
  CONTENT_EDITOR: ['ALL'],
  CAMPAIGN_MAKER: ['ALL'],
  CAMPAIGN_APPROVER: ['ALL'],
  CHANNEL_OPERATOR: ['SUBTREE', 'ALL'],
  ANSWER_APPRAISER: ['ALL'],
  CALL_AGENT: ['ALL'],
  CALL_SUPERVISOR: ['ALL'],
  LEGAL_OFFICER: ['ALL'],
  CONTEST_ORGANISER: ['ALL'],
  CONTEST_APPROVER: ['ALL'],
  FOCAL_POINT: ['SUBTREE'],
  STANDING_AGENCY: ['ALL'],
  AUDITOR: ['ALL'],
  SYSTEM_ADMIN: ['ALL'],
};

export const grantableRoles = ['UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'CHANNEL_OPERATOR', 'ANSWER_APPRAISER', 'CALL_AGENT', 'CALL_SUPERVISOR', 'LEGAL_OFFICER', 'CONTEST_ORGANISER', 'CONTEST_APPROVER', 'FOCAL_POINT', 'STANDING_AGENCY', 'AUDITOR', 'SYSTEM_ADMIN'] as const satisfies readonly Role[];
