import { describe, expect, it } from 'vitest';
import { drawHtml, drawText } from './email-body.ts';
import { faultOfBody, parseBody } from './email-markdown.ts';

const baseUrl = 'https://hoc06.vi-du.vn';
const text = (body: string) => drawText(parseBody(body), baseUrl);
const html = (body: string) => drawHtml(parseBody(body), baseUrl, 'page');

describe('a body as plain text', () => {
  it.each<[string, string, string]>([
    ['a heading in capitals with Vietnamese marks', '## Đọc **trước** khi cài', 'ĐỌC TRƯỚC KHI CÀI'],
    ['the address in a heading as it is, because capitals would lead elsewhere', '# Xem [bài học](/courses/de-an-06?x=aB)', `XEM BÀI HỌC (${baseUrl}/courses/de-an-06?x=aB)`],
    ['a link with its address, and a bare address once', '[bài](/courses) https://vi-du.vn/Ab', `bài (${baseUrl}/courses) https://vi-du.vn/Ab`],
    ['a link that leads to a door as its words', '[vào đây](/sign-in)', 'vào đây'],
    ['a link by reference', '[bài][1]\n\n[1]: /courses', `bài (${baseUrl}/courses)`],
    ['lists in lists, numbered from where they begin', '3. ba\n4. bốn\n   - con\n     tiếp', '3. ba\n4. bốn\n   - con\n     tiếp'],
    ['a quotation line by line', '> một\n> hai\n>\n> ba', '> một\n> hai\n> \n> ba'],
    ['a table cell by cell, without signs of Markdown', '| Cột **A** | B |\n|---|---|\n| *x* | [y](/courses) |\n| `1` | |', `Cột A: x\nB: y (${baseUrl}/courses)\n\nCột A: 1\nB: `.trim()],
    ['what was struck out and what was escaped', '~~cũ~~ \\*mới\\*', 'cũ *mới*'],
    ['a line break as one', 'a\nb  \nc', 'a\nb\nc'],
    ['a rule', 'a\n\n***\n\nb', 'a\n\n----------\n\nb'],
    ['HTML and pictures as they were typed', '<b>x</b> ![y](https://vi-du.vn/p.png)', '<b>x</b> ![y](https://vi-du.vn/p.png)'],
    ['letters in parts as whole ones', 'Cảnh báo'.normalize('NFD'), 'Cảnh báo'],
    ['nothing that cannot be seen', 'a\u200bb\u202ec\u0000', 'abc'],
  ])('has %s', (_what, body, expected) => expect(text(body)).toBe(expected));
});

describe('a body as a page', () => {
  it.each<[string, string, string]>([
    ['no colours of a mail', 'a', '<p>a</p>'],
    ['every heading on one level', '# a\n\n###### b', '<h2>a</h2><h2>b</h2>'],
    ['numbers from where they begin, and a number that is none as one', '0. a', '<ol start="0"><li>a</li></ol>'],
    ['signs of HTML as words', 'a < b & "c" \'d\' `<i>`', '<p>a &#60; b &#38; &#34;c&#34; &#39;d&#39; <code>&#60;i&#62;</code></p>'],
    ['an entity as it was typed', '&lt;script&gt;', '<p>&#38;lt;script&#38;gt;</p>'],
    ['code as it was typed', '```html\n<script>x</script>\n```', '<pre>&#60;script&#62;x&#60;/script&#62;</pre>'],
    ['the row of a table as a line', '| A | B |\n|---|---|\n| 1 | 2 |', '<p><strong>A:</strong> 1<br><strong>B:</strong> 2</p>'],
    ['an address with quotes as words', '[x](https://vi-du.vn/"onclick="alert)', '<p>x</p>'],
    ['an address of our own as a whole one', '<https://vi-du.vn/?a=1&b=2>', '<p><a href="https://vi-du.vn/?a=1&#38;b=2">https://vi-du.vn/?a=1&#38;b=2</a></p>'],
  ])('has %s', (_what, body, expected) => expect(html(body)).toBe(expected));

  it.each(['[x](https://vi-du.vn:99999)', '[x](https://user@vi-du.vn)', '[x](https:vi-du.vn)', '[x](/%2e%2e/sign-in)', '[x](/sign%2Din)', '[x](/go/abc)', '[x](HTTPS://hoc06.vi-du.vn/held/1)', '[x](mailto:a@vi-du.vn)', '<javascript:alert(1)>', '[x](tel:113)'])('never leads by %j, and the form says so', (body) => {
    expect(html(body)).not.toContain('href=');
    expect(faultOfBody(body, baseUrl)?.vi).toMatch(/^Liên kết /);
  });

  it.each(['[x](/courses/../learning)', '[x](https://vi-du.vn/đường dẫn)', 'xem /courses', '[x](/help?q=%C4%91)', 'www.vi-du.vn'])('takes %j', (body) => expect(faultOfBody(body, baseUrl)).toBeNull());
});
