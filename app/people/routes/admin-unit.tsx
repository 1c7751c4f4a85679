import { useLoaderData } from '@remix-run/react';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, LinkButton, Meta, Notice, PageHead, Tag } from '../../ui/index.ts';
import { AdminCrumbs } from '../components/admin-crumbs.tsx';
import { UnitChanges, UnitCodes, UnitVersions } from '../components/unit-history.tsx';
import { UnitPlanned } from '../components/unit-planned.tsx';
import { UnitGroups } from '../components/unit-rows.tsx';
import { unitDone, unitParams } from '../forms/units.ts';
import { unitMessages } from '../messages/units.ts';
import { canManageUnits } from '../policy.ts';
import { readUnitAdminPage, type UnitAdminPage } from '../queries/unit-admin-page.server.ts';
import { page } from '../route.server.ts';

export const loader = page({ guard: canManageUnits, params: unitParams, query: unitDone }, async ({ params, query, context }) => ({ unit: await readUnitAdminPage(context.db, params.id), done: query.done }));

export const meta = titled((locale) => unitMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function UnitPage() {
  const { unit, done } = useLoaderData() as unknown as { unit: UnitAdminPage; done?: 'now' | 'planned' | 'withdrawn' };
  const t = useText(unitMessages);
  const formats = useFormats();
  const trail = [{ label: t('title'), href: '/admin/units' }, ...unit.trail.map(({ id, name }) => ({ label: name, href: `/admin/units/${id}` }))];
  return (
    <>
      <PageHead title={unit.name} breadcrumb={<AdminCrumbs trail={trail} here={unit.name} />} tags={<><Tag>{t(`kind.${unit.kind}`)}</Tag>{unit.endedOn ? <Tag>{t('is-ended', { day: formats.day(unit.endedOn) })}</Tag> : <Tag tone="ok" icon="check">{t('in-force')}</Tag>}</>} />
      <div className="stack">
        {done ? <Notice tone="ok">{t(`done.${done}`)}</Notice> : null}
        <div className="split">
          <div className="stack">
            <Facts unit={unit} />
            <Card title={t('below')} id="below" action={unit.endedOn ? undefined : <a href={`/admin/units/new?under=${unit.id}`}>{t('new-below')}</a>}>
              {unit.below.length === 0 ? <p className="muted">{t('below-none')}</p> : <UnitGroups units={unit.below} />}
            </Card>
          </div>
          <div className="stack">
            {unit.endedOn ? null : <Deeds id={unit.id} />}
            <UnitPlanned planned={unit.planned} />
            <UnitChanges unit={unit} />
          </div>
        </div>
        <UnitVersions unit={unit} />
        <UnitCodes unit={unit} />
      </div>
    </>
  );
}

function Facts({ unit }: { unit: UnitAdminPage }) {
  const t = useText(unitMessages);
  const formats = useFormats();
  return (
    <Card title={t('facts')} id="facts">
      <Meta
        items={[
          { term: t('fact.short'), detail: unit.shortName },
          { term: t('fact.level'), detail: t(`level.${unit.level}`) },
          { term: t('fact.since'), detail: formats.day(unit.from) },
          { term: t('fact.people'), detail: <>{formats.number(unit.counts.people)} {unit.counts.people > 0 ? <a href={`/admin/people?unit=${unit.id}`}>{t('see-people')}</a> : null}</> },
          { term: t('fact.rights'), detail: formats.number(unit.counts.rights) },
        ]}
      />
    </Card>
  );
}

function Deeds({ id }: { id: string }) {
  const t = useText(unitMessages);
  return (
    <Card title={t('deeds')} id="deeds">
      <div className="actions">
        {([['rename', 'do.rename'], ['parent', 'do.move'], ['code', 'do.code'], ['ending', 'do.end']] as const).map(([path, key]) => <LinkButton key={path} variant="ghost" href={`/admin/units/${id}/${path}`}>{t(key)}</LinkButton>)}
      </div>
    </Card>
  );
}
