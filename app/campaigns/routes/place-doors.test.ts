import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { addPlace } from '../commands/write-place.server.ts';
import * as closing from './place-closing.tsx';
import * as reopening from './place-reopening.ts';
import * as place from './place.tsx';
import * as importing from './places-import.tsx';
import * as places from './places.tsx';

let w: CampaignWorld;
let far: string;
/** Looks after one commune only. */
let local: Actor;
beforeAll(async () => {
  w = await campaignWorld();
  far = await makeUnit(w.db, { name: 'UBND xã Đông Thịnh' });
  local = await makePerson(w.db, { unitId: w.unit, grants: [{ role: 'CHANNEL_OPERATOR', scope: 'SUBTREE', unitId: w.unit }] });
});
afterAll(() => w[Symbol.asyncDispose]());

let count = 0;
async function aPlace(unitId = w.unit): Promise<{ id: string; name: string }> {
  const name = `Đài số ${(count += 1)}`;
  const made = await addPlace(w.ports, w.operator, { name, kind: 'STATION', unitId });
  return { id: made.ok ? made.id : '', name };
}
const stored = (id: string) => w.db.selectFrom('place').select(['name', 'kind', 'unit_id as unit', 'closed_at as closedAt']).where('id', '=', id).executeTakeFirstOrThrow();
const traces = async (id: string) => (await w.db.selectFrom('audit_event').select('action').where('object_id', '=', id).orderBy('seq').execute()).map(({ action }) => action);
const fields = (name: string, changes: Record<string, string> = {}) => ({ name, kind: 'STATION', unitId: w.unit, width: '', height: '', ...changes });

describe('closing a place', () => {
  it('asks for a reason, closes once, and says so the second time with what was typed', async () => {
    const { id } = await aPlace();
    expect(refusals(await w.ask(closing.action, w.operator, { place: id }, { reason: ' \u200b ' }))).toMatch(/^reason: /);
    expect(refusals(await w.ask(closing.action, w.operator, { place: id }, { reason: 'x'.repeat(501) }))).toMatch(/^reason: /);
    expect((await w.ask(closing.action, w.operator, { place: id }, { reason: 'Tháo dỡ' })).location).toBe('/campaigns/places?done=closed');
    const again = await w.ask(closing.action, w.operator, { place: id }, { reason: 'Tháo dỡ' });
    expect(again).toMatchObject({ status: 409, body: { values: { reason: 'Tháo dỡ' } } });
    expect(await traces(id)).toEqual(['place.create', 'place.close']);
  });

  it('and every other deed at a place of another commune is answered as if it were not there', async () => {
    const { id, name } = await aPlace(far);
    const before = await stored(id);
    for (const loader of [place.loader, closing.loader]) expect((await w.ask(loader, local, { place: id })).status).toBe(404);
    expect((await w.ask(closing.action, local, { place: id }, { reason: 'x' })).status).toBe(404);
    expect((await w.ask(place.action, local, { place: id }, fields(name))).status).toBe(404);
    await w.ask(closing.action, w.operator, { place: id }, { reason: 'x' });
    expect((await w.ask(reopening.action, local, { place: id }, {})).status).toBe(404);
    expect(await stored(id)).toMatchObject({ ...before, closedAt: w.clock.now().toISOString() });
  });

  it('is undone once; then the name must be free', async () => {
    const { id, name } = await aPlace();
    await w.ask(closing.action, w.operator, { place: id }, { reason: 'Sửa' });
    expect((await w.ask(place.action, w.operator, { place: id }, fields(name))).status).toBe(409);
    const said = async () => wordsOf(drawPage(place.default, { data: (await w.ask(place.loader, w.operator, { place: id }, undefined, `/campaigns/places/${id}?done=reopened`)).body })).includes('Điểm phát được sử dụng lại.');
    expect(await said()).toBe(false);
    expect((await w.ask(reopening.action, w.operator, { place: id }, {})).location).toBe(`/campaigns/places/${id}?done=reopened`);
    expect(await said()).toBe(true);
    expect((await w.ask(reopening.action, w.operator, { place: id }, {})).status).toBe(409);
    await w.ask(closing.action, w.operator, { place: id }, { reason: 'Sửa' });
    await addPlace(w.ports, w.operator, { name, kind: 'STATION', unitId: w.unit });
    expect((await w.ask(reopening.action, w.operator, { place: id }, {})).body).toMatchObject({ kind: 'conflict', say: { vi: 'Đơn vị này đã có điểm phát cùng tên.' } });
  });
});

describe('changing a place', () => {
  it('takes a name in parts as the same letters, and a board’s size goes with its kind', async () => {
    const { id } = await aPlace();
    const decomposed = 'Bảng LED chợ Rồng'.normalize('NFD');
    await w.ask(place.action, w.operator, { place: id }, fields(`  ${decomposed}\u200b `, { kind: 'LED', width: '192', height: '64' }));
    expect((await w.ask(place.loader, w.operator, { place: id })).body).toMatchObject({ place: { name: 'Bảng LED chợ Rồng', width: 192, height: 64 } });
    await w.ask(place.action, w.operator, { place: id }, fields('Bảng LED chợ Rồng', { kind: 'PANEL', width: '192', height: '64' }));
    expect((await w.ask(place.loader, w.operator, { place: id })).body).toMatchObject({ place: { kind: 'PANEL', width: null, height: null } });
  });

  it('does not move it out of reach, nor to a unit that is not there', async () => {
    const { id, name } = await aPlace();
    for (const unitId of [far, 'khong-co', '__proto__']) expect(refusals(await w.ask(place.action, local, { place: id }, fields(name, { unitId }))), unitId).toMatch(/^unitId: /);
    expect((await stored(id)).unit).toBe(w.unit);
  });

  it('is refused when another place of the unit has the name, and keeps what was typed', async () => {
    const [one, other] = [await aPlace(), await aPlace()];
    expect(await w.ask(place.action, w.operator, { place: one.id }, fields(`${other.name}  `))).toMatchObject({ status: 422, body: { faults: { name: {} }, values: { name: other.name, unitId: w.unit } } });
    expect((await w.ask(place.action, w.operator, { place: one.id }, fields(`${one.name} mới`))).location).toBe('/campaigns/places?done=saved');
    const done = async (query: string, as = w.operator) => ((await w.ask(places.loader, as, {}, undefined, `/campaigns/places?${query}`)).body as { done: string | null }).done;
    expect([await done('done=saved'), await done('done=closed'), await done('done=imported&added=90'), await done('done=saved', w.maker)], 'what she did, and nothing that an address claims').toEqual(['saved', null, null, null]);
  });
});

describe('a list that comes as a file', () => {
  const head = 'Tên,Loại,Đơn vị,Ngang,Cao\r\n';
  async function send(bytes: BlobPart, as = w.operator, rows = '') {
    const form = new FormData();
    form.set('file', new File([bytes], 'diem-phat.csv', { type: 'text/csv' }));
    form.set('rows', rows);
    return w.ask(importing.action, as, {}, form);
  }
  const names = async () => (await w.db.selectFrom('place').select('name').where('name', 'like', 'Tệp%').orderBy('name').execute()).map(({ name }) => name);

  it('counts before what was pasted beside it; an empty one does not', async () => {
    expect((await send(`\ufeff${head}Tệp 1,Loa,phường Hoa Lư,,\r\n`, w.operator, 'not a list')).location).toBe('/campaigns/places?done=imported&added=1&known=0');
    expect((await send('', w.operator, `${head}Tệp 1,Loa,phường Hoa Lư,,\nTệp 2,Loa,phường Hoa Lư,,`)).location).toBe('/campaigns/places?done=imported&added=1&known=1');
    expect(await names()).toEqual(['Tệp 1', 'Tệp 2']);
  });

  it.each<[string, Uint8Array]>([
    ['UTF-16, as “Unicode text” of Excel', Buffer.from(`\ufeff${head}Tệp 9,LED,phường Hoa Lư,,\r\n`, 'utf16le')],
    ['one byte a letter', Buffer.concat([Buffer.from(`${head}T`), Buffer.from([0xea]), Buffer.from('p 9,LED,phường Hoa Lư,,\r\n')])],
  ])('in %s is refused instead of being stored with broken letters', async (_what, bytes) => {
    const before = await w.db.selectFrom('place').select('id').execute();
    const answer = await send(bytes as BlobPart);
    expect([answer.status, refusals(answer)]).toEqual([422, 'file: Không đọc được tệp CSV. Vui lòng lưu lại dạng CSV UTF-8.']);
    expect(await w.db.selectFrom('place').select('id').execute()).toEqual(before);
  });

  it('names its rows as a table counts them, over empty rows and cells of two lines', async () => {
    const { body } = await send(`${head}"Tệp\r\nhai dòng",LED,phường Hoa Lư,,\r\n\r\n,,,,\r\nTệp 4,TV,phường Hoa Lư,,\r\n`);
    expect((body as { rows: { row: number }[] }).rows.map(({ row }) => row)).toEqual([5]);
  });

  it('comes back whole when it was pasted, and never cut: what is sent again is taken for all of it', async () => {
    const long = `${head}${'Tệp 8,TV,phường Hoa Lư,,\n'.repeat(1_999)}${' '.repeat(80_000)}`;
    const values = async (answer: ReturnType<typeof send>) => ((await answer).body as { values: { rows: string } }).values.rows;
    expect((await values(send('', w.operator, long))).length).toBe(long.replaceAll('\r', '').length);
    expect(await values(send(long))).toBe('');
    expect(await values(send(`${head}Tệp 8,TV,phường Hoa Lư,,`))).toContain('Tệp 8,TV');
  });

  it('without its heading loses no place', async () => {
    expect((await send('', w.operator, 'Tệp 11,Loa,phường Hoa Lư,,\nTệp 12,LED,phường Hoa Lư,192,64')).location).toMatch(/added=2/);
    expect((await send('', w.operator, 'Tệp 13,LED,phường Hoa Lư')).location).toMatch(/added=1/);
    expect(await names()).toEqual(expect.arrayContaining(['Tệp 11', 'Tệp 12', 'Tệp 13']));
  });

  it('finds a unit whatever invisible letters its name was copied with', async () => {
    expect((await send(`${head}Tệp 5,L\u200bED,phường\u00a0Hoa\u200b Lư\u202c,,\r\n`)).location).toMatch(/added=1/);
  });

  it('that is too large is refused before it is read, and a place outside one’s units is not added', async () => {
    expect((await send(Buffer.alloc(2_000_001, 'x'))).status).toBe(413);
    expect((await send(`${head}Tệp 6,Loa,UBND xã Đông Thịnh,,\r\n`, local)).status).toBe(422);
    expect(await names()).not.toContain('Tệp 6');
  });
});

describe('the list of places', () => {
  it('stands in the order of the alphabet: Đ after D and before E, 2 before 10', async () => {
    const unit = await makeUnit(w.db, { name: 'UBND xã Yên Hoà' });
    for (const name of ['Ê 1', 'Đ 10', 'Đ 2', 'D 1', 'Z']) await addPlace(w.ports, w.operator, { name, kind: 'PANEL', unitId: unit });
    await addPlace(w.ports, w.operator, { name: 'A', kind: 'PANEL', unitId: far });
    const { body } = await w.ask(places.loader, w.operator, {}, undefined, '/campaigns/places?kind=PANEL&q=x%C3%A3');
    expect((body as { places: { name: string }[] }).places.map(({ name }) => name)).toEqual(['A', 'D 1', 'Đ 2', 'Đ 10', 'Ê 1', 'Z']);
  });

  it.each(['page=0', 'page=1e9', 'page=-1', 'kind=TV', 'state=all', 'unit=khong-co&page=2', 'q=%27%22%25_%00', 'q=%FF&page=NaN'])('opens for the address ?%s', async (query) => {
    expect((await w.ask(places.loader, w.approver, {}, undefined, `/campaigns/places?${query}`)).status).toBe(200);
  });
});
