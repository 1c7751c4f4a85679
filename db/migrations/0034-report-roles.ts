import type { Migration } from './index.ts';

const roles = "('LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'CAMPAIGN_MAKER', 'CAMPAIGN_APPROVER', 'CHANNEL_OPERATOR', 'ANSWER_APPRAISER', 'CALL_AGENT', 'CALL_SUPERVISOR', 'LEGAL_OFFICER', 'CONTEST_ORGANISER', 'CONTEST_APPROVER', 'FOCAL_POINT', 'STANDING_AGENCY', 'AUDITOR', 'SYSTEM_ADMIN')";

/** Two more roles: the focal point of a unit writes its monthly report, the standing agency receives all of them. */
export const reportRoles: Migration = {
  name: '0034-report-roles',
  statements: [
    // SQLite cannot change a check: the table is made anew with the new roles.
    `create table role_assignment_next (
      id text primary key,
      user_id text not null references user_account (id),
      role text not null check (role in ${roles}),
      scope text not null check (scope in ('SELF', 'SUBTREE', 'ALL')),
      unit_id text references org_unit (id),
      granted_by text references user_account (id),
      granted_at text not null,
      revoked_at text,
      check ((scope = 'SUBTREE') = (unit_id is not null))
    ) strict`,
    `insert into role_assignment_next (id, user_id, role, scope, unit_id, granted_by, granted_at, revoked_at) select id, user_id, role, scope, unit_id, granted_by, granted_at, revoked_at from role_assignment`,
    `drop table role_assignment`,
    `alter table role_assignment_next rename to role_assignment`,
    `create index role_assignment_user on role_assignment (user_id)`,
    `create unique index role_assignment_once on role_assignment (user_id, role, scope, coalesce(unit_id, '')) where revoked_at is null`,
  ],
};
