import { useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, EmptyState, Field, ProgressBar, Table, Tag, fieldAria } from '../../ui/index.ts';
import { teamMessages as messages } from '../messages/entry-team.ts';
import type { ListedFile } from '../queries/entry-files.server.ts';
import type { EntryHead } from '../queries/entry-page.server.ts';
import { acceptedEndings } from '../../platform/files/file-kind.ts';
import { mostEntryBytes } from '../rules/entry-room.ts';

/** The files of an entry with what the scanner said of each. */
export function FileTable({ entry, files }: { entry: EntryHead; files: readonly ListedFile[] }) {
  const t = useText(messages);
  const { bytes } = useFormats();
  // What has not arrived belongs to nothing yet, so that it may go after the deadline, too.
  const isRemovable = (file: ListedFile) => entry.isOpen || (entry.isOver && !file.isComplete);
  const used = files.reduce((sum, file) => sum + file.bytes, 0);
  if (files.length === 0) return <EmptyState icon="file-text" title={t('files.none')} />;
  return (
    <div className="stack">
      <Table
        caption={t('files.caption')}
        rows={files}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', head: t('col.file'), rowHeader: true, cell: (file) => (file.isComplete && file.scan !== 'QUARANTINED' ? <a href={`/contests/entries/${entry.id}/files/${file.id}`} download>{file.name}</a> : file.name) },
          { key: 'kind', head: t('col.kind'), cell: (file) => file.kind },
          { key: 'size', head: t('col.size'), numeric: true, cell: (file) => bytes(file.bytes) },
          { key: 'scan', head: t('col.scan'), cell: (file) => <ScanTag file={file} /> },
          ...(files.some(isRemovable) ? [{ key: 'deeds', head: t('file.remove'), hideHead: true, cell: (file: ListedFile) => (isRemovable(file) ? <Removal entryId={entry.id} file={file} /> : null) }] : []),
        ]}
      />
      <ProgressBar label={t('files.used', { used: bytes(used) })} value={used} max={mostEntryBytes} text={t('files.used', { used: bytes(used) })} />
    </div>
  );
}

function ScanTag({ file }: { file: ListedFile }) {
  const t = useText(messages);
  if (!file.isComplete) return <Tag tone="warn">{t('scan.open', { percent: Math.floor((file.received / file.bytes) * 100) })}</Tag>;
  if (file.scan === 'QUARANTINED') return <Tag tone="danger">{t('scan.QUARANTINED', { note: file.note ?? '–' })}</Tag>;
  return <Tag tone={file.scan === 'CLEAN' ? 'ok' : 'neutral'}>{t(`scan.${file.scan}`)}</Tag>;
}

function Removal({ entryId, file }: { entryId: string; file: ListedFile }) {
  const t = useText(messages);
  return <form method="post" action={`/contests/entries/${entryId}/files/${file.id}/removal`}><Button variant="quiet" icon="trash-2" aria-label={`${t('file.remove')} ${file.name}`}>{t('file.remove')}</Button></form>;
}

/** Sends a file in one form; with a script in pieces that go on after a broken line. */
export function UploadCard({ entry: { id: entryId, lateUploadMinutes: minutes } }: { entry: Pick<EntryHead, 'id' | 'lateUploadMinutes'> }) {
  const t = useText(messages);
  const { say } = useFaults();
  const field = { hint: minutes > 0 ? t('files.late-upload', { minutes }) : t('files.late-upload-none'), error: say('file'), required: true };
  return (
    <Card title={t('files.upload')} id="upload">
      <div data-island="entry-upload" data-begin={`/contests/entries/${entryId}/uploads`} data-files={`/contests/entries/${entryId}/files`} data-say-progress={t('files.progress', { name: '{name}', percent: '{percent}' })} data-say-broken={t('files.broken')} data-say-session={t('files.session')} data-say-finished={t('files.finished', { name: '{name}' })}>
        <form method="post" encType="multipart/form-data" className="stack">
          <Field id="file" label={t('files.choose')} {...field}>
            <input type="file" id="file" name="file" accept={acceptedEndings} className="input" {...fieldAria('file', field)} />
          </Field>
          <output className="block" data-state />
          <div className="row"><Button icon="upload">{t('files.send')}</Button></div>
        </form>
      </div>
    </Card>
  );
}
