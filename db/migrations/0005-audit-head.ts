import type { Migration } from './index.ts';

/** The head of the audit chain, apart from its rows: a chain whose newest rows were cut off is whole in itself. */
export const auditHead: Migration = {
  name: '0005-audit-head',
  statements: [
    `create table audit_head (
      id integer primary key check (id = 1),
      row_count integer not null,
      hash text not null
    ) strict`,
    `insert into audit_head (id, row_count, hash)
      select 1, count(*), coalesce((select hash from audit_event order by seq desc limit 1), '${'0'.repeat(64)}') from audit_event`,
    `create trigger audit_head_no_delete before delete on audit_head begin select raise(abort, 'audit_head is kept'); end`,
  ],
};
