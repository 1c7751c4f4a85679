import { describe, expect, it } from 'vitest';
import { checkReceiptFile, receiptPublicKey, receiptTextIn } from '../../app/contest/receipt-signature.server.ts';
import { renderMail } from '../../app/messaging/channels/email-content.ts';
import type { Letter } from '../../app/messaging/sender.ts';
import { entrySecret, entryWorld } from '../world/contest-entries.ts';
import { letterOf } from '../world/letters.ts';

const key = receiptPublicKey(entrySecret);

/** The text of the mail that an entrant gets when she hands in, in her language. */
async function mailOf(title: string, locale: 'vi' | 'en' = 'vi'): Promise<string> {
  await using w = await entryWorld();
  await w.fill();
  await w.attach('Thuyết minh.pdf');
  await w.db.updateTable('entry').set({ title }).where('id', '=', w.entryId).execute();
  expect(await w.handIn()).toMatchObject({ ok: true, version: 1 });
  const { content } = await w.db.selectFrom('message').select('content').where('source_id', 'like', 'entry-receipt:%').executeTakeFirstOrThrow();
  const plain = letterOf();
  return renderMail({ ...plain, isDuty: true, recipient: { ...plain.recipient, locale }, content: JSON.parse(content) as Letter['content'] }, { baseUrl: 'https://hoc.vi-du.invalid', unsubscribeUrl: null }).text;
}

describe('the mail of a receipt', () => {
  it.each(['Bản đồ', 'Cổng {{ten}} ```', `${'('.repeat(60)} <b>x</b>`])('proves by its text alone that “%s” was handed in', async (title) => {
    for (const locale of ['vi', 'en'] as const) expect(checkReceiptFile(receiptTextIn(await mailOf(title, locale)), key)).toMatchObject({ ok: true, hasContent: false, receipt: { title, version: 1, files: [{ name: 'Thuyết minh.pdf' }] } });
  });

  it('still does when it was forwarded: quoted, indented, with other ends of lines', async () => {
    const text = await mailOf('Bản đồ');
    for (const forwarded of [text.replace(/^/gm, '> '), text.replace(/^/gm, '    '), text.replaceAll('\n', '\r\n'), `Kính chuyển\n\n${text}\n-- \nVăn thư`]) expect(checkReceiptFile(receiptTextIn(forwarded), key).ok).toBe(true);
  });

  it('does not once a letter of it was changed', async () => {
    const text = await mailOf('Bản đồ');
    const at = text.indexOf('-----BEGIN') + 200;
    const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    expect(checkReceiptFile(receiptTextIn(changed), key).ok).toBe(false);
    expect(checkReceiptFile(receiptTextIn(text), receiptPublicKey('another secret')).ok).toBe(false);
  });
});
