/** Draws public/icons.svg from lucide-static. Run: node_modules/.bin/node app/ui/make-icons.ts */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { iconNames } from './icon-names.ts';

const root = new URL('../../', import.meta.url);
const stroke = 'fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"';

/** The drawing inside one Lucide file, on one line, as a symbol. */
export const symbolOf = (name: string, svg: string): string => {
  const drawing = svg.replace(/<!--[\s\S]*?-->/g, '').replace(/<svg[^>]*>|<\/svg>/g, '');
  return `<symbol id="${name}" viewBox="0 0 24 24" ${stroke}>${drawing.replace(/\s*\n\s*/g, '').trim()}</symbol>`;
};

/** The whole sprite. */
export const spriteOf = (read: (name: string) => string): string =>
  [
    '<svg xmlns="http://www.w3.org/2000/svg">',
    '<!-- Icons: Lucide (https://lucide.dev), ISC License, Copyright (c) Lucide Icons and Contributors; some from Feather, MIT License, Copyright (c) Cole Bemis. -->',
    ...iconNames.map((name) => symbolOf(name, read(name))),
    '</svg>',
    '',
  ].join('\n');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const read = (name: string) => readFileSync(new URL(`node_modules/lucide-static/icons/${name}.svg`, root), 'utf8');
  writeFileSync(new URL('public/icons.svg', root), spriteOf(read));
}
