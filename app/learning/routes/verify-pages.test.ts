import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { wordsOf } from '../../../tests/support/page.tsx';
import { makeCertificate, secret, settle, submitAttempt } from '../../../tests/world/certificates.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import { reissueCertificate } from '../commands/reissue-certificate.server.ts';
import { revokeCertificate } from '../commands/revoke-certificate.server.ts';
import { withdrawalReasons } from '../rules/certificate.ts';
import * as formPage from './verify.tsx';
import * as codePage from './verify.code.tsx';

type Made = Awaited<ReturnType<typeof makeCertificate>>;
const note = 'Chuyện riêng không ai được biết';

async function world(at?: string, traits: Parameters<typeof makeCertificate>[2] = {}) {
  const db = await freshDb();
  const clock = testClock();
  const admin = await makePerson(db, { fullName: 'Trần Quản Trị', grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  const holder = await makePerson(db, { fullName: 'Nguyễn Thị Ánh', email: 'rieng-tu@vi-du.invalid', staffNo: 'CB77777' });
  const certificate = await makeCertificate(db, holder, { ...traits, ...(at ? { at } : {}) });
  const nobody = await visitorOf(db, clock, null);
  const see = (code = certificate.verify_code, locale: 'vi' | 'en' = 'vi') => nobody.see(codePage, `/verify/${code}`, { code }, locale);
  return { db, clock, admin, holder, certificate, nobody, see };
}
type World = Awaited<ReturnType<typeof world>>;

interface View {
  what: string;
  at?: string;
  traits?: Parameters<typeof makeCertificate>[2];
  act?: (world: World) => Promise<unknown>;
  vi: string[];
  en: string[];
  notice: string;
}
const revoke = (reason: (typeof withdrawalReasons)[number]) => ({ db, admin, certificate }: World) => revokeCertificate(db, admin, { id: certificate.id, reason, note, now: '2026-11-23T00:30:00.000Z', secret });
async function renew({ db, holder, certificate }: World): Promise<void> {
  const final = await db.selectFrom('assessment').select('id').executeTakeFirstOrThrow();
  await submitAttempt(db, holder.id, certificate.course_id, final.id, 9, '2026-11-23T00:30:00.000Z');
  if (!(await settle(db, holder.id, certificate.course_id, '2026-11-23T00:30:00.000Z'))) throw new Error('not renewed');
}

const views: View[] = [
  { what: 'valid', vi: ['Chứng nhận còn hiệu lực', 'Có giá trị đến hết ngày 23/11/2027.', 'Khớp với dữ liệu lúc cấp'], en: ['The certificate is valid', 'Matches what was issued'], notice: 'notice-ok' },
  { what: 'valid for ever', traits: { validMonths: null }, vi: ['Chứng nhận không thời hạn.', 'Không thời hạn'], en: ['The certificate has no end date.'], notice: 'notice-ok' },
  { what: 'valid on its last day', at: '2025-11-23T01:00:00.000Z', vi: ['Chứng nhận còn hiệu lực', 'Có giá trị đến hết ngày 23/11/2026.'], en: ['The certificate is valid'], notice: 'notice-ok' },
  { what: 'expired yesterday', at: '2025-11-22T01:00:00.000Z', vi: ['Chứng nhận đã hết hiệu lực', 'có giá trị đến hết ngày 22/11/2026.'], en: ['The certificate has expired'], notice: 'notice-warn' },
  { what: 'renewed after it ran out', at: '2025-10-01T01:00:00.000Z', act: renew, vi: ['Chứng nhận đã hết hiệu lực', '01/10/2026'], en: ['The certificate has expired'], notice: 'notice-warn' },
  { what: 'taken back: error', act: revoke('ISSUED_IN_ERROR'), vi: ['Chứng nhận đã bị thu hồi', 'Thu hồi ngày 23/11/2026. Lý do: cấp nhầm hoặc sai thông tin.'], en: ['The certificate has been revoked', 'issued in error'], notice: 'notice-danger' },
  { what: 'taken back: rules', act: revoke('RULES_BROKEN'), vi: ['Lý do: vi phạm quy định học tập, kiểm tra.'], en: ['rules of learning or assessment were broken'], notice: 'notice-danger' },
  { what: 'taken back: other', act: revoke('OTHER'), vi: ['Lý do: theo quyết định của cơ quan cấp.'], en: ['by decision of the issuer'], notice: 'notice-danger' },
  {
    what: 'replaced',
    act: ({ db, admin, certificate }) => reissueCertificate(db, admin, { id: certificate.id, note, now: '2026-11-23T00:30:00.000Z', secret }),
    vi: ['Chứng nhận đã bị thu hồi', 'Lý do: đã cấp lại bằng chứng nhận khác.'],
    en: ['replaced by another certificate'],
    notice: 'notice-danger',
  },
];

describe('the public page of a certificate', () => {
  it.each(views)('$what', async ({ at, traits, act, vi, en, notice }) => {
    const scene = await world(at, traits);
    await act?.(scene);
    const [markup, english] = [await scene.see(), await scene.see(undefined, 'en')];
    for (const words of vi) expect(wordsOf(markup)).toContain(words);
    for (const words of en) expect(wordsOf(english)).toContain(words);
    expect(markup).toContain(notice);
    for (const fact of ['Nguyễn Thị Ánh', 'UBND phường Hoa Lư', scene.certificate.certificate_no, scene.certificate.verify_code]) expect(wordsOf(markup)).toContain(fact);
    // Nothing beyond what a stranger with the paper in hand needs.
    const { id, user_id, course_id, integrity_code } = scene.certificate;
    for (const secretWord of [id, user_id, course_id, integrity_code, 'CB77777', 'rieng-tu@', note, 'Trần Quản Trị', '8,5', '8.5', '/admin/']) expect(markup + english).not.toContain(secretWord);
  });

  const forgeries: [field: string, change: Partial<Made>][] = [
    ['the name', { full_name: 'Kẻ Giả Mạo' }],
    ['the unit', { unit_name: 'Nơi Giả Mạo' }],
    ['the course', { course_title: 'Khoá Giả Mạo' }],
    ['the score', { score: 10 }],
    ['the last day', { valid_until: '2099-01-01' }],
    ['an erased end date', { valid_until: null }],
    ['the day of issue', { issued_at: '2020-01-01T00:00:00.000Z' }],
    ['the code itself', { integrity_code: '0'.repeat(64) }],
  ];
  it.each(forgeries)('confirms nothing of a row in which somebody changed %s', async (_field, change) => {
    const { db, certificate, see } = await world();
    await db.updateTable('certificate').set(change).where('id', '=', certificate.id).execute();
    for (const locale of ['vi', 'en'] as const) {
      const markup = await see(undefined, locale);
      expect(markup).toContain(certificate.certificate_no);
      expect(wordsOf(markup)).toContain(locale === 'vi' ? 'Dữ liệu không khớp với lúc cấp' : 'The data does not match what was issued');
      expect(wordsOf(markup)).not.toMatch(/Giả Mạo|Nguyễn Thị Ánh|còn hiệu lực|is valid|2099/);
    }
  });

  it('shows an erased withdrawal', async () => {
    const scene = await world();
    await revoke('RULES_BROKEN')(scene);
    await scene.db.updateTable('certificate').set({ revoked_at: null, revoked_reason: null, revoked_by: null }).execute();
    expect(wordsOf(await scene.see())).toContain('Dữ liệu không khớp với lúc cấp');
  });

  it('of an unknown code says so and offers the code again, escaped', async () => {
    const { see } = await world();
    const markup = await see('ABCD-EFGH-JKMN');
    expect(wordsOf(markup)).toContain('Mã ABCD-EFGH-JKMN chưa từng được cấp');
    expect(markup).toContain('value="ABCD-EFGH-JKMN"');
    expect(wordsOf(await see('ABCD-EFGH-JKMN', 'en'))).toContain('No certificate has this code');
  });

  it('escapes a name that is written like markup', async () => {
    const { db, clock } = await world();
    const made = await makeCertificate(db, await makePerson(db, { fullName: '<script>alert(1)</script>' }));
    const markup = await (await visitorOf(db, clock, null)).see(codePage, '/x', { code: made.verify_code });
    expect(markup).toContain('&lt;script&gt;alert(1)');
    expect(markup).not.toContain('<script>');
  });
});

describe('what people type', () => {
  const ways = (code: string): [what: string, typed: string][] => [
    ['as printed', code],
    ['in lower case', code.toLowerCase()],
    ['without dashes', code.replaceAll('-', '')],
    ['with spaces for dashes', code.replaceAll('-', ' ')],
    ['with spaces around', `  ${code}\t`],
    ['in mixed case with dots', code.replaceAll('-', '.').replace(/^../, (start) => start.toLowerCase())],
    ['letter by letter', [...code.replaceAll('-', '')].join(' ')],
    ['with long dashes', code.replaceAll('-', '—')],
    ['in full-width letters', [...code].map((letter) => (letter === '-' ? letter : String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0))).join('')],
    ['with a no-break space', code.replaceAll('-', '\u00a0')],
    ['as the address of the QR code', `https://hoc06.vi-du.invalid/verify/${code}?x=1#y`],
  ];

  it('finds the same certificate in every tolerable spelling', async () => {
    const { certificate, nobody } = await world();
    for (const [what, typed] of ways(certificate.verify_code)) {
      const { location, status } = await nobody.get(formPage.loader, `/verify?code=${encodeURIComponent(typed)}`);
      expect([status, location], what).toEqual([302, `/verify/${certificate.verify_code}`]);
    }
  });

  it.each([
    ['O for D', (code: string) => `O${code.slice(1)}`, 'Mã không bao giờ có số 0'],
    ['0 for D', (code: string) => `0${code.slice(1)}`, 'Mã không bao giờ có số 0'],
    ['l for 7', (code: string) => `${code.slice(0, -1)}l`, 'Mã không bao giờ có số 0'],
    ['1 for 7', (code: string) => `${code.slice(0, -1)}1`, 'Mã không bao giờ có số 0'],
    ['one letter too few', (code: string) => code.slice(1), 'đúng 12 ký tự'],
    ['one letter too many', (code: string) => `${code}A`, 'đúng 12 ký tự'],
    ['a letter with a mark', (code: string) => `Ế${code.slice(1)}`, 'chỉ gồm chữ cái không dấu'],
    ['nothing', () => '   ', 'Vui lòng nhập mã tra cứu.'],
  ])('%s is not guessed at, but explained beside the field', async (_what, misspell, hint) => {
    const { certificate, nobody } = await world();
    const typed = misspell(certificate.verify_code);
    const path = `/verify?code=${encodeURIComponent(typed)}`;
    expect((await nobody.get(formPage.loader, path)).status).toBe(422);
    const markup = await nobody.see(formPage, path);
    expect(wordsOf(markup)).toContain(hint);
    expect(markup).toContain('aria-invalid="true"');
    expect(wordsOf(await nobody.see(formPage, path, {}, 'en'))).not.toMatch(/Vui lòng|ký tự/);
    expect((await nobody.get(codePage.loader, `/verify/x`, { code: typed })).location).toBe(`/verify?code=${encodeURIComponent(typed)}`);
  });

  it('an over-long code is refused before anything is looked up', async () => {
    const { nobody } = await world();
    expect((await nobody.get(codePage.loader, '/x', { code: 'A'.repeat(301) })).status).toBeGreaterThanOrEqual(400);
    expect((await nobody.get(formPage.loader, `/verify?code=${'A'.repeat(301)}`)).status).toBeGreaterThanOrEqual(400);
  });
});

