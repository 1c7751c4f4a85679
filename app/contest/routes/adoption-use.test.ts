import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { useWorld, type UseWorld } from '../../../tests/world/contest-use.ts';
import { pdf, zipOf } from '../../../tests/world/entry-files.ts';
import { fromPhone, jpeg } from '../../../tests/world/photos.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { promptAdoptions } from '../commands/prompt-adoptions.server.ts';
import { changeAdoptionState } from '../commands/write-adoption.server.ts';
import { adoptionFigures } from '../queries/adoption-figures.server.ts';
import { unitPilots } from '../queries/unit-adoptions.server.ts';
import * as showing from './adoption-file-showing.ts';
import * as removal from './adoption-file-removal.ts';
import * as fileRoute from './adoption-file.ts';
import * as files from './adoption-files.tsx';
import * as pilot from './adoption-pilot.tsx';
import * as recognitionRoute from './adoption-recognition.ts';
import * as steps from './adoption-steps.tsx';
import * as adoption from './adoption.tsx';
import * as recognition from './desk-recognition.tsx';
import * as publicAdoption from './public-adoption.tsx';
import * as publicFile from './public-adoption-file.ts';

const plan = { place: 'Bộ phận một cửa phường Hoa Lư', startsOn: '2026-10-01', endsOn: '2026-10-31', measure: 'Thời gian xử lý một hồ sơ', unit: 'phút', better: 'LESS', baseline: '42', baselineOn: '2026-09-30', result: '', resultOn: '', fileId: '', evidence: '' };

const onDisk = (w: UseWorld) => { const at = join(w.folder, 'files', 'adoptions', w.id); return existsSync(at) ? readdirSync(at) : []; };
const rows = (w: UseWorld) => w.db.selectFrom('adoption_file').selectAll().where('removed_at', 'is', null).orderBy('uploaded_at').execute();

describe('a photo as evidence', () => {
  it('of a photo keep the picture alone, before anybody sees them; a picture that is broken is refused', async () => {
    await using world = await useWorld();
    expect((await world.upload('Tại quầy.jpg', fromPhone(6))).status).toBe(303);
    const file = (await rows(world)).find(({ kind }) => kind === 'JPEG');
    const kept = Buffer.from(await (await world.fetchFile(fileRoute.loader, world.leader, { file: file?.id ?? '' })).arrayBuffer());
    expect([file?.bytes, file?.sha256]).toEqual([kept.length, sha256(kept)]);
    expect([kept.toString('latin1').includes('Exif'), /GPS|comment|script/.test(kept.toString('latin1'))]).toEqual([true, false]);
    expect(refusals(await world.upload('Nửa ảnh.jpg', Buffer.concat([jpeg.subarray(0, 200), Buffer.from([0xff, 0xd9])])))).toMatch(/hỏng/);
  });
});

describe('files of evidence', () => {
  let w: UseWorld;
  beforeAll(async () => void (w = await useWorld()));
  afterAll(() => w[Symbol.asyncDispose]());

  it('come in, are one however often they are sent, and go out as they came, to be kept and never shown', async () => {
    for (let time = 0; time < 2; time += 1) expect((await w.upload('../../Báo cáo thí điểm.pdf', pdf())).status).toBe(303);
    const [file] = await rows(w);
    expect([file?.name, (await rows(w)).length, onDisk(w)]).toEqual(['Báo cáo thí điểm.pdf', 1, [file?.id]]);
    const answer = await w.fetchFile(fileRoute.loader, w.leader, { file: file?.id ?? '' });
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf())).toBe(true);
    expect([answer.headers.get('content-security-policy'), answer.headers.get('x-content-type-options'), answer.headers.get('content-disposition')?.startsWith('attachment')]).toEqual(["sandbox; default-src 'none'", 'nosniff', true]);
    expect(await w.html(files, w.leader)).toContain('Báo cáo thí điểm.pdf');
    expect(await w.html(adoption, w.organiser)).toContain(`/files/${file?.id}`);
  });

  it.each<[string, string, Buffer, RegExp]>([
    ['0 bytes', 'rỗng.pdf', Buffer.alloc(0), /rỗng/],
    ['another ending', 'báo cáo.docx', pdf(), /không khớp/],
    ['an ending that is not taken', 'báo cáo.zip', zipOf([{ name: 'a.txt', text: 'x' }]), /Chỉ nhận/],
    ['two kinds at once', 'hai loại.pdf', Buffer.concat([pdf(), zipOf([{ name: 'a.txt', text: 'x' }])]), /loại tệp khác/],
    ['a macro', 'macro.docx', zipOf([{ name: '[Content_Types].xml', text: '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>' }, { name: 'word/document.xml', text: '<x/>' }, { name: 'word/vbaProject.bin', text: 'x' }]), /macro/],
    ['a password', 'khoá.pdf', Buffer.from(pdf().toString('latin1').replace('trailer', 'trailer /Encrypt 5 0 R'), 'latin1'), /mật khẩu|hỏng/],
    ['more than 25 MB', 'lớn.pdf', Buffer.concat([pdf(), Buffer.alloc(25_000_001, 0x20)]), /25 MB/],
    ['more than is worth reading', 'rất lớn.pdf', Buffer.alloc(100_100_000, 0x20), /25 MB/],
  ])('with %s are refused with a sentence and leave nothing behind', async (_what, name, bytes, says) => {
    const before = onDisk(w);
    const answer = await w.upload(name, bytes);
    expect([answer.status, refusals(answer)]).toEqual([422, expect.stringMatching(says)]);
    expect(onDisk(w)).toEqual(before);
  });

  it('belong to the leader of the unit: nobody else sends, shows or removes, and leaders of other units do not see them', async () => {
    const [file] = await rows(w);
    const params = { file: file?.id ?? '' };
    expect((await w.upload('khác.pdf', Buffer.concat([pdf(), Buffer.from('\n')]), w.stranger)).status).toBe(404);
    expect((await w.upload('khác.pdf', Buffer.concat([pdf(), Buffer.from('\n')]), w.organiser)).status).toBe(403);
    for (const route of [showing, removal]) {
      expect((await w.send(route, { shown: 'on' }, params, w.stranger)).status).toBe(404);
      expect((await w.send(route, { shown: 'on' }, params, w.organiser)).status).toBe(403);
    }
    for (const who of [w.organiser, w.publisher, w.auditor]) expect((await w.fetchFile(fileRoute.loader, who, params)).status).toBe(200);
    await expect(w.fetchFile(fileRoute.loader, w.stranger, params)).rejects.toThrow('not-found');
    expect((await rows(w)).map(({ shown_at }) => shown_at)).toEqual([null]);
  });

  it('are public only while their leader shows them, of this contest, and each change stands in the log', async () => {
    const [file] = await rows(w);
    const params = { file: file?.id ?? '' };
    await expect(w.fetchFile(publicFile.loader, null, params)).rejects.toThrow('not-found');
    expect(await w.html(publicAdoption, null)).not.toContain('Báo cáo thí điểm');
    expect((await w.send(showing, { shown: 'on', unscanned: 'on' }, params)).location).toContain('done=shown');
    expect((await w.fetchFile(publicFile.loader, null, params)).status).toBe(200);
    expect(await w.html(publicAdoption, null)).toContain(`/contests/${w.contest.slug}/adoption/files/${file?.id}`);
    expect((await w.send(showing, { revision: '1', shown: 'on' }, params)).status).toBe(409);
    expect((await w.send(showing, {}, params)).location).toContain('done=hidden');
    await expect(w.fetchFile(publicFile.loader, null, params)).rejects.toThrow('not-found');
    expect((await w.db.selectFrom('audit_event').select('action').where('action', 'like', 'adoption.%file').orderBy('seq').execute()).map(({ action }) => action)).toEqual(['adoption.add-file', 'adoption.show-file', 'adoption.hide-file']);
  });

  it('on which something rests stay; others go with their bytes', async () => {
    const [file] = await rows(w);
    expect((await w.send(steps, { kind: 'BENEFIT', title: 'Giảm giờ công', on: '2026-11-20', amount: '12', unit: 'giờ', evidence: '', fileId: 'khong-co' })).status).toBe(409);
    expect((await w.send(steps, { kind: 'BENEFIT', title: 'Giảm giờ công', on: '2026-11-20', amount: '12', unit: 'giờ', evidence: '', fileId: file?.id ?? '' })).status).toBe(303);
    expect((await w.send(removal, {}, { file: file?.id ?? '' })).status).toBe(409);
    expect((await w.upload('thừa.pdf', Buffer.concat([pdf(), Buffer.from('\n\n')]))).status).toBe(303);
    const other = (await rows(w)).find(({ name }) => name === 'thừa.pdf');
    expect((await w.send(removal, {}, { file: other?.id ?? '' })).status).toBe(303);
    expect((await w.send(removal, {}, { file: other?.id ?? '' })).status).toBe(404);
    expect(onDisk(w)).toEqual([file?.id]);
  });
});

describe('a pilot', () => {
  it('is written with its first measure, and with its result it is held against that, on the page, in public, in figures', async () => {
    await using w = await useWorld();
    expect((await w.send(pilot, plan)).status).toBe(303);
    expect(await w.html(adoption, w.leader)).toContain('Chưa đo lại');
    expect(await unitPilots(w.db, [w.unit])).toEqual({ count: 1, measured: 0 });
    await w.upload('kết quả.pdf', pdf());
    const [file] = await rows(w);
    expect((await w.send(pilot, { ...plan, result: '31,5', resultOn: '2026-11-02', fileId: file?.id ?? '' })).status).toBe(303);
    for (const page of [await w.html(adoption, w.leader), await w.html(publicAdoption, null)]) for (const word of ['Bộ phận một cửa phường Hoa Lư', '01/10/2026', '42 phút (30/09/2026)', '31,5 phút (02/11/2026)', '-10,5 phút (-25%)', 'Tốt hơn']) expect(page).toContain(word);
    expect(await w.html(pilot, w.leader)).toContain('value="31,5"');
    expect([await unitPilots(w.db, [w.unit]), await unitPilots(w.db, []), (await adoptionFigures(w.db, { from: '2026-11-01', to: '2026-12-01' })).pilots]).toEqual([{ count: 1, measured: 1 }, { count: 0, measured: 0 }, { count: 1, measured: 1, better: 1 }]);
    expect((await w.send(removal, {}, { file: file?.id ?? '' })).status).toBe(409);
    const log = await w.db.selectFrom('audit_event').select('details').where('action', '=', 'adoption.pilot').orderBy('seq').execute();
    expect(log.map(({ details }) => details).join()).toContain('42 / –');
  });

  it.each<[string, Partial<typeof plan>, RegExp]>([
    ['an end before its beginning', { endsOn: '2026-09-01' }, /^endsOn: /],
    ['a first measure that came late', { baselineOn: '2026-10-02' }, /^baselineOn: /],
    ['no first measure', { baseline: '' }, /^baseline: Điền/],
    ['a measure in words', { baseline: 'nhiều' }, /^baseline: /],
    ['no place', { place: '  ' }, /^place: Điền/],
    ['a result of the future', { result: '3', resultOn: '2026-11-24', evidence: 'https://vi-du.invalid' }, /^resultOn: /],
    ['a result that nothing shows', { result: '3', resultOn: '2026-11-20' }, /^fileId: /],
    ['a file of another adoption', { result: '3', resultOn: '2026-11-20', fileId: 'khac' }, /^fileId: /],
    ['a script as its link', { result: '3', resultOn: '2026-11-20', evidence: 'javascript:alert(1)' }, /^evidence: /],
    ['a day that is none', { startsOn: '2026-02-30' }, /^startsOn: /],
  ])('with %s is refused, and what was typed stays', async (_what, changes, says) => {
    await using w = await useWorld();
    const answer = await w.send(pilot, { ...plan, ...changes });
    expect([answer.status, refusals(answer)]).toEqual([422, expect.stringMatching(says)]);
    expect((answer.body as { values: Record<string, string> }).values).toMatchObject({ unit: 'phút', measure: plan.measure });
    expect(await w.db.selectFrom('adoption_pilot').select('place').execute()).toEqual([]);
  });

  it('meets itself in a second tab, and is the leader’s alone', async () => {
    await using w = await useWorld();
    const revision = await w.revision();
    expect((await w.send(pilot, { ...plan, revision })).status).toBe(303);
    const late = await w.send(pilot, { ...plan, place: 'Nơi khác', revision });
    expect([late.status, refusals(late)]).toEqual([409, expect.stringContaining('ở nơi khác')]);
    expect([(await w.send(pilot, plan, {}, w.stranger)).status, (await w.send(pilot, plan, {}, w.organiser)).status]).toEqual([404, 403]);
    expect((await w.db.selectFrom('adoption_pilot').select('place').execute())[0]?.place).toBe(plan.place);
  });

  it('that was never written or measured is asked for with the question to its owner', async () => {
    await using w = await useWorld();
    await changeAdoptionState(w.ports, w.leader, { id: w.id, revision: Number(await w.revision()), state: 'PILOT', reason: '' });
    expect(await w.html(adoption, w.leader)).toContain('chưa ghi địa điểm');
    const asked = async (now: string) => {
      w.clock.set(now);
      await promptAdoptions(w.ports);
      return (await w.db.selectFrom('message').select('content').where('content', 'like', '%xin cập nhật%').orderBy('created_at', 'desc').execute())[0]?.content ?? '';
    };
    expect(await asked('2027-02-23T01:00:00.000Z')).toContain('chưa ghi địa điểm');
    w.clock.set('2026-11-23T01:00:00.000Z');
    expect((await w.send(pilot, plan)).location).toContain('done=saved');
    expect(await asked('2027-05-23T01:00:00.000Z')).toContain('chưa ghi số đo lại');
  });
});

describe('recognition in the words of a contest', () => {
  const named = { title_0: 'Chưa gửi hội đồng', meaning_0: 'NONE', title_1: 'Hội đồng xã đang xét', meaning_1: 'FILED', title_2: 'Công nhận cấp tỉnh', meaning_2: 'RECOGNISED' };
  const seenIn = (html: string) => /name="seen" value="([0-9a-f]+)"/.exec(html)?.[1] ?? '';

  it('is chosen by its owner, counted by its meaning, and keeps its words when the contest renames them, also once it is closed', async () => {
    await using w = await useWorld();
    const first = seenIn(await w.html(recognition, w.organiser));
    expect((await w.send(recognition, { ...named, seen: first }, {}, w.organiser)).status).toBe(303);
    expect((await w.send(recognition, { ...named, title_0: 'Khác', seen: first }, {}, w.organiser)).status).toBe(409);
    expect((await w.send(recognitionRoute, { recognition: 'RECOGNISED' })).status).toBe(409);
    expect((await w.send(recognitionRoute, { recognition: '7' })).status).toBe(409);
    expect((await w.send(recognitionRoute, { recognition: '2' })).status).toBe(303);
    expect(await w.html(publicAdoption, null)).toContain('Công nhận cấp tỉnh');
    expect((await adoptionFigures(w.db, { from: '2026-11-01', to: '2026-12-01' })).recognised).toBe(1);
    await w.db.updateTable('contest').set({ closed_at: '2026-12-31T00:00:00.000Z' }).execute();
    const again = seenIn(await w.html(recognition, w.organiser));
    expect((await w.send(recognition, { ...named, title_2: 'Được tỉnh công nhận', seen: again }, {}, w.organiser)).status).toBe(303);
    expect(await w.html(adoption, w.leader)).toContain('Công nhận cấp tỉnh');
  });

  it('is named by organisers alone, each step once; with no names the usual four stand', async () => {
    await using w = await useWorld();
    const seen = seenIn(await w.html(recognition, w.organiser));
    for (const who of [w.leader, w.publisher, w.auditor]) expect((await w.send(recognition, { ...named, seen }, {}, who)).status).toBe(403);
    expect(refusals(await w.send(recognition, { ...named, title_1: 'CHƯA GỬI HỘI ĐỒNG', seen }, {}, w.organiser))).toContain('trùng tên');
    expect((await w.send(recognition, { ...named, seen }, {}, w.organiser)).status).toBe(303);
    expect((await w.send(recognition, { title_0: '', meaning_0: 'NONE', seen: seenIn(await w.html(recognition, w.organiser)) }, {}, w.organiser)).status).toBe(303);
    expect((await w.send(recognitionRoute, { recognition: 'FILED' })).status).toBe(303);
    expect(await w.html(adoption, w.leader)).toContain('Đã đề nghị');
  });
});
