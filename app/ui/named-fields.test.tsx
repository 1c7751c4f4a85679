import type { ReactElement } from 'react';
import { renderToStaticMarkup as html } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Checkbox, ErrorSummary, FieldBookProvider, FieldGroup, PasswordInput, RadioGroup, Select, TextArea, TextInput, type FieldBook } from './index.ts';

/** The lines of a page's summary, each with where it leads, as a page is drawn: once to know its fields, once to be sent. */
function linesOf(page: ReactElement): string[] {
  const drawn: FieldBook['drawn'] = [];
  html(<FieldBookProvider value={{ drawn, known: [] }}>{page}</FieldBookProvider>);
  const markup = html(<FieldBookProvider value={{ drawn: [], known: drawn }}>{page}</FieldBookProvider>);
  return [...markup.matchAll(/<li><a href="([^"]*)">(.*?)<\/a><\/li>/g)].map(([, href, line]) => `${href} ${line}`);
}
const summary = (faults: Record<string, string>) => <ErrorSummary title="t" errors={Object.entries(faults).map(([field, message]) => ({ href: `#${field}`, message }))} />;
const empty = 'Vui lòng nhập thông tin này.';

describe('a summary of faults', () => {
  it('names every field whose sentence could be of any, in the order of the page', () => {
    const faults = { note: empty, kind: empty, name: empty, unit: empty, channels: empty, current: empty, form: 'Người khác vừa sửa.' };
    expect(linesOf(
      <>
        {summary(faults)}
        <TextInput name="name" label="Họ và tên" error={empty} />
        <PasswordInput name="current" label="Mật khẩu" autoComplete="current-password" error={empty} />
        <Select name="unit" label="Đơn vị" options={[]} error={empty} />
        <RadioGroup name="kind" legend="Loại việc" options={[]} error={empty} />
        <RadioGroup name="channels[]" id="channels" legend="Kênh" options={[]} multiple error={empty} />
        <TextArea name="note" label="Vì sao?" error={empty} />
      </>,
    )).toEqual([
      '#form Người khác vừa sửa.',
      '#name Họ và tên: vui lòng nhập thông tin này.',
      '#current Mật khẩu: vui lòng nhập thông tin này.',
      '#unit Đơn vị: vui lòng nhập thông tin này.',
      '#kind Loại việc: vui lòng nhập thông tin này.',
      '#channels Kênh: vui lòng nhập thông tin này.',
      '#note Vì sao? Vui lòng nhập thông tin này.',
    ]);
  });

  it.each<[label: string, message: string, line: string]>([
    ['Họ và tên', 'Nhập họ và tên.', 'Nhập họ và tên.'],
    ['Từ', 'Nhập ngày có thật, từ 01/01/2020.', 'Từ: nhập ngày có thật, từ 01/01/2020.'],
    ['Nơi', 'Nơi cấp cần có tên.', 'Nơi: nơi cấp cần có tên.'],
    ['Người nhận', 'Nguyễn Thị Lan không trực tổng đài.', 'Người nhận: Nguyễn Thị Lan không trực tổng đài.'],
    ['Tệp', 'CSV này không đọc được.', 'Tệp: CSV này không đọc được.'],
    ['Khoá học', 'Anh/Chị đã hoàn thành.', 'Khoá học: Anh/Chị đã hoàn thành.'],
    ['Name', 'Please fill this in.', 'Name: please fill this in.'],
    ['Tên', 'Ánh sáng chưa đủ.', 'Tên: ánh sáng chưa đủ.'],
    ['(a', 'Sai số (a.', '(a: sai số (a.'],
  ])('under the label %j says of %j: %j', (label, message, line) => {
    expect(linesOf(<>{summary({ f: message })}<TextInput name="f" label={label} error={message} /></>)).toEqual([`#f ${line}`]);
  });

  it('names by marked-up labels as well', () => {
    expect(linesOf(<>{summary({ f: empty })}<TextInput name="f" label={<>Số <b>điện thoại</b></>} error={empty} /></>)).toEqual([`#f Số <b>điện thoại</b>: ${empty}`]);
  });

  it('takes the field that shows the fault where several forms have one of that name, and leads to its own place', () => {
    const field = (id: string, label: string, error?: string) => <TextInput name="dueOn" id={id} label={label} error={error} />;
    expect(linesOf(<>{summary({ dueOn: empty })}{field('due-1', 'Hạn một')}{field('due-2', 'Hạn hai', empty)}{field('due-3', 'Hạn ba')}</>)).toEqual(['#due-2 Hạn hai: vui lòng nhập thông tin này.']);
  });

  it('tells fields of one label by what they belong to', () => {
    const row = (at: number) => <FieldGroup name={`Buổi ${at}`}><TextInput name={`day_${at}`} label="Ngày" error="Nhập ngày có thật." /><TextInput name={`from_${at}`} label="Từ" error="Nhập giờ." /><TextInput name={`url_${at}`} label="URL phòng" error={empty} /></FieldGroup>;
    expect(linesOf(<>{summary({ day_1: 'Nhập ngày có thật.', day_2: 'Nhập ngày có thật.', url_2: empty, from_2: 'Nhập giờ.', title: empty })}{row(1)}{row(2)}<TextInput name="title" label="Tên lớp" error={empty} /></>)).toEqual([
      '#day_1 Buổi 1: nhập ngày có thật.',
      '#day_2 Buổi 2: nhập ngày có thật.',
      '#from_2 Buổi 2, từ: nhập giờ.',
      '#url_2 Buổi 2, URL phòng: vui lòng nhập thông tin này.',
      '#title Tên lớp: vui lòng nhập thông tin này.',
    ]);
  });

  it('gives no name that would mislead: one day of a week, a promise, a field that is not there', () => {
    expect(linesOf(
      <>
        {summary({ d1: 'Chọn ít nhất một thứ.', agrees: 'Cần đánh dấu đồng ý.', gone: empty })}
        <Checkbox name="d1" label="Thứ hai" />
        <Checkbox name="agrees" label="Tôi đã đọc thể lệ và đồng ý với mọi điều" error="Cần đánh dấu đồng ý." />
      </>,
    )).toEqual([`#gone ${empty}`, '#d1 Chọn ít nhất một thứ.', '#agrees Cần đánh dấu đồng ý.']);
  });

  it('stays as it is on a page that keeps no book', () => {
    expect(html(<>{summary({ f: empty })}<TextInput name="f" label="Tên" error={empty} /></>)).toContain(`<a href="#f">${empty}</a>`);
  });
});
