import { renameSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { checkReceiptFile } from '../../app/contest/verify.server.ts';
import { planAssignment } from '../../app/contest/queries/assignment.server.ts';
import { getJudgingContest } from '../../app/contest/queries/judging-contest.server.ts';
import { fitAdditive } from '../../app/contest/rules/additive-model.ts';
import { seededRandom } from '../../app/contest/rules/seeded-random.ts';
import { ask, sendForm, type Answer } from '../support/http.ts';
import buildOnce from '../support/build-once.ts';
import { startServer, temporaryFolder } from '../support/server.ts';
import { judgingWorld } from '../world/contest-judging.ts';
import { pdf } from '../world/entry-files.ts';
import { onDisk } from '../world/entry-on-disk.ts';
import { waitingEntries, type WaitingEntry } from './contest-seed.ts';
import { pause } from './ledger-parts.ts';
import { cpuOf, memoryOf } from './steps.ts';

/**
 * `npm run bench:contest`: the last minutes of a contest, files by the gigabyte, and the mathematics of its judging. The web server runs in a process of its
 * own with a moved clock (tests/support/moved-server.ts). Writes docs/performance-contest.md.
 */
const deadline = Date.parse('2026-12-31T16:59:59.000Z');
const submissions = 2_000;
const perSecond = 20;
const [files, fileBytes, atOnce] = [50, 20_000_000, 8];
const [judged, judges, reviewsPerEntry] = [500, 60, 5];

const share = (times: readonly number[], part: number): number => times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;
const seconds = (from: number): number => (performance.now() - from) / 1_000;

function expectStatus(answer: Answer, status: number, what: string): void {
  if (answer.status !== status) throw new Error(`${what} was answered with ${answer.status}: ${answer.text.slice(0, 300)}`);
}

/** A running server on a folder, and what puts its clock. */
async function movedServer(dataDir: string) {
  const setNow = (time: number) => {
    writeFileSync(join(dataDir, 'next'), new Date(time).toISOString());
    renameSync(join(dataDir, 'next'), join(dataDir, 'now'));
  };
  setNow(deadline - (submissions / perSecond) * 1_000);
  return { server: await startServer({ dataDir, entry: 'tests/support/moved-server.ts', env: { NODE_ENV: 'production', RATE_LIMITS: 'off' } }), setNow };
}

/** Hands in at an even pace until the deadline, whether earlier ones have been answered or not; times count from the moment at which one was to be sent. */
async function lastMinutes() {
  using folder = temporaryFolder();
  const { rulesId, entries } = await waitingEntries(folder.path, submissions);
  const { server, setNow } = await movedServer(folder.path);
  await using running = server;
  const { publicKey } = JSON.parse((await ask(`${running.url}/contests/receipt-key`)).text) as { publicKey: string };
  const [answers, receipts]: [number[], number[]] = [[], []];
  let refused = 0;
  const handIn = async ({ id, cookie }: WaitingEntry, due: number) => {
    const base = `/contests/entries/${id}`;
    const handed = await sendForm(running.url, `${base}/check`, { key: id, rulesId, agreesRules: 'on', agreesData: 'on' }, { cookie });
    if (handed.status !== 303) return void (refused += 1);
    answers.push(performance.now() - due);
    const file = await ask(`${running.url}${base}/receipt/1/file`, { headers: { cookie } });
    expectStatus(file, 200, 'a receipt');
    receipts.push(performance.now() - due);
    if (!checkReceiptFile(file.text, publicKey).ok) throw new Error(`the receipt of ${id} is not genuine`);
  };
  const [began, used] = [performance.now(), cpuOf(running.pid)];
  const sent: Promise<void>[] = [];
  for (const [nth, entry] of entries.entries()) {
    const due = began + (nth / perSecond) * 1_000;
    if (due > performance.now()) await pause(due - performance.now());
    if (nth % perSecond === 0) setNow(deadline - ((submissions - nth) / perSecond) * 1_000);
    sent.push(handIn(entry, due));
    // What fails is told when all have been sent.
    sent.at(-1)?.catch(() => undefined);
  }
  await Promise.all(sent);
  const cpu = ((cpuOf(running.pid) - used) / submissions) * 1_000;
  const { n } = await onDisk(folder.path, (db) => db.selectFrom('entry_submission').select((row) => row.fn.countAll<number>().as('n')).executeTakeFirstOrThrow());
  return { answers, receipts, cpu, refused, lost: answers.length - Number(n) };
}

/** @returns seconds and the server's memory at its highest, in megabytes */
async function uploads() {
  using folder = temporaryFolder();
  const { entries } = await waitingEntries(folder.path, files);
  const { server } = await movedServer(folder.path);
  await using running = server;
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const boundary = 'hoc06-bench';
  const bodyOf = (nth: number) => Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="ban-ve-${nth}.pdf"\r\nContent-Type: application/pdf\r\n\r\n`), pdf().subarray(0, -6), Buffer.from(`\n% ${nth}\n`), Buffer.alloc(fileBytes, 0x20), Buffer.from(`\n%%EOF\n\r\n--${boundary}--\r\n`)]);
  const before = memoryOf(running.pid).now;
  const waiting = [...entries.entries()];
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [nth, { id, cookie }] = next;
      expectStatus(await ask(`${running.url}/contests/entries/${id}/files`, { method: 'POST', headers: { cookie, origin: running.url, 'content-type': `multipart/form-data; boundary=${boundary}` }, body: bodyOf(nth), agent }), 303, 'a file');
    }
  }));
  return { took: seconds(began), before, peak: memoryOf(running.pid).peak };
}

/** The plan as the organiser's page makes it, with ties, and the standing's model on scores for it. */
async function judging() {
  await using world = await judgingWorld({ entries: judged, judges, contest: { reviewsPerEntry } });
  await world.db.updateTable('judge').set({ max_reviews: Math.ceil((judged * reviewsPerEntry) / judges) + 3 }).execute();
  const contest = await getJudgingContest(world.db, world.contest.id);
  let began = performance.now();
  const { plan } = await planAssignment(world.db, contest, 1);
  const assignment = seconds(began);
  if (!plan.isComplete) throw new Error('the plan is not complete');
  const random = seededRandom(1);
  const scores = plan.reviews.map(({ entryId, judgeId }) => ({ entryId, judgeId, value: random() * 100 }));
  began = performance.now();
  if (!fitAdditive(scores).isConnected) throw new Error('the judges are not linked');
  return { assignment, additive: seconds(began), reviews: scores.length };
}

await buildOnce();
const maths = await judging();
const last = await lastMinutes();
const sent = await uploads();
const count = (n: number) => n.toLocaleString('en');
const load = loadavg();
const text = `# Performance of the contest

Written by \`npm run bench:contest\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores, Node ${process.versions.node}, one run, one SQLite file. Client and server share the machine, which was
${(load[0] ?? 0) > cpus().length ? 'busy with other work, too' : 'otherwise idle'} (load ${load.map((own) => own.toFixed(1)).join(', ')} at the end). Entries are handed in at ${perSecond} a second until the last second before the deadline; times count from
the moment at which one was to be sent, and a receipt counts when it has arrived. Every receipt was verified with the published key. Background jobs and the virus scanner do not run.

| What | Measured | Target |
|---|---:|---:|
| Entries refused of ${count(submissions)}, because the server came to them after the deadline | ${last.refused} | 0 |
| Entries that were confirmed and are not there | ${last.lost} | 0 |
| Answer to handing in, p50 / p95 / worst | ${share(last.answers, 0.5).toFixed(0)} / **${share(last.answers, 0.95).toFixed(0)}** / ${share(last.answers, 1).toFixed(0)} ms | p95 < 500 ms |
| Receipt, p50 / p95 / worst | ${share(last.receipts, 0.5).toFixed(0)} / ${share(last.receipts, 0.95).toFixed(0)} / **${share(last.receipts, 1).toFixed(0)}** ms | < 5,000 ms |
| Processor time of the server for an entry with its receipt | ${last.cpu.toFixed(1)} ms | |
| Assignment of ${judged} entries to ${judges} judges, ${reviewsPerEntry} reviews each | ${maths.assignment.toFixed(2)} s | < 5 s |
| Additive model on these ${count(maths.reviews)} reviews | ${maths.additive.toFixed(3)} s | < 1 s |
| ${files} files of ${fileBytes / 1_000_000} MB, ${atOnce} at once | ${sent.took.toFixed(1)} s, ${((files * fileBytes) / 1_000_000 / sent.took).toFixed(0)} MB/s | |
| Memory of the server meanwhile (peak; before: ${sent.before.toFixed(0)} MB) | ${sent.peak.toFixed(0)} MB | < 400 MB |
`;
writeFileSync('docs/performance-contest.md', text);
console.log(text);
