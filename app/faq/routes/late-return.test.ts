import { describe, expect, it } from 'vitest';
import { answerDesk } from '../../../tests/world/answer-desk.ts';
import { asker } from '../../../tests/world/call-desk.ts';
import * as back from './answer-return.ts';

const reason = 'Mục phí chưa có căn cứ, đề nghị bổ sung';

async function world() {
  const w = await answerDesk();
  const open = asker(w.db, w.clock);
  return { ...w, giveBack: (id: string) => open(back.action, `/answers/${id}/return`, { who: w.appraiser, params: { id }, form: { reason } }) };
}

describe('an appraiser who hands an answer back too late', () => {
  it('after somebody else did, is told so and keeps her reason', async () => {
    await using w = await world();
    const id = await w.add();
    await w.handIn(id);
    expect((await w.giveBack(id)).location).toBe(`/answers/${id}?done=returned`);
    expect(await w.giveBack(id)).toMatchObject({ status: 409, body: { kind: 'conflict', words: [reason], say: { vi: expect.stringContaining('chưa được trình') } } });
    expect((await w.newest(id)).returned_reason).toBe(reason);
  });

  it('after it was published, is told so and keeps her reason', async () => {
    await using w = await world();
    const id = await w.published();
    expect(await w.giveBack(id)).toMatchObject({ status: 409, body: { words: [reason], say: { vi: expect.stringContaining('đã được công bố') } } });
    expect((await w.newest(id)).returned_at).toBeNull();
  });
});
