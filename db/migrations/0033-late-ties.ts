import type { Migration } from './index.ts';

const isTied = (entries: string): string => `exists (select 1 from conflict_of_interest c where c.judge_id = old.judge_id and c.entry_id in (${entries}))`;
const isOpen = 'exists (select 1 from review_round r where r.id = old.round_id and r.commitment is null)';
const same = (columns: readonly string[]): string => columns.map((column) => `new.${column} is old.${column}`).join(' and ');

/** A judgement by somebody with a tie that turned up afterwards can be released, as long as its round has no commitment; nothing else of it changes. */
export const lateTies: Migration = {
  name: '0033-late-ties',
  statements: [
    `drop trigger review_assignment_kept`,
    `create trigger review_assignment_kept before update on review_assignment when exists (select 1 from score_sheet s where s.assignment_id = old.id and s.locked_at is not null and s.abstained_reason is null)
      and not (old.released_at is null and ${same(['id', 'round_id', 'judge_id', 'entry_id', 'label', 'assigned_at'])} and ${isTied('old.entry_id')} and ${isOpen})
      begin select raise(abort, 'a review with a locked sheet does not change'); end`,
    `drop trigger duel_frozen`,
    `create trigger duel_frozen before update on duel when old.decided_at is not null
      and not (old.released_at is null and ${same(['id', 'round_id', 'judge_id', 'a_entry_id', 'b_entry_id', 'winner', 'reason', 'decided_at'])} and ${isTied('old.a_entry_id, old.b_entry_id')} and ${isOpen})
      begin select raise(abort, 'a decided pair does not change'); end`,
  ],
};
