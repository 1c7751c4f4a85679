import { describe, expect, it } from 'vitest';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import type { ListedFile } from '../queries/entry-files.server.ts';
import type { EntryHead, PartView } from '../queries/entry-page.server.ts';
import type { TeamMember } from '../queries/entry-team.server.ts';
import { entrySteps } from '../rules/entry-parts.ts';
import { FileTable, UploadCard } from './entry-files.tsx';
import { PartForm } from './entry-part-form.tsx';
import { ClosedNotice, EntryCrumbs, EntryStepPage, EntryTag, SecretNotice, stepHref } from './entry-parts.tsx';
import { HandInForm, MissingList } from './hand-in-form.tsx';
import { TeamTable } from './team-table.tsx';

const entry: EntryHead = { id: 'e1', number: 'SK-001', title: 'Bản đồ ngập', contest: { slug: 'sang-kien', title: 'Sáng kiến' }, isLead: true, isOpen: true, isOver: false, close: '2026-12-31T16:59:59.000Z', lateUploadMinutes: 30, state: 'DRAFT', version: 0, withdrawnAt: null, withdrawalReason: null, canWithdraw: null, done: ['summary', 'team'], missing: [], marks: [] };
const refused = (faults: Record<string, string>, values: Record<string, string> = {}, more: object = {}) => ({ ok: false, faults: Object.fromEntries(Object.entries(faults).map(([field, vi]) => [field, { vi, en: vi }])), values, ...more });

describe('the steps of an entry', () => {
  it('have an address each, the written ones below the parts', () => {
    expect(entrySteps.map((step) => stepHref('e1', step)).filter((href) => href.includes('/parts/'))).toHaveLength(8);
    expect([stepHref('e1', 'team'), stepHref('e1', 'legality')]).toEqual(['/contests/entries/e1/team', '/contests/entries/e1/parts/legality']);
  });

  it('say where one stands, of how many, and until when there is time', () => {
    const html = drawPart(<EntryStepPage entry={entry} step="files" lead="">x</EntryStepPage>);
    const words = wordsOf(html);
    expect(words).toContain(`SK-001 · Bước ${entrySteps.indexOf('files') + 1} trên ${entrySteps.length}`);
    expect(words).toContain('31/12/2026 23:59:59');
    expect(words).toContain('Tên và tóm tắt (đã có)');
    expect(words).toContain('Vấn đề (chưa có)');
    expect(html.match(/aria-current="step"/g)).toHaveLength(1);
  });

  it('that are no form lead on to the next one, the last one nowhere', () => {
    const next = (step: 'team' | 'files' | 'check' | 'plan') => [...drawPart(<EntryStepPage entry={entry} step={step} lead="">x</EntryStepPage>).matchAll(/<a href="([^"]+)" class="btn/g)].map(([, href]) => href);
    expect([next('team'), next('files'), next('check'), next('plan')]).toEqual([['/contests/entries/e1/files'], ['/contests/entries/e1/check'], [], []]);
  });

  it('of an entry that can only be read say why, and promise no time', () => {
    const late = wordsOf(drawPart(<EntryStepPage entry={{ ...entry, isOpen: false, isOver: true }} step="files" lead="">x</EntryStepPage>));
    expect(late).toContain('Đã hết hạn');
    expect(late).toContain('31/12/2026 23:59:59');
    const closed = wordsOf(drawPart(<ClosedNotice entry={{ isOpen: false, isOver: false, close: entry.close }} />));
    expect(closed).not.toContain('31/12/2026');
    expect(closed).not.toBe('');
    expect(drawPart(<ClosedNotice entry={entry} />)).toBe('');
  });

  it('have their way back, the entry a link only where one stands below it', () => {
    expect(drawPart(<EntryCrumbs entry={entry} />)).not.toContain('href="/contests/entries/e1"');
    expect(drawPart(<EntryCrumbs entry={entry} here="Nhóm" />)).toContain('href="/contests/entries/e1"');
  });

  it('tell its state in a word of its own, and the version of what was handed in', () => {
    const words = (['DRAFT', 'SUBMITTED', 'CHANGED', 'WITHDRAWN'] as const).map((state) => wordsOf(drawPart(<EntryTag state={state} version={3} />)));
    expect([new Set(words).size, words[1]?.includes('3')]).toEqual([4, true]);
  });

  it('warn of markings of secrets, naming them', () => {
    expect(wordsOf(drawPart(<SecretNotice marks={['MẬT', 'TUYỆT MẬT']} />))).toContain('MẬT, TUYỆT MẬT');
    expect(drawPart(<SecretNotice marks={[]} />)).toBe('');
  });
});

describe('the form of a part', () => {
  const view = { body: 'Đã lưu trước đó', revision: 4, entryRevision: 9, savedAt: '2026-11-23T02:00:00.000Z', savedBy: 'Lương Thế Vinh', trackId: 't2', tracks: [{ id: 't1', title: 'Du lịch' }, { id: 't2', title: 'Y tế' }], datasets: [{ id: 'd1', title: 'Thủ tục', holder: 'Sở', terms: 'Ghi nguồn', url: null, isChosen: true }, { id: 'd2', title: 'Dân số', holder: 'Thống kê', terms: 'Tự do', url: null, isChosen: false }] } as PartView;
  const draw = (step: 'summary' | 'data' | 'plan', answer?: unknown, isOpen = true) => drawPart(<PartForm entry={{ ...entry, isOpen }} step={step} view={view} />, answer === undefined ? {} : { answer });

  it('counts what is written as people write numbers', () => {
    expect(wordsOf(draw('plan'))).toMatch(/15 \/ \d\.\d{3}/);
    expect(wordsOf(draw('plan'))).toContain('Lương Thế Vinh');
  });

  it('asks for title and track in the first step only, for data in its own', () => {
    expect([draw('summary').includes('name="track"'), draw('plan').includes('name="track"')]).toEqual([true, false]);
    expect(draw('summary')).toMatch(/<option value="t2" selected="">Y tế/);
    expect([draw('data').includes('name="hasDatasets"'), draw('summary').includes('name="hasDatasets"')]).toEqual([true, false]);
    expect(draw('data')).toMatch(/value="d1"[^>]*checked|checked=""[^>]*value="d1"/);
    expect(draw('data')).not.toMatch(/<input[^>]*value="d2"[^>]*checked=""/);
  });

  it('keeps a choice that was refused, not the one that is stored', () => {
    const html = draw('data', refused({ datasets: 'Chọn lại' }, { body: 'x', datasets: 'd2' }));
    expect(html).toMatch(/<input[^>]*value="d2"[^>]*checked=""|<input[^>]*checked=""[^>]*value="d2"/);
    expect(html).not.toMatch(/<input[^>]*value="d1"[^>]*checked=""|<input[^>]*checked=""[^>]*value="d1"/);
  });

  it('of two tabs shows both texts and sends the revision of the one that is there now', () => {
    const conflict = { body: 'Bản của tab kia <b>', revision: 7, title: 'Tên kia', track: 't1', entryRevision: 12, datasets: ['d2'] };
    const html = draw('summary', refused({ form: 'Đã có người lưu' }, { body: 'Bản của tôi', title: 'Tên tôi', track: 't2' }, { conflict }));
    for (const word of ['Bản của tab kia &lt;b&gt;', 'Tên kia', 'Du lịch', 'Bản của tôi', 'value="Tên tôi"', 'name="revision" value="7"', 'name="entryRevision" value="12"']) expect(html).toContain(word);
    expect(draw('data', refused({}, { body: '', datasets: '' }, { conflict }))).toContain('<li>Dân số</li>');
  });

  it('cannot be sent any more once the entry is closed', () => {
    expect(draw('plan', undefined, false)).toContain('disabled=""');
    expect(draw('plan', undefined, false)).not.toContain('name="next"');
  });
});

describe('the files of an entry', () => {
  const file = (more: Partial<ListedFile>): ListedFile => ({ id: 'f1', name: 'Thuyết minh.pdf', kind: 'PDF', bytes: 2_500_000, received: 2_500_000, isComplete: true, scan: 'CLEAN', note: null, ...more }) as ListedFile;
  const draw = (files: ListedFile[], isOpen = true) => drawPart(<FileTable entry={{ ...entry, isOpen }} files={files} />);

  it.each([
    ['clean', {}, true],
    ['not looked at', { scan: 'UNSCANNED' as const }, true],
    ['in quarantine', { scan: 'QUARANTINED' as const, note: 'Eicar' }, false],
    ['still on its way', { isComplete: false, received: 1_250_000 }, false],
  ])('one that is %s can be fetched: %j', (_state, more, canFetch) => {
    expect(draw([file(more)]).includes('href="/contests/entries/e1/files/f1"')).toBe(canFetch);
  });

  it('say what the scanner found and how much has come', () => {
    expect(rowsOf(draw([file({ scan: 'QUARANTINED', note: 'Eicar' })]))[0]?.[3]).toContain('Eicar');
    expect(rowsOf(draw([file({ isComplete: false, received: 1_249_999 })]))[0]?.[3]).toContain('49');
  });

  it('add up to what is used, in kilobytes and megabytes', () => {
    expect(rowsOf(draw([file({}), file({ id: 'f2', bytes: 900 })])).map((cells) => cells[2])).toEqual(['2,5 MB', '0,9 kB']);
    expect(wordsOf(draw([file({}), file({ id: 'f2', bytes: 900 })]))).toContain('2,5 MB');
    expect(wordsOf(draw([]))).not.toContain('MB');
  });

  it('can be taken away while the entry is open, by a button that names which', () => {
    expect(draw([file({})])).toMatch(/action="\/contests\/entries\/e1\/files\/f1\/removal"/);
    expect(draw([file({})])).toMatch(/aria-label="[^"]+ Thuyết minh\.pdf"/);
    expect(draw([file({})], false)).not.toContain('/removal');
  });

  it('are sent in one form without a script, whose fault stands at its field', () => {
    const html = drawPart(<UploadCard entry={entry} />, { answer: refused({ file: 'Nội dung tệp không phải PDF' }) });
    expect(html).toContain('encType="multipart/form-data"');
    expect(html).toMatch(/aria-invalid="true"/);
    expect(wordsOf(html)).toContain('Nội dung tệp không phải PDF');
  });
});

describe('a team', () => {
  const member = (more: Partial<TeamMember>): TeamMember => ({ id: 'm1', name: 'Trần B', email: 'b@vi-du.invalid', state: 'MEMBER', ends: '2026-12-01T02:00:00.000Z', ...more }) as TeamMember;
  const draw = (team: TeamMember[], more: Partial<EntryHead> = {}) => drawPart(<TeamTable entry={{ ...entry, ...more }} team={team} />);

  it.each([
    ['the lead', 'LEAD' as const, []],
    ['a member', 'MEMBER' as const, ['lead', 'removal']],
    ['somebody invited', 'INVITED' as const, ['removal']],
    ['somebody whose invitation has run out', 'EXPIRED' as const, ['removal']],
  ])('%s can be dealt with as her state allows', (_who, state, deeds) => {
    expect([...draw([member({ state })]).matchAll(/action="\/contests\/entries\/e1\/team\/m1\/(\w+)"/g)].map(([, deed]) => deed)).toEqual(deeds);
  });

  it('is changed by its lead only, and while there is time', () => {
    for (const more of [{ isLead: false }, { isOpen: false }]) expect(draw([member({})], more)).not.toContain('<form');
  });

  it('says until when an invitation holds', () => {
    expect(rowsOf(draw([member({ state: 'INVITED' })]))[0]?.[2]).toContain('01/12/2026 09:00');
    expect(rowsOf(draw([member({ email: '' })]))[0]?.[1]).toBe('–');
  });
});

describe('handing in', () => {
  const view = { lead: 'Trần Lead', rules: { id: 'r2', version: 2 }, unscanned: 0 };
  const draw = (more: Partial<EntryHead> = {}, seen: Partial<typeof view> | { rules: null } = {}, answer?: unknown) => drawPart(<HandInForm entry={{ ...entry, ...more }} view={{ ...view, ...seen }} formKey="k1" />, answer === undefined ? {} : { answer });

  it('is for the lead; a member reads who that is', () => {
    expect(draw()).toContain('name="key" value="k1"');
    expect(draw()).toContain('name="rulesId" value="r2"');
    expect([draw({ isLead: false }).includes('<form'), wordsOf(draw({ isLead: false })).includes('Trần Lead')]).toEqual([false, true]);
  });

  it('waits until all is written, and leads to what is not; a file on its way is the server’s to judge, and so is everything after the deadline', () => {
    const missing = (why: EntryHead['missing'][number]['why'], isOpen = true) => draw({ isOpen, missing: [{ step: why === 'UNFINISHED_FILE' ? 'files' : 'plan', why }] });
    expect([missing('EMPTY').includes('<form'), missing('EMPTY').includes('href="/contests/entries/e1/parts/plan"')]).toEqual([false, true]);
    expect([missing('UNFINISHED_FILE').includes('<form'), missing('EMPTY', false).includes('<form')]).toEqual([true, true]);
  });

  it('is not possible without rules that are public', () => {
    expect(draw({}, { rules: null })).not.toContain('<form');
  });

  it('says what is the same as before, and that files were not looked at', () => {
    expect(wordsOf(draw({ state: 'SUBMITTED', version: 2 }))).toMatch(/2/);
    expect(wordsOf(draw({ version: 2 }))).not.toBe(wordsOf(draw()));
    expect(wordsOf(draw({}, { unscanned: 3 }))).toContain('3');
  });

  it('without agreement comes back with the fault at its box', () => {
    expect(draw({}, {}, refused({ agreesRules: 'Cần đánh dấu đồng ý' }))).toMatch(/id="agreesRules"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="agreesRules"/);
    expect(wordsOf(draw({}, {}, refused({ rules: 'Thể lệ có bản mới' })))).toContain('Thể lệ có bản mới');
  });

  it('lists all that is missing at once, each with the way to its step', () => {
    const html = drawPart(<MissingList entry={{ ...entry, missing: [{ step: 'plan', why: 'EMPTY' }, { step: 'files', why: 'UNFINISHED_FILE' }] }} />);
    expect([...html.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href)).toEqual(['/contests/entries/e1/parts/plan', '/contests/entries/e1/files']);
    expect(wordsOf(drawPart(<MissingList entry={entry} />))).toBe('Bài đã đủ các phần.');
  });
});
