import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMember } from '../../../tests/world/contest-judging.ts';
import { finalWorld, openPairs } from '../../../tests/world/contest-final.ts';
import { commit } from '../../../tests/world/contest-published.ts';
import type { ResultsWorld } from '../../../tests/world/contest-results.ts';
import { decideDuel } from '../commands/decide-duel.server.ts';
import * as sheets from '../routes/entry-sheets.tsx';
import * as result from '../routes/entry-result.tsx';
import type { EntrySheets } from './sheet-words.server.ts';

const why = (a: string, b: string) => `Bài ${a} rõ hơn ${b}.`;
let w: ResultsWorld;
const id = (at: number) => w.entries[at]?.id ?? '';
const ask = (as = w.organiser, at = 0) => w.ask(sheets.loader, as, { entry: id(at) });
const pairsOf = async (as = w.organiser, at = 0) => ((await ask(as, at)).body as EntrySheets).pairs;

beforeAll(async () => {
  w = await finalWorld();
  const order = w.entries.map((entry) => entry.id);
  for (const { id: duel, judge, a, b } of await openPairs(w)) {
    const [first, second] = [order.indexOf(a), order.indexOf(b)];
    const isDraw = first + second === 1;
    await decideDuel(w.ports, judge, duel, { winner: isDraw ? 'DRAW' : first < second ? 'A' : 'B', reason: why(String(first), String(second)) });
  }
});
afterAll(() => w[Symbol.asyncDispose]());

describe('the reasons of the pairs of a final', () => {
  it('are nobody’s before the final has its commitment', async () => {
    expect(await pairsOf()).toEqual([]);
  });

  it('are read afterwards by whoever decides, publishes or inspects, by numbers, without a judge', async () => {
    await commit(w);
    const pairs = await pairsOf();
    expect(pairs).toHaveLength(3 * 7);
    expect(pairs.map(({ other }) => other)).toEqual(pairs.map(({ other }) => other).toSorted());
    expect(new Set(pairs.filter(({ other }) => other === w.entries[1]?.number).map(({ chosen }) => chosen))).toEqual(new Set(['DRAW']));
    expect(new Set(pairs.filter(({ other }) => other === w.entries[5]?.number).map(({ chosen }) => chosen))).toEqual(new Set(['THIS']));
    expect(new Set((await pairsOf(w.organiser, 7)).map(({ chosen }) => chosen))).toEqual(new Set(['OTHER']));
    expect(pairs.every(({ reason }) => /^Bài \d rõ hơn \d\.$/.test(reason))).toBe(true);
    for (const reader of [w.publisher, w.auditor]) expect(await pairsOf(reader)).toEqual(pairs);
    // Beside their sheets judges are told that only whoever decides or publishes reads them.
    expect([((await ask(w.auditor)).body as EntrySheets).sheets, ((await ask(w.publisher)).body as EntrySheets).sheets.length]).toEqual([[], 3]);
    const all = JSON.stringify((await ask()).body);
    for (const judge of w.judges) for (const secret of [judge.id, judge.name, judge.person.id]) expect(all).not.toContain(secret);
  });

  it('open to no judge while identities are closed, no leader, no administrator and no entrant', async () => {
    expect((await ask(w.judges[0]?.person)).status).toBe(403);
    for (const role of ['UNIT_LEADER', 'SYSTEM_ADMIN'] as const) expect((await ask(await w.person(role))).status).toBe(403);
    expect((await ask(w.entries[0]?.owner)).status).toBeGreaterThanOrEqual(302);
    expect(JSON.stringify((await w.ask(result.loader, w.entries[0]?.owner ?? null, { id: id(0) })).body)).not.toContain('rõ hơn');
  });

  it('leave out every pair with an entry of the reader’s own', async () => {
    await addMember(w.db, id(3), { id: w.auditor.id, fullName: w.auditor.fullName, email: 'kiem-tra@vi-du.example' });
    const pairs = await pairsOf(w.auditor);
    expect(pairs).toHaveLength(3 * 6);
    expect(pairs.some(({ other }) => other === w.entries[3]?.number)).toBe(false);
    expect((await ask(w.auditor, 3)).status).toBe(403);
  });
});
