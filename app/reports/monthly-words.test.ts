import { describe, expect, it } from 'vitest';
import { reportWorld } from '../../tests/world/monthly-reports.ts';
import { auditWord } from '../people/rules/audit-lines.ts';
import { carryOver } from './commands/write-report.server.ts';
import { remindReportsJob } from './jobs.ts';
import { modelRoles } from './rules/models.ts';
import { textParts } from './rules/report-state.ts';

describe('what the log says of models and monthly reports', () => {
  it('has words for every action, object and detail that a report’s whole way leaves behind', async () => {
    await using world = await reportWorld();
    await world.fill();
    await carryOver(world.ports, world.focal, world.id);
    await world.walk('HAND_IN', 'TAKE_BACK', 'HAND_IN', 'SEND_BACK', 'HAND_IN', 'SUBMIT', 'RECEIVE', 'RETURN', 'HAND_IN', 'SUBMIT', 'RECEIVE', 'ACCEPT', 'REOPEN');
    const rows = await world.db.selectFrom('audit_event').select(['action', 'object_type', 'details']).execute();
    expect(rows.length).toBeGreaterThan(20);
    for (const { action, object_type, details } of rows) {
      expect(auditWord('vi', 'action', action)).not.toBe(action);
      expect(auditWord('en', 'object', object_type)).not.toBe(object_type);
      for (const name of Object.keys(JSON.parse(details) as object)) expect(auditWord('vi', 'detail', name)).not.toBe(name);
    }
  });

  it.each(['monthly-report.carry-over', 'monthly-report.count', 'monthly-report.add-file', 'monthly-report.remove-file', 'model.end-assignment'])('has words for %s', (action) => expect(auditWord('vi', 'action', action)).not.toBe(action));
  it.each([...modelRoles, ...textParts, 'HEADER'])('has words for the value %s', (value) => expect(auditWord('vi', 'value', value)).not.toBe(value));
});

it('the job takes nothing and may be tried again', () => {
  expect(remindReportsJob.payload.safeParse({}).success).toBe(true);
  expect(remindReportsJob.maxAttempts).toBeGreaterThan(1);
});
