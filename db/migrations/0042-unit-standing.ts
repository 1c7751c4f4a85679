import type { Migration } from './index.ts';

/** How a statement of a trigger calls the four tables that say where somebody stands: `old` or `new` for the row that changes, `null` for progress that is not there. */
interface Names {
  u?: string;
  m?: string;
  e?: string;
  p?: string | null;
}

const tables = { u: 'user_account', m: 'membership', e: 'enrollment' };

/** Everybody in service with a course, in the unit of her primary post, as columns of `unit_standing`; in a trigger only the person whose row changes. */
function people({ u = 'u', m = 'm', e = 'e', p = 'p' }: Names, trigger?: { person: string; course?: string }): { standing: string; completion: string } {
  const names = { u, m, e };
  const from = (['u', 'm', 'e'] as const).filter((key) => names[key] === key).map((key) => `${tables[key]} as ${key}`).join(' join ');
  const progress = p === 'p' ? `left join course_progress as p on p.user_id = ${e}.user_id and p.course_id = ${e}.course_id` : '';
  const person = trigger?.person ?? 'u.id';
  const course = trigger?.course ? `and ${e}.course_id = ${trigger.course}` : '';
  const where = `where ${u}.id = ${person} and ${m}.user_id = ${person} and ${e}.user_id = ${person} ${course} and ${u}.disabled_at is null and ${m}.is_primary = 1 and ${m}.valid_to is null and ${e}.cancelled_at is null`;
  const [completed, started] = p === null ? ['null', 'null'] : [`${p}.completed_at`, `${p}.started_at`];
  const state = `case when ${completed} is not null then 'DONE' when ${started} is not null then 'DOING' else 'TODO' end`;
  return {
    standing: `select ${e}.course_id, ${m}.unit_id, ${state}, case when ${completed} is null then coalesce(${e}.due_on, '') else '' end from ${from} ${progress} ${where}`,
    completion: `select ${e}.course_id, ${m}.unit_id, substr(${completed}, 1, 13) from ${from} ${progress} ${where} and ${completed} is not null`,
  };
}

const standingKey = 'course_id, unit_id, state, due_on';
const completionKey = 'course_id, unit_id, hour';

type Of = Parameters<typeof people>;
// Somebody stands once in each course, so that no two of her rows fall on one sum.
const standingMore = (...of: Of) => `insert into unit_standing (${standingKey}, people) select *, 1 from (${people(...of).standing}) where true on conflict (${standingKey}) do update set people = people + 1;`;
const standingFewer = (...of: Of) => `update unit_standing set people = people - 1 where (${standingKey}) in (${people(...of).standing}); delete from unit_standing where people = 0;`;
const completionMore = (...of: Of) => `insert into unit_completion (${completionKey}, people) select *, 1 from (${people(...of).completion}) where true on conflict (${completionKey}) do update set people = people + 1;`;
const completionFewer = (...of: Of) => `update unit_completion set people = people - 1 where (${completionKey}) in (${people(...of).completion}); delete from unit_completion where people = 0;`;
const counted = (...of: Of) => `${standingMore(...of)} ${completionMore(...of)}`;
const uncounted = (...of: Of) => `${standingFewer(...of)} ${completionFewer(...of)}`;

const together = (more: string) => `insert into course_completion (course_id, hour, people) values (new.course_id, new.hour, ${more}) on conflict (course_id, hour) do update set people = people + excluded.people;`;
const apart = (fewer: string) => `update course_completion set people = people - (${fewer}) where course_id = old.course_id and hour = old.hour; delete from course_completion where people = 0;`;

const differs = (...columns: string[]) => columns.map((column) => `old.${column} is not new.${column}`).join(' or ');
const progressOf = (row: string) => ({ person: `${row}.user_id`, course: `${row}.course_id` });

/** How many people stand where in each course, by unit: kept by the database itself in the transaction that changes anything they are counted from. */
export const unitStanding: Migration = {
  name: '0042-unit-standing',
  statements: [
    // Whoever is done has no due day any more. Who is late depends on the day, and who is exempted too: both are said when it is read.
    `create table unit_standing (
      course_id text not null references course (id),
      unit_id text not null references org_unit (id),
      state text not null check (state in ('TODO', 'DOING', 'DONE')),
      due_on text not null check (state <> 'DONE' or due_on = ''),
      people integer not null check (people >= 0),
      primary key (course_id, unit_id, state, due_on)
    ) strict, without rowid`,
    // The hour in UTC, because the day of a completion is a matter of the time zone.
    `create table unit_completion (
      course_id text not null references course (id),
      unit_id text not null references org_unit (id),
      hour text not null check (length(hour) = 13),
      people integer not null check (people >= 0),
      primary key (course_id, unit_id, hour)
    ) strict, without rowid`,
    // All units of a course together: the line of a whole province is read from these, less what stands elsewhere.
    `create table course_completion (
      course_id text not null references course (id),
      hour text not null check (length(hour) = 13),
      people integer not null check (people >= 0),
      primary key (course_id, hour)
    ) strict, without rowid`,
    // The best of a course, without sorting everybody in it. Whoever reads has no score yet in most cases, and moves nothing in it.
    `create index course_progress_score on course_progress (course_id, score, user_id) where score is not null`,
    `create index unit_standing_empty on unit_standing (people) where people = 0`,
    `create index unit_completion_empty on unit_completion (people) where people = 0`,
    `create index course_completion_empty on course_completion (people) where people = 0`,
    `insert into unit_standing (${standingKey}, people) select *, count(*) from (${people({}).standing}) group by 1, 2, 3, 4`,
    `insert into unit_completion (${completionKey}, people) select *, count(*) from (${people({}).completion}) group by 1, 2, 3`,
    `insert into course_completion (course_id, hour, people) select course_id, hour, sum(people) from unit_completion group by course_id, hour`,
    `create trigger unit_completion_counted after insert on unit_completion begin ${together('new.people')} end`,
    `create trigger unit_completion_recounted after update of people on unit_completion when new.people > old.people begin ${together('new.people - old.people')} end`,
    `create trigger unit_completion_discounted after update of people on unit_completion when new.people < old.people begin ${apart('old.people - new.people')} end`,
    `create trigger unit_completion_uncounted after delete on unit_completion when old.people > 0 begin ${apart('old.people')} end`,

    `create trigger enrollment_counted after insert on enrollment begin ${counted({ e: 'new' }, { person: 'new.user_id' })} end`,
    `create trigger enrollment_recounted after update of user_id, course_id, due_on, cancelled_at on enrollment when ${differs('user_id', 'course_id', 'due_on', 'cancelled_at')}
      begin ${uncounted({ e: 'old' }, { person: 'old.user_id' })} ${counted({ e: 'new' }, { person: 'new.user_id' })} end`,
    `create trigger enrollment_uncounted after delete on enrollment begin ${uncounted({ e: 'old' }, { person: 'old.user_id' })} end`,

    // Most reports change neither, and cost no more than this look.
    `create trigger course_progress_counted after insert on course_progress when new.started_at is not null or new.completed_at is not null
      begin ${standingFewer({ p: null }, progressOf('new'))} ${standingMore({ p: 'new' }, progressOf('new'))} end`,
    `create trigger course_progress_recounted after update of started_at, completed_at on course_progress when (old.completed_at is null) <> (new.completed_at is null) or (old.started_at is null) <> (new.started_at is null)
      begin ${standingFewer({ p: 'old' }, progressOf('old'))} ${standingMore({ p: 'new' }, progressOf('new'))} end`,
    `create trigger course_progress_uncounted after delete on course_progress when old.started_at is not null or old.completed_at is not null
      begin ${standingFewer({ p: 'old' }, progressOf('old'))} ${standingMore({ p: null }, progressOf('old'))} end`,
    `create trigger course_progress_completed after insert on course_progress when new.completed_at is not null begin ${completionMore({ p: 'new' }, progressOf('new'))} end`,
    `create trigger course_progress_recompleted after update of completed_at on course_progress when old.completed_at is not new.completed_at
      begin ${completionFewer({ p: 'old' }, progressOf('old'))} ${completionMore({ p: 'new' }, progressOf('new'))} end`,
    `create trigger course_progress_uncompleted after delete on course_progress when old.completed_at is not null begin ${completionFewer({ p: 'old' }, progressOf('old'))} end`,

    `create trigger membership_counted after insert on membership begin ${counted({ m: 'new' }, { person: 'new.user_id' })} end`,
    `create trigger membership_recounted after update of user_id, unit_id, is_primary, valid_to on membership when ${differs('user_id', 'unit_id', 'is_primary', 'valid_to')}
      begin ${uncounted({ m: 'old' }, { person: 'old.user_id' })} ${counted({ m: 'new' }, { person: 'new.user_id' })} end`,
    `create trigger membership_uncounted after delete on membership begin ${uncounted({ m: 'old' }, { person: 'old.user_id' })} end`,

    `create trigger user_account_recounted after update of disabled_at on user_account when (old.disabled_at is null) <> (new.disabled_at is null)
      begin ${uncounted({ u: 'old' }, { person: 'old.id' })} ${counted({ u: 'new' }, { person: 'new.id' })} end`,
  ],
};
