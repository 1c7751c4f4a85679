import type { Generated } from 'kysely';

/* Written by `npm run db:types` from the migrations; do not edit. */

export interface ActivationTable {
  id: string;
  user_id: string | null;
  token_hash: string;
  purpose: string;
  created_by: string | null;
  created_at: string;
  expires_at: string;
  used_at: string | null;
}

export interface AssessmentTable {
  id: string;
  course_id: string;
  key: string;
}

export interface AssessmentProgressTable {
  user_id: string;
  assessment_id: string;
  course_id: string;
  attempts: number;
  best_score: number | null;
  last_score: number | null;
  last_submitted_at: string | null;
  passed_at: string | null;
}

export interface AssessmentVersionTable {
  id: string;
  course_version_id: string;
  assessment_id: string;
  kind: string;
  module_key: string | null;
  position: number;
  title: string;
  time_limit_minutes: number;
  pass_score: number;
  max_attempts: number;
  cooldown_minutes: number;
  question_count: number;
  blueprint: string;
}

export interface AttemptTable {
  id: string;
  user_id: string;
  assessment_id: string;
  assessment_version_id: string;
  course_id: string;
  number: number;
  seed: string;
  started_at: string;
  due_at: string;
  submitted_at: string | null;
  auto_submitted: number | null;
  score: number | null;
  is_passed: number | null;
}

export interface AttemptAnswerTable {
  attempt_id: string;
  position: number;
  response: string;
  saved_at: string;
  writer: string;
  writer_seq: number;
}

export interface AttemptQuestionTable {
  attempt_id: string;
  position: number;
  question_version_id: string;
  option_order: string;
  flagged_at: string | null;
  points: number | null;
}

export interface AuditEventTable {
  seq: Generated<number>;
  id: string;
  at: string;
  actor_id: string | null;
  actor_name: string;
  action: string;
  object_type: string;
  object_id: string;
  details: string;
  previous_hash: string;
  hash: string;
}

export interface AuditHeadTable {
  id: number;
  row_count: number;
  hash: string;
}

export interface BroadcastSlotTable {
  id: string;
  campaign_id: string;
  place_id: string;
  medium: string;
  starts_at: string;
  planned_by: string | null;
  played_at: string | null;
  confirmed_by: string | null;
  confirmed_at: string | null;
  note: string | null;
  photo_sha256: string | null;
  photo_type: string | null;
  missed_reason: string | null;
}

export interface CampaignTable {
  id: string;
  plan_id: string;
  code: string;
  name: string;
  model: number;
  content_source: string;
  goal: string;
  measure: string;
  baseline_percent: number | null;
  target_percent: number;
  measured_after_days: number;
  topic: string;
  is_duty: number;
  urgency: string;
  urgent_reason: string | null;
  is_drill: number;
  audience: string;
  send_at: string | null;
  not_after: string | null;
  stagger_days: Generated<number>;
  revision: Generated<number>;
  created_by: string;
  created_at: string;
  changed_at: string;
  submitted_at: string | null;
  submitted_by: string | null;
  submitted_hash: string | null;
  launched_at: string | null;
  launched_by: string | null;
  paused_at: string | null;
  cancelled_at: string | null;
  cancelled_reason: string | null;
}

export interface CampaignApprovalTable {
  id: string;
  campaign_id: string;
  hash: string;
  submitted_by: string;
  approved_by: string;
  note: string;
  approved_at: string;
  revoked_at: string | null;
}

export interface CampaignAuthorTable {
  campaign_id: string;
  user_id: string;
}

export interface CampaignEvaluationTable {
  campaign_id: string;
  inputs: string;
  outtakes: string;
  outcomes: string;
  impact: string;
  lesson: string;
  decision: string;
  figures: string;
  decided_by: string;
  decided_at: string;
}

export interface CampaignMediumTable {
  campaign_id: string;
  medium: string;
  when_closed: Generated<string>;
  content: string;
}

export interface CampaignRecipientTable {
  campaign_id: string;
  user_id: string;
  wave: number;
}

export interface CertificateTable {
  id: string;
  certificate_no: string;
  verify_code: string;
  user_id: string;
  course_id: string;
  course_version_id: string;
  course_title: string;
  full_name: string;
  unit_name: string;
  score: number;
  periods: number;
  issued_at: string;
  valid_until: string | null;
  integrity_code: string;
  revoked_at: string | null;
  revoked_reason: string | null;
  revoked_by: string | null;
  replaces_id: string | null;
}

export interface ChannelPauseTable {
  channel: string;
  paused_at: string;
  paused_by: string | null;
  reason: string;
}

export interface CheckProgressTable {
  user_id: string;
  lesson_id: string;
  check_key: string;
  course_id: string;
  answer: string;
  is_correct: number;
  tries: number;
  answered_at: string;
}

export interface CommunicationPlanTable {
  id: string;
  year: number;
  goal: string;
  legal_basis: string;
  created_by: string | null;
  created_at: string;
}

export interface CourseTable {
  id: string;
  slug: string;
  created_at: string;
  retired_at: string | null;
}

export interface CourseModuleTable {
  id: string;
  course_version_id: string;
  key: string;
  title: string;
  aim: string;
  position: number;
}

export interface CourseProgressTable {
  user_id: string;
  course_id: string;
  started_at: string | null;
  last_active_at: string | null;
  lessons_completed: Generated<number>;
  seconds: Generated<number>;
  completed_at: string | null;
  score: number | null;
}

export interface CourseVersionTable {
  id: string;
  course_id: string;
  content_hash: string;
  title: string;
  summary: string;
  search_fold: string;
  settings: string;
  compiled_at: string;
  released_at: string | null;
  released_by: string | null;
  superseded_at: string | null;
}

export interface CredentialTable {
  user_id: string;
  password_hash: string;
  must_change: number;
  changed_at: string;
  expires_at: string | null;
  failed_count: Generated<number>;
  locked_until: string | null;
}

export interface DeliveryTable {
  id: string;
  message_id: string;
  recipient_id: string;
  channel: string;
  address: string | null;
  state: string;
  detail: string | null;
  next_at: string;
  not_after: string;
  attempts: Generated<number>;
  lease_id: string | null;
  lease_until: string | null;
  provider_id: string | null;
  created_at: string;
  accepted_at: string | null;
  settled_at: string | null;
  is_urgent: Generated<number>;
}

export interface DeliveryCountTable {
  message_id: string;
  channel: string;
  state: string;
  count: number;
}

export interface DomainEventTable {
  id: string;
  name: string;
  payload: string;
  occurred_at: string;
}

export interface EnrollmentTable {
  id: string;
  user_id: string;
  course_id: string;
  source: string;
  is_mandatory: number;
  reason: string;
  due_on: string | null;
  enrolled_by: string | null;
  enrolled_at: string;
  cancelled_at: string | null;
}

export interface HeldFormTable {
  id: string;
  user_id: string;
  path: string;
  body: string;
  created_at: string;
  expires_at: string;
}

export interface HolidayTable {
  day: string;
  name_vi: string;
  name_en: string;
}

export interface ImportBatchTable {
  id: string;
  file_name: string;
  state: string;
  mapping: string;
  summary: string;
  total_rows: number;
  done_rows: Generated<number>;
  created_by: string;
  created_at: string;
  finished_at: string | null;
  failure: string | null;
}

export interface ImportRowTable {
  batch_id: string;
  row_no: number;
  cells: string;
  outcome: string | null;
  faults: string | null;
  applied_at: string | null;
}

export interface InboxStateTable {
  message_id: string;
  user_id: string;
  read_at: string | null;
  answer: string | null;
  answered_at: string | null;
}

export interface JobTable {
  id: string;
  name: string;
  payload: string;
  state: string;
  unique_key: string | null;
  run_at: string;
  attempts: Generated<number>;
  max_attempts: number;
  lease_id: string | null;
  lease_until: string | null;
  last_error: string | null;
  created_at: string;
  finished_at: string | null;
}

export interface LessonTable {
  id: string;
  course_id: string;
  slug: string;
}

export interface LessonNoteTable {
  user_id: string;
  lesson_id: string;
  body: string;
  revision: number;
  updated_at: string;
}

export interface LessonProgressTable {
  user_id: string;
  lesson_id: string;
  course_id: string;
  opened_at: string | null;
  completed_at: string | null;
  seconds: Generated<number>;
  position: Generated<number>;
  position_at: string | null;
}

export interface LessonVersionTable {
  id: string;
  course_version_id: string;
  lesson_id: string;
  module_key: string;
  position: number;
  title: string;
  summary: string;
  minutes: number;
  word_count: number;
  details: string;
  body: string;
}

export interface MembershipTable {
  id: string;
  user_id: string;
  unit_id: string;
  position_title: string;
  is_primary: number;
  valid_from: string;
  valid_to: string | null;
}

export interface MessageTable {
  id: string;
  source_type: string;
  source_id: string;
  topic: string;
  is_duty: number;
  urgency: string;
  urgent_reason: string | null;
  is_drill: Generated<number>;
  corrects_id: string | null;
  reason: string;
  content: string;
  content_hash: string;
  send_at: string;
  not_after: string;
  created_by: string | null;
  created_at: string;
  fanned_out_at: string | null;
  paused_at: string | null;
  cancelled_at: string | null;
}

export interface MessageChannelTable {
  message_id: string;
  channel: string;
  when_closed: string;
}

export interface MessagePreferenceTable {
  user_id: string;
  topic: string;
  channel: string;
  wants: number;
  changed_at: string;
  changed_by: string;
}

export interface MessageRecipientTable {
  message_id: string;
  user_id: string;
}

export interface OrgUnitTable {
  id: string;
  kind: string;
  level: string;
  valid_from: string;
  valid_to: string | null;
}

export interface OrgUnitChangeTable {
  id: string;
  kind: string;
  from_unit_id: string | null;
  to_unit_id: string | null;
  share: string;
  legal_basis: string;
  effective_on: string;
}

export interface OrgUnitCodeTable {
  id: string;
  unit_id: string;
  scheme: string;
  code: string;
  valid_from: string;
  valid_to: string | null;
}

export interface OrgUnitVersionTable {
  id: string;
  unit_id: string;
  name: string;
  short_name: string;
  name_fold: string;
  parent_id: string | null;
  valid_from: string;
  valid_to: string | null;
}

export interface PasswordHistoryTable {
  id: string;
  user_id: string;
  password_hash: string;
  set_at: string;
}

export interface PlaceTable {
  id: string;
  kind: string;
  name: string;
  unit_id: string;
  width: number | null;
  height: number | null;
  created_at: string;
  closed_at: string | null;
}

export interface ProgressEventTable {
  seq: Generated<number>;
  id: string;
  user_id: string;
  verb: string;
  object_type: string;
  object_id: string;
  course_id: string;
  result: string;
  occurred_at: string;
  recorded_at: string;
  idempotency_key: string;
  source: string;
}

export interface PublicSurveyTable {
  id: string;
  campaign_id: string;
  phase: string;
  unit_id: string;
  asked: number;
  right_count: number;
  recorded_by: string;
  recorded_at: string;
}

export interface PushSubscriptionTable {
  id: string;
  user_id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  created_at: string;
  gone_at: string | null;
}

export interface QuestionTable {
  id: string;
  course_id: string;
  key: string;
}

export interface QuestionVersionTable {
  id: string;
  course_version_id: string;
  question_id: string;
  module_key: string;
  type: string;
  level: string;
  lesson_slug: string;
  anchor: string;
  source: string;
  as_of: string;
  expires_on: string | null;
  body: string;
}

export interface RoleAssignmentTable {
  id: string;
  user_id: string;
  role: string;
  scope: string;
  unit_id: string | null;
  granted_by: string | null;
  granted_at: string;
  revoked_at: string | null;
}

export interface SchemaMigrationTable {
  name: string;
  ran_at: string;
}

export interface SecretTable {
  name: string;
  value: string;
  created_at: string;
}

export interface SessionTable {
  id: string;
  token_hash: string;
  user_id: string;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  idle_minutes: number;
  revoked_at: string | null;
  user_agent: string;
  address: string;
}

export interface SettingTable {
  id: string;
  key: string;
  value: string;
  valid_from: string;
  valid_to: string | null;
  legal_basis: string | null;
}

export interface SuppressionTable {
  channel: string;
  address: string;
  reason: string;
  delivery_id: string | null;
  created_at: string;
}

export interface UserAccountTable {
  id: string;
  account_kind: string;
  staff_no: string | null;
  email: string | null;
  full_name: string;
  name_fold: string;
  staff_category: string | null;
  locale: Generated<string>;
  theme: Generated<string>;
  joined_on: string | null;
  left_on: string | null;
  created_at: string;
  disabled_at: string | null;
  disabled_reason: string | null;
  sort_key: Generated<string>;
  revision: Generated<number>;
  phone: string | null;
}

export interface Schema {
  activation: ActivationTable;
  assessment: AssessmentTable;
  assessment_progress: AssessmentProgressTable;
  assessment_version: AssessmentVersionTable;
  attempt: AttemptTable;
  attempt_answer: AttemptAnswerTable;
  attempt_question: AttemptQuestionTable;
  audit_event: AuditEventTable;
  audit_head: AuditHeadTable;
  broadcast_slot: BroadcastSlotTable;
  campaign: CampaignTable;
  campaign_approval: CampaignApprovalTable;
  campaign_author: CampaignAuthorTable;
  campaign_evaluation: CampaignEvaluationTable;
  campaign_medium: CampaignMediumTable;
  campaign_recipient: CampaignRecipientTable;
  certificate: CertificateTable;
  channel_pause: ChannelPauseTable;
  check_progress: CheckProgressTable;
  communication_plan: CommunicationPlanTable;
  course: CourseTable;
  course_module: CourseModuleTable;
  course_progress: CourseProgressTable;
  course_version: CourseVersionTable;
  credential: CredentialTable;
  delivery: DeliveryTable;
  delivery_count: DeliveryCountTable;
  domain_event: DomainEventTable;
  enrollment: EnrollmentTable;
  held_form: HeldFormTable;
  holiday: HolidayTable;
  import_batch: ImportBatchTable;
  import_row: ImportRowTable;
  inbox_state: InboxStateTable;
  job: JobTable;
  lesson: LessonTable;
  lesson_note: LessonNoteTable;
  lesson_progress: LessonProgressTable;
  lesson_version: LessonVersionTable;
  membership: MembershipTable;
  message: MessageTable;
  message_channel: MessageChannelTable;
  message_preference: MessagePreferenceTable;
  message_recipient: MessageRecipientTable;
  org_unit: OrgUnitTable;
  org_unit_change: OrgUnitChangeTable;
  org_unit_code: OrgUnitCodeTable;
  org_unit_version: OrgUnitVersionTable;
  password_history: PasswordHistoryTable;
  place: PlaceTable;
  progress_event: ProgressEventTable;
  public_survey: PublicSurveyTable;
  push_subscription: PushSubscriptionTable;
  question: QuestionTable;
  question_version: QuestionVersionTable;
  role_assignment: RoleAssignmentTable;
  schema_migration: SchemaMigrationTable;
  secret: SecretTable;
  session: SessionTable;
  setting: SettingTable;
  suppression: SuppressionTable;
  user_account: UserAccountTable;
}
