export type Block = { kind: 'list'; items: string[] } | { kind: 'text'; text: string };

/** An answer's guarded Markdown as what is read aloud: paragraphs and lists, without the signs. */
export function blocksOf(body: string): Block[] {
  const blocks: Block[] = [];
  for (const line of body.split('\n').map((one) => one.trim()).filter(Boolean)) {
    const item = /^(?:\d{1,2}[.)]|[-*+])\s+(.*)$/.exec(line)?.[1];
    const last = blocks.at(-1);
    if (item === undefined) blocks.push({ kind: 'text', text: plain(line.replace(/^#{1,6}\s+|^>\s?/, '')) });
    else if (last?.kind === 'list') last.items.push(plain(item));
    else blocks.push({ kind: 'list', items: [plain(item)] });
  }
  return blocks;
}

const plain = (text: string) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*\*|__|`/g, '');
