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

export interface AdoptionTable {
  id: string;
  entry_id: string;
  unit_id: string;
  state: string;
  reason: string | null;
  recognition: Generated<string>;
  revision: Generated<number>;
  started_at: string;
  changed_at: string;
  recognition_title: string | null;
}

export interface AdoptionFileTable {
  id: string;
  adoption_id: string;
  name: string;
  kind: string;
  bytes: number;
  sha256: string;
  scan: string;
  uploaded_by: string;
  uploaded_at: string;
  removed_at: string | null;
  shown_at: string | null;
  stopped_at: string | null;
  stopped_note: string | null;
}

export interface AdoptionGapTable {
  entry_id: string;
  reason: string;
  given_by: string;
  given_at: string;
}

export interface AdoptionPilotTable {
  adoption_id: string;
  place: string;
  starts_on: string;
  ends_on: string;
  measure: string;
  unit: string;
  less_is_better: number;
  baseline: number;
  baseline_on: string;
  result: number | null;
  result_on: string | null;
  file_id: string | null;
  evidence: string | null;
  written_by: string;
  written_at: string;
}

export interface AdoptionStepTable {
  id: string;
  adoption_id: string;
  kind: string;
  title: string;
  due_on: string | null;
  done_on: string | null;
  amount: number | null;
  unit: string | null;
  evidence: string | null;
  written_by: string | null;
  written_at: string;
  asked_on: string | null;
  answer: string | null;
  file_id: string | null;
}

export interface AgentExtensionTable {
  id: string;
  extension: string;
  agent_id: string;
  taken_at: string;
  released_at: string | null;
}

export interface AnswerImportTable {
  id: string;
  file_name: string;
  content: string;
  created_by: string;
  created_at: string;
  applied_at: string | null;
  counts: string | null;
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
  credited_at: string | null;
}

export interface AssessmentVersionTable {
  id: string;
  course_version_id: string;
  assessment_id: string;
  module_key: string | null;
  position: number;
  title: string;
  time_limit_minutes: number;
  pass_score: number;
  max_attempts: number;
  cooldown_minutes: number;
  question_count: number;
  blueprint: string;
  kind: Generated<string>;
}

export interface AssignmentTable {
  id: string;
  rule_id: string;
  version_id: string;
  user_id: string;
  course_id: string;
  enrollment_id: string;
  made: number;
  fitted_on: string;
  due_on: string | null;
  is_mandatory: number;
  assigned_at: string;
  released_at: string | null;
  release: string | null;
}

export interface AssignmentRuleTable {
  id: string;
  unit_id: string | null;
  revision: Generated<number>;
  created_by: string | null;
  created_at: string;
  ended_on: string | null;
  ended_by: string | null;
  releases: number | null;
}

export interface AssignmentRuleVersionTable {
  id: string;
  rule_id: string;
  number: number;
  name: string;
  who: string;
  what: string | null;
  valid_from: string | null;
  valid_to: string | null;
  confirmed_at: string | null;
  confirmed_by: string | null;
}

export interface AssignmentRunTable {
  id: string;
  rule_id: string;
  version_id: string;
  cause: string;
  state: string;
  phase: Generated<string>;
  cursor: Generated<string>;
  total: Generated<number>;
  done: Generated<number>;
  counts: Generated<string>;
  started_by: string | null;
  created_at: string;
  finished_at: string | null;
  failure: string | null;
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
  round: Generated<number>;
}

export interface AttemptAnswerTable {
  attempt_id: string;
  position: number;
  response: string;
  saved_at: string;
  writer: string;
  writer_seq: number;
}

export interface AttemptGrantTable {
  id: string;
  user_id: string;
  assessment_id: string;
  round: number;
  extra: number;
  reason: string;
  granted_by: string;
  granted_at: string;
}

export interface AttemptQuestionTable {
  attempt_id: string;
  position: number;
  question_version_id: string;
  option_order: string;
  flagged_at: string | null;
  points: number | null;
  waived_by: string | null;
}

export interface AttemptRemarkTable {
  attempt_id: string;
  suspension_id: string;
  score_before: number;
  score_after: number;
  passed_before: number;
  passed_after: number;
  marked_at: string;
}

export interface AttendanceTable {
  session_id: string;
  user_id: string;
  is_present: number;
  source: string;
  marked_by: string | null;
  marked_at: string;
}

export interface AttendanceCorrectionTable {
  id: string;
  session_id: string;
  user_id: string;
  was_present: number;
  reason: string;
  corrected_by: string;
  corrected_at: string;
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

export interface BlindCopyTable {
  file_id: string;
  entry_id: string;
  name: string;
  bytes: number;
  sha256: string;
  leftovers: string;
  made_at: string;
  cleared_by: string | null;
  cleared_at: string | null;
  clearing_note: string | null;
}

export interface BroadcastCorrectionTable {
  id: string;
  campaign_id: string;
  medium: string;
  words: string;
  reason: string;
  created_by: string;
  created_at: string;
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
  correction_id: string | null;
  quiet_reason: string | null;
  post_url: string | null;
}

export interface CallAnswerTable {
  call_id: string;
  version_id: string;
  read_at: string;
}

export interface CallEventTable {
  id: string;
  telephony_id: string;
  kind: string;
  extension: string | null;
  number_sealed: string | null;
  number_mask: string | null;
  number_hash: string | null;
  at: string;
  received_at: string;
}

export interface CallHandoverTable {
  id: string;
  call_id: string;
  from_agent: string;
  to_agent: string | null;
  context: string | null;
  at: string;
  taken_at: string | null;
}

export interface CallRecordTable {
  id: string;
  client_key: string;
  revision: number;
  agent_id: string;
  channel: string;
  source: string;
  telephony_id: string | null;
  handover_id: string | null;
  number_sealed: string | null;
  number_mask: string | null;
  number_hash: string | null;
  number_revision: Generated<number>;
  caller_name: string | null;
  commune: string | null;
  question: string | null;
  note: string | null;
  wrap_code: string | null;
  started_at: string;
  answered_at: string | null;
  ended_at: string | null;
  parked_at: string | null;
  wrapped_at: string | null;
  erase_after: string;
  erased_at: string | null;
  unit_id: string | null;
}

export interface CallbackTaskTable {
  id: string;
  call_id: string;
  agent_id: string;
  due_at: string;
  done_at: string | null;
  done_by: string | null;
  outcome: string | null;
  note: string | null;
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
  plan_line_id: string | null;
  pulse: string | null;
  measured_by: Generated<string>;
}

export interface CampaignAnswerTable {
  campaign_id: string;
  entry_id: string;
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
  early_reason: string | null;
}

export interface CampaignMediumTable {
  campaign_id: string;
  medium: string;
  when_closed: Generated<string>;
  content: string;
}

export interface CampaignPulseTable {
  campaign_id: string;
  phase: string;
  message_id: string;
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
  round: Generated<number>;
}

export interface ChannelPaceTable {
  channel: string;
  calls: string;
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
  revision: Generated<number>;
  changed_by: string | null;
  changed_at: string | null;
}

export interface CompetentBodyTable {
  key: string;
  name: string;
  phone: string | null;
  closed_at: string | null;
  successor_key: string | null;
  kind: Generated<string>;
  address: string | null;
  hours: string | null;
  edited_at: string | null;
  revision: Generated<number>;
}

export interface CompetentBodyCommuneTable {
  body_key: string;
  unit_id: string;
}

export interface ConflictOfInterestTable {
  id: string;
  judge_id: string;
  entry_id: string;
  source: string;
  reason: string;
  found_at: string;
}

export interface ContestTable {
  id: string;
  slug: string;
  code: string;
  title: string;
  summary: string;
  organiser_unit_id: string;
  eligibility: string;
  blind: Generated<number>;
  reviews_per_entry: Generated<number>;
  scoring_method: Generated<string>;
  grace_seconds: Generated<number>;
  revision: Generated<number>;
  created_by: string;
  created_at: string;
  published_at: string | null;
  closed_at: string | null;
  finalists: Generated<number>;
  late_upload_minutes: Generated<number>;
  public_vote: Generated<string>;
  closing_reason: string | null;
  pair_reasons: Generated<string>;
}

export interface ContestConsentTable {
  entry_id: string;
  user_id: string;
  rules_id: string;
  agreed_at: string;
  withdrawn_at: string | null;
}

export interface ContestDatasetTable {
  contest_id: string;
  dataset_id: string;
}

export interface ContestDecisionTable {
  id: string;
  contest_id: string;
  entry_id: string;
  prize_id: string | null;
  reason: string;
  decided_by: string;
  decided_at: string;
  revoked_at: string | null;
}

export interface ContestExtensionTable {
  id: string;
  contest_id: string;
  minutes: number;
  reason: string;
  decided_by: string;
  decided_at: string;
}

export interface ContestMomentTable {
  contest_id: string;
  kind: string;
  at: string;
}

export interface ContestPrizeTable {
  id: string;
  contest_id: string;
  kind: string;
  title: string;
  count: number;
  amount: number | null;
  position: number;
}

export interface ContestPublicationTable {
  contest_id: string;
  version: number;
  standing: string;
  standing_hash: string;
  names: Generated<string>;
  minutes: string;
  published_by: string;
  published_at: string;
  awarded_at: string | null;
  withdrawn_by: string | null;
  withdrawn_at: string | null;
  withdrawal_reason: string | null;
}

export interface ContestQuestionTable {
  id: string;
  contest_id: string;
  asked_by: string | null;
  question: string;
  asked_at: string;
  answer: string | null;
  answered_by: string | null;
  answered_at: string | null;
  hidden_at: string | null;
}

export interface ContestRecognitionTable {
  contest_id: string;
  position: number;
  title: string;
  meaning: string;
}

export interface ContestRulesTable {
  id: string;
  contest_id: string;
  version: number;
  body: string;
  content_hash: string;
  written_by: string;
  written_at: string;
  published_at: string | null;
}

export interface ContestTrackTable {
  id: string;
  contest_id: string;
  title: string;
  position: number;
}

export interface ContestantTable {
  user_id: string;
  kind: string;
  legal_name: string | null;
  tax_code: string | null;
  phone: string | null;
  place: string | null;
  created_at: string;
  changed_at: string;
}

export interface CourseTable {
  id: string;
  slug: string;
  created_at: string;
  retired_at: string | null;
}

export interface CourseCompletionTable {
  course_id: string;
  hour: string;
  people: number;
}

export interface CourseFeedbackTable {
  user_id: string;
  course_id: string;
  round: number;
  useful: number;
  clear: number;
  length_right: number;
  comment: string;
  given_at: string;
  changed_at: string;
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
  round: Generated<number>;
  minutes_returned: Generated<number>;
}

export interface CourseRunTable {
  id: string;
  title: string;
  about: string;
  course_id: string | null;
  replaces_course: number;
  unit_id: string;
  audience_id: string;
  capacity: number;
  lecturer: string;
  lecturer_unit: string;
  closes_at: string;
  revision: Generated<number>;
  created_by: string;
  created_at: string;
  opened_at: string | null;
  cancelled_at: string | null;
  cancelled_reason: string | null;
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

export interface CrimeRoutingTable {
  id: string;
  at: string;
  way: string;
  call_id: string | null;
  routed_by: string;
}

export interface CriterionTable {
  id: string;
  contest_id: string;
  title: string;
  weight: number;
  max_score: number;
  anchors: Generated<string>;
  position: number;
}

export interface DeclaredTieTable {
  id: string;
  judge_id: string | null;
  entry_id: string | null;
  name: string;
  reason: string;
  declared_by: string;
  declared_at: string;
}

export interface DeliveryTable {
  id: string;
  message_id: string;
  recipient_id: string | null;
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
  holder: string | null;
}

export interface DeliveryCountTable {
  message_id: string;
  channel: string;
  state: string;
  count: number;
}

export interface DeliveryReceiptTable {
  delivery_id: string;
  outcome: string;
  happened_at: string;
  received_at: string;
  detail: string;
}

export interface DomainEventTable {
  id: string;
  name: string;
  payload: string;
  occurred_at: string;
}

export interface DuelTable {
  id: string;
  round_id: string;
  judge_id: string;
  a_entry_id: string;
  b_entry_id: string;
  winner: string | null;
  reason: Generated<string>;
  decided_at: string | null;
  released_at: string | null;
  released_reason: string | null;
}

export interface EligibilityCheckTable {
  id: string;
  entry_id: string;
  outcome: string;
  reason: string;
  checked_by: string;
  checked_at: string;
  reply_until: string | null;
  reply: string | null;
  replied_at: string | null;
  version: number | null;
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
  round: Generated<number>;
  renews_id: string | null;
  locked_at: string | null;
}

export interface EntryTable {
  id: string;
  contest_id: string;
  number: string;
  track_id: string | null;
  owner_id: string;
  title: string;
  revision: Generated<number>;
  created_at: string;
  submitted_at: string | null;
  withdrawn_at: string | null;
  erased_at: string | null;
  withdrawn_by: string | null;
  withdrawal_reason: string | null;
}

export interface EntryDatasetTable {
  entry_id: string;
  dataset_id: string;
}

export interface EntryFileTable {
  id: string;
  entry_id: string;
  name: string;
  kind: string;
  declared_bytes: number;
  received_bytes: Generated<number>;
  sha256: string | null;
  scan: Generated<string>;
  scan_note: string | null;
  uploaded_by: string;
  begun_at: string;
  completed_at: string | null;
  removed_at: string | null;
  released_by: string | null;
  released_at: string | null;
  release_note: string | null;
}

export interface EntryFlagTable {
  id: string;
  entry_id: string;
  submission_id: string;
  kind: string;
  note: string;
  found_at: string;
  cleared_by: string | null;
  cleared_at: string | null;
  clearing_note: string | null;
}

export interface EntryMemberTable {
  id: string;
  entry_id: string;
  user_id: string | null;
  email: string;
  full_name: string;
  is_lead: Generated<number>;
  token_hash: string | null;
  invited_at: string;
  accepted_at: string | null;
  removed_at: string | null;
  unnamed_at: string | null;
}

export interface EntryPartTable {
  entry_id: string;
  part: string;
  body: string;
  revision: number;
  saved_at: string;
  saved_by: string;
}

export interface EntrySubmissionTable {
  id: string;
  entry_id: string;
  version: number;
  submitted_by: string;
  submitted_at: string;
  rules_id: string;
  content: string;
  content_hash: string;
  receipt: string;
  signature: string;
  submit_key: string | null;
}

export interface EntryWithdrawalTable {
  id: string;
  entry_id: string;
  version: number;
  withdrawn_at: string;
  withdrawn_by: string;
  receipt: string;
  signature: string;
}

export interface EscalationTable {
  enrollment_id: string;
  step: string;
  day: string;
  due_on: string;
  written_at: string;
}

export interface EscalationNamedTable {
  notice_id: string;
  enrollment_id: string;
  step: string;
}

export interface EscalationNoticeTable {
  id: string;
  leader_id: string;
  course_id: string;
  day: string;
  written_at: string;
}

export interface ExemptionTable {
  id: string;
  user_id: string;
  course_id: string | null;
  kind: string;
  reason: string;
  valid_from: string;
  valid_to: string;
  issuer: string | null;
  number: string | null;
  issued_on: string | null;
  created_by: string | null;
  created_at: string;
  ended_at: string | null;
  ended_by: string | null;
  end_reason: string | null;
}

export interface ExternalAccountTable {
  user_id: string;
  registered_at: string;
  verified_at: string | null;
  erased_at: string | null;
}

export interface FaqApprovalTable {
  id: string;
  version_id: string;
  hash: string;
  approved_by: string | null;
  note: string;
  approved_at: string;
  revoked_at: string | null;
}

export interface FaqAuthorTable {
  version_id: string;
  user_id: string;
}

export interface FaqChangeTable {
  seq: Generated<number>;
  entry_id: string;
  at: string;
}

export interface FaqDraftSaveTable {
  version_id: string;
  revision: number;
  fields: string;
  saved_by: string | null;
  saved_at: string;
}

export interface FaqEntryTable {
  id: string;
  slug: string;
  created_by: string | null;
  created_at: string;
  retired_at: string | null;
  file_hash: string | null;
}

export interface FaqFeedbackTable {
  id: string;
  version_id: string;
  is_helpful: number;
  reason: string | null;
  comment: string | null;
  source: string;
  at: string;
}

export interface FaqLegalBasisTable {
  version_id: string;
  position: number;
  document_id: string;
  article: string | null;
}

export interface FaqPublicationTable {
  id: string;
  entry_id: string;
  version_id: string;
  publish_at: string;
  withdraw_at: string | null;
  withdraw_reason: string | null;
  created_by: string | null;
  created_at: string;
  cancelled_at: string | null;
}

export interface FaqSearchTable {
  id: string;
  question: string;
  question_fold: string;
  results: number;
  opened_version_id: string | null;
  source: string;
  unit_id: string | null;
  at: string;
  outcome: string | null;
}

export interface FaqTopicTable {
  key: string;
  title: string;
  title_en: string;
  position: number;
}

export interface FaqVersionTable {
  id: string;
  entry_id: string;
  number: number;
  topic_key: string;
  audience: string;
  question: string;
  variants: string;
  short: string;
  body: string;
  papers: string;
  fee: string | null;
  place: string | null;
  time_limit: string | null;
  as_of: string;
  confidence: string;
  volatility: string;
  review_due: string;
  transfer_to: string | null;
  sources: string;
  related: string;
  is_sample: Generated<number>;
  revision: Generated<number>;
  created_at: string;
  changed_at: string;
  submitted_at: string | null;
  submitted_by: string | null;
  hash: string | null;
  returned_at: string | null;
  returned_reason: string | null;
  planned_publish_at: string | null;
}

export interface FinalistTable {
  round_id: string;
  entry_id: string;
  label: string;
}

export interface GalleryConsentTable {
  entry_id: string;
  given_by: string;
  given_at: string;
  withdrawn_at: string | null;
}

export interface GapTable {
  id: string;
  question: string;
  resolution: string;
  entry_id: string | null;
  reason: string;
  decided_by: string;
  decided_at: string;
}

export interface GapWordingTable {
  gap_id: string;
  fold: string;
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

export interface InspectionPackTable {
  id: string;
  unit_id: string;
  from_day: string;
  to_day: string;
  asked_by: string;
  role: string;
  asked_at: string;
  started_at: string | null;
  total_people: Generated<number>;
  done_people: Generated<number>;
  failure: string | null;
  finished_at: string | null;
  file_name: string | null;
  bytes: number | null;
  sha256: string | null;
  keep_until: string | null;
  erased_at: string | null;
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
  holder: string | null;
}

export interface JudgeTable {
  id: string;
  contest_id: string;
  user_id: string;
  max_reviews: number;
  employer: string | null;
  invited_by: string;
  invited_at: string;
  accepted_at: string | null;
  declined_at: string | null;
  declared_at: string | null;
  removed_at: string | null;
}

export interface JudgeNoteSeenTable {
  assignment_id: string;
  note: string;
  seen_by: string;
  seen_at: string;
}

export interface JudgePreferenceTable {
  judge_id: string;
  track_id: string;
}

export interface LeaderDigestTable {
  id: string;
  leader_id: string;
  week: string;
  day: string;
  courses: number;
  written_at: string;
}

export interface LearningPathTable {
  key: string;
  position: number;
  title: string;
  audience: string;
  why: string;
  suits: string | null;
  steps: string;
}

export interface LegalDocumentTable {
  id: string;
  name: string;
  effective_from: string | null;
  effective_to: string | null;
  revision: Generated<number>;
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

export interface LessonPostTable {
  id: string;
  parent_id: string | null;
  lesson_id: string;
  lesson_version_id: string;
  author_id: string | null;
  by_editor: number;
  body: string;
  written_at: string;
  shown_at: string | null;
  shown_by: string | null;
  hidden_at: string | null;
  hidden_by: string | null;
  hidden_reason: string | null;
  withdrawn_at: string | null;
  accepted_at: string | null;
}

export interface LessonPostReportTable {
  post_id: string;
  reported_by: string;
  reason: string;
  reported_at: string;
  settled_at: string | null;
  settled_by: string | null;
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
  credited_at: string | null;
  credited_minutes: Generated<number>;
}

export interface LessonReviewTable {
  id: string;
  lesson_id: string;
  lesson_version_id: string;
  checked_on: string;
  review_by: string;
  note: string;
  reviewed_by: string;
  reviewed_at: string;
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

export interface LinkFollowTable {
  delivery_id: string;
  followed_at: string;
}

export interface LinkRefusalTable {
  user_id: string;
  since: string;
}

export interface LinkTotalTable {
  message_id: string;
  channel: string;
  day: string;
  count: number;
}

export interface MailReportTable {
  user_id: string;
  kind: string;
  address: string;
  detail: string;
  reports: number;
  last_at: string;
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

export interface MessageOutsideTable {
  message_id: string;
  sealed: string | null;
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
  variables: string | null;
}

export interface ModelAssignmentTable {
  id: string;
  unit_id: string;
  model_number: number;
  role: string;
  valid_from: string;
  valid_to: string | null;
  note: Generated<string>;
  made_by: string | null;
  made_at: string;
}

export interface MonthlyReminderTable {
  unit_id: string;
  month: string;
  step: string;
  written_at: string;
}

export interface MonthlyReportTable {
  id: string;
  unit_id: string;
  month: string;
  period_start: string;
  period_end: string;
  due_at: string;
  state: Generated<string>;
  revision: Generated<number>;
  first_submitted_at: string | null;
  started_by: string | null;
  started_at: string;
  changed_at: string;
}

export interface MonthlyReportAuthorTable {
  report_id: string;
  user_id: string;
}

export interface MonthlyReportFigureTable {
  report_id: string;
  model_number: number;
  key: string;
  value: number | null;
  total: number | null;
  counted_at: string;
}

export interface MonthlyReportFileTable {
  id: string;
  report_id: string;
  model_number: number;
  name: string;
  kind: string;
  bytes: number;
  sha256: string;
  scan: string;
  uploaded_by: string | null;
  uploaded_at: string;
  removed_at: string | null;
}

export interface MonthlyReportLineTable {
  report_id: string;
  model_number: number;
  status: string | null;
  quantity: number | null;
  target: number | null;
  measure: Generated<string>;
  evidence: Generated<string>;
  link: string | null;
  comment: Generated<string>;
  revision: number;
  changed_by: string | null;
  changed_at: string;
  difficulties: Generated<string>;
  tasks: Generated<string>;
}

export interface MonthlyReportPartTable {
  report_id: string;
  part: string;
  body: string;
  revision: number;
  changed_by: string | null;
  changed_at: string;
}

export interface MonthlyReportStepTable {
  id: string;
  report_id: string;
  seq: number;
  step: string;
  reason: string | null;
  taken_by: string;
  taken_at: string;
  version: number | null;
}

export interface MonthlyReportVersionTable {
  report_id: string;
  version: number;
  content: string;
  sha256: string;
  handed_in_by: string | null;
  submitted_by: string | null;
  submitted_at: string;
}

export interface OpenDatasetTable {
  id: string;
  title: string;
  holder: string;
  url: string | null;
  terms: string;
  added_by: string;
  added_at: string;
  closed_at: string | null;
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

export interface OrgUnitDeedTable {
  id: string;
  unit_id: string;
  kind: string;
  deed: string;
  effective_on: string;
  legal_basis: string;
  decided_by: string;
  decided_at: string;
  done_at: string | null;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
  fault: string | null;
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

export interface PathChoiceTable {
  user_id: string;
  path_key: string;
  chosen_at: string;
}

export interface PilotModelTable {
  number: number;
  valid_from: string;
  valid_to: string | null;
  group_key: string;
  group_name: string;
  name: string;
  goal: string | null;
  deadline_kind: string;
  deadline_text: string;
  starts_on: string | null;
  ends_on: string | null;
  details: string;
}

export interface PilotModelRoleTable {
  number: number;
  valid_from: string;
  position: number;
  role: string;
  agency_key: string;
  agency_name: string;
  note: string | null;
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

export interface PlanLineTable {
  id: string;
  plan_id: string;
  quarter: number;
  topic: string;
  model: number;
  title: string;
  created_by: string;
  created_at: string;
  changed_at: string;
  dropped_at: string | null;
  dropped_reason: string | null;
  revision: Generated<number>;
}

export interface ProcessTable {
  id: string;
  name: string;
  pid: number;
  started_at: string;
  standing: Generated<string>;
  ended_at: string | null;
  runs_jobs: number;
  queue: Generated<string>;
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
  asked_until: string | null;
}

export interface PublicVoteTable {
  contest_id: string;
  opened_by: string;
  opens_at: string;
  closes_at: string;
  roll_key: string | null;
  closed_at: string | null;
  report: string | null;
}

export interface PushSubscriptionTable {
  id: string;
  user_id: string;
  device_hash: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  vapid_key: string;
  user_agent: string;
  created_at: string;
  used_at: string | null;
  gone_at: string | null;
}

export interface QuestionTable {
  id: string;
  course_id: string;
  key: string;
}

export interface QuestionStatisticTable {
  question_version_id: string;
  answers: number;
  flags: number;
  points: number;
  points_squared: number;
  rest: number;
  rest_squared: number;
  product: number;
  counted_at: string;
}

export interface QuestionSuspensionTable {
  id: string;
  question_id: string;
  reason: string;
  suspended_by: string;
  suspended_at: string;
  lifted_reason: string | null;
  lifted_by: string | null;
  lifted_at: string | null;
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

export interface RecallAnswerTable {
  id: string;
  user_id: string;
  question_id: string;
  number: number;
  question_version_id: string;
  course_id: string;
  module_done_on: string;
  response: string;
  is_correct: number;
  answered_on: string;
  answered_at: string;
}

export interface RecallCardTable {
  user_id: string;
  question_id: string;
  course_id: string;
  answers: number;
  is_correct: number;
  stability: number;
  difficulty: number;
  last_on: string;
  due_on: string;
  correct_30: number | null;
  correct_90: number | null;
  correct_180: number | null;
}

export interface RecognitionRequestTable {
  id: string;
  user_id: string;
  course_id: string;
  title: string;
  number: string;
  issuer: string;
  issued_on: string;
  last_day: string | null;
  note: string | null;
  revision: Generated<number>;
  changed_at: string;
  file_id: string | null;
  file_name: string | null;
  file_kind: string | null;
  file_bytes: number | null;
  file_sha256: string | null;
  file_scan: string | null;
  file_erased_at: string | null;
  submitted_at: string | null;
  withdrawn_at: string | null;
  decided_at: string | null;
  decided_by: string | null;
  decision: string | null;
  decision_reason: string | null;
  exemption_id: string | null;
}

export interface ReminderTable {
  enrollment_id: string;
  step: string;
  day: string;
  batch_id: string;
}

export interface ReminderBatchTable {
  id: string;
  course_id: string;
  step: string;
  day: string;
  due_on: string | null;
  is_mandatory: number;
  written_by: string | null;
  written_at: string;
}

export interface ReportFileTable {
  id: string;
  schedule_id: string;
  reader_id: string;
  due_at: string;
  made_at: string;
  expires_at: string;
  format: string;
  file_name: string;
  row_count: number;
  unit_scope: string;
  bytes: Uint8Array | null;
}

export interface ReportReaderTable {
  schedule_id: string;
  user_id: string;
}

export interface ReportScheduleTable {
  id: string;
  report_id: string;
  every: string;
  on_day: number;
  at_hour: number;
  format: string;
  next_at: string;
  created_by: string;
  created_at: string;
  ended_at: string | null;
}

export interface ResultAppealTable {
  id: string;
  entry_id: string;
  raised_by: string;
  words: string;
  raised_at: string;
  answer: string | null;
  answered_by: string | null;
  answered_at: string | null;
  version: Generated<number>;
  outcome: string | null;
}

export interface ReviewAssignmentTable {
  id: string;
  round_id: string;
  judge_id: string;
  entry_id: string;
  label: string;
  assigned_at: string;
  released_at: string | null;
  released_reason: string | null;
  due_at: string | null;
}

export interface ReviewExcuseTable {
  round_id: string;
  entry_id: string;
  reason: string;
  excused_by: string;
  excused_at: string;
}

export interface ReviewRoundTable {
  id: string;
  contest_id: string;
  kind: string;
  seed: number;
  assigned_by: string;
  assigned_at: string;
  commitment: string | null;
  committed_at: string | null;
  unblinded_at: string | null;
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

export interface RunSeatTable {
  id: string;
  run_id: string;
  user_id: string;
  asked_at: string;
  placed_at: string | null;
  left_at: string | null;
}

export interface RunSessionTable {
  id: string;
  run_id: string;
  starts_at: string;
  ends_at: string;
  place: string;
  periods: number;
}

export interface SavedReportTable {
  id: string;
  owner_id: string;
  name: string;
  question: string;
  shared_at: string | null;
  revision: Generated<number>;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

export interface SchemaMigrationTable {
  name: string;
  ran_at: string;
}

export interface ScoreTable {
  assignment_id: string;
  criterion_id: string;
  value: number;
  reason: Generated<string>;
}

export interface ScoreSheetTable {
  assignment_id: string;
  comment: Generated<string>;
  note_to_organiser: Generated<string>;
  confidence: number | null;
  abstained_reason: string | null;
  revision: Generated<number>;
  saved_at: string;
  locked_at: string | null;
}

export interface SearchWordTable {
  id: string;
  word: string;
  word_fold: string;
  meaning: string;
  meaning_fold: string;
  created_by: string | null;
  created_at: string;
  retired_at: string | null;
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
  device_hash: string | null;
  former_token_hash: string | null;
  token_changed_at: string | null;
}

export interface SettingTable {
  id: string;
  key: string;
  value: string;
  valid_from: string;
  valid_to: string | null;
  legal_basis: string | null;
}

export interface SignInCodeTable {
  id: string;
  email: string;
  asked_from: Generated<string>;
  code_hash: string;
  created_at: string;
  expires_at: string;
  tries: Generated<number>;
  used_at: string | null;
  for_user: string | null;
  old_email: string | null;
}

export interface SuppressionTable {
  channel: string;
  address: string;
  reason: string;
  delivery_id: string | null;
  created_at: string;
}

export interface TicketTable {
  id: string;
  code: string;
  kind: string;
  body_key: string;
  call_id: string | null;
  unit_id: string | null;
  summary: string;
  name_sealed: string | null;
  contact_sealed: string | null;
  citizen_hash: string | null;
  party_hash: string | null;
  reply_channel: string;
  aid_group: string | null;
  limitation_on: string | null;
  received_at: string;
  received_by: string;
  due_at: string;
  assigned_at: string | null;
  assigned_to: string | null;
  sent_at: string | null;
  waiting_since: string | null;
  answered_at: string | null;
  answer: string | null;
  told_at: string | null;
  closed_at: string | null;
  erased_at: string | null;
  revision: Generated<number>;
  gap_id: string | null;
  answer_version_id: string | null;
}

export interface TicketEscalationTable {
  ticket_id: string;
  step: string;
  at: string;
}

export interface TicketEventTable {
  id: string;
  ticket_id: string;
  at: string;
  deed: string;
  by_id: string | null;
  note: string;
}

export interface TicketReplyTable {
  id: string;
  ticket_id: string;
  message_id: string;
  channel: string;
  at: string;
  by_id: string;
}

export interface UnitCompletionTable {
  course_id: string;
  unit_id: string;
  hour: string;
  people: number;
}

export interface UnitMonthTable {
  course_id: string;
  unit_id: string;
  month: string;
  enrolled: number;
  done: number;
  counted_at: string;
}

export interface UnitRecallTable {
  course_id: string;
  unit_id: string;
  mark: number;
  people: number;
  answers: number;
  correct: number;
  counted_at: string;
}

export interface UnitStandingTable {
  course_id: string;
  unit_id: string;
  state: string;
  due_on: string;
  people: number;
}

export interface UnitTopicTable {
  course_id: string;
  unit_id: string;
  module_key: string;
  people: number;
  answers: number;
  correct: number;
  counted_at: string;
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

export interface VneidHandoverTable {
  package_id: string;
  handed_by: string;
  handed_at: string;
}

export interface VneidPackageTable {
  id: string;
  message_id: string;
  number: number;
  sha256: string;
  recipient_count: number;
  manifest: string;
  recipients: string;
  made_by: string;
  made_at: string;
}

export interface VneidReceiptTable {
  package_id: string;
  received_at: string;
  received_by: string;
  accepted: number;
  refused: number;
  note: string | null;
  recorded_by: string;
  recorded_at: string;
}

export interface VoteAddressTable {
  contest_id: string;
  mark: string;
  votes: number;
}

export interface VoteCandidateTable {
  contest_id: string;
  entry_id: string;
  position: number;
  votes: Generated<number>;
}

export interface VoteRefusalTable {
  contest_id: string;
  why: string;
  count: number;
}

export interface VoteRollTable {
  contest_id: string;
  mark: string;
}

export interface VoteTurnoutTable {
  contest_id: string;
  day: string;
  kind: string;
  votes: number;
}

export interface Schema {
  activation: ActivationTable;
  adoption: AdoptionTable;
  adoption_file: AdoptionFileTable;
  adoption_gap: AdoptionGapTable;
  adoption_pilot: AdoptionPilotTable;
  adoption_step: AdoptionStepTable;
  agent_extension: AgentExtensionTable;
  answer_import: AnswerImportTable;
  assessment: AssessmentTable;
  assessment_progress: AssessmentProgressTable;
  assessment_version: AssessmentVersionTable;
  assignment: AssignmentTable;
  assignment_rule: AssignmentRuleTable;
  assignment_rule_version: AssignmentRuleVersionTable;
  assignment_run: AssignmentRunTable;
  attempt: AttemptTable;
  attempt_answer: AttemptAnswerTable;
  attempt_grant: AttemptGrantTable;
  attempt_question: AttemptQuestionTable;
  attempt_remark: AttemptRemarkTable;
  attendance: AttendanceTable;
  attendance_correction: AttendanceCorrectionTable;
  audit_event: AuditEventTable;
  audit_head: AuditHeadTable;
  blind_copy: BlindCopyTable;
  broadcast_correction: BroadcastCorrectionTable;
  broadcast_slot: BroadcastSlotTable;
  call_answer: CallAnswerTable;
  call_event: CallEventTable;
  call_handover: CallHandoverTable;
  call_record: CallRecordTable;
  callback_task: CallbackTaskTable;
  campaign: CampaignTable;
  campaign_answer: CampaignAnswerTable;
  campaign_approval: CampaignApprovalTable;
  campaign_author: CampaignAuthorTable;
  campaign_evaluation: CampaignEvaluationTable;
  campaign_medium: CampaignMediumTable;
  campaign_pulse: CampaignPulseTable;
  campaign_recipient: CampaignRecipientTable;
  certificate: CertificateTable;
  channel_pace: ChannelPaceTable;
  channel_pause: ChannelPauseTable;
  check_progress: CheckProgressTable;
  communication_plan: CommunicationPlanTable;
  competent_body: CompetentBodyTable;
  competent_body_commune: CompetentBodyCommuneTable;
  conflict_of_interest: ConflictOfInterestTable;
  contest: ContestTable;
  contest_consent: ContestConsentTable;
  contest_dataset: ContestDatasetTable;
  contest_decision: ContestDecisionTable;
  contest_extension: ContestExtensionTable;
  contest_moment: ContestMomentTable;
  contest_prize: ContestPrizeTable;
  contest_publication: ContestPublicationTable;
  contest_question: ContestQuestionTable;
  contest_recognition: ContestRecognitionTable;
  contest_rules: ContestRulesTable;
  contest_track: ContestTrackTable;
  contestant: ContestantTable;
  course: CourseTable;
  course_completion: CourseCompletionTable;
  course_feedback: CourseFeedbackTable;
  course_module: CourseModuleTable;
  course_progress: CourseProgressTable;
  course_run: CourseRunTable;
  course_version: CourseVersionTable;
  credential: CredentialTable;
  crime_routing: CrimeRoutingTable;
  criterion: CriterionTable;
  declared_tie: DeclaredTieTable;
  delivery: DeliveryTable;
  delivery_count: DeliveryCountTable;
  delivery_receipt: DeliveryReceiptTable;
  domain_event: DomainEventTable;
  duel: DuelTable;
  eligibility_check: EligibilityCheckTable;
  enrollment: EnrollmentTable;
  entry: EntryTable;
  entry_dataset: EntryDatasetTable;
  entry_file: EntryFileTable;
  entry_flag: EntryFlagTable;
  entry_member: EntryMemberTable;
  entry_part: EntryPartTable;
  entry_submission: EntrySubmissionTable;
  entry_withdrawal: EntryWithdrawalTable;
  escalation: EscalationTable;
  escalation_named: EscalationNamedTable;
  escalation_notice: EscalationNoticeTable;
  exemption: ExemptionTable;
  external_account: ExternalAccountTable;
  faq_approval: FaqApprovalTable;
  faq_author: FaqAuthorTable;
  faq_change: FaqChangeTable;
  faq_draft_save: FaqDraftSaveTable;
  faq_entry: FaqEntryTable;
  faq_feedback: FaqFeedbackTable;
  faq_legal_basis: FaqLegalBasisTable;
  faq_publication: FaqPublicationTable;
  faq_search: FaqSearchTable;
  faq_topic: FaqTopicTable;
  faq_version: FaqVersionTable;
  finalist: FinalistTable;
  gallery_consent: GalleryConsentTable;
  gap: GapTable;
  gap_wording: GapWordingTable;
  held_form: HeldFormTable;
  holiday: HolidayTable;
  import_batch: ImportBatchTable;
  import_row: ImportRowTable;
  inbox_state: InboxStateTable;
  inspection_pack: InspectionPackTable;
  job: JobTable;
  judge: JudgeTable;
  judge_note_seen: JudgeNoteSeenTable;
  judge_preference: JudgePreferenceTable;
  leader_digest: LeaderDigestTable;
  learning_path: LearningPathTable;
  legal_document: LegalDocumentTable;
  lesson: LessonTable;
  lesson_note: LessonNoteTable;
  lesson_post: LessonPostTable;
  lesson_post_report: LessonPostReportTable;
  lesson_progress: LessonProgressTable;
  lesson_review: LessonReviewTable;
  lesson_version: LessonVersionTable;
  link_follow: LinkFollowTable;
  link_refusal: LinkRefusalTable;
  link_total: LinkTotalTable;
  mail_report: MailReportTable;
  membership: MembershipTable;
  message: MessageTable;
  message_channel: MessageChannelTable;
  message_outside: MessageOutsideTable;
  message_preference: MessagePreferenceTable;
  message_recipient: MessageRecipientTable;
  model_assignment: ModelAssignmentTable;
  monthly_reminder: MonthlyReminderTable;
  monthly_report: MonthlyReportTable;
  monthly_report_author: MonthlyReportAuthorTable;
  monthly_report_figure: MonthlyReportFigureTable;
  monthly_report_file: MonthlyReportFileTable;
  monthly_report_line: MonthlyReportLineTable;
  monthly_report_part: MonthlyReportPartTable;
  monthly_report_step: MonthlyReportStepTable;
  monthly_report_version: MonthlyReportVersionTable;
  open_dataset: OpenDatasetTable;
  org_unit: OrgUnitTable;
  org_unit_change: OrgUnitChangeTable;
  org_unit_code: OrgUnitCodeTable;
  org_unit_deed: OrgUnitDeedTable;
  org_unit_version: OrgUnitVersionTable;
  password_history: PasswordHistoryTable;
  path_choice: PathChoiceTable;
  pilot_model: PilotModelTable;
  pilot_model_role: PilotModelRoleTable;
  place: PlaceTable;
  plan_line: PlanLineTable;
  process: ProcessTable;
  progress_event: ProgressEventTable;
  public_survey: PublicSurveyTable;
  public_vote: PublicVoteTable;
  push_subscription: PushSubscriptionTable;
  question: QuestionTable;
  question_statistic: QuestionStatisticTable;
  question_suspension: QuestionSuspensionTable;
  question_version: QuestionVersionTable;
  recall_answer: RecallAnswerTable;
  recall_card: RecallCardTable;
  recognition_request: RecognitionRequestTable;
  reminder: ReminderTable;
  reminder_batch: ReminderBatchTable;
  report_file: ReportFileTable;
  report_reader: ReportReaderTable;
  report_schedule: ReportScheduleTable;
  result_appeal: ResultAppealTable;
  review_assignment: ReviewAssignmentTable;
  review_excuse: ReviewExcuseTable;
  review_round: ReviewRoundTable;
  role_assignment: RoleAssignmentTable;
  run_seat: RunSeatTable;
  run_session: RunSessionTable;
  saved_report: SavedReportTable;
  schema_migration: SchemaMigrationTable;
  score: ScoreTable;
  score_sheet: ScoreSheetTable;
  search_word: SearchWordTable;
  secret: SecretTable;
  session: SessionTable;
  setting: SettingTable;
  sign_in_code: SignInCodeTable;
  suppression: SuppressionTable;
  ticket: TicketTable;
  ticket_escalation: TicketEscalationTable;
  ticket_event: TicketEventTable;
  ticket_reply: TicketReplyTable;
  unit_completion: UnitCompletionTable;
  unit_month: UnitMonthTable;
  unit_recall: UnitRecallTable;
  unit_standing: UnitStandingTable;
  unit_topic: UnitTopicTable;
  user_account: UserAccountTable;
  vneid_handover: VneidHandoverTable;
  vneid_package: VneidPackageTable;
  vneid_receipt: VneidReceiptTable;
  vote_address: VoteAddressTable;
  vote_candidate: VoteCandidateTable;
  vote_refusal: VoteRefusalTable;
  vote_roll: VoteRollTable;
  vote_turnout: VoteTurnoutTable;
}
