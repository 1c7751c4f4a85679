import type { Judged } from './file-kind.ts';
import type { ZipMember } from './zip-directory.ts';

export const contentTypesName = '[Content_Types].xml';
/** Longest list of content types that is read. */
export const mostContentTypes = 1_000_000;

const mains = [
  ['DOCX', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml', /^word\/[^/]+\.xml$/],
  ['PPTX', 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml', /^ppt\/[^/]+\.xml$/],
  ['PPTX', 'application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml', /^ppt\/[^/]+\.xml$/],
  ['XLSX', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml', /^xl\/[^/]+\.xml$/],
] as const;

/** Where programs live inside Office files: Visual Basic, Excel 4 sheets, ActiveX. */
const programNames = /(^|\/)vba(project|data)[^/]*$|(^|\/)macrosheets\/|(^|\/)dialogsheets\/|(^|\/)activex\/|\.(exe|dll|js|vbs|cmd|bat|ps1|scr|lnk|hta|jar|msi)$/i;
const programTypes = /macroenabled|vbaproject|vbadata|intlmacrosheet|macrosheet|ms-office\.activex/i;

/** What an Office file is, by its own list of content types and the names in its directory. A ZIP without such a list is an archive. */
export function judgeOffice(members: readonly ZipMember[], contentTypes: string | null): Judged {
  if (contentTypes === null) return { ok: false, fault: 'ARCHIVE' };
  if (members.some(({ name }) => programNames.test(name)) || programTypes.test(contentTypes)) return { ok: false, fault: 'MACRO' };
  const types = new Set([...contentTypes.matchAll(/ContentType\s*=\s*["']([^"']*)["']/g)].map(([, type = '']) => type.trim().toLowerCase()));
  const fitting = mains.filter(([, type, place]) => types.has(type.toLowerCase()) && members.some(({ name }) => place.test(name)));
  const [main] = fitting;
  if (!main) return { ok: false, fault: 'ARCHIVE' };
  return new Set(fitting.map(([kind]) => kind)).size > 1 ? { ok: false, fault: 'POLYGLOT' } : { ok: true, kind: main[0] };
}
