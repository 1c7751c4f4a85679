import type { ReactElement } from 'react';
import { renderToStaticMarkup as html } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Checkbox, RadioGroup } from './choice.tsx';
import { PickDayProvider } from './day-pick.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Field, Select, TextArea, TextInput, fieldAria } from './field.tsx';
import { PasswordInput } from './password-input.tsx';

const options = [{ value: 'a', label: 'Một', hint: 'gợi ý' }, { value: 'b', label: 'Hai' }, { value: 'c', label: 'Ba', disabled: true }];

describe('fieldAria', () => {
  it('names hint and error in the order in which they are read', () => {
    expect(fieldAria('x', { hint: 'h', error: 'e', required: true })).toEqual({
      'aria-describedby': 'x-hint x-error', 'aria-invalid': true, 'aria-required': true,
    });
  });

  it('says nothing when there is nothing to say', () => {
    expect(fieldAria('x', {})).toEqual({ 'aria-describedby': undefined, 'aria-invalid': undefined, 'aria-required': undefined });
  });
});

describe('Field', () => {
  it('ties the label to the control', () => {
    expect(html(<Field id="x" label="Họ và tên"><input id="x" /></Field>)).toContain('<label class="field-label" for="x">Họ và tên</label>');
  });

  it('shows the required mark, hidden from speech, or the optional word', () => {
    expect(html(<Field id="x" label="L" required>c</Field>)).toContain('<span class="field-mark" aria-hidden="true"> *</span>');
    expect(html(<Field id="x" label="L" optionalText="không bắt buộc">c</Field>)).toContain('(không bắt buộc)');
    expect(html(<Field id="x" label="L" required optionalText="không bắt buộc">c</Field>)).not.toContain('không bắt buộc');
  });
});

describe('TextInput', () => {
  const bad = html(<TextInput name="phone" label="Số điện thoại" hint="10 chữ số" error="Nhập số điện thoại" required type="tel" width="short" />);

  it('takes its id from its name', () => {
    expect(bad).toContain('for="phone"');
    expect(bad).toMatch(/<input type="tel" name="phone"[^>]*id="phone"/);
  });

  it('is described by its hint and error and marked invalid', () => {
    expect(bad).toContain('aria-describedby="phone-hint phone-error"');
    expect(bad).toContain('aria-invalid="true"');
    expect(bad).toContain('aria-required="true"');
    expect(bad).toContain('id="phone-hint"');
    expect(bad).toContain('id="phone-error"');
    expect(bad).toContain('field-bad');
  });

  it('says nothing of errors when there is none', () => {
    const good = html(<TextInput name="n" label="L" id="own" after={<b>đ</b>} />);
    expect(good).not.toContain('aria-invalid');
    expect(good).not.toContain('aria-describedby');
    expect(good).toContain('id="own"');
    expect(good).toContain('<div class="input-row">');
  });
});

describe('TextArea and Select', () => {
  it('ties a text area to its error', () => {
    const area = html(<TextArea name="note" label="Ghi chú" error="Nhập ghi chú" rows={3} defaultValue="cũ" />);
    expect(area).toContain('rows="3"');
    expect(area).toContain('aria-describedby="note-error"');
    expect(area).toContain('>cũ</textarea>');
  });

  it('offers the options, the empty one first, and keeps the choice', () => {
    const select = html(<Select name="unit" label="Đơn vị" emptyLabel="Chọn" options={options.map(({ value, label, disabled }) => ({ value, label, disabled }))} defaultValue="b" />);
    expect(select).toContain('<option value="">Chọn</option>');
    expect(select).toContain('<option value="b" selected="">Hai</option>');
    expect(select).toContain('<option value="c" disabled="">Ba</option>');
  });

  it('has no empty option unless it has a word for it', () => {
    expect(html(<Select name="u" label="L" options={[]} />)).not.toContain('<option');
  });
});

describe('PasswordInput', () => {
  it('is a password field whose button waits for a script', () => {
    const secret = html(<PasswordInput name="password" label="Mật khẩu" autoComplete="current-password" showLabel="Hiện" />);
    expect(secret).toContain('type="password"');
    expect(secret).toContain('autoComplete="current-password"');
    expect(secret).toContain('data-reveal="password"');
    expect(secret).toMatch(/<button type="button"[^>]*aria-pressed="false"[^>]*aria-controls="password" hidden=""/);
  });

  it('has no button without a word for it', () => {
    const secret = html(<PasswordInput name="p" label="L" autoComplete="new-password" error="Quá ngắn" />);
    expect(secret).not.toContain('<button');
    expect(secret).toContain('aria-invalid="true"');
  });
});

describe('Checkbox', () => {
  it('has its label after the box and its hint and error linked', () => {
    const box = html(<Checkbox name="ok" label="Tôi đồng ý" hint="Bản ngày 01/11/2026" error="Đánh dấu để đi tiếp" required />);
    expect(box.indexOf('<input')).toBeLessThan(box.indexOf('<label'));
    expect(box).toContain('<label for="ok">');
    expect(box).toContain('aria-describedby="ok-hint ok-error"');
    expect(box).toContain('type="checkbox"');
    expect(box).toContain('aria-required="true"');
  });
});

describe('RadioGroup', () => {
  it('keeps the steps of a scale together, and only those', () => {
    expect([html(<RadioGroup name="r" legend="L" options={options} scale />), html(<RadioGroup name="r" legend="L" options={options} />)].map((group) => group.includes('options-scale'))).toEqual([true, false]);
  });

  it('is a radio group with its question as legend', () => {
    const group = html(<RadioGroup name="role" legend="Vai trò" options={options} value="b" required />);
    expect(group).toContain('<fieldset class="field" role="radiogroup" aria-required="true">');
    expect(group).toContain('<legend class="field-label">Vai trò');
    expect(group.match(/type="radio"/g)).toHaveLength(3);
    expect(group).toMatch(/id="role-2" name="role" checked="" value="b"/);
    expect(group).toMatch(/disabled="" id="role-3"|id="role-3"[^>]*disabled=""/);
  });

  it('gives the first option the id that an error summary links to', () => {
    expect(html(<RadioGroup name="role" legend="L" options={options} />)).toContain('id="role" name="role" value="a"');
  });

  it('ties hint and error to the group', () => {
    const group = html(<RadioGroup name="r" legend="L" options={options} hint="h" error="Chọn một" />);
    expect(group).toContain('aria-describedby="r-hint r-error"');
    expect(group).toContain('aria-invalid="true"');
    expect(group).toContain('id="r-error"');
  });

  it('takes several answers as check boxes', () => {
    const group = html(<RadioGroup name="ch" legend="Kênh" options={options} value={['a', 'b']} multiple columns hideLegend error="Chọn ít nhất một" />);
    expect(group).toContain('role="group"');
    expect(group).not.toContain('aria-invalid');
    expect(group.match(/type="checkbox"/g)).toHaveLength(3);
    expect(group.match(/checked=""/g)).toHaveLength(2);
    expect(group).toContain('<legend class="sr-only">');
    expect(group).toContain('options-columns');
  });
});

describe('a field for a day', () => {
  it.each([
    [<TextInput key="d" name="d" label="Ngày" type="date" defaultValue="2026-11-30" min="2026-01-01" max="2026-12-31" />, 'value="30/11/2026"', 'placeholder="dd/mm/yyyy"'],
    [<TextInput key="d" name="d" label="Lúc" type="datetime-local" defaultValue="2026-11-30T08:00" />, 'value="30/11/2026 08:00"', 'placeholder="dd/mm/yyyy hh:mm"'],
    [<TextInput key="d" name="d" label="Lúc" type="datetime-local" step={1} defaultValue="2026-12-31T23:59:59" readOnly />, 'value="31/12/2026 23:59:59"', 'placeholder="dd/mm/yyyy hh:mm:ss"'],
    [<TextInput key="d" name="d" label="Ngày" type="date" defaultValue="31/02/2026" />, 'value="31/02/2026"', 'inputMode="numeric"'],
    [<TextInput key="d" name="d" label="Ngày" type="date" />, 'value=""', 'type="text"'],
  ])('shows it as it is written here, in no browser’s own way', (element, value, more) => {
    const field = html(element);
    expect(field).toContain(value);
    expect(field).toContain(more);
    expect(field).not.toMatch(/type="date|min=|max=|step=/);
  });

  it('has a button for the browser’s calendar, named by its label and hidden until a script comes, within the days of its limits', () => {
    const drawn = (field: ReactElement) => html(<PickDayProvider value={(label) => `Chọn ngày cho ${label}`}>{field}</PickDayProvider>);
    const day = drawn(<TextInput name="d" label="Ngày" type="date" min="2026-01-01" max="2026-12-31" width="short" />);
    expect(day).toMatch(/<div class="day input-short" data-island="day-pick" data-min="2026-01-01" data-max="2026-12-31"><input type="text"[^>]*\/><button type="button" class="day-pick" aria-controls="d" hidden="">.*<span class="sr-only">Chọn ngày cho Ngày<\/span><\/button><\/div>/);
    expect(drawn(<TextInput name="d" label="Lúc" type="datetime-local" min="2026-11-30T08:00" />)).toMatch(/data-min="2026-11-30"><input/);
    for (const none of [<TextInput key="d" name="d" label="Ngày" type="date" readOnly />, <TextInput key="d" name="d" label="Ngày" type="date" disabled />, <TextInput key="d" name="d" label={<b>Ngày</b>} type="date" />, <TextInput key="d" name="d" label="Tên" />]) expect(drawn(none)).not.toContain('<button');
    expect(html(<TextInput name="d" label="Ngày" type="date" />)).not.toContain('<button');
  });

  it('leaves other fields as they are', () => {
    expect(html(<TextInput name="n" label="Số" defaultValue="2026-11-30" inputMode="decimal" />)).toMatch(/^(?!.*placeholder).*value="2026-11-30"/);
  });
});

describe('ErrorSummary', () => {
  it('interrupts, can be focused, and links to each field', () => {
    const summary = html(<ErrorSummary title="Có 2 chỗ cần sửa" errors={[{ href: '#name', message: 'Nhập tên' }, { href: '#role', message: 'Chọn vai trò' }]} />);
    expect(summary).toContain('role="alert" aria-labelledby="error-summary-title" tabindex="-1"');
    expect(summary).toContain('<a href="#name">Nhập tên</a>');
    expect(summary.match(/<li>/g)).toHaveLength(2);
  });

  it('is not there when nothing is wrong', () => {
    expect(html(<ErrorSummary title="t" errors={[]} />)).toBe('');
  });
});
