import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { PageHead } from '../../ui/index.ts';

export const loader = page({ guard: 'signed-in' }, ({ actor }) => ({ name: actor.fullName }));

export default function Home() {
  const { name } = useLoaderData<typeof loader>();
  return <PageHead title={name} />;
}
