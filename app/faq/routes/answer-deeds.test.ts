import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { answerDesk, sentences } from '../../../tests/world/answer-desk.ts';
import { anAnswer } from '../../../tests/world/answers.ts';
import { asker } from '../../../tests/world/call-desk.ts';
import { typedOf } from '../forms/answer-form.ts';
import { retireAnswer } from '../commands/retire-answer.server.ts';
import * as approval from './answer-approval.tsx';
import * as discarding from './answer-discarding.ts';
import * as edit from './answer-edit.tsx';
import * as handout from './answer-handout.ts';
import * as fresh from './answer-new.tsx';
import * as renewal from './answer-renewal.ts';
import * as restoration from './answer-restoration.ts';
import * as retirement from './answer-retirement.tsx';
import * as back from './answer-return.ts';
import * as schedule from './answer-schedule.tsx';
import * as submission from './answer-submission.ts';
import * as version from './answer-version.tsx';
import * as versions from './answer-versions.ts';
import * as withdrawal from './answer-withdrawal.tsx';
import * as answer from './answer.tsx';
import * as answers from './answers.tsx';
import * as check from './answers-import-check.tsx';
import * as importing from './answers-import.tsx';
import * as submissions from './answers-submission.ts';
import * as successors from './document-successors.ts';
import * as document from './document.tsx';
import * as documents from './documents.tsx';
import * as cancellation from './publication-cancellation.ts';
import * as keeping from './publication-keeping.ts';

const absent = '018f0000-0000-7000-8000-000000000000';

async function world() {
  const w = await answerDesk();
  const open = asker(w.db, w.clock);
  const send = (route: { action: unknown }, params: Record<string, string>, form: Record<string, string> | [string, string][] = {}, who = w.editor) => open(route.action, '/answers/x', { who, params, form });
  const see = (route: { loader: unknown }, params: Record<string, string> = {}, search = '', who = w.editor) => open(route.loader, `/answers/x${search}`, { who, params });
  return { ...w, open, send, see };
}
/** Options stand inside their labels. */
const isOption = /^no label: input class="tick" type="radio"/;
/** The sentence of a refusal that is a page of its own. */
const said = (body: unknown) => JSON.stringify(body);

describe('a deed that comes too late', () => {
  it('is refused with 409 and its sentence, and changes nothing', async () => {
    await using w = await world();
    const id = await w.published();
    const draft = await w.add();
    const audits = await w.audited();
    const tries: [{ action: unknown }, string, Record<string, string>, string][] = [
      [submission, id, { revision: '0' }, 'Không có bản nháp nào đang mở'],
      [submission, draft, { revision: '7' }, 'Phiên bản đã thay đổi'],
      [discarding, id, { revision: '0' }, 'Không có bản nháp nào đang mở'],
      [discarding, draft, { revision: '0' }, 'Đây là phiên bản đầu tiên'],
      [back, draft, { reason: 'Thiếu' }, 'Phiên bản chưa được trình'],
      [back, id, { reason: 'Thiếu' }, 'Phiên bản đã được công bố'],
      [restoration, id, {}, 'Câu trả lời đang được dùng'],
      [renewal, draft, {}, 'Chỉ gia hạn rà soát'],
    ];
    for (const [route, entry, form, sentence] of tries) {
      const { status, body } = await w.send(route, { id: entry }, form);
      expect([status, said(body)]).toEqual([409, expect.stringContaining(sentence)]);
    }
    expect((await w.send(submissions, {}, { topic: '' })).status).toBe(409);
    expect(await w.audited()).toEqual(audits);
  });

  it('on a page with a form comes back to that form with what was typed', async () => {
    await using w = await world();
    const id = await w.published();
    await w.must(retireAnswer(w.ports, w.editor, { entryId: id, reason: 'Bỏ' }));
    const retired = await w.send(retirement, { id }, { reason: 'Lần nữa' });
    expect([retired.status, sentences(retired.body), (retired.body as { values: object }).values]).toEqual([409, { form: 'Câu trả lời đã ngừng dùng.' }, { reason: 'Lần nữa' }]);
    const withdrawn = await w.send(withdrawal, { id }, { when: 'at', withdrawAt: '2026-11-24T08:00:00', reason: 'Sai' });
    expect([withdrawn.status, sentences(withdrawn.body), (withdrawn.body as { values: object }).values]).toEqual([409, { form: 'Câu trả lời đang không được công bố.' }, { when: 'at', withdrawAt: '2026-11-24T08:00:00', reason: 'Sai' }]);
    for (const [route, sent] of [[retirement, retired.body], [withdrawal, withdrawn.body]] as const) expect(pageFaults(renderRoute(route, { data: (await w.see(route, { id })).body, sent })).filter((fault) => !isOption.test(fault))).toEqual([]);
  });

  it('of nothing is 404 for every deed', async () => {
    await using w = await world();
    const tries: [{ action: unknown }, Record<string, string>][] = [[submission, { revision: '0' }], [discarding, { revision: '0' }], [versions, {}], [renewal, {}], [restoration, {}], [retirement, { reason: 'x' }], [back, { reason: 'x' }], [withdrawal, { when: 'now', reason: 'x' }], [schedule, { version: 'x', when: 'now' }], [edit, { ...typedOf(anAnswer), revision: '0' }]];
    for (const [route, form] of tries) expect((await w.send(route, { id: absent }, form)).status).toBe(404);
    expect((await w.send(approval, { id: absent }, { hash: '0'.repeat(64) }, w.appraiser)).status).toBe(404);
    for (const route of [cancellation, keeping]) expect((await w.send(route, { id: absent, publication: 'x' })).status).toBe(404);
    expect((await w.send(successors, { document: absent }, [['entries[]', 'x']])).status).toBe(404);
    expect((await w.send(check, { batch: absent })).status).toBe(404);
    expect((await w.send(document, { document: absent }, { revision: '0', effectiveFrom: '', effectiveTo: '' })).status).toBe(404);
  });
});

describe('a form that does not fit', () => {
  it.each<[string, { action: unknown }, Record<string, string>, string[]]>([
    ['handing back without a reason', back, { reason: ' ' }, ['reason']],
    ['retiring without a reason', retirement, {}, ['reason']],
    ['withdrawing at no moment', withdrawal, { when: 'at', withdrawAt: '', reason: 'x' }, ['withdrawAt']],
    ['withdrawing in a way that is none', withdrawal, { when: 'soon', reason: 'x' }, ['when']],
    ['publishing at a day that is none', schedule, { version: 'x', when: 'at', publishAt: '2026-02-30T08:00:00' }, ['publishAt']],
    ['handing in without a revision', submission, {}, ['revision']],
    ['handing in a topic that is a path', submissions, { topic: '../x' }, ['topic']],
    ['a document without a name', documents, { name: '' }, ['name']],
    ['a document with a bar in its name', documents, { name: 'Luật A | B' }, ['name']],
    ['a document of a day that is none', documents, { name: 'Luật', effectiveTo: '2026-11-31' }, ['effectiveTo']],
  ])('%s is 422 at its field', async (_what, route, form, fields) => {
    await using w = await world();
    const { status, body } = await w.send(route, { id: await w.add() }, form);
    expect([status, Object.keys(sentences(body))]).toEqual([422, fields]);
  });

  it('a new answer at the ends of the calendar is refused with a sentence', async () => {
    await using w = await world();
    for (const asOf of ['9999-12-31', '10000-01-01', '-000001-01-01']) {
      const { status, body } = await w.send(fresh, {}, { ...typedOf(anAnswer), slug: '', asOf, reviewDue: '' });
      expect([status, Object.keys(sentences(body))]).toEqual([422, expect.arrayContaining(['asOf'])]);
    }
  });

  it('an appraisal that is refused keeps its note', async () => {
    await using w = await world();
    const id = await w.add();
    await w.must(w.handIn(id));
    const { status, body } = await w.send(approval, { id }, { hash: '0'.repeat(64), note: 'Đã đối chiếu' }, w.appraiser);
    expect([status, sentences(body)['form'], (body as { values: object }).values]).toEqual([409, 'Phiên bản đã thay đổi sau khi Anh/Chị mở trang. Vui lòng xem lại nội dung mới.', { note: 'Đã đối chiếu' }]);
  });
});

describe('an appraisal that comes too late', () => {
  it('is drawn again with its note and the reason, while whoever only visits is led on', async () => {
    await using w = await world();
    const id = await w.add();
    await w.must(w.handIn(id));
    const { hash } = await w.newest(id);
    await w.must(w.approve(id, w.both));
    const late = await w.send(approval, { id }, { hash: hash ?? '', note: 'Đã đối chiếu với Luật Căn cước' }, w.appraiser);
    expect([late.status, sentences(late.body)['form']]).toEqual([409, expect.stringContaining('đã được thẩm định')]);
    expect((await w.see(approval, { id }, '', w.appraiser)).location).toBe(`/answers/${id}`);
    // Remix asks for the page with the headers of the form.
    const again = await w.open(approval.loader, `/answers/${id}/approval`, { who: w.appraiser, params: { id }, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    const page = renderRoute(approval, { data: again.body, sent: late.body });
    expect(page).toContain('Đã đối chiếu với Luật Căn cước');
    expect(page).toContain('đã được thẩm định');
  });
});

describe('what the page of an answer says was done', () => {
  it('was done last, whatever its address claims', async () => {
    await using w = await world();
    const id = await w.add();
    const said = async (done: string) => ((await w.see(answer, { id }, `?done=${done}`)).body as { done: string | null }).done;
    expect([await said('created'), await said('published'), await said('approved'), await said('__proto__')]).toEqual(['created', null, null, null]);
    await w.must(w.handIn(id));
    await w.must(w.approve(id));
    expect([await said('created'), await said('submitted'), await said('approved')]).toEqual([null, null, 'approved']);
    await w.must(w.publish(id, '2026-11-25T08:00:00'));
    expect([await said('published'), await said('scheduled'), await said('withdrawn')]).toEqual([null, 'scheduled', null]);
    const list = async (who = w.editor) => ((await w.see(answers, {}, '?done=handed-in-all&count=999999', who)).body as { handedIn: number }).handedIn;
    expect([await list(), await list(w.appraiser)]).toEqual([1, 0]);
  });
});

describe('pages', () => {
  it('that are deeds lead back to their answer when they are opened', async () => {
    await using w = await world();
    for (const route of [discarding, renewal, restoration, back, submission, versions]) expect((await w.see(route, { id: 'e' })).location).toBe('/answers/e');
    for (const route of [cancellation, keeping]) expect((await w.see(route, { id: 'e', publication: 'p' })).location).toBe('/answers/e');
    expect([(await w.see(submissions)).location, (await w.see(successors, { document: 'd' })).location]).toEqual(['/answers', '/answers/documents/d']);
  });

  it('of an appraisal open only while one waits', async () => {
    await using w = await world();
    const id = await w.add();
    expect((await w.see(approval, { id }, '', w.appraiser)).location).toBe(`/answers/${id}`);
    await w.must(w.handIn(id));
    expect((await w.see(approval, { id }, '', w.appraiser)).status).toBe(200);
    await w.must(w.approve(id));
    expect((await w.see(approval, { id }, '', w.appraiser)).location).toBe(`/answers/${id}`);
  });

  it('of versions compare with the one before, with any other, and never with itself', async () => {
    await using w = await world();
    const id = await w.published({ short: 'Một.' });
    await w.nextVersion(id, { short: 'Hai.' });
    const against = async (search: string, number = '2') => ((await w.see(version, { id, number }, search)).body as { against: number | null } | null)?.against;
    expect([await against(''), await against('?with=1'), await against('?with=2'), await against('?with=x'), await against('', '1'), await against('?with=2', '1')]).toEqual([1, 1, null, 1, null, 2]);
    expect((await w.see(version, { id, number: '2' }, '?with=99')).status).toBe(404);
  });

  it('of a document take any days to try out', async () => {
    await using w = await world();
    const { location } = await w.send(documents, {}, { name: 'Luật Căn cước', effectiveFrom: '2024-07-01', effectiveTo: '' });
    const id = /documents\/([^?]+)/.exec(location ?? '')?.[1] ?? '';
    for (const search of ['', '?effectiveTo=9999-12-31', '?effectiveTo=0001-01-01', '?effectiveTo=2026-02-30', '?effectiveTo=x&effectiveFrom=y', '?effectiveFrom=9999-12-31', '?done=x']) {
      const { status, body } = await w.see(document, { document: id }, search);
      expect([search, status, pageFaults(renderRoute(document, { data: body }))]).toEqual([search, 200, []]);
    }
    expect((await w.send(document, { document: id }, { revision: '1', effectiveFrom: '2024-07-01', effectiveTo: '9999-12-31' })).status).toBe(303);
    expect((await w.see(document, { document: id })).status).toBe(200);
    expect((await w.see(documents)).status).toBe(200);
  });

  it('of the sheet are PDFs of what is shown, and not found for what is not', async () => {
    await using w = await world();
    const id = await w.published();
    const { status, text } = await w.see(handout, { id });
    expect([status, text?.slice(0, 5)]).toEqual([200, '%PDF-']);
    expect((await w.see(handout, { id: await w.add() })).status).toBe(404);
    expect((await w.see(handout, { id }, '', w.reader)).status).toBe(403);
  });

  it('of the answer take any message in their address', async () => {
    await using w = await world();
    const id = await w.add();
    for (const done of ['saved', 'constructor', '<script>', 'x'.repeat(60), '']) {
      const { body } = await w.see(answer, { id }, `?${new URLSearchParams({ done })}`);
      const html = renderRoute(answer, { data: body });
      expect([done, pageFaults(html), html.includes('<script>')]).toEqual([done, [], false]);
    }
  });
});

describe('uploading', () => {
  it('asks for a file', async () => {
    await using w = await world();
    for (const form of [{}, { file: '' }, { file: 'answers: []' }] as Record<string, string>[]) {
      const { status, body } = await w.send(importing, {}, form);
      expect([status, sentences(body)]).toEqual([422, { file: 'Chưa chọn tệp.' }]);
    }
  });
});
