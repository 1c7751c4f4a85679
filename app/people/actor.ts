import type { Locale } from '../platform/i18n/messages.ts';

export const roles = ['LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'CHANNEL_OPERATOR', 'ANSWER_APPRAISER', 'CALL_AGENT', 'CALL_SUPERVISOR', 'LEGAL_OFFICER', 'CONTEST_ORGANISER', 'CONTEST_APPROVER', 'FOCAL_POINT', 'STANDING_AGENCY', 'AUDITOR', 'SYSTEM_ADMIN'] as const;
/** What a person may be, besides being a learner, which everybody is. */
export type Role = (typeof roles)[number];

/** A role with the part of the province that it covers. */
export interface Grant {
  role: Role;
  scope: 'SELF' | 'SUBTREE' | 'ALL';
  /** The top of the subtree; null unless the scope is SUBTREE. */
  unitId: string | null;
}

/** The signed-in person as the rest of the program sees her. */
export interface Actor {
  id: string;
  fullName: string;
  accountKind: 'ADMIN' | 'OPERATOR' | 'TECHNICAL' | 'SERVICE';
  /** The primary unit of today; null for technical accounts. */
  unitId: string | null;
  unitName: string | null;
  grants: readonly Grant[];
  mustChangePassword: boolean;
  sessionId: string;
  locale: Locale;
  theme: 'system' | 'light' | 'dark';
}
