import type { Migration } from './index.ts';

/** The token that a session had before its last change, honoured for some seconds: a browser may drop the answer that carries the new one. */
export const formerTokens: Migration = {
  name: '0068-former-tokens',
  statements: [
    `alter table session add column former_token_hash text`,
    `alter table session add column token_changed_at text`,
    `create index session_former_token on session (former_token_hash) where former_token_hash is not null`,
  ],
};
