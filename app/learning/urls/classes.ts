import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Classes, attendance, training periods. Files are relative to `app/`. */
export const classRoutes: RouteConfigEntry[] = [
  route('classes', 'learning/routes/classes.tsx'),
  route('classes/:class', 'learning/routes/class.tsx'),
  route('classes/:class/place', 'learning/routes/class-place.ts'),
  route('classes/:class/leaving', 'learning/routes/class-leaving.ts'),
  route('check-in/:session/:token', 'learning/routes/check-in.tsx'),
  route('admin/classes', 'learning/routes/class-desk.tsx'),
  route('admin/classes/new', 'learning/routes/class-new.tsx'),
  route('admin/classes/file', 'learning/routes/class-desk-file.ts'),
  route('admin/classes/:class/people/file', 'learning/routes/class-people-file.ts'),
  route('admin/classes/:class', 'learning/routes/class-managed.tsx'),
  route('admin/classes/:class/edit', 'learning/routes/class-edit.tsx'),
  route('admin/classes/:class/opening', 'learning/routes/class-opening.ts'),
  route('admin/classes/:class/cancellation', 'learning/routes/class-cancellation.tsx'),
  route('admin/classes/:class/sessions/:session', 'learning/routes/class-attendance.tsx'),
  route('admin/classes/:class/sessions/:session/file', 'learning/routes/class-file.tsx'),
  route('admin/classes/:class/sessions/:session/qr', 'learning/routes/class-qr.tsx'),
  route('admin/classes/:class/sessions/:session/qr-code', 'learning/routes/class-qr-code.ts'),
  route('training-record', 'learning/routes/training-record.tsx'),
  route('training-record/pdf', 'learning/routes/training-record-pdf.ts'),
  route('units/training', 'learning/routes/unit-training.tsx'),
  route('units/training/csv', 'learning/routes/unit-training-csv.ts'),
  route('units/training/people/:person', 'learning/routes/person-training.tsx'),
  route('units/training/people/:person/pdf', 'learning/routes/person-training-pdf.ts'),
];
