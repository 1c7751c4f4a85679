import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attendanceForm, cancelForm, checkInParams, classForm, classParams, classesQuery, codeForm, deskQuery, doneQuery, fileForm, recordQuery, unitTrainingQuery, withQuery } from './classes.ts';
import { mostSessions } from './session-rows.ts';

const unit = '019a0000-0000-7000-8000-000000000001';
const typed = (changes: Record<string, string> = {}): Record<string, string> => ({ revision: '0', title: 'Tập huấn an toàn thông tin', about: '', course: '', unit, audience: unit, capacity: '30', lecturer: 'Giảng viên mẫu', lecturerUnit: '', closes: '2026-12-01T17:00', id_0: '', day_0: '02/12/2026', from_0: '08:00', to_0: '11:00', place_0: 'Phòng A', periods_0: '3,5', ...changes });
const faults = (changes: Record<string, string>) => {
  const read = classForm.safeParse(typed(changes));
  return read.success ? [] : read.error.issues.map((issue) => issue.path.join('.'));
};
const fieldsOf = (changes: Record<string, string>) => classForm.parse(typed(changes)).fields;

describe('words of a class', () => {
  it('are composed and without what cannot be seen, in every field', () => {
    const dirty = `\u200BPhòng\u0007 họp \u202E“Hoa Lư”\uFEFF`.normalize('NFD');
    const fields = fieldsOf({ about: `${dirty}\r\n${dirty}`, place_0: dirty, lecturer: dirty, lecturerUnit: dirty, title: dirty });
    expect(fields.about).toBe('Phòng họp “Hoa Lư”\nPhòng họp “Hoa Lư”');
    expect([fields.sessions[0]?.place, fields.lecturer, fields.lecturerUnit, fields.title]).toEqual(Array.from({ length: 4 }, () => 'Phòng họp “Hoa Lư”'));
  });

  it('keep their lines, and a line end counts as one letter', () => {
    expect(fieldsOf({ about: 'một\r\n\r\nhai' }).about).toBe('một\n\nhai');
    const lines = Array.from({ length: 800 }, () => 'a').join('\r\n');
    expect(fieldsOf({ about: lines }).about).toHaveLength(1_599);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['an invisible room', { place_0: '\u200B\u202E' }, ['place_0']],
    ['a room of one letter', { place_0: ' A ' }, ['place_0']],
    ['a room of 301 letters', { place_0: 'a'.repeat(301) }, ['place_0']],
    ['a title of 201 letters', { title: 'a'.repeat(201) }, ['title']],
    ['a title of ten million', { title: 'a'.repeat(10_000_000) }, ['title']],
    ['no lecturer', { lecturer: '\u00A0' }, ['lecturer']],
    ['places with a point', { capacity: '2.5' }, ['capacity']],
    ['2001 places', { capacity: '2001' }, ['capacity']],
    ['Arabic figures', { capacity: '٣٠' }, ['capacity']],
    ['30 February as closing day', { closes: '2026-02-30T17:00' }, ['closes']],
    ['no closing hour', { closes: '2026-12-01' }, ['closes']],
    ['an hour of 24', { from_0: '24:00' }, ['from_0', 'to_0']],
    ['a day of another century', { day_0: '02/12/1926' }, ['day_0']],
    ['29 February of a common year', { day_0: '29/02/2027' }, ['day_0']],
    ['periods below nothing', { periods_0: '-0,5' }, ['periods_0']],
    ['periods of words', { periods_0: 'ba' }, ['periods_0']],
    ['periods without an end', { periods_0: 'Infinity' }, ['periods_0']],
  ])('refuse %s at its field', (_what, changes, expected) => expect(faults(changes)).toEqual(expect.arrayContaining(expected.slice(0, 1))));

  it.each([['29/02/2028', '2028-02-29'], ['2/1/2027', '2027-01-02'], [' 02/12/2026 ', '2026-12-02'], ['2026-12-02', '2026-12-02']])('read the day %j', (day, iso) => expect(fieldsOf({ day_0: day }).sessions[0]?.day).toBe(iso));
  it.each([['7h30', '07:30'], ['7 h30', '07:30'], ['07.30', '07:30'], ['7:30', '07:30'], ['7g30', '07:30'], ['730', null]])('read the hour %j as %j', (hour, read) => {
    if (read === null) expect(faults({ from_0: hour })).toContain('from_0');
    else expect(fieldsOf({ from_0: hour }).sessions[0]?.from).toBe(read);
  });
  it.each([['0,5', 0.5], ['12', 12], ['4.0', 4], ['4,5 ', 4.5]])('read %j periods', (text, periods) => expect(fieldsOf({ periods_0: text }).sessions[0]?.periods).toBe(periods));

  it('read no more sessions than a class has, and leave gaps out', () => {
    const rows = Object.fromEntries([2, 5, mostSessions - 1, mostSessions].flatMap((at) => [[`day_${at}`, '03/12/2026'], [`from_${at}`, '08:00'], [`to_${at}`, '09:00'], [`place_${at}`, 'Phòng B'], [`periods_${at}`, '1']]));
    expect(fieldsOf(rows).sessions.map(({ at }) => at)).toEqual([0, 2, 5, mostSessions - 1]);
  });

  it('do not let a class replace a course when it has none', () => {
    expect([fieldsOf({ replaces: 'on' }).replaces, fieldsOf({ replaces: 'on', course: 'an-toan' }).replaces, fieldsOf({ course: '<script>' }).course]).toEqual([false, true, null]);
  });

  it('come back as text, whatever was typed, when a command refuses them', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (words) => {
      const read = classForm.safeParse(typed({ about: words, place_0: `Phòng ${words.slice(0, 20)}` }));
      if (!read.success) throw new Error(JSON.stringify(read.error.issues));
      for (const value of Object.values(read.data.typed)) expect(typeof value).toBe('string');
      expect(read.data.typed['day_0']).toBe('02/12/2026');
    }));
  });

  it('are not read from names that every object has', () => {
    expect(classForm.safeParse({ ...typed(), constructor: 'x', toString: 'y' }).success).toBe(true);
  });
});

describe('addresses of classes', () => {
  it.each<[string, { safeParse(value: unknown): { success: boolean } }, unknown]>([
    ['a class', classParams, { class: '../x' }], ['a class', classParams, { class: "' or 1=1" }], ['a session', checkInParams, { session: unit, token: 'x'.repeat(61) }], ['a code', codeForm, { code: 'x'.repeat(41) }],
    ['a reason', cancelForm, { reason: 'ngắn' }], ['a reason', cancelForm, { reason: `\u200B${' '.repeat(50)}\u202E` }], ['a reason', cancelForm, { reason: 'a'.repeat(501) }], ['a list', fileForm, { list: 'x'.repeat(100_001) }], ['ticks', attendanceForm, { who: ['x'] }], ['ticks', attendanceForm, { who: Array.from({ length: 2_001 }, () => unit) }],
  ])('are refused for %s that is none', (_what, form, value) => expect(form.safeParse(value).success).toBe(false));

  it('show the usual page for what a query does not know', () => {
    expect([doneQuery.parse({ done: '<script>' }), classesQuery.parse({ tab: 'x' }), deskQuery.parse({ tab: '', unit: 'x', done: 'y' })]).toEqual([{ done: undefined }, { tab: undefined }, { tab: undefined, unit: undefined, done: undefined }]);
    for (const year of ['2019', '2101', '-1', '2026.5', 'abc', '1e3', '٢٠٢٦']) expect(recordQuery.parse({ year }).year, year).toBeUndefined();
    expect([recordQuery.parse({ year: '2026' }).year, recordQuery.parse({}).year]).toEqual([2026, undefined]);
    for (const page of ['0', '-3', 'x', '1.5', '100001']) expect(unitTrainingQuery.parse({ page, unit: 'ALL' }), page).toEqual({ page: 1, unit: undefined, year: undefined });
  });

  it('carry only what is set', () => {
    expect([withQuery('/a', {}), withQuery('/a', { page: 1, year: undefined }), withQuery('/a', { page: 2, unit: 'x&y=z' })]).toEqual(['/a', '/a', '/a?page=2&unit=x%26y%3Dz']);
  });
});
