import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { jobHandlers } from '../../jobs/registry.ts';
import { databaseBefore } from '../../tests/support/db.ts';
import { migrate } from './index.ts';

const [step, at] = ['0071-planned-limitations', '2026-11-23T01:00:00.000Z'];

it.each([
  ['an open ticket with a limitation', { limitation: '2026-12-31', answered: null, closed: null }, 1],
  ['one without', { limitation: null, answered: null, closed: null }, 0],
  ['one that has its answer', { limitation: '2026-12-31', answered: at, closed: null }, 0],
  ['one that is closed', { limitation: '2026-12-31', answered: at, closed: at }, 0],
])('where there is %s, the job that plans for limitations waits so many times', async (_what, { limitation, answered, closed }, count) => {
  const db = await databaseBefore(step);
  await sql`insert into user_account (id, account_kind, full_name, name_fold, created_at) values ('p', 'OPERATOR', 'Kiều Văn Phấn', 'kieu van phan', '2026-01-01')`.execute(db);
  await sql`insert into competent_body (key, name, phone) values ('mo', 'Nơi mở', '113')`.execute(db);
  await sql`insert into ticket (id, code, kind, body_key, summary, reply_channel, limitation_on, received_at, received_by, due_at, answered_at, answer, closed_at) values ('t', 't', 'PETITION', 'mo', 'x', 'PHONE', ${limitation}, ${at}, 'p', ${at}, ${answered}, ${answered && 'Đã trả lời'}, ${closed})`.execute(db);
  expect(await migrate(db)).toContain(step);
  const jobs = await db.selectFrom('job').select(['name', 'payload', 'state', 'max_attempts']).execute();
  expect(jobs).toHaveLength(count);
  // It is a job that the program knows, as the program itself would write it.
  for (const job of jobs) {
    const contract = jobHandlers.find((handler) => handler.contract.name === job.name)?.contract;
    expect([contract?.payload.safeParse(JSON.parse(job.payload)).success, job.max_attempts, job.state]).toEqual([true, contract?.maxAttempts, 'QUEUED']);
  }
  await db.destroy();
});
