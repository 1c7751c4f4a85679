import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';

const head = {
  question: 'Đăng ký tài khoản mức 2 ở đâu?',
  variants: ['Làm định danh mức 2 chỗ nào', 'Lên mức 2 ở đâu', 'Mức hai làm ở phường được không', 'Nâng mức 2 cần gì'],
  short: 'Quý vị đến Công an cấp xã, mang thẻ căn cước còn hạn.',
  audience: 'public',
  papers: ['Thẻ căn cước còn hạn'],
  fee: null as string | null,
  place: 'Công an cấp xã' as string | null,
  time_limit: null as string | null,
  legal_basis: [] as Record<string, unknown>[],
  as_of: '2026-09-30',
  confidence: 'A',
  volatility: 'low',
  transfer_to: 'cong-an-xa' as string | null,
  sources: ['Hướng dẫn của Bộ Công an, 09/2026'],
  related: [] as string[],
};

/** The text of an answer's file; `head` may hold anything, right or wrong. */
export function answerFile(changes: Record<string, unknown> = {}, body = '1. Đến Công an cấp xã.\n2. Xuất trình thẻ.'): string {
  return `---\n${stringify({ ...head, ...changes })}---\n\n${body}\n`;
}

const lists = {
  'topics.yaml': '- { key: tai-khoan, title: Tài khoản, title_en: Account }\n- { key: can-cuoc, title: Thẻ căn cước, title_en: Identity card }\n',
  'bodies.yaml': '- { key: cong-an-xa, name: Công an cấp xã, phone: null }\n- { key: tong-dai, name: Tổng đài, phone: "19000368" }\n',
};

/** A content folder with these files below `faq` and the real register of models; gone when the test ends. A file that is null is left out. */
export function answerFolder(files: Record<string, string | null>): Disposable & { path: string; put(name: string, text: string | Buffer): void } {
  const path = mkdtempSync(join(tmpdir(), 'hoc06-faq-'));
  copyFileSync(join(import.meta.dirname, '..', '..', 'content', 'models.yaml'), join(path, 'models.yaml'));
  const put = (name: string, text: string | Buffer) => {
    mkdirSync(dirname(join(path, 'faq', name)), { recursive: true });
    writeFileSync(join(path, 'faq', name), text);
  };
  mkdirSync(join(path, 'faq'));
  for (const [name, text] of Object.entries({ ...lists, ...files })) if (text !== null) put(name, text);
  return { path, put, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
