import { expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../tests/support/page.tsx';
import { campaignWorld, refusals, someWords } from '../../tests/world/campaigns.ts';
import { fanOut } from '../messaging/index.server.ts';
import * as file from '../messaging/routes/vneid-file.ts';
import * as one from '../messaging/routes/vneid-package.tsx';
import * as list from '../messaging/routes/vneid-packages.tsx';
import * as receipt from '../messaging/routes/vneid-receipt.tsx';
import { editMessage } from './commands/write-campaign.server.ts';
import { campaignFunnels } from './queries/funnel.server.ts';

it('a campaign over VNeID goes by the pages from its launch to the receipt, each step once and in the log', async () => {
  await using w = await campaignWorld();
  await w.write({}, { sendAt: '2026-11-23T08:10' });
  expect(refusals(await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: someWords, channels: ['VNEID'], sms: '' }))).toBe('');
  await w.launch();
  const ask = (route: unknown, params: Record<string, string> = {}, form?: Record<string, string>) => w.ask(route, w.operator, params, form, '/campaigns/vneid');
  const shown = async (route: { loader: unknown; default: unknown }, params: Record<string, string> = {}) => wordsOf(drawPage(route.default as never, { data: (await ask(route.loader, params)).body }));
  const { id: messageId } = await w.db.selectFrom('message').select('id').executeTakeFirstOrThrow();
  // Before its fan-out nobody waits.
  expect((await ask(list.action, {}, { messageId, number: '1' })).status).toBe(409);
  w.clock.set('2026-11-23T01:10:00.000Z');
  await fanOut(w.db, w.clock, messageId);
  expect(await shown(list)).toContain('Cảnh báo ứng dụng giả');

  const made = await ask(list.action, {}, { messageId, number: '1' });
  const id = /vneid\/([\w-]+)\?done=made$/.exec(made.location ?? '')?.[1] ?? '';
  expect((await ask(list.action, {}, { messageId, number: '1' })).location).toBe(made.location);
  for (const wrong of ['handed', 'received']) expect(((await w.ask(one.loader, w.operator, { package: id }, undefined, `/campaigns/vneid/${id}?done=${wrong}`)).body as { done?: string }).done).toBeUndefined();
  expect((await ask(receipt.action, { package: id }, { receivedAt: '2026-11-23T08:10', receivedBy: 'Tổ VNeID', accepted: '4' })).status).toBe(409);

  for (let click = 0; click < 2; click += 1) expect((await ask(one.action, { package: id }, {})).location).toBe(`/campaigns/vneid/${id}?done=handed`);
  const files = await Promise.all(['manifest', 'recipients'].map(async (part) => (await w.take(file.loader, w.operator, { package: id, file: part })).text()));
  expect(JSON.parse(files[0] ?? '')).toMatchObject({ message: messageId, recipients: { count: 4 } });
  const [refused = ''] = (await w.db.selectFrom('delivery').select('id').where('provider_id', '=', id).execute()).map((row) => row.id);
  expect(files[1]).toContain(refused);

  const said = { receivedAt: '2026-11-23T08:10', receivedBy: 'Tổ VNeID', accepted: '3', refused: `${refused}, chưa có tài khoản`, note: '' };
  for (let click = 0; click < 2; click += 1) expect((await ask(receipt.action, { package: id }, said)).location).toBe(`/campaigns/vneid/${id}?done=received`);
  expect(await shown(one, { package: id })).toContain('chưa có tài khoản');
  expect((await campaignFunnels(w.db, w.id))[0]?.rows.find(({ channel }) => channel === 'VNEID')).toMatchObject({ delivered: 3, failed: 1, waiting: 0 });
  const audits = await w.db.selectFrom('audit_event').select(['action', 'actor_id']).where('object_type', '=', 'vneid_package').where('object_id', '=', id).orderBy('seq').execute();
  expect(audits).toEqual(['package', 'hand-over', 'download', 'download', 'receipt'].map((deed) => ({ action: `vneid.${deed}`, actor_id: w.operator.id })));
});
