import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Meta, Notice, ProgressBar } from '../../ui/index.ts';
import { packKeyMessages, packMessages as messages } from '../messages/packs.ts';
import type { PackView } from '../queries/packs.server.ts';
import { usePeriod } from './pack-parts.tsx';

export type ShownPack = PackView & { canDownload: boolean };

/** What a pack is at now, with the one way on. */
export function PackBody({ pack }: { pack: ShownPack }) {
  if (pack.state === 'QUEUED' || pack.state === 'RUNNING') return <RunningPack pack={pack} />;
  return (
    <>
      <PackStanding pack={pack} />
      <PackFacts pack={pack} />
    </>
  );
}

/** Reloads itself without a script; with one, only the bar moves. */
function RunningPack({ pack }: { pack: ShownPack }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <>
      <noscript><meta httpEquiv="refresh" content="3" /></noscript>
      <Card>
        <div data-island="import-progress" data-url={`/reports/packs/${pack.id}/progress`}>
          <ProgressBar label={t('run.progress')} value={pack.done} max={Math.max(1, pack.total)} text={t('run.count', { done: formats.number(pack.done), total: formats.number(pack.total) })} size="thick" />
        </div>
        <p><a href={`/reports/packs/${pack.id}`}>{t('run.reload')}</a></p>
      </Card>
    </>
  );
}

function PackStanding({ pack }: { pack: ShownPack }) {
  const t = useText(messages);
  const formats = useFormats();
  if (pack.state === 'FAILED') return <Notice tone="danger" action={<RetryForm pack={pack} />}>{t('failed')}</Notice>;
  if (pack.state === 'REFUSED') return <Notice tone="warn">{t(pack.failure === 'UNIT' ? 'refused.UNIT' : 'refused.RIGHTS')}</Notice>;
  if (pack.state === 'ERASED') return <Notice tone="info">{t('erased', { day: formats.day(pack.erasedAt ?? '') })}</Notice>;
  if (!pack.canDownload) return <Notice tone="info">{t('ready.other')}</Notice>;
  return <Notice tone="ok" action={<LinkButton href={`/reports/packs/${pack.id}/file`} icon="download">{t('download')}</LinkButton>}>{t('ready', { day: formats.day(pack.keepUntil ?? '') })}</Notice>;
}

function RetryForm({ pack }: { pack: ShownPack }) {
  const t = useText(messages);
  return (
    <form method="post" action="/reports/packs/new">
      <input type="hidden" name="unit" value={pack.unitId} />
      <input type="hidden" name="from" value={pack.from} />
      <input type="hidden" name="to" value={pack.to} />
      <Button icon="rotate-ccw">{t('retry')}</Button>
    </form>
  );
}

function PackFacts({ pack }: { pack: ShownPack }) {
  const t = useText(messages);
  const k = useText(packKeyMessages);
  const formats = useFormats();
  const period = usePeriod();
  const made = pack.bytes === null ? [] : [
    { term: t('people'), detail: formats.number(pack.total) },
    { term: t('bytes'), detail: t('bytes.kb', { size: formats.number(Math.ceil(pack.bytes / 1_000)) }) },
    { term: t('hash'), detail: <code className="wrap-anywhere">{pack.sha256}</code> },
    { term: t('how'), detail: <>{t('how.text')} <a href="/packs/key">{k('title')}</a>.</> },
  ];
  return (
    <Card title={t('facts')} id="facts">
      <Meta items={[{ term: t('unit'), detail: pack.unitName }, { term: t('period'), detail: period(pack) }, { term: t('asked'), detail: formats.moment(pack.askedAt) }, { term: t('asked-by'), detail: pack.asker }, ...made]} />
    </Card>
  );
}
