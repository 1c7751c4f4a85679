import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { campaignWorld, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { roles } from '../../people/actor.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { correctBroadcast } from '../commands/correct-broadcast.server.ts';
import { steerCampaign } from '../commands/steer-campaign.server.ts';
import { addPlace, closePlace } from '../commands/write-place.server.ts';
import * as packet from '../routes/campaign-package.ts';
import * as sheet from '../routes/campaign-package-sheet.ts';
import * as packetText from '../routes/campaign-package-text.ts';
import { canSeeCampaigns } from '../policy.ts';
import { operatorSheet } from '../rules/operator-sheet.ts';

const words = { LED: { pages: ['GỌI 133', '<b>-----</b>'], seconds: 6 }, CRAWL: { text: 'Gọi 133 & đừng bấm' }, LOUDSPEAKER: { script: 'Gọi 133.', infoType: 'SECURITY', variants: [] } };
const textOf = async (w: CampaignWorld, medium: 'led' | 'crawl' | 'text' | 'json') => (await w.take(medium === 'text' ? packetText.loader : medium === 'json' ? packet.loader : sheet.loader, w.operator, { medium })).text();
const timesIn = (text: string) => [...text.matchAll(/^- (\S+ \S+): ([^\r]*)\r$/gm)].map(([, at, where]) => `${at} ${where}`);

/** Two boards, a broadcaster and a station, everything at noon and at six. */
async function planned() {
  const w = await campaignWorld();
  const ids: string[] = [];
  for (const [name, kind] of [['Bảng A', 'LED'], ['Bảng B', 'LED'], ['Đài tỉnh', 'BROADCASTER'], ['Loa', 'STATION']] as const) {
    const made = await addPlace(w.ports, w.operator, { name, kind, unitId: w.unit });
    ids.push(made.ok ? made.id : '');
  }
  await w.write(words);
  for (const medium of ['LED', 'CRAWL', 'LOUDSPEAKER'] as const) await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium, at: ['2026-11-23T12:00', '2026-11-23T18:00'], unitId: '' });
  return Object.assign(w, { places: ids });
}

describe('what leaves for an operator', () => {
  it('does not send anybody to a place that has closed', async () => {
    await using w = await planned();
    await w.launch();
    w.clock.set('2026-11-23T06:00:00.000Z');
    await closePlace(w.ports, w.operator, w.places[1] ?? '', 'Hỏng');
    const unit = '(UBND phường Hoa Lư)';
    expect(timesIn(await textOf(w, 'led')).toSorted()).toEqual([`23/11/2026 12:00 Bảng A ${unit}`, `23/11/2026 12:00 Bảng B ${unit}`, `23/11/2026 18:00 Bảng A ${unit}`]);
  });

  it('carries the words of the last correction, of its own medium only, and those that were approved until there is one', async () => {
    await using w = await planned();
    await w.launch();
    w.clock.set('2026-11-23T07:00:00.000Z');
    for (const medium of ['led', 'crawl', 'text', 'json'] as const) expect(await textOf(w, medium), medium).toMatch(/133/);
    for (const script of ['Gọi 114.', 'Gọi 113.']) await correctBroadcast(w.ports, w.maker, { id: w.id, medium: 'LOUDSPEAKER', words: { ...words.LOUDSPEAKER, script }, at: '2026-11-23T16:00', reason: 'Sai' });
    for (const medium of ['text', 'json'] as const) expect(await textOf(w, medium)).toMatch(/113/);
    for (const medium of ['text', 'json'] as const) expect(await textOf(w, medium)).not.toMatch(/133|114/);
    for (const medium of ['led', 'crawl'] as const) expect(await textOf(w, medium)).toContain('133');
    expect(timesIn(await textOf(w, 'text')).map((line) => line.slice(0, 16))).toEqual(['23/11/2026 12:00', '23/11/2026 16:00', '23/11/2026 18:00']);
  });

  it.each(['led', 'crawl', 'text'] as const)('is marked as not approved before its launch and after its end: %s', async (medium) => {
    await using w = await planned();
    expect(await textOf(w, medium)).toContain('BẢN NHÁP');
    await w.launch();
    expect(await textOf(w, medium)).not.toContain('BẢN NHÁP');
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'cancel', reason: 'Sai' });
    expect(await textOf(w, medium)).toContain('BẢN NHÁP');
  });

  it('is for whoever sees campaigns, is kept by nobody in between, and is a download and no page', async () => {
    await using w = await planned();
    for (const role of roles) {
      const as = await w.staff(role);
      expect((await w.ask(sheet.loader, as, { medium: 'led' })).status, role).toBe(canSeeCampaigns(as) ? 200 : 403);
    }
    const { headers } = await w.take(sheet.loader, w.operator, { medium: 'crawl' });
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual(['text/plain; charset=utf-8', 'private, no-store']);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[\w.-]+\.txt"$/);
    for (const medium of ['loudspeaker', 'CRAWL', 'text', '__proto__', '']) expect((await w.ask(sheet.loader, w.operator, { medium })).status, medium).toBe(404);
  });
});

describe('a sheet of whatever is shown', () => {
  it('holds every line as it is, ends lines as Windows does, and names all times', () => {
    const line = fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ' '));
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.integer({ min: 2, max: 60 }), fc.nat(5), (lines, seconds, count) => {
      const slots = Array.from({ length: count }, (_, at) => ({ startsAt: `lúc ${at}`, station: 'Bảng', unit: null }));
      const text = operatorSheet({ medium: 'LED', code: 'C', title: 'T', source: 'S', isApproved: true, isDrill: false, lines, seconds, slots }, (instant) => instant);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      for (const one of lines) expect(text).toContain(`\r\n${one}\r\n`);
      expect(text.match(/^- lúc \d: Bảng\r$/gm) ?? []).toHaveLength(count);
      expect(text).toContain(`= ${lines.length * seconds} giây`);
    }), { numRuns: 40 });
  });
});
