// SPDX-License-Identifier: Apache-2.0
// What the API gives, as far as tests look at it. That replies have these shapes is checked
// against schema/openapi.json by contract.ts.

export interface Account {
  id: string;
  handle: string;
  name: string;
  bio: string;
  role: string;
  created: string;
  followers: number;
  following: number;
  collections: number;
  followed?: boolean;
  /** Of oneself only. */
  consent?: string;
}

export interface Session {
  token?: string;
  expires: string;
  account: Account;
}

export interface Media {
  id: string;
  state: "ready";
  kind: "image" | "audio";
  type: string;
  width: number | null;
  height: number | null;
  duration_ms: number | null;
  name: string | null;
  size: number;
  sha256: string;
  thumbhash: string | null;
  location: { lat: number; lon: number } | null;
  created: string;
}

/** Media that is not there yet, or will not be. */
export interface MediaPromise {
  id: string;
  state: "processing" | "refused";
  size: number;
  sha256: string;
  created: string;
  problem: { type: string; detail: string | null } | null;
}

export interface Text {
  image: number;
  position: Record<string, unknown> & { x: number; y: number };
  configuration: Record<string, unknown> & { content: string };
  editable: string[];
}

export interface Box {
  image: number;
  width: number;
  height: number;
  replaced?: true;
}

interface Material {
  texts: Text[];
  audio: (Record<string, unknown> & { name: string; mode: string }) | null;
  stickers: Record<string, unknown>[];
  filters: Record<string, unknown>[];
}

export interface BuiltinSticker {
  name: string;
  label: string;
  url: string;
  width: number;
  height: number;
  sha256: string;
}

export interface Evaluations {
  up: number;
  down: number;
  mine: "up" | "down" | null;
}

export interface Collection extends Material {
  id: string;
  creator: { handle: string; name: string };
  created: string;
  updated: string;
  posted: string | null;
  version: number;
  images: { media?: string; reference?: { collection: string; image: number }; alt: string; fit: unknown }[];
  boxes: Box[];
  description: string;
  topics: string[];
  location: unknown;
  visibility: string;
  state: string;
  license: string;
  authorization: string | null;
  hidden?: true;
  removed?: { reason: string; note: string; since: string };
  offer_template: boolean;
  carry_template: boolean;
  template: string | null;
  template_version: number | null;
  template_identifier: string | null;
  evaluations: Evaluations;
}

export interface Template extends Material {
  id: string;
  version: number;
  source: { collection: string; creator: { handle: string; name: string } | null; license: string };
  images_required: number;
  boxes: (Box & { reference: { media: string; alt: string; authorization: string } })[];
  uses: number;
  /** In lists only. */
  calls?: number;
  created: string;
  extracted: string;
}

export interface Explanation {
  condition: string;
  holds: boolean;
  nodes?: Explanation[];
  measured?: Record<string, unknown>;
  wanted?: Record<string, unknown>;
}

export interface Eligibility {
  eligible: boolean;
  nearness: number;
  policy_version: number;
  evaluated: string;
  pending: boolean;
  missing: string | null;
  template_identifier: string | null;
  explanation: Explanation;
}

export interface EligibilityEntry {
  collection: string;
  creator: { handle: string; name: string };
  posted: string;
  eligible: boolean;
  nearness: number;
  holding: string[];
  failing: string[];
  evaluated: string;
  template_identifier: string | null;
}

export interface EligibilityPage extends Page<EligibilityEntry> {
  count: number;
  count_is_exact: boolean;
  counts: { eligible: number; not_eligible: number; conditions: Record<string, { holds: number; fails: number }> };
}

export interface PolicyVersion {
  version: number;
  created: string;
  by: string | null;
  note: string;
  policy: Record<string, unknown>;
}

export interface Policy extends PolicyVersion {
  evaluation: { looked_at: number; collections: number; gained: number; lost: number; started: string; finished: string | null } | null;
}

interface PolicySide {
  collections: number;
  by_condition: Record<string, number>;
  samples: { collection: string; creator: { handle: string }; holding: string[]; failing: string[]; missing: string | null }[];
}

export interface PolicyPreview {
  collections: number;
  eligible: { now: number; then: number };
  gain: PolicySide & { templates: number };
  lose: PolicySide;
}

export interface Receipt {
  statement: string;
  signature: string;
  key: string;
}

export interface Authorization {
  id: string;
  state: string;
  collection: string;
  image: number;
  requester: { handle: string; name: string };
  creator: { handle: string; name: string };
  note: string;
  requested: string;
  expires: string | null;
  decided: string | null;
  effect: string | null;
  sentence?: string;
  uses: number;
  receipts: Receipt[];
}

export interface Consent {
  person: { handle: string; name: string };
  consent: string;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface LineageItem {
  depth: number;
  relation: "template" | "reference";
  via: string | null;
  attribution: string;
  collection: Pick<Collection, "id" | "creator" | "license" | "posted" | "template_identifier">;
}

export interface LineagePage extends Page<LineageItem> {
  hidden: number;
  complete: boolean;
}

interface TakedownGroup {
  count: number;
  samples: { collection: string; creator: { handle: string; name: string }; template: string | null }[];
}

interface TakedownGroups {
  template: string | null;
  removed: TakedownGroup;
  hidden: TakedownGroup;
  images_dropped: TakedownGroup;
}

export interface Takedown extends TakedownGroups {
  takedown: string | null;
  collection: string;
  preview: boolean;
  reason: string;
  note: string;
  effect: string;
  complete: boolean;
  kept: TakedownGroup;
}

export interface Restoration extends TakedownGroups {
  takedown: string;
  collection: string;
  source: string;
  note: string;
}

export interface AuditEntry {
  id: number;
  actor: string | null;
  action: string;
  subject: { kind: string; id: string };
  reason: string | null;
  note: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  created: string;
}

export interface Report {
  id: string;
  collection?: string;
  template?: string;
  account?: string;
  image?: number;
  reason: string;
  note: string;
  created: string;
}

export interface ReportCase {
  id: string;
  subject: { kind: string; id: string; handle: string | null };
  state: string;
  reports: number;
  reasons: { reason: string; count: number }[];
  first: string;
  last: string;
  newest: { reporter: string | null; reason: string; image: number | null; note: string; created: string }[];
  assignee: string | null;
  outcome: string | null;
  note: string;
  closed: string | null;
}

export interface Appeal {
  id: string;
  collection: string;
  takedown: string;
  text: string;
  state: string;
  note: string;
  created: string;
  decided: string | null;
}

/** As moderators see it. */
export interface SeenAppeal extends Appeal {
  creator: { handle: string; name: string };
  removed: { reason: string; note: string; since: string };
  moderator: string | null;
  decider: string | null;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  errors?: { pointer: string; detail: string }[];
}
