import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import type { JobKind, RunningProcess } from '../queries/machine-room.server.ts';
import { JobTable, ProcessTable } from './machine-room.tsx';

const said = (node: React.ReactNode, locale: 'vi' | 'en' = 'vi') => wordsOf(drawPage(() => <>{node}</>, { locale }));
const one = (changes: Partial<RunningProcess> = {}): RunningProcess => ({ id: 'a', name: 'web', pid: 4_711, startedAt: '2026-11-23T01:00:00.000Z', standing: 'ALIVE', runsJobs: true, queue: 'OWN', ...changes });

describe('the processes', () => {
  it('are named with their number, which is no amount, and since when they run', () => {
    expect(said(<ProcessTable processes={[one(), one({ id: 'b', name: 'worker', queue: 'REDIS' })]} due={0} />)).toMatch(/Máy chủ web Chạy công việc nền và gửi tin 4711 23\/11\/2026 08:00 Đang chạy Trong cơ sở dữ liệu Tiến trình xử lý .* Qua Redis, đang hoạt động/);
  });

  it.each<[string, RunningProcess[]]>([['nobody is there', []], ['the only one runs no jobs', [one({ runsJobs: false })]], ['nobody can tell whether it lives', [one({ standing: 'LOST' })]]])('are missed when %s, with what waits for them', (_when, processes) => {
    expect(said(<ProcessTable processes={processes} due={12} />)).toContain('Không có tiến trình nào đang chạy công việc nền và gửi tin. 12 công việc đến hạn đang chờ.');
    expect(said(<ProcessTable processes={[...processes, one({ id: 'z' })]} due={12} />)).not.toContain('Không có tiến trình nào');
  });

  it('say plainly that Redis does not answer one that works, and what goes on all the same', () => {
    expect(said(<ProcessTable processes={[one({ queue: 'REDIS_AWAY' })]} due={0} />, 'en')).toMatch(/Redis does not answer\. Jobs stay in the database.*sending messages does not depend on it/);
    expect(said(<ProcessTable processes={[one(), one({ id: 'b', runsJobs: false, queue: 'REDIS_AWAY' })]} due={0} />, 'en')).not.toContain('Jobs stay in the database');
  });
});

describe('the kinds of jobs', () => {
  it('have their names in words, also one of an older program, and their figures', () => {
    const kind: JobKind = { name: 'learning.remind', due: 1_234, later: 5, running: 1, failed: 2, doneInHour: 60, oldestDue: '2026-11-23T01:00:00.000Z' };
    const words = said(<JobTable kinds={[kind, { ...kind, name: 'constructor', due: 0, oldestDue: null }]} />);
    expect(words).toMatch(/1\.234 23\/11\/2026 08:00 1 60 2 5 constructor 0 – 1 60 2 5/);
    expect(words).not.toContain('learning.remind');
  });

  it('say so when there is nothing', () => {
    const nothing = 'Không có công việc nào đến hạn, đang chạy, không thành công hoặc vừa xong trong một giờ qua.';
    expect(said(<JobTable kinds={[]} />)).toContain(nothing);
    expect(said(<JobTable kinds={[]} />)).not.toContain('Chỉ chờ');
    const later: JobKind = { name: 'learning.renew', due: 0, later: 3, running: 0, failed: 0, doneInHour: 0, oldestDue: null };
    expect(said(<JobTable kinds={[later]} />)).toMatch(new RegExp(`${nothing}.*Chỉ chờ đến giờ hẹn: 1 loại.* 0 – 0 0 0 3`));
    for (const work of ['due', 'running', 'failed', 'doneInHour']) expect(said(<JobTable kinds={[{ ...later, [work]: 1 }]} />), work).not.toMatch(/Chỉ chờ|Không có công việc/);
  });
});
