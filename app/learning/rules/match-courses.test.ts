import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchCourses } from './match-courses.ts';

const courses = [
  { title: 'An toàn thông tin', summary: 'Mật khẩu, thư lạ và thiết bị' },
  { title: 'Định danh điện tử', summary: 'VNeID cho người dân trên mọi nẻo đường' },
  { title: 'Đề án 06', summary: 'Dữ liệu dân cư' },
];
const found = (question: string) => matchCourses(courses, question).map(({ title }) => title);

describe('matchCourses', () => {
  it.each([
    ['dinh danh', ['Định danh điện tử']],
    ['ĐỊNH DANH', ['Định danh điện tử']],
    ['định danh'.normalize('NFD'), ['Định danh điện tử']],
    ['mật-khẩu', ['An toàn thông tin']],
    ['duong', ['Định danh điện tử']],
    ['dan cu', ['Đề án 06']],
    ['06', ['Đề án 06']],
    ['thiet dinh', []],
    ['oan', []],
  ])('finds “%s” by the beginnings of words', (question, titles) => {
    expect(found(question)).toEqual(titles);
  });

  it('shows everything, in its order, for an empty question', () => {
    for (const question of ['', '   ', '…!']) expect(matchCourses(courses, question)).toEqual(courses);
  });

  it('finds fewer, never more, with every further word', () => {
    const word = fc.constantFrom('an', 'toan', 'dinh', 'danh', 'du', 'lieu', 'dan', 'de', 'x');
    fc.assert(fc.property(fc.array(word, { maxLength: 4 }), word, (words, more) => void expect(found(words.join(' '))).toEqual(expect.arrayContaining(found([...words, more].join(' '))))));
  });

  it('does not care for the order of words', () => {
    fc.assert(fc.property(fc.shuffledSubarray(['du', 'lieu', 'dan', 'cu']), (words) => void expect(found(words.join(' '))).toContain('Đề án 06')));
  });
});
