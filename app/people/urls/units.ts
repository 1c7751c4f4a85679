import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** The organisation. Ending a unit stands in the frame, which knows what everybody still has to do with it. Files are relative to `app/`. */
export const unitsRoutes: RouteConfigEntry[] = [
  route('admin/units', 'people/routes/admin-units.tsx'),
  route('admin/units/new', 'people/routes/admin-unit-new.tsx'),
  route('admin/units/decisions/:id/withdrawal', 'people/routes/admin-unit-withdrawal.ts'),
  route('admin/units/:id', 'people/routes/admin-unit.tsx'),
  route('admin/units/:id/rename', 'people/routes/admin-unit-rename.tsx'),
  route('admin/units/:id/parent', 'people/routes/admin-unit-parent.tsx'),
  route('admin/units/:id/code', 'people/routes/admin-unit-code.tsx'),
];
