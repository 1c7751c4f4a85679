import { describe, expect, it } from 'vitest';
import { ask, gapDesk } from '../../../tests/world/gaps.ts';
import { makeFormerUnit, makeUnit } from '../../../tests/world/people.ts';
import { gapPage, listGaps } from './gaps.server.ts';

const question = 'đổi màu biển số';

async function desk() {
  const w = await gapDesk();
  const ask_ = async (unitId: string, times: number) => {
    for (let at = 0; at < times; at += 1) await ask(w.db, question, { at: w.ago(1), unitId });
  };
  const list = (commune = '') => listGaps(w.db, w.moment(), { signal: '', topic: '', spikes: false, commune });
  const shown = async () => (await gapPage(w.db, 'doi mau bien so', w.moment(), 'vi'))?.communes;
  return { ...w, askFrom: ask_, list, shown, [Symbol.asyncDispose]: () => w.db.destroy() };
}

describe('the commune from which a gap was asked', () => {
  it('that has merged is the one into which it has gone, and their askings count together', async () => {
    await using w = await desk();
    const hoaLu = await makeUnit(w.db, { name: 'UBND phường Nam Hoa Lư' });
    const ninhVan = await makeFormerUnit(w.db, { name: 'UBND xã Ninh Vân', into: [hoaLu] });
    const ninhAn = await makeFormerUnit(w.db, { name: 'UBND xã Ninh An', into: [hoaLu] });
    await w.askFrom(ninhVan, 6);
    await w.askFrom(ninhAn, 5);
    await w.askFrom(hoaLu, 1);
    expect((await w.list()).communes).toEqual([{ id: hoaLu, name: 'Phường Nam Hoa Lư' }]);
    expect([(await w.list(hoaLu)).count, (await w.list(ninhVan)).count]).toEqual([1, 0]);
    expect(await w.shown()).toEqual({ shown: [{ unitId: hoaLu, name: 'Phường Nam Hoa Lư', count: 12 }], rest: 0 });
  });

  it('that merges later is itself until that day', async () => {
    await using w = await desk();
    const hoaLu = await makeUnit(w.db, { name: 'UBND phường Nam Hoa Lư' });
    const ninhVan = await makeFormerUnit(w.db, { name: 'UBND xã Ninh Vân', into: [hoaLu], on: '2026-11-25' });
    await w.askFrom(ninhVan, 12);
    expect((await w.list()).communes).toEqual([{ id: ninhVan, name: 'Xã Ninh Vân' }]);
    w.clock.set('2026-11-25T01:00:00.000Z');
    expect((await w.list()).communes).toEqual([{ id: hoaLu, name: 'Phường Nam Hoa Lư' }]);
  });

  it('that was divided stays itself, by its name of old: nobody guesses', async () => {
    await using w = await desk();
    const heirs = [await makeUnit(w.db, { name: 'UBND xã Gia Lâm' }), await makeUnit(w.db, { name: 'UBND xã Gia Tường' })];
    const divided = await makeFormerUnit(w.db, { name: 'UBND xã Xích Thổ', into: heirs, share: 'PART' });
    await w.askFrom(divided, 10);
    expect((await w.list()).communes).toEqual([{ id: divided, name: 'Xã Xích Thổ cũ' }]);
    expect((await w.shown())?.shown).toEqual([{ unitId: divided, name: 'Xã Xích Thổ cũ', count: 10 }]);
  });

  it('is not named for fewer than ten, nor where the others could be subtracted', async () => {
    await using w = await desk();
    const [one, two] = [await makeUnit(w.db, { name: 'UBND xã Gia Lâm' }), await makeUnit(w.db, { name: 'UBND xã Gia Tường' })];
    await w.askFrom(one, 9);
    expect([(await w.list()).communes, await w.shown()]).toEqual([[], { shown: [], rest: 0 }]);
    await w.askFrom(two, 11);
    expect([(await w.list()).communes, await w.shown()]).toEqual([[], { shown: [], rest: 20 }]);
  });
});
