import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { Say } from '../../platform/i18n/messages.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Meta, Notice, PageHead, Table } from '../../ui/index.ts';
import { heldParam } from '../commands/release-held-form.server.ts';
import { accountMessages } from '../messages/account.ts';
import { getHeldForm } from '../queries/held-form.server.ts';
import { page } from '../route.server.ts';

export const loader = page({ guard: 'signed-in', params: z.object({ id: z.string() }) }, async ({ actor, params, context }) => {
  const held = await getHeldForm(context.db, actor, params.id, context.clock.now().toISOString());
  const action = `${held.path}${held.path.includes('?') ? '&' : '?'}${heldParam}=${held.id}`;
  return { ...held, action };
});

export const meta = titled((locale) => accountMessages.in(locale)('held.title'));

export default function HeldFormPage() {
  const { path, action, fields, expiresAt } = useLoaderData<typeof loader>();
  const t = useText(accountMessages);
  const formats = useFormats();
  const part = partWord(t, path);
  return (
    <>
      <PageHead title={t('held.title')} lead={t('held.lead')} />
      <div className="stack">
        <Card>
          <Meta items={[...(part ? [{ term: t('held.part'), detail: part }] : []), { term: t('held.kept-until'), detail: formats.moment(expiresAt) }]} />
        </Card>
        {fields.length === 0 ? <Notice>{t('held.no-fields')}</Notice> : <HeldFields fields={fields} />}
        <p className="muted">{t('held.no-secrets')}</p>
        <form method="post" action={action}>
          {fields.map((field, at) => <input key={at} type="hidden" name={field.name} value={field.text} />)}
          <Button icon="send">{t('held.send')}</Button>
        </form>
      </div>
    </>
  );
}

function HeldFields({ fields }: { fields: { name: string; text: string }[] }) {
  const t = useText(accountMessages);
  const rows = fields.filter((field) => !ownFields.has(field.name)).map((field, at) => ({ ...field, key: String(at) }));
  return (
    <Table
      caption={t('held.caption')}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: 'name', head: t('held.field'), rowHeader: true, cell: (row) => fieldWord(t, row.name) },
        { key: 'text', head: t('held.text'), cell: (row) => row.text || t('account.none') },
      ]}
    />
  );
}

/** Fields that the program sends along by itself; they mean nothing to the person who typed the rest. */
const ownFields = new Set(['revision', 'writer', 'seq', 'confirmed', 'edit']);

/** The part of the program whose form it was, in words; nothing for one that has none. */
function partWord(t: Say<typeof accountMessages.catalogue>, path: string): string | null {
  const key = `held.part-${path.split(/[/?]/)[1] ?? ''}`;
  return Object.hasOwn(accountMessages.catalogue, key) ? t(key as 'held.part-learn') : null;
}

/** The label of a kept field, as far as forms share one; other fields keep their name. */
function fieldWord(t: Say<typeof accountMessages.catalogue>, name: string): string {
  const key = `held.name-${name}`;
  return Object.hasOwn(accountMessages.catalogue, key) ? t(key as 'held.name-body') : name;
}
