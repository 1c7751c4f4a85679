import { describe, expect, it } from 'vitest';
import { faultOfVariables, hasVariables } from './variables.ts';

describe('variables of a text', () => {
  it.each(['Kính gửi {{ten}} ở {{ don_vi }}', 'không có gì', 'một { ngoặc } đơn', '{{{ten}}}', ''])('are fine in “%s”', (text) => {
    expect(faultOfVariables(text)).toBeNull();
  });

  it.each([
    ['Kính gửi {{ho_ten}}', 'Biến {{ho_ten}} không có'],
    ['{{ten}} và {{TEN}}', 'Biến {{TEN}} không có'],
    ['{{}}', 'Biến {{}} không có'],
    ['{{constructor}}', 'Biến {{constructor}} không có'],
    ['Kính gửi {{ten', 'thiếu một bên'],
    ['Kính gửi ten}}', 'thiếu một bên'],
  ])('are refused in “%s”', (text, sentence) => {
    const fault = faultOfVariables(text);
    expect(fault?.vi).toContain(sentence);
    expect(fault?.en).toBeTruthy();
  });

  it('make a text different for each reader', () => {
    expect([hasVariables('{{ ten }}'), hasVariables('{{x}}'), hasVariables('ten')]).toEqual([true, false, false]);
  });
});
