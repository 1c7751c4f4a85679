import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Locale } from '../../platform/i18n/messages.ts';
import { ReaderProvider } from '../../platform/i18n/react.tsx';
import { CertificateFactList, type Desk } from './certificate-facts.tsx';
import { CertificateStatusTag } from './certificate-status.tsx';
import { CertificateStep, type StepState } from './certificate-step.tsx';
import { VerifyForm } from './verify-form.tsx';

const draw = (node: ReactNode, locale: Locale = 'vi') =>
  renderToStaticMarkup(
    <ReaderProvider locale={locale} timeZone="Asia/Ho_Chi_Minh">
      {node}
    </ReaderProvider>,
  );

const desk: Desk = {
  round: 1,
  id: '0190c9aa-0000-7000-8000-000000000001', certificate_no: 'NB-2026-000123', verify_code: 'ABCD-EFGH-JKMN', user_id: 'u', course_id: 'c', course_version_id: 'v',
  course_title: 'An toàn thông tin', full_name: 'Nguyễn <b>Ánh</b>', unit_name: '', score: 8.5, periods: 1.5, issued_at: '2026-11-23T18:00:00.000Z', valid_until: '2027-11-24', integrity_code: 'x',
  revoked_at: null, revoked_reason: null, revoked_by: null, replaces_id: null,
  status: 'VALID', intact: true, nameNow: 'Nguyễn Ánh', replacement: undefined, replaces: undefined, canRevoke: true, canReissue: true, history: [],
};

describe('CertificateStatusTag', () => {
  it.each([
    ['VALID', 'Còn hiệu lực', 'Valid'],
    ['EXPIRED', 'Hết hiệu lực', 'Expired'],
    ['REVOKED', 'Đã thu hồi', 'Revoked'],
  ] as const)('says %s with an icon and a word', (status, vi, en) => {
    const tag = draw(<CertificateStatusTag status={status} />);
    expect(tag).toContain(vi);
    expect(tag).toContain('<svg');
    expect(draw(<CertificateStatusTag status={status} />, 'en')).toContain(en);
  });
});

describe('VerifyForm', () => {
  it('is a plain GET form that works without a script', () => {
    const form = draw(<VerifyForm />);
    expect(form).toMatch(/<form method="get" action="\/verify"/);
    expect(form).toContain('name="code"');
    expect(form).not.toContain('aria-invalid');
  });

  it('keeps what was typed, and ties the hint about look-alikes to the field', () => {
    const form = draw(<VerifyForm typed={'"><script>'} fault="confusable" />);
    expect(form).toContain('aria-invalid="true"');
    expect(form).toContain('id="code-error"');
    expect(form).toContain('số 0');
    expect(form).not.toContain('<script>');
  });

  it.each(['empty', 'length', 'character'] as const)('has a sentence for %s in both languages', (fault) => {
    const [vi, en] = [draw(<VerifyForm fault={fault} />), draw(<VerifyForm fault={fault} />, 'en')];
    expect(vi).toContain('field-error');
    expect(vi).not.toContain(`verify.fault.${fault}`);
    expect(en).not.toBe(vi);
  });
});

describe('CertificateFactList', () => {
  it('shows the facts as people here write them', () => {
    const facts = draw(<CertificateFactList certificate={desk} />);
    for (const part of ['NB-2026-000123', '8,5/10', '1,5 tiết', '24/11/2026', 'Đến hết 24/11/2027', '/verify/ABCD-EFGH-JKMN', 'Khớp với dữ liệu lúc cấp', 'Không ghi']) expect(facts).toContain(part);
  });

  it('escapes names', () => expect(draw(<CertificateFactList certificate={desk} />)).toContain('Nguyễn &lt;b&gt;Ánh&lt;/b&gt;'));

  it('says what is not there, and what does not match', () => {
    const facts = draw(<CertificateFactList certificate={{ ...desk, score: 0, valid_until: null, intact: false }} />);
    expect(facts).toContain('không thời hạn');
    expect(facts).toContain('Dữ liệu không khớp');
    expect(facts).not.toContain('/10');
  });
});

describe('CertificateStep', () => {
  const step = (state: StepState) =>
    draw(
      <CertificateStep certificate={desk} state={state} title="Thu hồi" lead="Không thể bỏ thu hồi" submit="Thu hồi chứng nhận" answers={(values) => [{ term: 'Lý do', detail: values.reason }]}>
        {(values, fault) => <p>{`chosen ${values.reason ?? 'nothing'}; ${fault('reason') ?? 'no fault'}`}</p>}
      </CertificateStep>,
    );

  it('asks for the reason first', () => {
    const page = step(undefined);
    expect(page).toContain('name="note"');
    expect(page).toContain('chosen nothing; no fault');
    expect(page).not.toContain('name="confirmed"');
    expect(page.match(/<h1/g)).toHaveLength(1);
  });

  it('shows faults above the form with links to the fields, and keeps the words', () => {
    const page = step({ ok: false, faults: { note: { vi: 'Quá ngắn', en: 'Too short' } }, values: { note: 'vì', reason: 'OTHER' } });
    expect(page).toContain('href="#note"');
    expect(page).toContain('Quá ngắn');
    expect(page).toContain('>vì</textarea>');
    expect(page).toContain('chosen OTHER');
  });

  it('shows everything once more before it is done, with a way back', () => {
    const page = step({ ok: true, check: { reason: 'OTHER', note: 'Học viên đề nghị' } });
    expect(page).toContain('<input type="hidden" name="note" value="Học viên đề nghị"/>');
    expect(page).toMatch(/<button[^>]*name="confirmed"[^>]*value="1"/);
    expect(page).toMatch(/<button[^>]*name="edit"[^>]*value="1"/);
    expect(page).not.toContain('<textarea');
  });
});
