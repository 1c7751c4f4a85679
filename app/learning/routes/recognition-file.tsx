import { data } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { importLimits, momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { recogniseMany } from '../commands/recognise-many.server.ts';
import { RecognitionFilePage, type CheckedList } from '../components/recognition-file-page.tsx';
import { recognitionForm } from '../forms/exemptions.ts';
import { recognitionMessages as messages } from '../messages/recognition.ts';
import { canAssign } from '../policy.ts';
import { checkRecognitions, missingColumns, readRecognitionFile } from '../queries/recognition-file.server.ts';

export const loader = page({ guard: canAssign }, () => null);

/** Looks at a list and says what it would do, writing nothing; what was looked at and confirmed is recognised. */
export const action = submit({ guard: canAssign, form: recognitionForm, limit: importLimits.bytes + 20_000 }, async ({ actor, form, context }) => {
  const ports = portsOf(context);
  if (form.table === null) return refusedForm({ file: messages.both('fault.rows') }, {});
  const read = form.table ? { ok: true as const, table: form.table, columns: form.columns } : await readRecognitionFile(form.file);
  if (!read.ok) return refusedForm({ file: read.say }, {});
  const { table, columns } = read;
  const missing = missingColumns(columns);
  if (form.isSure && missing.length === 0) return seeOther(`/admin/exemptions?done=filed&count=${await recogniseMany(ports, actor, table, columns)}`);
  const check = missing.length > 0 ? null : await checkRecognitions(context.db, actor, table, columns, momentOf(ports).today);
  return data({ ok: true as const, list: { table, columns, missing, check } satisfies CheckedList });
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function RecognitionFile() {
  const answer = useActionData() as { list?: CheckedList } | undefined;
  return <RecognitionFilePage list={answer?.list ?? null} />;
}
