import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { page, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { publicLookupLimit } from '../../platform/http/limits.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { Button, Card, EmptyState, Field, LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { ClosingNotice, ContestCrumbs } from '../components/public-parts.tsx';
import { slugParams, verifyForm } from '../forms/results.ts';
import { appealMessages as messages } from '../messages/appeals.ts';
import { readVerification, type Verification } from '../queries/verification.server.ts';

export const loader = page({ guard: 'public', params: slugParams }, ({ params, context }) => readVerification(context.db, params.slug));

/** Computes the hash of a file that somebody has downloaded; nothing is stored. */
export const action = submit({ guard: 'public', params: slugParams, form: verifyForm, limit: 5_000_000 }, async ({ params, form, context }) => {
  await context.spendPoint(publicLookupLimit, context.address);
  const { rounds } = await readVerification(context.db, params.slug);
  if (!form.file || form.file.size === 0) return data(refuseForm({ file: messages.both('verify.missing') }, {}), { status: 422 });
  const hash = sha256(Buffer.from(await form.file.arrayBuffer()));
  return { ok: true as const, hash, same: rounds.find(({ commitment }) => commitment === hash)?.kind ?? null };
});

export const meta = titled((locale) => messages.in(locale)('verify.title'));

export default function VerificationPage() {
  const { contest, rounds, results, withdrawn, calledOff } = useLoaderData() as unknown as Verification;
  const t = useText(messages);
  const formats = useFormats();
  return (
    <div className="stack-l">
      <PageHead title={t('verify.title')} lead={t('verify.lead')} breadcrumb={<ContestCrumbs call={contest} here={t('verify.title')} />} />
      <Faults />
      <Compared />
      <ClosingNotice closing={calledOff} />
      {rounds.length === 0 && !calledOff ? <EmptyState icon="lock" title={t('verify.none')}>{t('verify.none-text')}</EmptyState> : null}
      {rounds.map((round) => (
        <Card key={round.kind} title={t('result.round', { round: t(`result.${round.kind}`) })} id={round.kind}>
          <dl className="facts">
            <div><dt>SHA-256</dt><dd><code>{round.commitment}</code></dd></div>
            <div><dt>{t('verify.at')}</dt><dd>{formats.second(round.committedAt)}</dd></div>
            <div><dt>{t('verify.opened')}</dt><dd>{round.unblindedAt ? formats.second(round.unblindedAt) : t('verify.not-opened')}</dd></div>
          </dl>
          {results || withdrawn.length > 0 ? <div className="row"><LinkButton variant="ghost" icon="download" href={`/contests/${contest.slug}/verification/${round.kind.toLowerCase()}`}>{t('verify.file')}</LinkButton></div> : calledOff ? null : <p className="muted">{t('verify.file-later')}</p>}
        </Card>
      ))}
      {rounds.length > 0 ? <Check /> : null}
      {results ? <Card title={t('verify.results')} id="results"><dl className="facts"><div><dt>SHA-256</dt><dd><code>{results.hash}</code></dd></div><div><dt>{t('verify.at')}</dt><dd>{formats.second(results.publishedAt)}</dd></div></dl></Card> : null}
      {withdrawn.map((one) => <Card key={one.version} title={t('withdrawn.title')} id={`withdrawn-${one.version}`} lead={t('withdrawn.line', { published: formats.day(one.publishedAt), at: formats.day(one.withdrawnAt), reason: one.reason })}><dl className="facts"><div><dt>{t('withdrawn.hash')}</dt><dd><code>{one.hash}</code></dd></div></dl></Card>)}
    </div>
  );
}

/** What the file that was sent came to. */
function Compared() {
  const sent = useActionData() as { ok: boolean; hash?: string; same?: 'PRELIMINARY' | 'FINAL' | null } | undefined;
  const t = useText(messages);
  if (!sent?.ok) return null;
  return sent.same ? <Notice tone="ok" focused>{t('verify.same', { round: t(`result.${sent.same}`) })}</Notice> : <Notice tone="danger" focused><span className="pre-line">{t('verify.different', { hash: sent.hash ?? '' })}</span></Notice>;
}

function Check() {
  const t = useText(messages);
  const { say } = useFaults();
  return (
    <Card title={t('verify.how')} id="how" lead={t('verify.how-text')}>
      <form method="post" encType="multipart/form-data" noValidate className="stack">
        <Field id="file" label={t('verify.upload')} error={say('file')}><input className="input" type="file" id="file" name="file" accept=".json,application/json" /></Field>
        <div className="row"><Button variant="ghost">{t('verify.button')}</Button></div>
      </form>
    </Card>
  );
}
