import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import { pageFaults } from '../../../tests/support/render-route.tsx';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { grantExemption } from '../commands/grant-exemption.server.ts';
import { draftPage, endingPage, newRulePage, rulePage, rulesPage, runPage } from '../queries/assignment-pages.server.ts';
import { rulePreview } from '../queries/assignment-preview.server.ts';
import { exemptionsPage, getOwnExemption, newExemptionPage } from '../queries/exemption-pages.server.ts';
import { everybody } from '../rules/assignment-rule.ts';
import { AssignmentEndPage } from './assignment-end-page.tsx';
import { AssignmentListPage } from './assignment-list-page.tsx';
import { AssignmentPreviewPage } from './assignment-preview-page.tsx';
import { AssignmentRulePage } from './assignment-rule-page.tsx';
import { AssignmentRunPage } from './assignment-run-page.tsx';
import { AssignmentWhatPage } from './assignment-what-page.tsx';
import { AssignmentWhoPage } from './assignment-who-page.tsx';
import { ExemptionEndPage, ExemptionFindPage, ExemptionFormPage } from './exemption-form-page.tsx';
import { ExemptionsPageView } from './exemption-pages.tsx';

let w: AssignmentWorld;
beforeEach(async () => {
  w = await assignmentWorld();
});
afterEach(() => w[Symbol.asyncDispose]());

const name = '<script>alert("1")</script> & Công nghệ';
const languages = ['vi', 'en'] as const;

/** Draws a page in both languages and finds nothing wrong with it. */
function sound(part: React.ReactElement, answer?: unknown): string {
  for (const locale of languages) {
    const markup = drawPart(part, { locale, answer });
    expect(pageFaults(markup)).toEqual([]);
    expect(markup).not.toContain('<script>alert');
  }
  return wordsOf(drawPart(part, { answer }));
}

describe('the list of rules', () => {
  it('says what rules are for when there is none, and offers the first one to whoever may add it', async () => {
    const shown = await rulesPage(w.db, w.admin, undefined, w.today());
    expect(sound(<AssignmentListPage shown={shown} state={undefined} mayAdd isDiscarded={false} />)).toContain('Thêm quy tắc đầu tiên');
    expect(sound(<AssignmentListPage shown={shown} state={undefined} mayAdd={false} isDiscarded />)).not.toContain('Thêm quy tắc');
  });

  it('shows state, courses, day, reach and people of each', async () => {
    await w.force({ name });
    await w.draft({ name: 'Của phường', unitId: w.units.ward, by: w.wardAdmin });
    const shown = await rulesPage(w.db, w.admin, undefined, w.today());
    const markup = drawPart(<AssignmentListPage shown={shown} state={undefined} mayAdd isDiscarded={false} />);
    sound(<AssignmentListPage shown={shown} state={undefined} mayAdd isDiscarded={false} />);
    expect(rowsOf(markup).map((row) => row.slice(1))).toEqual([
      ['Bản nháp', 'An toàn thông tin', 'Hạn 30 ngày từ khi được giao · Bắt buộc', 'UBND phường Hoa Lư', '0'],
      ['Đang áp dụng', 'An toàn thông tin', 'Hạn 30 ngày từ khi được giao · Bắt buộc', 'Toàn tỉnh', '2'],
    ]);
    expect(markup).toContain('data-label="Yêu cầu"');
    expect(shown.counts).toEqual({ DRAFT: 1, COMING: 0, IN_FORCE: 1, ENDED: 0 });
    expect(sound(<AssignmentListPage shown={await rulesPage(w.db, w.admin, 'ENDED', w.today())} state="ENDED" mayAdd isDiscarded={false} />)).toContain('Không có quy tắc nào ở tình trạng này');
  });
});

describe('the steps of a rule', () => {
  it('begin with whom it means: chosen units can be taken out, others added', async () => {
    const shown = await newRulePage(w.db, w.admin, w.today());
    expect(sound(<AssignmentWhoPage {...shown} rule={{ id: newId(), revision: null, title: 'Thêm', isChange: false }} name="" who={everybody} names={{}} />)).toContain('Chọn đơn vị');
    const id = await w.draft({ name, who: { units: [w.units.ward], result: { courseId: w.course.courseId, kind: 'LAPSES', before: '2027-01-01' } } });
    const { rule, choices, names } = await draftPage(w.db, w.admin, id, w.today());
    const page = <AssignmentWhoPage choices={choices} names={names} reaches={[]} isWholeProvince rule={{ id, revision: rule.revision, title: name, isChange: true }} name={name} who={rule.draft?.who ?? everybody} />;
    sound(page);
    expect(drawPart(page)).toMatch(/<details[^>]*open/);
    expect(sound(page, { ok: false, faults: { units: { vi: 'Sai đơn vị', en: 'Wrong unit' } }, values: { units: w.units.other, name: 'Khác' } })).toContain('Sai đơn vị');
  });

  it('ask an administrator of several subtrees for the reach', async () => {
    const two = await makePerson(w.db, { unitId: w.units.ward, grants: [w.units.ward, w.units.other].map((unitId) => ({ role: 'TRAINING_ADMIN' as const, scope: 'SUBTREE' as const, unitId })) });
    const shown = await newRulePage(w.db, two, w.today());
    expect(sound(<AssignmentWhoPage {...shown} rule={{ id: newId(), revision: null, title: 'Thêm', isChange: false }} name="" who={everybody} names={{}} />)).toContain('Quy tắc của');
  });

  it('go on with courses and days', async () => {
    const id = await w.draft({ name, what: { due: { kind: 'DATE', on: '2026-12-31' }, isMandatory: false }, validTo: '2027-01-01' });
    const page = <AssignmentWhatPage shown={await draftPage(w.db, w.admin, id, w.today())} />;
    expect(sound(page)).toContain('Học một lần');
    expect(drawPart(page)).toContain('value="31/12/2026"');
  });

  it('end with a preview that says who is added, what is odd and who wins', async () => {
    await w.force({ name, what: { due: { kind: 'DATE', on: '2026-12-31' }, isMandatory: false } });
    const id = await w.draft({ name: 'Mới' });
    const rule = await w.rule(id);
    const page = <AssignmentPreviewPage rule={rule} preview={await rulePreview(w.db, w.admin, rule, w.today())} today={w.today()} />;
    const words = sound(page);
    expect(words).toContain('2 người thuộc quy tắc');
    expect(words).toContain('Quy tắc áp dụng cho toàn bộ 2 người trong phạm vi');
    expect(words).toContain('2 người: hạn của quy tắc này đến trước và được áp dụng.');
    expect(words).toContain('bắt buộc được áp dụng');
    expect(words).toContain('Tôi đã xem cảnh báo');
    expect(words).toContain('Không ai được thêm.');
  });

  it('say on the preview of a rule to come when it begins', async () => {
    const id = await w.draft({ validFrom: '2026-12-01', validTo: '2027-01-01', who: { joinedFrom: '2030-01-01' } });
    const rule = await w.rule(id);
    const words = sound(<AssignmentPreviewPage rule={rule} preview={await rulePreview(w.db, w.admin, rule, w.today())} today={w.today()} />);
    expect(words).toContain('Việc giao bắt đầu vào đêm ngày 01/12/2026.');
    expect(words).toContain('Áp dụng từ 01/12/2026 đến hết 31/12/2026');
    expect(words).toContain('Hôm nay quy tắc không áp dụng cho ai');
  });
});

describe('the page of a rule', () => {
  it('shows people, versions and runs, with what may be done', async () => {
    const id = await w.force({ name });
    const shown = await rulePage(w.db, w.admin, id, { q: '', page: 1 }, w.today());
    const words = sound(<AssignmentRulePage shown={shown} q="" done="saved" />);
    for (const said of ['Người thuộc quy tắc (2)', 'Phiên bản 1: từ 23/11/2026', 'giao mới 2', 'Yêu cầu Hạn 30 ngày từ khi được giao · Bắt buộc', 'Sửa quy tắc', 'Kết thúc quy tắc', 'Theo quy tắc này']) expect(words).toContain(said);
  });

  it('is for reading where the reader does not cover the rule', async () => {
    const id = await w.force({ name });
    const words = sound(<AssignmentRulePage shown={await rulePage(w.db, w.wardAdmin, id, { q: '', page: 1 }, w.today())} q="" done={undefined} />);
    expect(words).toContain('Chỉ hiện người thuộc đơn vị Anh/Chị phụ trách.');
    expect(words).not.toContain('Sửa quy tắc');
  });

  it('finds people by name without marks, and says when there is nobody', async () => {
    const id = await w.force();
    expect((await rulePage(w.db, w.admin, id, { q: 'hoai an', page: 1 }, w.today())).people.rows.map(({ fullName }) => fullName)).toEqual(['Lê Hoài Ân']);
    expect(sound(<AssignmentRulePage shown={await rulePage(w.db, w.admin, id, { q: "'--", page: 9 }, w.today())} q="'--" done={undefined} />)).toContain('Chưa có ai');
  });

  it('of a draft that says nothing yet goes on with its steps', async () => {
    const id = await w.draft({ name });
    expect(sound(<AssignmentRulePage shown={await rulePage(w.db, w.admin, id, { q: '', page: 1 }, w.today())} q="" done={undefined} />)).toContain('Soạn tiếp bản sửa');
  });

  it('asks what becomes of what was assigned before it ends', async () => {
    const page = <AssignmentEndPage {...await endingPage(w.db, w.admin, await w.force({ name }), w.today())} />;
    expect(sound(page)).toContain('2 lượt đã giao');
    expect(drawPart(page)).toMatch(/btn-danger"[^>]*>Kết thúc quy tắc</);
  });
});

describe('a run', () => {
  it.each([
    ['waits', 'QUEUED', 'Có thể đóng trang này'],
    ['works', 'RUNNING', '400 / 1.000 lượt'],
    ['is done', 'DONE', 'giao mới 1.000, bỏ ra 3'],
    ['has given up', 'FAILED', 'Phần đã làm giữ nguyên'],
  ] as const)('%s', (_what, state, said) => {
    const run = { id: newId(), ruleId: newId(), version: 1, cause: 'CONFIRMED' as const, state, total: 1000, done: 400, counts: { added: 1000, KEPT: 1, NOT_BEGUN: 2 }, startedBy: null, createdAt: '2026-11-23T01:00:00.000Z', finishedAt: null };
    const page = <AssignmentRunPage run={run} rule={{ id: run.ruleId, name, isOwn: true }} />;
    expect(sound(page)).toContain(said);
    expect(drawPart(page).includes('data-island="import-progress"')).toBe(state === 'QUEUED' || state === 'RUNNING');
  });

  it('that has given up is offered to go on to whoever may', async () => {
    const id = await w.draft({ name });
    const runId = (await w.confirm(id)) ?? '';
    await w.db.updateTable('job').set({ state: 'FAILED' }).where('unique_key', '=', `learning.assign-rule:${runId}`).execute();
    expect((await runPage(w.db, w.admin, runId, w.today())).run.state).toBe('FAILED');
    expect(sound(<AssignmentRunPage {...await runPage(w.db, w.admin, runId, w.today())} />)).toContain('Tiếp tục');
    expect(sound(<AssignmentRunPage {...await runPage(w.db, w.wardAdmin, runId, w.today())} />)).not.toContain('Tiếp tục');
  });
});

describe('exemptions', () => {
  const query = { q: '', state: undefined, page: 1, done: undefined };
  it('are an empty page, a list, a form and an end', async () => {
    expect(sound(<ExemptionsPageView shown={await exemptionsPage(w.db, w.admin, query, w.today())} query={query} mayAdd />)).toContain('Chưa có ai được miễn');
    const person = await makePerson(w.db, { unitId: w.units.office, fullName: 'Đỗ Thị <b>Ngọc</b>' });
    const id = newId();
    await grantExemption(w.ports, w.admin, { id, userId: person.id, courseId: w.course.courseId, kind: 'RECOGNISED', reason: 'Tương đương', validFrom: '2026-11-23', lastDay: '2027-06-30', number: '7/CN', issuer: name, issuedOn: '2026-10-01' });
    const words = sound(<ExemptionsPageView shown={await exemptionsPage(w.db, w.admin, query, w.today())} query={{ ...query, done: 'granted' }} mayAdd />);
    for (const said of ['23/11/2026 – 30/06/2027', 'Đang có hiệu lực', '7/CN', 'Chấm dứt']) expect(words).toContain(said);
    const found = await newExemptionPage(w.db, w.admin, { q: 'ngoc' }, w.today());
    sound(<ExemptionFindPage q="ngoc" found={found.found} />);
    expect(sound(<ExemptionFindPage q="zzz" found={[]} />)).toContain('Không tìm thấy ai');
    const form = await newExemptionPage(w.db, w.admin, { q: '', user: person.id }, w.today());
    if (form.person) sound(<ExemptionFormPage id={newId()} person={form.person} courses={form.courses} today={form.today} />);
    const end = <ExemptionEndPage exemption={await getOwnExemption(w.db, w.admin, id, w.today())} />;
    expect(sound(end)).toContain('23/11/2026 – 30/06/2027');
    expect(drawPart(end)).toMatch(/btn-danger"[^>]*>Chấm dứt việc miễn</);
  });
});
